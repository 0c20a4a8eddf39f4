/** What a run came to, for each arm and as a whole: exact figures of all samples, with what they leave out. */
import { Decimal } from 'decimal.js';
import { percentileOf } from '../compare/percentile.js';
import { checkObjectives, goodputOf } from './objective.js';
import { latenciesOf, outcomeOf } from './sample.js';
/** Figures of one arm, or of all with `arm` NULL. */
export function summariseArm(figures, arm) {
    const { plan, objectives, windowS, isSupply } = figures;
    const name = arm === null ? '' : (plan.arms[arm]?.name ?? '');
    const planned = plan.requests.filter(request => arm === null || request.arm === arm);
    const made = figures.made.filter(({ request }) => arm === null || request.arm === arm);
    const rows = figures.recorded.filter(row => arm === null || row.arm === name);
    const measured = made.filter(({ request }) => !request.warmup);
    const attempts = measured.map(attemptOf);
    const outcomes = countOutcomes(measured);
    const sent = made.filter(({ outcome }) => outcome.sentUs !== null);
    const isScheduled = planned.every(({ dueUs }) => dueUs !== null);
    const wanted = planned.filter(({ dueUs }) => dueUs !== null && dueUs < windowS * 1e6).length;
    const failed = attempts.filter(({ latencies }) => latencies === null).length;
    return {
        arm: name,
        planned: isSupply ? null : planned.length,
        sent: sent.length,
        measured: measured.length,
        warmup: made.length - measured.length,
        ok: measured.length - failed,
        failed,
        outcomes,
        rate_wanted: isScheduled ? round(wanted / windowS, 3) : null,
        rate_sent: round(sent.filter(({ outcome }) => (outcome.sentUs ?? 0) <= windowS * 1e6).length / windowS, 3),
        latency_ms: latencyOf(attempts),
        goodput: goodputOf(objectives, attempts),
        connections: {
            cold: sent.filter(({ outcome }) => outcome.connectUs !== null).length,
            reused: sent.filter(({ outcome }) => outcome.connectUs === null).length
        },
        input_tokens: sumOf(rows, 'input_tokens'),
        output_tokens: sumOf(rows, 'output_tokens'),
        cost_usd: costOf(rows),
        unpriced: unpricedOf(rows)
    };
}
/** Whether each arm met each objective of the profile. */
export function summariseObjectives(figures, maxErrorRate) {
    return figures.plan.arms.flatMap(({ name }, arm) => {
        const measured = figures.made.filter(({ request }) => request.arm === arm && !request.warmup);
        const attempts = measured.map(attemptOf);
        const latencies = checkObjectives(figures.objectives, attempts).map(result => ({
            arm: name,
            metric: result.metric,
            percentile: result.percentile,
            limit: result.limitMs,
            actual: result.actualMs,
            met: result.met
        }));
        if (maxErrorRate === undefined)
            return latencies;
        const failed = attempts.filter(attempt => attempt.latencies === null).length;
        const actual = attempts.length === 0 ? null : failed / attempts.length;
        const met = actual !== null && actual <= maxErrorRate;
        return [
            ...latencies,
            { arm: name, metric: 'error_rate', percentile: null, limit: maxErrorRate, actual, met }
        ];
    });
}
/** How the request ended, after what the collector read in its stream. */
export function endOf({ outcome, recorded }) {
    return outcomeOf(outcome.kind, recorded);
}
/** Answers that came and have no row. */
export function rowsMissing(made) {
    return made.filter(({ outcome, recorded }) => outcome.status !== null && recorded === undefined).length;
}
/** Rows that used something and have no price. */
export function unpricedOf(rows) {
    return rows.filter(({ cost_usd, usage_source }) => cost_usd === null && usage_source !== 'none').length;
}
/** Sum of what is known, as a decimal string. */
export function costOf(rows) {
    const known = rows.flatMap(({ cost_usd }) => (cost_usd === null ? [] : [cost_usd]));
    return known.reduce((sum, cost) => sum.plus(cost), new Decimal(0)).toFixed();
}
function attemptOf(made) {
    if (endOf(made) !== '')
        return { latencies: null };
    const { intendedUs, sentUs, doneUs } = made.outcome;
    const sent = { intended_us: intendedUs, sent_us: sentUs, done_us: doneUs };
    return { latencies: latenciesOf(sent, made.recorded) };
}
function latencyOf(attempts) {
    const of = (metric) => percentiles(attempts.flatMap(({ latencies }) => latencies?.[metric] ?? []));
    return {
        ttft: of('ttft'),
        ttft_intended: of('ttft_intended'),
        tpot: of('tpot'),
        gap_p95: of('gap_p95'),
        e2e: of('e2e'),
        e2e_intended: of('e2e_intended')
    };
}
function percentiles(samples) {
    const sorted = Float64Array.from(samples).sort();
    const at = (percentile) => {
        const value = percentileOf(sorted, percentile);
        return value === null ? null : round(value, 3);
    };
    return { n: sorted.length, p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: at(100) };
}
function countOutcomes(made) {
    const counts = {};
    for (const one of made) {
        const end = endOf(one);
        if (end !== '')
            counts[end] = (counts[end] ?? 0) + 1;
    }
    return counts;
}
function sumOf(rows, column) {
    return rows.reduce((sum, { [column]: tokens }) => (tokens === null ? sum : (sum ?? 0) + tokens), null);
}
function round(value, places) {
    return Number(value.toFixed(places));
}
//# sourceMappingURL=summary.js.map