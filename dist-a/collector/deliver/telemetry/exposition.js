/** What a scraper reads: OpenMetrics, or Prometheus' older text. The names here are those of docs/telemetry.md. */
import { Registry } from 'prom-client';
import { bounds } from './series.js';
/** The page. `openMetrics`: with exemplars, which the older format does not have. */
export async function exposition(figures, openMetrics) {
    const registry = new Registry();
    if (openMetrics)
        registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const families = [
        ...trafficOf(figures.book.series),
        ...collectorOf(figures),
        ...deliveryOf(figures),
        ...budgetsOf(figures.budgets),
        ...otelOf(figures),
        ...workersOf(figures.workers),
        ...processOf(figures)
    ];
    for (const family of families)
        register(registry, family, openMetrics);
    const text = await registry.metrics();
    return openMetrics ? text.replace(typeWithUnit, '$&\n# UNIT $1 $2') : text;
}
/** The line after which OpenMetrics has a metric's unit, which the registry does not write. */
const typeWithUnit = /^# TYPE (\S+_(seconds|bytes|usd)) .*$/gm;
/**
 * The registry writes the text; the figures are counted elsewhere. Its own Counter and Histogram hash their labels at each
 * count and cannot be set, so that they could not go on from an earlier recorder's.
 */
function register(registry, family, openMetrics) {
    const { help, type, samples } = family;
    // In OpenMetrics the suffix belongs to the sample, and the registry adds it there.
    const name = type === 'counter' && !openMetrics ? `${family.name}_total` : family.name;
    const metric = { name, help, type, get: async () => ({ name, help, type, values: samples }) };
    registry.registerMetric(metric);
}
function trafficOf(series) {
    const each = (name, help, value) => counter(name, help, series.map(one => ({ labels: { ...one.labels }, value: value(one) })));
    const split = (name, help, pick, to) => counter(name, help, series.flatMap(one => Object.entries(pick(one)).map(([key, value]) => ({
        labels: { ...one.labels, ...zip(to, key) },
        value
    }))));
    return [
        each('teeline_requests', 'Exchanges that ended.', one => one.requests),
        split('teeline_request_errors', 'Exchanges that ended in an error.', one => one.errors, ['error_type']),
        each('teeline_requests_unpriced', 'Exchanges with usage and without a price.', one => one.unpriced),
        each('teeline_requests_without_usage', 'Exchanges of which no usage is known.', one => one.withoutUsage),
        split('teeline_tokens', 'Tokens; input includes cached, output includes reasoning.', one => one.tokens, [
            'kind',
            'source'
        ]),
        each('teeline_cost_usd', 'Cost in US dollars under the prices in force.', one => one.costNanoUsd / 1e9),
        histogram(series, 'ttft', 'teeline_ttft_seconds', 'Request to first output-bearing frame of a stream.'),
        histogram(series, 'tpot', 'teeline_tpot_seconds', 'Time per output token after the first.'),
        histogram(series, 'e2e', 'teeline_e2e_seconds', 'Request to the end of its answer.'),
        histogram(series, 'overhead', 'teeline_overhead_seconds', "The collector's own time, up to the answer's head.")
    ];
}
function collectorOf({ relay, book, totals, delivery }) {
    return [
        gauge('teeline_exchanges_open', 'Exchanges that are open now, streams among them.', relay.open),
        counterOf('teeline_exchanges', 'Exchanges that the relay took, open ones too.', relay.exchanges),
        gauge('teeline_tape_backlog_bytes', 'Copied for the recorder and not yet read by it.', relay.backlogBytes),
        counterOf('teeline_recorder_restarts', 'Recorders that died and were replaced.', relay.recorderRestarts),
        counterOf('teeline_recorder_faults', 'Rows whose body could not be read as its wire promises.', totals.faults),
        gauge('teeline_metrics_series', 'Label sets of provider, model and route.', book.series.length),
        counterOf('teeline_metrics_folded', 'Exchanges counted under the model "other".', book.folded),
        ...(delivery.storeUp === null
            ? []
            : [gauge('teeline_store_up', '1 while the store takes rows.', delivery.storeUp ? 1 : 0)])
    ];
}
function deliveryOf({ delivery, totals }) {
    const ageSeconds = (delivery.oldestAgeMs ?? 0) / 1000;
    return [
        gauge('teeline_outbox_rows', 'Rows that the store has not acknowledged.', delivery.pendingRows),
        gauge('teeline_outbox_bytes', 'Bytes of them.', delivery.pendingBytes),
        gauge('teeline_outbox_oldest_age_seconds', 'Age of the oldest of them; 0 without any.', ageSeconds),
        counterOf('teeline_rows_delivered', 'Rows that the store acknowledged.', totals.rowsDelivered),
        counterOf('teeline_rows_lost', 'Exchanges and events that left no row.', totals.rowsLost),
        counterOf('teeline_rows_dead_lettered', 'Rows that the store refused.', totals.rowsDeadLettered),
        counterOf('teeline_store_retries', 'Inserts that were tried again.', totals.storeRetries)
    ];
}
function budgetsOf(budgets) {
    if (budgets.length === 0)
        return [];
    const labels = ({ name, period }) => ({ budget: name, period });
    const known = budgets.flatMap(one => one.spentUsd === null ? [] : [{ labels: labels(one), value: one.spentUsd }]);
    const limits = budgets.map(one => ({ labels: labels(one), value: one.limitUsd }));
    return [
        family('gauge', 'teeline_budget_spent_usd', 'Spent in the calendar period so far, in UTC.', known),
        family('gauge', 'teeline_budget_limit_usd', 'What may be spent in the period.', limits)
    ];
}
function otelOf({ otel, totals }) {
    if (otel === null)
        return [];
    const dropped = [
        { labels: { reason: 'queue_full' }, value: totals.spansDropped },
        { labels: { reason: 'export_failed' }, value: totals.spansFailed }
    ];
    return [
        counterOf('teeline_spans_exported', 'Spans that the OTLP receiver took.', totals.spansExported),
        counter('teeline_spans_dropped', 'Spans that it did not get.', dropped),
        gauge('teeline_spans_queued', 'Spans that wait for it.', otel.spansQueued),
        counterOf('teeline_metric_exports_failed', 'OTLP exports of metrics that failed.', totals.metricExportsFailed)
    ];
}
function workersOf(workers) {
    if (workers === null)
        return [];
    const { count, answering, restarts } = workers;
    return [
        gauge('teeline_workers', 'Workers that the configuration asks for.', count),
        gauge('teeline_workers_answering', 'Those whose figures are of now; last known ones stand for the rest.', answering),
        counterOf('teeline_worker_restarts', 'Workers that died and were replaced.', restarts)
    ];
}
/** Names that every Prometheus client has. */
function processOf({ version, process: { cpuSeconds, rssBytes } }) {
    return [
        counterOf('process_cpu_seconds', 'User and system time of the process.', cpuSeconds),
        gauge('process_resident_memory_bytes', 'Resident memory of the process.', rssBytes),
        gauge('process_start_time_seconds', 'When the process began, Unix time.', startSeconds),
        family('gauge', 'teeline_build_info', 'Always 1.', [{ labels: { version }, value: 1 }])
    ];
}
const startSeconds = Math.round(Date.now() / 1000 - process.uptime());
function histogram(series, time, name, help) {
    const samples = series.flatMap(({ labels, times }) => {
        const { counts, exemplars, count, sumUs } = times[time];
        if (count === 0)
            return [];
        const sharedLabels = { ...labels };
        let below = 0;
        const buckets = counts.map((inBucket, index) => {
            below += inBucket;
            const bound = bounds[time][index];
            const le = bound === undefined ? '+Inf' : String(bound / 1e6);
            const exemplar = exemplarOf(exemplars[index] ?? null);
            return { metricName: `${name}_bucket`, sharedLabels, labels: { le }, value: below, exemplar };
        });
        return [
            ...buckets,
            { metricName: `${name}_sum`, sharedLabels, value: sumUs / 1e6 },
            { metricName: `${name}_count`, sharedLabels, value: count }
        ];
    });
    return family('histogram', name, help, samples);
}
function exemplarOf(exemplar) {
    if (exemplar === null)
        return null;
    const { traceId, us, atMs } = exemplar;
    return { labelSet: { trace_id: traceId }, value: us / 1e6, timestamp: atMs / 1000 };
}
function family(type, name, help, samples) {
    return { type, name, help, samples };
}
function counter(name, help, samples) {
    return family('counter', name, help, samples);
}
function counterOf(name, help, value) {
    return counter(name, help, [{ value }]);
}
function gauge(name, help, value) {
    return family('gauge', name, help, [{ value }]);
}
/** `kind source` as the two labels of those names. */
function zip(names, key) {
    const values = key.split(' ');
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
//# sourceMappingURL=exposition.js.map