/** What the process that keeps the workers and a worker say to each other. */
import type { CollectorStats } from '../collector.js'
import type { StoreAddress } from '../deliver/store-writer.js'
import type { ProcessFigures } from '../deliver/telemetry/process-figures.js'
import type { LogLevel } from '../log.js'
import type { EventNote, PairSetup } from '../pairs.js'
import type { RecorderStats } from '../recorder-messages.js'

export type ToWorker =
  /** Once, first. `metricsState`: where the counters of a worker before it stood. */
  | { start: PairSetup; metricsState: Uint8Array | null }
  /** A connection comes with it. */
  | { connection: true }
  | { store: StoreAddress }
  | { event: EventNote }
  | { ask: ReportRequest }
  | { cut: true }
  | { close: true; deliverTimeoutMs: number }

export type FromWorker =
  /** Connections can be handed to it. */
  | { ready: true }
  /** The connection has arrived, and the other process may let go of it. */
  | { taken: true }
  /** One of its connections was closed. */
  | { left: true }
  | { report: WorkerReport }
  | { log: { level: LogLevel; message: string } }

export interface ReportRequest {
  number: number
  /** With what a metrics page says of its recorder. */
  figures: boolean
  /** The recorder's answer is waited for so long. */
  withinMs: number
}

export interface WorkerReport {
  number: number
  relay: CollectorStats
  recorder: { running: boolean; restarts: number; stats: RecorderStats | null }
  process: ProcessFigures
  /** `stateFrom` of telemetry.ts reads it; NULL when it was not asked for, or the recorder did not answer. */
  figures: Uint8Array | null
}
