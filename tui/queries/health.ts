/** How teeline itself is: what its collector says of itself, and what the store tells of it. */
import { TeelineError } from '../../schemas/errors.js'
import type { Event } from '../../schemas/event.js'
import type { Question, Source } from '../feed.js'
import { type View, type Window, windowSeconds } from '../view.js'
import { HttpClient } from './http-client.js'
import { windowStart } from './traffic.js'

/** Of the admin address, `GET /stats`. */
export interface CollectorStats {
  relay: { exchanges: number; failed: number; open: number; backlog_bytes: number }
  recorder: {
    running: boolean
    rows?: number
    faults?: number
    rssBytes?: number
    delivery?: {
      pendingRows: number
      pendingBytes: number
      oldestAgeMs: number | null
      rowsDelivered: number
      rowsLost: number
      rowsDeadLettered: number
      retries: number
      lastError: string | null
      storeUp: boolean
    }
  }
  store: { url: string; embedded: boolean; ready: boolean; restarts: number }
  rss_bytes: number
}

export interface OverheadRow {
  /** Requests that it was measured of. */
  requests: number
  p50_us: number | null
  p95_us: number | null
  p99_us: number | null
  max_us: number | null
  /** Rows whose bytes were kept in part, or not at all. */
  captured_partly: number
  seconds: number
}

/** A 60th of the window, oldest first; NULL where nothing was measured. */
export interface OverheadPiece {
  p50_us: number | null
  p95_us: number | null
  p99_us: number | null
}

export interface EventKindRow {
  kind: string
  events: number
  count: number
  last: string
}

export interface TableRow {
  table: string
  rows: number
  bytes: number
  parts: number
}

/** What a provider's last answer on a route, with a key, said of its limits. */
export interface LimitRow {
  route: string
  key_id: string
  ts: string
  rate_limit: Record<string, string>
}

const adminTimeoutMs = 2_000

/** One `CollectorStats`, or none where no collector runs. */
export async function readStats({ connection }: Source, signal: AbortSignal): Promise<CollectorStats[]> {
  if (connection.adminUrl === null) return []
  const url = new URL('/stats', connection.adminUrl)
  const client = new HttpClient(url, adminTimeoutMs)
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(adminTimeoutMs)])
    const request = { method: 'GET', path: url.pathname, headers: '', body: '' } as const
    const { status, text, broken } = await client.request(request, within)
    if (broken !== null || status !== 200) throw broken ?? new Error(`HTTP ${status}`)
    return [JSON.parse(text) as CollectorStats]
  } catch (error) {
    throw new TeelineError(
      'TEELINE_STORE_QUERY_FAILED',
      `The collector at ${url.origin} does not answer: ${error instanceof Error ? error.message : String(error)}`,
      'teeline doctor tells whether it runs.',
      error
    )
  } finally {
    client.close()
  }
}

/** The widest window that raw rows are read over here. */
export function rawWindow(window: Window): Window {
  return window === '7d' || window === '30d' || window === 'month' ? '24h' : window
}

/** One `OverheadRow`, of `rawWindow`. */
export function overheadQuestion({ window }: View): Question {
  const start = windowStart(rawWindow(window))
  return {
    sql: `SELECT count(overhead_us) AS requests, if(requests = 0, [], arrayMap(v -> toNullable(v),
    quantilesExact(0.5, 0.95, 0.99)(assumeNotNull(overhead_us)))) AS q, q[1] AS p50_us, q[2] AS p95_us, q[3] AS p99_us,
  max(overhead_us) AS max_us, countIf(capture != 'full') AS captured_partly,
  dateDiff('second', ${start}, now64(6, 'UTC')) AS seconds
FROM requests WHERE ts >= ${start}`,
    params: {}
  }
}

/** 60 `OverheadPiece`s of `rawWindow`. */
export function overheadSeriesQuestion({ window }: View): Question {
  const raw = rawWindow(window)
  const start = windowStart(raw)
  const lengthUs = (windowSeconds(raw, new Date()) * 1_000_000) / pieceCount
  return {
    sql: `SELECT q[1] AS p50_us, q[2] AS p95_us, q[3] AS p99_us
FROM (SELECT least(greatest(intDiv(toUnixTimestamp64Micro(ts) - toUnixTimestamp64Micro(${start}), ${lengthUs}), 0), ${pieceCount - 1}) AS at,
    arrayMap(v -> toNullable(v), quantilesExact(0.5, 0.95, 0.99)(assumeNotNull(overhead_us))) AS q
  FROM requests WHERE ts >= ${start} AND overhead_us IS NOT NULL GROUP BY at)
ORDER BY at WITH FILL FROM 0 TO ${pieceCount}`,
    params: {}
  }
}

const pieceCount = 60

/** `EventKindRow`s of the window. */
export function eventKindsQuestion({ window }: View): Question {
  return {
    sql: `SELECT kind, count() AS events, sum(e.count) AS count, toString(max(ts)) AS last
FROM events AS e WHERE ts >= ${windowStart(window)} GROUP BY kind ORDER BY last DESC, kind`,
    params: {}
  }
}

/** The newest events of the window. */
export function eventsQuestion({ window }: View): Question {
  return {
    sql: `SELECT toString(e.ts) AS ts, kind, message, count, attributes, collector
FROM events AS e WHERE e.ts >= ${windowStart(window)} ORDER BY e.ts DESC LIMIT 200`,
    params: {}
  }
}

export type EventRow = Event

/** `TableRow`s of the database, largest first. */
export function tablesQuestion(): Question {
  return {
    sql: `SELECT table, sum(p.rows) AS rows, sum(bytes_on_disk) AS bytes, count() AS parts
FROM system.parts AS p WHERE active AND database = currentDatabase() GROUP BY table ORDER BY bytes DESC, table`,
    params: {}
  }
}

/** `LimitRow`s of the last hour, newest first: limits are windows of a minute or a day. */
export function limitsQuestion(): Question {
  return {
    sql: `SELECT route, key_id, toString(max(r.ts)) AS ts, argMax(r.rate_limit, r.ts) AS rate_limit
FROM (SELECT * FROM requests WHERE ts >= ${windowStart('1h')} AND notEmpty(rate_limit)) AS r
GROUP BY route, key_id ORDER BY ts DESC, route, key_id LIMIT 50`,
    params: {}
  }
}
