/** Whether a run met its objectives. A request that failed counts as infinitely slow: dropping it would reward failing. */
import { percentileOf } from '../compare/percentile.js'
import type { Latencies } from './sample.js'

/** What shall hold: so many per cent of the requests within the limit. */
export interface Objective {
  metric: keyof Latencies
  percentile: number
  limitMs: number
}

export interface ObjectiveResult extends Objective {
  /** NULL: more requests failed than the percentile allows, or none was made. */
  actualMs: number | null
  met: boolean
}

/** One attempt; `latencies` is NULL when it failed. */
export interface Attempt {
  latencies: Latencies | null
}

/**
 * Checks each objective over all attempts. One that has no such figure by its nature (a TTFT of an answer that was not
 * streamed, a TPOT of one token) is left out; a failed one stands at infinity.
 */
export function checkObjectives(
  objectives: readonly Objective[],
  attempts: readonly Attempt[]
): ObjectiveResult[] {
  return objectives.map(objective => {
    const samples = attempts.flatMap(({ latencies }) => {
      if (latencies === null) return [Number.POSITIVE_INFINITY]
      const value = latencies[objective.metric]
      return value === null ? [] : [value]
    })
    const actual = percentileOf(Float64Array.from(samples).sort(), objective.percentile)
    const actualMs = actual === null || !Number.isFinite(actual) ? null : actual
    return { ...objective, actualMs, met: actualMs !== null && actualMs <= objective.limitMs }
  })
}

/** Share of all attempts that were good answers within every limit; NULL without objectives or attempts. */
export function goodputOf(objectives: readonly Objective[], attempts: readonly Attempt[]): number | null {
  if (objectives.length === 0 || attempts.length === 0) return null
  const good = attempts.filter(
    ({ latencies }) =>
      latencies !== null &&
      objectives.every(({ metric, limitMs }) => {
        const value = latencies[metric]
        return value === null || value <= limitMs
      })
  )
  return good.length / attempts.length
}
