/**
 * Spans and metrics over OTLP, from rows, after the fact. Loaded only when the environment asks for it. A receiver that is
 * down or slow costs a queue of bounded length and nothing else: what does not fit is dropped and counted.
 */
import { metrics as metricsApi, trace } from '@opentelemetry/api'
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc'
import { OTLPMetricExporter as HttpMetrics } from '@opentelemetry/exporter-metrics-otlp-proto'
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc'
import { OTLPTraceExporter as HttpTraces } from '@opentelemetry/exporter-trace-otlp-proto'
import { metrics, NodeSDK, resources } from '@opentelemetry/sdk-node'
import type { Row } from '../../../schemas/row.js'
import { CountedMetrics, CountedSpans, type ExportLedger } from './counted-exporters.js'
import { rowMeter } from './otel-metrics.js'
import { type Edition, editionOf } from './otel-names.js'
import type { Signals } from './otel-signals.js'
import type { OtelStats } from './otel-stats.js'
import { RowIds, RowTracer } from './row-tracer.js'

type Log = (level: 'info' | 'warn' | 'error', message: string) => void

export interface OtelOptions {
  signals: Signals
  /** Host and worker: the instance that speaks. */
  collector: string
  version: string
  env: NodeJS.ProcessEnv
  /** Changes of state only. */
  log: Log
}

export interface Otel {
  /** Never waits. `requestHeaders`: raw, for the caller's sampling flag. */
  onRow(row: Row, requestHeaders: readonly string[]): void
  stats(): OtelStats
  /** Sends what it holds, for no longer than that. */
  close(timeoutMs: number): Promise<void>
}

/** Starts the SDK as the standard variables say. */
export function startOtel({ signals, env, log, collector, version }: OtelOptions): Otel {
  const edition = editionOf(env)
  const ledger = blankLedger(log)
  const ids = new RowIds()
  const sdk = new NodeSDK({
    resource: resourceOf(collector, version),
    // The others would tell the command line and the user's name.
    ...(!isSet(env, 'OTEL_NODE_RESOURCE_DETECTORS') && {
      resourceDetectors: [resources.envDetector, resources.hostDetector]
    }),
    textMapPropagator: null,
    idGenerator: ids,
    logRecordProcessors: [],
    metricReaders: signals.metrics ? [metricReader(env, ledger, log)] : [],
    ...(signals.traces
      ? { traceExporter: new CountedSpans(spanExporter(env, log), ledger) }
      : { spanProcessors: [] })
  })
  sdk.start()
  const sinks = sinksOf(signals, edition, ids, env, ledger, version)
  return {
    onRow: (row, headers) => {
      for (const sink of sinks) sink(row, headers)
    },
    stats: () => {
      const { onEnd: _, ...stats } = ledger
      return stats
    },
    close: timeoutMs => within(timeoutMs, sdk.shutdown())
  }
}

function sinksOf(
  signals: Signals,
  edition: Edition,
  ids: RowIds,
  env: NodeJS.ProcessEnv,
  ledger: ExportLedger,
  version: string
): Otel['onRow'][] {
  const sinks: Otel['onRow'][] = []
  const { schemaUrl } = edition
  if (signals.traces) {
    const tracer = trace.getTracerProvider().getTracer(scope, version, { schemaUrl })
    const spans = new RowTracer(tracer, ids, edition, numberOf(env, 'OTEL_BSP_MAX_QUEUE_SIZE', 2_048), ledger)
    sinks.push((row, headers) => spans.onRow(row, headers))
  }
  if (signals.metrics) sinks.push(rowMeter(metricsApi.getMeter(scope, version, { schemaUrl }), edition))
  return sinks
}

const scope = 'teeline'

function resourceOf(collector: string, version: string): resources.Resource {
  const own = { 'service.name': 'teeline', 'service.version': version, 'service.instance.id': collector }
  return resources.defaultResource().merge(resources.resourceFromAttributes(own))
}

function spanExporter(env: NodeJS.ProcessEnv, log: Log): GrpcTraces | HttpTraces {
  return isGrpc(env, 'TRACES', log) ? new GrpcTraces() : new HttpTraces()
}

function metricReader(env: NodeJS.ProcessEnv, ledger: ExportLedger, log: Log): metrics.IMetricReader {
  const exporter = isGrpc(env, 'METRICS', log) ? new GrpcMetrics() : new HttpMetrics()
  const exportIntervalMillis = numberOf(env, 'OTEL_METRIC_EXPORT_INTERVAL', 60_000)
  const timeout = numberOf(env, 'OTEL_METRIC_EXPORT_TIMEOUT', 30_000)
  return new metrics.PeriodicExportingMetricReader({
    exporter: new CountedMetrics(exporter, ledger),
    exportIntervalMillis,
    exportTimeoutMillis: Math.min(timeout, exportIntervalMillis)
  })
}

function isGrpc(env: NodeJS.ProcessEnv, signal: 'TRACES' | 'METRICS', log: Log): boolean {
  const name = `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`
  const protocol = env[isSet(env, name) ? name : 'OTEL_EXPORTER_OTLP_PROTOCOL']?.trim() ?? ''
  if (!['', 'grpc', 'http/protobuf'].includes(protocol))
    log('warn', `telemetry: the protocol is grpc or http/protobuf, not "${protocol}"; http/protobuf is used`)
  return protocol === 'grpc'
}

/** Says once when exporting begins to fail and once when it goes well again. */
function blankLedger(log: Log): ExportLedger {
  const failing = new Set<string>()
  const ledger: ExportLedger = {
    spansExported: 0,
    spansDropped: 0,
    spansFailed: 0,
    spansQueued: 0,
    metricExportsFailed: 0,
    lastError: null,
    onEnd: (signal, error) => {
      if (error !== null) {
        ledger.lastError = error
        if (!failing.has(signal))
          log('warn', `telemetry: ${signal} cannot be exported (${error}); rows are not affected`)
        failing.add(signal)
      } else if (failing.delete(signal)) log('info', `telemetry: ${signal} are exported again`)
    }
  }
  return ledger
}

function numberOf(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const value = Number(env[name])
  return isSet(env, name) && value > 0 ? value : otherwise
}

function isSet(env: NodeJS.ProcessEnv, name: string): boolean {
  return (env[name]?.trim() ?? '') !== ''
}

async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const bound = new Promise<void>(resolve => {
    timer = setTimeout(resolve, timeoutMs)
  })
  // What it could not send has been counted as failed, or is about to be.
  await Promise.race([work.catch(() => {}), bound])
  clearTimeout(timer)
}
