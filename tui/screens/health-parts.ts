/** What the health screen says, in lines: the collector, its overhead, losses, the store's size, upstream limits. */
import { bar } from '../kit/charts.js'
import type { Look, Tone } from '../kit/look.js'
import { age, bytes, count, duration, percentileOf, whole } from '../kit/numbers.js'
import type { Column } from '../kit/table.js'
import { fitStyled, fitText, widthOf } from '../kit/text.js'
import type {
  CollectorStats,
  EventKindRow,
  EventRow,
  LimitRow,
  OverheadRow,
  TableRow
} from '../queries/health.js'
import type { Frame } from './screen.js'

/** A label, what it says, and how bad that is. */
export type Fact = readonly [label: string, text: string, tone?: Tone]

/** What `GET /stats` says; `stats` is NULL as long as nothing was answered. */
export function collectorFacts(stats: CollectorStats | null, why: string): Fact[] {
  if (stats === null) return [['collector', why, 'warn']]
  const { relay, recorder, store } = stats
  const { delivery } = recorder
  const facts: Fact[] = [
    [
      'relay',
      `${whole(relay.exchanges)} exchanges since start, ${whole(relay.open)} open, ${whole(relay.failed)} failed`
    ],
    ['recorder', recorderText(stats), recorder.running ? 'plain' : 'bad'],
    ['memory', `${bytes(stats.rss_bytes)} of the collector, ${bytes(relay.backlog_bytes)} not recorded yet`]
  ]
  if (delivery !== undefined) {
    const oldest = delivery.oldestAgeMs === null ? '' : `, the oldest ${age(delivery.oldestAgeMs)} old`
    facts.push(
      [
        'outbox',
        `${whole(delivery.pendingRows)} rows, ${bytes(delivery.pendingBytes)}${oldest}`,
        (delivery.oldestAgeMs ?? 0) > lateMs ? 'warn' : 'plain'
      ],
      ['delivered', `${whole(delivery.rowsDelivered)} rows since start, ${whole(delivery.retries)} retries`],
      ['lost', lostText(delivery), delivery.rowsLost + delivery.rowsDeadLettered > 0 ? 'bad' : 'plain']
    )
    if (delivery.lastError !== null) facts.push(['last error', delivery.lastError, 'warn'])
  }
  facts.push([
    'store',
    storeText(store, delivery?.storeUp),
    delivery?.storeUp === false || !store.ready ? 'bad' : 'plain'
  ])
  return facts
}

export function overheadFacts(row: OverheadRow | null, windowName: string): Fact[] {
  if (row === null || row.requests === 0) return [['added', `nothing measured in the ${windowName}`]]
  const { p50_us, p95_us, p99_us, max_us, requests, captured_partly } = row
  const facts: Fact[] = [
    [
      'added',
      `p50 ${duration(p50_us)}  p95 ${percentileOf(p95_us, 95, requests)}  p99 ${percentileOf(p99_us, 99, requests)}  max ${duration(max_us)}`
    ],
    ['of', `${whole(requests)} requests, ${windowName}`]
  ]
  const partly: Fact = ['bytes kept', `in part or not of ${whole(captured_partly)} requests`, 'warn']
  return captured_partly === 0 ? facts : [...facts, partly]
}

export function eventFacts(kinds: readonly EventKindRow[], look: Look): Fact[] {
  if (kinds.length === 0) return [['events', 'none: nothing was lost, refused or restarted']]
  return kinds.map(({ kind, events, count: total, last }) => [
    kind,
    `${whole(total)} in ${whole(events)} events ${look.glyphs.separator} last ${last.slice(0, 19)} UTC`,
    kind === 'rows_lost' || kind === 'bytes_lost' || kind === 'dead_letter' ? 'bad' : 'warn'
  ])
}

export function sizeFacts(tables: readonly TableRow[]): Fact[] {
  const sum = (pick: (row: TableRow) => number): number => tables.reduce((total, row) => total + pick(row), 0)
  const line = ({ rows, bytes: size, parts }: Omit<TableRow, 'table'>): string =>
    `${fitText(bytes(size), 7, 'right')} ${fitText(count(rows), 6, 'right')} rows ${fitText(whole(parts), 4, 'right')} ${parts === 1 ? 'part' : 'parts'}`
  if (tables.length === 0) return [['tables', 'not told by this store']]
  const total = { rows: sum(row => row.rows), bytes: sum(row => row.bytes), parts: sum(row => row.parts) }
  return [['all', line(total)], ...tables.map(row => [row.table, line(row)] as const)]
}

