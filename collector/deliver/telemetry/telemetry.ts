/** What leaves the recorder beside rows: the page that Prometheus reads, and OpenTelemetry's spans and metrics. */
import { deserialize, serialize } from 'node:v8'
import type { Config } from '../../../schemas/config.js'
import type { Row } from '../../../schemas/row.js'
import type { DeliveryStats } from '../delivery.js'
import type { StoreAddress } from '../store-writer.js'
import type { Beside } from './beside.js'
import { BudgetSpend } from './budget-spend.js'
import type { RelayFigures, Totals } from './exposition.js'
import type { Otel } from './otel.js'
import { asksForContent, signalsOf } from './otel-signals.js'
import type { OtelStats } from './otel-stats.js'
import { processFigures } from './process-figures.js'
import { type BookState, SeriesBook } from './series.js'

export interface TelemetryOptions {
  metrics: Config['metrics']
  budgets: Config['budgets']
  /** Whether the configuration has what was said stored at all; without that none of it is exported either. */
  storesBodies: boolean
  collector: string
  version: string
  env: NodeJS.ProcessEnv
  store: () => StoreAddress | null
  log: (level: 'info' | 'warn' | 'error', message: string) => void
  /** What an earlier recorder of this process last gave with a page; NULL for the first. */
  state: Uint8Array | null
}

/** What this recorder knows at the time of a scrape. */
export interface RecorderFigures {
  delivery: DeliveryStats
  faults: number
  /** Exchanges that never reached the delivery. */
  rowsLost: number
}

export interface Page {
  text: Uint8Array<ArrayBuffer>
  /** For the recorder that may have to follow: counters never go back within a process. `stateFrom` reads it. */
  state: Uint8Array<ArrayBuffer>
}

/** Counters so far, and gauges as they stand: all that a page says of a recorder. */
export interface TelemetryState {
  book: BookState
  totals: Totals
  delivery: DeliveryStats
  otel: OtelStats | null
}

export function stateFrom(bytes: Uint8Array): TelemetryState {
  return deserialize(bytes) as TelemetryState
}

export class Telemetry {
  readonly #options: TelemetryOptions
  readonly #book: SeriesBook
  readonly #before: Totals | null
  readonly #budgets: BudgetSpend
  readonly #otel: Otel | null

  constructor(options: TelemetryOptions, otel: Otel | null) {
    const state = options.state === null ? null : stateFrom(options.state)
    this.#options = options
    this.#otel = otel
    this.#before = state?.totals ?? null
    this.#book = new SeriesBook(options.metrics.maxSeries, state?.book ?? null)
    this.#budgets = new BudgetSpend(options.budgets, options.store)
  }

  /** NULL when OpenTelemetry is off. */
  get stats(): OtelStats | null {
    return this.#otel?.stats() ?? null
  }

  /** Whether what was said goes out with the spans. */
  get wantsContent(): boolean {
    return this.#otel !== null && wantsContent(this.#options)
  }

  /** Counts a row and exports it. Never waits, never throws. */
  onRow(row: Row, beside: Beside): void {
    this.#book.count(row)
    this.#otel?.onRow(row, beside)
  }

  /** The metrics page as it stands now. */
  async page(relay: RelayFigures, recorder: RecorderFigures, openMetrics: boolean): Promise<Page> {
    // Loaded by the first scrape: where nobody asks, it takes no memory.
    const { exposition } = await import('./exposition.js')
    const { version } = this.#options
    // Nothing is awaited between this and the page's figures: the two say the same.
    const now = this.#state(recorder)
    const state = ownBytes(serialize(now))
    const budgets = this.#budgets.figures(new Date())
    const figures = { version, ...now, relay, budgets, process: processFigures(), workers: null }
    return { text: new TextEncoder().encode(await exposition(figures, openMetrics)), state }
  }

  /** What the page says of this recorder, for a page that sums several. */
  state(recorder: RecorderFigures): Uint8Array<ArrayBuffer> {
    return ownBytes(serialize(this.#state(recorder)))
  }

  async close(timeoutMs: number): Promise<void> {
    await this.#otel?.close(timeoutMs)
  }

  #state(recorder: RecorderFigures): TelemetryState {
    return {
      book: this.#book.state,
      totals: this.#totalsOf(recorder),
      delivery: recorder.delivery,
      otel: this.stats
    }
  }

  /** Of this recorder and of those before it. */
  #totalsOf({ delivery, faults, rowsLost }: RecorderFigures): Totals {
    const otel = this.stats
    const own: Totals = {
      rowsDelivered: delivery.rowsDelivered,
      rowsLost: delivery.rowsLost + rowsLost,
      rowsDeadLettered: delivery.rowsDeadLettered,
      storeRetries: delivery.retries,
      faults,
      spansExported: otel?.spansExported ?? 0,
      spansDropped: otel?.spansDropped ?? 0,
      spansFailed: otel?.spansFailed ?? 0,
      metricExportsFailed: otel?.metricExportsFailed ?? 0
    }
    for (const name of Object.keys(own) as (keyof Totals)[]) own[name] += this.#before?.[name] ?? 0
    return own
  }
}

/** OpenTelemetry is loaded when the environment asks for it, and only then. */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const signals = signalsOf(options.env)
  if (signals === null) return new Telemetry(options, null)
  try {
    const { startOtel } = await import('./otel.js')
    return new Telemetry(options, startOtel({ ...options, signals, content: wantsContent(options) }))
  } catch (error) {
    // Rows matter more: without it everything else goes on.
    options.log('error', `telemetry cannot start: ${error instanceof Error ? error.message : String(error)}`)
    return new Telemetry(options, null)
  }
}

/** Two must say so: who runs the collector, by its configuration, and who set up the telemetry. */
function wantsContent({ storesBodies, env }: TelemetryOptions): boolean {
  return storesBodies && signalsOf(env)?.traces === true && asksForContent(env)
}

/** A copy with a memory of its own, which can be given away. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
