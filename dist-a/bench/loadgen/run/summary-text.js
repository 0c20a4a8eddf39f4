/** A run's summary for people. */
import { textTable } from '../text-table.js';
/** Ends with a line break. */
export function summaryText(summary) {
    const several = summary.arms.length > 1;
    const arms = several ? [...summary.arms, { ...summary.total, arm: 'all arms' }] : summary.arms;
    return [
        ...heading(summary),
        '',
        requestTable(arms),
        '',
        latencyTable(arms),
        'Milliseconds, of good answers without the warm-up. TTFT and E2E count from the',
        'request at the collector, intended ones from when it should have gone out.',
        'What failed is in no percentile here, and too slow for every objective.',
        '',
        ...failureLines(arms),
        clientLine(summary),
        spendLine(summary),
        ...objectiveLines(summary.objectives, several),
        ...notDueLines(summary),
        ...(summary.total.measured === 0 && summary.total.warmup > 0
            ? ['All requests were warm-up: the run ended before the warm-up of the profile did.']
            : []),
        ...(summary.rows_missing > 0
            ? [
                `${summary.rows_missing} answers have no row in the store yet, or no x-teeline-id to find it by (collector.responseHeader):`,
                'their TTFT, TPOT and cost are missing.'
            ]
            : []),
        ''
    ].join('\n');
}
function heading(summary) {
    const { run_id, name, status, reason, started_at, ended_at, seed, collector, workers, window_s } = summary;
    const crew = workers === 1 ? '' : `, ${workers} workers`;
    return [
        `${run_id}  ${name}  ${status}${reason === '' ? '' : `: ${reason}`}`,
        `${started_at.slice(0, 19)} to ${ended_at.slice(0, 19)} UTC, ${window_s.toFixed(1)} s of arrivals, seed ${seed}${crew}`,
        `through ${collector}`
    ];
}
function requestTable(arms) {
    const head = [
        'ARM',
        'PLANNED',
        'SENT',
        'WARM-UP',
        'OK',
        'FAILED',
        'WANTED/S',
        'SENT/S',
        'CONNECTED',
        'GOODPUT'
    ];
    const rows = arms.map(arm => [
        arm.arm,
        arm.planned === null ? '-' : String(arm.planned),
        String(arm.sent),
        String(arm.warmup),
        String(arm.ok),
        String(arm.failed),
        arm.rate_wanted === null ? '-' : arm.rate_wanted.toFixed(2),
        arm.rate_sent.toFixed(2),
        `${arm.connections.cold} anew`,
        arm.goodput === null ? '-' : `${(arm.goodput * 100).toFixed(1)} %`
    ]);
    return textTable([head, ...rows], new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
}
function latencyTable(arms) {
    const head = ['ARM', 'LATENCY', 'N', 'P50', 'P90', 'P95', 'P99', 'MAX'];
    const rows = arms.flatMap(arm => latencies.map(([metric, label], at) => [
        at === 0 ? arm.arm : '',
        label,
        ...figures(arm.latency_ms[metric])
    ]));
    return textTable([head, ...rows], new Set([2, 3, 4, 5, 6, 7]));
}
const latencies = [
    ['ttft', 'TTFT'],
    ['ttft_intended', 'TTFT intended'],
    ['tpot', 'TPOT'],
    ['e2e', 'E2E'],
    ['e2e_intended', 'E2E intended']
];
function figures({ n, p50, p90, p95, p99, max }) {
    return [String(n), ...[p50, p90, p95, p99, max].map(milliseconds)];
}
function failureLines(arms) {
    return arms.flatMap(({ arm, outcomes }) => {
        const kinds = Object.entries(outcomes).map(([kind, count]) => `${kind} ${count}`);
        return kinds.length === 0 ? [] : [`failed    ${arm}: ${kinds.join(', ')}`];
    });
}
/** Turns of sessions, most of all: they are due when the one before has ended. */
function notDueLines({ status, total: { planned, measured, warmup } }) {
    const notDue = planned === null ? 0 : planned - measured - warmup;
    if (status === 'partial' || notDue <= 0)
        return [];
    return [`${notDue} of the planned requests were not due yet when the arrivals were over.`];
}
function clientLine({ client: { verdict, reasons, send_lag_ms, cpu_share } }) {
    const lag = send_lag_ms === null
        ? 'nothing was sent'
        : `send lag p50 ${milliseconds(send_lag_ms.p50)}, p99 ${milliseconds(send_lag_ms.p99)}, max ${milliseconds(send_lag_ms.max)} ms`;
    const cpu = cpu_share.map(share => `${Math.round(share * 100)} %`).join(', ');
    const judged = verdict === 'good' ? 'kept up' : `VOID: ${reasons.join('; ')}`;
    return `client    ${judged}; ${lag}; CPU ${cpu} of a core`;
}
function spendLine({ spend, total, rows_missing }) {
    const atLeast = rows_missing === 0 ? '' : 'at least ';
    const estimated = spend.estimated_usd === null ? 'no estimate' : `estimated ${usd(spend.estimated_usd)} before`;
    const cap = spend.cap_usd === null ? '' : `, cap ${spend.cap_usd}`;
    const unpriced = spend.unpriced === 0 ? '' : `; ${spend.unpriced} rows have no price and are in no sum`;
    const tokens = (count) => (count === null ? 'unknown' : count.toLocaleString('en-US'));
    return `spend     ${atLeast}${usd(spend.usd)} USD (${estimated}${cap})${unpriced}\ntokens    ${tokens(total.input_tokens)} in, ${tokens(total.output_tokens)} out; like the spend, of all rows, warm-up among them`;
}
function objectiveLines(objectives, several) {
    return objectives.map(({ arm, metric, percentile, limit, actual, met }) => {
        const what = percentile === null ? 'error rate' : `${metric} p${percentile}`;
        const value = (number) => percentile === null ? `${(number * 100).toFixed(2)} %` : `${milliseconds(number)} ms`;
        const found = actual === null ? 'there is none: too many failed' : value(actual);
        return `objective ${several ? `${arm}: ` : ''}${what} at most ${value(limit)}: ${found}, ${met ? 'met' : 'NOT MET'}`;
    });
}
function milliseconds(value) {
    if (value === null)
        return '-';
    return value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0);
}
function usd(decimal) {
    return Number(decimal) === 0 ? '0' : Number(decimal).toFixed(6);
}
//# sourceMappingURL=summary-text.js.map