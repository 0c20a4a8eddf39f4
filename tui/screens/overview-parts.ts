/** Columns of the overview, its line of totals, and the bars of a month's spend. */
import { Decimal } from 'decimal.js'
import { bar, sparkline } from '../kit/charts.js'
import { amount, hourly, type Spent, spent } from '../kit/money.js'
import { count, duration, percent, rate } from '../kit/numbers.js'
import { titleLine } from '../kit/panel.js'
import type { Cell, Column } from '../kit/table.js'
import { fitStyled, fitText, widthOf } from '../kit/text.js'
import type { MonthRow, OverviewRow } from '../queries/overview.js'
import { monthName, type View, windowName } from '../view.js'
import type { Frame } from './screen.js'

export type PricedRow = OverviewRow & { month: MonthRow | null }

const right = 'right' as const

/** What is dropped first in a narrow terminal has the highest priority number. */
export function overviewColumns({ by }: View, frame: Pick<Frame, 'at' | 'look'>): Column<PricedRow>[] {
  const month = monthName(frame.at)
  const provider: Column<PricedRow> = {
    ...text('provider', 'PROVIDER', 10, 7),
    cell: row => row.provider,
    grow: 1
  }
  return [
    { ...text('name', by.toUpperCase(), 17, 0), grow: 2, cell: row => nameCell(row.name) },
    ...(by === 'model' ? [provider] : []),
    {
      ...figure('requests', 'REQ/S', 6, 1),
      cell: row => rate(row.requests / row.seconds),
      sortBy: row => row.requests
    },
    {
      ...figure('errors', 'ERR%', 6, 0),
      cell: errorCell,
      sortBy: row => row.errors / Math.max(1, row.requests)
    },
    time('ttft_p50', 'TTFT50', 4, row => row.ttft_p50_us, 1),
    time('ttft_p95', 'TTFT95', 2, row => row.ttft_p95_us, 20),
    time('ttft_p99', 'TTFT99', 9, row => row.ttft_p99_us, 100),
    time('e2e_p50', 'E2E50', 3, row => row.e2e_p50_us, 1),
    time('e2e_p95', 'E2E95', 0, row => row.e2e_p95_us, 20),
    time('e2e_p99', 'E2E99', 5, row => row.e2e_p99_us, 100),
    time('tpot_p50', 'TPOT50', 6, row => row.tpot_p50_us, 1),
    { ...figure('tokens', 'TOK/S', 6, 8), cell: tokensCell, sortBy: row => row.output_tokens },
    {
      ...figure('cost', '$/H', 9, 3),
      cell: row => spent(row, hourly(row.seconds)),
      sortBy: row => amount(row.cost_usd)
    },
    {
      ...figure('month', `$ ${month}`, 10, 0),
      cell: monthCell,
      sortBy: row => amount(row.month?.cost_usd ?? null)
    },
    {
      ...text('trend', 'REQ TREND', 10, 5),
      grow: 1,
      cell: ({ trend }, width) => sparkline(trend, width, frame.look.glyphs)
    }
  ]
}

/** All rows of the filter in one line; what does not fit is left out from the right. */
export function totalsLine(totals: OverviewRow | null, month: Spent | null, frame: Frame): string {
  const { width, look, at } = frame
  if (totals === null) return ' '.repeat(width)
  const name = monthName(at)
  const { requests, errors, seconds } = totals
  const mark = errorMark(errors, requests)
  const parts = [
    ['req/s', rate(requests / seconds)],
    ['err', requests === 0 ? look.glyphs.none : `${percent(errors, requests)}%${mark}`],
    ['E2E p50', duration(totals.e2e_p50_us)],
    ['p95', few(totals.e2e_p95_us, requests, 20)],
    ['$/h', requests === 0 ? look.glyphs.none : spent(totals, hourly(seconds))],
    [name, month === null ? look.glyphs.more : spent(month)],
    ['TTFT p50', duration(totals.ttft_p50_us)],
    ['p95', few(totals.ttft_p95_us, requests, 20)],
    ['E2E p99', few(totals.e2e_p99_us, requests, 100)],
    ['TPOT p50', duration(totals.tpot_p50_us)],
    ['tok/s', totals.output_tokens === null ? look.glyphs.none : rate(totals.output_tokens / seconds)],
    ['requests', count(requests)]
  ] as const
  let line = ''
  let cells = 0
  for (const [label, value] of parts) {
    const more = widthOf(label) + widthOf(value) + 3
    if (cells + more > width) break
    line += ` ${look.paint('dim', label)} ${look.paint('strong', value)} `
    cells += more
  }
  return fitStyled(line, width)
}

