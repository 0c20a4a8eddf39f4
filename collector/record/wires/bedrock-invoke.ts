/**
 * Bedrock's InvokeModel and InvokeModelWithResponseStream: each family of models answers in its own format, and Bedrock
 * counts beside it. The model's own counts come first; the two can disagree.
 */
import type { Ask } from '../ask.js'
import { faultIn } from '../fault.js'
import { countOf, type Fields, fieldsOf, isObject, listOf, parseJson, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords, spoken, sumOf } from '../words.js'
import { anthropicMessages } from './anthropic-messages.js'
import {
  converseUsage,
  countedByBedrock,
  isConverse,
  readConverse,
  readUsageHeaders
} from './bedrock-converse.js'
import { openaiChat } from './openai-chat.js'
import { type Output, stronger, type Wire } from './wire.js'

const invoke: Omit<Wire, 'operation' | 'asked' | 'estimable'> = {
  name: 'bedrock.invoke',
  // Every family has its own form, and the path leaves no doubt; an error is an error in all of them.
  fits: value => faultIn(value) === null,
  read: readAnswer,
  readHead: readUsageHeaders,
  usage: usageOfAnswer
}

export const bedrockInvokeEmbeddings: Wire = {
  ...invoke,
  operation: 'embeddings',
  estimable: false,
  asked: ask => invoked(ask) && /embed/i.test(ask.path)
}

export const bedrockInvokeText: Wire = {
  ...invoke,
  operation: 'text_completion',
  estimable: true,
  asked: ask => invoked(ask) && ask.body !== null && ('prompt' in ask.body || 'inputText' in ask.body)
}

export const bedrockInvoke: Wire = { ...invoke, operation: 'chat', estimable: true, asked: invoked }

function invoked({ path }: Ask): boolean {
  return /\/model\/.+\/invoke(-with-response-stream)?$/.test(path)
}

function readAnswer(value: Record<string, unknown>, reading: Reading): Output {
  const { bytes } = fieldsOf<'bytes'>(value['chunk'])
  if (typeof bytes !== 'string') return readNative(value, reading)
  const native = parseJson(Buffer.from(bytes, 'base64').toString('utf8'))
  if (!isObject(native)) return 'none'
  const output = readNative(native, reading)
  const metrics = native[metricsName]
  if (isObject(metrics)) {
    reading.usage = mergeWords(reading.usage, { [metricsName]: metrics })
    reading.usageFinal = true
    // Bedrock adds them to the last chunk, whatever the family.
    reading.ended = true
  }
  return output
}

function readNative(value: Record<string, unknown>, reading: Reading): Output {
  if (anthropicMessages.fits(value)) return anthropicMessages.read(value, reading)
  if (isConverse(value)) return readConverse(value, reading)
  if (Array.isArray(value['choices'])) return readChoices(value, reading)
  reading.fault ??= faultIn(value)
  return readText(value, reading)
}

/** OpenAI's format: AI21's Jamba, DeepSeek, gpt-oss; Mistral's has whole messages in its chunks, and its own end. */
function readChoices(value: Record<string, unknown>, reading: Reading): Output {
  let output = openaiChat.read(value, reading)
  for (const choice of listOf(value['choices'])) {
    const { message, stop_reason } = fieldsOf<'message' | 'stop_reason'>(choice)
    finish(stop_reason, reading)
    if (reading.streamed) output = stronger(output, say(fieldsOf<'content'>(message).content, reading))
  }
  return output
}

type Native = Fields<
  | 'id'
  | 'response_id'
  | 'generation'
  | 'generations'
  | 'outputText'
  | 'results'
  | 'outputs'
  | 'completions'
  | 'text'
  | 'completion'
  | 'stop_reason'
  | 'finish_reason'
  | 'completionReason'
  | 'images'
>

