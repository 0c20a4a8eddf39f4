/** The rules for a configuration: one for each budget, the rest the same for all. */
export function alertRules(config) {
    const groups = [
        { name: 'teeline-traffic', rules: [errorRate, slower('TTFT', 'ttft'), slower('E2E', 'e2e')] },
        { name: 'teeline-spend', rules: [...config.budgets.map(overBudget), unpriced] },
        {
            name: 'teeline-collector',
            rules: [
                down,
                recorderRestarted,
                workerRestarted,
                workersMissing,
                rowsLost,
                outboxAge,
                outboxFull(config.record.outboxMaxBytes),
                exportFailing
            ]
        }
    ];
    return { groups };
}
const byModel = 'provider, model, route';
const errorRate = {
    alert: 'TeelineErrorRate',
    // A client that leaves is not the provider's error. Below a call a minute a share says little.
    expr: lines(`sum by (${byModel}) (rate(teeline_request_errors_total{error_type!="client_abort"}[10m]))`, `  / sum by (${byModel}) (rate(teeline_requests_total[10m])) > 0.05`, `and sum by (${byModel}) (rate(teeline_requests_total[10m])) > 1 / 60`),
    for: '5m',
    labels: { severity: 'page' },
    annotations: {
        summary: '{{ $labels.model }} on {{ $labels.route }}: {{ $value | humanizePercentage }} of calls fail',
        description: 'Over 5 % in 10 minutes. By cause: teeline_request_errors_total, label error_type.'
    }
};
function slower(title, time) {
    const p95 = (offset) => `histogram_quantile(0.95, sum by (${byModel}, le) (rate(teeline_${time}_seconds_bucket[1h]${offset})))`;
    return {
        alert: `Teeline${title}Regression`,
        expr: lines(`${p95('')}`, `  / ${p95(' offset 1w')} > 1.5`, `and sum by (${byModel}) (increase(teeline_${time}_seconds_count[1h])) > 100`, `and sum by (${byModel}) (increase(teeline_${time}_seconds_count[1h] offset 1w)) > 100`),
        for: '15m',
        labels: { severity: 'warn' },
        annotations: {
            summary: `{{ $labels.model }} on {{ $labels.route }}: ${title} p95 is {{ $value | humanize }} times that of a week ago`,
            description: `p95 of the last hour against the same hour a week before, with over 100 calls in each. From histogram buckets, whose bounds double: the exact percentiles are in the store.`
        }
    };
}
function overBudget({ name, usd, period }) {
    // All collectors read the same store, so that any of them tells the whole.
    return {
        alert: 'TeelineOverBudget',
        expr: `max by (budget, period) (teeline_budget_spent_usd{budget=${quoted(name)},period="${period}"}) > ${usd}`,
        for: '2m',
        labels: { severity: 'page', budget: name, period },
        annotations: {
            summary: `{{ $labels.budget }}: {{ $value | printf "%.2f" }} USD spent this ${period}, ${usd} USD allowed`,
            description: `Of the calendar ${period} in UTC, from the store. What was spent on: teeline report spend.`
        }
    };
}
const unpriced = {
    alert: 'TeelineUnpricedModel',
    // The first one of a model makes its counter, and an increase is only seen between two values.
    expr: lines('sum by (provider, model) (increase(teeline_requests_unpriced_total[1h])) > 0', 'or sum by (provider, model) (teeline_requests_unpriced_total > 0 unless teeline_requests_unpriced_total offset 1h)'),
    for: '0m',
    labels: { severity: 'warn' },
    annotations: {
        summary: '{{ $labels.model }} of {{ $labels.provider }} has no price',
        description: 'Its cost is missing from all sums of spend. teeline prices check says what to add.'
    }
};
const down = {
    alert: 'TeelineDown',
    expr: 'up{job="teeline"} == 0',
    for: '2m',
    labels: { severity: 'page' },
    annotations: {
        summary: 'teeline on {{ $labels.instance }} does not answer',
        description: 'The collector is gone, or it relays and its recorder does not run: see /health and /stats.'
    }
};
const recorderRestarted = {
    alert: 'TeelineRecorderRestarted',
    expr: 'increase(teeline_recorder_restarts_total[15m]) > 0',
    for: '0m',
    labels: { severity: 'warn' },
    annotations: {
        summary: 'the recorder on {{ $labels.instance }} died and was replaced',
        description: 'Calls went on; what it held left no row.'
    }
};
// Without workers there are no such series, and none of the two ever fires.
const workerRestarted = {
    alert: 'TeelineWorkerRestarted',
    expr: 'increase(teeline_worker_restarts_total[15m]) > 0',
    for: '0m',
    labels: { severity: 'page' },
    annotations: {
        summary: 'a worker on {{ $labels.instance }} died and was replaced',
        description: 'Its open calls broke off, and what it had not yet written left no row. Why stands in teeline.events.'
    }
};
const workersMissing = {
    alert: 'TeelineWorkersMissing',
    // The page of several workers is answered for them, so that a scrape goes well with none of them alive.
    expr: 'teeline_workers_answering < teeline_workers',
    for: '2m',
    labels: { severity: 'page' },
    annotations: {
        summary: 'of the workers on {{ $labels.instance }} only {{ $value }} answer',
        description: 'The rest is dead, or its recorder does not run; /stats tells which.'
    }
};
const rowsLost = {
    alert: 'TeelineRowsLost',
    expr: 'increase(teeline_rows_lost_total[15m]) > 0 or increase(teeline_rows_dead_lettered_total[15m]) > 0',
    for: '0m',
    labels: { severity: 'page' },
    annotations: {
        summary: '{{ $value | humanize }} rows of {{ $labels.instance }} did not reach the store',
        description: 'Why stands in teeline.events; rows that the store refused are in the dead-letter file.'
    }
};
const outboxAge = {
    alert: 'TeelineOutboxOld',
    expr: 'teeline_outbox_oldest_age_seconds > 300',
    for: '5m',
    labels: { severity: 'warn' },
    annotations: {
        summary: 'rows of {{ $labels.instance }} wait for the store since {{ $value | humanizeDuration }}',
        description: 'They are safe on disk until the outbox is full. /stats names the last error of the store.'
    }
};
function outboxFull(maxBytes) {
    return {
        alert: 'TeelineOutboxFilling',
        expr: `teeline_outbox_bytes > 0.8 * ${maxBytes}`,
        for: '1m',
        labels: { severity: 'page' },
        annotations: {
            summary: 'the outbox of {{ $labels.instance }} is over 80 % of record.outboxMaxBytes',
            description: 'Once it is full, new rows are dropped and counted.'
        }
    };
}
const exportFailing = {
    alert: 'TeelineTelemetryExportFailing',
    expr: lines('sum by (instance) (increase(teeline_spans_dropped_total[10m])) > 0', 'or sum by (instance) (increase(teeline_metric_exports_failed_total[10m])) > 0'),
    for: '10m',
    labels: { severity: 'warn' },
    annotations: {
        summary: 'the OTLP receiver of {{ $labels.instance }} does not take what is sent',
        description: 'Spans are missing there; rows in the store are not affected.'
    }
};
function lines(...parts) {
    return parts.join('\n');
}
/** A label's value within an expression. */
function quoted(text) {
    return JSON.stringify(text);
}
//# sourceMappingURL=alert-rules.js.map