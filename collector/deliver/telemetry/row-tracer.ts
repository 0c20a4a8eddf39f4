/** Gives a tracer rows that have ended as spans with ids and times of their own. */
import {
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace
} from '@opentelemetry/api'
import type { Row } from '../../../schemas/row.js'
import { callerTraceOf } from './caller-trace.js'
import type { Edition } from './otel-names.js'
import type { OtelStats } from './otel-stats.js'
import { spanOf } from './span.js'

/** The next span's ids are the row's, so that both are found by the same. */
export class RowIds {
  traceId = ''
  spanId = ''

  generateTraceId(): string {
    return this.traceId
  }

  generateSpanId(): string {
    return this.spanId
  }
}

export class RowTracer {
  readonly #tracer: Tracer
  readonly #ids: RowIds
  readonly #edition: Edition
  readonly #maxQueued: number
  readonly #stats: OtelStats

  /** `maxQueued`: the span processor's own bound, kept here too since it does not say what it drops. */
  constructor(tracer: Tracer, ids: RowIds, edition: Edition, maxQueued: number, stats: OtelStats) {
    this.#tracer = tracer
    this.#ids = ids
    this.#edition = edition
    this.#maxQueued = maxQueued
    this.#stats = stats
  }

  onRow(row: Row, requestHeaders: readonly string[]): void {
    if (this.#stats.spansQueued >= this.#maxQueued) {
      this.#stats.spansDropped++
      return
    }
    this.#ids.traceId = row.trace_id
    this.#ids.spanId = row.span_id
    const { name, start, end, attributes, events, errorType } = spanOf(row, this.#edition)
    const options = { kind: SpanKind.CLIENT, startTime: start, attributes }
    const span = this.#tracer.startSpan(name, options, parentOf(row, requestHeaders))
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return
    for (const { name, at, attributes } of events) span.addEvent(name, attributes, at)
    if (errorType !== '') span.setStatus({ code: SpanStatusCode.ERROR, message: errorType })
    this.#stats.spansQueued++
    span.end(end)
  }
}

function parentOf(row: Row, requestHeaders: readonly string[]): Context {
  if (row.parent_span_id === '') return ROOT_CONTEXT
  const { sampled, state } = callerTraceOf(requestHeaders)
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: row.trace_id,
    spanId: row.parent_span_id,
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(state !== '' && { traceState: createTraceState(state) })
  })
}
