/** Who reads requests: what a client's connection tells of them, and to whom. */
import type { Socket } from 'node:net'
import type { ClientConnection } from './connection.js'
import type { RequestHead } from './request-head.js'

/** What becomes of one request. It may be answered within any of these calls. */
export interface RequestReader {
  /** Its connection hears of it from here on. */
  start(): void
  /** A piece of its body, out of its chunks. */
  onBody(bytes: Buffer, atUs: number): void
  /** The same in its chunks, as on the wire. */
  onBodyWire(bytes: Buffer): void
  /** Name, value, name, value … of its trailers. */
  onBodyEnd(trailers: string[]): void
  /** Its body is not HTTP, or our own code failed at it: there is no telling where it ends. */
  onMalformed(error: Error): void
  /** Its client has been silent within it for too long, while nothing of an answer went out. */
  onStalled(): void
  /** The client reads again, after a `write` that said false. */
  onClientDrain(): void
  /** All of the answer has left. */
  onAnswered(): void
  /** The client is gone, and the connection with it. */
  onClientGone(): void
}

/** Where requests go. */
export interface RequestHandlers {
  onRequest(connection: ClientConnection, head: RequestHead): RequestReader
  /** The socket is the handler's from here on; `first` is what the client sent behind the head. */
  onUpgrade(head: RequestHead, socket: Socket, first: Buffer): void
  /** No request could be read: in words for the client. The connection ends after them. */
  onUnreadable(socket: Socket, error: Error): void
}

/** Keeps connections. */
export interface ConnectionOwner {
  readonly handlers: RequestHandlers
  /** A client may be silent for so long within a request's body. */
  readonly idleTimeoutMs: number
  /** It stops: connections end with the answer that they are at. */
  readonly isDraining: boolean
  /** It is closed, or speaks something else from here on. */
  onGone(connection: ClientConnection): void
}
