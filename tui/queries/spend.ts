/** What a calendar month costs: by the view's grouping beside the month before, by day, and of each budget. */
import type { Config } from '../../schemas/config.js'
import type { Question } from '../feed.js'
import type { Filter } from '../filter.js'
import type { View } from '../view.js'
import { sumsOf, trafficSince } from './traffic.js'

export interface SpendRow {
  name: string
  /** '' unless the grouping is by model. */
  provider: string
  requests: number
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: string | null
  /** All of the month before, and up to the day of the month that today is (without it: its hours are not told apart). */
  last_month_usd: string | null
  last_month_same_days_usd: string | null
  /** This month without today, to be compared with `last_month_same_days_usd`. */
  whole_days_usd: string | null
  /** Requests that used something and have no price: they are in no sum. */
  unpriced: number
  /** Requests whose tokens are an estimate, at least in part. */
  estimated: number
}

export interface SpendDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string
  cost_usd: string | null
  requests: number
  unpriced: number
  estimated: number
}

export type Budget = Config['budgets'][number]

const today = "toDate(now('UTC'))"
const thisMonth = `toStartOfMonth(${today})`
const lastMonth = `(${thisMonth} - INTERVAL 1 MONTH)`

/** One `SpendRow` for each group that has requests in this month or the last. */
export function spendQuestion({ by, filter }: View): Question {
  const traffic = trafficSince(lastMonth, by, filter)
  const { cost_usd, requests, input_tokens, output_tokens, unpriced, estimated } = sumsOf(traffic, 'isThis')
  const costOf = (condition: string): string => `sumOrNullIf(r.cost_usd, ${condition})`
  return {
    sql: `SELECT ${traffic.name} AS name, ${traffic.provider} AS provider, ${requests} AS requests, ${input_tokens} AS input_tokens,
  ${output_tokens} AS output_tokens, ${cost_usd} AS cost_usd, ${costOf('NOT isThis')} AS last_month_usd,
  ${costOf(`NOT isThis AND date < ${lastMonth} + (toDayOfMonth(${today}) - 1)`)} AS last_month_same_days_usd,
  ${costOf(`isThis AND date < ${today}`)} AS whole_days_usd, ${unpriced} AS unpriced, ${estimated} AS estimated
FROM (SELECT r.*, ${traffic.day} AS date, date >= ${thisMonth} AS isThis FROM ${traffic.from} AS r) AS r
GROUP BY name, provider
ORDER BY cost_usd DESC NULLS LAST, name, provider`,
    params: traffic.params
  }
}

/** A `SpendDay` for each day with requests since the month before began, oldest first. */
export function spendDaysQuestion({ by, filter }: View): Question {
  const traffic = trafficSince(lastMonth, by, filter)
  const { cost_usd, requests, unpriced, estimated } = sumsOf(traffic)
  return {
    sql: `SELECT toString(${traffic.day}) AS day, ${cost_usd} AS cost_usd, ${requests} AS requests, ${unpriced} AS unpriced,
  ${estimated} AS estimated
FROM ${traffic.from} AS r
GROUP BY day
ORDER BY day`,
    params: traffic.params
  }
}

/** What a budget is for: `spendDaysQuestion` gives its days. */
export function budgetView({ match }: Budget): View {
  const fields = Object.entries(match) as [keyof Budget['match'], string][]
  const filter: Filter = {
    text: '',
    terms: fields.map(([field, pattern]) => ({ kind: 'text', field, patterns: [pattern], not: false }))
  }
  return {
    window: 'month',
    by: match.user !== undefined || match.key !== undefined ? 'key' : 'model',
    filter
  }
}
