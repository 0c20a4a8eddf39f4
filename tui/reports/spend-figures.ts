/** What a month's traffic cost, asked of the store: plain figures, for every form of the report. */

import type { Config } from '../../schemas/config.js'
import { textFields } from '../filter.js'
import { type DayCost, type Forecast, forecastMonth } from '../forecast.js'
import type { Grouping } from '../view.js'
import { sumUsd } from './amounts.js'
import { type Ask, inWindow } from './ask.js'
import { type BudgetFigures, budgetFigures } from './budgets.js'
import { historyFrom, type Month, monthBefore } from './month.js'

export interface SpendFigures {
  by: Grouping
  month: Month
  rows: SpendLine[]
  total: SpendLine
  lastMonth: { month: Month; usd: string | null; usdToSameMoment: string | null }
  /** A day's cost is NULL when none of its requests has a price. */
  days: DayCost[]
  /** Days of the names that cost most, in that order, then of all the others together, whose name is NULL. */
  parts: { name: string | null; days: DayCost[] }[]
  /** NULL: the month is over, or too few days have gone by. */
  forecast: Forecast | null
  budgets: BudgetFigures[]
}

export interface SpendLine {
  name: string
  requests: number
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: string | null
  last_month_usd: string | null
  cost_list_usd: string | null
  cost_reported_usd: string | null
  unpriced: number
  estimated: number
  /** The part of the cost that is of these. */
  estimated_usd: string | null
  without_usage: number
}

/** Throws as `ask`. */
export async function spendFigures(
  ask: Ask,
  { by, month, budgets, now }: { by: Grouping; month: Month; budgets: Config['budgets']; now: Date }
): Promise<SpendFigures> {
  const before = monthBefore(month)
  const [lines, last] = await Promise.all([
    ask<Omit<SpendLine, 'last_month_usd'>>({ sql: spendSql(by), params: windowOf(month) }),
    ask<LastMonthLine>({ sql: lastMonthSql(by), params: { ...windowOf(before), until: before.until } })
  ])
  const rows = withLastMonth(lines, last)
  const top = rows.slice(0, drawnNames).map(({ name }) => name)
  const [days, parts] = await Promise.all([
    ask<DayCost>({ sql: daysSql, params: { from: historyFrom(month, now), to: month.to } }),
    ask<PartCost>({ sql: partsSql(by), params: { ...windowOf(month), top } })
  ])
  return {
    by,
    month,
    rows,
    total: totalOf(rows),
    lastMonth: {
      month: before,
      usd: sumUsd(last.map(({ usd }) => usd)),
      usdToSameMoment: sumUsd(last.map(({ usd_to_same_moment: usd }) => usd))
    },
    days: days.filter(({ day }) => day.startsWith(month.name)),
    parts: partsOf(top, parts),
    forecast: month.isOver ? null : forecastMonth(days, now),
    budgets: await Promise.all(budgets.map(budget => budgetFigures(ask, budget, { month, now })))
  }
}

interface LastMonthLine {
  name: string
  usd: string | null
  usd_to_same_moment: string | null
}

function windowOf({ from, to }: Month): { from: string; to: string } {
  return { from, to }
}

function spendSql(by: Grouping): string {
  return `
SELECT ${textFields[by]} AS name, count() AS requests,
  sum(r.input_tokens) AS input_tokens, sum(r.output_tokens) AS output_tokens,
  toString(sum(r.cost_usd)) AS cost_usd, toString(sum(r.cost_list_usd)) AS cost_list_usd,
  toString(sum(r.cost_reported_usd)) AS cost_reported_usd,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  toString(sumOrNullIf(r.cost_usd, r.usage_source IN ('estimated', 'partial'))) AS estimated_usd,
  countIf(r.usage_source = 'none') AS without_usage
FROM requests AS r
WHERE ${inWindow}
GROUP BY name
ORDER BY sum(r.cost_usd) DESC NULLS LAST, name`
}

function lastMonthSql(by: Grouping): string {
  return `
SELECT ${textFields[by]} AS name, toString(sum(r.cost_usd)) AS usd,
  toString(sumOrNullIf(r.cost_usd, ts < {until:DateTime64(6, 'UTC')})) AS usd_to_same_moment
FROM requests AS r
WHERE ${inWindow}
GROUP BY name
HAVING sum(r.cost_usd) IS NOT NULL
ORDER BY sum(r.cost_usd) DESC, name`
}

const daysSql = `
SELECT toString(toDate(ts)) AS day, toString(sum(r.cost_usd)) AS usd
FROM requests AS r
WHERE ${inWindow}
GROUP BY day
ORDER BY day`

interface PartCost extends DayCost {
  place: number
}

/** Place 0: none of the names that are drawn one by one. */
function partsSql(by: Grouping): string {
  return `
SELECT indexOf({top:Array(String)}, ${textFields[by]}) AS place, toString(toDate(ts)) AS day, toString(sum(r.cost_usd)) AS usd
FROM requests AS r
WHERE ${inWindow}
GROUP BY place, day
ORDER BY day, place`
}

/** What cost something last month only has a line too. */
function withLastMonth(
  lines: readonly Omit<SpendLine, 'last_month_usd'>[],
  last: readonly LastMonthLine[]
): SpendLine[] {
  const before = new Map(last.map(({ name, usd }) => [name, usd]))
  const known = new Set(lines.map(({ name }) => name))
  const gone = last.filter(({ name }) => !known.has(name))
  return [
    ...lines.map(line => ({ ...line, last_month_usd: before.get(line.name) ?? null })),
    ...gone.map(({ name, usd }) => ({ ...noSpend, name, last_month_usd: usd }))
  ]
}

function totalOf(rows: readonly SpendLine[]): SpendLine {
  const count = (key: 'requests' | 'unpriced' | 'estimated' | 'without_usage') =>
    rows.reduce((sum, row) => sum + row[key], 0)
  const tokens = (key: 'input_tokens' | 'output_tokens') =>
    rows.reduce<number | null>((sum, row) => (row[key] === null ? sum : (sum ?? 0) + row[key]), null)
  const money = (
    key: 'cost_usd' | 'last_month_usd' | 'cost_list_usd' | 'cost_reported_usd' | 'estimated_usd'
  ) => sumUsd(rows.map(row => row[key]))
  return {
    name: 'total',
    requests: count('requests'),
    input_tokens: tokens('input_tokens'),
    output_tokens: tokens('output_tokens'),
    cost_usd: money('cost_usd'),
    last_month_usd: money('last_month_usd'),
    cost_list_usd: money('cost_list_usd'),
    cost_reported_usd: money('cost_reported_usd'),
    unpriced: count('unpriced'),
    estimated: count('estimated'),
    estimated_usd: money('estimated_usd'),
    without_usage: count('without_usage')
  }
}

function partsOf(top: readonly string[], rows: readonly PartCost[]): SpendFigures['parts'] {
  const daysOf = (wanted: number) =>
    rows.filter(({ place }) => place === wanted).map(({ day, usd }) => ({ day, usd }))
  const parts = [...top.map((name, at) => ({ name, days: daysOf(at + 1) })), { name: null, days: daysOf(0) }]
  return parts.filter(({ days }) => days.some(({ usd }) => usd !== null))
}

const noSpend: Omit<SpendLine, 'name' | 'last_month_usd'> = {
  requests: 0,
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  cost_list_usd: null,
  cost_reported_usd: null,
  unpriced: 0,
  estimated: 0,
  estimated_usd: null,
  without_usage: 0
}
const drawnNames = 7
