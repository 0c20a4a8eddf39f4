/** Columns of the overview, its line of totals, and the bars of a month's spend. */
import { Decimal } from 'decimal.js'
import { sparkline } from '../kit/charts.js'
import type { Look } from '../kit/look.js'
import { amount, hourly, perHour, perThousand, type Spent, spent, spentCell } from '../kit/money.js'
import { aligned, count, duration, percent, percentAligned, percentileOf, rate } from '../kit/numbers.js'
import { type Cell, type Column, inForm } from '../kit/table.js'
import { fitStyled, widthOf } from '../kit/text.js'
import type { MonthRow, OverviewRow } from '../queries/overview.js'
import { type Grouping, monthName } from '../view.js'
import type { Frame } from './screen.js'

const right = 'right' as const
/** Two cells for each piece of the window. */
const trendWidth = 48

/** What is dropped first in a narrow terminal has the highest priority number. `month` is its name, `monthOf` what a row's group spent in it. */
export function overviewColumns(
  by: Grouping,
  month: string,
  look: Look,
  monthOf: (row: OverviewRow) => MonthRow | null
): Column<OverviewRow>[] {
  const provider: Column<OverviewRow> = {
    ...text('provider', 'PROVIDER', 10, 4),
    cell: row => row.provider,
    grow: 1,
    most: 'content'
  }
  return [
    { ...text('name', by.toUpperCase(), 17, 0), grow: 2, most: 'content', cell: row => nameCell(row.name) },
    ...(by === 'model' ? [provider] : []),
    {
      ...figure('requests', 'REQ/S', 6, 1),
      cell: rateCell(row => row.requests / row.seconds),
      sortBy: row => row.requests
    },
    {
      ...figure('errors', 'ERR%', 7, 0),
      cell: errorCell,
      sortBy: row => row.errors / Math.max(1, row.requests)
    },
    time('ttft_p50', 'TTFT50', 4, row => row.ttft_p50_us, 50),
    time('ttft_p95', 'TTFT95', 2, row => row.ttft_p95_us, 95),
    time('ttft_p99', 'TTFT99', 9, row => row.ttft_p99_us, 99),
    time('e2e_p50', 'E2E50', 3, row => row.e2e_p50_us, 50),
    time('e2e_p95', 'E2E95', 0, row => row.e2e_p95_us, 95),
    time('e2e_p99', 'E2E99', 7, row => row.e2e_p99_us, 99),
    time('tpot_p50', 'TPOT50', 6, row => row.tpot_p50_us, 50),
    {
      ...figure('tokens', 'TOK/S', 6, 8),
      cell: rateCell(row => (row.output_tokens === null ? null : row.output_tokens / row.seconds)),
      sortBy: row => row.output_tokens
    },
    {
      ...figure('cost', '$/H', 10, 3),
      cell: spentCell(
        row => row,
        (cost, row) => perHour(cost, row.seconds)
      ),
      sortBy: row => amount(row.cost_usd)
    },
    {
      ...figure('month', `$ ${month}`, 10, 0),
      cell: spentCell(row => monthOf(row) ?? ''),
      sortBy: row => amount(monthOf(row)?.cost_usd ?? null)
    },
    {
      ...text('trend', 'REQ TREND', 10, 5),
      align: right,
      grow: 1,
      most: trendWidth,
      cell: ({ trend }, width) => ({ text: sparkline(trend, width, look.glyphs), tone: 'dim' })
    },
    { ...figure('count', 'REQ', 6, 10), cell: row => count(row.requests), sortBy: row => row.requests },
    {
      ...figure('failed', 'FAILED', 6, 11),
      cell: row => count(row.errors),
      sortBy: row => row.errors
    },
    {
      ...figure('each', '$/1K REQ', 9, 12),
      cell: spentCell(
        row => row,
        (cost, row) => perThousand(cost, row.requests - row.unpriced)
      ),
      sortBy: row => (row.cost_usd === null ? null : Number(row.cost_usd) / (row.requests - row.unpriced))
    },
    {
      ...figure('monthRequests', `REQ ${month}`, 7, 14),
      cell: row => {
        const month = monthOf(row)
        return month === null ? '' : count(month.requests)
      },
      sortBy: row => monthOf(row)?.requests ?? null
    }
  ]
}

