/** What the client of an upgrade says before the upstream has answered: kept within a bound, to be said when it has. */
import type { Socket } from 'node:net'

/** More than this waits in its socket. */
const maxEarlyBytes = 65_536

export class EarlyBytes {
  readonly #client: Socket
  readonly #chunks: Buffer[] = []
  #bytes = 0

  /** Begins to read: without reading, the end of a client that leaves is never seen. */
  constructor(client: Socket, first: Buffer) {
    this.#client = client
    client.on('data', this.#onData).on('end', this.#onEnd)
    if (first.length > 0) this.#onData(first)
  }

  /** Stops reading; the socket is another's from here on. */
  take(): Buffer[] {
    this.#client.off('data', this.#onData).off('end', this.#onEnd)
    return this.#chunks
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes > maxEarlyBytes) this.#client.pause()
  }

  /** Half a connection is no use to who has no answer yet. */
  readonly #onEnd = (): void => {
    this.#client.destroy()
  }
}
