/** Columns of the spend table, and the lines above it: the month, its forecast, the budgets. */
import { Decimal } from 'decimal.js'
import type { Forecast } from '../forecast.js'
import { bar } from '../kit/charts.js'
import type { Look, Tone } from '../kit/look.js'
import { amount, perThousand, type Spent, spent, spentCell } from '../kit/money.js'
import { count, percent, percentAligned, usd } from '../kit/numbers.js'
import type { Cell, Column } from '../kit/table.js'
import { fitStyled, fitText, widthOf } from '../kit/text.js'
import type { BudgetRow } from '../queries/budgets.js'
import type { SpendRow } from '../queries/spend.js'
import { type Grouping, monthName } from '../view.js'
import type { Frame } from './screen.js'

/** `Nov`, `Oct`: of this month and the one before. */
export function monthNames(at: Date): { now: string; last: string } {
  return {
    now: monthName(at),
    last: monthName(new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1)))
  }
}

/** The second: heads, of `columnNames`. `shareOf`: a row's part of all that was spent. */
export function spendColumns(
  by: Grouping,
  { now, last, change }: ReturnType<typeof columnNames>,
  look: Look,
  shareOf: (row: SpendRow) => number
): Column<SpendRow>[] {
  const provider: Column<SpendRow> = {
    ...text('provider', 'PROVIDER', 10, 6),
    grow: 1,
    most: 'content',
    cell: row => row.provider,
    sortBy: row => row.provider
  }
  return [
    {
      ...text('name', by.toUpperCase(), 16, 0),
      grow: 2,
      most: 'content',
      cell: row => nameCell(row.name),
      sortBy: row => row.name
    },
    ...(by === 'model' ? [provider] : []),
    {
      ...figure('cost', `$ ${now}`, 11, 0),
      cell: spentCell(row => row),
      sortBy: row => amount(row.cost_usd)
    },
    {
      ...figure('share', 'SHARE', 6, 2),
      cell: row =>
        row.cost_usd === null ? look.glyphs.none : `${percentAligned(shareOf(row), 1).trimEnd()}%`
    },
    {
      ...text('bar', '', 10, 7),
      grow: 1,
      most: 120,
      cell: (row, width) => ({ text: bar(shareOf(row), width, look.glyphs), tone: 'accent' })
    },
    {
      ...figure('last', `$ ${last}`, 10, 1),
      cell: spentCell(({ last_month_usd: cost_usd }) =>
        cost_usd === null ? look.glyphs.none : { cost_usd, unpriced: 0, estimated: 0 }
      ),
      sortBy: row => amount(row.last_month_usd)
    },
    // Named for what it compares: beside two months it would be taken for the one against the other.
    { ...figure('change', change, 8, 3), cell: row => changeCell(row, look), sortBy: changeOf },
    { ...figure('requests', 'REQ', 5, 4), cell: row => count(row.requests), sortBy: row => row.requests },
    {
      ...figure('input', 'TOK IN', 6, 8),
      cell: row => count(row.input_tokens),
      sortBy: row => row.input_tokens
    },
    {
      ...figure('output', 'TOK OUT', 7, 9),
      cell: row => count(row.output_tokens),
      sortBy: row => row.output_tokens
    },
    {
      ...figure('each', '$/1K REQ', 8, 5),
      cell: spentCell(row => {
        const each = perThousandOf(row)
        return each === null ? look.glyphs.none : { ...row, cost_usd: each, unpriced: 0 }
      }),
      sortBy: row => amount(perThousandOf(row))
    },
    {
      ...figure('unpriced', 'UNPRICED', 8, 10),
      cell: row => (row.unpriced === 0 ? '0' : { text: count(row.unpriced), tone: 'warn' }),
      sortBy: row => row.unpriced
    }
  ]
}

/** What stands in heads of columns: both months, and the days of them that are compared. */
export function columnNames(at: Date): { now: string; last: string; change: string } {
  const day = at.getUTCDate() - 1
  return { ...monthNames(at), change: day === 0 ? 'CHANGE' : day === 1 ? 'DAY 1' : `DAY 1-${day}` }
}

/** Lines with the month so far, what it may come to, and the month before; `note` says what of the days is read, if not all. */
export function monthLines(
  {
    total,
    last,
    lastSameDays,
    wholeDays,
    forecast
  }: {
    total: Spent
    last: string | null
    lastSameDays: string | null
    wholeDays: string | null
    forecast: Forecast | null
  },
  { at, width, look }: Frame,
  note: string
): string[] {
  const names = monthNames(at)
  const { none, separator } = look.glyphs
  const day = at.getUTCDate()
  const change = changeText(ratio(wholeDays, lastSameDays))
  const parts = [
    ['so far', note],
    [`${names.now} to date`, spent(total)],
    [
      'forecast',
      forecast === null
        ? `${none} (${whyNoForecast(total, note)})`
        : `${spent({ ...total, cost_usd: forecast.usd, estimated: 0 })} (80%: ${usd(forecast.low)} to ${usd(forecast.high)})`
    ],
    [names.last, last === null ? none : usd(last)],
    ...(change === null ? [] : [[`day 1 to ${day - 1} against ${names.last}`, change] as const]),
    [
      'forecast from',
      forecast === null ? '' : `${forecast.days} days${forecast.isWeekly ? ' by weekday' : ''}`
    ]
  ] as const
  return wrapParts(
    parts.filter(([, value]) => value !== ''),
    { width, look, separator }
  )
}

