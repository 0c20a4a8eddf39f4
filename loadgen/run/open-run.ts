/** A run while it goes on: what it was asked to be, and what came of its requests so far. */
import type { RunOutcome, RunRequestRow, RunRow } from '../../schemas/run.js'
import type { Outcome } from '../engine/outcome.js'
import type { Plan, PlannedRequest } from '../schedule/plan.js'
import { runVersions } from '../store/run-rows.js'
import type { Store } from '../store/store.js'
import type { SpendEstimate } from './estimate.js'
import type { Screen } from './live-view.js'
import { type OutcomeFile, openOutcomeFile } from './outcome-file.js'
import type { RunSummary } from './summary.js'
import { storeTime } from './time.js'
import type { RunOrder } from './worker-messages.js'

export interface RunJob {
  order: RunOrder
  plan: Plan
  isSupply: boolean
  estimate: SpendEstimate
}

export interface RunPlace {
  store: Store
  dataDir: string
  /** Where progress is shown; NULL: nowhere. */
  screen: Screen | null
  /** First: send no more. Second: end what is in flight, and wait for nothing. */
  interrupts: { first: AbortSignal; second: AbortSignal }
}

export interface RunResult {
  summary: RunSummary
  /** The local copy. */
  file: string
  /** Why the store does not have all of it; NULL when it does. */
  unsent: string | null
}

/** What is known of a request when it has ended. */
export interface EndedRequest {
  request: PlannedRequest
  outcome: Outcome
  worker: number
}

/** A run while it goes on. */
export interface OpenRun {
  job: RunJob
  row: RunRow
  startedAtMs: number
  file: OutcomeFile
  ended: EndedRequest[]
  /** Why it was stopped before its end; '' when it was not. */
  reason: string
}

/** Opens the local copy; nothing is sent yet. */
export function openRun(job: RunJob, { dataDir }: Pick<RunPlace, 'dataDir'>): OpenRun {
  const { order, plan, isSupply } = job
  const startedAtMs = Date.now()
  const row: RunRow = {
    run_id: order.runId,
    ts: storeTime(startedAtMs),
    ended_at: null,
    name: order.loaded.profile.name,
    status: 'running',
    reason: '',
    seed: plan.seed,
    collector: order.collectorUrl,
    arms: plan.arms.map(({ name }) => name),
    planned: isSupply ? 0 : plan.requests.length,
    sent: 0,
    profile_json: profileJson(order),
    summary_json: '',
    version: runVersions.begun
  }
  const file = openOutcomeFile(dataDir, row)
  return { job, row, startedAtMs, file, ended: [], reason: '' }
}

/** The profile names keys by `env:NAME` only; header values may be credentials all the same. */
function profileJson({ loaded }: RunOrder): string {
  return JSON.stringify(loaded.profile, (name, value: unknown) =>
    name === 'headers' && typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.keys(value).map(header => [header, '***']))
      : value
  )
}

/** The row of a request; `outcome` is the client's word until the collector's is known. */
export function requestRow(
  { row, startedAtMs, job }: OpenRun,
  { request, outcome, worker }: EndedRequest,
  end: RunOutcome
): RunRequestRow {
  const whole = (us: number | null) => (us === null ? null : Math.max(0, Math.round(us)))
  return {
    run_id: row.run_id,
    seq: outcome.seq,
    ts: storeTime(startedAtMs + outcome.intendedUs / 1000),
    id: outcome.id,
    arm: job.plan.arms[request.arm]?.name ?? '',
    stage: request.stage,
    warmup: request.warmup,
    session: request.session?.id ?? '',
    turn: request.session?.turn ?? 0,
    outcome: end,
    detail: outcome.detail,
    status: outcome.status,
    retry_after_ms: whole(outcome.retryAfterMs),
    intended_us: whole(outcome.intendedUs) ?? 0,
    sent_us: whole(outcome.sentUs),
    connect_us: whole(outcome.connectUs),
    first_byte_us: whole(outcome.firstByteUs),
    last_byte_us: whole(outcome.lastByteUs),
    done_us: whole(outcome.doneUs),
    request_bytes: outcome.requestBytes,
    response_bytes: outcome.responseBytes,
    chunks: outcome.chunks,
    worker
  }
}
