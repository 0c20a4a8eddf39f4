import { blocksOf, drawBlocks, resampledPercentiles } from './bootstrap.js';
import { percentileOf } from './percentile.js';
import { rankTest } from './rank-test.js';
import { estimateOf, holmAdjusted, samplesNeeded, verdictOf } from './verdict.js';
/** In the order in which they are shown. */
export const comparedMetrics = [
    'ttft',
    'ttft_intended',
    'tpot',
    'gap_p95',
    'e2e',
    'e2e_intended'
];
const percentiles = [50, 90, 95, 99];
const fewestBlocks = 10;
/** Every metric at every percentile; those with too few samples have no figures. */
export function comparePercentiles(a, b, { seed, resamples, isPaired }) {
    const [blocksA, blocksB] = isPaired ? sharedBlocks(a, b) : [ownBlocks(a), ownBlocks(b)];
    const drawsA = drawBlocks(blocksA.blockCount, resamples, seed);
    const drawsB = isPaired ? drawsA : drawBlocks(blocksB.blockCount, resamples, seed + 1);
    const compared = comparedMetrics.flatMap(metric => compareMetric(metric, resampled(samplesOf(blocksA, metric), drawsA), resampled(samplesOf(blocksB, metric), drawsB), isPaired));
    return withVerdicts(compared);
}
function ownBlocks(attempts) {
    const { blockOf, blockCount } = blocksOf(attempts.length);
    const inTime = attempts.toSorted((x, y) => x.atUs - y.atUs);
    return { attempts: inTime, blocks: inTime.map((_, index) => blockOf(index)), blockCount };
}
function sharedBlocks(a, b) {
    const { blockOf, blockCount } = blocksOf(a.length + b.length);
    const inTime = [
        ...a.map(attempt => ({ attempt, isA: true })),
        ...b.map(attempt => ({ attempt, isA: false }))
    ].sort((x, y) => x.attempt.atUs - y.attempt.atUs);
    const sideOf = (isA) => {
        const own = inTime.flatMap((one, index) => (one.isA === isA ? [{ ...one, block: blockOf(index) }] : []));
        return { attempts: own.map(({ attempt }) => attempt), blocks: own.map(({ block }) => block), blockCount };
    };
    return [sideOf(true), sideOf(false)];
}
function samplesOf({ attempts, blocks, blockCount }, metric) {
    const known = attempts.flatMap(({ latencies }, index) => {
        const value = latencies?.[metric] ?? null;
        return value === null ? [] : [{ value, block: blocks[index] ?? 0 }];
    });
    known.sort((x, y) => x.value - y.value);
    return {
        sorted: Float64Array.from(known, ({ value }) => value),
        blocks: Uint16Array.from(known, ({ block }) => block),
        blockCount
    };
}
function resampled(samples, draws) {
    // Samples out of a handful of blocks are a handful of samples, however many they are.
    const isSpread = new Set(samples.blocks).size >= fewestBlocks;
    const possible = percentiles.filter(one => isSpread && samples.sorted.length >= samplesNeeded(one));
    const drawn = resampledPercentiles(samples, draws, possible);
    return new Map(possible.map((percentile, which) => [
        percentile,
        {
            samples,
            value: percentileOf(samples.sorted, percentile) ?? Number.NaN,
            drawn: drawn[which] ?? new Float64Array()
        }
    ]));
}
function compareMetric(metric, a, b, isPaired) {
    return percentiles.map(percentile => {
        const [sideA, sideB] = [a.get(percentile), b.get(percentile)];
        const sides = {
            metric,
            percentile,
            a: sideA === undefined ? null : estimateOf(sideA.value, sideA.drawn),
            b: sideB === undefined ? null : estimateOf(sideB.value, sideB.drawn)
        };
        if (sideA === undefined || sideB === undefined) {
            return { ...sides, difference: null, change: null, pValue: null, verdict: 'too few samples' };
        }
        const difference = sideB.value - sideA.value;
        const differences = sideB.drawn.map((value, at) => value - (sideA.drawn[at] ?? 0));
        return {
            ...sides,
            difference: estimateOf(difference, differences),
            change: sideA.value === 0 ? null : difference / sideA.value,
            pValue: rankTest(sideA.samples, sideB.samples, percentile, isPaired),
            verdict: 'no difference shown'
        };
    });
}
function withVerdicts(compared) {
    const pValues = compared.flatMap(({ pValue }) => (pValue === null ? [] : [pValue]));
    const adjusted = holmAdjusted(pValues)[Symbol.iterator]();
    return compared.map(one => {
        if (one.pValue === null || one.difference === null)
            return one;
        const pValue = adjusted.next().value ?? 1;
        return { ...one, pValue, verdict: verdictOf(one.difference.value, pValue) };
    });
}
//# sourceMappingURL=percentiles.js.map