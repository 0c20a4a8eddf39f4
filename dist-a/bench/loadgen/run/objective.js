/** Whether a run met its objectives. A request that failed counts as infinitely slow: dropping it would reward failing. */
import { percentileOf } from '../compare/percentile.js';
/**
 * Checks each objective over all attempts. One that has no such figure by its nature (a TTFT of an answer that was not
 * streamed, a TPOT of one token) is left out; a failed one stands at infinity.
 */
export function checkObjectives(objectives, attempts) {
    return objectives.map(objective => {
        const samples = attempts.flatMap(({ latencies }) => {
            if (latencies === null)
                return [Number.POSITIVE_INFINITY];
            const value = latencies[objective.metric];
            return value === null ? [] : [value];
        });
        const actual = percentileOf(Float64Array.from(samples).sort(), objective.percentile);
        const actualMs = actual === null || !Number.isFinite(actual) ? null : actual;
        return { ...objective, actualMs, met: actualMs !== null && actualMs <= objective.limitMs };
    });
}
/** Share of all attempts that were good answers within every limit; NULL without objectives or attempts. */
export function goodputOf(objectives, attempts) {
    if (objectives.length === 0 || attempts.length === 0)
        return null;
    const good = attempts.filter(({ latencies }) => latencies !== null &&
        objectives.every(({ metric, limitMs }) => {
            const value = latencies[metric];
            return value === null || value <= limitMs;
        }));
    return good.length / attempts.length;
}
//# sourceMappingURL=objective.js.map