/** Below the overview's table: the selected row over time, and what each group spent this month. */
import { bar, lineChart, type Series } from '../kit/charts.js'
import { ofLast } from '../kit/last.js'
import type { Look } from '../kit/look.js'
import { amount, spent } from '../kit/money.js'
import { duration, rate, usdAligned } from '../kit/numbers.js'
import { beside, titleLine } from '../kit/panel.js'
import { fitText, widthOf } from '../kit/text.js'
import type { MonthRow, SeriesRow } from '../queries/overview.js'
import { type Window, windowName } from '../view.js'
import type { Frame } from './screen.js'

export type Chart = 'latency' | 'requests'

/** Least lines of a chart with its title. */
export const chartHeight = 7
/** Least cells that leave room for bars beside the chart. */
const widthWithBars = 110
const mostBars = 20

const chartNames: Readonly<Record<Chart, string>> = { latency: 'latency', requests: 'req/s' }

interface Below {
  /** Of the selected row. */
  name: string
  rows: readonly SeriesRow[]
  /** Of all groups. */
  month: readonly MonthRow[]
  /** The chart that is shown where there is room for one, and the larger of two. */
  first: Chart
}

/** `height` lines: one chart, or where there is room both, with the bars of the month beside them. */
export function belowLines({ name, rows, month, first }: Below, frame: Frame, height: number): string[] {
  const { width, look, view, at } = frame
  const second: Chart = first === 'latency' ? 'requests' : 'latency'
  const part = (chart: Chart, width: number, height: number, note: string): string[] => {
    const what = ` · ${chartNames[chart]} · ${windowName(view.window, at)}`
    // A long name is cut, and not what the figures are of.
    const whose = fitText(name, Math.min(widthOf(name), width - widthOf(what) - 6), 'left', look.glyphs.more)
    const title = titleLine(whose + what, note, width, look)
    return [title, ...plots[chart](rows, view.window, look, width, height - 1)]
  }
  if (width < widthWithBars) {
    const half = Math.floor(height / 2)
    if (half < chartHeight) return part(first, width, height, 'c: other chart')
    return [...part(first, width, height - half, 'c: swap'), ...part(second, width, half, '')]
  }
  const left = Math.floor(width * 0.64)
  const right = width - left - 2
  const barsHeight = Math.min(month.length + 1, mostBars, Math.max(4, height - chartHeight - 1))
  const rest = height - barsHeight
  const hasBoth = rest >= chartHeight
  const spend = spendBars(month, frame, right, hasBoth ? barsHeight : height)
  return beside(
    part(first, left, height, hasBoth ? 'c: swap' : 'c: other chart'),
    hasBoth ? [...spend, ...part(second, right, rest, '')] : spend,
    left,
    width
  )
}

/** The groups that cost most this month, `height` lines with the title. */
function spendBars(rows: readonly MonthRow[], { look, at }: Frame, width: number, height: number): string[] {
  return [
    titleLine(`Spend · ${windowName('month', at)}`, '', width, look),
    ...bars(rows, look, width, height - 1)
  ]
}

const bars = ofLast((rows: readonly MonthRow[], look: Look, width: number, height: number) => {
  const dearest = [...rows].sort((a, b) => (amount(b.cost_usd) ?? 0) - (amount(a.cost_usd) ?? 0))
  const ranked = dearest.slice(0, height)
  const format = usdAligned(ranked.map(row => row.cost_usd))
  const most = amount(ranked[0]?.cost_usd ?? null) ?? 0
  const nameWidth = Math.min(20, Math.floor(width * 0.45))
  const barWidth = Math.max(0, width - nameWidth - 13)
  return ranked.map(row => {
    const share = most === 0 ? 0 : (amount(row.cost_usd) ?? 0) / most
    const name = fitText(row.name === '' ? '(none)' : row.name, nameWidth, 'left', look.glyphs.more)
    return `${name} ${look.paint('accent', bar(share, barWidth, look.glyphs))} ${fitText(spent(row, format), 11, 'right')}`
  })
})

/** Drawn anew when their rows are others: less often than the table above them. */
const plots = { latency: plotOf(duration, latencies), requests: plotOf(rate, ratesASecond) } as const

function plotOf(format: (value: number) => string, seriesOf: (rows: readonly SeriesRow[]) => Series[]) {
  return ofLast((rows: readonly SeriesRow[], window: Window, look: Look, width: number, height: number) => {
    const from = window === 'month' ? '1st' : `-${window}`
    return lineChart({ series: seriesOf(rows), width, height, look, format, from, to: 'now' })
  })
}

function ratesASecond(rows: readonly SeriesRow[]): Series[] {
  const perSecond = (pick: (row: SeriesRow) => number) =>
    // The store fills pieces without a row up with zeros, their length too.
    rows.map(row => (row.requests === 0 ? 0 : pick(row) / row.seconds))
  return [
    { name: 'requests', tone: 'accent', values: perSecond(row => row.requests) },
    { name: 'errors', tone: 'bad', values: perSecond(row => row.errors) }
  ]
}

function latencies(rows: readonly SeriesRow[]): Series[] {
  return [
    { name: 'E2E p50', tone: 'good', values: rows.map(row => row.e2e_p50_us) },
    { name: 'TTFT p95', tone: 'second', values: rows.map(row => row.ttft_p95_us) },
    { name: 'E2E p95', tone: 'accent', values: rows.map(row => row.e2e_p95_us) }
  ]
}