/** Llama (`generation`), Titan (`outputText`, `results`), Cohere (`text`, `generations`), Mistral (`outputs`), AI21 (`completions`). */
function readText(value: Record<string, unknown>, reading: Reading): Output {
  const native: Native = value
  if (reading.responseId === '') reading.responseId = textOf(native.response_id ?? native.id)
  reading.usage = mergeWords(reading.usage, countsOf(value))
  const images = listOf(native.images).length
  if (images > 0) reading.units.set('images', images)
  let output = say(native.generation ?? native.outputText ?? native.text ?? native.completion, reading)
  for (const name of ['generations', 'results', 'outputs', 'completions'] as const) {
    for (const item of listOf(native[name])) output = stronger(output, readItem(item, reading))
  }
  finish(native.stop_reason ?? native.finish_reason ?? native.completionReason, reading)
  return reading.streamed ? output : 'none'
}

function readItem(item: unknown, reading: Reading): Output {
  const part = fieldsOf<
    'text' | 'outputText' | 'data' | 'stop_reason' | 'finish_reason' | 'completionReason' | 'finishReason'
  >(item)
  finish(
    part.stop_reason ??
      part.finish_reason ??
      part.completionReason ??
      fieldsOf<'reason'>(part.finishReason).reason,
    reading
  )
  return say(part.text ?? part.outputText ?? fieldsOf<'text'>(part.data).text, reading)
}

/** A finish reason does not end these streams: Bedrock's metrics are still to come. */
function finish(reason: unknown, reading: Reading): void {
  if (typeof reason === 'string' && reason !== '') reading.finishReason = reason
}

/** The fields with counts, and nothing of the (long) rest. */
function countsOf(value: Record<string, unknown>): Record<string, unknown> {
  const counts: [string, unknown][] = []
  for (const name of countNames) if (typeof value[name] === 'number') counts.push([name, value[name]])
  let tokens: number | null = null
  for (const result of listOf(value['results'])) {
    tokens = sumOf(tokens, countOf(fieldsOf<'tokenCount'>(result).tokenCount))
  }
  if (tokens !== null) counts.push(['tokenCount', tokens])
  return Object.fromEntries(counts)
}

type NativeWords = Fields<(typeof countNames)[number] | 'tokenCount'>

function usageOfAnswer(reading: Reading): Partial<Usage> {
  const native = usageOfModel(reading)
  const counted = countedByBedrock(reading)
  if (native.inputTokens === null && native.outputTokens === null) return { ...native, ...counted }
  return {
    ...native,
    inputTokens: native.inputTokens ?? counted.inputTokens ?? null,
    outputTokens: native.outputTokens ?? counted.outputTokens ?? null
  }
}

function usageOfModel(reading: Reading): Partial<Usage> & Pick<Usage, 'inputTokens' | 'outputTokens'> {
  const words: Record<string, unknown> = spoken(reading.usage)
  if ('input_tokens' in words || 'output_tokens' in words) return whole(anthropicMessages.usage(reading))
  if ('prompt_tokens' in words) return whole(openaiChat.usage(reading))
  if ('inputTokens' in words) return whole(converseUsage(reading))
  const counts: NativeWords = words
  return {
    inputTokens: countOf(counts.inputTextTokenCount) ?? countOf(counts.prompt_token_count),
    outputTokens:
      countOf(counts.totalOutputTextTokenCount) ??
      countOf(counts.tokenCount) ??
      countOf(counts.generation_token_count),
    units: Object.fromEntries(reading.units)
  }
}

function whole(usage: Partial<Usage>): Partial<Usage> & Pick<Usage, 'inputTokens' | 'outputTokens'> {
  return { ...usage, inputTokens: usage.inputTokens ?? null, outputTokens: usage.outputTokens ?? null }
}

function say(text: unknown, reading: Reading): Output {
  if (typeof text !== 'string' || text === '') return 'none'
  reading.output.add(text)
  return 'visible'
}

const metricsName = 'amazon-bedrock-invocationMetrics'
const countNames = [
  'inputTextTokenCount',
  'totalOutputTextTokenCount',
  'prompt_token_count',
  'generation_token_count'
] as const
