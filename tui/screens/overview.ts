/** Screen 1: what runs, how fast, what it costs, by model and provider or by another attribute. */
import { type AnyFeed, Feed } from '../feed.js'
import { lineChart } from '../kit/charts.js'
import { List } from '../kit/list.js'
import { plainLook } from '../kit/look.js'
import { duration, rate } from '../kit/numbers.js'
import { beside, titleLine } from '../kit/panel.js'
import { notice } from '../kit/states.js'
import { type Column, sorted, table } from '../kit/table.js'
import {
  type MonthRow,
  monthQuestion,
  type OverviewRow,
  overviewQuestion,
  type SeriesRow,
  seriesQuestion,
  totalsQuestion
} from '../queries/overview.js'
import { windowNote } from '../queries/traffic.js'
import { refreshMs, type View, windowName } from '../view.js'
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
  readonly #totals = new Feed<OverviewRow>({ name: 'totals', question: totalsQuestion, everyMs })
  readonly #month = new Feed<MonthRow>({
    name: 'month to date',
    question: monthQuestion,
    everyMs: view => Math.max(monthEveryMs, everyMs(view)),
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
    return [this.#groups, this.#totals, ...series, this.#month]
  }

  draw(frame: Frame): string[] {
    const { width, height, view, look, at } = frame
    const head = totalsLine(this.#totals.rows?.[0] ?? null, sumOf(this.#month.rows), frame)
    const missing = notice(this.#groups, frame)
    const title = [`By ${view.by}`, windowName(view.window, at), windowNote(view)].filter(Boolean).join(' · ')
    if (missing !== null) return [head, titleLine(title, '', width, look), ...missing]
    const columns = overviewColumns(view, frame)
    const rows = this.#rows(view, columns)
    this.#follow(rows)
    const hasChart = height >= heightWithChart && height !== Number.POSITIVE_INFINITY
    const room = hasChart ? Math.min(rows.length + 1, height - 2 - chartHeight) : height - 2
    const body = table({ columns, rows, list: this.#list, width, height: room, look })
    const top = [head, titleLine(title, this.#note(view), width, look), ...body]
    return hasChart ? [...top, ...this.#below(frame, height - top.length)] : top
  }

  press(action: string, view: View): Pressed {
    if (action === 'chart') {
      this.#chart = this.#chart === 'latency' ? 'requests' : 'latency'
      return true
    }
    if (action === 'enter' && this.#selected !== null) {
      return { screen: 'requests', filter: filterOf(view, this.#selected) }
    }
    if (action === 'sort' || action === 'reverse') return this.#list.press(action)
    const isMoved = this.#list.press(action)
    const rows = this.#rows(view, overviewColumns(view, { at: new Date(), look: plainLook }))
    if (isMoved) this.#select(rows)
    return isMoved
  }

  json(view: View, at: Date): unknown {
    const rows = this.#rows(view, overviewColumns(view, { at, look: plainLook }))
    return { totals: this.#totals.rows?.[0] ?? null, rows }
  }

  #rows(view: View, columns: readonly Column<PricedRow>[]): readonly PricedRow[] {
    const costs = new Map(this.#month.isOutdated(view) ? [] : this.#month.rows?.map(row => [keyOf(row), row]))
    const rows = (this.#groups.rows ?? []).map(row => ({ ...row, month: costs.get(keyOf(row)) ?? null }))
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

  #note(view: View): string {
    const { top, pageRows } = this.#list
    const count = this.#groups.rows?.length ?? 0
    if (this.#groups.isOutdated(view)) return 'asking …'
    return pageRows < count ? `${top + 1}-${Math.min(count, top + pageRows)} of ${count}` : `${count}`
  }

  /** The chart of the selected row, and what each group spent this month. */
  #below(frame: Frame, height: number): string[] {
    const { width, look, view, at } = frame
    const hasBars = width >= widthWithBars
    const chartWidth = hasBars ? Math.floor(width * 0.64) : width
    const name = this.#selected?.name === '' ? '(none)' : (this.#selected?.name ?? '')
    const title = `${name} · ${legends[this.#chart]} · ${windowName(view.window, at)}`
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

const legends: Readonly<Record<Chart, string>> = {
  latency: 'E2E p50 and p95, TTFT p95',
  requests: 'requests/s, errors/s'
}

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

/** The filter that leads to the requests behind a row. */
function filterOf({ by, filter }: View, { name, provider }: Group): string {
  const terms = [
    filter.text,
    `${by}:"${name}"`,
    by === 'model' && provider !== '' ? `provider:"${provider}"` : ''
  ]
  return terms.filter(term => term !== '').join(' ')
}
