/**
 * HOT. An upgraded connection (WebSocket: OpenAI's Realtime and Responses, Gemini Live): after the upstream's 101 the
 * bytes of both sides pass as they are, masks, extensions and all. Runs for each chunk of both directions; no frame is
 * decoded here. Guarded by bench/relay.mjs.
 */
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { EndedBy, ErrorType } from '../../schemas/row.js'
import { kinds } from '../record/slab.js'
import type { Destination } from '../routing/routes.js'
import { AnswerWriter } from './client/answer-writer.js'
import type { RequestHead } from './client/request-head.js'
import { nowUs } from './clock.js'
import { EarlyBytes } from './early-bytes.js'
import { type Ending, endText, openEnding, openText } from './exchange-text.js'
import { requestHeaders, requestText, responseHeaders } from './headers.js'
import type { Line } from './line.js'
import type { Open } from './open-set.js'
import { type Refusal, reasons, refusalBody, routeUnknown, stopping, twoHosts } from './refusal.js'
import type { AnswerHead } from './upstream/answer-head.js'
import type { AnswerReader, Connection } from './upstream/connection.js'
import type { ConnectionWaiter } from './upstream/pool.js'
import { upstreamFailure } from './upstream-failure.js'

const noBytes: Buffer = Buffer.alloc(0)

/** A peer whose machine is gone says no end, and these connections may be silent for as long as they like. */
const keepAliveDelayMs = 60_000

/** Relays one upgrade request; `head` is what the client sent right after it. */
export function relayUpgrade(line: Line, request: RequestHead, socket: Socket, head: Buffer): void {
  const startUs = nowUs()
  const destination = line.find(request.target)
  const tunnel = new Tunnel(line, request, socket, destination, startUs)
  socket.on('close', () => tunnel.onClientClose())
  socket.on('error', () => {})
  if (destination === null) tunnel.refuse('rejected', routeUnknown)
  else if (request.hosts > 1) tunnel.refuse('rejected', twoHosts)
  else if (line.draining) tunnel.refuse('collector_stopped', stopping)
  else tunnel.begin(destination, head)
}

class Tunnel implements ConnectionWaiter, AnswerReader, Open {
  readonly #line: Line
  readonly #request: RequestHead
  readonly #client: Socket
  readonly #destination: Destination | null
  readonly #slot: number
  readonly #ending: Ending = openEnding(true)
  readonly #id: string
  readonly #startUs: number
  /** What the client said before the upstream answered. */
  #early: EarlyBytes | null = null
  /** Until the upstream has answered, and while it answers without an upgrade. */
  #connection: Connection | null = null
  /** From its 101 on. */
  #upstream: Socket | null = null
  /** Only when the upstream would not upgrade: its answer is relayed as an ordinary one. */
  #answer: AnswerWriter | null = null
  #settled = false
  #sealed = false

