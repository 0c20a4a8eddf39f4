/** What the questions of the overview and the spend screen give, made of days that are at hand. */
import type { Days, FromDays } from '../day-book.js'
import { sumUsd } from '../reports/amounts.js'
import { dayBefore, type View } from '../view.js'
import type { DayRow } from './days.js'
import {
  type MonthRow,
  monthQuestion,
  type OverviewRow,
  overviewQuestion,
  type SeriesRow,
  seriesQuestion
} from './overview.js'
import { type SpendDay, type SpendRow, spendDaysQuestion, spendQuestion } from './spend.js'
import type { Latency } from './traffic.js'

/** First day of a window of days. */
function firstOfWindow({ window }: View, today: string): string {
  return window === 'month' ? firstOfMonth(today) : dayBefore(today, window === '7d' ? 7 : 30)
}

function firstOfMonth(today: string): string {
  return `${today.slice(0, 8)}01`
}

function firstOfLastMonth(today: string): string {
  return firstOfMonth(dayBefore(firstOfMonth(today)))
}

/** As `overviewQuestion`; of the days that are read: they are the window then. */
function overviewOf(days: Days): OverviewRow[] {
  const rows = groupsOf(days.rows).map(group => overviewRow(group, days, 0))
  return [overviewRow(days.rows, days, 1), ...inOrder(rows, row => -row.requests)]
}

/** As `monthQuestion`. */
function monthOf({ rows, today }: Days): MonthRow[] {
  const ofMonth = groupsOf(rows.filter(({ day }) => day >= firstOfMonth(today)))
  const month = ofMonth.map(group => ({
    ...nameOf(group),
    cost_usd: usdOf(group),
    requests: sum(group, 'requests'),
    unpriced: sum(group, 'unpriced'),
    estimated: sum(group, 'estimated')
  }))
  return inOrder(month, dearestFirst)
}

/** As `seriesQuestion`. */
function seriesOf(days: Days, { name, provider }: Group): SeriesRow[] {
  const ofGroup = days.rows.filter(row => row.name === name && row.provider === provider)
  return days.read.map(day => {
    const rows = ofGroup.filter(row => row.day === day || (day === days.today && row.day > day))
    const [e2e_p50_us, e2e_p95_us, e2e_p99_us] = percentilesOf(rows, 'e2e', levels)
    const [ttft_p95_us] = percentilesOf(rows, 'ttft', [0.95])
    return {
      t: `${day} 00:00:00.000000`,
      seconds: 86_400,
      requests: sum(rows, 'requests'),
      errors: sum(rows, 'errors'),
      e2e_p50_us: e2e_p50_us ?? null,
      e2e_p95_us: e2e_p95_us ?? null,
      e2e_p99_us: e2e_p99_us ?? null,
      ttft_p95_us: ttft_p95_us ?? null
    }
  })
}

/** As `spendQuestion`. What is of the last month is not known until all of it is read. */
function spendOf({ rows, today, read, of }: Days): SpendRow[] {
  const thisMonth = firstOfMonth(today)
  const lastMonth = firstOfLastMonth(today)
  const sameDaysEnd = dayBefore(lastMonth, 1 - Number(today.slice(8)))
  const isWhole = read.length === of
  const spend = groupsOf(rows.filter(({ day }) => day >= lastMonth)).map(group => {
    const now = group.filter(({ day }) => day >= thisMonth)
    const last = isWhole ? group.filter(({ day }) => day < thisMonth) : []
    return {
      ...nameOf(group),
      requests: sum(now, 'requests'),
      input_tokens: sumOrNull(now, 'input_tokens'),
      output_tokens: sumOrNull(now, 'output_tokens'),
      cost_usd: usdOf(now),
      last_month_usd: usdOf(last),
      last_month_same_days_usd: usdOf(last.filter(({ day }) => day < sameDaysEnd)),
      whole_days_usd: usdOf(now.filter(({ day }) => day < today)),
      unpriced: sum(now, 'unpriced'),
      estimated: sum(now, 'estimated')
    }
  })
  return inOrder(spend, dearestFirst)
}

function spendDaysOf({ rows, today }: Days): SpendDay[] {
  const lastMonth = firstOfLastMonth(today)
  const names = [...new Set(rows.map(({ day }) => day))].filter(day => day >= lastMonth).sort()
  return names.map(day => {
    const ofDay = rows.filter(row => row.day === day)
    return {
      day,
      cost_usd: usdOf(ofDay),
      requests: sum(ofDay, 'requests'),
      unpriced: sum(ofDay, 'unpriced'),
      estimated: sum(ofDay, 'estimated')
    }
  })
}

type Group = { name: string; provider: string }

export const overviewOfDays: FromDays<OverviewRow> = {
  question: overviewQuestion,
  first: firstOfWindow,
  figures: overviewOf
}

