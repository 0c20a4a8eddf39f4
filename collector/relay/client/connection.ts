/**
 * HOT. One client's connection: requests are read from it one after another, and each has its answer before the next is looked
 * at. `#onRead` runs for each read of the socket.
 *
 * Must not happen here: parsing a body, a copy of one, an `await`, a timer or closure for each request. Guarded by
 * bench/relay.mjs.
 */
import type { Socket } from 'node:net'
import { nowUs } from '../clock.js'
import { ChunkedBody, type ChunkReader } from '../http/chunked-body.js'
import { malformed } from '../http/fields.js'
import { AnswerWriter, type BodyEnd, keepAliveTimeoutMs } from './answer-writer.js'
import { BodySilence } from './body-silence.js'
import { HeadReader, maxHeaderBytes } from './head-reader.js'
import type { RequestHead } from './request-head.js'
import type { ConnectionOwner, RequestReader } from './request-reader.js'

/** A head has to be whole in this time from its first byte, or from the connection's start. */
const headTimeoutMs = 60_000
/** A client with its answer may go on sending for this long, so that it gets to read it. */
const lingerMs = 30_000
/** What a client sent ahead of its answers; above this it has to wait. */
const maxAheadBytes = 65_536

export class ClientConnection implements ChunkReader {
  readonly socket: Socket
  /** Its body is written here; `begin` and `end` are the connection's. */
  readonly answer: AnswerWriter
  readonly #owner: ConnectionOwner
  /** Of the request at hand. */
  #reader: RequestReader | null = null
  #head: RequestHead | null = null
  #isBodyRead = true
  #bodyLeft = 0
  #chunked: ChunkedBody | null = null
  readonly #silence: BodySilence
  /** Of a head that comes in pieces, or what was sent ahead. */
  #held: Buffer | null = null
  readonly #heads = new HeadReader()
  #closesAfter = false
  #isAnswered = false
  /** What still comes is thrown away. */
  #isDeaf = false
  /** When it became idle, its head began, or it had its answer. */
  #sinceUs = nowUs()

