/** Screen 2: what this month cost, by whom or what, what it may come to, the budgets, and the month before. */
import { DayBook } from '../day-book.js'
import { type AnyFeed, Feed } from '../feed.js'
import { type Forecast, forecastJson, forecastMonth } from '../forecast.js'
import { ofLast } from '../kit/last.js'
import { List } from '../kit/list.js'
import { type Look, plainLook } from '../kit/look.js'
import { amount } from '../kit/money.js'
import { beside, titleLine } from '../kit/panel.js'
import { notice, oldNote } from '../kit/states.js'
import { type Column, sorted, table } from '../kit/table.js'
import { BudgetReader, type BudgetRow } from '../queries/budgets.js'
import { spendDaysOfDays, spendOfDays } from '../queries/day-figures.js'
import type { SpendDay, SpendRow } from '../queries/spend.js'
import { sumUsd } from '../reports/amounts.js'
import { filterBehind, type Grouping, refreshMs, type View, windowName } from '../view.js'
import { sumOf } from './overview-parts.js'
import type { Frame, Pressed, Screen } from './screen.js'
import { dayBars, daysOfMonth, monthCurves } from './spend-days.js'
import { budgetLines, columnNames, monthLines, monthNames, spendColumns } from './spend-parts.js'

const budgetsEveryMs = 10_000

/** Least lines of a body with bars in it, and of the bars. */
const heightWithBars = 18
const barsHeight = 8
/** Lines of the bars where the curve of the month has room below them, and the least of that. */
const barsAboveCurve = 14
const curveHeight = 10
/** Least cells that leave room for two months of bars. */
const widthWithTwo = 100
/** Budgets that are shown where the table needs the room. */
const fewBudgets = 3

