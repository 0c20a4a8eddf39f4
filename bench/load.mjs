/**
 * `npm run bench:load`: what one process of the load generator can do. Streams of 20 frames, 10 ms apart, after 50 ms; Poisson
 * arrivals. Beside it undici on the same schedule, and in closed loops, which is all they can do, stock autocannon, wrk and hey.
 *
 * The client alone on core 0; provider and this program on core 1, where the machine has `taskset`.
 *
 *   --seconds N  of each run; default 6
 *   --json FILE  all figures
 *   --dist DIR   where the compiled command is; default dist
 */
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { pin, threadTimes } from './relay/processes.mjs'

const framesPerStream = 20
/** To reach: so many streams a second, and 99 in 100 sent at most so late. */
const goal = { perSecond: 1_000, lagP99Ms: 5 }
const clientCore = 0
const otherCore = 1

/** @typedef {import('./load/client.mjs').Result} Result */
/** @typedef {{ client: string, loop: string, perSecond: number, result: Result | null }} Line `result` NULL: not installed */

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    json: { type: 'string' },
    dist: { type: 'string', default: 'dist' }
  }
})
const seconds = Number(options.seconds)
/** What else the machine does: above 0.3 or so, lags and percentiles are the machine's and not the client's. */
const loadBefore = loadavg()[0]?.toFixed(1)
const canPin = cpus().length > 1 && isInstalled('taskset')
if (canPin) pin(process.pid, otherCore)

const server = fork(fileURLToPath(new URL('./load/server.mjs', import.meta.url)))
const [{ url }] = await once(server, 'message')
if (canPin) pin(Number(server.pid), otherCore)

/** @type {Line[]} */
const lines = []
for (const perSecond of [500, 1_000, 1_500, 2_000]) lines.push(await ownProcess('teeline', 'open', perSecond))
lines.push(await ownProcess('undici', 'open', 1_000))
lines.push(await ownProcess('autocannon', 'closed', 1_000))
lines.push(
  await program('wrk', ['-t1', '-c240', `-d${seconds}s`, `${url}/v1/chat/completions`], /(\d+) requests in/)
)
lines.push(
  await program(
    'hey',
    ['-c', '240', '-z', `${seconds}s`, `${url}/v1/chat/completions`],
    /\[200\]\s+(\d+) responses/
  )
)
server.disconnect()

const about = {
  machine: `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, load average ${loadBefore} before`,
  cores: canPin ? `client on core ${clientCore}, provider on core ${otherCore}` : 'not pinned (no taskset)',
  method: `${seconds} s each; streams of ${framesPerStream} frames, 10 ms apart, after 50 ms; closed loops keep 240 on their way`
}
process.stdout.write(`${Object.values(about).join('\n')}\n\n${tableOf(lines)}\n\n${verdict(lines)}\n`)
if (options.json) await writeFile(options.json, JSON.stringify({ about, lines }, null, 2))

/** @param {'teeline' | 'undici' | 'autocannon'} client @param {string} loop @param {number} perSecond @returns {Promise<Line>} */
async function ownProcess(client, loop, perSecond) {
  const child = fork(fileURLToPath(new URL('./load/client.mjs', import.meta.url)))
  if (canPin) pin(Number(child.pid), clientCore)
  child.send({ client, url, dist: resolve(options.dist), perSecond, seconds })
  const [result] = await once(child, 'message')
  child.disconnect()
  return { client, loop, perSecond, result }
}

/** @param {string} name @param {string[]} args @param {RegExp} count of streams, in what it prints @returns {Promise<Line>} */
async function program(name, args, count) {
  const line = { client: name, loop: 'closed', perSecond: 1_000 }
  if (!isInstalled(name)) return { ...line, result: null }
  const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  if (canPin) pin(Number(child.pid), clientCore)
  let printed = ''
  child.stdout.on('data', text => {
    printed += text
  })
  let cpuUs = 0
  const timer = setInterval(() => {
    const nanoseconds = [...threadTimes(Number(child.pid)).values()].reduce((sum, time) => sum + time, 0)
    cpuUs = Math.max(cpuUs, nanoseconds / 1000)
  }, 100)
  child.once('exit', () => clearInterval(timer))
  await once(child, 'close')
  const streams = Number(count.exec(printed)?.[1] ?? Number.NaN)
  const result = { streams, failed: 0, elapsedMs: seconds * 1000, cpuUs, lagMs: null, ttftMs: null }
  return { ...line, result }
}

/** @param {Line[]} all */
function tableOf(all) {
  const head = [
    'client',
    'loop',
    'wanted/s',
    'streams/s',
    'frames/s',
    'failed',
    'lag p50 ms',
    'lag p99 ms',
    'lag max ms',
    'CPU µs/stream',
    'TTFT p50 ms',
    'TTFT p99 ms'
  ]
  const rows = all.map(({ client, loop, perSecond, result }) => {
    if (result === null) return [client, 'not installed', ...Array(head.length - 2).fill('')]
    const perS = (result.streams * 1000) / result.elapsedMs
    const [lag50, lag99, lagMax] = result.lagMs ?? []
    const [ttft50, ttft99] = result.ttftMs ?? []
    return [
      client,
      loop,
      loop === 'open' ? String(perSecond) : '',
      perS.toFixed(0),
      (perS * framesPerStream).toFixed(0),
      String(result.failed),
      ...[lag50, lag99, lagMax].map(value => value?.toFixed(2) ?? ''),
      (result.cpuUs / result.streams).toFixed(0),
      ...[ttft50, ttft99].map(value => value?.toFixed(1) ?? '')
    ]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)))
  return [head, widths.map(width => '-'.repeat(width)), ...rows]
    .map(row =>
      row
        .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

/** @param {Line[]} all */
function verdict(all) {
  const { result } = all.find(line => line.client === 'teeline' && line.perSecond === goal.perSecond) ?? {}
  const lagMs = result?.lagMs?.[1] ?? Number.NaN
  const isMet = lagMs <= goal.lagP99Ms && result?.failed === 0
  return `To reach: ${goal.perSecond} streams/s with send lag p99 ≤ ${goal.lagP99Ms} ms: ${isMet ? 'reached' : 'NOT reached'} (${lagMs.toFixed(2)} ms).`
}

/** @param {string} name */
function isInstalled(name) {
  try {
    execFileSync('which', [name], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
