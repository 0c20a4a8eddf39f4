/** OpenTelemetry's exporters, with an account of what became of what they were given. */
import { core, metrics, type tracing } from '@opentelemetry/sdk-node'
import type { OtelStats } from './otel-stats.js'
import { contentCharsOf } from './span.js'

type Result = core.ExportResult
type Done = (result: Result) => void

export type ExportLedger = OtelStats & {
  /** Of what was said, on spans in the queue. */
  contentChars: number
  /** Hears of each export's end, with the name of what went wrong or NULL. */
  onEnd: (signal: 'spans' | 'metrics', error: string | null) => void
}

export class CountedSpans implements tracing.SpanExporter {
  readonly #exporter: tracing.SpanExporter
  readonly #ledger: ExportLedger

  constructor(exporter: tracing.SpanExporter, ledger: ExportLedger) {
    this.#exporter = exporter
    this.#ledger = ledger
  }

  export(spans: tracing.ReadableSpan[], done: Done): void {
    const ledger = this.#ledger
    ledger.spansQueued -= spans.length
    for (const { attributes } of spans) ledger.contentChars -= contentCharsOf(attributes)
    this.#exporter.export(spans, result => {
      const error = errorOf(result)
      if (error === null) ledger.spansExported += spans.length
      else ledger.spansFailed += spans.length
      ledger.onEnd('spans', error)
      done(result)
    })
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.()
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown()
  }
}

export class CountedMetrics implements metrics.PushMetricExporter {
  readonly #exporter: metrics.PushMetricExporter
  readonly #ledger: ExportLedger

  constructor(exporter: metrics.PushMetricExporter, ledger: ExportLedger) {
    this.#exporter = exporter
    this.#ledger = ledger
  }

  export(batch: metrics.ResourceMetrics, done: Done): void {
    this.#exporter.export(batch, result => {
      const error = errorOf(result)
      if (error !== null) this.#ledger.metricExportsFailed++
      this.#ledger.onEnd('metrics', error)
      done(result)
    })
  }

  selectAggregationTemporality(type: metrics.InstrumentType): metrics.AggregationTemporality {
    // The specification's default.
    return this.#exporter.selectAggregationTemporality?.(type) ?? metrics.AggregationTemporality.CUMULATIVE
  }

  forceFlush(): Promise<void> {
    return this.#exporter.forceFlush()
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown()
  }
}

/** A name or a status, never the message: it may hold what the receiver answered. */
function errorOf({ code, error }: Result): string | null {
  if (code === core.ExportResultCode.SUCCESS) return null
  const { code: number, name } = (error ?? {}) as { code?: string | number; name?: string }
  return String(number ?? name ?? 'unknown')
}
