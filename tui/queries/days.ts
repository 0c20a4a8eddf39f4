/** Days of single rows, in the shape that `daily` has for those that it can tell: sums, and latencies counted in buckets. */
import type { Question } from '../feed.js'
import type { View } from '../view.js'
import { bucketCounts, rowsOfDays, sumsOf } from './traffic.js'

/** One group on one day. Counts and sums are of its rows; money is a decimal string. */
export interface DayRow {
  /** `YYYY-MM-DD`, UTC. */
  day: string
  name: string
  /** '' unless the grouping is by model. */
  provider: string
  requests: number
  errors: number
  unpriced: number
  estimated: number
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: string | null
  /** Buckets, ascending, and behind them how many rows each holds: 2^(bucket/32) µs. */
  ttft_buckets: Buckets
  e2e_buckets: Buckets
  tpot_buckets: Buckets
}

export type Buckets = readonly [buckets: readonly number[], counts: readonly number[]]

/** How many rows each day has, whatever the filter. */
export interface DayCounts {
  /** By the store's clock, `YYYY-MM-DD`, UTC; and seconds that have passed of it. */
  today: string
  seconds: number
  counts: readonly (readonly [day: string, requests: number])[]
}

/** Of this month and the whole one before, and of 30 days. */
const countedDays = 62

/** One `DayCounts`. */
export function dayCountsQuestion(): Question {
  return {
    sql: `SELECT toDate(now('UTC')) AS today, dateDiff('second', toDateTime(today, 'UTC'), now('UTC')) AS seconds,
  groupArray((day, requests)) AS counts
FROM (SELECT day, sum(requests) AS requests FROM daily WHERE day > toDate(now('UTC')) - ${countedDays} GROUP BY day)`,
    params: {}
  }
}

/**
 * The `DayRow`s of the days from `from` up to `to`, which is not in it (NULL: and later ones). Of more than `most` the store stops at
 * some number above it: they are no answer then.
 */
export function daysQuestion(view: View, range: { from: string; to: string | null }, most: number): Question {
  const traffic = rowsOfDays(view, range)
  const sums = Object.entries(sumsOf(traffic))
  return {
    sql: `SELECT day, name, provider, ${sums.map(([name]) => name).join(', ')},
  ${latencies.map(name => `[arrayFilter((bucket, n) -> n > 0, range(length(${name})), ${name}), arrayFilter(n -> n > 0, ${name})] AS ${name}_buckets`).join(',\n  ')}
FROM (SELECT ${traffic.day} AS day, ${traffic.name} AS name, ${traffic.provider} AS provider,
    ${sums.map(([name, sql]) => `${sql} AS ${name}`).join(', ')},
    ${latencies.map(name => `${bucketCounts(traffic, name)} AS ${name}`).join(',\n    ')}
  FROM ${traffic.from} AS r GROUP BY day, name, provider)
SETTINGS max_rows_to_group_by = {most:UInt32}, group_by_overflow_mode = 'break'`,
    params: { ...traffic.params, most }
  }
}

const latencies = ['ttft', 'e2e', 'tpot'] as const
