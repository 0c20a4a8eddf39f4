/** Takes clients' connections, and keeps them until they are closed: idle ones, and those of clients that are too slow. */
import { createServer, type Server, type Socket } from 'node:net'
import { nowUs } from '../clock.js'
import { ClientConnection } from './connection.js'
import type { ConnectionOwner, RequestHandlers } from './request-reader.js'

const checkMs = 1_000

export class ClientServer implements ConnectionOwner {
  /** Not listening yet. Small writes are not held back (`TCP_NODELAY`). */
  readonly server: Server
  readonly handlers: RequestHandlers
  readonly idleTimeoutMs: number
  readonly #connections = new Set<ClientConnection>()
  readonly #timer: NodeJS.Timeout
  isDraining = false

  constructor(handlers: RequestHandlers, idleTimeoutMs: number) {
    this.handlers = handlers
    this.idleTimeoutMs = idleTimeoutMs
    this.server = createServer({ noDelay: true, allowHalfOpen: true }, socket => this.accept(socket))
    // Out of file descriptors, say: the next connection may find some.
    this.server.on('error', () => {})
    this.#timer = setInterval(() => this.#checkTimes(), checkMs).unref()
  }

  /** A connection that was accepted here or elsewhere. Our side stays open when the client says its end: an answer may follow. */
  accept(socket: Socket): void {
    socket.allowHalfOpen = true
    this.#connections.add(new ClientConnection(socket, this))
  }

  /** Takes no more connections, and closes each one as soon as nothing is asked on it. */
  drain(): void {
    this.isDraining = true
    if (this.server.listening) this.server.close()
    for (const connection of this.#connections) if (connection.isIdle) connection.destroy()
  }

  /** Closes what is left. */
  close(): void {
    clearInterval(this.#timer)
    for (const connection of this.#connections) connection.destroy()
  }

  onGone(connection: ClientConnection): void {
    this.#connections.delete(connection)
  }

  #checkTimes(): void {
    const atUs = nowUs()
    for (const connection of this.#connections) connection.checkTime(atUs)
  }
}