/** What a provider said of its limits, a line each: `requests ████████·· 4,123 of 5,000 left, 3s ago`. */
export function limitFacts(
  limits: readonly LimitRow[],
  { at, width, look: { glyphs } }: Pick<Frame, 'at' | 'width' | 'look'>
): Fact[] {
  if (limits.length === 0) return [['limits', 'no provider told any in the last hour']]
  return limits.flatMap(({ route, key_id, ts, rate_limit }) => {
    const said = limitsOf(rate_limit)
    const ago = `${age(at.getTime() - Date.parse(`${ts.replace(' ', 'T')}Z`))} ago`
    const label = `${route} ${key_id}`.trimEnd()
    if (said.length === 0) return [[label, `headers without a number left, ${ago}`] as const]
    return said.map(({ what, left, limit }, nth): Fact => {
      const filled = limit === null || width < widthWithBars ? '' : `${bar(left / limit, limitBar, glyphs)} `
      const isLow = limit !== null && left / limit < lowShare
      const text = `${what} ${filled}${whole(left)}${limit === null ? '' : ` of ${whole(limit)}`} left, ${ago}`
      return [nth === 0 ? label : '', text, isLow ? 'warn' : 'plain']
    })
  })
}

/** `left` and, if it was told, `limit` of each thing that is limited. */
export function limitsOf(
  headers: Readonly<Record<string, string>>
): { what: string; left: number; limit: number | null }[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!/remaining/.test(name) || !/^\d+(\.\d+)?$/.test(value)) return []
    const limit = headers[name.replace('remaining', 'limit')]
    const what = name.replace(/^(x-|anthropic-)*ratelimit-/, '').replace(/-?remaining-?/, '') || 'calls'
    return [
      {
        what,
        left: Number(value),
        limit: limit !== undefined && /^\d+(\.\d+)?$/.test(limit) ? Number(limit) : null
      }
    ]
  })
}

export const eventColumns: readonly Column<EventRow>[] = [
  {
    key: 'ts',
    head: 'TIME (UTC)',
    width: 19,
    priority: 0,
    cell: row => row.ts.slice(0, 19),
    sortBy: row => row.ts
  },
  { key: 'kind', head: 'EVENT', width: 18, priority: 0, cell: row => row.kind, sortBy: row => row.kind },
  {
    key: 'count',
    head: 'COUNT',
    width: 7,
    priority: 1,
    align: 'right',
    cell: row => whole(row.count),
    sortBy: row => row.count
  },
  {
    key: 'message',
    head: 'WHAT',
    width: 20,
    priority: 0,
    grow: 3,
    most: 'content',
    cell: row => row.message
  },
  {
    key: 'collector',
    head: 'COLLECTOR',
    width: 12,
    priority: 2,
    grow: 1,
    cell: row => row.collector,
    sortBy: row => row.collector
  }
]

/** A fact a line, labels of one width. */
export function factLines(facts: readonly Fact[], width: number, { look }: Pick<Frame, 'look'>): string[] {
  const labelWidth = Math.min(20, Math.max(...facts.map(([label]) => widthOf(label)), 8))
  return facts.map(([label, text, tone = 'plain']) => {
    const shown = fitText(text, Math.max(0, width - labelWidth - 3), 'left', look.glyphs.more)
    const mark = tone === 'bad' || tone === 'warn' ? '!' : ' '
    return fitStyled(
      `${look.paint(tone, mark)}${look.paint('dim', fitText(label, labelWidth))} ${look.paint(tone, shown)}`,
      width
    )
  })
}

/** Rows that wait longer have a store that does not take them. */
const lateMs = 10_000
const lowShare = 0.1
const limitBar = 10
/** Least cells of a line that has room for a bar. */
const widthWithBars = 72

function recorderText({ recorder }: CollectorStats): string {
  if (!recorder.running) return 'does not run: calls are relayed, and nothing is recorded'
  return `${whole(recorder.rows ?? 0)} rows since start, ${whole(recorder.faults ?? 0)} bodies unreadable`
}

function lostText({
  rowsLost,
  rowsDeadLettered
}: NonNullable<CollectorStats['recorder']['delivery']>): string {
  return `${whole(rowsLost)} rows since start, ${whole(rowsDeadLettered)} refused by the store`
}

function storeText(
  { url, embedded, ready, restarts }: CollectorStats['store'],
  isUp: boolean | undefined
): string {
  const state = !ready ? 'not ready' : isUp === false ? 'does not answer the collector' : 'up'
  return `${state}, ${embedded ? 'embedded' : 'server'} ${url}${restarts > 0 ? `, restarted ${restarts === 1 ? 'once' : `${restarts} times`}` : ''}`
}
