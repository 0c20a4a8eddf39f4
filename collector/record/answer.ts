/** Reads an answer's body, in whatever framing it came, with the wire that it speaks. */
import type { Ask } from './ask.js'
import type { Body } from './body.js'
import { readEventStream, startsEventStream } from './event-stream.js'
import { type Fault, faultIn, faultOfBody } from './fault.js'
import type { Headers } from './headers.js'
import { isObject, type JsonObject, parseJson } from './json.js'
import { readJsonArray } from './json-array.js'
import { readLines } from './ndjson-lines.js'
import { newReading, type Reading } from './reading.js'
import { remembered } from './remembered.js'
import { salvage } from './salvage.js'
import { readSse } from './sse.js'
import { liveWireAsked, wireAsked, wireByShape } from './wires/all.js'
import type { Wire } from './wires/wire.js'

export interface Answer {
  wire: Wire | null
  reading: Reading
  /** Whether it came as a stream, in a framing that is read here or in another. */
  streamed: boolean
  /** What an answer with an error status says of it. */
  fault: Fault | null
  /** The client closed the connection while the model was still answering. */
  abandoned?: boolean
}

/** How the body is cut into JSON values. `opaque`: not at all. */
type Framing = 'sse' | 'array' | 'frames' | 'lines' | 'json' | 'opaque'

/**
 * Reads the answer to `ask`. `body` is NULL when it could not be decoded. Never throws: a wire that does keeps its name,
 * loses what it read so far, and `onFault` hears of it. With `values`, each JSON value of a good answer is added to them.
 */
export function readAnswer(
  ask: Ask,
  status: number | null,
  headers: Headers,
  body: Body | null,
  onFault: (error: unknown) => void,
  values: JsonObject[] | null = null
): Answer {
  const contentType = headers.get('content-type') ?? ''
  const type = typeOf(contentType)
  const framing = body === null ? 'opaque' : framingOf(ask, type, body)
  const reader = new Reader(ask, framing, status, onFault, values)
  const streamed = type.streams || reader.reading.streamed
  if (body === null) return { ...reader.answer(), streamed }
  if (framing === 'sse') readEvents(body, reader)
  else if (framing === 'array') readElements(body, reader)
  else if (framing === 'frames') readFrames(body, reader)
  else if (framing === 'lines') readJsonLines(body, reader)
  else if (framing === 'json') readWhole(body, reader)
  else reader.opaque(body)
  reader.finish(headers)
  return { ...reader.answer(), streamed }
}

class Reader {
  readonly #ask: Ask
  readonly #onFault: (error: unknown) => void
  readonly #failed: boolean
  readonly #values: JsonObject[] | null
  #wire: Wire | null
  /** Whether a value of the answer has confirmed the wire that the request suggests. */
  #confirmed = false
  #reading: Reading
  #broken = 0
  #fault: Fault | null = null

  constructor(
    ask: Ask,
    framing: Framing,
    status: number | null,
    onFault: (error: unknown) => void,
    values: JsonObject[] | null
  ) {
    this.#ask = ask
    this.#onFault = onFault
    this.#values = values
    this.#failed = status !== null && status >= 400
    this.#wire = wireAsked(ask) ?? (ask.upgrades ? (liveWireAsked(ask)?.wire ?? null) : null)
    // Lines that are fetched later (a batch's results) are a file, not a stream.
    this.#reading = newReading(streamFramings.has(framing) || (framing === 'lines' && ask.method === 'POST'))
  }

  get reading(): Reading {
    return this.#reading
  }

