/** Reads an answer's body, in whatever framing it came, with the wire that it speaks. */
import type { Ask } from './ask.js'
import type { Body } from './body.js'
import { type Fault, faultIn, faultOfBody } from './fault.js'
import type { Headers } from './headers.js'
import { isObject, parseJson } from './json.js'
import { readJsonArray } from './json-array.js'
import { newReading, type Reading } from './reading.js'
import { salvage } from './salvage.js'
import { readSse } from './sse.js'
import { wireAsked, wireByShape } from './wires/all.js'
import type { Wire } from './wires/wire.js'

export interface Answer {
  wire: Wire | null
  reading: Reading
  /** Whether it came as a stream, in a framing that is read here or in another. */
  streamed: boolean
  /** What an answer with an error status says of it. */
  fault: Fault | null
}

/** How the body is cut into JSON values. `opaque`: not at all. */
type Framing = 'sse' | 'array' | 'json' | 'opaque'

/**
 * Reads the answer to `ask`. `body` is NULL when it could not be decoded. Never throws: a wire that does keeps its name,
 * loses what it read so far, and `onFault` hears of it.
 */
export function readAnswer(
  ask: Ask,
  status: number | null,
  headers: Headers,
  body: Body | null,
  onFault: (error: unknown) => void
): Answer {
  const contentType = headers.get('content-type') ?? ''
  const framing = body === null ? 'opaque' : framingOf(ask, contentType, body)
  const reader = new Reader(ask, framing, status, onFault)
  const streamed = streamType.test(contentType) || reader.reading.streamed
  if (body === null) return { ...reader.answer(), streamed }
  if (framing === 'sse') readEvents(body, reader)
  else if (framing === 'array') readElements(body, reader)
  else if (framing === 'json') readWhole(body, reader)
  else reader.plain(body.head.bytes)
  return { ...reader.answer(), streamed }
}

class Reader {
  readonly #ask: Ask
  readonly #onFault: (error: unknown) => void
  readonly #failed: boolean
  #wire: Wire | null
  /** Whether a value of the answer has confirmed the wire that the request suggests. */
  #confirmed = false
  #reading: Reading
  #fault: Fault | null = null

  constructor(ask: Ask, framing: Framing, status: number | null, onFault: (error: unknown) => void) {
    this.#ask = ask
    this.#onFault = onFault
    this.#failed = status !== null && status >= 400
    this.#wire = wireAsked(ask)
    this.#reading = newReading(framing === 'sse' || framing === 'array')
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

  plain(bytes: Buffer): void {
    if (!this.#failed || bytes.length === 0) return
    const text = bytes.toString('utf8', 0, maxPlainBytes).trim()
    if (!text.includes('\u0000')) this.#fault ??= { code: '', message: text }
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

function framingOf(ask: Ask, contentType: string, body: Body): Framing {
  const { bytes } = body.head
  const start = firstWord(bytes)
  const first = bytes[start]
  if (/event-stream/i.test(contentType)) return 'sse'
  if (first === openBracket && ask.path.endsWith(':streamGenerateContent')) return 'array'
  if (first === openBrace || first === openBracket) return 'json'
  return sseStart.test(bytes.toString('latin1', start, start + 8)) ? 'sse' : 'opaque'
}

function readEvents({ head, tail, incomplete }: Body, reader: Reader): void {
  const visitor = {
    onEvent(data: string, _event: string | undefined, timeUs: number | null) {
      if (data === '[DONE]') reader.done()
      else {
        const value = parseJson(data)
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
}

function readElements({ head, tail }: Body, reader: Reader): void {
  const visit = (text: string, timeUs: number | null) => reader.value(parseJson(text), timeUs)
  readJsonArray(head, false, visit)
  if (tail === null) return
  reader.reading.timeline.break()
  readJsonArray(tail, true, visit)
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
/** Server-sent events, NDJSON, AWS event streams. */
const streamType = /event-?stream|ndjson/i
const sseStart = /^(\xef\xbb\xbf)?(data:|event:|id:|retry:|:)/
const maxPlainBytes = 4096
