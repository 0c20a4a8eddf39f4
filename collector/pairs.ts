/**
 * The pairs of a relay and a recorder thread, as the rest of `teeline up` sees them: one in this process, or several in
 * processes of their own (`collector.workers`).
 */
import { readdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../schemas/config.js'
import type { Event } from '../schemas/event.js'
import type { CollectorStats } from './collector.js'
import type { LoadedConfig } from './config.js'
import type { DataDir } from './data-dir.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { readImportedPrices } from './imported-prices.js'
import type { Log } from './log.js'
import type { RecorderStats } from './recorder-messages.js'
import type { RecorderSetup } from './recorder-thread.js'
import type { Route } from './routing/routes.js'

/** What happened, for `teeline.events`; who and when is added. */
export type EventNote = Pick<Event, 'kind' | 'message' | 'count'>

export interface Pairs {
  /** Base URL, with the port that was given for port 0. */
  url: string
  /** Whether a call would be taken now. */
  isReady(): boolean
  isDraining(): boolean
  stats(): Promise<PairsStats>
  /** The metrics page; NULL when nothing can be told. Within five seconds. */
  page(openMetrics: boolean): Promise<Uint8Array | null>
  /** From now on rows may be delivered there. */
  setStore(store: StoreAddress): void
  writeEvent(note: EventNote): void
  /** Cuts what is open, now. */
  cut(): void
  /**
   * Takes no new exchange, lets the open ones end within `drainTimeoutMs`, cuts the rest; then rows are delivered for as
   * long as `deliverTimeoutMs`. What is not stays on disk.
   */
  close(deliverTimeoutMs: number): Promise<void>
}

export interface PairsStats {
  relay: CollectorStats
  recorder: { running: boolean } & Partial<RecorderStats>
  rssBytes: number
  /** With several only. */
  workers?: WorkerStats[]
}

export interface WorkerStats {
  worker: number
  /** NULL while there is none: it died, and the next has not begun. */
  pid: number | null
  /** It said so now; the figures of one that did not are the last known ones. */
  answering: boolean
  connections: number
  exchanges: number
  open: number
}

/** Bytes of all open tapes together. */
const tapesBytes = 134_217_728

export interface PairsOptions {
  loaded: LoadedConfig
  dataDir: DataDir
  routes: Route[]
  log: Log
}

/** What one worker needs to know at its start. All of it can be sent to another process. */
export interface PairSetup {
  collector: Config['collector']
  routes: Route[]
  recorder: RecorderSetup
}

/**
 * Starts them and begins to listen. With a single worker nothing of the other way is loaded.
 *
 * @throws TeelineError `TEELINE_LISTEN_FAILED`, `TEELINE_WORKER_FAILED`
 */
export async function startPairs(options: PairsOptions): Promise<Pairs> {
  const setups = setupsOf(options)
  const [only] = setups
  if (setups.length === 1 && only !== undefined) {
    const { startPair } = await import('./pair.js')
    return startPair(only, options.log)
  }
  const { startWorkers } = await import('./workers/workers.js')
  return startWorkers(setups, options)
}

/** What the configuration bounds for the collector as a whole is divided among its workers. */
function setupsOf({ loaded, dataDir, routes }: PairsOptions): PairSetup[] {
  const { collector, record, metrics, budgets } = loaded.config
  const { workers } = collector
  const share = (bytes: number) => Math.ceil(bytes / workers)
  const common = {
    record: { ...record, outboxMaxBytes: share(record.outboxMaxBytes) },
    deadLetterFile: join(dataDir.path, 'dead-letter.ndjson'),
    keySecret: dataDir.keySecret,
    tapesBytes: share(tapesBytes),
    prices: { override: loaded.priceOverride, imported: readImportedPrices(dataDir.path) },
    metrics,
    // With several the page is not a recorder's, and what was spent is for its writer to ask.
    budgets: workers === 1 ? budgets : []
  }
  const left = leftOutboxDirs(dataDir.path, workers)
  return Array.from({ length: workers }, (_, worker) => ({
    collector: { ...collector, tapeBufferBytes: share(collector.tapeBufferBytes) },
    routes,
    recorder: {
      ...common,
      outboxDir: outboxDir(dataDir.path, worker),
      leftOutboxDirs: worker === 0 ? left : [],
      collector: `${hostname()}/${worker}`
    }
  }))
}

/** The first has the directory that a collector without workers has, so that either takes over from the other. */
function outboxDir(dataDir: string, worker: number): string {
  return join(dataDir, worker === 0 ? 'outbox' : `outbox-${worker}`)
}

/** Outboxes that were made when there were more workers. */
function leftOutboxDirs(dataDir: string, workers: number): string[] {
  return readdirSync(dataDir).flatMap(name => {
    const number = /^outbox-(\d+)$/.exec(name)?.[1]
    return number !== undefined && Number(number) >= workers ? [join(dataDir, name)] : []
  })
}
