/**
 * HOT. One exchange: a client's request, its way to the upstream, and the answer's way back. Its methods run for each head,
 * each chunk and each end.
 *
 * Must not happen here: parsing a body, an `await`, a timer or closure for each chunk, anything that waits for the recorder.
 * Guarded by bench/relay.mjs.
 */
import type { EndedBy, ErrorType } from '../../schemas/row.js'
import { kinds } from '../record/slab.js'
import type { Destination } from '../routing/routes.js'
import { lastChunk } from './client/answer-writer.js'
import type { ClientConnection } from './client/connection.js'
import type { RequestHead } from './client/request-head.js'
import type { RequestReader } from './client/request-reader.js'
import { nowUs } from './clock.js'
import { type Ending, endText, openEnding, openText } from './exchange-text.js'
import { requestHeaders, requestText, responseHeaders } from './headers.js'
import type { Line } from './line.js'
import type { Open } from './open-set.js'
import {
  bodyLate,
  type Refusal,
  reasons,
  refusalBody,
  routeUnknown,
  stopping,
  tooLarge,
  twoHosts
} from './refusal.js'
import { Upload } from './upload.js'
import type { AnswerHead } from './upstream/answer-head.js'
import type { AnswerReader, Connection } from './upstream/connection.js'
import type { ConnectionWaiter } from './upstream/pool.js'
import { upstreamFailure } from './upstream-failure.js'
import { injectionFor, type UsageInjection } from './usage-injection.js'

const noBytes: Buffer = Buffer.alloc(0)

/** Relays one request. Everything is driven by events. */
export class Exchange implements RequestReader, ConnectionWaiter, AnswerReader, Open {
  readonly #line: Line
  readonly #client: ClientConnection
  readonly #request: RequestHead
  readonly #destination: Destination | null
  readonly #slot: number
  readonly #ending: Ending = openEnding(false)
  readonly #id: string
  readonly #startUs: number
  #headers: string[] = []
  /** Of the request: whole, on its way, or none yet. */
  #body: Buffer | Upload = noBytes
  /** Only on a route that opted in. */
  #injection: UsageInjection | null = null
  /** From when it is there until the answer has come. */
  #connection: Connection | null = null
  /** Something of the answer has been given to the client. */
  #hasBegun = false
  /** The answer's chunks go to the client as they are on the wire. */
  #passesWire = false
  /** The verdict stands; whatever comes later changes nothing. */
  #settled = false