function whyNoForecast({ cost_usd, unpriced }: Spent, note: string): string {
  if (note !== '') return 'needs all days'
  return cost_usd === null && unpriced > 0
    ? 'nothing has a price: teeline prices check'
    : 'needs 2 whole days'
}

/** A line a budget: how much of it is spent, and where a monthly one may end. */
export function budgetLines(budgets: readonly BudgetRow[], { width, look }: Frame): string[] {
  const lines = budgets.map(budget => ({ name: budget.name, ...budgetFigures(budget, look) }))
  const most = Math.max(...lines.map(({ state, spending, ahead }) => widthOf(state + spending + ahead)), 0)
  const wanted = Math.min(mostName, Math.max(...budgets.map(({ name }) => widthOf(name)), 0))
  // The figures go before the bar, and the bar before the end of a long name.
  const nameWidth = Math.max(Math.min(wanted, leastName), Math.min(wanted, width - most - leastBar - 3))
  const room = width - nameWidth - most - 3
  const barWidth = room < leastBar ? 0 : Math.min(mostBar, room)
  return lines.map(({ name, share, tone, state, spending, ahead }) => {
    const filled = barWidth === 0 ? '' : `${look.paint(tone, bar(share, barWidth, look.glyphs))} `
    const head = ` ${fitText(name, nameWidth, 'left', look.glyphs.more)} ${filled}${look.paint(tone, state)}${spending}`
    return fitStyled(widthOf(head + ahead) > width ? head : head + ahead, width)
  })
}

const leastName = 12
const mostName = 24
const leastBar = 5
const mostBar = 40

/** How much of it is spent, in words too; and where a monthly one may end. */
function budgetFigures(
  { period, usd: limit, forecast, spent_usd, unpriced, estimated }: BudgetRow,
  { glyphs }: Look
): { share: number; tone: Tone; state: string; spending: string; ahead: string } {
  const share = spent_usd === null ? 0 : new Decimal(spent_usd).div(limit).toNumber()
  const isOver = share >= 1
  const mark = forecast !== null && Number(forecast.usd) > limit ? ' !' : ''
  return {
    share,
    tone: isOver ? 'bad' : share >= 0.8 ? 'warn' : 'good',
    state: `${spent_usd === null ? glyphs.none : `${percent(share, 1)}%`}${isOver ? ' OVER' : ''}`,
    spending: ` ${spent({ cost_usd: spent_usd, unpriced, estimated })} of ${usd(String(limit))} a ${period}`,
    ahead:
      forecast === null
        ? ''
        : ` ${glyphs.separator} forecast ${percent(Number(forecast.usd) / limit, 1)}%${mark}`
  }
}

function wrapParts(
  parts: readonly (readonly [string, string])[],
  { width, look, separator }: { width: number; look: Look; separator: string }
): string[] {
  const lines: string[] = []
  let line = ''
  for (const [label, value] of parts) {
    const more = `${look.paint('dim', label)} ${look.paint('strong', value)}`
    const joined = line === '' ? ` ${more}` : `${line} ${separator} ${more}`
    if (line !== '' && widthOf(joined) > width) {
      lines.push(line)
      line = ` ${more}`
    } else line = joined
  }
  return [...lines, line].map(each => fitStyled(each, width))
}

function text(key: string, head: string, width: number, priority: number): Omit<Column<SpendRow>, 'cell'> {
  return { key, head, width, priority }
}

function figure(key: string, head: string, width: number, priority: number): Omit<Column<SpendRow>, 'cell'> {
  return { key, head, width, priority, align: 'right' }
}

function nameCell(name: string): Cell {
  return name === '' ? { text: '(none)', tone: 'dim' } : name
}

/** Whole days of this month against the same of the last, as a share; NULL where there is nothing to compare with. */
function changeOf({ whole_days_usd, last_month_same_days_usd, unpriced }: SpendRow): number | null {
  // Without a price nothing is known; without a request it is nothing.
  if (whole_days_usd === null && unpriced > 0) return null
  return ratio(whole_days_usd, last_month_same_days_usd)
}

function ratio(now: string | null, before: string | null): number | null {
  return before === null || Number(before) === 0 ? null : Number(now ?? 0) / Number(before) - 1
}

function changeText(change: number | null): string | null {
  return change === null ? null : `${change < 0 ? '-' : '+'}${percentAligned(Math.abs(change), 1).trimEnd()}%`
}

function changeCell(row: SpendRow, look: Look): Cell {
  return changeText(changeOf(row)) ?? look.glyphs.none
}

/** Of priced requests and others alike; NULL without a price. */
function perThousandOf({ cost_usd, requests, unpriced }: SpendRow): string | null {
  return cost_usd === null ? null : perThousand(cost_usd, requests - unpriced)
}
