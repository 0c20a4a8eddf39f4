/** Figures as people read them, in few cells. NULL is `–` (not known), never 0. */
import { Decimal } from 'decimal.js'

const unknown = '–'

/** Microseconds as `870µs`, `4.3ms`, `193ms`, `1.52s`, `48.1s`, `2m03s`, `1h05m`. */
export function duration(us: number | null): string {
  if (us === null) return unknown
  if (us < 1_000) return `${Math.round(us)}µs`
  if (us < 9_950) return `${(us / 1_000).toFixed(1)}ms`
  if (us < 999_500) return `${Math.round(us / 1_000)}ms`
  const seconds = us / 1_000_000
  if (seconds < 9.995) return `${seconds.toFixed(2)}s`
  if (seconds < 59.95) return `${seconds.toFixed(1)}s`
  const whole = Math.round(seconds)
  if (whole < 3_600) return `${Math.floor(whole / 60)}m${pad(whole % 60)}s`
  return `${Math.floor(whole / 3_600)}h${pad(Math.floor((whole % 3_600) / 60))}m`
}

/** Requests that it takes to say a percentile: of fewer it is one or two of them, and may be far off. */
const leastRequests = { 50: 1, 95: 20, 99: 100 } as const

/** A percentile of `requests`, microseconds as in `duration`: with `~` where they are too few to say it. */
export function percentileOf(us: number | null, level: keyof typeof leastRequests, requests: number): string {
  return us !== null && requests < leastRequests[level] ? `~${duration(us)}` : duration(us)
}

/** `7`, `999`, `4.0k`, `12k`, `3.4M`. */
export function count(n: number | null): string {
  return n === null ? unknown : scaled(n, n % 1 === 0 ? 0 : 1)
}

/** Per second or the like: `0.0034`, `0.12`, `4.1`, `41.7`, `312`, `1.2k`. */
export function rate(n: number | null): string {
  if (n === null) return unknown
  if (n === 0) return '0'
  if (n < 0.00005) return '<0.0001'
  if (n < 0.00995) return n.toFixed(4)
  if (n < 1) return n.toFixed(2)
  return n < 99.95 ? n.toFixed(1) : scaled(n, 0)
}

/**
 * A form for figures that stand below each other: all with the decimals that the largest of them needs (2, 4 below a tenth), so
 * that points are in line and size can be seen. What would be all zeros is `<0.01`; a true zero is `0` where its point would
 * be. From a thousand on as `count`.
 */
export function aligned(values: readonly (number | null)[]): (value: number | null) => string {
  const most = Math.max(0, ...values.map(value => Math.abs(value ?? 0)))
  const digits = most > 0 && most < 0.0995 ? 4 : most < 99.995 ? 2 : most < 999.5 ? 1 : 0
  return value => {
    if (value === null) return unknown
    if (value === 0) return digits === 0 ? '0' : `0${' '.repeat(digits + 1)}`
    if (digits === 0) return value < 0.5 ? '<1' : count(Math.round(value))
    if (value >= 0.5 / 10 ** digits) return value.toFixed(digits)
    // In as few cells as the others.
    return digits === 4 ? '<.0001' : `<${(1 / 10 ** digits).toFixed(digits)}`
  }
}

/** A share in per cent with one decimal, for a column: `0  `, `<0.1`, `0.4`, `64.0`, `100.0`; NULL for a share of nothing. */
export function percentAligned(part: number, whole: number): string {
  if (whole === 0) return unknown
  const value = (part / whole) * 100
  if (value === 0) return '0  '
  return Math.abs(value) < 0.05 ? '<0.1' : value.toFixed(Math.abs(value) < 999.95 ? 1 : 0)
}

/** A share in per cent: `0`, `0.42`, `7.1`, `64`, `100`; NULL for a share of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return unknown
  const value = (part / whole) * 100
  if (part === 0 || value === 0) return '0'
  if (value < 0.01) return '<.01'
  if (value < 0.995) return value.toFixed(2)
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0)
}

/** Bytes as `812 B`, `4.1 kB`, `3.2 GB`. */
export function bytes(n: number | null): string {
  if (n === null) return unknown
  if (n < 1_000) return `${n} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = n / 1_000
  let at = 0
  while (value >= 999.5 && at < units.length - 1) {
    value /= 1_000
    at += 1
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[at]}`
}

/**
 * A decimal string of US dollars in few cells: `$0.000243`, `$0.0243`, `$4.12`, `$148.20`, `$3,214`, `$1.24M`; NULL is `?`,
 * an unknown price, and never $0.
 */
