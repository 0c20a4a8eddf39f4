/** Ollama's own API: chat and generate (NDJSON unless `stream` is false), and embed. */
import type { Ask } from '../ask.js'
import { faultIn } from '../fault.js'
import { countOf, type Fields, fieldsOf, listOf, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords, spoken } from '../words.js'
import { type Output, stronger, type Wire } from './wire.js'

const lines: Pick<Wire, 'estimable' | 'fits' | 'read' | 'usage'> = {
  estimable: true,
  fits: value => 'done' in value,
  read: readLine,
  usage: usageOfLines
}

export const ollamaChat: Wire = {
  ...lines,
  name: 'ollama.chat',
  operation: 'chat',
  asked: ({ path, body }: Ask) => path.endsWith('/api/chat') && (body === null || 'model' in body)
}

export const ollamaGenerate: Wire = {
  ...lines,
  name: 'ollama.generate',
  operation: 'text_completion',
  asked: ({ path, body }: Ask) => path.endsWith('/api/generate') && (body === null || 'model' in body)
}

export const ollamaEmbed: Wire = {
  name: 'ollama.embed',
  operation: 'embeddings',
  estimable: false,
  asked: ({ path }) => /\/api\/embed(dings)?$/.test(path),
  fits: value => 'embeddings' in value || 'embedding' in value,
  read(value, reading) {
    reading.responseModel = textOf(value['model'])
    tell(value, reading)
    return 'none'
  },
  usage: usageOfLines
}

type Line = Fields<'model' | 'message' | 'response' | 'thinking' | 'done' | 'done_reason'>

function readLine(value: Record<string, unknown>, reading: Reading): Output {
  const line: Line = value
  reading.fault ??= faultIn(value)
  if (reading.responseModel === '') reading.responseModel = textOf(line.model)
  let output = stronger(say(line.thinking, 'hidden', reading), say(line.response, 'visible', reading))
  const message = fieldsOf<'content' | 'thinking' | 'tool_calls'>(line.message)
  output = stronger(output, say(message.thinking, 'hidden', reading))
  output = stronger(output, say(message.content, 'visible', reading))
  for (const call of listOf(message.tool_calls)) {
    reading.output.add(JSON.stringify(fieldsOf<'function'>(call).function ?? ''))
    output = stronger(output, 'hidden')
  }
  if (line.done === true) {
    reading.finishReason = textOf(line.done_reason)
    reading.ended = true
    tell(value, reading)
  }
  return output
}

/** Counts, and the server's own times in nanoseconds. */
function tell(value: Record<string, unknown>, reading: Reading): void {
  const told = Object.fromEntries(
    usageNames.map(name => [name, value[name]] as const).filter(([, count]) => typeof count === 'number')
  )
  if (Object.keys(told).length === 0) return
  reading.usage = mergeWords(reading.usage, told)
  reading.usageFinal = true
}

function usageOfLines(reading: Reading): Partial<Usage> {
  const words: Fields<(typeof usageNames)[number]> = spoken(reading.usage)
  return {
    inputTokens: countOf(words.prompt_eval_count),
    outputTokens: countOf(words.eval_count) ?? (saidNothing(reading) ? 0 : null),
    units: Object.fromEntries(reading.units)
  }
}

/** The counts came without one of the output, and nothing came out: zeros are left out of the JSON. */
function saidNothing({ ended, usage, output }: Reading): boolean {
  return ended && usage !== null && 'prompt_eval_count' in usage && output.length === 0
}

function say(text: unknown, kind: Output, reading: Reading): Output {
  if (typeof text !== 'string' || text === '') return 'none'
  reading.output.add(text)
  return kind
}

const usageNames = [
  'prompt_eval_count',
  'eval_count',
  'total_duration',
  'load_duration',
  'prompt_eval_duration',
  'eval_duration'
] as const
