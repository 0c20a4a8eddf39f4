/** Two sides, metric by metric and percentile by percentile. Pure: the same sides and seed give the same figures. */
import type { ComparedMetric, PercentileComparison } from '../../schemas/comparison.js'
import { type BlockedSamples, blocksOf, type Draws, drawBlocks, resampledPercentiles } from './bootstrap.js'
import { percentileOf } from './percentile.js'
import { rankTest } from './rank-test.js'
import { estimateOf, holmAdjusted, samplesNeeded, verdictOf } from './verdict.js'

/** In the order in which they are shown. */
export const comparedMetrics = [
  'ttft',
  'ttft_intended',
  'tpot',
  'gap_p95',
  'e2e',
  'e2e_intended'
] as const satisfies readonly ComparedMetric[]

const percentiles = [50, 90, 95, 99] as const

const fewestBlocks = 10

/** One attempt: when it was due, on a clock that is its side's, and what it took; NULL when it failed. */
export interface TimedAttempt {
  atUs: number
  latencies: Record<ComparedMetric, number | null> | null
}

export interface StatisticsOptions {
  seed: number
  /** More of them steady the interval, and cost time. */
  resamples: number
  /** Both sides are arms of one run: `atUs` is of one clock, and what happens at a time happens to both. */
  isPaired: boolean
}

/** Every metric at every percentile; those with too few samples have no figures. */
export function comparePercentiles(
  a: readonly TimedAttempt[],
  b: readonly TimedAttempt[],
  { seed, resamples, isPaired }: StatisticsOptions
): PercentileComparison[] {
  const [blocksA, blocksB] = isPaired ? sharedBlocks(a, b) : [ownBlocks(a), ownBlocks(b)]
  const drawsA = drawBlocks(blocksA.blockCount, resamples, seed)
  const drawsB = isPaired ? drawsA : drawBlocks(blocksB.blockCount, resamples, seed + 1)
  const compared = comparedMetrics.flatMap(metric =>
    compareMetric(
      metric,
      resampled(samplesOf(blocksA, metric), drawsA),
      resampled(samplesOf(blocksB, metric), drawsB),
      isPaired
    )
  )
  return withVerdicts(compared)
}

interface Blocked {
  attempts: readonly TimedAttempt[]
  blocks: readonly number[]
  blockCount: number
}

function ownBlocks(attempts: readonly TimedAttempt[]): Blocked {
  const { blockOf, blockCount } = blocksOf(attempts.length)
  const inTime = attempts.toSorted((x, y) => x.atUs - y.atUs)
  return { attempts: inTime, blocks: inTime.map((_, index) => blockOf(index)), blockCount }
}

function sharedBlocks(a: readonly TimedAttempt[], b: readonly TimedAttempt[]): [Blocked, Blocked] {
  const { blockOf, blockCount } = blocksOf(a.length + b.length)
  const inTime = [
    ...a.map(attempt => ({ attempt, isA: true })),
    ...b.map(attempt => ({ attempt, isA: false }))
  ].sort((x, y) => x.attempt.atUs - y.attempt.atUs)
  const sideOf = (isA: boolean): Blocked => {
    const own = inTime.flatMap((one, index) => (one.isA === isA ? [{ ...one, block: blockOf(index) }] : []))
    return { attempts: own.map(({ attempt }) => attempt), blocks: own.map(({ block }) => block), blockCount }
  }
  return [sideOf(true), sideOf(false)]
}

function samplesOf({ attempts, blocks, blockCount }: Blocked, metric: ComparedMetric): BlockedSamples {
  const known = attempts.flatMap(({ latencies }, index) => {
    const value = latencies?.[metric] ?? null
    return value === null ? [] : [{ value, block: blocks[index] ?? 0 }]
  })
  known.sort((x, y) => x.value - y.value)
  return {
    sorted: Float64Array.from(known, ({ value }) => value),
    blocks: Uint16Array.from(known, ({ block }) => block),
    blockCount
  }
}

/** What one side has to say of each percentile that it has the samples for. */
type Resampled = Map<number, { samples: BlockedSamples; value: number; drawn: Float64Array }>

function resampled(samples: BlockedSamples, draws: Draws): Resampled {
  // Samples out of a handful of blocks are a handful of samples, however many they are.
  const isSpread = new Set(samples.blocks).size >= fewestBlocks
  const possible = percentiles.filter(one => isSpread && samples.sorted.length >= samplesNeeded(one))
  const drawn = resampledPercentiles(samples, draws, possible)
  return new Map(
    possible.map((percentile, which) => [
      percentile,
      {
        samples,
        value: percentileOf(samples.sorted, percentile) ?? Number.NaN,
        drawn: drawn[which] ?? new Float64Array()
      }
    ])
  )
}

function compareMetric(
  metric: ComparedMetric,
  a: Resampled,
  b: Resampled,
  isPaired: boolean
): PercentileComparison[] {
  return percentiles.map(percentile => {
    const [sideA, sideB] = [a.get(percentile), b.get(percentile)]
    const sides = {
      metric,
      percentile,
      a: sideA === undefined ? null : estimateOf(sideA.value, sideA.drawn),
      b: sideB === undefined ? null : estimateOf(sideB.value, sideB.drawn)
    }
    if (sideA === undefined || sideB === undefined) {
      return { ...sides, difference: null, change: null, pValue: null, verdict: 'too few samples' }
    }
    const difference = sideB.value - sideA.value
    const differences = sideB.drawn.map((value, at) => value - (sideA.drawn[at] ?? 0))
    return {
      ...sides,
      difference: estimateOf(difference, differences),
      change: sideA.value === 0 ? null : difference / sideA.value,
      pValue: rankTest(sideA.samples, sideB.samples, percentile, isPaired),
      verdict: 'no difference shown'
    }
  })
}

function withVerdicts(compared: readonly PercentileComparison[]): PercentileComparison[] {
  const pValues = compared.flatMap(({ pValue }) => (pValue === null ? [] : [pValue]))
  const adjusted = holmAdjusted(pValues)[Symbol.iterator]()
  return compared.map(one => {
    if (one.pValue === null || one.difference === null) return one
    const pValue = adjusted.next().value ?? 1
    return { ...one, pValue, verdict: verdictOf(one.difference.value, pValue) }
  })
}
