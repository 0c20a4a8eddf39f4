/** What is looked at: shared by all screens, and kept while one moves between them. */
import { emptyFilter, type Filter } from './filter.js'

/** `month` is the calendar month in UTC, up to now; the others end now. */
export const windows = ['5m', '15m', '1h', '6h', '24h', '7d', '30d', 'month'] as const
export type Window = (typeof windows)[number]

export const groupings = ['model', 'provider', 'route', 'user', 'feature', 'key'] as const
export type Grouping = (typeof groupings)[number]

export interface View {
  window: Window
  by: Grouping
  filter: Filter
}

export const defaultView: View = { window: '15m', by: 'model', filter: emptyFilter }

const minute = 60
const hour = 60 * minute
const day = 24 * hour

const seconds: Readonly<Record<Exclude<Window, 'month'>, number>> = {
  '5m': 5 * minute,
  '15m': 15 * minute,
  '1h': hour,
  '6h': 6 * hour,
  '24h': day,
  '7d': 7 * day,
  '30d': 30 * day
}

/** Length of a window in seconds; of `month`, what has passed of it at `at` (at least one second). */
export function windowSeconds(window: Window, at: Date): number {
  if (window !== 'month') return seconds[window]
  const start = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)
  return Math.max(1, Math.floor((at.getTime() - start) / 1000))
}

/** How a window is called in titles: `last 15m`, `Nov 2026 (UTC)`. */
export function windowName(window: Window, at: Date): string {
  if (window !== 'month') return `last ${window}`
  return `${monthName(at)} ${at.getUTCFullYear()} (UTC)`
}

/** `Nov`, in UTC. */
export function monthName(at: Date): string {
  return months[at.getUTCMonth()] ?? ''
}

/** By hand: `toLocaleString` is a tenth of the work of a paint. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dayMs = day * 1_000

/** The day before a day, `YYYY-MM-DD`; or so many before. */
export function dayBefore(day: string, days = 1): string {
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)
}

export function dayAfter(day: string): string {
  return dayBefore(day, -1)
}

/** Days from one to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs
}

/** From one question to the next, in ms: a wide window changes slowly and costs the store more. */
export function refreshMs(window: Window): number {
  if (window === '5m' || window === '15m' || window === '1h') return 2_000
  return window === '6h' || window === '24h' ? 10_000 : 60_000
}

/** The neighbour of `item` in `list`; the ends are ends. */
export function neighbour<T>(list: readonly T[], item: T, step: 1 | -1): T {
  return list[list.indexOf(item) + step] ?? item
}

/** The filter that leads to the requests behind a row of figures. */
export function filterBehind(
  { by, filter }: View,
  { name, provider }: { name: string; provider: string }
): string {
  const terms = [filter.text, `${by}:${quoted(name)}`, provider === '' ? '' : `provider:${quoted(provider)}`]
  return terms.filter(term => term !== '').join(' ')
}

/** As a filter takes a name whatever it is. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
