/**
 * Which rows a view is about, and how its figures are reckoned from them. Up to 24 hours: from the rows of `requests`, exactly.
 * Longer: from the days of `daily` or `daily_users`; from the rows where the filter names something that a day does not tell.
 * Percentiles of days are at most 1.1 % off, whichever they are from. By user and by key there are none: too many groups for them.
 */
import { type Fields, type Filter, filterSql, textFieldsOfR } from '../filter.js'
import { type Grouping, type View, type Window, windowSeconds } from '../view.js'

/** Rows to be read as `r`: `FROM ${from} AS r`. */
export interface Traffic {
  table: 'requests' | 'daily' | 'daily_users'
  from: string
  params: Record<string, unknown>
  /** Expressions of the group's name and, by model, of its provider. */
  name: string
  provider: string
  /** Start of the window, a DateTime64(6, 'UTC'). */
  start: string
  /** A row's moment, as `start`. */
  moment: string
  /** A row's day, a Date. */
  day: string
  /** Whether the window is whole days and today. */
  days: boolean
  /** What percentiles are of: values; values rounded to buckets; buckets that are counted already. */
  latencies: 'values' | 'rounded' | 'buckets' | 'none'
  /** Length of a window that is not, in seconds. */
  lengthS: number
}

/** What is summed of each group, by table; those of days are sums of sums. */
interface Sums {
  requests: string
  errors: string
  unpriced: string
  estimated: string
  input_tokens: string
  output_tokens: string
  cost_usd: string
}

const firstDays: Partial<Record<Window, string>> = {
  '7d': "toDate(now('UTC')) - 7",
  '30d': "toDate(now('UTC')) - 30",
  month: "toStartOfMonth(now('UTC'))"
}

const dailyFields: Fields = {
  model: 'model',
  provider: 'provider',
  route: 'route',
  feature: 'feature',
  wire: 'wire',
  err: 'error_type',
  status: 'status'
}
const usersFields: Fields = { user: '`user`', key: 'key_id' }

export function trafficOf(view: View): Traffic {
  const { window, by, filter } = view
  const firstDay = firstDays[window]
  if (firstDay !== undefined) return trafficSince(firstDay, by, filter)
  const lengthS = windowSeconds(window, new Date())
  const start = windowStart(window)
  return { ...rawTraffic(by), ...windowRows(view), start, days: false, latencies: 'values', lengthS }
}

/** The traffic since the beginning of a day, given as an expression; of whole days and today. */
export function trafficSince(firstDay: string, by: Grouping, filter: Filter): Traffic {
  const rollup = rollupOf(by, filter)
  const start = `toDateTime64(${firstDay}, 6, 'UTC')`
  const window = { start, days: true, lengthS: 0 }
  if (rollup === null)
    return { ...rawTraffic(by), ...rowsSince(start, filter), ...window, latencies: roundedBut(by) }
  const { table, sql, params } = rollup
  return {
    ...window,
    table,
    latencies: table === 'daily' ? 'buckets' : 'none',
    from: `(SELECT * FROM ${table} WHERE day >= ${firstDay} AND ${sql})`,
    params,
    name: table === 'daily' ? `r.${by}` : by === 'user' ? 'r.`user`' : 'r.key_id',
    provider: by === 'model' ? 'r.provider' : "''",
    moment: "toDateTime64(r.day, 6, 'UTC')",
    day: 'r.day'
  }
}

/** The rows of the days from param `from` up to `to`, which is not in it; NULL: and later ones. */
export function rowsOfDays({ by, filter }: View, { from, to }: { from: string; to: string | null }): Traffic {
  const start = "toDateTime64({from:Date}, 6, 'UTC')"
  const rows = rowsSince(start, filter, to === null ? '' : "AND ts < toDateTime64({to:Date}, 6, 'UTC')")
  const params = { ...rows.params, from, ...(to !== null && { to }) }
  const window = { start, days: true, latencies: roundedBut(by), lengthS: 0 } as const
  return { ...rawTraffic(by), from: rows.from, params, ...window }
}