  constructor(socket: Socket, owner: ConnectionOwner) {
    this.socket = socket
    this.#owner = owner
    this.answer = new AnswerWriter(socket)
    this.#silence = new BodySilence(socket, this.answer)
    socket.on('data', this.#onRead).on('end', this.#onEnd).on('drain', this.#onDrain)
    socket.on('error', ignore).on('close', this.#onClose)
  }

  /** Between two requests. */
  get isIdle(): boolean {
    return this.#head === null && !this.#heads.isWaiting
  }

  /** The client is to wait with its body. */
  pause(): void {
    this.socket.pause()
  }

  resume(): void {
    if (this.#held === null || this.#held.length <= maxAheadBytes) this.socket.resume()
  }

  /** Begins the answer; its head leaves with the first piece of the body, or when it is flushed. */
  begin(status: number, reason: string, fields: readonly string[], body: BodyEnd): void {
    const { isHttp11, isPersistent } = this.#head as RequestHead
    // What of the body has not come will be thrown away; a client that asked may never send it (RFC 9110 §10.1.1).
    const mayPersist = isPersistent && this.#isBodyRead && !this.#isDeaf && !this.#owner.isDraining
    this.#closesAfter = !this.answer.begin(status, reason, fields, body, isHttp11, mayPersist)
  }

  /** The answer is complete; `onAnswered` follows when it has left, which may be at once. */
  end(trailers: readonly string[]): void {
    this.#isAnswered = true
    // What of its body still comes cannot change an answer that is complete.
    if (!this.#isBodyRead) this.#isDeaf = true
    this.answer.end(trailers)
    if (this.socket.writableLength === 0) this.#onAnswered()
    else this.socket.write('', this.#onFlushed)
  }

  /** Breaks off. */
  destroy(): void {
    if (this.#head !== null && this.answer.endsWithConnection) this.socket.resetAndDestroy()
    else this.socket.destroy()
  }

  /** The collector stops: a client that does not read its answer must not hold that up. */
  cut(): void {
    if (this.#reader !== null) this.socket.destroy()
  }

  /** Ends it when its time is up. To be called now and then. */
  checkTime(atUs: number): void {
    const ms = (atUs - this.#sinceUs) / 1000
    if (this.#isDeaf) {
      if (this.#reader === null && ms > lingerMs) this.socket.destroy()
    } else if (this.#heads.isWaiting) {
      if (ms > headTimeoutMs) this.#refuse(malformed('its head did not come in time', 'HEAD_TIMEOUT'))
    } else if (this.#head === null) {
      if (ms > keepAliveTimeoutMs) this.socket.destroy()
    } else if (!this.#isBodyRead && this.#silence.ms(atUs) > this.#owner.idleTimeoutMs) {
      this.#reader?.onStalled()
    }
  }

  /** Of the body at hand. */
  onData(bytes: Buffer, atUs: number): void {
    if (!this.#isDeaf) this.#reader?.onBody(bytes, atUs)
  }

  onWire(bytes: Buffer): void {
    if (!this.#isDeaf) this.#reader?.onBodyWire(bytes)
  }

  readonly #onRead = (bytes: Buffer): void => {
    if (this.#isDeaf) return
    const held = this.#held
    this.#held = null
    this.#readAll(held === null ? bytes : Buffer.concat([held, bytes]))
  }

  readonly #readHeld = (): void => {
    const held = this.#held
    // A client that has said its end has left, with what it sent ahead.
    if (held === null || this.#head !== null || !this.socket.writable) return
    this.#held = null
    this.#readAll(held)
    this.resume()
  }

  /** As far as it goes: a request may be answered within the call, and another follow. */
  #readAll(bytes: Buffer): void {
    let at = 0
    try {
      while (at < bytes.length && !this.#isDeaf && !this.socket.destroyed) {
        if (this.#head === null) at = this.#readHead(bytes, at)
        else if (!this.#isBodyRead) at = this.#readBody(bytes, at)
        else at = this.#holdAhead(bytes, at)
      }
    } catch (error) {
      this.#onMalformed(error as Error)
    }
  }

  /** Gives the offset behind the head, or the end when it is not whole. */
  #readHead(bytes: Buffer, from: number): number {
    const wasWaiting = this.#heads.isWaiting
    const head = this.#heads.read(bytes, from)
    const at = this.#heads.at
    if (head === null) {
      if (at < bytes.length) this.#held = bytes.subarray(at)
      if (this.#heads.isWaiting && !wasWaiting) this.#sinceUs = nowUs()
      return bytes.length
    }
    if (head.upgrade !== '') {
      this.#handOver(head, bytes.subarray(at))
      return bytes.length
    }
    this.#head = head
    this.#isAnswered = false
    this.#isBodyRead = head.bodyBytes === 0
    if (!this.#isBodyRead) this.#silence.begin(head.isAsking)
    this.#bodyLeft = head.bodyBytes
    this.#chunked = head.bodyBytes < 0 ? new ChunkedBody(maxHeaderBytes) : null
    this.#reader = this.#owner.handlers.onRequest(this, head)
    this.#reader.start()
    return at
  }

  #holdAhead(bytes: Buffer, at: number): number {
    this.#held = bytes.subarray(at)
    if (this.#held.length > maxAheadBytes) this.socket.pause()
    return bytes.length
  }

  #readBody(bytes: Buffer, from: number): number {
    const atUs = nowUs()
    this.#silence.end(atUs)
    let at: number
    if (this.#chunked !== null) {
      at = this.#chunked.read(bytes, from, atUs, this)
      this.#isBodyRead = this.#chunked.isDone
    } else {
      at = Math.min(bytes.length, from + this.#bodyLeft)
      this.#bodyLeft -= at - from
      this.#isBodyRead = this.#bodyLeft === 0
      this.#reader?.onBody(bytes.subarray(from, at), atUs)
    }
    if (this.#isBodyRead) this.#reader?.onBodyEnd(this.#chunked?.trailers ?? [])
    return at
  }

  /** The socket belongs to the host from here on. */
  #handOver(head: RequestHead, first: Buffer): void {
    const { socket } = this
    socket.off('data', this.#onRead).off('end', this.#onEnd).off('drain', this.#onDrain)
    socket.off('error', ignore).off('close', this.#onClose)
    socket.pause()
    this.#owner.onGone(this)
    this.#owner.handlers.onUpgrade(head, socket, first)
  }

  readonly #onFlushed = (error?: Error | null): void => {
    if (!error && !this.socket.destroyed) this.#onAnswered()
  }

  #onAnswered(): void {
    const reader = this.#reader
    this.#reader = null
    this.#sinceUs = nowUs()
    reader?.onAnswered()
    if (this.#closesAfter) this.#close()
    else this.#next()
  }

  /** For the next request, which may be there already. */
  #next(): void {
    this.#head = null
    this.#chunked = null
    this.#sinceUs = nowUs()
    if (this.#owner.isDraining) this.#close()
    else if (this.#held !== null) process.nextTick(this.#readHeld)
    else this.socket.resume()
  }

  /** A client that still sends would lose its answer if the connection were closed at once (RFC 9112 §9.6). */
  #close(): void {
    const nothingComes = this.#isBodyRead && !this.#isDeaf && this.#held === null
    this.#isDeaf = true
    this.#held = null
    if (nothingComes) {
      this.socket.destroySoon()
      return
    }
    this.socket.end()
    this.socket.resume()
  }

  /** Where this request ends nobody can tell, so it is the last one here. */
  #onMalformed(error: Error): void {
    // It has its answer, by what came before in the same read.
    if (this.#isDeaf) return
    this.#isDeaf = true
    this.#sinceUs = nowUs()
    if (this.#reader === null) this.#refuse(error)
    else this.#reader.onMalformed(error)
  }

  #refuse(error: Error): void {
    this.#isDeaf = true
    this.#sinceUs = nowUs()
    this.#owner.handlers.onUnreadable(this.socket, error)
    this.#close()
  }

  readonly #onDrain = (): void => this.#reader?.onClientDrain()

  /** A client that says its end before it has its answer has left, as far as can be told. */
  readonly #onEnd = (): void => {
    if (this.#reader !== null && !this.#isAnswered) this.socket.destroy()
    else this.socket.end()
  }

  readonly #onClose = (): void => {
    const reader = this.#reader
    this.#reader = null
    this.#owner.onGone(this)
    reader?.onClientGone()
  }
}

function ignore(): void {}
