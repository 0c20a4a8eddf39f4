/** What makes two sides unlike, or one of them doubtful, in words: a verdict is about the sides as they were measured. */
import { percentileOf } from './percentile.js'
import type { Side, SideAttempt } from './side.js'

/** Medians of tokens further apart than this are not the same load. */
const likeTokens = 0.05
/** Shares (of streams, of cached tokens, of failures) further apart than this are said. */
const likeShare = 0.05

/** None is an error; each is one sentence. */
export function cautionsOf(a: Side, b: Side): string[] {
  return [
    ...[a, b].flatMap(doubtsOf),
    ...(isSameRun(a, b) ? [] : differencesOfRuns(a, b)),
    ...differencesOfTraffic(a, b)
  ]
}

function isSameRun(a: Side, b: Side): boolean {
  return a.runId !== '' && a.runId === b.runId
}

function doubtsOf(side: Side): string[] {
  const { label, status, reason, attempts, sums } = side
  const why = reason === '' ? '' : `: ${reason}`
  const missing = attempts.filter(({ isRowMissing }) => isRowMissing).length
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
  ])
}

function differencesOfRuns(a: Side, b: Side): string[] {
  const runs = a.runId !== '' && b.runId !== ''
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
  ])
}

function judged({ objectives, maxErrorRate }: Side): object {
  return { objectives, maxErrorRate }
}

function differencesOfTraffic(a: Side, b: Side): string[] {
  const input = mediansOf(a, b, 'inputTokens')
  const output = mediansOf(a, b, 'outputTokens')
  const [cachedA, cachedB] = [cachedShare(a), cachedShare(b)]
  const [streamA, streamB] = [streamedShare(a), streamedShare(b)]
  const [failedA, failedB] = [failedShare(a), failedShare(b)]
  const collectors = [a, b].map(({ sums }) => sums.collectors)
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
  ])
}

function mediansOf(a: Side, b: Side, tokens: 'inputTokens' | 'outputTokens'): [number, number] | null {
  const [medianA, medianB] = [a, b].map(({ attempts }) =>
    percentileOf(
      Float64Array.from(attempts.flatMap(one => (one.latencies === null ? [] : (one[tokens] ?? [])))).sort(),
      50
    )
  )
  return typeof medianA === 'number' && typeof medianB === 'number' ? [medianA, medianB] : null
}

function areUnlike([a, b]: [number, number]): boolean {
  return Math.abs(a - b) > likeTokens * Math.max(a, b)
}

function cachedShare({ sums }: Side): number {
  return shareOf(sums.cacheReadTokens ?? 0, sums.inputTokens ?? 0)
}

function streamedShare({ attempts }: Side): number {
  const good = attempts.filter(isKnownGood)
  return shareOf(good.filter(({ isStreamed }) => isStreamed).length, good.length)
}

function isKnownGood({ latencies, isRowMissing }: SideAttempt): boolean {
  return latencies !== null && !isRowMissing
}

function failedShare({ attempts }: Side): number {
  return shareOf(attempts.filter(({ latencies }) => latencies === null).length, attempts.length)
}

function shareOf(part: number, all: number): number {
  return all === 0 ? 0 : part / all
}

function sentences(candidates: readonly (readonly [holds: boolean, sentence: string])[]): string[] {
  return candidates.flatMap(([holds, sentence]) => (holds ? [sentence] : []))
}

function whole(count: number): string {
  return count.toLocaleString('en-US')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
