/** The messages of one side of a WebSocket connection, out of the raw bytes of an upgraded tape. */
import { rawBody, type Stretch, timesAlong } from './body.js'
import { type Inflater, inflaterOf, maxInflatedBytes } from './inflate.js'
import type { Run } from './tape.js'
import { type Frame, frameAt, opcodes, payloadOf, resumeFrames } from './websocket-frame.js'

export interface Message {
  /** Text, or what stood in a binary message (Gemini Live puts its JSON there). */
  text: string
  /** When the chunk that completed it passed, microseconds since the exchange's origin. */
  timeUs: number | null
}

/** A close frame (RFC 6455 §5.5.1); without a code, `code` is 1005. */
export interface Close {
  code: number
  reason: string
  timeUs: number | null
}

export interface Side {
  messages: Message[]
  close: Close | null
  /** Index of the first message behind a hole; NULL without one. */
  resumedAt: number | null
  /** Bytes are missing that did pass: in a hole, behind a bound, or behind an error. */
  incomplete: boolean
}

/**
 * Reads one side. `extensions` is the answer's `sec-websocket-extensions`; `sender` is who masks. Never throws: what cannot
 * be decoded is left out, and `onFault` hears why. Fragments are joined, control frames may stand between them (§5.4).
 */
export function messagesOf(
  run: Run,
  sender: 'client' | 'server',
  extensions: string,
  onFault: (error: unknown) => void
): Side {
  const { head, tail, incomplete } = rawBody(run)
  const deflate = deflateOf(extensions, sender)
  const reader = new SideReader(deflate)
  const side: Side = { messages: reader.messages, close: null, resumedAt: null, incomplete }
  try {
    reader.read(head, 0)
    // A compression that looks back has lost what it looks back at.
    if (tail !== null && deflate !== 'context') {
      side.resumedAt = reader.messages.length
      reader.resume()
      reader.read(tail, resumeFrames(tail.bytes, sender === 'client'))
    }
  } catch (error) {
    side.incomplete = true
    onFault(error)
  } finally {
    reader.end()
  }
  side.close = reader.close
  return side
}

/** `context`: each message may refer to those before it (RFC 7692 §7.1.1). */
type Deflate = 'none' | 'context' | 'each'

class SideReader {
  readonly messages: Message[] = []
  close: Close | null = null
  readonly #deflate: Deflate
  #inflater: Inflater | null = null
  #fragments: Buffer[] = []
  #compressed = false
  #totalBytes = 0

  constructor(deflate: Deflate) {
    this.#deflate = deflate
  }

  read(stretch: Stretch, start: number): void {
    const { bytes } = stretch
    const timeOf = timesAlong(stretch)
    let at = start
    while (at < bytes.length && this.close === null) {
      const frame = frameAt(bytes, at)
      if (frame === null || frame.to > bytes.length) return
      this.#frame(frame, payloadOf(bytes, frame), timeOf(frame.to - 1))
      at = frame.to
    }
  }

  /** Forgets the message that a hole cut through. */
  resume(): void {
    this.#fragments = []
    this.#compressed = false
  }

  end(): void {
    this.#inflater?.close()
    this.#inflater = null
  }

  #frame(frame: Frame, payload: Buffer, timeUs: number | null): void {
    const { opcode } = frame
    if (opcode === opcodes.close) {
      const code = payload.length < 2 ? noCode : payload.readUInt16BE(0)
      this.close = { code, reason: payload.toString('utf8', 2), timeUs }
    }
    if (opcode >= opcodes.close) return
    if (opcode !== opcodes.continuation) {
      this.#fragments = []
      this.#compressed = frame.compressed
    }
    this.#fragments.push(payload)
    if (!frame.fin) return
    const whole = this.#fragments.length === 1 ? payload : Buffer.concat(this.#fragments)
    this.#fragments = []
    const plain = this.#compressed ? this.#inflate(whole) : whole
    this.#totalBytes += plain.length
    if (this.#totalBytes > maxInflatedBytes) throw new RangeError('messages decode to more than the bound')
    this.messages.push({ text: plain.toString('utf8'), timeUs })
  }

  /** A compressed message lacks the four bytes that end a flush (RFC 7692 §7.2.2). */
  #inflate(data: Buffer): Buffer {
    this.#inflater ??= inflaterOf('deflate', rawDeflate)
    if (this.#inflater === null) throw new Error('no inflater for raw deflate')
    const plain = this.#inflater.push(Buffer.concat([data, flushEnd]))
    if (this.#deflate !== 'context') this.end()
    return plain
  }
}

function deflateOf(extensions: string, sender: 'client' | 'server'): Deflate {
  if (!/permessage-deflate/i.test(extensions)) return 'none'
  return new RegExp(`${sender}_no_context_takeover`, 'i').test(extensions) ? 'each' : 'context'
}

/** Not the first byte of a zlib header, by which raw deflate is told. */
const rawDeflate = Buffer.alloc(18)
const flushEnd = Buffer.from([0x00, 0x00, 0xff, 0xff])
const noCode = 1005
