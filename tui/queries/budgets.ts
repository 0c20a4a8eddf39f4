/** What of the configuration's budgets is spent in the period that runs now. */
import { DayBook } from '../day-book.js'
import { Feed, type Source } from '../feed.js'
import { type Forecast, forecastMonth } from '../forecast.js'
import { sumUsd } from '../reports/amounts.js'
import { spendDaysOfDays } from './day-figures.js'
import { type Budget, budgetView, type SpendDay } from './spend.js'

export interface BudgetRow {
  name: string
  usd: number
  period: Budget['period']
  match: Budget['match']
  /** First day of the period, `YYYY-MM-DD`, UTC. */
  from: string
  spent_usd: string | null
  unpriced: number
  /** Requests whose tokens are an estimate, at least in part. */
  estimated: number
  /** Of a monthly one. */
  forecast: Forecast | null
}

/** One `BudgetRow` a budget, asked one after the other; days of rows are kept for the next time. */
export class BudgetReader {
  readonly #days = new WeakMap<Budget, Feed<SpendDay>>()

  /** Throws as `Source.query`. */
  async read(source: Source, now: Date, signal: AbortSignal): Promise<BudgetRow[]> {
    const rows: BudgetRow[] = []
    for (const budget of source.connection.config.budgets) {
      const days = this.#days.get(budget) ?? daysFeed()
      this.#days.set(budget, days)
      await days.refresh(source, budgetView(budget), signal)
      rows.push(budgetRow(budget, days.rows ?? [], now))
    }
    return rows
  }
}

function daysFeed(): Feed<SpendDay> {
  return new Feed({ name: 'budget', ...new DayBook().feed(spendDaysOfDays), everyMs: () => 0 })
}

function budgetRow({ name, usd, period, match }: Budget, days: readonly SpendDay[], now: Date): BudgetRow {
  const from = firstDay(period, now)
  const current = days.filter(({ day }) => day >= from)
  const history = days.map(({ day, cost_usd }) => ({ day, usd: cost_usd }))
  return {
    name,
    usd,
    period,
    match,
    from,
    // Nothing asked, nothing spent; asked and without a price is not known.
    spent_usd: current.length === 0 ? '0' : sumUsd(current.map(({ cost_usd }) => cost_usd)),
    unpriced: current.reduce((sum, { unpriced }) => sum + unpriced, 0),
    estimated: current.reduce((sum, { estimated }) => sum + estimated, 0),
    forecast: period === 'month' ? forecastMonth(history, now) : null
  }
}

/** Weeks begin on Monday. */
function firstDay(period: Budget['period'], now: Date): string {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  const first = { day, week: day - ((now.getUTCDay() + 6) % 7), month: 1 }[period]
  return new Date(Date.UTC(year, month, first)).toISOString().slice(0, 10)
}
