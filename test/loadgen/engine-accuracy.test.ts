import { Agent, request as sendRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeClient, sendLagUs } from '../../loadgen/engine/client-health.js'
import { nowUs } from '../../loadgen/engine/clock.js'
import { drive } from '../../loadgen/engine/drive.js'
import { createEngine } from '../../loadgen/engine/engine.js'
import type { Outcome } from '../../loadgen/engine/outcome.js'
import { planned, planOf } from '../support/load-plan.js'
import { seededRandom } from '../support/random.js'
import { startTimedServer, type TimedEntry, type TimedServer } from '../support/timed-server.js'

const count = 400
const perSecond = 200
const controlFrom = 10_000

/** Latencies of one side, µs, ascending. */
type Sorted = number[]
interface Latencies {
  ttft: Sorted
  tpot: Sorted
  e2e: Sorted
}

let server: TimedServer
let outcomes: Outcome[]
let ledger: Map<number, TimedEntry>
let client: Latencies
let truth: Latencies
/** What a plain client in this process saw later than the server wrote it, at the worst: the machine's share of the error. */
let controlUs: number
let isVoid: boolean

beforeAll(async () => {
  server = await startTimedServer(11)
  const random = seededRandom(3)
  let dueUs = 0
  const requests = Array.from({ length: count }, (_, seq) => {
    dueUs += (-Math.log(1 - random.next()) / perSecond) * 1e6
    return planned(seq, dueUs)
  })
  const engine = await createEngine({
    target: server.url,
    maxInFlight: 400,
    timeouts: { firstByteMs: 30_000, idleMs: 30_000, totalMs: 30_000 },
    startedAtUs: nowUs() + 20_000
  })
  outcomes = []
  const [totals, control] = await Promise.all([
    drive(
      planOf(requests, () => '/v1/chat/completions'),
      engine,
      {
        worker: { index: 0, count: 1 },
        signal: new AbortController().signal,
        graceMs: 30_000,
        onOutcome: outcome => outcomes.push(outcome)
      }
    ),
    plainRequests(server.url, 100, 20)
  ])
  ledger = await server.ledger()
  client = latencies(outcomes.map(asSeen))
  truth = latencies(outcomes.map(({ seq }) => asDone(ledger.get(seq))))
  controlUs = Math.max(
    0,
    ...control.map(({ seq, ttftUs }) => {
      const { headUs, firstTokenUs } = ledger.get(seq) as TimedEntry
      return ttftUs - (firstTokenUs - headUs)
    })
  )
  const lags = outcomes.flatMap(outcome => sendLagUs(outcome) ?? [])
  isVoid = judgeClient([totals.health], lags).verdict === 'void'
})
afterAll(() => server.close())

test('every stream came whole, with the id that the server gave it', () => {
  expect(outcomes).toHaveLength(count)
  for (const { seq, kind, id } of outcomes) expect({ kind, id }).toEqual({ kind: '', id: `timed-${seq}` })
})

describe('latencies at 200 requests a second are those of the server’s own ledger', () => {
  const cases = (['ttft', 'tpot', 'e2e'] as const).flatMap(metric =>
    ([0.5, 0.9, 0.95, 0.99] as const).map(fraction => [metric, fraction] as const)
  )
  test.for(cases)(
    '%s at %d, within 2 ms or 1 %% beyond what a plain client is off',
    ([metric, fraction], { skip }) => {
      skip(isVoid, 'the machine was too busy to measure: the client is void')
      skip(
        controlUs > calmUs,
        `the machine was too busy to measure: a plain client was off by ${controlUs} µs`
      )
      const seen = quantile(client[metric], fraction)
      const done = quantile(truth[metric], fraction)
      const allowed = Math.max(2_000, done / 100) + controlUs
      expect(Math.abs(seen - done), `${seen} µs seen, ${done} µs done`).toBeLessThan(allowed)
    }
  )
})

/** A plain client that is further off has shown that the machine stood still, which takes from both unevenly. */
const calmUs = 10_000

interface Moments {
  startUs: number
  firstUs: number
  lastUs: number
}

function asSeen({ sentUs, firstByteUs, lastByteUs }: Outcome): Moments {
  return { startUs: Number(sentUs), firstUs: Number(firstByteUs), lastUs: Number(lastByteUs) }
}

function asDone(entry: TimedEntry | undefined): Moments {
  if (!entry) throw new Error('the server knows nothing of it')
  return { startUs: entry.headUs, firstUs: entry.firstTokenUs, lastUs: entry.endUs }
}

function latencies(all: readonly Moments[]): Latencies {
  const of = (latency: (one: Moments) => number) => all.map(latency).sort((a, b) => a - b)
  return {
    ttft: of(({ startUs, firstUs }) => firstUs - startUs),
    tpot: of(({ firstUs, lastUs }) => (lastUs - firstUs) / 19),
    e2e: of(({ startUs, lastUs }) => lastUs - startUs)
  }
}

function quantile(sorted: Sorted, fraction: number): number {
  return sorted[Math.floor(sorted.length * fraction)] ?? Number.NaN
}

interface PlainCall {
  seq: number
  ttftUs: number
}

/** The same requests by Node's own client, one every so often; those that went over a new connection are left out. */
async function plainRequests(url: URL, many: number, everyMs: number): Promise<PlainCall[]> {
  const agent = new Agent({ keepAlive: true })
  const calls: Promise<PlainCall | null>[] = []
  for (let index = 0; index < many; index++) {
    calls.push(plainRequest(url, agent, controlFrom + index))
    await new Promise(resolve => setTimeout(resolve, everyMs))
  }
  const all = await Promise.all(calls)
  agent.destroy()
  return all.filter(call => call !== null)
}

function plainRequest(url: URL, agent: Agent, seq: number): Promise<PlainCall | null> {
  const body = JSON.stringify({ seq })
  const headers = { 'content-length': body.length }
  return new Promise((resolve, reject) => {
    const request = sendRequest(url, { agent, method: 'POST', headers }, response => {
      response.once('data', () => {
        const ttftUs = nowUs() - sentUs
        response.on('end', () => resolve(request.reusedSocket ? { seq, ttftUs } : null))
      })
    })
    request.on('error', reject)
    const sentUs = nowUs()
    request.end(body)
  })
}
