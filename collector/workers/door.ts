/**
 * The one address of several workers. It accepts connections and hands each to the worker that has fewest.
 *
 * Not by `node:cluster`. Where its workers accept for themselves, the kernel chooses: 2, 2, 1 and 55 of 60 connections was
 * seen. Where it hands them out in turn, a connection on its way to a worker that dies stays open and is never answered
 * (Node 20.20), and a worker that was started again gets no more of them than those with many.
 */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { splitAddress } from '../address.js'
import { addressUrl, listenError } from '../listen.js'

/** A worker as the door sees it. */
export interface DoorWorker {
  /** Handed to it, and not closed since. */
  connections: number
  /** On their way, oldest first: when the worker dies others get them. */
  handed: Handed[]
  hand(connection: Socket): void
}

export interface Handed {
  connection: Socket
  atMs: number
}

/** Whose oldest connection has been on its way for longer gets no more until it has arrived: it hangs, or is overloaded. */
const lateMs = 100
/** Connections that no worker has taken yet; more are refused. */
const maxWaiting = 1_024

export class Door {
  readonly #server: Server
  readonly #workers = new Set<DoorWorker>()
  #waiting: Socket[] = []

  private constructor() {
    // Not read here: the first byte is for the worker. Small writes are not held back, as by an HTTP server itself.
    this.#server = createServer({ pauseOnConnect: true, noDelay: true }, connection => {
      connection.on('error', () => {})
      this.#waiting.push(connection)
      this.#handOut()
    })
    this.#server.maxConnections = maxWaiting
  }

  /**
   * Begins to listen.
   *
   * @throws TeelineError `TEELINE_LISTEN_FAILED`
   */
  static async open(address: string): Promise<Door> {
    const door = new Door()
    try {
      door.#server.listen(splitAddress(address))
      await once(door.#server, 'listening')
    } catch (cause) {
      throw listenError('collector.listen', address, cause)
    }
    // Out of file descriptors, say: the next connection may find some.
    door.#server.on('error', () => {})
    return door
  }

  get url(): string {
    return addressUrl(this.#server)
  }

  /** From now on it gets connections. */
  admit(worker: DoorWorker): void {
    this.#workers.add(worker)
    this.#handOut()
  }

  /** The oldest that was on its way to it has arrived. */
  arrived(worker: DoorWorker): void {
    // Closes this process' copy only.
    worker.handed.shift()?.connection.destroy()
    this.#handOut()
  }

  /** It has died: what was on its way to it goes to others. */
  dismiss(worker: DoorWorker): void {
    this.#workers.delete(worker)
    this.#waiting.unshift(...worker.handed.splice(0).map(({ connection }) => connection))
    this.#handOut()
  }

  /** Stops listening. What was handed out arrives all the same. */
  close(): void {
    this.#server.close()
    for (const connection of this.#waiting.splice(0)) connection.destroy()
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#freest()
      if (worker === undefined) return
      const connection = this.#waiting.shift()
      if (connection === undefined || connection.destroyed) continue
      worker.handed.push({ connection, atMs: performance.now() })
      worker.connections++
      // Among equals it is the last from now on, so that calls with a connection each go to all of them in turn.
      this.#workers.delete(worker)
      this.#workers.add(worker)
      worker.hand(connection)
    }
  }

  #freest(): DoorWorker | undefined {
    const lateSince = performance.now() - lateMs
    let freest: DoorWorker | undefined
    for (const worker of this.#workers) {
      const isLate = (worker.handed[0]?.atMs ?? lateSince) < lateSince
      if (!isLate && worker.connections < (freest?.connections ?? Number.POSITIVE_INFINITY)) freest = worker
    }
    return freest
  }
}
