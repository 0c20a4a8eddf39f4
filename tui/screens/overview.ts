/** Screen 1: what runs, how fast, what it costs, by model and provider or by another attribute. */
import { DayBook } from '../day-book.js'
import { type AnyFeed, Feed } from '../feed.js'
import { ofLast } from '../kit/last.js'
import { List, type Order } from '../kit/list.js'
import { type Look, plainLook } from '../kit/look.js'
import { titleLine } from '../kit/panel.js'
import { askingLine, notice, oldNote } from '../kit/states.js'
import { type Column, sorted, table } from '../kit/table.js'
import { monthOfDays, overviewOfDays, seriesOfDays } from '../queries/day-figures.js'
import type { MonthRow, OverviewRow, SeriesRow } from '../queries/overview.js'
import { windowNote } from '../queries/traffic.js'
import { filterBehind, type Grouping, monthName, refreshMs, type View, windowName } from '../view.js'
import { belowLines, type Chart, chartHeight } from './overview-charts.js'
import { overviewColumns, sumOf, totalsLine } from './overview-parts.js'
import type { Frame, Pressed, Screen } from './screen.js'

/** What changes little from one question to the next: a month, and a chart of 120 pieces, which are 2.5 s or more. */
const slowEveryMs = 5_000

/** Least lines of a body that has room for a chart. */
const heightWithChart = 18

/** Rows that differ by less, in what they are sorted by, change places now and then. */
const nearShare = 0.1

type Group = Pick<OverviewRow, 'name' | 'provider'>

export class Overview implements Screen {
  readonly id = 'overview'
  readonly bindings = [
    { keys: ['c'], action: 'chart', hint: 'chart', help: 'chart: latency, or requests and errors' }
  ]
  readonly idle = [] as const
  readonly spans = { window: 'view', by: true, filter: true } as const
  readonly #list = new List({ column: 'requests', descending: true })
  /** The row that the cursor follows when rows change places. */
  #selected: Group | null = null
  /** Whether the user put the cursor there; until then it is for the first row. */
  #isMoved = false
  #chart: Chart = 'latency'
  /** What each group of the view spent this month, by `keyOf`. */
  #months: ReadonlyMap<string, MonthRow> = new Map()
  readonly #monthOf = (row: OverviewRow): MonthRow | null => this.#months.get(keyOf(row)) ?? null
  readonly #columnsOf = ofLast((by: Grouping, month: string, look: Look) =>
    overviewColumns(by, month, look, this.#monthOf)
  )
  readonly #groups: Feed<OverviewRow>
  readonly #month: Feed<MonthRow>
  readonly #series: Feed<SeriesRow>