export function usd(amount: string | null): string {
  if (amount === null) return '?'
  const value = new Decimal(amount)
  const size = value.isNegative() ? value.neg() : value
  const sign = value.isNegative() && !value.isZero() ? '-' : ''
  if (size.isZero()) return '$0'
  if (size.lt(bounds.least)) return `${sign}<$0.000001`
  if (size.lt(bounds.cent)) return `${sign}$${size.toSignificantDigits(3).toFixed()}`
  if (size.lt(bounds.one)) return `${sign}$${size.toFixed(size.lt(bounds.tenth) ? 4 : 3)}`
  if (size.lt(bounds.thousand)) return `${sign}$${size.toFixed(2)}`
  if (size.lt(bounds.million)) return `${sign}$${thousands(size.toFixed(0))}`
  return `${sign}$${size.div(1_000_000).toFixed(2)}M`
}

/**
 * A form for amounts that stand below each other: all with the decimals that the largest of them needs (2, none from
 * ten thousand dollars, 4 below one dollar, 6 below a cent), as `$127.23`, `$0.05`, `<$0.01`. NULL is `?`.
 */
export function usdAligned(amounts: readonly (string | null)[]): (amount: string | null) => string {
  const most = Math.max(0, ...amounts.map(amount => Math.abs(Number(amount ?? 0))))
  return usdWith(most >= 9_999.995 ? 0 : most >= 0.995 ? 2 : most >= 0.00995 ? 4 : 6)
}

/** Dollars with so many decimals; an amount that would be all zeros is `<$0.01` or the like. Made once for each number of them. */
export function usdWith(digits: number): (amount: string | null) => string {
  const form = forms[digits] ?? usdForm(digits)
  forms[digits] = form
  return form
}

const forms: ((amount: string | null) => string)[] = []

function usdForm(digits: number): (amount: string | null) => string {
  const least = new Decimal(10).pow(-digits)
  const half = least.div(2)
  return amount => {
    if (amount === null) return '?'
    const value = new Decimal(amount)
    const size = value.isNegative() ? value.neg() : value
    const sign = value.isNegative() && !value.isZero() ? '-' : ''
    if (!size.isZero() && size.lt(half)) return `${sign}<$${least.toFixed(digits)}`
    const [whole = '0', rest] = size.toFixed(digits).split('.')
    return `${sign}$${thousands(whole)}${rest === undefined ? '' : `.${rest}`}`
  }
}

/** Read once: a paint has dozens of amounts. */
const bounds = {
  least: new Decimal('0.000001'),
  cent: new Decimal('0.01'),
  tenth: new Decimal('0.1'),
  one: new Decimal('1'),
  thousand: new Decimal('999.995'),
  million: new Decimal('999999.5')
}

/** Dollars in full to the cent: `$3,214.22`; below a cent as `usd`. NULL is `?`. */
export function usdExact(amount: string | null): string {
  if (amount === null) return '?'
  const value = new Decimal(amount)
  if (!value.isZero() && value.abs().lt(bounds.cent)) return usd(amount)
  const [whole = '0', cents] = value.abs().toFixed(2).split('.')
  return `${value.isNegative() ? '-' : ''}$${thousands(whole)}.${cents}`
}

/** Whole numbers with separators: `5,406`. */
export function whole(n: number | null): string {
  return n === null ? unknown : thousands(String(n))
}

/** `hh:mm:ss` in UTC. */
export function clock(at: Date): string {
  return at.toISOString().slice(11, 19)
}

/** How long ago, in words: `0.4s`, `12s`, `3m`, `2h`, `4d`. */
export function age(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)}s`
  if (seconds < 90) return `${Math.round(seconds)}s`
  if (seconds < 5_400) return `${Math.round(seconds / 60)}m`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)}h` : `${Math.round(seconds / 86_400)}d`
}

function scaled(n: number, digits: number): string {
  if (n < 999.5) return n.toFixed(digits)
  if (n < 9_950) return `${(n / 1_000).toFixed(1)}k`
  if (n < 999_500) return `${Math.round(n / 1_000)}k`
  if (n < 9_950_000) return `${(n / 1_000_000).toFixed(1)}M`
  return n < 999_500_000 ? `${Math.round(n / 1_000_000)}M` : `${(n / 1_000_000_000).toFixed(1)}G`
}

function thousands(digits: string): string {
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
