/** What of the budgets of the configuration was spent in a month. */

import { Decimal } from 'decimal.js'
import type { Config } from '../../schemas/config.js'
import { textFields } from '../filter.js'
import { type DayCost, type Forecast, forecastMonth } from '../forecast.js'
import { sumUsd } from './amounts.js'
import { type Ask, inWindow } from './ask.js'
import { daysOf, historyFrom, type Month } from './month.js'

type Budget = Config['budgets'][number]

export interface BudgetFigures {
  name: string
  usd: number
  period: Budget['period']
  match: Budget['match']
  /** Each period that the month has a day of, by its first day; weeks reach over its edges. `usd` is NULL where no call has a price. */
  periods: { from: string; usd: string | null; isOver: boolean }[]
  /** Its requests of the month that used something and have no price: they are in no sum. */
  unpriced: number
  /** Of a budget by the month. */
  forecast: Forecast | null
}

/** Throws as `ask`. */
export async function budgetFigures(
  ask: Ask,
  budget: Budget,
  { month, now }: { month: Month; now: Date }
): Promise<BudgetFigures> {
  const { name, usd, period, match } = budget
  const { where, params } = matchSql(match)
  const isWeek = period === 'week'
  const from = isWeek ? `${mondayOf(month.from)} 00:00:00` : historyFrom(month, now)
  const to = isWeek ? `${addDays(mondayOf(addDays(month.to, -1)), 7)} 00:00:00` : month.to
  const days = await ask<DayCost & { unpriced: number }>({
    sql: `
SELECT toString(toDate(ts)) AS day, toString(sum(r.cost_usd)) AS usd,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced
FROM requests AS r
WHERE ${[inWindow, ...where].join(' AND ')}
GROUP BY day
ORDER BY day`,
    params: { ...params, from, to }
  })
  return {
    name,
    usd,
    period,
    match,
    periods: periodsOf(budget, days, month),
    unpriced: days
      .filter(({ day }) => day.startsWith(month.name))
      .reduce((sum, { unpriced }) => sum + unpriced, 0),
    forecast: period === 'month' && !month.isOver ? forecastMonth(days, now) : null
  }
}

/** A model may have `*` in it; all else is what it is. */
function matchSql(match: Budget['match']): { where: string[]; params: Record<string, string> } {
  const where: string[] = []
  const params: Record<string, string> = {}
  for (const [field, value] of Object.entries(match) as [keyof Budget['match'], string][]) {
    const isPattern = field === 'model'
    where.push(`${textFields[field]} ${isPattern ? 'LIKE' : '='} {match_${field}:String}`)
    params[`match_${field}`] = isPattern ? value.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%') : value
  }
  return { where, params }
}

function periodsOf(
  { usd, period }: Budget,
  days: readonly DayCost[],
  month: Month
): BudgetFigures['periods'] {
  const periods = new Map<string, (string | null)[]>()
  const firstOf = (day: string) =>
    period === 'month' ? `${day.slice(0, 7)}-01` : period === 'week' ? mondayOf(day) : day
  for (const day of daysOf(month)) periods.set(firstOf(day), [])
  for (const { day, usd: spent } of days) periods.get(firstOf(day))?.push(spent)
  return [...periods].map(([first, amounts]) => {
    // Nobody called: nothing was spent, which is known, as on the screen.
    const spent = amounts.length === 0 ? '0' : sumUsd(amounts)
    return { from: first, usd: spent, isOver: spent !== null && new Decimal(spent).gt(usd) }
  })
}

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  const weekday = (new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

function addDays(day: string, days: number): string {
  const at = Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * dayMs
  return new Date(at).toISOString().slice(0, 10)
}

const dayMs = 86_400_000
