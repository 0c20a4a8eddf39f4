/**
 * HOT. The body of an answer on its way to the client. `write` runs for each chunk.
 *
 * Node's own `write` hands the socket each chunk in four pieces (size, CRLF, bytes, CRLF; RFC 9112 §7.1). For the small
 * chunks of a stream that costs more than to copy them into one, past the head and straight to the socket.
 * Guarded by bench/relay.mjs.
 */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A longer chunk is not worth the copy. */
const maxFramedBytes = 4_096

const cr = 0x0d
const lf = 0x0a

export class AnswerBody {
  readonly #response: ServerResponse
  readonly #socket: Socket
  readonly #resume: () => void
  /** The first bytes go with the head. */
  #hasBegun = false
  #awaitsDrain = false

  /** `resume` is called when the client has caught up after a `write` that said false. */
  constructor(response: ServerResponse, socket: Socket, resume: () => void) {
    this.#response = response
    this.#socket = socket
    this.#resume = resume
  }

  /** False when the client does not keep up: what was given is kept, no more should follow until `resume`. */
  write(chunk: Buffer): boolean {
    // In a chunked body nothing would be its end.
    if (chunk.length === 0) return true
    const { socket, chunkedEncoding } = this.#response
    let fits: boolean
    if (this.#hasBegun && socket !== null && chunkedEncoding && chunk.length <= maxFramedBytes) {
      fits = writeFramed(socket, chunk)
    } else {
      this.#hasBegun = true
      fits = this.#response.write(chunk)
    }
    if (!fits && !this.#awaitsDrain) this.#awaitDrain()
    return fits
  }

  /** The exchange is over; the socket may serve the next one. */
  close(): void {
    if (this.#awaitsDrain) this.#socket.off('drain', this.#resume)
  }

  /** The response tells of what was written to it, the socket of what went past it. */
  #awaitDrain(): void {
    this.#awaitsDrain = true
    this.#response.on('drain', this.#resume)
    this.#socket.on('drain', this.#resume)
  }
}

function writeFramed(socket: Socket, chunk: Buffer): boolean {
  // What came in one read leaves in one write, as Node's own `write` has it.
  if (socket.writableCorked === 0) {
    socket.cork()
    process.nextTick(uncork, socket)
  }
  return socket.write(framed(chunk))
}

function uncork(socket: Socket): void {
  socket.uncork()
}

/** `size CRLF bytes CRLF` in one buffer. */
function framed(chunk: Buffer): Buffer {
  const size = chunk.length.toString(16)
  const frame = Buffer.allocUnsafe(size.length + chunk.length + 4)
  let at = 0
  for (; at < size.length; at++) frame[at] = size.charCodeAt(at)
  frame[at++] = cr
  frame[at++] = lf
  frame.set(chunk, at)
  at += chunk.length
  frame[at++] = cr
  frame[at] = lf
  return frame
}
