/** Finds the store, and finds it again when it went away; the screens live on meanwhile. */
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
      if (this.#isStopped) return
      this.#source = this.#options.open(connection)
      this.#options.dashboard.connected(connection, this.#source)
    } catch (error) {
      this.lost(toTeelineError(error))
    }
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
