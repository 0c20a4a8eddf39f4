/**
 * `npm run bench:relay`: what the sidecar costs. Direct, nginx, a Node process that only moves bytes (`pipe`, the floor of any
 * proxy in Node) and teeline (recording, pricing and store on) take turns in one run, window by window, so that what the
 * machine does meanwhile befalls all of them alike.
 *
 * Two cores: the subject alone on core 0; provider, clients, this program and the store's process on core 1.
 * A window in which a request failed is thrown away and run again.
 *
 *   --quick      short windows, two rounds: to see that it works
 *   --telemetry  teeline alone, without OpenTelemetry, with it, and with a receiver that is down: see relay/telemetry.mjs
 *   --rounds N   default 5; of --telemetry 16
 *   --json FILE  all figures
 *   --dist DIR   where the compiled command is; default dist
 */
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Bench, rest } from './relay/bench.mjs'
import { framesPerStream } from './relay/bodies.mjs'
import { formatTable, median, quantile } from './relay/figures.mjs'
import { pin } from './relay/processes.mjs'
import { direct, nginx, nginxVersion, pipe, teeline } from './relay/subjects.mjs'
import { compareTelemetry, formatTelemetry, telemetrySubjects } from './relay/telemetry.mjs'

/** @typedef {import('./relay/bench.mjs').Load} Load */
/** @typedef {import('./relay/bench.mjs').Window} Window */

const subjectCore = 0
const otherCore = 1

/** @type {Load[]} */
const allLoads = [
  { name: 'json x1', stream: false, concurrency: 1, gapMs: 4 },
  { name: 'json x16', stream: false, concurrency: 16, gapMs: 4 },
  { name: 'json x64', stream: false, concurrency: 64, gapMs: 4 },
  { name: 'stream x16', stream: true, concurrency: 16, gapMs: 4 },
  { name: 'stream x16 saturated', stream: true, concurrency: 16, gapMs: 0 },
  { name: 'stream x500', stream: true, concurrency: 500, gapMs: 40 }
]

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    telemetry: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    json: { type: 'string' },
    dist: { type: 'string', default: 'dist' }
  }
})
const loads = options.telemetry ? allLoads.filter(({ concurrency }) => concurrency === 16) : allLoads
const warmUps = [...loads].sort((a, b) => b.concurrency - a.concurrency)
const rounds = Number(options.rounds ?? (options.quick ? 2 : options.telemetry ? 16 : 5))
const windowMs = options.telemetry ? 250 : options.quick ? 800 : 3_000

async function main() {
  if (cpus().length < 2) throw new Error('this benchmark needs two cores')
  const root = fileURLToPath(new URL('..', import.meta.url))
  pin(process.pid, otherCore)
  const bench = new Bench({ windowMs, waits: !options.telemetry })
  /** @type {import('./relay/subjects.mjs').Subject[]} */
  const subjects = []
  try {
    const { port, sinkPort } = await bench.ports()
    const cli = join(resolve(root, options.dist), 'cli.js')
    if (options.telemetry) {
      const start = (/** @type {string} */ name, /** @type {NodeJS.ProcessEnv} */ env) =>
        teeline(cli, port, subjectCore, otherCore, name, env)
      for await (const subject of telemetrySubjects(start, sinkPort)) subjects.push(subject)
    } else {
      subjects.push(direct(port), await nginx(port, subjectCore), await pipe(port, subjectCore))
      subjects.push(await teeline(cli, port, subjectCore, otherCore))
    }
    // Compilers and pools get warm before anything counts but memory: five hundred streams, first on a new process.
    for (let turn = 0; turn < (options.telemetry ? 2 : 1); turn++)
      for (const subject of subjects) for (const one of warmUps) await bench.window(subject, one)
    const first = bench.windows
    bench.windows = []
    if (options.telemetry) await compareTelemetry(bench, subjects, loads, rounds)
    else await takeTurns(bench, subjects)
    await report(bench, subjects, first)
  } finally {
    for (const subject of subjects) await subject.stop()
    bench.close()
  }
}

