/** What a run came to, for each arm and as a whole: exact figures of all samples, with what they leave out. */
import { Decimal } from 'decimal.js'
import type { RunOutcome, RunStatus } from '../../schemas/run.js'
import { percentileOf } from '../compare/percentile.js'
import type { Outcome } from '../engine/outcome.js'
import type { Plan, PlannedRequest } from '../schedule/plan.js'
import { type Attempt, checkObjectives, goodputOf, type Objective } from './objective.js'
import { type Latencies, latenciesOf, outcomeOf, type RecordedRequest } from './sample.js'

/** As printed by `--json` and kept in `runs.summary_json`. Latencies are milliseconds, money decimal strings of USD. */
export interface RunSummary {
  run_id: string
  name: string
  status: RunStatus
  /** Why it is partial, failed or void; '' else. */
  reason: string
  seed: number
  collector: string
  workers: number
  started_at: string
  ended_at: string
  /** Length of the time in which requests were to be sent, as far as the run came. */
  window_s: number
  client: ClientSummary
  arms: ArmSummary[]
  total: ArmSummary
  objectives: ObjectiveSummary[]
  spend: SpendSummary
  /** Answers whose row the store does not have (yet); their latencies are missing. */
  rows_missing: number
}

export interface ClientSummary {
  verdict: 'good' | 'void'
  reasons: string[]
  send_lag_ms: { p50: number; p99: number; max: number } | null
  /** Of one core, for each process. */
  cpu_share: number[]
}

export interface SpendSummary {
  /** Of all rows of the run, warm-up among them; what `rows_missing` counts is not in it. */
  usd: string
  /** Rows with a use but no price; they are not in `usd`. */
  unpriced: number
  cap_usd: string | null
  /** As planned, before the run; NULL when an arm has no known price. */
  estimated_usd: string | null
}

export interface ObjectiveSummary {
  arm: string
  /** One of the latencies, or `error_rate`, whose limit is a share. */
  metric: string
  percentile: number | null
  limit: number
  /** NULL: so many failed that there is no such percentile. */
  actual: number | null
  met: boolean
}

export interface Percentiles {
  n: number
  p50: number | null
  p90: number | null
  p95: number | null
  p99: number | null
  max: number | null
}

export interface ArmSummary {
  /** '' for all arms together. */
  arm: string
  /** NULL in a closed loop that only its duration ends. */
  planned: number | null
  sent: number
  /** Attempts that are measured: all but the warm-up. */
  measured: number
  warmup: number
  ok: number
  failed: number
  /** Of the measured attempts that failed, by class. */
  outcomes: Partial<Record<RunOutcome, number>>
  /** A second, over the window. NULL where answers decide when the next goes out: closed loops, turns of a session. */
  rate_wanted: number | null
  rate_sent: number
  latency_ms: Record<keyof Latencies, Percentiles>
  /** Share of the measured attempts that were good and within every limit; NULL without objectives. */
  goodput: number | null
  connections: { cold: number; reused: number }
  /** Of all rows of the arm; NULL when none told. */
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: string
  unpriced: number
}

/** A request that was made (or should have been), and its row if there is one. */
export interface MadeRequest {
  request: PlannedRequest
  outcome: Outcome
  worker: number
  recorded: RecordedRequest | undefined
}

export interface ArmFigures {
  plan: Pick<Plan, 'arms' | 'requests'>
  /** See `isSupply`. */
  isSupply: boolean
  made: readonly MadeRequest[]
  recorded: readonly RecordedRequest[]
  objectives: readonly Objective[]
  windowS: number
}

/** Figures of one arm, or of all with `arm` NULL. */
export function summariseArm(figures: ArmFigures, arm: number | null): ArmSummary {
  const { plan, objectives, windowS, isSupply } = figures
  const name = arm === null ? '' : (plan.arms[arm]?.name ?? '')
  const planned = plan.requests.filter(request => arm === null || request.arm === arm)
  const made = figures.made.filter(({ request }) => arm === null || request.arm === arm)
  const rows = figures.recorded.filter(row => arm === null || row.arm === name)
  const measured = made.filter(({ request }) => !request.warmup)
  const attempts = measured.map(attemptOf)
  const outcomes = countOutcomes(measured)
  const sent = made.filter(({ outcome }) => outcome.sentUs !== null)
  const isScheduled = planned.every(({ dueUs }) => dueUs !== null)
  const wanted = planned.filter(({ dueUs }) => dueUs !== null && dueUs < windowS * 1e6).length
  const failed = attempts.filter(({ latencies }) => latencies === null).length
  return {
    arm: name,
    planned: isSupply ? null : planned.length,
    sent: sent.length,
    measured: measured.length,
    warmup: made.length - measured.length,
    ok: measured.length - failed,
    failed,
    outcomes,
    rate_wanted: isScheduled ? round(wanted / windowS, 3) : null,
    rate_sent: round(
      sent.filter(({ outcome }) => (outcome.sentUs ?? 0) <= windowS * 1e6).length / windowS,
      3
    ),
    latency_ms: latencyOf(attempts),
    goodput: goodputOf(objectives, attempts),
    connections: {
      cold: sent.filter(({ outcome }) => outcome.connectUs !== null).length,
      reused: sent.filter(({ outcome }) => outcome.connectUs === null).length
    },
    input_tokens: sumOf(rows, 'input_tokens'),
    output_tokens: sumOf(rows, 'output_tokens'),
    cost_usd: costOf(rows),
    unpriced: unpricedOf(rows)
  }
}