  constructor(
    line: Line,
    request: RequestHead,
    client: Socket,
    destination: Destination | null,
    startUs: number
  ) {
    this.#line = line
    this.#request = request
    this.#client = client
    this.#destination = destination
    this.#id = line.nextId()
    this.#startUs = startUs
    const text = openText(line, this.#id, startUs, request, destination)
    // From here on it has to leave, which nobody would see to if what is above failed.
    this.#slot = line.open.enter(this)
    line.counts.exchanges++
    line.journal.open(this.#slot, startUs, text)
  }

  begin(destination: Destination, early: Buffer): void {
    this.#client.setKeepAlive(true, keepAliveDelayMs)
    this.#early = new EarlyBytes(this.#client, early)
    // An upgrade has taken the socket from its connection, which else tells of it.
    this.#client.on('drain', () => this.#connection?.resume())
    this.#line.upstreams.acquire(destination.origin, this)
    this.#ending.overheadUs = nowUs() - this.#startUs
  }

  refuse(errorType: ErrorType, refusal: Refusal): void {
    this.#fail('collector', errorType, refusal)
  }

  cut(): void {
    if (!this.#settled) this.#fail('collector', 'collector_stopped', stopping)
    // A client that does not read must not hold up the end.
    if (this.#client.writableLength > 0) this.#client.destroy()
  }

  onConnection(connection: Connection, connectUs: number): void {
    if (this.#settled) {
      connection.giveBack()
      return
    }
    this.#ending.waitUs = nowUs() - this.#startUs
    this.#ending.connectUs = connectUs
    this.#connection = connection
    const { fields, upgrade } = this.#request
    const headers = requestHeaders(fields, this.#destination?.host ?? '', false)
    // Hop-by-hop, and this hop upgrades too.
    headers.push('connection', 'upgrade', 'upgrade', upgrade)
    const head = requestText('GET', this.#destination?.path ?? '/', headers)
    connection.send({ method: 'GET', head, body: noBytes, isAsking: false }, this)
  }

  onUpgrade({ status, reason, fields }: AnswerHead, upstream: Socket, first: Buffer): void {
    this.#connection = null
    if (this.#settled) {
      upstream.destroy()
      return
    }
    this.#ending.status = status
    this.#upstream = upstream
    this.#line.journal.responseHead(this.#slot, nowUs(), `${status}\n${fields.join('\n')}`)
    if (this.#line.config.responseHeader) fields.push('x-teeline-id', this.#id)
    // Connection and Upgrade are the upstream's own here.
    let head = `HTTP/1.1 ${status} ${reason}\r\n`
    for (let i = 0; i < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`
    this.#client.write(`${head}\r\n`, 'latin1')
    this.#join(upstream, first)
  }

  #join(upstream: Socket, first: Buffer): void {
    const client = this.#client
    const early = this.#early?.take() ?? []
    // Either side may go on after the other's end.
    upstream.allowHalfOpen = true
    client.on('data', (chunk: Buffer) => this.#pass(kinds.requestBytes, chunk, client, upstream))
    upstream.on('data', (chunk: Buffer) => this.#pass(kinds.responseBytes, chunk, upstream, client))
    client.on('drain', () => upstream.resume())
    upstream.on('drain', () => client.resume())
    client.on('end', () => upstream.end())
    upstream.on('end', () => client.end())
    upstream.on('error', (error: Error) => this.onError(error))
    upstream.on('close', () => this.#onUpstreamClose())
    for (const chunk of early) this.#pass(kinds.requestBytes, chunk, client, upstream)
    if (first.length > 0) this.#pass(kinds.responseBytes, first, upstream, client)
    client.resume()
    upstream.resume()
  }

  #pass(
    kind: typeof kinds.requestBytes | typeof kinds.responseBytes,
    chunk: Buffer,
    from: Duplex,
    to: Duplex
  ): void {
    if (this.#sealed) return
    if (kind === kinds.requestBytes) this.#ending.requestBytes += chunk.length
    else this.#ending.responseBytes += chunk.length
    this.#line.journal.bytes(kind, this.#slot, nowUs(), chunk)
    if (!to.write(chunk)) from.pause()
  }

  onInformation({ status, reason, fields }: AnswerHead): void {
    // Nobody was asked to continue: `Expect` means nothing in an upgrade.
    if (status === 100) return
    const fits = new AnswerWriter(this.#client).inform(status, reason, responseHeaders(fields, 'close'))
    if (!fits) this.#connection?.pause()
  }

  onHead({ status, reason, fields, framing }: AnswerHead, atUs: number): void {
    this.#line.journal.responseHead(this.#slot, atUs, `${status}\n${fields.join('\n')}`)
    const headers = responseHeaders(fields, 'close')
    if (this.#line.config.responseHeader) headers.push('x-teeline-id', this.#id)
    this.#ending.status = status
    const hasOwnEnd = framing === 'none' || framing === 'length'
    this.#begin().begin(status, reason, headers, hasOwnEnd ? framing : 'open', true, false)
  }

  onData(bytes: Buffer, atUs: number): void {
    if (this.#settled) return
    this.#ending.responseBytes += bytes.length
    this.#line.journal.bytes(kinds.responseBytes, this.#slot, atUs, bytes)
    if (this.#answer?.write(bytes) === false) this.#connection?.pause()
  }

  onTold(): void {
    this.#answer?.flush()
  }

  onWire(): void {}

  onDrain(): void {}

  onEnd(): void {
    this.#connection = null
    if (this.#settled) return
    this.#settle('complete', '')
    this.#answer?.end([])
    this.#client.destroySoon()
  }

  onError(error: Error): void {
    const wasConnected = this.#ending.waitUs >= 0
    this.#connection = null
    if (this.#settled) return
    const host = this.#destination?.host ?? ''
    const { endedBy, errorType, errorCode, refusal } = upstreamFailure(error, host, wasConnected)
    this.#ending.errorCode = errorCode
    this.#fail(endedBy, errorType, refusal)
  }

  /** The client's side is closed. After a proper goodbye of both this finds the exchange settled. */
  onClientClose(): void {
    if (!this.#settled) {
      const upstream = this.#upstream
      const saidGoodbye = upstream !== null && (upstream.readableEnded || this.#client.readableEnded)
      if (saidGoodbye) this.#settle('complete', '')
      else this.#settle('client', 'client_abort')
      this.#abort()
    }
    this.#seal()
  }

  #onUpstreamClose(): void {
    if (!this.#settled && this.#upstream?.readableEnded !== true) this.#settle('upstream', 'upstream_reset')
    this.#client.destroySoon()
  }

  #fail(endedBy: EndedBy, errorType: ErrorType, refusal: Refusal): void {
    this.#settle(endedBy, errorType)
    if (this.#ending.errorCode === '') this.#ending.errorCode = refusal.code
    this.#ending.errorMessage = refusal.message
    this.#abort()
    if (this.#ending.status !== 0) this.#client.destroy()
    else this.#say(refusal)
  }

  #abort(): void {
    this.#connection?.abort()
    this.#connection = null
    this.#upstream?.destroy()
  }

  #settle(endedBy: EndedBy, errorType: ErrorType): void {
    this.#settled = true
    this.#ending.endedBy = endedBy
    this.#ending.errorType = errorType
    this.#ending.endUs = nowUs()
    if (errorType !== '') this.#line.counts.failed++
  }

  #say(refusal: Refusal): void {
    const provider = this.#destination?.route.provider ?? ''
    const { headers, body } = refusalBody(refusal, provider, this.#request.target)
    this.#ending.status = refusal.status
    const answer = this.#begin()
    answer.begin(refusal.status, reasons[refusal.status], headers, 'length', true, false)
    answer.write(body)
    this.#client.destroySoon()
  }

  #begin(): AnswerWriter {
    this.#answer = new AnswerWriter(this.#client)
    this.#early?.take()
    // Nobody reads this socket any more, and without reading its end is never seen.
    this.#client.resume()
    return this.#answer
  }

  /** From here on the slot is another's: nothing may be written down any more. */
  #seal(): void {
    this.#sealed = true
    this.#line.open.leave(this.#slot)
    this.#line.journal.end(this.#slot, this.#ending.endUs, endText(this.#ending))
  }
}