/** @param {Bench} bench @param {import('./relay/subjects.mjs').Subject[]} subjects */
async function takeTurns(bench, subjects) {
  for (let round = 0; round < rounds; round++) {
    for (const one of loads) {
      // Another order each round, so that no subject is always the one after teeline.
      for (let turn = 0; turn < subjects.length; turn++)
        await bench.window(
          /** @type {typeof subjects[0]} */ (subjects[(turn + round) % subjects.length]),
          one
        )
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\n`)
  }
}

/** @param {Bench} bench @param {import('./relay/subjects.mjs').Subject[]} subjects @param {Window[]} first */
async function report(bench, subjects, first) {
  const lost = await rowsLost(bench.sent, subjects)
  const about = {
    machine: `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, ${nginxVersion()}`,
    cores: `subject on core ${subjectCore}; provider, clients and the store's process on core ${otherCore}`,
    method: `${rounds} rounds of ${windowMs} ms windows in turn; medians (latencies: all rounds together); ${bench.repeated} windows repeated`,
    rows: `${bench.sent} requests through teeline, ${lost} rows lost`
  }
  const lines = loads.flatMap(load => linesOf(bench.windows, load, first))
  const table = options.telemetry ? await formatTelemetry(bench.windows, subjects) : formatTable(lines)
  process.stdout.write(`${Object.values(about).join('\n')}\n\n${table}\n`)
  if (options.json)
    await writeFile(
      options.json,
      JSON.stringify({ about, lost, lines, windows: bench.windows.map(brief) }, null, 2)
    )
  if (lost !== 0) process.exitCode = 1
}

/** @param {Window[]} windows @param {Load} load @param {Window[]} first @returns {import('./relay/figures.mjs').Line[]} */
function linesOf(windows, { name, stream, concurrency }, first) {
  const own = windows.filter(window => window.load === name)
  /** @param {string} subject @param {(window: Window) => number | null} value */
  function middle(subject, value, among = own) {
    const found = among
      .filter(window => window.subject === subject)
      .map(window => value(window) ?? Number.NaN)
    return found.length === 0 || Number.isNaN(found[0]) ? null : median(found)
  }
  /** @param {string} figure @param {(window: Window) => number | null} value @param {string} [target] @param {Window[]} [among] */
  function line(figure, value, target, among) {
    const all = {
      direct: middle('direct', value, among),
      nginx: middle('nginx', value, among),
      pipe: middle('pipe', value, among),
      teeline: middle('teeline', value, among)
    }
    return { load: name, figure, ...all, ...(target && { target }) }
  }
  /** Milliseconds, over the exchanges of all rounds together. @param {string} subject @param {number} fraction */
  function latency(subject, fraction) {
    const all = own.filter(window => window.subject === subject).flatMap(window => [...window.latencyUs])
    return quantile(all, fraction) / 1000
  }
  /** @param {number} fraction @param {string} [target] */
  function latencies(fraction, target) {
    const [base = 0, proxy = 0, floor = 0, ours = 0] = ['direct', 'nginx', 'pipe', 'teeline'].map(subject =>
      latency(subject, fraction)
    )
    const figure = `${stream ? 'TTFT' : 'latency'} p${fraction * 100}, ms`
    const added = { direct: null, nginx: proxy - base, pipe: floor - base, teeline: ours - base }
    return [
      { load: name, figure, direct: base, nginx: proxy, pipe: floor, teeline: ours },
      { load: name, figure: `added ${figure}`, ...added, ...(target && { target }) }
    ]
  }
  function memory() {
    const value = (/** @type {Window} */ window) => window.residentMb
    const alone = first.filter(window => window.load === name)
    return [line('RSS, MB, nothing before', value, '<= 150', alone), line('RSS, MB, after all loads', value)]
  }
  const per = stream ? framesPerStream : 1
  const unit = stream ? 'frame' : 'request'
  const latencyTargets = name === 'stream x16' ? ['<= 0.15', '<= 1'] : []
  const cpuTargets = stream ? ['<= 1.0x', '<= 1.6x'] : ['<= 2.3x', '<= 4x']
  return [
    line(stream ? 'streams/s' : 'requests/s', window => window.perSecond),
    ...latencies(0.5, latencyTargets[0]),
    ...latencies(0.99, latencyTargets[1]),
    line(`CPU us/${unit}, relay thread`, window => window.threadUs && window.threadUs / per, cpuTargets[0]),
    line(`CPU us/${unit}, process`, window => window.processUs && window.processUs / per, cpuTargets[1]),
    ...(concurrency === 500 ? memory() : [])
  ]
}

/** A window for the file: quantiles in place of each exchange. @param {Window} window */
function brief({ latencyUs, ...window }) {
  const [p50Us, p90Us, p99Us, p999Us] = [0.5, 0.9, 0.99, 0.999].map(fraction => quantile(latencyUs, fraction))
  return { ...window, p50Us, p90Us, p99Us, p999Us }
}

/** Waits until all rows are there, at most half a minute. @param {number} sent @param {import('./relay/subjects.mjs').Subject[]} subjects */
async function rowsLost(sent, subjects) {
  const recording = subjects.filter(({ records }) => records)
  let rows = 0
  for (let attempt = 0; attempt < 60; attempt++) {
    const counts = await Promise.all(recording.map(one => one.rows().catch(() => 0)))
    rows = counts.reduce((sum, count) => sum + count, 0)
    if (rows >= sent) break
    await rest(500)
  }
  return sent - rows
}

await main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
})
