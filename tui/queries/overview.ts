/** Figures of each group of a view's traffic, of all of it, and of one group over time. */
import type { Question } from '../feed.js'
import { ofLast } from '../kit/last.js'
import type { View } from '../view.js'
import { percentiles, pieces, sumsOf, trafficOf } from './traffic.js'

/** One group, or all together; `provider` is '' unless the grouping is by model. Durations are µs, money is a decimal string. */
export interface OverviewRow {
  /** 1: of all groups together; names are ''. */
  is_all: 0 | 1
  name: string
  provider: string
  requests: number
  errors: number
  ttft_p50_us: number | null
  ttft_p95_us: number | null
  ttft_p99_us: number | null
  e2e_p50_us: number | null
  e2e_p95_us: number | null
  e2e_p99_us: number | null
  tpot_p50_us: number | null
  output_tokens: number | null
  cost_usd: string | null
  /** Requests that used something and have no price. */
  unpriced: number
  /** Requests whose tokens are an estimate, at least in part. */
  estimated: number
  /** Length of the window. */
  seconds: number
  /** Requests of each 24th of the window or, where it is days, of each day; oldest first. */
  trend: number[]
}

export interface MonthRow {
  name: string
  provider: string
  cost_usd: string | null
  requests: number
  unpriced: number
  estimated: number
}

/** A piece of the window; the pieces are even, or days. */
export interface SeriesRow {
  /** Its start, `YYYY-MM-DD hh:mm:ss.ffffff` UTC. */
  t: string
  /** Its length. */
  seconds: number
  requests: number
  errors: number
  e2e_p50_us: number | null
  e2e_p95_us: number | null
  e2e_p99_us: number | null
  ttft_p95_us: number | null
}

/** First the `OverviewRow` of all together, which there is without requests too; then one a group. Read in one go. */
export const overviewQuestion = ofLast((view: View): Question => {
  const traffic = trafficOf(view)
  const sums = sumsOf(traffic)
  const ttft = percentiles(traffic, 'ttft', levels)
  const e2e = percentiles(traffic, 'e2e', levels)
  const tpot = percentiles(traffic, 'tpot', [0.5])
  const { trend, seconds } = pieces(traffic, 24)
  return {
    sql: `SELECT is_all, name, provider, requests, errors,
  a[1] AS ttft_p50_us, a[2] AS ttft_p95_us, a[3] AS ttft_p99_us, b[1] AS e2e_p50_us, b[2] AS e2e_p95_us, b[3] AS e2e_p99_us,
  c[1] AS tpot_p50_us, output_tokens, cost_usd, unpriced, estimated, seconds, trend
FROM (SELECT *, ${ttft.of('ttft')} AS a, ${e2e.of('e2e')} AS b, ${tpot.of('tpot')} AS c
  FROM (SELECT grouping(name) AS is_all, ${traffic.name} AS name, ${traffic.provider} AS provider, ${sums.requests} AS requests, ${sums.errors} AS errors, ${ttft.aggregate} AS ttft,
      ${e2e.aggregate} AS e2e, ${tpot.aggregate} AS tpot, ${sums.output_tokens} AS output_tokens, ${sums.cost_usd} AS cost_usd,
      ${sums.unpriced} AS unpriced, ${sums.estimated} AS estimated, ${seconds} AS seconds, ${trend} AS trend
    FROM ${traffic.from} AS r GROUP BY GROUPING SETS ((name, provider), ())))
ORDER BY is_all DESC, requests DESC, name, provider`,
    params: traffic.params
  }
})

/** One `MonthRow` a group: of the calendar month to date, whatever the window. */
export const monthQuestion = ofLast((view: View): Question => {
  const traffic = trafficOf({ ...view, window: 'month' })
  const { cost_usd, requests, unpriced, estimated } = sumsOf(traffic)
  return {
    sql: `SELECT ${traffic.name} AS name, ${traffic.provider} AS provider, ${cost_usd} AS cost_usd, ${requests} AS requests,
  ${unpriced} AS unpriced, ${estimated} AS estimated
FROM ${traffic.from} AS r
GROUP BY name, provider
ORDER BY cost_usd DESC NULLS LAST, name, provider`,
    params: traffic.params
  }
})

/** `SeriesRow`s of one group, oldest first, without gaps: 120 of them, or one a day. */
export const seriesQuestion = ofLast(
  (view: View, { name, provider }: { name: string; provider: string }): Question => {
    const traffic = trafficOf(view)
    const { requests, errors } = sumsOf(traffic)
    const e2e = percentiles(traffic, 'e2e', [0.5, 0.95, 0.99])
    const ttft = percentiles(traffic, 'ttft', [0.95])
    const { at, count, length } = pieces(traffic, 120)
    const isGroup = `${traffic.name} = {name:String} AND ${traffic.provider} = {provider:String}`
    return {
      sql: `SELECT toString(${traffic.start} + toIntervalMicrosecond(at * ${length})) AS t, ${length} / 1000000 AS seconds, requests, errors,
  e[1] AS e2e_p50_us, e[2] AS e2e_p95_us, e[3] AS e2e_p99_us, f[1] AS ttft_p95_us
FROM (SELECT at, requests, errors, ${e2e.of('e2e')} AS e, ${ttft.of('ttft')} AS f
  FROM (SELECT ${at} AS at, ${requests} AS requests, ${errors} AS errors, ${e2e.aggregate} AS e2e, ${ttft.aggregate} AS ttft
    FROM ${traffic.from} AS r WHERE ${isGroup} GROUP BY at))
ORDER BY at WITH FILL FROM 0 TO ${count}`,
      params: { ...traffic.params, name, provider }
    }
  }
)

const levels = [0.5, 0.95, 0.99]
