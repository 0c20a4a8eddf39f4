/**
 * Spans and metrics over OTLP, from rows, after the fact. Loaded only when the environment asks for it. A receiver that is
 * down or slow costs a queue of bounded length and nothing else: what does not fit is dropped and counted.
 */
import { diag, trace } from '@opentelemetry/api';
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as HttpMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as HttpTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { metrics, NodeSDK, resources, tracing } from '@opentelemetry/sdk-node';
import { CountedMetrics, CountedSpans } from './counted-exporters.js';
import { MetricBook } from './otel-book.js';
import { withDiagnostics } from './otel-diagnostics.js';
import { editionOf } from './otel-names.js';
import { RowIds, RowTracer } from './row-tracer.js';
/** Starts the SDK as the standard variables say. */
export function startOtel(options) {
    return withDiagnostics(options.env, options.log, () => start(options));
}
function start(options) {
    const { signals, env, log, collector, version } = options;
    const edition = editionOf(env);
    const ledger = blankLedger(log);
    const ids = new RowIds();
    const meters = signals.metrics ? openMeters(options, edition, ledger) : null;
    const sdk = new NodeSDK({
        resource: resourceOf(collector, version),
        // The others would tell the command line and the user's name.
        ...(!isSet(env, 'OTEL_NODE_RESOURCE_DETECTORS') && {
            resourceDetectors: [resources.envDetector, resources.hostDetector]
        }),
        textMapPropagator: null,
        idGenerator: ids,
        logRecordProcessors: [],
        metricReaders: meters === null ? [] : [meters.reader],
        spanProcessors: signals.traces ? [spanProcessor(options, ledger)] : []
    });
    sdk.start();
    const tracer = signals.traces ? openTracer(options, edition, ids, ledger) : null;
    return {
        onRow: (row, beside) => {
            tracer?.onRow(row, beside);
            meters?.book.count(row, beside.gapsUs);
        },
        stats: () => {
            const { onEnd: _, contentChars: __, ...stats } = ledger;
            return stats;
        },
        close: timeoutMs => within(timeoutMs, sdk.shutdown())
    };
}
const scope = 'teeline';
/** As the specification has it. */
const plainQueue = { maxQueueSize: 2_048, maxExportBatchSize: 512 };
/**
 * With what was said a span may have a hundred thousand characters, and a receiver takes four megabytes at once. At a stop all
 * batches leave at the same time, of which the exporter takes thirty.
 */
const contentQueue = { maxQueueSize: 960, maxExportBatchSize: 32 };
function openTracer(options, edition, ids, ledger) {
    const { schemaUrl } = edition;
    const tracer = trace.getTracerProvider().getTracer(scope, options.version, { schemaUrl });
    return new RowTracer({ tracer, ids, edition, maxQueued: queueOf(options).maxQueueSize, ledger });
}
function queueOf({ env, content }) {
    const { maxQueueSize, maxExportBatchSize } = content ? contentQueue : plainQueue;
    return {
        maxQueueSize: numberOf(env, 'OTEL_BSP_MAX_QUEUE_SIZE', maxQueueSize),
        maxExportBatchSize: numberOf(env, 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE', maxExportBatchSize)
    };
}
function openMeters({ env, version }, edition, ledger) {
    const exporter = new CountedMetrics(metricExporter(env), ledger);
    const temporality = exporter.selectAggregationTemporality(metrics.InstrumentType.HISTOGRAM);
    const isDelta = temporality === metrics.AggregationTemporality.DELTA;
    const { schemaUrl } = edition;
    const book = new MetricBook({ edition, scope: { name: scope, version, schemaUrl }, isDelta });
    return { book, reader: metricReader(env, exporter, book) };
}
function resourceOf(collector, version) {
    const own = { 'service.name': 'teeline', 'service.version': version, 'service.instance.id': collector };
    return resources.defaultResource().merge(resources.resourceFromAttributes(own));
}
function spanProcessor(options, ledger) {
    const exporter = isGrpc(options.env, 'TRACES') ? new GrpcTraces() : new HttpTraces();
    return new tracing.BatchSpanProcessor(new CountedSpans(exporter, ledger), queueOf(options));
}
function metricExporter(env) {
    return isGrpc(env, 'METRICS') ? new GrpcMetrics() : new HttpMetrics();
}
function metricReader(env, exporter, book) {
    const exportIntervalMillis = numberOf(env, 'OTEL_METRIC_EXPORT_INTERVAL', 60_000);
    const timeout = numberOf(env, 'OTEL_METRIC_EXPORT_TIMEOUT', 30_000);
    return new metrics.PeriodicExportingMetricReader({
        exporter,
        metricProducers: [book],
        exportIntervalMillis,
        exportTimeoutMillis: Math.min(timeout, exportIntervalMillis)
    });
}
function isGrpc(env, signal) {
    const name = `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`;
    const protocol = env[isSet(env, name) ? name : 'OTEL_EXPORTER_OTLP_PROTOCOL']?.trim() ?? '';
    if (!['', 'grpc', 'http/protobuf'].includes(protocol))
        diag.warn(`the protocol is grpc or http/protobuf, not "${protocol}"; http/protobuf is used`);
    return protocol === 'grpc';
}
/** Says once when exporting begins to fail and once when it goes well again. */
function blankLedger(log) {
    const failing = new Set();
    const ledger = {
        spansExported: 0,
        spansDropped: 0,
        spansFailed: 0,
        spansQueued: 0,
        metricExportsFailed: 0,
        contentChars: 0,
        lastError: null,
        onEnd: (signal, error) => {
            if (error !== null) {
                ledger.lastError = error;
                if (!failing.has(signal))
                    log('warn', `telemetry: ${signal} cannot be exported (${error}); rows are not affected`);
                failing.add(signal);
            }
            else if (failing.delete(signal))
                log('info', `telemetry: ${signal} are exported again`);
        }
    };
    return ledger;
}
function numberOf(env, name, otherwise) {
    const value = Number(env[name]);
    return isSet(env, name) && value > 0 ? value : otherwise;
}
function isSet(env, name) {
    return (env[name]?.trim() ?? '') !== '';
}
async function within(timeoutMs, work) {
    let timer;
    const bound = new Promise(resolve => {
        timer = setTimeout(resolve, timeoutMs);
    });
    // What it could not send has been counted as failed, or is about to be.
    await Promise.race([work.catch(() => { }), bound]);
    clearTimeout(timer);
}
//# sourceMappingURL=otel.js.map