/**
 * HOT. Heads of answers as they come: several in one read, or one in many. Runs for each read until an answer's head is whole.
 * Guarded by bench/relay.mjs.
 */
import { errors } from 'undici'
import { malformed } from '../http/fields.js'

const headEnd = Buffer.from('\r\n\r\n')
/** What may be there of it while it is not whole. */
const endedBytes = headEnd.length - 1
const versionStart = 'HTTP/1.'
const cr = 0x0d
const lf = 0x0a

export class HeadPieces {
  readonly #maxBytes: number
  /** Of a head that is not whole. */
  #held: Buffer | null = null
  /** Bytes of it that need not be looked at again. */
  #seenBytes = 0

  /** @param maxBytes of a head, without its blank line and the line end before that. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** What came, behind what there was. */
  join(bytes: Buffer): Buffer {
    const held = this.#held
    this.#held = null
    return held === null ? bytes : Buffer.concat([held, bytes])
  }

  /**
   * The head that begins at `from`, in latin1, without its blank line and the line end before that; NULL while that has not
   * come: then the bytes are kept.
   *
   * @throws HeadersOverflowError, and MalformedMessage for what may never have a blank line.
   */
  take(bytes: Buffer, from: number): string | null {
    const end = bytes.indexOf(headEnd, from + Math.max(0, this.#seenBytes - endedBytes))
    // Of its end all but the last byte may be there.
    if ((end < 0 ? bytes.length - endedBytes : end) - from > this.#maxBytes)
      throw new errors.HeadersOverflowError()
    if (end < 0) {
      this.#hold(bytes.subarray(from))
      return null
    }
    this.#seenBytes = 0
    return bytes.toString('latin1', from, end)
  }

  /** Neither what does not speak HTTP nor what ends its lines in a way of its own may ever send a blank one. */
  #hold(bytes: Buffer): void {
    const start = bytes.toString('latin1', 0, versionStart.length)
    if (!versionStart.startsWith(start)) throw malformed('the answer is not HTTP/1.x', 'INVALID_CONSTANT')
    for (let at = bytes.indexOf(lf, this.#seenBytes); at >= 0; at = bytes.indexOf(lf, at + 1))
      if (bytes[at - 1] !== cr) throw malformed('a line ends by LF alone', 'INVALID_CONSTANT')
    this.#held = bytes.length === 0 ? null : bytes
    this.#seenBytes = bytes.length
  }
}

/** Of a head that `take` gave: how many bytes it had on the wire. */
export function headBytes(head: string): number {
  return head.length + headEnd.length
}
