/** What the budgets' calendar periods have cost so far, of all collectors that write to the store. */
import type { Config } from '../../../schemas/config.js'
import { allRowsOf } from '../../store-reader.js'
import type { StoreAddress } from '../store-writer.js'
import type { BudgetFigures } from './exposition.js'

type Budget = Config['budgets'][number]

/** A month of raw rows may have to be read, so not for every scrape. */
const freshMs = 60_000

export class BudgetSpend {
  readonly #budgets: readonly Budget[]
  readonly #store: () => StoreAddress | null
  #figures: BudgetFigures[]
  #askedAtMs = Number.NEGATIVE_INFINITY
  #asking = false

  constructor(budgets: readonly Budget[], store: () => StoreAddress | null) {
    this.#budgets = budgets
    this.#store = store
    this.#figures = budgets.map(budget => figuresOf(budget, null))
  }

  /** Those last told; asks for newer ones when they are older than a minute. Never waits. */
  figures(now: Date): BudgetFigures[] {
    const store = this.#store()
    const isStale = now.getTime() - this.#askedAtMs >= freshMs
    if (this.#budgets.length > 0 && store !== null && isStale && !this.#asking) void this.#ask(store, now)
    return this.#figures
  }

  async #ask(store: StoreAddress, now: Date): Promise<void> {
    this.#asking = true
    this.#askedAtMs = now.getTime()
    try {
      const spent = await Promise.all(this.#budgets.map(budget => spentOf(store, budget, now)))
      this.#figures = this.#budgets.map((budget, index) => figuresOf(budget, spent[index] ?? null))
    } catch {
      // The store's state has a metric of its own; until it is back the last figures stand.
    } finally {
      this.#asking = false
    }
  }
}

function figuresOf({ name, period, usd }: Budget, spentUsd: number | null): BudgetFigures {
  return { name, period, limitUsd: usd, spentUsd }
}

async function spentOf(store: StoreAddress, budget: Budget, now: Date): Promise<number | null> {
  const { where, params, raw } = criteriaOf(budget)
  const from = periodStart(budget.period, now).toISOString().slice(0, 19).replace('T', ' ')
  const source = raw
    ? `requests AS s WHERE s.ts >= {from:DateTime64(6, 'UTC')}`
    : `spend AS s WHERE s.hour >= {from:DateTime('UTC')}`
  const sql = `SELECT toFloat64(ifNull(sum(s.cost_usd), 0)) AS usd FROM ${[source, ...where].join(' AND ')}`
  const [row] = await allRowsOf<{ usd: number }>(store, { sql, params: { ...params, from } })
  return row?.usd ?? null
}

/** The hourly sums know no users and no keys; for those, the rows are read. */
function criteriaOf({ match }: Budget): { where: string[]; params: Record<string, string>; raw: boolean } {
  const { route, provider, model, feature, user, key } = match
  const raw = user !== undefined || key !== undefined
  const modelName = raw ? "if(s.response_model = '', s.request_model, s.response_model)" : 's.model'
  const where: string[] = []
  const params: Record<string, string> = {}
  function need(name: string, value: string | undefined, column: string, operator = '='): void {
    if (value === undefined) return
    where.push(`${column} ${operator} {${name}:String}`)
    params[name] = value
  }
  need('route', route, 's.route')
  need('provider', provider, 's.provider')
  need('model', model === undefined ? undefined : likeOf(model), modelName, 'LIKE')
  need('feature', feature, 's.feature')
  need('user', user, 's.`user`')
  need('key', key, 's.key_id')
  return { where, params, raw }
}

/** `*` stands for any run of characters, everything else for itself. */
function likeOf(pattern: string): string {
  return pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')
}

/** Of the period that `now` is in, UTC; weeks begin on Monday. */
export function periodStart(period: Budget['period'], now: Date): Date {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  if (period === 'month') return new Date(Date.UTC(year, month, 1))
  if (period === 'day') return new Date(Date.UTC(year, month, day))
  return new Date(Date.UTC(year, month, day - ((now.getUTCDay() + 6) % 7)))
}