  constructor(line: Line, client: ClientConnection, request: RequestHead) {
    this.#startUs = nowUs()
    this.#line = line
    this.#client = client
    this.#request = request
    this.#destination = line.find(request.target)
    this.#id = line.nextId()
    const text = openText(line, this.#id, this.#startUs, request, this.#destination)
    // From here on it has to leave, which nobody would see to if what is above failed.
    this.#slot = line.open.enter(this)
    line.counts.exchanges++
    line.journal.open(this.#slot, this.#startUs, text)
  }

  /** Sends the request on, as soon as there is something to send. */
  start(): void {
    const { fields, bodyBytes, isAsking, isHttp11, hosts } = this.#request
    const destination = this.#destination
    if (destination === null) this.#refuse(routeUnknown)
    else if (this.#line.draining) this.#fail('collector', 'collector_stopped', stopping)
    else if (hosts > 1) this.#refuse(twoHosts)
    else if (bodyBytes > this.#line.config.maxBodyBytes) this.#refuse(tooLarge)
    else {
      this.#headers = requestHeaders(fields, destination.host, isHttp11)
      // The head of one that asks goes on by itself: whether the body is wanted is the upstream's to say. Usage is not injected.
      if (isAsking && bodyBytes !== 0) this.#body = new Upload(this.#client)
      if (isAsking || bodyBytes === 0) this.#dispatch(destination, this.#startUs)
      else this.#await(destination)
    }
  }

  #await({ route, host, path }: Destination): void {
    this.#ending.overheadUs = nowUs() - this.#startUs
    if (route.usage !== 'inject') return
    this.#injection = injectionFor(this.#request, path, this.#headers, host, this.#line.usageRefusers)
  }

  onBody(bytes: Buffer, atUs: number): void {
    if (this.#settled) return
    this.#ending.requestBytes += bytes.length
    if (this.#ending.requestBytes > this.#line.config.maxBodyBytes) {
      this.#refuse(tooLarge)
      return
    }
    this.#line.journal.bytes(kinds.requestBytes, this.#slot, atUs, bytes)
    if (this.#injection !== null) this.#gather(bytes, this.#injection, atUs)
    else if (this.#request.bodyBytes >= 0) this.#sendOn(bytes, atUs)
  }

  onBodyWire(bytes: Buffer): void {
    if (!this.#settled) this.#sendOn(bytes, nowUs())
  }

  onBodyEnd(trailers: string[]): void {
    if (this.#settled) return
    const last = this.#request.bodyBytes < 0 ? lastChunk(trailers) : ''
    if (this.#body instanceof Upload) this.#body.end(last)
    else if (last !== '') {
      // Its chunks are empty.
      this.#body = Buffer.from(last, 'latin1')
      this.#dispatch(this.#destination, nowUs())
    }
  }

  /** The usual body is one piece and leaves with its head; only a longer one has a way of its own. */
  #sendOn(bytes: Buffer, atUs: number): void {
    if (this.#body instanceof Upload) {
      this.#body.push(bytes)
      return
    }
    this.#body = bytes.length === this.#request.bodyBytes ? bytes : new Upload(this.#client, bytes)
    this.#dispatch(this.#destination, atUs)
  }

  #gather(bytes: Buffer, injection: UsageInjection, atUs: number): void {
    const body = injection.gather(bytes)
    if (body === null) return
    this.#body = body
    this.#headers = injection.headers
    this.#dispatch(this.#destination, atUs)
  }

  onMalformed(error: Error): void {
    if (!this.#settled) this.#refuse(this.#line.blame.refusal(error))
  }

  onStalled(): void {
    if (!this.#settled) this.#fail('client', 'rejected', bodyLate)
  }

  #dispatch(destination: Destination | null, sinceUs: number): void {
    this.#line.upstreams.acquire(destination?.origin ?? '', this)
    this.#ending.overheadUs += nowUs() - sinceUs
  }

  onConnection(connection: Connection, connectUs: number): void {
    if (this.#settled) {
      connection.giveBack()
      return
    }
    this.#ending.waitUs = nowUs() - this.#startUs
    this.#ending.connectUs = connectUs
    this.#connection = connection
    const { method, isAsking } = this.#request
    const head = requestText(method, this.#destination?.path ?? '/', this.#headers)
    const body = this.#body instanceof Upload ? null : this.#body
    connection.send({ method, head, body, isAsking }, this)
    if (this.#body instanceof Upload) this.#body.start(connection)
  }

  onDrain(): void {
    if (this.#body instanceof Upload) this.#body.resume()
  }

  onInformation({ status, reason, fields }: AnswerHead): void {
    // RFC 9110 §15.2: an HTTP/1.0 client must not be sent any.
    const headers = responseHeaders(fields, 'close')
    if (this.#request.isHttp11 && !this.#client.answer.inform(status, reason, headers))
      this.#connection?.pause()
  }

  onHead({ status, reason, fields, framing }: AnswerHead, atUs: number): void {
    this.#line.journal.responseHead(this.#slot, atUs, `${status}\n${fields.join('\n')}`)
    this.#passesWire = framing === 'chunked' && this.#request.isHttp11 && this.#injection === null
    const headers = responseHeaders(fields, framing === 'chunked' && !this.#passesWire ? 'close' : framing)
    const isCut = this.#injection?.onHead(status, headers) === true
    if (this.#line.config.responseHeader) headers.push('x-teeline-id', this.#id)
    this.#ending.status = status
    this.#hasBegun = true
    const hasOwnEnd = framing === 'none' || framing === 'length'
    const body = this.#passesWire ? 'wire' : hasOwnEnd && !isCut ? framing : 'open'
    this.#client.begin(status, reason, headers, body)
    this.#ending.overheadUs += nowUs() - atUs
  }

  onData(bytes: Buffer, atUs: number): void {
    if (this.#settled) return
    this.#ending.responseBytes += bytes.length
    this.#line.journal.bytes(kinds.responseBytes, this.#slot, atUs, bytes)
    if (this.#passesWire) return
    const passing = this.#injection === null ? bytes : this.#injection.onData(bytes)
    if (!this.#client.answer.write(passing)) this.#connection?.pause()
  }

  onWire(bytes: Buffer, isLast: boolean): void {
    if (this.#settled || !this.#passesWire) return
    if (!this.#client.answer.writeWire(bytes, isLast)) this.#connection?.pause()
  }

  onTold(): void {
    this.#client.answer.flush()
  }

  onEnd(trailers: string[], atUs: number): void {
    this.#connection = null
    if (this.#settled) return
    this.#ending.endUs = atUs
    if (this.#body instanceof Upload) this.#body.stop()
    if (this.#injection !== null) this.#client.answer.write(this.#injection.onEnd())
    this.#client.end(trailers)
  }

  onError(error: Error): void {
    const wasConnected = this.#connection !== null
    this.#connection = null
    if (this.#settled) return
    const host = this.#destination?.host ?? ''
    const { endedBy, errorType, errorCode, refusal } = upstreamFailure(error, host, wasConnected)
    this.#ending.errorCode = errorCode
    this.#fail(endedBy, errorType, refusal)
  }

  onClientDrain(): void {
    this.#connection?.resume()
  }

  onAnswered(): void {
    this.#seal()
  }

  /** It left, unless its answer was complete. */
  onClientGone(): void {
    if (!this.#settled) {
      this.#settle('client', 'client_abort')
      this.#abort()
    }
    this.#seal()
  }

  /** The collector stops: both sides end now. */
  cut(): void {
    if (!this.#settled) this.#fail('collector', 'collector_stopped', stopping)
    this.#client.cut()
  }

  #refuse(refusal: Refusal): void {
    this.#fail('collector', 'rejected', refusal)
  }

  /** Ends the exchange with a verdict: as an answer of ours while nothing has gone out, as a broken answer after that. */
  #fail(endedBy: EndedBy, errorType: ErrorType, refusal: Refusal): void {
    this.#settle(endedBy, errorType)
    if (this.#ending.errorCode === '') this.#ending.errorCode = refusal.code
    this.#ending.errorMessage = refusal.message
    this.#abort()
    if (this.#hasBegun) this.#client.destroy()
    else this.#answer(refusal)
  }

  #abort(): void {
    this.#connection?.abort()
    this.#connection = null
    if (this.#body instanceof Upload) this.#body.stop()
  }

  #settle(endedBy: EndedBy, errorType: ErrorType): void {
    this.#settled = true
    this.#ending.endedBy = endedBy
    this.#ending.errorType = errorType
    this.#line.counts.failed++
    if (this.#ending.endUs < 0) this.#ending.endUs = nowUs()
  }

  #answer(refusal: Refusal): void {
    const provider = this.#destination?.route.provider ?? ''
    const { headers, body } = refusalBody(refusal, provider, this.#request.target)
    if (this.#line.config.responseHeader) headers.push('x-teeline-id', this.#id)
    this.#ending.status = refusal.status
    this.#hasBegun = true
    const hasBody = this.#request.method !== 'HEAD'
    this.#client.begin(refusal.status, reasons[refusal.status], headers, hasBody ? 'length' : 'none')
    this.#client.answer.write(body)
    this.#client.end([])
  }

  /** From here on the slot is another's: nothing may be written down any more. */
  #seal(): void {
    this.#settled = true
    this.#line.open.leave(this.#slot)
    const ending = this.#ending
    ending.mutated = this.#injection?.mutated ?? false
    this.#line.journal.end(this.#slot, ending.endUs, endText(ending))
  }
}