  constructor(days = new DayBook()) {
    this.#groups = new Feed({ name: 'groups', ...days.feed(overviewOfDays), everyMs })
    this.#month = new Feed({
      name: 'month to date',
      ...days.feed(monthOfDays),
      everyMs: view => (days.hasTooMany ? refreshMs('month') : slowly(view)),
      key: ({ by, filter }) => `${by} ${filter.text}`
    })
    this.#series = new Feed({
      name: 'series',
      ...days.feed(seriesOfDays(() => this.#selected)),
      everyMs: slowly,
      key: ({ window, by, filter }) =>
        `${window} ${by} ${filter.text} ${this.#selected && keyOf(this.#selected)}`
    })
  }

  feeds(): AnyFeed[] {
    const series = this.#selected === null ? [] : [this.#series]
    return [this.#groups, ...series, this.#month]
  }

  draw(frame: Frame): string[] {
    const { width, height, look, at } = frame
    const view = this.#shownView(frame.view)
    const isOld = this.#groups.isOutdated(frame.view)
    const { note } = this.#groups
    const month = spentOf(this.#monthRows(frame.view))
    const head = isOld ? askingLine(frame) : totalsLine(this.#all, month, frame, note)
    const missing = notice(this.#groups, { ...frame, view }, this.#count)
    const parts = [`By ${view.by}`, windowName(view.window, at), note, windowNote(view)]
    const title = parts.filter(Boolean).join(' · ')
    if (missing !== null) return [head, titleLine(title, '', width, look), ...missing]
    const columns = this.#columns(view, frame)
    const rows = this.#rows(view, columns)
    this.#follow(rows, columns)
    const hasChart = height >= heightWithChart && height !== Number.POSITIVE_INFINITY
    const room = hasChart ? Math.min(rows.length + 1, height - 2 - chartHeight) : height - 2
    const body = table({ columns, rows, list: this.#list, width, height: room, look })
    const top = [head, titleLine(title, this.#note(isOld, view.by), width, look), ...body]
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
    const rows = this.#rows(shown, this.#columns(shown, { at: new Date(), look: plainLook }))
    if (isMoved) this.#select(rows)
    this.#isMoved ||= isMoved
    return isMoved
  }

  json(view: View, at: Date): unknown {
    const rows = this.#rows(view, this.#columns(view, { at, look: plainLook }))
    const { is_all: _, ...totals } = this.#all ?? { is_all: 1 }
    const figures = rows.map(row => {
      const { is_all: _, ...own } = row
      return { ...own, month: this.#monthOf(row) }
    })
    return { totals: this.#all === null ? null : totals, rows: figures }
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

  #columns({ by }: View, { at, look }: Pick<Frame, 'at' | 'look'>): readonly Column<OverviewRow>[] {
    return this.#columnsOf(by, monthName(at), look)
  }

  #rows(view: View, columns: readonly Column<OverviewRow>[]): readonly OverviewRow[] {
    this.#months = monthsOf(this.#monthRows(view))
    const groups = (this.#groups.rows ?? []).filter(row => row.is_all === 0)
    return sorted(groups, columns, this.#list.order)
  }

  /** NULL until they are of the view. */
  #monthRows(view: View): readonly MonthRow[] | null {
    return this.#month.isOutdated(view) ? null : this.#month.rows
  }

  #select(rows: readonly OverviewRow[]): void {
    const row = rows[this.#list.cursor]
    this.#selected = row === undefined ? null : { name: row.name, provider: row.provider }
  }

  /** The cursor goes where its row went; one that nobody moved goes back to the first row once that one is clearly ahead. */
  #follow(rows: readonly OverviewRow[], columns: readonly Column<OverviewRow>[]): void {
    const key = this.#selected === null ? null : keyOf(this.#selected)
    const at = rows.findIndex(row => keyOf(row) === key)
    const stays = at >= 0 && (this.#isMoved || areNear(rows[0], rows[at], columns, this.#list.order))
    if (stays) this.#list.cursor = at
    else {
      if (!this.#isMoved) this.#list.cursor = 0
      this.#select(rows)
    }
  }

  #note(isOld: boolean, by: string): string {
    const { top, pageRows } = this.#list
    const count = this.#count
    if (isOld) return oldNote
    return pageRows < count
      ? `${top + 1}-${Math.min(count, top + pageRows)} of ${count}`
      : `${count} ${by}${count === 1 ? '' : 's'}`
  }

  #below(frame: Frame, height: number): string[] {
    const { view } = frame
    const name = this.#selected?.name === '' ? '(none)' : (this.#selected?.name ?? '')
    const rows = (this.#series.isOutdated(view) ? null : this.#series.rows) ?? none
    return belowLines({ name, rows, month: this.#monthRows(view) ?? none, first: this.#chart }, frame, height)
  }
}

/** Whether two rows may yet change places: between them the cursor, and the chart of its row, would go to and fro. */
function areNear(
  first: OverviewRow | undefined,
  row: OverviewRow | undefined,
  columns: readonly Column<OverviewRow>[],
  { column }: Order
): boolean {
  if (first === row || first === undefined || row === undefined) return true
  const sortBy = columns.find(({ key }) => key === column)?.sortBy
  const [a, b] = [sortBy?.(first), sortBy?.(row)]
  if (typeof a !== 'number' || typeof b !== 'number') return a === b
  return Math.abs(a - b) <= nearShare * Math.max(Math.abs(a), Math.abs(b))
}

function everyMs(view: View): number {
  return refreshMs(view.window)
}

function slowly(view: View): number {
  return Math.max(slowEveryMs, everyMs(view))
}

const none: readonly never[] = []

const spentOf = ofLast(sumOf)

const monthsOf = ofLast(
  (rows: readonly MonthRow[] | null): ReadonlyMap<string, MonthRow> =>
    new Map(rows?.map(row => [keyOf(row), row]))
)

function keyOf({ name, provider }: Group): string {
  return `${provider}\0${name}`
}
