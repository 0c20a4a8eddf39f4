/** What the relay thread and the recorder thread say to each other, slabs aside. */
import type { Config } from '../schemas/config.js'
import type { Event } from '../schemas/event.js'
import type { Override } from '../schemas/prices.js'
import type { DeliveryStats } from './deliver/delivery.js'
import type { StoreAddress } from './deliver/store-writer.js'
import type { RelayFigures } from './deliver/telemetry/exposition.js'
import type { OtelStats } from './deliver/telemetry/otel-stats.js'
import type { ImportedPrices } from './record/prices/imported.js'
import type { SlabMessage } from './record/slab.js'

export interface RecorderData {
  record: Config['record']
  outboxDir: string
  /** Outboxes of workers that are no more: what they hold is delivered beside it. */
  leftOutboxDirs: string[]
  deadLetterFile: string
  keySecret: Uint8Array
  collector: string
  /** Bytes of all open tapes together. */
  tapesBytes: number
  prices: { override: Override; imported: ImportedPrices | null }
  metrics: Config['metrics']
  budgets: Config['budgets']
  /** Counters of the recorder before this one; NULL for the first. */
  metricsState: Uint8Array | null
}

export type ToRecorder =
  | SlabMessage
  /** The store can be written to from now on, with its tables there. */
  | { store: StoreAddress }
  | { event: Pick<Event, 'kind' | 'message' | 'count'> }
  | { scrape: ScrapeRequest }
  | { close: true; deliverTimeoutMs: number }

export type FromRecorder =
  | { stats: RecorderStats }
  | { log: { level: 'info' | 'warn' | 'error'; message: string } }
  | { scraped: ScrapeAnswer }
  | { closed: true }

export interface ScrapeRequest {
  number: number
  /** NULL: only the figures are wanted, for a page of several workers. */
  page: { openMetrics: boolean; relay: RelayFigures } | null
}

export interface ScrapeAnswer {
  number: number
  /** The page as it goes out, if one was wanted: the relay's thread passes it on and reads none of it. */
  text: Uint8Array | null
  /** See `RecorderData.metricsState`; `stateFrom` of telemetry.ts reads it. */
  state: Uint8Array
}

export interface RecorderStats {
  delivery: DeliveryStats
  rows: number
  /** Rows whose body could not be read as its wire promises: written all the same, with less in them. */
  faults: number
  /** Export of spans and metrics; NULL when it is off. */
  telemetry: OtelStats | null
  rssBytes: number
}
