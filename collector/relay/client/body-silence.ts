/** HOT. How long a client has been silent within a request's body. Runs for each read of one. */
import type { Socket } from 'node:net'
import { nowUs } from '../clock.js'
import type { AnswerWriter } from './answer-writer.js'

/** One for each connection, whose bodies follow each other. */
export class BodySilence {
  readonly #socket: Socket
  readonly #answer: AnswerWriter
  /** When something of the body came last, or could not have come. */
  #sinceUs = 0
  /** The client has asked for its body to be wanted, and has sent nothing of it. */
  #isAsking = false
  /** By when it was looked at last. */
  #writtenBytes = 0

  constructor(socket: Socket, answer: AnswerWriter) {
    this.#socket = socket
    this.#answer = answer
  }

  /** A body is to come. */
  begin(isAsking: boolean): void {
    this.#sinceUs = nowUs()
    this.#isAsking = isAsking
    this.#answer.hasContinued = false
  }

  /** Something of it has come. */
  end(atUs: number): void {
    this.#sinceUs = atUs
    this.#isAsking = false
  }

  /**
   * How long it lasts by now; to be asked now and then. It is none while an answer goes out, nor while the client waits for
   * us or for the upstream.
   */
  ms(atUs: number): number {
    const { bytesWritten } = this.#socket
    const isAnswering = bytesWritten !== this.#writtenBytes
    this.#writtenBytes = bytesWritten
    const isWaiting = (this.#isAsking && !this.#answer.hasContinued) || this.#socket.isPaused()
    if (isAnswering || isWaiting) this.#sinceUs = atUs
    return (atUs - this.#sinceUs) / 1000
  }
}
