/** The load tables, and what the collector recorded of a run. */
import type { RunRequestRow, RunRow } from '../../schemas/run.js'
import type { RecordedRequest } from '../run/sample.js'
import type { Store } from './store.js'

/** What the collector's rows say of an arm so far. Percentiles are exact, over all rows so far, in milliseconds. */
export interface ArmRows {
  arm: string
  rows: number
  /** Rows with a use but no price; they are in no sum. */
  unpriced: number
  priced: number
  /** Decimal string. */
  costUsd: string
  ttftMs: LivePercentiles
  e2eMs: LivePercentiles
}

export type LivePercentiles = [p50: number | null, p95: number | null, p99: number | null]

/** Asked each second, so bounded by time: rows are in order of hour within provider and model. */
const sinceRun = "run_id = {run:String} AND ts >= {since:DateTime64(6, 'UTC')}"

/** One for each arm that has rows, and one named '', as no arm is, for all of them. */
export async function readArmRows(store: Store, runId: string, since: string): Promise<ArmRows[]> {
  const rows = await store.rows<{
    arm: string
    rows: number
    unpriced: number
    priced: number
    cost: string
    ttft: LivePercentiles
    e2e: LivePercentiles
  }>(
    `SELECT arm, toUInt32(count()) AS rows,
      toUInt32(countIf(cost_usd IS NULL AND usage_source != 'none')) AS unpriced,
      toUInt32(countIf(cost_usd IS NOT NULL)) AS priced, toString(ifNull(sum(cost_usd), 0)) AS cost,
      ${percentilesSql('ttft_us')} AS ttft, ${percentilesSql('e2e_us')} AS e2e
    FROM requests WHERE ${sinceRun} GROUP BY GROUPING SETS ((arm), ())`,
    { run: runId, since }
  )
  return rows.map(({ cost, ttft, e2e, ...row }) => ({ ...row, costUsd: cost, ttftMs: ttft, e2eMs: e2e }))
}

/** Of good answers. ClickHouse gives 0 for the percentile of nothing, which would be a figure. */
function percentilesSql(column: string): string {
  const good = `error_type = '' AND ${column} IS NOT NULL`
  const found = `arrayMap(us -> us / 1000, quantilesExactIf(0.5, 0.95, 0.99)(${column}, ${good}))`
  return `if(countIf(${good}) = 0, [NULL, NULL, NULL], ${found})`
}

/** All rows of a run. */
export async function readRecorded(store: Store, runId: string, since: string): Promise<RecordedRequest[]> {
  return store.rows<RecordedRequest>(
    `SELECT id, arm, error_type, ttft_us, tpot_us, gap_p95_us, e2e_us, input_tokens, output_tokens, usage_source, cost_usd
    FROM requests WHERE ${sinceRun}`,
    { run: runId, since }
  )
}

export async function countRecorded(store: Store, runId: string, since: string): Promise<number> {
  const sql = `SELECT toUInt32(count()) AS n FROM requests WHERE ${sinceRun}`
  const [row] = await store.rows<{ n: number }>(sql, { run: runId, since })
  return row?.n ?? 0
}

/** A run is written when it begins and again when it ends, which takes back that it was held for lost; the highest counts. */
export const runVersions = { begun: 1, lost: 2, ended: 3 } as const

export async function writeRun(store: Store, run: RunRow): Promise<void> {
  await store.insert('runs', [run], `${run.run_id}/${run.version}`)
}

/** In batches that may be sent again. */
export async function writeRunRequests(
  store: Store,
  runId: string,
  rows: readonly RunRequestRow[]
): Promise<void> {
  for (let start = 0; start < rows.length; start += batchRows) {
    await store.insert('run_requests', rows.slice(start, start + batchRows), `${runId}/requests/${start}`)
  }
}

const batchRows = 5_000

/** Runs whose end nobody has written. */
export async function readRunning(store: Store): Promise<RunRow[]> {
  return store.rows<RunRow>("SELECT * FROM runs FINAL WHERE status = 'running'")
}

/** How many rows the collector delivered of a run, and when the last of their requests began. */
export async function readLastRow(
  store: Store,
  runId: string,
  since: string
): Promise<{ rows: number; last: string }> {
  const [row] = await store.rows<{ rows: number; last: string }>(
    `SELECT toUInt32(count()) AS rows, toString(max(ts)) AS last FROM requests WHERE ${sinceRun}`,
    { run: runId, since }
  )
  return row ?? { rows: 0, last: '' }
}

/** Rows that are later than this are no more looked for. */
const lateDays = 7

/** Runs of the last days with answers that had no row when they were summed up. */
export async function readRunsLackingRows(store: Store): Promise<RunRow[]> {
  return store.rows<RunRow>(
    `SELECT * FROM runs FINAL WHERE ts > now64(6, 'UTC') - INTERVAL ${lateDays} DAY AND JSONExtractUInt(summary_json, 'rows_missing') > 0`
  )
}

/** What the client saw of each request of a run, in the order of the schedule. */
export async function readRunRequests(store: Store, runId: string): Promise<RunRequestRow[]> {
  return store.rows<RunRequestRow>('SELECT * FROM run_requests WHERE run_id = {run:String} ORDER BY seq', {
    run: runId
  })
}

export type ListedRun = Pick<
  RunRow,
  'run_id' | 'ts' | 'ended_at' | 'name' | 'status' | 'reason' | 'arms' | 'planned' | 'sent'
> & { summary_json: string }

/** Newest first. */
export async function readRuns(store: Store, limit: number): Promise<ListedRun[]> {
  return store.rows<ListedRun>(
    `SELECT run_id, toString(ts) AS ts, ended_at, name, status, reason, arms, planned, sent, summary_json
    FROM runs FINAL ORDER BY runs.ts DESC, run_id DESC LIMIT {limit:UInt32}`,
    { limit }
  )
}
