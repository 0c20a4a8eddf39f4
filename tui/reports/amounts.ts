/** Sums of money, exact, and how a report writes it. NULL is said in words, never as 0. */
import { Decimal } from 'decimal.js'
import { usdExact, usdWith, whole } from '../kit/numbers.js'

/** Sums of decimal strings, never of floats; 50 digits are more than any sum has. */
const Money = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_EVEN })

/** An amount in a cell of a table, exact; each form of the table rounds it as it may. */
export interface UsdCell {
  usd: string
}

export function isUsd(cell: unknown): cell is UsdCell {
  return typeof cell === 'object' && cell !== null && 'usd' in cell
}

/** `absent` stands where there is no amount. */
export function usdCell(amount: string | null, absent: string): UsdCell | string {
  return amount === null ? absent : { usd: amount }
}

/** With six places, for text. What would be all zeros is `<0.000001`. */
export function usdText(amount: string | null, absent: string): string {
  if (amount === null) return absent
  const text = new Money(amount).toFixed(6)
  return Number(text) === 0 && Number(amount) !== 0 ? '<0.000001' : text
}

/**
 * A form for amounts that stand below each other on a page: the places that the largest needs (2, so that they add up to the
 * cent, 4 below a dollar, 6 below a cent), and commas. What would be all zeros is `<0.01` or the like.
 */
export function usdColumn(amounts: readonly string[]): (amount: string) => string {
  const most = Math.max(0, ...amounts.map(amount => Math.abs(Number(amount))))
  const form = usdWith(most >= 0.995 ? 2 : most >= 0.00995 ? 4 : 6)
  return amount => form(amount).replace('$', '')
}

/** What the form of a page's columns does to their sums. */
export const roundingNote =
  'Each amount is rounded by itself, so a column may differ from its total in the last place; --json has the exact ones, and so does the table for who points at one.'

/** For reading: with a dollar sign and cents. */
export function dollars(amount: string | null): string {
  return amount === null ? 'unknown' : usdExact(amount)
}

/** The sum of what is known; NULL when nothing is. */
export function sumUsd(amounts: Iterable<string | null>): string | null {
  let sum: Decimal | null = null
  for (const amount of amounts) {
    if (amount !== null) sum = (sum ?? new Money(0)).plus(amount)
  }
  return sum?.toFixed() ?? null
}

/** `a - b`. */
export function differenceUsd(a: string, b: string): string {
  return new Money(a).minus(b).toFixed()
}

/** How many per cent of `all` the `part` is; NULL of nothing. */
export function percentOf(part: string | number, all: string | number): number | null {
  const whole = new Money(all)
  return whole.isZero() ? null : new Money(part).div(whole).times(100).toNumber()
}

/** What would be all zeros is `<0.1 %` or the like. */
export function percent(value: number | null, places = 1): string {
  if (value === null) return '-'
  const text = value.toFixed(places)
  return Number(text) === 0 && value > 0 ? `<${(10 ** -places).toFixed(places)} %` : `${text} %`
}

/** Three or more significant digits, and no more than can be meant. */
export function measure(value: number): string {
  const size = Math.abs(value)
  const places = size >= 100 ? 0 : size >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })
}

/** `1 call`, `2,000 calls`. */
export function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`
}

export function tokenText(tokens: number | null): string {
  return tokens === null ? 'unknown' : tokens.toLocaleString('en-US')
}
