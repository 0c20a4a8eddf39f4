import { percentileOf } from './percentile.js';
/** A verdict other than "no difference shown" is wrong about this often, over all comparisons of two sides together. */
const significance = 0.01;
/** Fewer samples than this beyond a percentile, on either of its sides, say too little of where it stands. */
const fewestBeyond = 10;
/** Samples that the percentile needs: 20 for the median, 100 for p90, 200 for p95, 1,000 for p99. */
export function samplesNeeded(percentile) {
    return Math.ceil((fewestBeyond * 100) / Math.min(percentile, 100 - percentile));
}
/** The value with the 95 % interval that the resamples give. */
export function estimateOf(value, resamples) {
    const sorted = resamples.slice().sort();
    return { value, low: percentileOf(sorted, 2.5) ?? value, high: percentileOf(sorted, 97.5) ?? value };
}
/** Holm's step-down adjustment: with it, the chance of one false alarm among all of them stays what it is for one. */
export function holmAdjusted(pValues) {
    const ascending = pValues.map((_, at) => at).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
    const adjusted = new Array(pValues.length).fill(1);
    let floor = 0;
    ascending.forEach((at, rank) => {
        floor = Math.max(floor, Math.min(1, (pValues[at] ?? 1) * (pValues.length - rank)));
        adjusted[at] = floor;
    });
    return adjusted;
}
/** What B is, seen from A. All metrics are durations: more is slower. */
export function verdictOf(difference, adjustedP) {
    if (adjustedP >= significance || difference === 0)
        return 'no difference shown';
    return difference > 0 ? 'slower' : 'faster';
}
//# sourceMappingURL=verdict.js.map