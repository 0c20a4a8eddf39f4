/** Screen 1: what runs, how fast, what it costs, by model and provider or by another attribute. */
import { type AnyFeed, Feed } from '../feed.js'
import { lineChart } from '../kit/charts.js'
import { List } from '../kit/list.js'
import { plainLook } from '../kit/look.js'
import { duration, rate } from '../kit/numbers.js'
import { beside, titleLine } from '../kit/panel.js'
import { askingLine, notice, oldNote } from '../kit/states.js'
import { type Column, sorted, table } from '../kit/table.js'
import {
  type MonthRow,
  monthQuestion,
  type OverviewRow,
  overviewQuestion,
  type SeriesRow,
  seriesQuestion
} from '../queries/overview.js'
import { isMonthOfRows, windowNote } from '../queries/traffic.js'
import { filterBehind, refreshMs, type View, windowName } from '../view.js'
import { overviewColumns, type PricedRow, spendBars, sumOf, totalsLine } from './overview-parts.js'
import type { Frame, Pressed, Screen } from './screen.js'

const monthEveryMs = 5_000

/** Least lines of the chart below the table, and of a body that has room for it. */
const chartHeight = 7
const heightWithChart = 18
/** Least cells that leave room for bars beside the chart. */
const widthWithBars = 110

type Group = Pick<OverviewRow, 'name' | 'provider'>

