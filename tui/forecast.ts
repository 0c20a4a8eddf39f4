/**
 * What a month will have cost at its end, with an 80 % interval, from what its days cost.
 *
 * The days behind are taken as the pattern of those ahead. With at least two whole weeks of them (the last four at most),
 * a day ahead is expected to cost what its weekday cost on average; with less, what a day cost on average. What is left of
 * today counts by the share of the day that is left. The interval is Student's for a sum of days yet to come: their own
 * scatter about the pattern, and that the pattern is an average of few days. It takes days as independent and of one kind:
 * a launch or a new price next week is in no forecast.
 */
import { Decimal } from 'decimal.js'

export interface DayCost {
  /** `YYYY-MM-DD`, UTC. */
  day: string
  /** Decimal string; NULL counts as nothing. */
  usd: string | null
}

export interface Forecast {
  /** What was spent in the month so far, and what is expected of its rest. Decimal strings, cents. */
  usd: string
  /** Bounds of the 80 % interval; `low` is never below what is already spent. */
  low: string
  high: string
  /** Whether weekdays were told apart. */
  isWeekly: boolean
  /** Whole days that the pattern is from. */
  days: number
}

/** Whole days without which there is no forecast: the scatter of a single one is not known. */
export const leastForecastDays = 2

/**
 * Forecasts the UTC month of `at`. `days`: what days cost, in any order, of this month and best of the four weeks before
 * `at` too; a day that is missing after the first one cost nothing. NULL: fewer than `leastForecastDays` whole days.
 */
export function forecastMonth(days: readonly DayCost[], at: Date): Forecast | null {
  const costs = costsByDay(days)
  const today = dayNumber(at)
  const history = wholeDays(costs, today)
  if (history.length < leastForecastDays) return null
  const pattern = patternOf(history)
  const ahead = daysAhead(at, today)
  const rest = ahead.reduce((sum, { day, share }) => sum + share * pattern.expected(day), 0)
  const reach = studentAt90(pattern.freedom) * pattern.deviation * Math.sqrt(spread(ahead, pattern))
  const spent = spentInMonth(costs, at)
  return {
    usd: spent.plus(rest).toFixed(2),
    low: spent.plus(Math.max(0, rest - reach)).toFixed(2),
    high: spent.plus(rest + reach).toFixed(2),
    isWeekly: pattern.isWeekly,
    days: history.length
  }
}

/** As data: in JSON names are in snake case. */
export function forecastJson(forecast: Forecast | null): object | null {
  if (forecast === null) return null
  const { usd, low, high, days, isWeekly } = forecast
  return { usd, low, high, interval_percent: 80, whole_days: days, by_weekday: isWeekly }
}

interface DayAhead {
  /** Days since the epoch. */
  day: number
  /** How much of it is still to come, 0 to 1. */
  share: number
}

interface Pattern {
  isWeekly: boolean
  expected(day: number): number
  /** Days that an expectation is the mean of. */
  meanOf: number
  deviation: number
  /** Degrees of freedom that the deviation has. */
  freedom: number
}

const dayMs = 86_400_000
const week = 7
const leastWeeklyDays = 14
const mostDays = 28

function costsByDay(days: readonly DayCost[]): Map<number, Decimal> {
  const costs = new Map<number, Decimal>()
  for (const { day, usd } of days) {
    const at = Date.parse(`${day}T00:00:00Z`) / dayMs
    costs.set(at, new Decimal(usd ?? 0).plus(costs.get(at) ?? 0))
  }
  return costs
}

function dayNumber(at: Date): number {
  return Math.floor(at.getTime() / dayMs)
}

/** Costs of the whole days before today, from the first that cost anything, oldest first. */
function wholeDays(costs: ReadonlyMap<number, Decimal>, today: number): { day: number; usd: number }[] {
  const paid = [...costs].filter(([day, usd]) => day < today && !usd.isZero()).map(([day]) => day)
  if (paid.length === 0) return []
  const known = today - Math.min(...paid)
  const used = Math.min(mostDays, known >= leastWeeklyDays ? known - (known % week) : known)
  return Array.from({ length: used }, (_, index) => {
    const day = today - used + index
    return { day, usd: costs.get(day)?.toNumber() ?? 0 }
  })
}

function patternOf(history: readonly { day: number; usd: number }[]): Pattern {
  const isWeekly = history.length >= leastWeeklyDays
  const kinds = isWeekly ? week : 1
  const meanOf = history.length / kinds
  const means = new Array<number>(kinds).fill(0)
  for (const { day, usd } of history) means[day % kinds] = (means[day % kinds] ?? 0) + usd / meanOf
  const expected = (day: number): number => means[day % kinds] ?? 0
  const freedom = history.length - kinds
  const squares = history.reduce((sum, { day, usd }) => sum + (usd - expected(day)) ** 2, 0)
  return { isWeekly, expected, meanOf, deviation: Math.sqrt(squares / freedom), freedom }
}

function daysAhead(at: Date, today: number): DayAhead[] {
  const end = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) / dayMs
  return Array.from({ length: end - today }, (_, index) => ({
    day: today + index,
    share: index === 0 ? today + 1 - at.getTime() / dayMs : 1
  }))
}

/** Variance of the sum of the days ahead, in units of a day's: their own, and that of the means they are expected by. */
function spread(ahead: readonly DayAhead[], { isWeekly, meanOf }: Pattern): number {
  const kinds = isWeekly ? week : 1
  const shares = new Array<number>(kinds).fill(0)
  for (const { day, share } of ahead) shares[day % kinds] = (shares[day % kinds] ?? 0) + share
  const own = ahead.reduce((sum, { share }) => sum + share, 0)
  return own + shares.reduce((sum, share) => sum + share ** 2 / meanOf, 0)
}

function spentInMonth(costs: ReadonlyMap<number, Decimal>, at: Date): Decimal {
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) / dayMs
  const inMonth = [...costs].filter(([day]) => day >= first && day <= dayNumber(at))
  return inMonth.reduce((sum, [, usd]) => sum.plus(usd), new Decimal(0))
}

/** Student's t that 90 % lie below, by degrees of freedom from 1. */
const student = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341,
  1.337, 1.333, 1.33, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314
]

function studentAt90(freedom: number): number {
  return student[Math.min(freedom, student.length) - 1] ?? Number.NaN
}
