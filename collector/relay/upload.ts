/**
 * A request body that did not come in one piece, on its way to the upstream. It passes piece by piece, so an upload larger
 * than memory bounds is only ever in flight, and a slow upstream slows the client down.
 */
import type { ClientConnection } from './client/connection.js'
import type { Connection } from './upstream/connection.js'

export class Upload {
  readonly #client: ClientConnection
  #connection: Connection | null = null
  /** What came before the connection was there. */
  #waiting: Buffer[] = []
  /** What its framing needs at the end; NULL while it has not come. */
  #last: string | null = null
  #isStopped = false

  /** `first`: what has come of it. */
  constructor(client: ClientConnection, first?: Buffer) {
    this.#client = client
    if (first !== undefined) this.push(first)
  }

  /** A piece, in its framing. */
  push(bytes: Buffer): void {
    if (this.#isStopped) return
    if (this.#connection === null) this.#waiting.push(bytes)
    else if (this.#connection.write(bytes)) return
    this.#client.pause()
  }

  /** It is complete; `last` is what its framing still needs. */
  end(last: string): void {
    this.#last = last
    this.#connection?.endBody(last)
  }

  /** The head has gone out on this connection. */
  start(connection: Connection): void {
    this.#connection = connection
    this.#client.resume()
    for (const bytes of this.#waiting.splice(0)) this.push(bytes)
    if (this.#last !== null) connection.endBody(this.#last)
  }

  /** The upstream has read what it was given. */
  resume(): void {
    this.#client.resume()
  }

  /** Not the client's fault when the upstream wants no more: the rest is read and thrown away, and the answer still goes out. */
  stop(): void {
    this.#isStopped = true
    this.#connection = null
    this.#waiting = []
    this.#client.resume()
  }
}
