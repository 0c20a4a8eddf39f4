/**
 * Verdicts on what the engine itself measured: two arms of short runs against a local provider, alike or not. What is looked at
 * is what is printed.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSides } from '../../loadgen/compare/compare.js'
import { comparisonText } from '../../loadgen/compare/print.js'
import type { Side, SideAttempt } from '../../loadgen/compare/side.js'
import { sendLagUs } from '../../loadgen/engine/client-health.js'
import { nowUs } from '../../loadgen/engine/clock.js'
import { drive } from '../../loadgen/engine/drive.js'
import { createEngine } from '../../loadgen/engine/engine.js'
import type { Outcome } from '../../loadgen/engine/outcome.js'
import { latenciesOf } from '../../loadgen/run/sample.js'
import { dealArms } from '../../loadgen/schedule/arm-blocks.js'
import { randomOf } from '../../loadgen/schedule/random.js'
import { planned, planOf } from '../support/load-plan.js'
import { seededRandom } from '../support/random.js'
import { startTimedServer, type TimedServer } from '../support/timed-server.js'

const tokens = 3
const pace = { tokens, firstTokenMs: { median: 15, sigma: 0.25 }, gapMs: { median: 3, sigma: 0.25 } }
const timeouts = { firstByteMs: 30_000, idleMs: 30_000, totalMs: 30_000 }

let server: TimedServer

beforeAll(async () => {
  server = await startTimedServer(5, pace)
})
afterAll(() => server.close())

test('arms that are alike: no difference is shown in at least 95 of 100 seeds', async () => {
  const runs = await inPairs(100, seed => comparedArms({ seed, count: 200, perSecond: 1_000, factor: 1 }))
  for (const { text } of runs) expect(text).toContain('no difference shown')
  const clean = runs.filter(({ text }) => !/(faster|slower)$/m.test(text)).length
  console.info(`no difference shown in ${clean} of 100`)
  expect(clean).toBeGreaterThanOrEqual(95)
})

test('an arm that is 20 % slower is found, and never taken for the faster one', async ({ skip }) => {
  const runs = await inPairs(12, seed =>
    comparedArms({ seed: 1_000 + seed, count: 600, perSecond: 1_000, factor: 1.2 })
  )
  for (const { text } of runs) expect(text).not.toContain('faster')
  // Where the quicker arm took much longer than its provider waited, the machine was what was measured.
  const calm = runs.filter(({ firstMs }) => firstMs < 1.6 * pace.firstTokenMs.median)
  skip(calm.length < 6, `the machine was too busy to measure in ${12 - calm.length} of 12 runs`)
  const found = calm.filter(({ text }) => /^TTFT +p50 .*slower$/m.test(text)).length
  console.info(`found in ${found} of ${calm.length}`)
  // Nearly all of them where nothing else runs; what else does takes from both arms alike, and hides the difference in some.
  expect(found).toBeGreaterThanOrEqual(calm.length / 2)
})

/** Two runs at a time, which is what two cores can do. */
async function inPairs(seeds: number, make: (seed: number) => Promise<Compared>): Promise<Compared[]> {
  const runs: Compared[] = []
  for (let seed = 0; seed < seeds; seed += 2) runs.push(...(await Promise.all([make(seed), make(seed + 1)])))
  return runs
}

interface Compared {
  /** As it is printed. */
  text: string
  /** Median TTFT of the first arm. */
  firstMs: number
}

interface ShortRun {
  seed: number
  count: number
  perSecond: number
  /** So much longer the second arm waits. */
  factor: number
}

/** Makes a run of two arms and says how they compare. */
async function comparedArms({ seed, count, perSecond, factor }: ShortRun): Promise<Compared> {
  const random = seededRandom(seed)
  const nextArm = dealArms([1, 1], randomOf(seed, 'arms'))
  let dueUs = 0
  const requests = Array.from({ length: count }, (_, seq) => {
    dueUs += (-Math.log(1 - random.next()) / perSecond) * 1e6
    return planned(seq, dueUs, { arm: nextArm() })
  })
  const plan = planOf(requests, () => '/v1/chat/completions')
  const engine = await createEngine({
    target: server.url,
    maxInFlight: 400,
    timeouts,
    startedAtUs: nowUs() + 10_000
  })
  const outcomes: Outcome[][] = [[], []]
  await drive(
    {
      ...plan,
      // Of its own in the whole test, so that every run waits otherwise.
      build: request => ({
        ...plan.build(request),
        body: Buffer.from(
          JSON.stringify({ seq: seed * 1_000 + request.seq, factor: request.arm === 1 ? factor : 1 })
        )
      })
    },
    engine,
    {
      worker: { index: 0, count: 1 },
      signal: new AbortController().signal,
      graceMs: 30_000,
      onOutcome: (outcome, { arm }) => outcomes[arm]?.push(outcome)
    }
  )
  const [a, b] = outcomes.map((arm, index) => sideOf(arm, 'ab'[index] ?? ''))
  // Verdicts do not hang on the intervals, which need more resamples than this.
  const comparison = compareSides(a as Side, b as Side, { seed, monthly: null, resamples: 4 })
  return {
    text: comparisonText(comparison),
    firstMs: comparison.percentiles[0]?.a?.value ?? Number.POSITIVE_INFINITY
  }
}

function sideOf(outcomes: readonly Outcome[], arm: string): Side {
  return {
    label: `run-1/${arm}`,
    kind: 'arm',
    runId: 'run-1',
    name: 'short',
    from: '2026-11-20 00:00:00.000000',
    to: '2026-11-20 00:00:01.000000',
    status: 'complete',
    reason: '',
    seed: 1,
    load: '{}',
    objectives: [],
    maxErrorRate: null,
    seconds: 1,
    attempts: outcomes.map(attemptOf),
    sums: {
      inputTokens: null,
      outputTokens: null,
      cacheReadTokens: null,
      costUsd: null,
      priced: 0,
      unpriced: 0,
      estimated: 0,
      models: ['m'],
      collectors: ['c/0']
    }
  }
}

/** The client's times stand for those of a row. */
function attemptOf(outcome: Outcome): SideAttempt {
  const { kind, id, intendedUs, sentUs, firstByteUs, lastByteUs, doneUs } = outcome
  expect(kind).toBe('')
  const [sent, first, last] = [Number(sentUs), Number(firstByteUs), Number(lastByteUs)]
  const row = {
    id,
    arm: '',
    error_type: '',
    ttft_us: first - sent,
    tpot_us: (last - first) / (tokens - 1),
    gap_p95_us: null,
    e2e_us: last - sent,
    input_tokens: 10,
    output_tokens: tokens,
    usage_source: 'reported',
    cost_usd: null
  }
  return {
    atUs: intendedUs,
    outcome: '',
    latencies: latenciesOf({ intended_us: intendedUs, sent_us: sentUs, done_us: doneUs }, row),
    sendLagUs: sendLagUs(outcome),
    isRowMissing: false,
    isStreamed: true,
    inputTokens: 10,
    outputTokens: tokens
  }
}
