/** What all exchanges of one relay thread share. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import hyperid from 'hyperid'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import type { Config } from '../../schemas/config.js'
import type { FindDestination } from '../routing/routes.js'
import { nowUs, WallClock } from './clock.js'
import type { Ending } from './exchange-text.js'
import type { Journal } from './journal.js'
import { OpenSet } from './open-set.js'
import { PlainDispatcher } from './plain-dispatcher.js'
import type { UsageRefusers } from './usage-injection.js'

export interface Line {
  config: Config['collector']
  find: FindDestination
  journal: Journal
  dispatcher: Dispatcher
  plainDispatcher: PlainDispatcher
  wall: WallClock
  nextId: () => string
  open: OpenSet
  counts: { exchanges: number; failed: number }
  /** Set within `onConnect`, read when undici then sends that request's head; null otherwise. */
  starting: Pick<Ending, 'connectUs'> | null
  draining: boolean
  usageRefusers: UsageRefusers
  close(): Promise<void>
}

/** Larger heads are refused; twice Node's default of 16 KiB on both sides, for tool-laden gateways' headers. */
export const maxHeaderBytes = 65_536

/** Upstream connections that idle for longer are closed; servers close theirs after 5 s or more. */
const keepAliveTimeoutMs = 4_000

export function buildLine(config: Config['collector'], find: FindDestination, journal: Journal): Line {
  const connect = timedConnector(config)
  const dispatcher = buildDispatcher(config, connect)
  const line: Line = {
    config,
    find,
    journal,
    dispatcher,
    plainDispatcher: buildPlainDispatcher(config, connect, socket => noteConnection(line, socket)),
    wall: new WallClock(),
    nextId: hyperid({ urlSafe: true }),
    open: new OpenSet(),
    counts: { exchanges: 0, failed: 0 },
    starting: null,
    draining: false,
    usageRefusers: new Set(),
    close: async () => {
      unsubscribe('undici:client:sendHeaders', onSendHeaders)
      line.plainDispatcher.destroy()
      await dispatcher.destroy()
    }
  }
  // undici tells the handler that a connection was found, but not which: this channel names the socket, synchronously after.
  const onSendHeaders = (message: unknown) => {
    if (line.starting === null) return
    const { socket } = message as { socket: TimedSocket }
    if (noteConnection(line, socket) >= 0) mendParser(socket)
  }
  subscribe('undici:client:sendHeaders', onSendHeaders)
  return line
}

const kConnectUs = Symbol('connectUs')

type TimedSocket = Socket & { [kConnectUs]?: number }

/** Writes down how long opening the connection took that the request which starts has got; -1 when it was there already. */
function noteConnection(line: Line, socket: TimedSocket): number {
  const connectUs = takeConnectUs(socket)
  if (line.starting !== null) line.starting.connectUs = connectUs
  line.starting = null
  return connectUs
}

/** Microseconds that opening this socket took, to the first exchange that asks; -1 to later ones. */
function takeConnectUs(socket: TimedSocket): number {
  const us = socket[kConnectUs] ?? -1
  socket[kConnectUs] = -1
  return us
}

/**
 * Puts right what undici 7.30.2 does otherwise than a client of its own would (lib/dispatcher/client-h1.js). Its parser is
 * reached through its symbol, once for each connection; test/relay/upstream-answers.test.ts shows each.
 */
function mendParser(socket: Socket): void {
  const key = Object.getOwnPropertySymbols(socket).find(symbol => symbol.description === 'parser')
  const parser = key === undefined ? undefined : (socket as unknown as Record<symbol, Parser>)[key]
  if (parser === undefined) return
  parser.onStatus = appendStatusText
  parser.onHeadersComplete = passOverContinue
  // An answer that only the connection's end ends would be taken for whole when that end is a reset.
  socket.prependListener('error', () => {
    parser.statusCode = 0
  })
}

interface Parser {
  statusCode: number
  statusText: string
  onStatus(piece: Buffer): number
  onHeadersComplete(statusCode: number, upgrade: boolean, shouldKeepAlive: boolean): number
}

/** It keeps only the last piece of a reason phrase whose bytes came in several reads, and reads it as UTF-8. */
function appendStatusText(this: Parser, piece: Buffer): number {
  this.statusText += piece.toString('latin1')
  return 0
}

/** It takes a 100 that nobody asked for as a fault; a client has to pass over it (RFC 9110 §15.2). 1: no body follows. */
function passOverContinue(this: Parser, statusCode: number, upgrade: boolean, keepsAlive: boolean): number {
  if (statusCode === 100) {
    this.statusCode = 100
    return 1
  }
  return Object.getPrototypeOf(this).onHeadersComplete.call(this, statusCode, upgrade, keepsAlive)
}

function buildDispatcher(config: Config['collector'], connect: buildConnector.connector): Dispatcher {
  return new Agent({
    connections: null,
    pipelining: 1,
    headersTimeout: config.headersTimeoutMs,
    bodyTimeout: config.idleTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    connect
  })
}

function buildPlainDispatcher(
  { headersTimeoutMs, idleTimeoutMs }: Config['collector'],
  connect: buildConnector.connector,
  onSocket: (socket: Socket) => void
): PlainDispatcher {
  const limits = { headersTimeoutMs, idleTimeoutMs, keepAliveTimeoutMs, maxHeaderBytes }
  return new PlainDispatcher(connect, limits, onSocket)
}

function timedConnector(config: Config['collector']): buildConnector.connector {
  // Said out loud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's environment cannot turn it off.
  const connect = buildConnector({
    timeout: config.connectTimeoutMs,
    rejectUnauthorized: true,
    allowH2: false
  })
  return (options, callback) => {
    const startedUs = nowUs()
    connect(options, (error, socket) => {
      if (error !== null) return callback(error, null)
      Object.assign(socket, { [kConnectUs]: nowUs() - startedUs })
      callback(null, socket)
    })
  }
}
