/** What was asked: the request as far as the answer's reader and the row need it. */
import { type Body, bodyOf } from './body.js'
import type { Headers } from './headers.js'
import { fieldsOf, isObject, parseJson, textOf } from './json.js'
import { decodePart, pathnameOf } from './path.js'
import type { Tape } from './tape.js'

export interface Ask {
  method: string
  /** Path at the upstream, without query. */
  path: string
  /** The request's JSON object; NULL when it is none, or was not kept whole. */
  body: Record<string, unknown> | null
  /** From the body, or from the path (Gemini, Vertex, Azure deployments, Bedrock); `''` when neither says. */
  model: string
  streams: boolean
  /** The client asked an OpenAI-style stream for its usage. */
  wantsUsage: boolean
}

/** Reads a request. Never throws. */
export function askOf(tape: Tape, headers: Headers, onFault: (error: unknown) => void): Ask {
  const path = pathnameOf(tape.upstreamPath)
  const raw = tape.upgraded ? null : bodyOf(tape.request, headers.get('content-encoding') ?? '', onFault)
  const body = raw === null ? null : objectOf(raw)
  const { model, stream, stream_options } = fieldsOf<'model' | 'stream' | 'stream_options'>(body)
  const named = textOf(model)
  return {
    method: tape.method,
    path,
    body,
    model: named !== '' ? named : body === null && raw !== null ? hiddenModel(raw, path) : modelInPath(path),
    streams: stream === true || streamVerb.test(path),
    wantsUsage: fieldsOf<'include_usage'>(stream_options).include_usage === true
  }
}

function objectOf(raw: Body): Record<string, unknown> | null {
  if (raw.incomplete || raw.head.bytes[firstWord(raw.head.bytes)] !== openBrace) return null
  const parsed = parseJson(raw.head.bytes.toString('utf8'))
  return isObject(parsed) ? parsed : null
}

function firstWord(bytes: Buffer): number {
  let at = 0
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at += 1
  return at
}

/** The model in a body that is not whole, or is a form: JSON clients put it first or last, so both ends are searched. */
function hiddenModel(raw: Body, path: string): string {
  const inPath = modelInPath(path)
  if (inPath !== '') return inPath
  const end = raw.tail?.bytes ?? raw.head.bytes
  for (const part of [raw.head.bytes.subarray(0, searchBytes), end.subarray(-searchBytes)]) {
    const text = part.toString('utf8')
    const found = modelField.exec(text)?.[1] ?? modelPart.exec(text)?.[1]
    if (found !== undefined) return textOf(parseJson(`"${found}"`))
  }
  return ''
}

function modelInPath(path: string): string {
  for (const pattern of modelPaths) {
    const found = pattern.exec(path)?.[1]
    if (found !== undefined) return decodePart(found)
  }
  return ''
}

const openBrace = 0x7b
const searchBytes = 64 * 1024
const streamVerb = /:stream(GenerateContent|RawPredict)$|\/(converse-stream|invoke-with-response-stream)$/
const modelField = /(?<!\\)"model"\s*:\s*"((?:[^"\\]|\\.){1,300})"/
/** RFC 7578: `Content-Disposition: form-data; name="model"`, a blank line, the value. */
const modelPart = /name="model"\r\n(?:[^\r\n]+\r\n)*\r\n([\w./:@-]{1,300})\r\n/
const modelPaths = [
  /\/(?:models|tunedModels|endpoints)\/([^/]+):[a-zA-Z-]+$/,
  /\/deployments\/([^/]+)\//,
  /\/model\/([^/]+)\/(?:converse|invoke|count-tokens)/
]