/** All rows of the filter in one line, behind what `note` says of them; what does not fit is left out from the right. */
export function totalsLine(
  totals: OverviewRow | null,
  month: Spent | null,
  frame: Frame,
  note: string
): string {
  const { width, look, at } = frame
  if (totals === null) return ' '.repeat(width)
  const name = monthName(at)
  const { requests, errors, seconds } = totals
  const mark = errorMark(errors, requests)
  const parts = [
    ['req/s', rate(requests / seconds)],
    ['err', requests === 0 ? look.glyphs.none : `${percent(errors, requests)}%${mark}`],
    ['E2E p50', duration(totals.e2e_p50_us)],
    ['p95', percentileOf(totals.e2e_p95_us, 95, requests)],
    ['$/h', requests === 0 ? look.glyphs.none : spent(totals, hourly(seconds))],
    [name, month === null ? look.glyphs.more : spent(month)],
    ['TTFT p50', duration(totals.ttft_p50_us)],
    ['p95', percentileOf(totals.ttft_p95_us, 95, requests)],
    ['E2E p99', percentileOf(totals.e2e_p99_us, 99, requests)],
    ['TPOT p50', duration(totals.tpot_p50_us)],
    ['tok/s', totals.output_tokens === null ? look.glyphs.none : rate(totals.output_tokens / seconds)],
    ['requests', count(requests)]
  ] as const
  let line = note === '' ? '' : ` ${look.paint('warn', note)} `
  let cells = widthOf(line)
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
  const isAsked = rows.some(({ requests }) => requests > 0)
  return {
    cost_usd: priced.length === 0 && isAsked ? null : Decimal.sum(0, ...priced).toFixed(),
    unpriced: rows.reduce((sum, row) => sum + row.unpriced, 0),
    estimated: rows.reduce((sum, row) => sum + row.estimated, 0)
  }
}

function text(key: string, head: string, width: number, priority: number): Omit<Column<OverviewRow>, 'cell'> {
  return { key, head, width, priority, sortBy: row => (key === 'provider' ? row.provider : row.name) }
}

function figure(
  key: string,
  head: string,
  width: number,
  priority: number
): Omit<Column<OverviewRow>, 'cell'> {
  return { key, head, width, priority, align: right }
}

function time(
  key: string,
  head: string,
  priority: number,
  pick: (row: OverviewRow) => number | null,
  level: 50 | 95 | 99
): Column<OverviewRow> {
  return {
    ...figure(key, head, head.length > 5 ? 7 : 6, priority),
    cell: row => percentileOf(pick(row), level, row.requests),
    sortBy: pick
  }
}

function nameCell(name: string): Cell {
  return name === '' ? { text: '(none)', tone: 'dim' } : name
}

function errorMark(errors: number, requests: number): string {
  const share = requests === 0 ? 0 : errors / requests
  return share > 0.05 ? '!!' : share > 0.01 ? '!' : ''
}

/** The marks have a place of their own, so that the points stay in line. */
function errorCell({ errors, requests }: OverviewRow): Cell {
  const mark = errorMark(errors, requests)
  const figure = percentAligned(errors, requests) + mark.padEnd(2)
  return mark === '' ? figure : { text: figure, tone: mark === '!!' ? 'bad' : 'warn' }
}

function rateCell(pick: (row: OverviewRow) => number | null): Column<OverviewRow>['cell'] {
  return inForm(rows => {
    const format = aligned(rows.map(pick))
    return row => format(pick(row))
  })
}
