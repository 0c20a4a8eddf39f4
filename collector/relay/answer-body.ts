/**
 * HOT. The body of an answer on its way to the client. A `write` runs for each read of the upstream's socket.
 *
 * Chunks of a chunked answer go on as they are on the wire, past Node's response and straight to the socket: to take them
 * apart and frame them again costs more than all the rest of their way. Guarded by bench/relay.mjs.
 */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { flushHead } from './client-head.js'

export class AnswerBody {
  readonly #response: ServerResponse
  readonly #socket: Socket
  readonly #resume: () => void
  /** The first bytes go with the head. */
  #hasBegun = false
  #awaitsDrain = false

  /** `resume` is called when the client has caught up after a write that said false. */
  constructor(response: ServerResponse, socket: Socket, resume: () => void) {
    this.#response = response
    this.#socket = socket
    this.#resume = resume
  }

  /** False when the client does not keep up: what was given is kept, no more should follow until `resume`. */
  write(bytes: Buffer): boolean {
    // In a chunked body nothing would be its end.
    if (bytes.length === 0) return true
    return this.#told(this.#response.write(bytes))
  }

  /** The same for bytes in their chunks. `isLast`: the end of the answer comes in this turn too, and leaves with them. */
  writeWire(bytes: Buffer, isLast: boolean): boolean {
    if (!this.#hasBegun) {
      this.#hasBegun = true
      // Node holds the socket back until the end of this turn, so both leave in one write.
      flushHead(this.#response)
    } else if (isLast) {
      this.#socket.cork()
      process.nextTick(uncork, this.#socket)
    }
    return this.#told(this.#socket.write(bytes))
  }

  /** The exchange is over; the socket may serve the next one. */
  close(): void {
    if (this.#awaitsDrain) this.#socket.off('drain', this.#resume)
  }

  /** The response tells of what was written to it, the socket of what went past it. */
  #told(fits: boolean): boolean {
    if (!fits && !this.#awaitsDrain) {
      this.#awaitsDrain = true
      this.#response.on('drain', this.#resume)
      this.#socket.on('drain', this.#resume)
    }
    return fits
  }
}

function uncork(socket: Socket): void {
  socket.uncork()
}