export class Spend implements Screen {
  readonly id = 'spend'
  readonly bindings = []
  readonly idle = ['window-on']
  readonly spans = { window: 'month', by: true, filter: true } as const
  readonly #list = new List({ column: 'cost', descending: true })
  /** Of all rows, in dollars: what their shares are of. */
  #total = 0
  readonly #columnsOf = ofLast((by: Grouping, now: string, last: string, change: string, look: Look) =>
    spendColumns(by, { now, last, change }, look, ({ cost_usd }) =>
      this.#total === 0 ? 0 : (amount(cost_usd) ?? 0) / this.#total
    )
  )
  readonly #groups: Feed<SpendRow>
  readonly #days: Feed<SpendDay>
  readonly #budgetReader = new BudgetReader()
  readonly #budgets = new Feed<BudgetRow>({
    name: 'budgets',
    read: (source, _view, signal) => this.#budgetReader.read(source, new Date(), signal),
    everyMs: () => budgetsEveryMs,
    key: () => 'budgets'
  })

  constructor(days = new DayBook()) {
    const options = {
      everyMs: () => (days.hasTooMany ? refreshMs('month') : 10_000),
      key: ({ by, filter }: View) => `${by} ${filter.text}`
    }
    this.#groups = new Feed({ name: 'spend', ...days.feed(spendOfDays), ...options })
    this.#days = new Feed({ name: 'days', ...days.feed(spendDaysOfDays), ...options })
  }

  feeds(): AnyFeed[] {
    return [this.#groups, this.#days, this.#budgets]
  }

  draw(frame: Frame): string[] {
    const { width, height, look, at } = frame
    // What is asked is the month, whatever the window of the other screens.
    const view: View = { ...(this.#groups.answered ?? frame.view), window: 'month' }
    const isOld = this.#groups.isOutdated(frame.view)
    const { note } = this.#groups
    const what = note === '' ? ', as priced then' : ` · ${note}`
    const title = `Spend by ${view.by} · ${windowName('month', at)}${what}`
    const missing = notice(this.#groups, { ...frame, view })
    if (this.#groups.rows === null) return [titleLine(title, '', width, look), ...(missing ?? [])]
    const rows = this.#groups.rows
    const isPrinted = height === Number.POSITIVE_INFINITY
    const budgets = this.#budgets.rows ?? []
    const head = [
      ...monthLines(this.#month(rows, at), frame, note),
      ...budgetLines(height < heightWithBars ? budgets.slice(0, fewBudgets) : budgets, frame)
    ]
    if (missing !== null) return [...head, titleLine(title, '', width, look), ...missing]
    this.#total = totalOf(rows)
    const columns = this.#columns(view, frame)
    const isPriced = (this.#days.rows ?? []).some(({ cost_usd }) => cost_usd !== null)
    const hasBars = height >= heightWithBars && isPriced
    const room = height - head.length - 1 - (hasBars ? barsHeight : 0)
    const body = table({
      columns,
      rows: sorted(rows, columns, this.#list.order),
      list: this.#list,
      width,
      height: room,
      look
    })
    const count = isOld ? oldNote : `${rows.length} ${view.by}${rows.length === 1 ? '' : 's'}`
    const bars = hasBars
      ? this.#below(frame, isPrinted ? barsHeight + 2 : height - head.length - 1 - body.length)
      : []
    return [...head, titleLine(title, count, width, look), ...body, ...bars]
  }

  press(action: string, view: View): Pressed {
    if (action !== 'enter') return this.#list.press(action)
    const columns = this.#columns(view, { at: new Date(), look: plainLook })
    const row = sorted(this.#groups.rows ?? [], columns, this.#list.order)[this.#list.cursor]
    return row === undefined
      ? false
      : { screen: 'requests', filter: filterBehind(this.#groups.answered ?? view, row) }
  }

  json(view: View, at: Date): unknown {
    const rows = this.#groups.rows ?? []
    const month = at.toISOString().slice(0, 7)
    const days = (this.#days.rows ?? []).filter(({ day }) => day.startsWith(month))
    return {
      month,
      total: sumOf(rows),
      last_month_usd: sumUsd(rows.map(row => row.last_month_usd)),
      forecast: forecastJson(this.#forecast(at)),
      budgets: (this.#budgets.rows ?? []).map(row => ({ ...row, forecast: forecastJson(row.forecast) })),
      days,
      rows: sorted(rows, this.#columns(view, { at, look: plainLook }), this.#list.order)
    }
  }

  #columns({ by }: View, { at, look }: Pick<Frame, 'at' | 'look'>): readonly Column<SpendRow>[] {
    const { now, last, change } = columnNames(at)
    return this.#columnsOf(by, now, last, change, look)
  }

  #month(rows: readonly SpendRow[], at: Date): Parameters<typeof monthLines>[0] {
    return {
      total: sumOf(rows) ?? { cost_usd: null, unpriced: 0, estimated: 0 },
      last: sumUsd(rows.map(row => row.last_month_usd)),
      lastSameDays: sumUsd(rows.map(row => row.last_month_same_days_usd)),
      wholeDays: sumUsd(rows.map(row => row.whole_days_usd)),
      forecast: this.#forecast(at)
    }
  }

  /** NULL as long as part of the days is not read: they would count as days that cost nothing. */
  #forecast(at: Date): Forecast | null {
    if (this.#days.note !== '') return null
    return forecastMonth(
      (this.#days.rows ?? []).map(({ day, cost_usd }) => ({ day, usd: cost_usd })),
      at
    )
  }

  /** The days as bars, and where there is room how they add up. */
  #below(frame: Frame, height: number): string[] {
    const rows = this.#days.rows ?? []
    const [now, last] = [daysOfMonth(rows, frame.at, 0), daysOfMonth(rows, frame.at, -1)]
    const hasCurve = this.#days.note === '' && height >= barsAboveCurve + curveHeight
    const bars = this.#bars(now, last, frame, hasCurve ? barsAboveCurve : height)
    if (!hasCurve) return bars
    const ofAll = (this.#budgets.rows ?? []).find(
      ({ period, match }) => period === 'month' && Object.keys(match).length === 0
    )
    const isAll = frame.view.filter.text === ''
    const limit = isAll ? (ofAll?.usd ?? null) : null
    return [...bars, ...monthCurves({ now, last, limit }, frame, height - barsAboveCurve)]
  }

  #bars(now: Costs, last: Costs, frame: Frame, height: number): string[] {
    const { width, at } = frame
    const names = monthNames(at)
    const note = this.#days.note === '' ? '' : ` · ${this.#days.note}`
    const hasTwo = width >= widthWithTwo
    const shown = hasTwo ? [...now, ...last] : now
    const most = Math.max(...shown.map(usd => usd ?? 0)) || 1
    const left = hasTwo ? Math.floor(width / 2) - 1 : width
    const bars = dayBars(now, {
      frame,
      width: left,
      height,
      most,
      title: `Days of ${names.now} (UTC), today so far${note}`
    })
    if (!hasTwo) return bars
    const before = dayBars(last, {
      frame,
      width: width - left - 2,
      height,
      most,
      title: `Days of ${names.last} (UTC)${note}`
    })
    return beside(bars, before, left, width)
  }
}

type Costs = readonly (number | null)[]

function totalOf(rows: readonly SpendRow[]): number {
  return rows.reduce((sum, row) => sum + (amount(row.cost_usd) ?? 0), 0)
}
