/**
 * HOT. One connection to an upstream: a request goes out, its answer is read, and the connection serves the next one.
 * `#onRead` runs for each read of the socket.
 *
 * Must not happen here: parsing a body, a copy of one, an `await`, a timer or closure for each chunk. Guarded by
 * bench/relay.mjs.
 */
import type { Socket } from 'node:net'
import { errors } from 'undici'
import type { Blame } from '../blame.js'
import { nowUs } from '../clock.js'
import { ChunkedBody, type ChunkReader } from '../http/chunked-body.js'
import { malformed } from '../http/fields.js'
import { type AnswerHead, readAnswerHead } from './answer-head.js'
import { HeadPieces, headBytes } from './head-pieces.js'
import { type UpstreamRequest, writeRequest } from './request.js'

/** Hears of one request's answer. Each call may abort the connection; after `onEnd` or `onError` none follows. */
export interface AnswerReader extends ChunkReader {
  /** 1xx, before the answer itself. */
  onInformation(head: AnswerHead): void
  onHead(head: AnswerHead, atUs: number): void
  /** The upstream speaks another protocol from here on; `first` are its first bytes. The socket is the reader's. */
  onUpgrade?(head: AnswerHead, socket: Socket, first: Buffer): void
  /** All of one read has been told, and it was not the end. */
  onTold(): void
  /** There is room again after a `write` that said false. */
  onDrain(): void
  /** Name, value, name, value … of its trailers. */
  onEnd(trailers: string[], atUs: number): void
  onError(error: Error): void
}

export interface ConnectionLimits {
  headersTimeoutMs: number
  idleTimeoutMs: number
  keepAliveTimeoutMs: number
  maxHeaderBytes: number
}

/** Keeps connections. */
export interface ConnectionOwner {
  /** Of what is thrown while an answer is read. */
  readonly blame: Blame
  /** It may serve another request. */
  onFree(connection: Connection): void
  /** It is closed, or speaks something else from here on. */
  onGone(connection: Connection): void
}

/** Servers close idle connections when their own time is up; ours is up a second before. */
const keepAliveMarginMs = 1_000

export class Connection {
  readonly origin: string
  readonly #socket: Socket
  readonly #limits: ConnectionLimits
  readonly #owner: ConnectionOwner
  #reader: AnswerReader | null = null
  #method = ''
  #isSent = false
  #isAsking = false
  /** The answer's head; NULL while it has not come. */
  #head: AnswerHead | null = null
  readonly #pieces: HeadPieces
  /** Of a body framed by its length. */
  #bodyLeft = 0
  #chunked: ChunkedBody | null = null
  #keepAliveMs: number
  /** When something last passed, or waited for the client. */
  #lastUs = nowUs()

