/** Connections to upstreams, kept open between requests: as many as there are requests at a time, each for one at a time. */
import type { Socket } from 'node:net'
import { type buildConnector, errors } from 'undici'
import type { Blame } from '../blame.js'
import { nowUs } from '../clock.js'
import { Connection, type ConnectionLimits, type ConnectionOwner } from './connection.js'

/** Hears of its connection once, at once or later. */
export interface ConnectionWaiter {
  /** `connectUs`: how long opening it took; -1 when it was open already. */
  onConnection(connection: Connection, connectUs: number): void
  onError(error: Error): void
}

/** Silence is looked for this often, or four times in the shortest limit. */
const maxCheckMs = 1_000
const minCheckMs = 10

export class UpstreamPool implements ConnectionOwner {
  readonly #connect: buildConnector.connector
  readonly #limits: ConnectionLimits
  readonly blame: Blame
  readonly #open = new Set<Connection>()
  /** By origin; the one used last is the first to be used again. */
  readonly #idle = new Map<string, Connection[]>()
  readonly #timer: NodeJS.Timeout
  #isClosed = false

  /** `connect` opens sockets: TLS, its checks and its time limit are its own. */
  constructor(connect: buildConnector.connector, limits: ConnectionLimits, blame: Blame) {
    this.#connect = connect
    this.#limits = limits
    this.blame = blame
    const shortest = Math.min(limits.headersTimeoutMs, limits.idleTimeoutMs, limits.keepAliveTimeoutMs)
    const checkMs = Math.max(minCheckMs, Math.min(maxCheckMs, shortest / 4))
    this.#timer = setInterval(() => this.#checkTimes(), checkMs).unref()
  }

  /** Gives an open connection to that origin, or opens one. */
  acquire(origin: string, waiter: ConnectionWaiter): void {
    const idle = this.#idle.get(origin)
    for (let connection = idle?.pop(); connection !== undefined; connection = idle?.pop()) {
      if (!connection.isUsable) continue
      waiter.onConnection(connection, -1)
      return
    }
    this.#openOne(origin, waiter)
  }

  onFree(connection: Connection): void {
    const idle = this.#idle.get(connection.origin)
    if (idle === undefined) this.#idle.set(connection.origin, [connection])
    else idle.push(connection)
  }

  onGone(connection: Connection): void {
    this.#open.delete(connection)
    const idle = this.#idle.get(connection.origin)
    const at = idle?.indexOf(connection) ?? -1
    if (at >= 0) idle?.splice(at, 1)
    if (idle?.length === 0) this.#idle.delete(connection.origin)
  }

  /** Closes all connections, those in use too. */
  destroy(): void {
    this.#isClosed = true
    clearInterval(this.#timer)
    for (const connection of this.#open) connection.abort()
  }

  #openOne(origin: string, waiter: ConnectionWaiter): void {
    const startedUs = nowUs()
    this.#connect(connectOptions(origin), (error, socket) => {
      if (error !== null) {
        waiter.onError(error)
        return
      }
      const connection = new Connection(origin, socket as Socket, this.#limits, this)
      this.#open.add(connection)
      if (this.#isClosed) {
        connection.abort()
        waiter.onError(new errors.ClientDestroyedError())
        return
      }
      waiter.onConnection(connection, nowUs() - startedUs)
    })
  }

  #checkTimes(): void {
    const atUs = nowUs()
    for (const connection of this.#open) connection.checkTime(atUs)
  }
}

function connectOptions(origin: string): buildConnector.Options {
  const { protocol, hostname, host, port } = new URL(origin)
  return { protocol, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), host, port }
}