  answer(): Omit<Answer, 'streamed'> {
    return { wire: this.#wire, reading: this.#reading, fault: this.#fault }
  }

  /** The `[DONE]` of OpenAI's streams. */
  done(): void {
    this.#reading.ended = true
    if (this.#reading.usage !== null) this.#reading.usageFinal = true
  }

  /** An error that came outside of any frame. */
  stray(value: unknown): void {
    this.#reading.fault ??= faultIn(value)
  }

  /** What an answer's head says of usage (Bedrock), and what the request does (speech). */
  finish(headers: Headers): void {
    if (this.#failed) return
    this.#wire?.readHead?.(headers, this.#reading)
    this.#wire?.readAsk?.(this.#ask, this.#reading)
  }

  /** Takes in a body that is no JSON. */
  opaque(body: Body): void {
    if (!this.#failed) this.#wire?.opaque?.(body, this.#reading)
    this.plain(body.head.bytes)
  }

  plain(bytes: Buffer): void {
    if (!this.#failed || bytes.length === 0) return
    const text = bytes.toString('utf8', 0, maxPlainBytes).trim()
    if (!text.includes('\u0000')) this.#fault ??= { code: '', message: text }
  }

  /** A frame's text parsed; `undefined` when it is no JSON, or when the answer has shown to be none. */
  parsed(text: string): unknown {
    if (this.#broken === maxBroken) return undefined
    const value = parseJson(text)
    if (value === undefined) this.#broken += 1
    return value
  }

  /** Takes in a whole answer, or one frame that was complete at `timeUs`. */
  value(value: unknown, timeUs: number | null): void {
    if (this.#failed) {
      this.#fault ??= faultOfBody(value)
      return
    }
    if (!isObject(value)) {
      this.stray(value)
      return
    }
    const wire = this.#confirmed ? this.#wire : this.#confirm(value)
    if (wire === null) {
      this.stray(value)
      return
    }
    this.#values?.push(value)
    try {
      const output = wire.read(value, this.#reading)
      if (output !== 'none' && this.#reading.streamed)
        this.#reading.timeline.output(timeUs, output === 'visible')
    } catch (error) {
      this.#reading = newReading(this.#reading.streamed)
      this.#onFault(error)
    }
  }

  #confirm(value: Record<string, unknown>): Wire | null {
    if (this.#wire?.fits(value) === true) this.#confirmed = true
    else if (faultIn(value) === null) {
      this.#wire = wireByShape(this.#ask, value)
      this.#confirmed = this.#wire !== null
    }
    return this.#wire
  }
}

/** What a content type says of the framing. */
interface BodyType {
  events: boolean
  frames: boolean
  lines: boolean
  /** Server-sent events, NDJSON, AWS event streams. */
  streams: boolean
}

const typeOf = remembered(
  (contentType): BodyType => ({
    events: /event-stream/i.test(contentType),
    frames: /amazon\.eventstream/i.test(contentType),
    lines: lineType.test(contentType),
    streams: /event-?stream|ndjson/i.test(contentType)
  })
)

function framingOf(ask: Ask, type: BodyType, body: Body): Framing {
  const { bytes } = body.head
  const start = firstWord(bytes)
  const first = bytes[start]
  // No event begins with a brace: a relay that answers at once may keep the type of the stream that was asked for.
  if (type.events) return first === openBrace && !hasEvents(bytes) ? 'json' : 'sse'
  if (type.frames || startsEventStream(bytes)) return 'frames'
  if (type.lines || (first === openBrace && resultsPath.test(ask.path))) return 'lines'
  if (first === openBracket && ask.path.endsWith(':streamGenerateContent')) return 'array'
  if (first === openBrace || first === openBracket) return 'json'
  return sseStart.test(bytes.toString('latin1', start, start + 8)) ? 'sse' : 'opaque'
}

function hasEvents(bytes: Buffer): boolean {
  return bytes.includes('\ndata:') || bytes.includes('\rdata:')
}

function readEvents(body: Body, reader: Reader): void {
  const { head, tail, incomplete } = body
  const visitor = {
    onEvent(data: string, _event: string | undefined, timeUs: number | null) {
      if (data === '[DONE]') reader.done()
      else {
        const value = reader.parsed(data)
        if (value !== undefined) reader.value(value, timeUs)
      }
    },
    onStray(text: string) {
      reader.stray(parseJson(text))
    }
  }
  readSse(head, !incomplete, false, visitor)
  if (tail === null) return
  reader.reading.timeline.break()
  readSse(tail, true, true, visitor)
  // The last event may be as long as all that was kept (images), and its usage stands at its end.
  const usage = reader.reading.usage === null ? salvage(body)?.['usage'] : undefined
  if (usage !== undefined) reader.value({ usage }, null)
}

function readElements({ head, tail }: Body, reader: Reader): void {
  const visit = (text: string, timeUs: number | null) => reader.value(reader.parsed(text), timeUs)
  readJsonArray(head, false, visit)
  if (tail === null) return
  reader.reading.timeline.break()
  readJsonArray(tail, true, visit)
}

function readFrames({ head, tail }: Body, reader: Reader): void {
  const visit = (value: Record<string, unknown>, timeUs: number | null) => reader.value(value, timeUs)
  readEventStream(head, false, visit)
  if (tail === null) return
  reader.reading.timeline.break()
  readEventStream(tail, true, visit)
}

function readJsonLines({ head, tail, incomplete }: Body, reader: Reader): void {
  const visit = (text: string, timeUs: number | null) => {
    const value = reader.parsed(text)
    if (value !== undefined) reader.value(value, timeUs)
  }
  readLines(head, !incomplete, false, visit)
  if (tail === null) return
  reader.reading.timeline.break()
  readLines(tail, true, true, visit)
}

function readWhole(body: Body, reader: Reader): void {
  const parsed = body.incomplete ? undefined : parseJson(body.head.bytes.toString('utf8'))
  if (parsed !== undefined) {
    reader.value(parsed, null)
    return
  }
  const parts = salvage(body)
  if (parts !== null) reader.value(parts, null)
  reader.plain(body.head.bytes)
}

function firstWord(bytes: Buffer): number {
  let at = 0
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at += 1
  return at
}

const openBrace = 0x7b
const openBracket = 0x5b
/** NDJSON, JSON Lines, and Cohere's name for them. */
const lineType = /ndjson|jsonl|json-?lines|stream\+json/i
/** Files of results, which come as `application/octet-stream` or what else a store of files says. */
const resultsPath = /\/files\/[^/]+\/content$|\/batches\/[^/]+\/results$/
const streamFramings = new Set<Framing>(['sse', 'array', 'frames'])
const sseStart = /^(\xef\xbb\xbf)?(data:|event:|id:|retry:|:)/
const maxPlainBytes = 4096
/** A parse that fails costs twenty that do not: what has so many is not worth more of them. */
const maxBroken = 512
