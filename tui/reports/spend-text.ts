/** What a month cost, in words and tables: for a terminal, as Markdown, as JSON. */
import { forecastJson } from '../forecast.js'
import { usdExact, whole } from '../kit/numbers.js'
import { counted, dollars, percent, percentOf, tokenText, usdCell } from './amounts.js'
import type { BudgetFigures } from './budgets.js'
import type { SpendFigures, SpendLine } from './spend-figures.js'
import { markdownList, markdownTable, type Table, textList, textTable } from './table.js'

export function spendTitle({ by, month }: SpendFigures): string {
  return `Spend by ${by}, ${month.title}, USD`
}

export function spendText(figures: SpendFigures, format: 'text' | 'md'): string {
  const title = spendTitle(figures)
  const isText = format === 'text'
  const heading = (level: string, text: string) => (isText ? text : `${level} ${text}`)
  if (figures.rows.length === 0) return `${heading('##', title)}\n\nNo requests were recorded.\n`
  const print = isText ? textTable : markdownTable
  const lines = isText ? textList : markdownList
  const parts = [
    heading('##', title),
    print(spendTable(figures)),
    lines(outlook(figures)),
    ...(figures.budgets.length === 0
      ? []
      : [heading('###', 'Budgets, USD'), print(budgetTable(figures.budgets))]),
    heading('###', 'Day by day, USD'),
    print(dayTable(figures, isText)),
    lines(spendNotes(figures))
  ]
  return `${parts.join('\n\n')}\n`
}

export function spendJson(figures: SpendFigures): string {
  const { by, month, rows, total, lastMonth, days, forecast, budgets } = figures
  const answer = {
    from: month.from,
    to: month.to,
    until: month.until,
    by,
    rows,
    total,
    last_month: {
      from: lastMonth.month.from,
      to: lastMonth.month.to,
      usd: lastMonth.usd,
      until: lastMonth.month.until,
      usd_to_same_moment: lastMonth.usdToSameMoment
    },
    days,
    forecast: forecastJson(forecast),
    budgets: budgets.map(({ name, usd, period, match, periods, unpriced, forecast: ahead }) => ({
      name,
      usd,
      period,
      match,
      unpriced,
      periods: periods.map(({ from, usd: spent, isOver }) => ({ from, usd: spent, over: isOver })),
      forecast: forecastJson(ahead)
    }))
  }
  return `${JSON.stringify(answer, null, 2)}\n`
}

export function spendTable({ by, rows, total }: SpendFigures): Table {
  const line = (row: SpendLine) => [
    nameOf(row.name),
    whole(row.requests),
    row.requests === 0 ? '-' : tokenText(row.input_tokens),
    row.requests === 0 ? '-' : tokenText(row.output_tokens),
    usdCell(row.cost_usd, row.unpriced > 0 ? 'unpriced' : '-'),
    usdCell(row.last_month_usd, '-'),
    usdCell(row.cost_list_usd, row.unpriced > 0 ? 'unpriced' : '-'),
    usdCell(row.cost_reported_usd, '-'),
    whole(row.unpriced)
  ]
  const numbers = ['Requests', 'Input', 'Output', 'Cost', 'Last month', 'At list', 'Reported', 'Unpriced']
  return {
    columns: [{ name: by }, ...numbers.map(name => ({ name, isNumber: true }))],
    rows: rows.map(line),
    foot: [line(total)]
  }
}

/** What is still to come, and what was. */
export function outlook(figures: SpendFigures): string[] {
  const { month, total, lastMonth } = figures
  const cost = lastMonth.usd === null ? 'no cost is known' : dollars(lastMonth.usd)
  const before = `Last month, ${lastMonth.month.title}: ${cost}.`
  if (month.isOver || lastMonth.usdToSameMoment === null) return [...forecastLines(figures), before]
  const change = total.cost_usd === null ? null : percentOf(total.cost_usd, lastMonth.usdToSameMoment)
  const now = change === null ? '' : `; this month is at ${percent(change, 0)} of that`
  const until = lastMonth.month.until.slice(0, 16)
  return [
    ...forecastLines(figures),
    `${before} To ${until} UTC: ${dollars(lastMonth.usdToSameMoment)}${now}.`
  ]
}

