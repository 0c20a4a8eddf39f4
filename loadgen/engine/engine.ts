/** The HTTP side of a load run: as many connections as there are requests on their way, up to a bound, and what ended each. */
import type { RunOutcome } from '../../schemas/run.js'
import { nowUs } from './clock.js'
import { Connection, type ConnectionHost, type Timeouts } from './connection.js'
import { createDialler, type Dialler } from './dialler.js'
import { Exchange, type ExchangeListener, type Submission } from './exchange.js'

export interface EngineOptions {
  /** Only its origin counts: paths come with the requests. */
  target: URL
  maxInFlight: number
  timeouts: Timeouts
  /** The run's start on the clock of `clock.ts`, µs; it may lie ahead. */
  startedAtUs: number
  tls?: { ca: string | Buffer }
}

export interface Engine {
  /** µs since the run's start; negative before it. */
  nowUs(): number
  /** Sends a request, or queues it while all connections are taken. The listener hears of its end exactly once. */
  submit(submission: Submission, listener: ExchangeListener): void
  /** Sends nothing more: what is queued, and each later submission, ends as `unsent`. What is on its way goes on. */
  halt(): void
  /** Ends everything: what is on its way as `timeout_total`, the rest as `unsent`. */
  close(): void
  readonly inFlight: number
  readonly queued: number
}

/** Rejects with TEELINE_LOAD_COLLECTOR when the target's name cannot be resolved. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  return new PooledEngine(options, await createDialler(options.target, options.tls?.ca))
}

class PooledEngine implements Engine, ConnectionHost {
  readonly target: URL
  readonly dialler: Dialler
  readonly timeouts: Timeouts
  readonly #startedAtUs: number
  readonly #maxInFlight: number
  readonly #connections: Connection[] = []
  readonly #busy = new Set<Connection>()
  /** Last in, first out: the connection used last is the one that its server will close last. */
  readonly #idle: Connection[] = []
  /** Without a socket, ready to dial. */
  readonly #cold: Connection[] = []
  #queue = new Waiting()
  #halted = false

  constructor(options: EngineOptions, dialler: Dialler) {
    this.target = options.target
    this.dialler = dialler
    this.timeouts = options.timeouts
    this.#startedAtUs = options.startedAtUs
    this.#maxInFlight = options.maxInFlight
  }

  get inFlight(): number {
    return this.#busy.size
  }

  get queued(): number {
    return this.#queue.length
  }

  nowUs(): number {
    return nowUs() - this.#startedAtUs
  }

  submit(submission: Submission, listener: ExchangeListener): void {
    const exchange = new Exchange(submission, listener)
    const connection = this.#halted ? undefined : this.#freeConnection()
    if (connection) this.#start(connection, exchange)
    else if (this.#halted) this.#unsent(exchange)
    else this.#queue.push(exchange)
  }

  settled(connection: Connection, exchange: Exchange, kind: RunOutcome, detail: string): void {
    const endUs = this.nowUs()
    this.#busy.delete(connection)
    const next = this.#queue.shift()
    if (next) this.#start(connection, next)
    else if (connection.warm) this.#idle.push(connection)
    else this.#cold.push(connection)
    exchange.listener.ended(exchange.outcome(kind, detail, endUs))
  }

  halt(): void {
    this.#halted = true
    const waiting = this.#queue
    this.#queue = new Waiting()
    for (let exchange = waiting.shift(); exchange; exchange = waiting.shift()) this.#unsent(exchange)
  }

  close(): void {
    this.halt()
    for (const connection of [...this.#busy]) connection.cut('timeout_total', 'grace_period')
    for (const connection of this.#connections) connection.destroy()
  }

  #start(connection: Connection, exchange: Exchange): void {
    this.#busy.add(connection)
    connection.run(exchange)
  }

  #freeConnection(): Connection | undefined {
    for (let last = this.#idle.pop(); last; last = this.#idle.pop()) {
      if (last.warm) return last
      // Its server closed it while it was idle.
      this.#cold.push(last)
    }
    const cold = this.#cold.pop()
    if (cold || this.#connections.length >= this.#maxInFlight) return cold
    const made = new Connection(this)
    this.#connections.push(made)
    return made
  }

  #unsent(exchange: Exchange): void {
    exchange.listener.ended(exchange.outcome('unsent', '', this.nowUs()))
  }
}

/** First in, first out, in constant time however long it grows (`Array.shift` moves all that is left). */
class Waiting {
  #items: Exchange[] = []
  #head = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  push(exchange: Exchange): void {
    this.#items.push(exchange)
  }

  shift(): Exchange | undefined {
    const item = this.#items[this.#head]
    if (item === undefined) return undefined
    this.#head++
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}
