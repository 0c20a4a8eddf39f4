/** Finds the store, and the collector that may come up after it; finds them again when the store went away. The screens live on meanwhile. */
import type { Connection } from '../schemas/connection.js'
import { exitCodeOf, type TeelineError } from '../schemas/errors.js'
import type { Dashboard } from './dashboard.js'
import type { Source } from './feed.js'
import { toTeelineError } from './refresher.js'

export type OpenSource = Source & { close(): Promise<void> }

export interface StoreLinkOptions {
  dashboard: Dashboard
  connect(): Promise<Connection>
  open(connection: Connection): OpenSource
  /** The configuration is wrong: no retry would help. */
  refused(error: TeelineError): void
}

const longestMs = 30_000
/** From one look for a collector to the next, as long as there is only a store. */
const collectorEveryMs = 5_000

export class StoreLink {
  readonly #options: StoreLinkOptions
  #source: OpenSource | null = null
  #timer: NodeJS.Timeout | null = null
  #isStopped = false

  constructor(options: StoreLinkOptions) {
    this.#options = options
  }

  /** Connects now; what goes wrong is shown and tried again, later each time. */
  async start(): Promise<void> {
    try {
      const connection = await this.#options.connect()
      if (!this.#isStopped) this.#connected(connection)
    } catch (error) {
      this.lost(toTeelineError(error))
    }
  }

  #connected(connection: Connection): void {
    this.#source = this.#options.open(connection)
    this.#options.dashboard.connected(connection, this.#source)
    if (connection.collectorUrl === null) this.#lookLater()
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => void this.#lookForCollector(), collectorEveryMs)
  }

  /** A store answers before the collector beside it is announced: it would be called absent for good. */
  async #lookForCollector(): Promise<void> {
    const source = this.#source
    const found = await this.#options.connect().catch(() => null)
    // Lost or stopped meanwhile.
    if (source === null || source !== this.#source) return
    if (found?.collectorUrl == null) return this.#lookLater()
    this.#connected(found)
    await source.close().catch(() => {
      // Nothing is asked of it any more.
    })
  }

  /** The store does not answer any more. It may come back at another address, so it is looked for anew. */
  lost(error: TeelineError): void {
    if (this.#isStopped) return
    if (exitCodeOf(error) === 2) {
      this.#options.refused(error)
      return
    }
    void this.#close()
    const attempts = (this.#options.dashboard.outage?.attempts ?? 0) + 1
    const delayMs = Math.min(longestMs, 1_000 * 2 ** (attempts - 1))
    this.#options.dashboard.disconnected({ error, attempts, retryAt: Date.now() + delayMs })
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.start(), delayMs)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#close()
  }

  async #close(): Promise<void> {
    const source = this.#source
    this.#source = null
    await source?.close().catch(() => {
      // It went away with the store.
    })
  }
}