function forecastLines({ forecast, month, total }: SpendFigures): string[] {
  if (month.isOver) return []
  if (forecast === null) {
    const isUnpriced = total.cost_usd === null && total.unpriced > 0
    const why = isUnpriced
      ? 'nothing has a price'
      : 'fewer than two whole days have gone by since the first cost'
    return [`No forecast: ${why}.`]
  }
  const { usd, low, high } = forecast
  const missing = total.unpriced > 0 ? '; unpriced requests are not in it' : ''
  return [
    `By the end of the month, an estimate: ${dollars(usd)}, between ${dollars(low)} and ${dollars(high)} in 80 of 100 cases${missing}.`
  ]
}

export function budgetTable(budgets: readonly BudgetFigures[]): Table {
  const columns = ['Budget', 'Of', 'Period', 'Allowed', 'Spent', 'Share', 'By its end', 'Periods over']
  return {
    columns: columns.map((name, at) => ({ name, isNumber: at > 2 })),
    rows: budgets.map(({ name, usd, period, match, periods, forecast }) => {
      const last = periods.at(-1)
      const spent = last?.usd ?? null
      return [
        name,
        matchText(match),
        `${period} of ${last?.from ?? '-'}`,
        cents(String(usd)),
        usdCell(spent, '-'),
        spent === null ? '-' : `${percent(percentOf(spent, usd))}${last?.isOver === true ? ', over' : ''}`,
        forecast === null
          ? '-'
          : // No more of an estimate than can be meant.
            `${cents(forecast.usd)} (${percent(percentOf(forecast.usd, usd), 0)})`,
        `${periods.filter(({ isOver }) => isOver).length} of ${periods.length}`
      ]
    })
  }
}

function cents(usd: string): string {
  return usdExact(usd).replace('$', '')
}

function matchText(match: BudgetFigures['match']): string {
  const parts = Object.entries(match).map(([field, value]) => `${field} ${value}`)
  return parts.length === 0 ? 'all calls' : parts.join(', ')
}

/** With a bar of at most 40 signs. */
export function dayTable({ days, month }: SpendFigures, withBar: boolean): Table {
  const isToday = (day: string) => !month.isOver && month.until.startsWith(day)
  const most = Math.max(...days.map(({ usd }) => Number(usd ?? 0)))
  const bar = (usd: string | null) => (most > 0 ? '#'.repeat(Math.round((40 * Number(usd ?? 0)) / most)) : '')
  return {
    columns: [{ name: 'Day' }, { name: 'Cost', isNumber: true }, ...(withBar ? [{ name: '' }] : [])],
    rows: days.map(({ day, usd }) => [
      isToday(day) ? `${day}, so far` : day,
      usdCell(usd, '-'),
      ...(withBar ? [bar(usd)] : [])
    ])
  }
}

export function spendNotes({ total, budgets }: SpendFigures): string[] {
  const missing = budgets.filter(({ unpriced }) => unpriced > 0).map(({ name }) => name)
  return [
    `INPUT and OUTPUT are tokens, ${counted(total.estimated, 'request')} of them estimated at least in part, and with them ${total.estimated_usd === null ? 'their cost' : `${dollars(total.estimated_usd)} of the cost`}.`,
    'UNPRICED requests used something and have no price: they are in no sum (teeline prices check).',
    `${counted(total.without_usage, 'request')} without a known use, so without a cost: failed ones, and other calls.`,
    'LAST MONTH is all of it.',
    ...(missing.length === 0 ? [] : [`Some requests of these budgets are unpriced: ${missing.join(', ')}.`])
  ]
}

export function nameOf(name: string): string {
  return name === '' ? '(none)' : name
}
