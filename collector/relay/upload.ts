/**
 * A request body that did not come in one piece, on its way to the upstream. It passes chunk by chunk, so an upload larger
 * than memory bounds is only ever in flight, and a slow upstream slows the client down.
 */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

export class Upload extends Readable {
  readonly #request: IncomingMessage
  readonly #onData: (chunk: Buffer) => void
  readonly #onEnd: () => void

  /** `first` has been read already, if anything; `onChunk` sees each later chunk and says whether it may pass. */
  constructor(request: IncomingMessage, first: Buffer | null, onChunk: (chunk: Buffer) => boolean) {
    // Object mode, because undici asks a byte stream for its length, and would send a chunked body that has ended by then with one.
    super({ objectMode: true, highWaterMark: 2 })
    this.#request = request
    this.#onData = chunk => {
      if (onChunk(chunk) && !this.push(chunk)) request.pause()
    }
    this.#onEnd = () => this.push(null)
    // undici takes its own error listener off before the last error may come.
    this.on('error', ignore)
    request.on('data', this.#onData).on('end', this.#onEnd)
    if (first !== null && !this.push(first)) request.pause()
  }

  override _read(): void {
    this.#request.resume()
  }

  /** Not the client's fault when the upstream wants no more: the rest is read and thrown away, and the answer still goes out. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#request.off('data', this.#onData).off('end', this.#onEnd)
    if (!this.#request.destroyed) this.#request.resume()
    callback(error)
  }
}

function ignore(): void {}
