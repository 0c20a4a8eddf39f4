/** What makes two sides unlike, or one of them doubtful, in words: a verdict is about the sides as they were measured. */
import { percentileOf } from './percentile.js';
/** Medians of tokens further apart than this are not the same load. */
const likeTokens = 0.05;
/** Shares (of streams, of cached tokens, of failures) further apart than this are said. */
const likeShare = 0.05;
/** None is an error; each is one sentence. */
export function cautionsOf(a, b) {
    return [
        ...[a, b].flatMap(doubtsOf),
        ...(isSameRun(a, b) ? [] : differencesOfRuns(a, b)),
        ...differencesOfTraffic(a, b)
    ];
}
function isSameRun(a, b) {
    return a.runId !== '' && a.runId === b.runId;
}
function doubtsOf(side) {
    const { label, status, reason, attempts, sums } = side;
    const why = reason === '' ? '' : `: ${reason}`;
    const missing = attempts.filter(({ isRowMissing }) => isRowMissing).length;
    return sentences([
        [attempts.length === 0, `${label} has no measured requests.`],
        [status === 'void', `${label} is void, it says nothing of its provider${why}.`],
        [status === 'partial', `${label} is partial${why}.`],
        [status === 'failed', `${label} has no good answer${why}.`],
        [status === 'running', `${label} has not ended.`],
        [
            missing > 0,
            `${label}: answers without a row in the store, so without TTFT and cost: ${whole(missing)}.`
        ],
        [
            sums.estimated > 0,
            `${label}: requests with estimated tokens, so estimated cost: ${whole(sums.estimated)}.`
        ],
        [sums.unpriced > 0, `${label}: requests without a price, so in no cost: ${whole(sums.unpriced)}.`],
        [
            side.kind !== 'arm' && sums.models.length > 1,
            `${label} mixes models: ${sums.models.slice(0, 5).join(', ')}${sums.models.length > 5 ? ', …' : ''}.`
        ]
    ]);
}
function differencesOfRuns(a, b) {
    const runs = a.runId !== '' && b.runId !== '';
    return sentences([
        [
            true,
            'The sides were measured at different times: what else changed between them is in every difference. Arms of one run do not have this.'
        ],
        [!runs, 'Production came as it came: its requests, their order and their rate are not those of the run.'],
        [
            runs && a.load !== b.load,
            'The runs have different profiles: load, requests or limits are not the same.'
        ],
        [runs && a.seed !== b.seed, `The runs have different seeds: ${a.seed} and ${b.seed}.`],
        [
            runs && JSON.stringify(judged(a)) !== JSON.stringify(judged(b)),
            'The runs have different objectives; each is held to its own.'
        ]
    ]);
}
function judged({ objectives, maxErrorRate }) {
    return { objectives, maxErrorRate };
}
function differencesOfTraffic(a, b) {
    const input = mediansOf(a, b, 'inputTokens');
    const output = mediansOf(a, b, 'outputTokens');
    const [cachedA, cachedB] = [cachedShare(a), cachedShare(b)];
    const [streamA, streamB] = [streamedShare(a), streamedShare(b)];
    const [failedA, failedB] = [failedShare(a), failedShare(b)];
    const collectors = [a, b].map(({ sums }) => sums.collectors);
    return sentences([
        [
            input !== null && areUnlike(input),
            `Prompts differ: ${input?.join(' and ')} input tokens at the median; TTFT and cost depend on them.`
        ],
        [
            output !== null && areUnlike(output),
            `Answers differ: ${output?.join(' and ')} output tokens at the median; E2E and cost depend on them.`
        ],
        [
            Math.abs(cachedA - cachedB) > likeShare,
            `Prompt caches differ: ${percent(cachedA)} of A's input tokens were cached, ${percent(cachedB)} of B's.`
        ],
        [
            Math.abs(streamA - streamB) > likeShare,
            `Streaming differs: ${percent(streamA)} of A's good answers were streams, ${percent(streamB)} of B's.`
        ],
        [
            Math.abs(failedA - failedB) > likeShare,
            `Failures differ: ${percent(failedA)} of A and ${percent(failedB)} of B failed, and are in no percentile but in goodput.`
        ],
        [
            collectors.every(names => names.length > 0) && String(collectors[0]) !== String(collectors[1]),
            `The collectors differ: ${collectors.map(names => names.slice(0, 3).join(', ')).join(' and ')}.`
        ]
    ]);
}
function mediansOf(a, b, tokens) {
    const [medianA, medianB] = [a, b].map(({ attempts }) => percentileOf(Float64Array.from(attempts.flatMap(one => (one.latencies === null ? [] : (one[tokens] ?? [])))).sort(), 50));
    return typeof medianA === 'number' && typeof medianB === 'number' ? [medianA, medianB] : null;
}
function areUnlike([a, b]) {
    return Math.abs(a - b) > likeTokens * Math.max(a, b);
}
function cachedShare({ sums }) {
    return shareOf(sums.cacheReadTokens ?? 0, sums.inputTokens ?? 0);
}
function streamedShare({ attempts }) {
    const good = attempts.filter(isKnownGood);
    return shareOf(good.filter(({ isStreamed }) => isStreamed).length, good.length);
}
function isKnownGood({ latencies, isRowMissing }) {
    return latencies !== null && !isRowMissing;
}
function failedShare({ attempts }) {
    return shareOf(attempts.filter(({ latencies }) => latencies === null).length, attempts.length);
}
function shareOf(part, all) {
    return all === 0 ? 0 : part / all;
}
function sentences(candidates) {
    return candidates.flatMap(([holds, sentence]) => (holds ? [sentence] : []));
}
function whole(count) {
    return count.toLocaleString('en-US');
}
function percent(share) {
    return `${(share * 100).toFixed(1)} %`;
}
//# sourceMappingURL=cautions.js.map