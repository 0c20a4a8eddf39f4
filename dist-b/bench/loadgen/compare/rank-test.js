/**
 * Whether two sides have the same percentile. The test looks at the percentile of both together: if they are alike, the
 * same share of each lies below it, where a sample equal to it counts half. How far the shares may differ by chance is told by how they differ from block to
 * block (bootstrap.ts), so requests that are alike because they are near in time do not pass for independent ones. Unlike
 * the spread of resampled percentiles, it does not depend on how dense the samples happen to lie at the percentile.
 */
import { errorFunction } from 'simple-statistics';
import { percentileOf } from './percentile.js';
/** Two-sided p-value. `isPaired`: a block of A and the block of B with its number stand for the same time. */
export function rankTest(a, b, percentile, isPaired) {
    const together = new Float64Array(a.sorted.length + b.sorted.length);
    together.set(a.sorted);
    together.set(b.sorted, a.sorted.length);
    const limit = percentileOf(together.sort(), percentile) ?? 0;
    const [shareA, shareB] = [shareBelow(a, limit), shareBelow(b, limit)];
    const expected = (shareA * a.sorted.length + shareB * b.sorted.length) / together.length;
    const [excessA, excessB] = [excessOf(a, limit, expected), excessOf(b, limit, expected)];
    const variance = isPaired
        ? varianceOfSum(excessB.map((excess, block) => excess - (excessA[block] ?? 0)))
        : varianceOfSum(excessA) + varianceOfSum(excessB);
    if (shareA === shareB)
        return 1;
    if (variance === 0)
        return 0;
    return 1 - errorFunction(Math.abs(shareB - shareA) / Math.sqrt(2 * variance));
}
function shareBelow({ sorted }, limit) {
    return sorted.reduce((sum, value) => sum + isBelow(value, limit), 0) / sorted.length;
}
function isBelow(value, limit) {
    if (value === limit)
        return 0.5;
    return value < limit ? 1 : 0;
}
/** What each block adds to the side's share beyond what was to be expected of so many samples. */
function excessOf({ sorted, blocks, blockCount }, limit, expected) {
    const excess = new Float64Array(blockCount);
    sorted.forEach((value, index) => {
        const block = blocks[index] ?? 0;
        excess[block] = (excess[block] ?? 0) + (isBelow(value, limit) - expected) / sorted.length;
    });
    return excess;
}
/** Of the sum of independent parts, from the parts. */
function varianceOfSum(parts) {
    const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    const squares = parts.reduce((sum, part) => sum + (part - mean) ** 2, 0);
    return (squares * parts.length) / (parts.length - 1);
}
//# sourceMappingURL=rank-test.js.map