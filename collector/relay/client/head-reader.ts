/**
 * HOT. Finds the heads of requests in what comes on a connection, and says early of bytes that will never be one. `read` runs
 * for each request, and for each piece of a head that comes in pieces.
 *
 * Must not happen here: to look at a byte twice. Guarded by bench/relay.mjs.
 */
import { malformed } from '../http/fields.js'
import { type RequestHead, readRequestHead } from './request-head.js'

/** Larger heads are refused; four times Node's default of 16 KiB on both sides, for tool-laden gateways' headers. */
export const maxHeaderBytes = 65_536

const headEnd = Buffer.from('\r\n\r\n')
/** What may be there of it while it is not whole. */
const endedBytes = headEnd.length - 1
const cr = 0x0d
const lf = 0x0a

export class HeadReader {
  /** A head has begun and is not whole. */
  isWaiting = false
  /** After `read`: offset behind the head, or of what is there of one, which has to be given again with what follows. */
  at = 0
  /** Bytes of the waiting head that need not be looked at again. */
  #seenBytes = 0

  /**
   * Reads a head that begins at `from`.
   *
   * @returns NULL while it is not whole.
   * @throws MalformedMessage
   */
  read(bytes: Buffer, from: number): RequestHead | null {
    let at = from
    // RFC 9112 §2.2: some clients send a line end behind a body.
    while (bytes[at] === cr && bytes[at + 1] === lf) at += 2
    const end = bytes.indexOf(headEnd, Math.max(at, this.#seenBytes - endedBytes))
    // Of its end all but the last byte may be there.
    if ((end < 0 ? bytes.length - endedBytes : end) - at > maxHeaderBytes)
      throw malformed('its head is too large', 'HEADER_OVERFLOW')
    this.at = at
    if (end < 0) {
      this.#lookAt(bytes.subarray(at))
      return null
    }
    const head = readRequestHead(bytes.toString('latin1', at, end))
    this.at = end + headEnd.length
    this.isWaiting = false
    this.#seenBytes = 0
    return head
  }

  #lookAt(bytes: Buffer): void {
    if (bytes.length === 0) return
    // Half a line end, as some send it behind a body.
    if (bytes.length === 1 && bytes[0] === cr) return
    // Neither what does not speak HTTP (TLS, say) nor what ends its lines in a way of its own may ever send a blank one.
    if (!isVisible(bytes[0] as number)) throw malformed('it does not begin with a method', 'INVALID_CONSTANT')
    for (let at = bytes.indexOf(lf, this.#seenBytes); at >= 0; at = bytes.indexOf(lf, at + 1))
      if (bytes[at - 1] !== cr) throw malformed('a line ends by LF alone', 'INVALID_CONSTANT')
    this.isWaiting = true
    this.#seenBytes = bytes.length
  }
}

/** As each byte of a method is. */
function isVisible(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f
}