export const monthOfDays: FromDays<MonthRow> = {
  question: monthQuestion,
  window: 'month',
  first: (_view, today) => firstOfMonth(today),
  figures: days => (days.isWhole ? monthOf(days) : null)
}

/** `selected`: the group, where there is one now. */
export function seriesOfDays(selected: () => Group | null): FromDays<SeriesRow> {
  const ofGroup = <T>(make: (group: Group) => T): T | null => {
    const group = selected()
    return group === null ? null : make(group)
  }
  return {
    question: view => ofGroup(group => seriesQuestion(view, group)),
    first: firstOfWindow,
    figures: days => (days.isWhole ? ofGroup(group => seriesOf(days, group)) : null)
  }
}

const ofTwoMonths = {
  window: 'month',
  first: (_view: View, today: string) => firstOfLastMonth(today)
} as const
export const spendOfDays: FromDays<SpendRow> = { ...ofTwoMonths, question: spendQuestion, figures: spendOf }
export const spendDaysOfDays: FromDays<SpendDay> = {
  ...ofTwoMonths,
  question: spendDaysQuestion,
  figures: spendDaysOf
}

const levels = [0.5, 0.95, 0.99]

function overviewRow(rows: readonly DayRow[], { read, seconds }: Days, is_all: 0 | 1): OverviewRow {
  const [ttft, e2e] = [percentilesOf(rows, 'ttft', levels), percentilesOf(rows, 'e2e', levels)]
  const trend = new Map(read.map(day => [day, 0]))
  const last = read.at(-1) ?? ''
  for (const { day, requests } of rows) {
    const at = trend.has(day) ? day : last
    trend.set(at, (trend.get(at) ?? 0) + requests)
  }
  return {
    is_all,
    ...(is_all === 1 ? { name: '', provider: '' } : nameOf(rows)),
    requests: sum(rows, 'requests'),
    errors: sum(rows, 'errors'),
    ttft_p50_us: ttft[0] ?? null,
    ttft_p95_us: ttft[1] ?? null,
    ttft_p99_us: ttft[2] ?? null,
    e2e_p50_us: e2e[0] ?? null,
    e2e_p95_us: e2e[1] ?? null,
    e2e_p99_us: e2e[2] ?? null,
    tpot_p50_us: percentilesOf(rows, 'tpot', [0.5])[0] ?? null,
    output_tokens: sumOrNull(rows, 'output_tokens'),
    cost_usd: usdOf(rows),
    unpriced: sum(rows, 'unpriced'),
    estimated: sum(rows, 'estimated'),
    seconds,
    trend: [...trend.values()]
  }
}

const counts = new Float64Array(2_049)

/** Of the buckets of all rows together, as `quantileExactWeighted` finds them; NULL of none. µs. */
function percentilesOf(
  rows: readonly DayRow[],
  latency: Latency,
  levels: readonly number[]
): (number | null)[] {
  counts.fill(0)
  let all = 0
  for (const row of rows) {
    const [buckets, ofBuckets] = row[`${latency}_buckets`]
    buckets.forEach((bucket, at) => {
      const count = ofBuckets[at] ?? 0
      counts[bucket] = (counts[bucket] ?? 0) + count
      all += count
    })
  }
  return levels.map(level => {
    let rank = Math.ceil(all * level)
    const bucket = counts.findIndex(count => {
      rank -= count
      return rank <= 0
    })
    return all === 0 ? null : Math.round(2 ** (bucket / 32))
  })
}

function groupsOf(rows: readonly DayRow[]): DayRow[][] {
  const groups = new Map<string, DayRow[]>()
  for (const row of rows) {
    const key = `${row.provider}\0${row.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

function nameOf([first]: readonly DayRow[]): { name: string; provider: string } {
  return { name: first?.name ?? '', provider: first?.provider ?? '' }
}

type Count = 'requests' | 'errors' | 'unpriced' | 'estimated'

function sum(rows: readonly DayRow[], column: Count): number {
  return rows.reduce((total, row) => total + row[column], 0)
}

function sumOrNull(rows: readonly DayRow[], column: 'input_tokens' | 'output_tokens'): number | null {
  return rows.reduce<number | null>(
    (total, { [column]: tokens }) => (tokens === null ? total : (total ?? 0) + tokens),
    null
  )
}

function usdOf(rows: readonly DayRow[]): string | null {
  return sumUsd(rows.map(row => row.cost_usd))
}

/** By `rank`, equal ones by name. */
function inOrder<Row extends { name: string; provider: string }>(
  rows: readonly Row[],
  rank: (row: Row) => number
): Row[] {
  const name = (row: Row): string => `${row.name}\0${row.provider}`
  return [...rows].sort((a, b) => rank(a) - rank(b) || (name(a) < name(b) ? -1 : 1))
}

function dearestFirst({ cost_usd }: { cost_usd: string | null }): number {
  return cost_usd === null ? Number.MAX_VALUE : -Number(cost_usd)
}
