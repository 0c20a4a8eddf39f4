/**
 * One client of the load benchmark in a process of its own. Started by `fork`; does one job, says its result, and leaves.
 * `teeline` and `undici` are driven by the same open-loop schedule, so they differ in their HTTP only.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import autocannon from 'autocannon'
import { Pool } from 'undici'
import { quantile } from '../relay/figures.mjs'

/**
 * @typedef {object} Job
 * @property {'teeline' | 'undici' | 'autocannon'} client
 * @property {string} url
 * @property {string} dist
 * @property {number} perSecond
 * @property {number} seconds
 */

/**
 * @typedef {object} Result
 * @property {number} streams that came whole
 * @property {number} failed
 * @property {number} elapsedMs
 * @property {number} cpuUs of the process, less the rounds in which it only waited
 * @property {number[] | null} lagMs p50, p99, greatest; NULL in a closed loop, which has no moments to be late for
 * @property {number[] | null} ttftMs p50, p99; NULL where the client does not tell
 */

const connections = 2_000
const body = Buffer.from(
  JSON.stringify({
    model: 'gpt-4o-mini',
    stream: true,
    messages: [{ role: 'user', content: 'word '.repeat(400) }]
  })
)
const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-bench' }

process.on('disconnect', () => process.exit(0))
process.once('message', message => {
  const job = /** @type {Job} */ (message)
  const run = job.client === 'autocannon' ? closedLoop(job) : openLoop(job)
  void run.then(result => process.send?.(result))
})

/** @param {Job} job @returns {Promise<Result>} */
async function openLoop(job) {
  const { drive } = await fromDist(job, 'drive.js')
  const { nowUs } = await fromDist(job, 'clock.js')
  const { sendLagUs } = await fromDist(job, 'client-health.js')
  const startedAtUs = nowUs() + 200_000
  const engine =
    job.client === 'undici' ? undiciEngine(job.url, nowUs, startedAtUs) : await ownEngine(job, startedAtUs)
  /** @type {import('../../loadgen/engine/outcome.js').Outcome[]} */
  const outcomes = []
  const totals = await drive(planOf(job), engine, {
    worker: { index: 0, count: 1 },
    signal: new AbortController().signal,
    graceMs: 20_000,
    onOutcome: (/** @type {import('../../loadgen/engine/outcome.js').Outcome} */ outcome) =>
      outcomes.push(outcome)
  })
  const lags = outcomes.map(outcome => (sendLagUs(outcome) ?? Number.NaN) / 1000)
  const ttfts = outcomes.map(({ firstByteUs, sentUs }) => (Number(firstByteUs) - Number(sentUs)) / 1000)
  const good = totals.outcomes[''] ?? 0
  // The drive's watch ran from its making, 200 ms before the start.
  const watchedUs = totals.endedUs + 200_000
  return {
    streams: good,
    failed: outcomes.length - good,
    elapsedMs: job.seconds * 1000,
    cpuUs: totals.health.cpuShare * watchedUs,
    lagMs: [quantile(lags, 0.5), quantile(lags, 0.99), Math.max(...lags)],
    ttftMs: [quantile(ttfts, 0.5), quantile(ttfts, 0.99)]
  }
}

/** @param {Job} job @param {number} startedAtUs */
async function ownEngine(job, startedAtUs) {
  const { createEngine } = await fromDist(job, 'engine.js')
  const timeouts = { firstByteMs: 20_000, idleMs: 20_000, totalMs: 20_000 }
  return createEngine({ target: new URL(job.url), maxInFlight: connections, timeouts, startedAtUs })
}

/** undici's fastest interface behind the engine's. @param {string} url @param {() => number} nowUs @param {number} startedAtUs */
function undiciEngine(url, nowUs, startedAtUs) {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const now = () => nowUs() - startedAtUs
  return {
    nowUs: now,
    inFlight: 0,
    queued: 0,
    halt() {},
    close: () => void pool.destroy(),
    /**
     * @param {import('../../loadgen/engine/exchange.js').Submission} submission
     * @param {import('../../loadgen/engine/exchange.js').ExchangeListener} listener
     */
    submit({ seq, outgoing, intendedUs }, listener) {
      const sentUs = now()
      let firstByteUs = 0
      const end = (/** @type {string} */ kind) =>
        listener.ended(
          /** @type {any} */ ({ seq, kind, intendedUs, sentUs, connectUs: null, firstByteUs, doneUs: now() })
        )
      pool.dispatch(
        { method: 'POST', path: outgoing.path, headers: outgoing.headers, body: outgoing.body },
        {
          onConnect() {},
          onHeaders: () => true,
          onData() {
            if (firstByteUs === 0) firstByteUs = now()
            return true
          },
          onComplete: () => end(''),
          onError: () => end('reset')
        }
      )
    }
  }
}

/** Poisson arrivals, the same for all clients. @param {Job} job */
function planOf({ perSecond, seconds }) {
  let state = 12_345
  const requests = []
  for (let dueUs = 0, seq = 0; ; seq++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    dueUs += (-Math.log(1 - state / 2 ** 32) / perSecond) * 1e6
    if (dueUs > seconds * 1e6) break
    requests.push({ seq, dueUs, arm: 0, stage: '', warmup: false, session: null })
  }
  const outgoing = { method: 'POST', path: '/v1/chat/completions', headers, body }
  return { seed: 1, arms: [], requests, loop: { kind: 'open' }, durationUs: null, build: () => outgoing }
}

/** Stock autocannon keeps as many on their way as make up the rate. @param {Job} job @returns {Promise<Result>} */
async function closedLoop({ url, perSecond, seconds }) {
  const before = process.cpuUsage()
  const result = await autocannon({
    url: `${url}/v1/chat/completions`,
    method: 'POST',
    headers,
    body,
    connections: Math.round(perSecond * 0.24),
    duration: seconds,
    timeout: 20
  })
  const { user, system } = process.cpuUsage(before)
  const failed = result.errors + result.timeouts + result.non2xx
  return {
    streams: result['2xx'],
    failed,
    elapsedMs: result.duration * 1000,
    cpuUs: user + system,
    lagMs: null,
    ttftMs: null
  }
}

/** @param {Job} job @param {string} file */
function fromDist({ dist }, file) {
  return import(pathToFileURL(join(dist, 'loadgen/engine', file)).href)
}
