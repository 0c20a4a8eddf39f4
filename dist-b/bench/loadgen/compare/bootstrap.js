/**
 * Resampling for two sides at once. Requests that stand near one another in time are alike (a stall hits them all), so
 * what is drawn is not requests but blocks of consecutive ones. Arms of one run share their blocks: what hit both at the
 * same time cancels in their difference. Drawing costs nothing that grows with the samples: a block drawn twice counts
 * twice, and the percentile is looked up by counts of each block up to some ranks.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { percentileIndex } from './percentile.js';
/** Blocks that a side is cut into; with fewer than twice as many requests, each request is its own block. */
const wantedBlocks = 100;
/** The block of each of `count` requests in order of time, and how many blocks there are. */
export function blocksOf(count) {
    const length = Math.max(1, Math.floor(count / wantedBlocks));
    return { blockOf: index => Math.floor(index / length), blockCount: Math.ceil(count / length) };
}
/** Draws as many blocks as there are, with replacement, `resamples` times. The same seed draws the same. */
export function drawBlocks(blockCount, resamples, seed) {
    const random = xoroshiro128plus(seed);
    const counts = new Uint16Array(blockCount * resamples);
    for (let resample = 0; resample < resamples; resample += 1) {
        const from = resample * blockCount;
        for (let drawn = 0; drawn < blockCount; drawn += 1) {
            const at = from + uniformInt(random, 0, blockCount - 1);
            counts[at] = (counts[at] ?? 0) + 1;
        }
    }
    return { counts, blockCount, resamples };
}
/** The percentile of every resample, in the order of the draws. */
export function resampledPercentiles(samples, draws, percentiles) {
    const ladder = ladderOf(samples);
    const found = percentiles.map(() => new Float64Array(draws.resamples));
    for (let resample = 0; resample < draws.resamples; resample += 1) {
        const from = resample * draws.blockCount;
        const counts = draws.counts.subarray(from, from + draws.blockCount);
        const total = countUpTo(ladder, ladder.rungs, counts);
        percentiles.forEach((percentile, which) => {
            const index = climb(samples, ladder, counts, percentileIndex(total, percentile));
            const row = found[which];
            if (row !== undefined)
                row[resample] = samples.sorted[index] ?? Number.NaN;
        });
    }
    return found;
}
function ladderOf({ sorted, blocks, blockCount }) {
    const stride = Math.max(1, Math.ceil(sorted.length / 256));
    const rungs = Math.ceil(sorted.length / stride);
    const upTo = new Uint32Array((rungs + 1) * blockCount);
    const soFar = new Uint32Array(blockCount);
    for (let rung = 1; rung <= rungs; rung += 1) {
        const end = Math.min(sorted.length, rung * stride);
        for (let index = (rung - 1) * stride; index < end; index += 1) {
            const block = blocks[index] ?? 0;
            soFar[block] = (soFar[block] ?? 0) + 1;
        }
        upTo.set(soFar, rung * blockCount);
    }
    return { stride, rungs, blockCount, upTo };
}
/** How many samples of the resample lie on the rungs up to this one. */
function countUpTo({ blockCount, upTo }, rung, counts) {
    const from = rung * blockCount;
    let sum = 0;
    for (let block = 0; block < blockCount; block += 1)
        sum += (counts[block] ?? 0) * (upTo[from + block] ?? 0);
    return sum;
}
/** Index of the sample that has `before` samples of the resample before it. */
function climb(samples, ladder, counts, before) {
    let low = 0;
    let high = ladder.rungs;
    let below = 0;
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        const sum = countUpTo(ladder, middle, counts);
        if (sum <= before) {
            low = middle;
            below = sum;
        }
        else
            high = middle;
    }
    let index = low * ladder.stride;
    const last = samples.sorted.length - 1;
    while (index < last) {
        below += counts[samples.blocks[index] ?? 0] ?? 0;
        if (below > before)
            break;
        index += 1;
    }
    return index;
}
//# sourceMappingURL=bootstrap.js.map