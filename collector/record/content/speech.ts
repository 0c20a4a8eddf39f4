/** What was said in an exchange, in the shapes that OpenTelemetry's conventions for GenAI give it, whatever wire said it. */
import { type JsonObject, parseJson, textOf } from '../json.js'

export interface Message {
  role: string
  parts: Part[]
}

export interface OutputMessage extends Message {
  /** `''`: the answer gave none. */
  finish_reason: string
}

/** Of the kinds of part that the conventions name; any other has its `type` and nothing else. */
export type Part = { type: string } & JsonObject

export interface ToolDefinition {
  type: string
  name: string
  description?: string
  /** JSON Schema. */
  parameters?: unknown
}

/** What a request says. */
export interface Question {
  /** Instructions that stand apart from the messages. */
  system: Part[]
  messages: Message[]
  tools: ToolDefinition[]
}

/** How one wire's requests and answers are read for what they say. Neither function throws on foreign shapes. */
export interface Speech {
  question(body: JsonObject): Question
  /** `values`: the whole answer, or the frames of a stream in order; the end may be missing. */
  answer(values: readonly JsonObject[]): OutputMessage[]
}

/** No part for an empty text. */
export function textParts(text: unknown, type: 'text' | 'reasoning' = 'text'): Part[] {
  return typeof text === 'string' && text !== '' ? [{ type, content: text }] : []
}

/** `given`: arguments as JSON, or as the text of it. */
export function toolCall(id: unknown, name: unknown, given: unknown): Part {
  return { type: 'tool_call', id: textOf(id) || null, name: textOf(name), arguments: unpacked(given) }
}

export function toolResponse(id: unknown, response: unknown): Part {
  return { type: 'tool_call_response', id: textOf(id) || null, response: response ?? null }
}

/**
 * Images, audio, documents: what kind, and where they are, but never their bytes. A URL is kept without its query, which
 * may be a signature.
 */
export function mediaPart(modality: string, { url, mimeType, fileId }: Media): Part {
  if (typeof fileId === 'string') return { type: 'file', modality, file_id: fileId }
  const address = textOf(url)
  if (address !== '' && !address.startsWith('data:'))
    return { type: 'uri', modality, uri: address.split('?', 1)[0] }
  const type = textOf(mimeType) || (/^data:([^;,]{1,100})/.exec(address)?.[1] ?? null)
  return { type: 'blob', modality, mime_type: type, content: '' }
}

interface Media {
  url?: unknown
  mimeType?: unknown
  fileId?: unknown
}

export function toolDefinition(
  type: unknown,
  name: unknown,
  description?: unknown,
  parameters?: unknown
): ToolDefinition {
  const kind = textOf(type) || 'function'
  return {
    type: kind,
    // The providers' own tools have no other name.
    name: textOf(name) || kind,
    ...(typeof description === 'string' && { description }),
    ...(parameters !== undefined && { parameters })
  }
}

/** The conventions' word for a provider's; one that they have none for stays as it is. */
export function finishReason(word: string): string {
  return finishReasons.get(word) ?? word
}

function unpacked(given: unknown): unknown {
  if (typeof given !== 'string') return given ?? null
  return parseJson(given) ?? given
}

const finishReasons = new Map([
  ['completed', 'stop'],
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['STOP', 'stop'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['MAX_TOKENS', 'length'],
  ['refusal', 'content_filter'],
  ['SAFETY', 'content_filter'],
  ['PROHIBITED_CONTENT', 'content_filter'],
  ['tool_calls', 'tool_call'],
  ['function_call', 'tool_call'],
  ['tool_use', 'tool_call'],
  ['failed', 'error']
])