/** Whether it is of days that are read row by row, a second of ten million rows: a screen takes them from a `DayBook`. */
export function isDaysOfRows(view: View): boolean {
  return firstDays[view.window] !== undefined && trafficOf(view).table === 'requests'
}

/** What is to be said of the figures of a view beside its window; '' when there is nothing. */
export function windowNote(view: View): string {
  // Asked in each paint: most windows are none of days, and the rest writes SQL.
  if (firstDays[view.window] === undefined) return ''
  const { latencies } = trafficOf(view)
  const since = view.window === 'month' ? '' : 'since 00:00 UTC'
  const what = latencies === 'none' ? `no percentiles by ${view.by} over 24h` : 'percentiles ±1.1 %'
  return since === '' ? what : `${since}, ${what}`
}

/** The rows of `requests` that a view is about, whatever its window: `FROM ${from} AS r`. `more` SQL ends the condition. */
export function windowRows({ window, filter }: View, more = ''): Pick<Traffic, 'from' | 'params'> {
  return rowsSince(windowStart(window), filter, more)
}

/** Expressions of what is summed; of rows for which `condition` holds only. */
export function sumsOf({ table }: Traffic, condition = '1'): Sums {
  const sumIf = (column: string): string => `sumOrNullIf(r.${column}, ${condition})`
  const isRaw = table === 'requests'
  const count = (column: string, raw: string): string =>
    isRaw ? `countIf(${condition} AND ${raw})` : `sumIf(r.${column}, ${condition})`
  return {
    requests: count('requests', '1'),
    errors: count('errors', "r.error_type != ''"),
    unpriced: count('unpriced', "r.cost_usd IS NULL AND r.usage_source != 'none'"),
    estimated: count('estimated', "r.usage_source IN ('estimated', 'partial')"),
    input_tokens: sumIf('input_tokens'),
    output_tokens: sumIf('output_tokens'),
    cost_usd: sumIf('cost_usd')
  }
}

/** An aggregate of a latency, and what makes an array of its percentiles (NULLs without samples) of it. */
export function percentiles(
  { latencies }: Traffic,
  latency: Latency,
  levels: readonly number[]
): { aggregate: string; of(alias: string): string } {
  const list = levels.join(', ')
  const column = `r.${latency}_us`
  const unlessEmpty = (value: string) => (alias: string) =>
    `arrayMap(v -> if(${alias}.1 = 0, NULL, ${value}), ${alias}.2)`
  switch (latencies) {
    case 'values':
      return { aggregate: `(count(${column}), quantilesExact(${list})(${column}))`, of: unlessEmpty('v') }
    case 'rounded': {
      // Exactly, every value would be kept until the end: of a month of rows more than the embedded store may hold.
      const quantiles = `quantilesExactWeighted(${list})(${bucketSql(column)}, toUInt8(${column} IS NOT NULL))`
      return { aggregate: `(count(${column}), ${quantiles})`, of: unlessEmpty(valueSql('v')) }
    }
    case 'buckets':
      return { aggregate: `sumMap(r.${latency}_buckets)`, of: alias => bucketPercentiles(alias, list) }
    default:
      return {
        aggregate: 'toUInt8(0)',
        of: () => `[${levels.map(() => "CAST(NULL, 'Nullable(UInt64)')").join(', ')}]`
      }
  }
}

export type Latency = 'ttft' | 'e2e' | 'tpot'

/** An aggregate of rows: how many have a latency in bucket 0, 1, … Empty where there are to be no percentiles. */
export function bucketCounts({ latencies }: Traffic, latency: Latency): string {
  const column = `r.${latency}_us`
  // 2^64 µs are in the last one.
  return latencies === 'none'
    ? 'emptyArrayUInt64()'
    : `countResampleIf(0, 2049, 1)(${bucketSql(column)}, ${column} IS NOT NULL)`
}

