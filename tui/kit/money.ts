/** Sums of money as screens show them: what is estimated and what is missing is said beside the figure. */
import { Decimal } from 'decimal.js'
import { usd } from './numbers.js'

export interface Spent {
  /** Decimal string; NULL when no row had a price. */
  cost_usd: string | null
  /** Rows without a price. */
  unpriced: number
  /** Rows whose usage is an estimate or only partly reported. */
  estimated: number
}

/** `$4.12`; `~$4.12` with estimates in it; `$4.12+?` when rows without a price are left out; `?` when there is no priced one. */
export function spent(
  { cost_usd, unpriced, estimated }: Spent,
  format: (amount: string | null) => string = usd
): string {
  if (cost_usd === null) return '?'
  return `${estimated > 0 ? '~' : ''}${format(cost_usd)}${unpriced > 0 ? '+?' : ''}`
}

/** For `spent`: an amount of so many seconds as dollars an hour. */
export function hourly(seconds: number): (amount: string | null) => string {
  return amount => usd(amount === null ? null : new Decimal(amount).times(3_600).div(seconds).toFixed(9))
}

/** A decimal string for comparing and drawing, never for adding up. */
export function amount(usdAmount: string | null): number | null {
  return usdAmount === null ? null : Number(usdAmount)
}
