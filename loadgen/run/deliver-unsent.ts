/**
 * Runs that the store does not have in full, because it was away at their end or because their process was killed: what
 * their files hold goes to the store, summed up with the rows that the collector delivered meanwhile.
 */
import type { RunRequestRow, RunRow } from '../../schemas/run.js'
import { judgeClient, sendLagUs } from '../engine/client-health.js'
import type { Outcome } from '../engine/outcome.js'
import type { Profile } from '../profile/profile-schema.js'
import { readRecorded, writeRun, writeRunRequests } from '../store/run-rows.js'
import type { Store } from '../store/store.js'
import { sinceOf } from './open-run.js'
import { type KeptRun, markSent, readKeptRun, unsentFiles } from './outcome-file.js'
import {
  type ArmFigures,
  type ArmSummary,
  costOf,
  endOf,
  type MadeRequest,
  type RunSummary,
  summariseArm,
  summariseObjectives,
  unpricedOf
} from './summary.js'
import { storeTime } from './time.js'

const brokenOff = 'its process ended before the run did'

/**
 * Brings in every run of the data directory whose process has gone. What is sent twice is stored once, so it may stop
 * anywhere and be called again.
 *
 * @returns a line for each file that was brought in, or could not be and stays.
 */
export async function deliverUnsent(store: Store, dataDir: string): Promise<string[]> {
  const lines: string[] = []
  for (const file of unsentFiles(dataDir)) {
    try {
      const kept = await readKeptRun(file)
      if (kept.isOpen) continue
      await deliver(store, kept)
      lines.push(`${kept.run.run_id} was not in the store in full, and is now: ${markSent(file)}`)
    } catch (error) {
      lines.push(`Not brought into the store: ${file}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return lines
}

async function deliver(store: Store, kept: KeptRun): Promise<void> {
  const { run, requests } = kept
  const recorded = await readRecorded(store, run.run_id, sinceOf({ startedAtMs: epochMs(run.ts) }))
  const byId = new Map(recorded.map(row => [row.id, row]))
  const made = requests.map(row => ({ ...madeRequest(run, row), recorded: byId.get(row.id) }))
  const summary = summarise(kept, made, recorded)
  // In the order and with the tokens of the run's own end, of which the store may have a part.
  await writeRunRequests(
    store,
    run.run_id,
    requests.map((row, at) => ({ ...row, outcome: endOf(made[at] as MadeRequest) }))
  )
  await writeRun(store, {
    ...run,
    ts: summary.started_at,
    ended_at: summary.ended_at,
    status: summary.status,
    reason: summary.reason,
    planned: summary.total.planned ?? made.length,
    sent: summary.total.sent,
    summary_json: JSON.stringify(summary),
    version: 2
  })
}

/** The run's own summary, if it came to one, with the figures that need the collector's rows made anew. */
function summarise(kept: KeptRun, made: MadeRequest[], recorded: ArmFigures['recorded']): RunSummary {
  const { run, summary: own } = kept
  const profile = JSON.parse(run.profile_json) as Profile
  const frame = own ?? frameOf(kept, profile)
  const figures: ArmFigures = {
    plan: {
      arms: run.arms.map(name => ({ name, route: '', model: '' })),
      requests: made.map(({ request }) => request)
    },
    isSupply: false,
    made,
    recorded,
    objectives: profile.slos,
    windowS: frame.window_s
  }
  // What was planned and never came to an end is not in the file.
  const arms = run.arms.map((_, arm) => ({ ...summariseArm(figures, arm), ...plannedOf(own?.arms[arm]) }))
  const total = { ...summariseArm(figures, null), ...plannedOf(own?.total) }
  return {
    ...frame,
    arms,
    total: own === null && run.planned > 0 ? { ...total, planned: run.planned } : total,
    objectives: summariseObjectives(figures, profile.maxErrorRate),
    spend: { ...frame.spend, usd: costOf(recorded), unpriced: unpricedOf(recorded) },
    rows_missing: made.filter(one => one.outcome.id !== '' && one.recorded === undefined).length
  }
}

function plannedOf(arm: ArmSummary | undefined): Pick<ArmSummary, 'planned' | 'rate_wanted'> {
  return { planned: arm?.planned ?? null, rate_wanted: arm?.rate_wanted ?? null }
}

type Frame = Omit<RunSummary, 'arms' | 'total' | 'objectives' | 'rows_missing'>

/** Of a run that was killed: as far as its last request came. Its processor use went with it. */
function frameOf({ run, requests }: KeptRun, { spendUsd }: Profile): Frame {
  const lags = requests.flatMap(row => sendLagUs(outcomeOf(row)) ?? [])
  const { verdict, reasons, lag } = judgeClient([], lags)
  const lastUs = requests.reduce(
    (last, { done_us, intended_us }) => Math.max(last, done_us ?? intended_us),
    0
  )
  return {
    run_id: run.run_id,
    name: run.name,
    status: verdict === 'void' ? 'void' : 'partial',
    reason: [brokenOff, ...reasons].join('; '),
    seed: run.seed,
    collector: run.collector,
    workers: 1 + Math.max(0, ...new Set(requests.map(({ worker }) => worker))),
    started_at: run.ts,
    ended_at: storeTime(epochMs(run.ts) + lastUs / 1000),
    window_s: Math.max(0.001, lastUs / 1e6),
    client: {
      verdict,
      reasons,
      send_lag_ms:
        lag === null ? null : { p50: lag.p50Us / 1000, p99: lag.p99Us / 1000, max: lag.maxUs / 1000 },
      cpu_share: []
    },
    spend: {
      usd: '0',
      unpriced: 0,
      cap_usd: spendUsd === undefined ? null : String(spendUsd),
      estimated_usd: null
    }
  }
}

function madeRequest(run: RunRow, row: RunRequestRow): Omit<MadeRequest, 'recorded'> {
  const { seq, arm, stage, warmup, intended_us: dueUs, worker } = row
  return {
    request: { seq, dueUs, arm: run.arms.indexOf(arm), stage, warmup, session: null },
    outcome: outcomeOf(row),
    worker
  }
}

function outcomeOf(row: RunRequestRow): Outcome {
  return {
    seq: row.seq,
    id: row.id,
    kind: row.outcome,
    detail: row.detail,
    status: row.status,
    retryAfterMs: row.retry_after_ms,
    intendedUs: row.intended_us,
    sentUs: row.sent_us,
    connectUs: row.connect_us,
    firstByteUs: row.first_byte_us,
    lastByteUs: row.last_byte_us,
    doneUs: row.done_us ?? row.intended_us,
    requestBytes: row.request_bytes,
    responseBytes: row.response_bytes,
    chunks: row.chunks
  }
}

/** Of a time as the store has it. */
function epochMs(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}Z`)
}