  constructor(origin: string, socket: Socket, limits: ConnectionLimits, owner: ConnectionOwner) {
    this.origin = origin
    this.#socket = socket
    this.#limits = limits
    this.#owner = owner
    this.#keepAliveMs = limits.keepAliveTimeoutMs
    this.#pieces = new HeadPieces(limits.maxHeaderBytes)
    socket.on('data', this.#onRead).on('end', this.#onEnd).on('drain', this.#onDrain)
    socket.on('error', this.#onError).on('close', this.#onClose)
  }

  /** Whether a request can have it; the other side may have closed it, or be about to. */
  get isUsable(): boolean {
    const isOpen = this.#socket.writable && !this.#socket.readableEnded
    return isOpen && this.#reader === null && silentMs(this.#lastUs, nowUs()) < this.#keepAliveMs
  }

  /** Sends a request's head, and its body as far as it is there. */
  send(request: UpstreamRequest, reader: AnswerReader): void {
    this.#reader = reader
    this.#method = request.method
    this.#isSent = request.body !== null
    this.#isAsking = request.isAsking
    this.#head = null
    this.#lastUs = nowUs()
    writeRequest(this.#socket, request)
  }

  /** More of the body; false when no more should follow until `onDrain`. */
  write(bytes: Buffer): boolean {
    this.#lastUs = nowUs()
    // A client that does not wait for its 100 needs none (RFC 9110 §10.1.1).
    this.#isAsking = false
    return this.#socket.write(bytes)
  }

  /** The body is complete; `last` is what its framing still needs. */
  endBody(last: string): void {
    this.#isSent = true
    this.#lastUs = nowUs()
    if (last !== '') this.#socket.write(last, 'latin1')
  }

  /** The client does not keep up. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Nothing more of this answer is wanted; its reader hears no more. */
  abort(): void {
    this.#reader = null
    this.#socket.destroy()
  }

  /** Nothing was sent on it: another request may have it. */
  giveBack(): void {
    this.#lastUs = nowUs()
    this.#owner.onFree(this)
  }

  /** Ends it when the other side has been silent for too long. To be called now and then. */
  checkTime(atUs: number): void {
    if (this.#isWaitingForClient) this.#lastUs = atUs
    const ms = silentMs(this.#lastUs, atUs)
    if (this.#reader === null) {
      if (ms >= this.#keepAliveMs) this.#socket.destroy()
    } else if (this.#head !== null) {
      if (ms > this.#limits.idleTimeoutMs) this.#fail(new errors.BodyTimeoutError())
    } else if (ms > this.#limits.headersTimeoutMs) {
      this.#fail(new errors.HeadersTimeoutError())
    }
  }

  /** A client that is slow to read its answer, or to send its body, is no silent upstream. */
  get #isWaitingForClient(): boolean {
    if (this.#reader === null) return false
    if (this.#head !== null && this.#socket.isPaused()) return true
    return !this.#isSent && !this.#isAsking && !this.#socket.writableNeedDrain
  }

  readonly #onRead = (bytes: Buffer): void => {
    const reader = this.#reader
    if (reader === null) {
      // Nobody asked: no later answer on this connection could be trusted.
      this.#socket.destroy()
      return
    }
    const atUs = nowUs()
    this.#lastUs = atUs
    try {
      if (this.#head === null) this.#readAll(bytes, reader, atUs)
      else this.#readBody(bytes, 0, reader, atUs)
      if (this.#reader === reader) reader.onTold()
    } catch (error) {
      this.#fail(this.#owner.blame.of(error))
    }
  }

  #readAll(bytes: Buffer, reader: AnswerReader, atUs: number): void {
    const all = this.#pieces.join(bytes)
    const at = this.#readHeads(all, reader, atUs)
    if (at >= 0 && this.#reader === reader) this.#readBody(all, at, reader, atUs)
  }

  /** Offset behind the answer's head; -1 while that is not complete, or when nothing of HTTP follows. */
  #readHeads(bytes: Buffer, reader: AnswerReader, atUs: number): number {
    let at = 0
    while (this.#reader === reader) {
      const text = this.#pieces.take(bytes, at)
      if (text === null) return -1
      const head = readAnswerHead(text, this.#method)
      at += headBytes(text)
      if (head.status === 101) {
        this.#handOver(head, bytes.subarray(at), reader)
        return -1
      }
      if (head.status >= 200) {
        this.#head = head
        this.#bodyLeft = head.bodyBytes
        if (head.framing === 'chunked') this.#chunked = new ChunkedBody(this.#limits.maxHeaderBytes)
        reader.onHead(head, atUs)
        return at
      }
      if (head.status === 100) this.#isAsking = false
      reader.onInformation(head)
    }
    return -1
  }

  #readBody(bytes: Buffer, from: number, reader: AnswerReader, atUs: number): void {
    const head = this.#head as AnswerHead
    let at = from
    let isDone = head.framing === 'none'
    if (head.framing === 'chunked') {
      const body = this.#chunked as ChunkedBody
      at = body.read(bytes, from, atUs, reader)
      isDone = body.isDone
    } else if (!isDone) {
      if (head.framing === 'length') {
        at = Math.min(bytes.length, from + this.#bodyLeft)
        this.#bodyLeft -= at - from
        isDone = this.#bodyLeft === 0
      } else {
        at = bytes.length
      }
      if (at > from) reader.onData(bytes.subarray(from, at), atUs)
    }
    if (isDone && this.#reader === reader) this.#finish(reader, at === bytes.length, atUs)
  }

  /** `isAll`: nothing came behind this answer. */
  #finish(reader: AnswerReader, isAll: boolean, atUs: number): void {
    const { isPersistent, keepAliveMs } = this.#head as AnswerHead
    const trailers = this.#chunked?.trailers ?? []
    this.#reader = null
    this.#chunked = null
    // A client knows an answer as complete by its last byte, so the connection may be free before it hears of it.
    this.#keepAliveMs = this.#limits.keepAliveTimeoutMs
    if (keepAliveMs >= 0) this.#keepAliveMs = Math.min(this.#keepAliveMs, keepAliveMs - keepAliveMarginMs)
    // An upstream may answer before it has read the request, or in its stead; then it wants no more of it.
    const isSent = this.#isSent && this.#socket.writableLength === 0
    if (isPersistent && isAll && isSent && this.#keepAliveMs > 0 && this.#socket.writable) {
      if (this.#socket.isPaused()) this.#socket.resume()
      this.#owner.onFree(this)
    } else {
      this.#socket.destroy()
    }
    reader.onEnd(trailers, atUs)
  }

  /** RFC 9110 §15.2.2. The socket belongs to the reader from here on. */
  #handOver(head: AnswerHead, first: Buffer, reader: AnswerReader): void {
    if (reader.onUpgrade === undefined) throw malformed('nobody asked for an upgrade', 'INVALID_STATUS')
    const socket = this.#socket
    this.#reader = null
    socket.off('data', this.#onRead).off('end', this.#onEnd).off('drain', this.#onDrain)
    socket.off('error', this.#onError).off('close', this.#onClose)
    socket.pause()
    this.#owner.onGone(this)
    reader.onUpgrade(head, socket, first)
  }

  readonly #onDrain = (): void => {
    this.#lastUs = nowUs()
    this.#reader?.onDrain()
  }

  readonly #onEnd = (): void => {
    const reader = this.#reader
    if (reader !== null && this.#head?.framing === 'close') this.#finish(reader, true, nowUs())
    else this.#fail(new errors.SocketError('other side closed'))
  }

  readonly #onError = (error: Error): void => this.#fail(error)

  readonly #onClose = (): void => {
    this.#fail(new errors.SocketError('other side closed'))
    this.#owner.onGone(this)
  }

  #fail(error: Error): void {
    const reader = this.#reader
    this.#reader = null
    this.#socket.destroy()
    reader?.onError(error)
  }
}

function silentMs(lastUs: number, atUs: number): number {
  return (atUs - lastUs) / 1000
}