/** The bucket of a latency, as `daily` counts them; of NULL any. */
function bucketSql(column: string): string {
  return `toUInt16(round(32 * log2(greatest(assumeNotNull(${column}), 1))))`
}

/** µs that a bucket stands for. */
function valueSql(bucket: string): string {
  return `toUInt64(round(exp2(${bucket} / 32)))`
}

/** The bucket that holds the value of `quantileExact`'s rank; NULL of no values. */
function bucketPercentiles(map: string, list: string): string {
  const counts = `mapValues(${map})`
  const rank = `toUInt64(floor(q * arraySum(${counts})))`
  const key = `mapKeys(${map})[arrayFirstIndex(c -> c > ${rank}, arrayCumSum(${counts}))]`
  return `arrayMap(q -> if(empty(${counts}), NULL, ${valueSql(key)}), [${list}])`
}

/**
 * The window in pieces: `most` even ones, or its days. `at`: index of a row's piece; `count` of pieces; `length` of one in µs;
 * `trend`: aggregate of the requests of each; `seconds`: length of the window.
 */
export function pieces(
  { table, days, start, moment, lengthS }: Traffic,
  most: number
): { at: string; count: string; length: number; trend: string; seconds: string } {
  const count = days ? `dateDiff('day', toDate(${start}), toDate(now('UTC'))) + 1` : String(most)
  const length = days ? dayUs : (lengthS * 1_000_000) / most
  const since = `toUnixTimestamp64Micro(${moment}) - toUnixTimestamp64Micro(${start})`
  // Moments of one query may be some µs apart, and clocks of two machines more.
  const at = `least(greatest(intDiv(${since}, ${length}), 0), ${count} - 1)`
  const bound = days ? mostDays : most
  const resampled =
    table === 'requests'
      ? `countResample(0, ${bound}, 1)(${at})`
      : `sumResample(0, ${bound}, 1)(r.requests, ${at})`
  return {
    at,
    count,
    length,
    trend: `arraySlice(${resampled}, 1, ${count})`,
    seconds: days ? `dateDiff('second', ${start}, now64(6, 'UTC'))` : String(lengthS)
  }
}

const dayUs = 86_400_000_000
/** Of the longest window, 30 whole days and today, and of the longest month. */
const mostDays = 31

/** Start of a window, a DateTime64(6, 'UTC'): some time ago or, of windows of days, the beginning of one. */
export function windowStart(window: Window): string {
  const day = firstDays[window]
  if (day !== undefined) return `toDateTime64(${day}, 6, 'UTC')`
  return `now64(6, 'UTC') - INTERVAL ${windowSeconds(window, new Date())} SECOND`
}

function rollupOf(
  by: Grouping,
  filter: Filter
): { table: 'daily' | 'daily_users'; sql: string; params: Record<string, unknown> } | null {
  const table = by === 'user' || by === 'key' ? 'daily_users' : 'daily'
  const condition = filterSql(filter, table === 'daily' ? dailyFields : usersFields)
  return condition === null ? null : { table, ...condition }
}

function roundedBut(by: Grouping): 'rounded' | 'none' {
  return by === 'user' || by === 'key' ? 'none' : 'rounded'
}

function rawTraffic(by: Grouping): Pick<Traffic, 'table' | 'name' | 'provider' | 'moment' | 'day'> {
  return {
    table: 'requests',
    name: textFieldsOfR[by],
    provider: by === 'model' ? 'r.provider' : "''",
    moment: 'r.ts',
    day: 'toDate(r.ts)'
  }
}

function rowsSince(start: string, filter: Filter, more = ''): Pick<Traffic, 'from' | 'params'> {
  const { sql, params } = filterSql(filter) ?? { sql: '1', params: {} }
  // The filter stands in a query of its own, where names are columns and never what is selected under their name.
  return { from: `(SELECT * FROM requests WHERE ts >= ${start} AND ${sql} ${more})`, params }
}
