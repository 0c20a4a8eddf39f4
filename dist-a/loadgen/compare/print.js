import { textTable } from '../text-table.js';
/** 3 when an objective of either side was not met, 0 else. */
export function compareExitCode({ a, b }) {
    const isMet = [a, b].every(({ objectives, errorRate }) => objectives.every(({ met }) => met !== false) && errorRate?.met !== false);
    return isMet ? 0 : 3;
}
/** Tables and sentences, 100 columns or a little more. */
export function comparisonText(comparison) {
    const { a, b, percentiles, cautions } = comparison;
    const objectives = [...objectiveRows('A', a), ...objectiveRows('B', b)];
    const parts = [
        [sideLine('A', a), sideLine('B', b)].join('\n'),
        textTable([latencyHead, ...percentiles.filter(hasSamples).map(latencyRow)], new Set([2, 3, 4, 5, 6])),
        latencyNotes(percentiles),
        textTable([['', 'A', 'B'], ...totalRows(comparison)], new Set([1, 2])),
        volumeLine(comparison),
        ...(objectives.length === 0 ? [] : [textTable([objectiveHead, ...objectives], new Set([3, 4]))]),
        ...(cautions.length === 0 ? [] : [['Mind:', ...cautions.map(line => `- ${line}`)].join('\n')])
    ];
    return `${parts.join('\n\n')}\n`;
}
const metricNames = {
    ttft: 'TTFT',
    ttft_intended: 'TTFT, as intended',
    tpot: 'TPOT',
    gap_p95: 'gap p95',
    e2e: 'E2E',
    e2e_intended: 'E2E, as intended'
};
function sideLine(letter, { label, name, from, to, status }) {
    const moment = (text) => text.slice(0, 19);
    const window = `${moment(from)} to ${to === '' ? 'now' : moment(to)} UTC`;
    return `${letter}  ${label}  ${name === 'production' ? '' : `"${name}", ${status}, `}${window}`;
}
const latencyHead = ['METRIC', '', 'A, ms', 'B, ms', 'B - A, ms', '95 % of B - A', 'CHANGE', 'p', 'B IS'];
/** A metric that neither side has at all (gaps where nothing streams) takes no lines. */
function hasSamples({ a, b, percentile }) {
    return a !== null || b !== null || percentile === 50;
}
function latencyRow(line) {
    const { metric, percentile, a, b, difference, change, pValue, verdict } = line;
    return [
        metricNames[metric],
        `p${percentile}`,
        estimateText(a),
        estimateText(b),
        difference === null ? '-' : signed(difference.value),
        difference === null ? '-' : `${signed(difference.low)} to ${signed(difference.high)}`,
        change === null ? '-' : `${change < 0 ? '' : '+'}${(change * 100).toFixed(1)} %`,
        pValue === null ? '-' : pValue < 0.0001 ? '<0.0001' : pValue.toFixed(4),
        verdict
    ];
}
function estimateText(estimate) {
    return estimate === null ? '-' : milliseconds(estimate.value);
}
function latencyNotes(lines) {
    const left = lines.filter(line => !hasSamples(line)).length;
    return [
        'Of good answers, warm-up left out. p is adjusted for all lines together (Holm); a difference is shown below 0.01.',
        ...(left === 0 ? [] : [`${left} more percentiles have too few samples on both sides.`])
    ].join('\n');
}
function totalRows({ a, b }) {
    const row = (name, text) => [name, text(a), text(b)];
    const failures = [...new Set([...Object.keys(a.outcomes), ...Object.keys(b.outcomes)])].sort();
    return [
        row('requests', side => whole(side.requests)),
        row('good answers', side => whole(side.ok)),
        ...failures.map(name => row(`  ${name}`, side => whole(side.outcomes[name] ?? 0))),
        row('good answers a second', side => side.requestsPerSecond.toFixed(2)),
        row('goodput', side => (side.goodput === null ? '-' : `${(side.goodput * 100).toFixed(2)} %`)),
        row('input tokens', side => (side.inputTokens === null ? 'unknown' : whole(side.inputTokens))),
        row('output tokens', side => (side.outputTokens === null ? 'unknown' : whole(side.outputTokens))),
        row('output tokens a second', side => side.outputTokensPerSecond?.toFixed(1) ?? 'unknown'),
        row('cost, USD', side => side.costUsd ?? 'unknown'),
        row('cost of a priced request, USD', side => side.costPerRequestUsd ?? 'unknown'),
        row('cost of a month, USD', side => side.costPerMonthUsd ?? 'unknown'),
        row('requests without a price', side => whole(side.unpriced)),
        row('send lag p50 / p99 / max, ms', ({ sendLagMs: lag }) => lag === null ? '-' : [lag.p50, lag.p99, lag.max].map(milliseconds).join(' / '))
    ];
}
function volumeLine({ monthly }) {
    return monthly === null
        ? 'A month: no production traffic is recorded, so nothing to scale by.'
        : `A month: ${whole(monthly.requests)} requests (${monthly.source}).`;
}
const objectiveHead = ['', 'OBJECTIVE', '', 'LIMIT', 'ACTUAL', ''];
function objectiveRows(letter, { objectives, errorRate }) {
    const rows = objectives.map(({ metric, percentile, limitMs, actualMs, met }) => [
        letter,
        metric,
        `p${percentile}`,
        `${milliseconds(limitMs)} ms`,
        actualMs === null ? 'none: too many failed' : `${milliseconds(actualMs)} ms`,
        met === true ? 'met' : 'NOT MET'
    ]);
    if (errorRate === null)
        return rows;
    const { limit, actual, met } = errorRate;
    const share = (of) => `${(of * 100).toFixed(2)} %`;
    return [
        ...rows,
        [
            letter,
            'failed',
            '',
            share(limit),
            actual === null ? 'no requests' : share(actual),
            met ? 'met' : 'NOT MET'
        ]
    ];
}
function whole(count) {
    return count.toLocaleString('en-US');
}
/** Three figures that matter, and no more of them than were measured (µs). */
function milliseconds(ms) {
    const size = Math.abs(ms);
    return ms.toFixed(size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0);
}
function signed(ms) {
    return `${ms > 0 ? '+' : ''}${milliseconds(ms)}`;
}
//# sourceMappingURL=print.js.map