export class Overview implements Screen {
  readonly id = 'overview'
  readonly bindings = [
    { keys: ['c'], action: 'chart', hint: 'chart', help: 'chart: latency, or requests and errors' }
  ]
  readonly #list = new List({ column: 'requests', descending: true })
  /** The row that the cursor follows when rows change places. */
  #selected: Group | null = null
  #chart: Chart = 'latency'
  readonly #groups = new Feed<OverviewRow>({ name: 'groups', question: overviewQuestion, everyMs })
  readonly #month = new Feed<MonthRow>({
    name: 'month to date',
    question: monthQuestion,
    everyMs: view => (isMonthOfRows(view) ? refreshMs('month') : Math.max(monthEveryMs, everyMs(view))),
    key: ({ by, filter }) => `${by} ${filter.text}`
  })
  readonly #series = new Feed<SeriesRow>({
    name: 'series',
    question: view => (this.#selected === null ? null : seriesQuestion(view, this.#selected)),
    everyMs,
    key: ({ window, by, filter }) =>
      `${window} ${by} ${filter.text} ${this.#selected && keyOf(this.#selected)}`
  })

  feeds(): AnyFeed[] {
    const series = this.#selected === null ? [] : [this.#series]
    return [this.#groups, ...series, this.#month]
  }

  draw(frame: Frame): string[] {
    const { width, height, look, at } = frame
    const view = this.#shownView(frame.view)
    const isOld = this.#groups.isOutdated(frame.view)
    const head = isOld ? askingLine(frame) : totalsLine(this.#all, sumOf(this.#month.rows), frame)
    const missing = notice(this.#groups, { ...frame, view }, this.#count)
    const title = [`By ${view.by}`, windowName(view.window, at), windowNote(view)].filter(Boolean).join(' · ')
    if (missing !== null) return [head, titleLine(title, '', width, look), ...missing]
    const columns = overviewColumns(view, frame)
    const rows = this.#rows(view, columns)
    this.#follow(rows)
    const hasChart = height >= heightWithChart && height !== Number.POSITIVE_INFINITY
    const room = hasChart ? Math.min(rows.length + 1, height - 2 - chartHeight) : height - 2
    const body = table({ columns, rows, list: this.#list, width, height: room, look })
    const top = [head, titleLine(title, this.#note(isOld), width, look), ...body]
    return hasChart ? [...top, ...this.#below(frame, height - top.length)] : top
  }

  press(action: string, view: View): Pressed {
    if (action === 'chart') {
      this.#chart = this.#chart === 'latency' ? 'requests' : 'latency'
      return true
    }
    if (action === 'enter' && this.#selected !== null) {
      return { screen: 'requests', filter: filterBehind(this.#shownView(view), this.#selected) }
    }
    if (action === 'sort' || action === 'reverse') return this.#list.press(action)
    const isMoved = this.#list.press(action)
    const shown = this.#shownView(view)
    const rows = this.#rows(shown, overviewColumns(shown, { at: new Date(), look: plainLook }))
    if (isMoved) this.#select(rows)
    return isMoved
  }

  json(view: View, at: Date): unknown {
    const rows = this.#rows(view, overviewColumns(view, { at, look: plainLook }))
    const { is_all: _, ...totals } = this.#all ?? { is_all: 1 }
    return { totals: this.#all === null ? null : totals, rows: rows.map(({ is_all: _, ...row }) => row) }
  }

  /** What the figures at hand are of, until those of `view` come. */
  #shownView(view: View): View {
    return this.#groups.answered ?? view
  }

  get #all(): OverviewRow | null {
    return this.#groups.rows?.find(row => row.is_all === 1) ?? null
  }

  get #count(): number {
    return this.#groups.rows?.filter(row => row.is_all === 0).length ?? 0
  }

  #rows(view: View, columns: readonly Column<PricedRow>[]): readonly PricedRow[] {
    const costs = new Map(this.#month.isOutdated(view) ? [] : this.#month.rows?.map(row => [keyOf(row), row]))
    const groups = (this.#groups.rows ?? []).filter(row => row.is_all === 0)
    const rows = groups.map(row => ({ ...row, month: costs.get(keyOf(row)) ?? null }))
    return sorted(rows, columns, this.#list.order)
  }

  #select(rows: readonly PricedRow[]): void {
    const row = rows[this.#list.cursor]
    this.#selected = row === undefined ? null : { name: row.name, provider: row.provider }
  }

  /** The cursor goes where its row went. */
  #follow(rows: readonly PricedRow[]): void {
    const key = this.#selected === null ? null : keyOf(this.#selected)
    const at = rows.findIndex(row => keyOf(row) === key)
    if (at >= 0) this.#list.cursor = at
    else this.#select(rows)
  }

  #note(isOld: boolean): string {
    const { top, pageRows } = this.#list
    const count = this.#count
    if (isOld) return oldNote
    return pageRows < count ? `${top + 1}-${Math.min(count, top + pageRows)} of ${count}` : `${count}`
  }

  /** The chart of the selected row, and what each group spent this month. */
  #below(frame: Frame, height: number): string[] {
    const { width, look, view, at } = frame
    const hasBars = width >= widthWithBars
    const chartWidth = hasBars ? Math.floor(width * 0.64) : width
    const name = this.#selected?.name === '' ? '(none)' : (this.#selected?.name ?? '')
    const title = `${name} · ${chartNames[this.#chart]} · ${windowName(view.window, at)}`
    const rows = this.#series.isOutdated(view) ? [] : (this.#series.rows ?? [])
    const chart = chartOf(this.#chart, rows, { frame, width: chartWidth, height: height - 1 })
    const left = [titleLine(title, 'c: other chart', chartWidth, look), ...chart]
    if (!hasBars) return left
    return beside(
      left,
      spendBars(this.#month.rows ?? [], frame, width - chartWidth - 2, height),
      chartWidth,
      width
    )
  }
}

function everyMs(view: View): number {
  return refreshMs(view.window)
}

type Chart = 'latency' | 'requests'

const chartNames: Readonly<Record<Chart, string>> = { latency: 'latency', requests: 'a second' }

function chartOf(
  chart: Chart,
  rows: readonly SeriesRow[],
  { frame, width, height }: { frame: Frame; width: number; height: number }
): string[] {
  const { look, view } = frame
  const from = view.window === 'month' ? '1st' : `-${view.window}`
  const size = { width, height, look, from, to: 'now' }
  if (chart === 'requests') {
    const perSecond = (pick: (row: SeriesRow) => number) => rows.map(row => pick(row) / row.seconds)
    return lineChart({
      ...size,
      format: rate,
      series: [
        { name: 'requests', tone: 'accent', values: perSecond(row => row.requests) },
        { name: 'errors', tone: 'bad', values: perSecond(row => row.errors) }
      ]
    })
  }
  return lineChart({
    ...size,
    format: duration,
    series: [
      { name: 'E2E p50', tone: 'good', values: rows.map(row => row.e2e_p50_us) },
      { name: 'TTFT p95', tone: 'second', values: rows.map(row => row.ttft_p95_us) },
      { name: 'E2E p95', tone: 'accent', values: rows.map(row => row.e2e_p95_us) }
    ]
  })
}

function keyOf({ name, provider }: Group): string {
  return JSON.stringify([name, provider])
}
