/**
 * HOT. One exchange: a client's request, its way to the upstream, and the answer's way back. This is undici's raw handler
 * (its newer one builds a header object for each answer), so its methods run for each head, each chunk and each end.
 *
 * Must not happen here: parsing a body, an `await`, a timer or closure for each chunk, anything that waits for the recorder.
 * Guarded by bench/relay.mjs.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { EndedBy, ErrorType } from '../../schemas/row.js'
import { kinds } from '../record/slab.js'
import type { Destination } from '../routing/routes.js'
import { AnswerBody } from './answer-body.js'
import { flushHead, pairsOf, writeInformation } from './client-head.js'
import { nowUs } from './clock.js'
import { type Ending, endText, openEnding, openText } from './exchange-text.js'
import { fieldsFrom, requestHead, responseHeaders } from './headers.js'
import type { Line } from './line.js'
import type { Open } from './open-set.js'
import { type Refusal, refusalBody, routeUnknown, stopping, tooLarge } from './refusal.js'
import { Upload } from './upload.js'
import { upstreamFailure } from './upstream-failure.js'
import { injectionFor, type UsageInjection } from './usage-injection.js'

/** A refused client may go on sending for this long, so that it gets to read the refusal. */
const lingerMs = 2_000

/** Relays one request. Everything that follows is driven by events. */
export function relay(line: Line, request: IncomingMessage, response: ServerResponse): void {
  const startUs = nowUs()
  const destination = line.find(request.url ?? '/')
  const exchange = new Exchange(line, request, response, destination, startUs)
  response.on('close', () => exchange.onClose())
  if (destination === null) exchange.refuse('rejected', routeUnknown)
  else if (line.draining) exchange.refuse('collector_stopped', stopping)
  else exchange.begin(destination)
}

class Exchange implements Dispatcher.DispatchHandler, Open {
  readonly #line: Line
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #destination: Destination | null
  readonly #slot: number
  readonly #ending: Ending = openEnding(false)
  readonly #id: string
  readonly #startUs: number
  #headers: string[] = []
  #body: Readable | Buffer | null = null
  /** Only on a route that opted in. */
  #injection: UsageInjection | null = null
  #abort: (() => void) | null = null
  #answerBody: AnswerBody | null = null
  #upstreamDone = false
  /** The verdict stands; whatever comes later changes nothing. */
  #settled = false

