/** Two sides made into a comparison. Pure: the same sides, options and seed give the same figures. */
import { Decimal } from 'decimal.js';
import { checkObjectives, goodputOf } from '../run/objective.js';
import { cautionsOf } from './cautions.js';
import { percentileOf, thinned } from './percentile.js';
import { comparedMetrics, comparePercentiles } from './percentiles.js';
/** What B is, seen from A. A window of production is held to the objectives of the other side. */
export function compareSides(a, b, { seed, monthly, resamples = 2_000 }) {
    const isPaired = a.runId !== '' && a.runId === b.runId;
    return {
        a: describeSide(a, judgeOf(a, b), monthly),
        b: describeSide(b, judgeOf(b, a), monthly),
        percentiles: comparePercentiles(a.attempts, b.attempts, { seed, resamples, isPaired }),
        monthly,
        cautions: cautionsOf(a, b)
    };
}
function judgeOf(side, other) {
    return side.kind === 'production' ? other : side;
}
function describeSide(side, judge, monthly) {
    const { attempts, sums, seconds } = side;
    const good = attempts.filter(({ latencies }) => latencies !== null);
    const each = costOfEach(side);
    return {
        label: side.label,
        kind: side.kind,
        name: side.name,
        from: side.from,
        to: side.to,
        status: side.status,
        requests: attempts.length,
        ok: good.length,
        outcomes: countFailures(side),
        goodput: goodputOf(judge.objectives, attempts),
        objectives: objectivesOf(side, judge.objectives),
        errorRate: errorRateOf(attempts.length, attempts.length - good.length, judge.maxErrorRate),
        inputTokens: sums.inputTokens,
        outputTokens: sums.outputTokens,
        outputTokensPerSecond: sums.outputTokens === null || seconds === 0 ? null : sums.outputTokens / seconds,
        requestsPerSecond: seconds === 0 ? 0 : good.length / seconds,
        costUsd: sums.costUsd,
        costPerRequestUsd: each?.toDecimalPlaces(12).toFixed() ?? null,
        costPerMonthUsd: each === null || monthly === null ? null : each.times(monthly.requests).toDecimalPlaces(2).toFixed(2),
        unpriced: sums.unpriced,
        sendLagMs: sendLagFigures(side),
        curves: curvesOf(side)
    };
}
/** Requests without a price are in neither part of the quotient. */
function costOfEach({ sums }) {
    return sums.costUsd === null || sums.priced === 0 ? null : new Decimal(sums.costUsd).div(sums.priced);
}
function countFailures({ attempts }) {
    const counts = {};
    for (const { outcome } of attempts)
        if (outcome !== '')
            counts[outcome] = (counts[outcome] ?? 0) + 1;
    return counts;
}
function objectivesOf({ attempts }, objectives) {
    return checkObjectives(objectives, attempts);
}
function errorRateOf(requests, failed, limit) {
    if (limit === null)
        return null;
    const actual = requests === 0 ? null : failed / requests;
    return { limit, actual, met: actual !== null && actual <= limit };
}
function sendLagFigures({ attempts }) {
    const known = attempts.flatMap(({ sendLagUs }) => (sendLagUs === null ? [] : [sendLagUs / 1000]));
    const sorted = Float64Array.from(known).sort();
    const [p50, p99, max] = [50, 99, 100].map(percentile => percentileOf(sorted, percentile));
    return typeof p50 === 'number' && typeof p99 === 'number' && typeof max === 'number'
        ? { p50, p99, max }
        : null;
}
/** More points than this cannot be told apart in a drawing. */
const curvePoints = 1_000;
function curvesOf({ attempts }) {
    const curves = {};
    for (const metric of comparedMetrics) {
        const known = attempts.flatMap(({ latencies }) => latencies?.[metric] ?? []);
        if (known.length > 0)
            curves[metric] = thinned(Float64Array.from(known).sort(), curvePoints);
    }
    return curves;
}
//# sourceMappingURL=compare.js.map