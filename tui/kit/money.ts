/** Sums of money as screens show them: what is estimated and what is missing is said beside the figure. */
import { Decimal } from 'decimal.js'
import { usd, usdAligned, usdWith } from './numbers.js'
import { type Column, inForm } from './table.js'

export interface Spent {
  /** Decimal string; NULL when no row had a price. */
  cost_usd: string | null
  /** Rows without a price. */
  unpriced: number
  /** Rows whose usage is an estimate or only partly reported. */
  estimated: number
}

/** `$4.12`; `~$4.12` with estimates in it; `$4.12+?` when rows without a price are left out; `?` when there is no priced one; `–` when nothing was used that has a price. */
export function spent(
  { cost_usd, unpriced, estimated }: Spent,
  format: (amount: string | null) => string = usd
): string {
  if (cost_usd === null) return unpriced > 0 ? '?' : '–'
  return `${estimated > 0 ? '~' : ''}${format(cost_usd)}${unpriced > 0 ? unpricedMark : ''}`
}

/**
 * Cells of a column of money: decimals in line where there is room, in the few cells of `usd` where there is not. `pick` is
 * what a row shows, or a text in its place; `scale` turns what was spent into what is shown, such as dollars an hour.
 */
export function spentCell<Row>(
  pick: (row: Row) => Spent | string,
  scale: (amount: string, row: Row) => string | null = amount => amount
): Column<Row>['cell'] {
  const amountOf = (picked: Spent | string, row: Row): string | null =>
    typeof picked === 'string' || picked.cost_usd === null ? null : scale(picked.cost_usd, row)
  return inForm(rows => {
    const cells = new Map(
      rows.map(row => {
        const shown = pick(row)
        return [row, { shown, amount: amountOf(shown, row) }]
      })
    )
    const all = [...cells.values()]
    const marks = all.some(({ shown }) => hasMark(shown)) ? unpricedMark.length : 0
    const format = usdAligned(all.map(({ amount }) => amount))
    return (row, width) => {
      const { shown, amount: cost_usd } = cells.get(row) ?? { shown: '', amount: null }
      if (typeof shown === 'string') return shown
      const { unpriced, estimated } = shown
      const scaled = { cost_usd, unpriced, estimated }
      const text = spent(scaled, format)
      if (text.length > width) return spent(scaled, usdShort)
      const isPadded = !hasMark(shown) && text.length + marks <= width
      return isPadded ? text + ' '.repeat(marks) : text
    }
  })
}

const unpricedMark = '+?'

function hasMark(shown: Spent | string): boolean {
  return typeof shown !== 'string' && shown.cost_usd !== null && shown.unpriced > 0
}

const usdToCent = usdWith(2)

/** For narrow cells: as `usd`; to the cent below a dollar, and `$98.8k`. */
function usdShort(amount: string | null): string {
  const size = Math.abs(Number(amount ?? 0))
  if (amount === null || size === 0) return usd(amount)
  if (size < 1) return usdToCent(amount)
  if (size < 9_999.5) return usd(amount)
  const [unit, sign] = size < 999_950 ? ([1_000, 'k'] as const) : ([1_000_000, 'M'] as const)
  return `$${(Number(amount) / unit).toFixed(sign === 'k' ? 1 : 2)}${sign}`
}

/** For `spent`: an amount of so many seconds as dollars an hour. */
export function hourly(seconds: number): (amount: string | null) => string {
  return amount => usd(amount === null ? null : perHour(amount, seconds))
}

/** An amount of so many seconds as a decimal string of dollars an hour. */
export function perHour(amount: string, seconds: number): string {
  const windows = 3_600 / seconds
  const exact = new Decimal(amount)
  // A whole number of windows spares the division, most of the work.
  return (Number.isInteger(windows) ? exact.times(windows) : exact.times(3_600).div(seconds)).toFixed(9)
}

/** An amount of so many requests as a decimal string of dollars a thousand; NULL without a request. */
export function perThousand(amount: string, requests: number): string | null {
  return requests <= 0 ? null : new Decimal(amount).times(1_000).div(requests).toFixed(9)
}

/** A decimal string for comparing and drawing, never for adding up. */
export function amount(usdAmount: string | null): number | null {
  return usdAmount === null ? null : Number(usdAmount)
}