/** The month's spend of all groups together; NULL when it is not known yet. */
export function sumOf(rows: readonly MonthRow[] | null): Spent | null {
  if (rows === null) return null
  const priced = rows.flatMap(row => (row.cost_usd === null ? [] : [row.cost_usd]))
  return {
    cost_usd: priced.length === 0 && rows.length > 0 ? null : Decimal.sum(0, ...priced).toFixed(),
    unpriced: rows.reduce((sum, row) => sum + row.unpriced, 0),
    estimated: rows.reduce((sum, row) => sum + row.estimated, 0)
  }
}

/** The groups that cost most this month, `height` lines with the title. */
export function spendBars(
  rows: readonly MonthRow[],
  { look, at }: Frame,
  width: number,
  height: number
): string[] {
  const ranked = [...rows]
    .sort((a, b) => (amount(b.cost_usd) ?? 0) - (amount(a.cost_usd) ?? 0))
    .slice(0, height - 1)
  const most = amount(ranked[0]?.cost_usd ?? null) ?? 0
  const nameWidth = Math.min(20, Math.floor(width * 0.45))
  const barWidth = Math.max(0, width - nameWidth - 13)
  const lines = ranked.map(row => {
    const share = most === 0 ? 0 : (amount(row.cost_usd) ?? 0) / most
    const name = fitText(row.name === '' ? '(none)' : row.name, nameWidth, 'left', look.glyphs.more)
    return `${name} ${look.paint('accent', bar(share, barWidth, look.glyphs))} ${fitText(spent(row), 11, 'right')}`
  })
  return [titleLine(`Spend · ${windowName('month', at)}`, '', width, look), ...lines]
}

function text(key: string, head: string, width: number, priority: number): Omit<Column<PricedRow>, 'cell'> {
  return { key, head, width, priority, sortBy: row => (key === 'provider' ? row.provider : row.name) }
}

function figure(key: string, head: string, width: number, priority: number): Omit<Column<PricedRow>, 'cell'> {
  return { key, head, width, priority, align: right }
}

/** A percentile; `least` is the number of requests that it takes to say it without `~`. */
function time(
  key: string,
  head: string,
  priority: number,
  pick: (row: PricedRow) => number | null,
  least: number
): Column<PricedRow> {
  return {
    ...figure(key, head, head.length > 5 ? 7 : 6, priority),
    cell: row => few(pick(row), row.requests, least),
    sortBy: pick
  }
}

function few(us: number | null, requests: number, least: number): string {
  return us !== null && requests < least ? `~${duration(us)}` : duration(us)
}

function nameCell(name: string): Cell {
  return name === '' ? { text: '(none)', tone: 'dim' } : name
}

function errorMark(errors: number, requests: number): string {
  const share = requests === 0 ? 0 : errors / requests
  return share > 0.05 ? '!!' : share > 0.01 ? '!' : ''
}

function errorCell({ errors, requests }: PricedRow): Cell {
  const mark = errorMark(errors, requests)
  const figure = percent(errors, requests) + mark
  return mark === '' ? figure : { text: figure, tone: mark === '!!' ? 'bad' : 'warn' }
}

function tokensCell({ output_tokens, seconds }: PricedRow): string {
  return rate(output_tokens === null ? null : output_tokens / seconds)
}

function monthCell({ month }: PricedRow): string {
  return month === null ? '' : spent(month)
}
