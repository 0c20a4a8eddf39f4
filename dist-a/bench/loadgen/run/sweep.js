/** The highest rate that still meets the objectives: doubling until one fails, then halving the gap. */
import { textTable } from '../text-table.js';
/** Closer than this there is nothing more to find: two runs of one rate differ as much. */
const closeEnough = 1.05;
/** Makes the stages one by one through `run`, which gives NULL when no more can be made (with the reason). */
export async function sweepRates({ fromRate, maxRate, stages }, run) {
    const made = [];
    let good = null;
    let bad = null;
    const result = (ended) => ({ stages: made, best: good, ended });
    while (made.length < stages) {
        const rate = nextRate(good, bad, fromRate, maxRate);
        if (typeof rate === 'string')
            return result(rate);
        const summary = await run(rate);
        if (typeof summary === 'string')
            return result(summary);
        const met = summary.status !== 'void' && summary.objectives.every(objective => objective.met);
        made.push({ ratePerS: rate, met, summary });
        if (summary.status === 'partial')
            return result(summary.reason);
        if (met)
            good = rate;
        else
            bad = rate;
    }
    return result(`${stages} stages were made`);
}
/** NULL or the reason why there is no next one. */
function nextRate(good, bad, fromRate, maxRate) {
    if (good === null)
        return bad === null ? fromRate : 'the lowest rate already fails';
    if (bad !== null) {
        if (bad / good <= closeEnough)
            return 'the gap is closed to 5 %';
        return tidy((good + bad) / 2);
    }
    return good >= maxRate ? 'the highest rate that was asked for is met' : Math.min(good * 2, maxRate);
}
/** Rates that people can read and type: three digits. */
function tidy(rate) {
    return Number(rate.toPrecision(3));
}
/** A line for each stage in order of rate; ends with a line break. */
export function sweepText({ stages, best, ended }) {
    const head = ['RATE/S', 'SENT/S', 'TTFT P50', 'P95', 'TPOT P95', 'E2E P95', 'FAILED', 'USD', 'MET', 'RUN'];
    const rows = stages
        .toSorted((a, b) => a.ratePerS - b.ratePerS)
        .map(({ ratePerS, met, summary }) => {
        const { latency_ms, rate_sent, failed } = summary.total;
        const figures = [latency_ms.ttft.p50, latency_ms.ttft.p95, latency_ms.tpot.p95, latency_ms.e2e.p95];
        const verdict = met ? 'yes' : summary.status === 'void' ? 'void' : 'no';
        const cells = figures.map(value => (value === null ? '-' : value.toFixed(value < 10 ? 2 : 0)));
        return [
            String(ratePerS),
            rate_sent.toFixed(2),
            ...cells,
            String(failed),
            summary.spend.usd,
            verdict,
            summary.run_id
        ];
    });
    const found = best === null
        ? 'No rate met the objectives'
        : `Highest rate that met the objectives: ${best} requests a second`;
    const isVoid = stages.some(({ summary }) => summary.status === 'void');
    return [
        textTable([head, ...rows], new Set([0, 1, 2, 3, 4, 5, 6, 7])),
        '',
        `${found}; ${ended}.`,
        ...(isVoid
            ? [
                'Where it says void the rate was more than this client or its collector could do: the provider may be able to.'
            ]
            : []),
        'Milliseconds, good answers of each stage, from the request at the collector.',
        ''
    ].join('\n');
}
//# sourceMappingURL=sweep.js.map