/** Whether each arm met each objective of the profile. */
export function summariseObjectives(
  figures: ArmFigures,
  maxErrorRate: number | undefined
): ObjectiveSummary[] {
  return figures.plan.arms.flatMap(({ name }, arm) => {
    const measured = figures.made.filter(({ request }) => request.arm === arm && !request.warmup)
    const attempts = measured.map(attemptOf)
    const latencies = checkObjectives(figures.objectives, attempts).map(result => ({
      arm: name,
      metric: result.metric,
      percentile: result.percentile,
      limit: result.limitMs,
      actual: result.actualMs,
      met: result.met
    }))
    if (maxErrorRate === undefined) return latencies
    const failed = attempts.filter(attempt => attempt.latencies === null).length
    const actual = attempts.length === 0 ? null : failed / attempts.length
    const met = actual !== null && actual <= maxErrorRate
    return [
      ...latencies,
      { arm: name, metric: 'error_rate', percentile: null, limit: maxErrorRate, actual, met }
    ]
  })
}

/** How the request ended, after what the collector read in its stream. */
export function endOf({ outcome, recorded }: MadeRequest): RunOutcome {
  return outcomeOf(outcome.kind, recorded)
}

/** Answers that came and have no row. */
export function rowsMissing(made: readonly MadeRequest[]): number {
  return made.filter(({ outcome, recorded }) => outcome.status !== null && recorded === undefined).length
}

/** Rows that used something and have no price. */
export function unpricedOf(rows: readonly RecordedRequest[]): number {
  return rows.filter(({ cost_usd, usage_source }) => cost_usd === null && usage_source !== 'none').length
}

/** Sum of what is known, as a decimal string. */
export function costOf(rows: readonly RecordedRequest[]): string {
  const known = rows.flatMap(({ cost_usd }) => (cost_usd === null ? [] : [cost_usd]))
  return known.reduce((sum, cost) => sum.plus(cost), new Decimal(0)).toFixed()
}

function attemptOf(made: MadeRequest): Attempt {
  if (endOf(made) !== '') return { latencies: null }
  const { intendedUs, sentUs, doneUs } = made.outcome
  const sent = { intended_us: intendedUs, sent_us: sentUs, done_us: doneUs }
  return { latencies: latenciesOf(sent, made.recorded) }
}

function latencyOf(attempts: readonly Attempt[]): ArmSummary['latency_ms'] {
  const of = (metric: keyof Latencies) =>
    percentiles(attempts.flatMap(({ latencies }) => latencies?.[metric] ?? []))
  return {
    ttft: of('ttft'),
    ttft_intended: of('ttft_intended'),
    tpot: of('tpot'),
    gap_p95: of('gap_p95'),
    e2e: of('e2e'),
    e2e_intended: of('e2e_intended')
  }
}

function percentiles(samples: readonly number[]): Percentiles {
  const sorted = Float64Array.from(samples).sort()
  const at = (percentile: number) => {
    const value = percentileOf(sorted, percentile)
    return value === null ? null : round(value, 3)
  }
  return { n: sorted.length, p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: at(100) }
}

function countOutcomes(made: readonly MadeRequest[]): Partial<Record<RunOutcome, number>> {
  const counts: Partial<Record<RunOutcome, number>> = {}
  for (const one of made) {
    const end = endOf(one)
    if (end !== '') counts[end] = (counts[end] ?? 0) + 1
  }
  return counts
}

function sumOf(rows: readonly RecordedRequest[], column: 'input_tokens' | 'output_tokens'): number | null {
  return rows.reduce<number | null>(
    (sum, { [column]: tokens }) => (tokens === null ? sum : (sum ?? 0) + tokens),
    null
  )
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places))
}