  constructor(
    line: Line,
    request: IncomingMessage,
    response: ServerResponse,
    destination: Destination | null,
    startUs: number
  ) {
    this.#line = line
    this.#request = request
    this.#response = response
    this.#destination = destination
    this.#slot = line.open.enter(this)
    this.#id = line.nextId()
    this.#startUs = startUs
    // What the upstream did not send, we do not add.
    response.sendDate = false
    line.counts.exchanges++
    line.journal.open(this.#slot, startUs, openText(line, this.#id, startUs, request, destination))
  }

  /** Reads the head and sends the request on, as soon as there is something to send. */
  begin(destination: Destination): void {
    const { rawHeaders, httpVersionMinor } = this.#request
    const head = requestHead(rawHeaders, destination.host, httpVersionMinor > 0)
    const { bodyBytes } = head
    this.#headers = head.headers
    if (bodyBytes > this.#line.config.maxBodyBytes) {
      this.refuse('rejected', tooLarge)
      return
    }
    if (head.isPlain) {
      this.#dispatchPlain(destination, bodyBytes)
      return
    }
    if (bodyBytes === 0) {
      this.#dispatch(destination, this.#startUs)
      return
    }
    this.#ending.overheadUs = nowUs() - this.#startUs
    if (destination.route.usage === 'inject') {
      const { host, path } = destination
      this.#injection = injectionFor(this.#request, path, head, host, this.#line.usageRefusers)
    }
    if (this.#injection !== null) {
      this.#request.on('data', (chunk: Buffer) => this.#onInjectedChunk(destination, chunk))
      return
    }
    this.#request.once('data', (chunk: Buffer) => this.#onFirstChunk(destination, chunk, bodyBytes))
    // A chunked body may be empty.
    if (bodyBytes < 0) this.#request.once('end', () => this.#onEmptyBody(destination))
  }

  /** The usual body is one chunk and travels as it is; only a longer one needs a stream. */
  #onFirstChunk(destination: Destination, chunk: Buffer, bodyBytes: number): void {
    const atUs = nowUs()
    if (!this.#onUploadChunk(chunk)) return
    this.#body =
      chunk.length === bodyBytes
        ? chunk
        : new Upload(this.#request, chunk, later => this.#onUploadChunk(later))
    this.#dispatch(destination, atUs)
  }

  #onInjectedChunk(destination: Destination, chunk: Buffer): void {
    if (this.#injection === null || !this.#onUploadChunk(chunk)) return
    const body = this.#injection.gather(chunk)
    if (body === null) return
    this.#body = body
    this.#headers = this.#injection.headers
    this.#dispatch(destination, nowUs())
  }

  #onEmptyBody(destination: Destination): void {
    if (this.#body === null && !this.#settled) this.#dispatch(destination, nowUs())
  }

  /** Writes a request chunk down; false when it is one too many. */
  #onUploadChunk(chunk: Buffer): boolean {
    if (this.#settled) return false
    this.#ending.requestBytes += chunk.length
    if (this.#ending.requestBytes > this.#line.config.maxBodyBytes) {
      this.#fail('collector', 'rejected', tooLarge)
      return false
    }
    this.#line.journal.bytes(kinds.requestBytes, this.#slot, nowUs(), chunk)
    return true
  }

  #dispatch(destination: Destination, sinceUs: number): void {
    const { origin, path } = destination
    const method = this.#request.method as Dispatcher.HttpMethod
    this.#line.dispatcher.dispatch({ origin, path, method, headers: this.#headers, body: this.#body }, this)
    this.#ending.overheadUs += nowUs() - sinceUs
  }

  /** The head goes on by itself: whether the body is wanted is the upstream's to say. Usage is not injected. */
  #dispatchPlain({ origin, path }: Destination, bodyBytes: number): void {
    const request = this.#request
    const method = request.method ?? 'GET'
    const headers = bodyBytes < 0 ? [...this.#headers, 'transfer-encoding', 'chunked'] : this.#headers
    const body = bodyBytes === 0 ? null : new Upload(request, null, chunk => this.#onUploadChunk(chunk))
    this.#body = body
    const trailers = () => request.rawTrailers
    this.#line.plainDispatcher.dispatch({ origin, path, method, headers, body, trailers }, this)
    this.#ending.overheadUs = nowUs() - this.#startUs
  }

  onConnect(abort: () => void): void {
    this.#abort = abort
    if (this.#settled) {
      abort()
      return
    }
    this.#ending.waitUs = nowUs() - this.#startUs
    this.#line.starting = this.#ending
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void, reason: string): boolean {
    if (this.#settled) return true
    if (status < 200) {
      writeInformation(this.#request, this.#response, status, reason, responseHeaders(fieldsFrom(raw)))
      return true
    }
    const atUs = nowUs()
    const fields = fieldsFrom(raw)
    this.#line.journal.responseHead(this.#slot, atUs, `${status}\n${fields.join('\n')}`)
    const headers = responseHeaders(fields)
    this.#injection?.onHead(status, headers)
    if (this.#line.config.responseHeader) headers.push('x-teeline-id', this.#id)
    this.#answerBody = new AnswerBody(this.#response, this.#request.socket, resume)
    this.#ending.status = status
    this.#response.writeHead(status, reason, headers)
    // Head and first bytes that came in one read leave in one write; a head that came alone leaves at the end of this tick.
    process.nextTick(flushHead, this.#response)
    this.#ending.overheadUs += nowUs() - atUs
    return true
  }

  onData(chunk: Buffer): boolean {
    if (this.#settled) return true
    this.#ending.responseBytes += chunk.length
    this.#line.journal.bytes(kinds.responseBytes, this.#slot, nowUs(), chunk)
    const passing = this.#injection === null ? chunk : this.#injection.onData(chunk)
    return this.#answerBody?.write(passing) ?? true
  }

  onComplete(trailers: (Buffer | string)[] | null): void {
    if (this.#settled) return
    this.#ending.endUs = nowUs()
    this.#upstreamDone = true
    if (this.#injection !== null) this.#answerBody?.write(this.#injection.onEnd())
    if (trailers !== null && trailers.length > 0) this.#response.addTrailers(pairsOf(fieldsFrom(trailers)))
    this.#response.end()
  }

  onError(error: Error & { code?: string }): void {
    if (this.#settled) return
    if (this.#ending.status === 304 && error.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
      // Its length is that of the body which a 304 stands for (RFC 9110 §8.6); undici waits for one.
      this.onComplete(null)
      return
    }
    const host = this.#destination?.host ?? ''
    const { errorType, errorCode, refusal } = upstreamFailure(error, host, this.#ending.waitUs >= 0)
    this.#ending.errorCode = errorCode
    this.#fail(errorType === 'rejected' ? 'collector' : 'upstream', errorType, refusal)
  }

  /** Refuses before anything went upstream. */
  refuse(errorType: ErrorType, refusal: Refusal): void {
    this.#fail('collector', errorType, refusal)
  }

  /** The collector stops: both sides end now. */
  cut(): void {
    if (!this.#settled) this.#fail('collector', 'collector_stopped', stopping)
  }

  /** The client's side is closed: all was said, or it left. */
  onClose(): void {
    if (!this.#settled && !(this.#upstreamDone && this.#response.writableFinished)) {
      this.#settle('client', 'client_abort')
      this.#abort?.()
      if (this.#body instanceof Upload) this.#body.destroy()
    }
    this.#seal()
  }

  /** Ends the exchange with a verdict: as an answer of ours while nothing has gone out, as a broken answer after that. */
  #fail(endedBy: EndedBy, errorType: ErrorType, refusal: Refusal): void {
    this.#settle(endedBy, errorType)
    if (this.#ending.errorCode === '') this.#ending.errorCode = refusal.code
    this.#ending.errorMessage = refusal.message
    this.#abort?.()
    if (this.#response.headersSent) this.#response.destroy()
    else this.#answer(refusal)
  }

  #settle(endedBy: EndedBy, errorType: ErrorType): void {
    this.#settled = true
    this.#ending.endedBy = endedBy
    this.#ending.errorType = errorType
    this.#line.counts.failed++
    if (this.#ending.endUs < 0) this.#ending.endUs = nowUs()
  }

  #answer(refusal: Refusal): void {
    const { headers, body } = refusalBody(
      refusal,
      this.#destination?.route.provider ?? '',
      this.#request.url ?? ''
    )
    headers.push('content-length', String(body.length))
    if (this.#line.config.responseHeader) headers.push('x-teeline-id', this.#id)
    this.#ending.status = refusal.status
    this.#response.writeHead(refusal.status, headers)
    this.#response.end(body)
    if (!this.#request.complete) {
      const { socket } = this.#request
      this.#request.resume()
      setTimeout(() => this.#request.complete || socket.destroy(), lingerMs).unref()
    }
  }

  /** From here on the slot is another's: nothing may be written down any more. */
  #seal(): void {
    this.#settled = true
    this.#answerBody?.close()
    this.#line.open.leave(this.#slot)
    const ending = this.#ending
    ending.mutated = this.#injection?.mutated ?? false
    this.#line.journal.end(this.#slot, ending.endUs, endText(ending))
  }
}
