/**
 * What `teeline top` costs.
 *
 *     npm run bench:top -- --rows 10000000 --data DIR --only questions
 *
 * Answers of each screen's questions over generated rows of 35 days in the embedded store, without a filter and with ones that no
 * sum of days can answer (`questions`): of these an answer is that of a screen that has read its days, and beside it stands how
 * long that takes, from nothing (`days`). Then the built command in a pseudo-terminal of 160x45: its first frame (`frames`); and CPU,
 * bytes and memory of each screen, asked five times a second while all its rows change (`steady`); and how soon keys and requests that
 * ended are seen (`feel`). All of them, unless `--only` names one. `--soak MINUTES` instead: memory, said each minute, while all screens in turn are asked five times a second. `--data DIR` keeps
 * the rows, so that a next run need not make them again.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient } from '@clickhouse/client'
import { linearRegression } from 'simple-statistics'
import { migrateStore } from '../collector/deliver/migrate.js'
import { startEmbeddedStore } from '../collector/store/embedded-store.js'
import type { Connection } from '../schemas/connection.js'
import { openSource } from '../tui/queries/source.js'
import { firstFrames, type Steady, soak, steady } from './top/command.js'
import { daysOfRows } from './top/days.js'
import { endToScreen, keysToPaint } from './top/feel.js'
import { times, timesAlone, timesTogether, windows } from './top/questions.js'
import { comeOnce, fillRequests, keepComing } from './top/rows.js'

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    data: { type: 'string' },
    only: { type: 'string' },
    soak: { type: 'string' }
  }
})
const dist = resolve(process.env['TEELINE_DIST'] ?? 'dist')
const cli = join(dist, 'cli.js')
// What starts `teeline up` looks for it from where it itself is compiled to.
process.env['TEELINE_DIST'] = dist
const rows = Number(flags.rows)
const filters = ['', 'err', 'p>5s !user:user-1']
const filtersOfRows = ['p>5s !user:user-1', 'out>1k', 'user:user-7', 'model-1', 'session:session-12345']
const spanS = 35 * 86_400
const aims = {
  screenMs: 150,
  firstFrameMs: 300,
  cpuPercent: 2,
  bytesPerPaint: 6_000,
  residentMb: 100,
  keyMs: 10,
  freshMs: 2_000
} as const
const starts = 15
/** As fast as they are asked for; over an hour less often, which spares the store. */
const rowsEveryMs = { steady: 200, soak: 1_000 } as const

const dataDir = flags.data ?? mkdtempSync(join(tmpdir(), 'teeline-bench-top-'))
const childPath = join(dist, 'collector/store/main.js')
const embedded = await startEmbeddedStore({ dataDir, host: '127.0.0.1', port: 0, log: () => {}, childPath })
const store = { ...embedded, database: 'teeline' }
await migrateStore(store)
const { url, user, password } = store
const client = createClient({ url, username: user, password, database: 'teeline' })
try {
  await fillRequests(client, { rows, spanS })
  if (flags.soak !== undefined) await benchSoak(Number(flags.soak))
  else await benchParts(flags.only)
} finally {
  await client.close()
  await embedded.close()
  if (flags.data === undefined) rmSync(dataDir, { recursive: true, force: true })
}

async function benchParts(only: string | undefined): Promise<void> {
  const parts = {
    questions: benchQuestions,
    days: benchDays,
    frames: benchFrames,
    steady: benchSteady,
    feel: benchFeel
  }
  for (const [name, bench] of Object.entries(parts)) {
    if (only === undefined || only === name) await bench()
  }
}

async function benchQuestions(): Promise<void> {
  const source = openSource({ store, adminUrl: null, config: { budgets: [] } } as unknown as Connection)
  const heads = windows.map(window => window.padStart(14)).join('')
  for (const filter of filters) {
    const what = filter === '' ? 'no filter' : `filter ${filter}`
    console.log(
      `\n${rows.toLocaleString('en-US')} rows of 35 days, ${what}: ms, median / slowest of ${times}`
    )
    console.log(`\n${'QUESTION, ALONE'.padEnd(34)}${heads}`)
    for (const line of await timesAlone(source, filter)) console.log(line)
    console.log(`\n${`ALL OF A SCREEN (aim: ${aims.screenMs})`.padEnd(34)}${heads}`)
    for (const line of await timesTogether(source, filter)) console.log(line)
  }
  await source.close()
}

async function benchDays(): Promise<void> {
  const source = openSource({ store, adminUrl: null, config: { budgets: [] } } as unknown as Connection)
  const heads = ['FIRST DAYS', 'ALL DAYS', 'QUESTIONS', 'LONGEST', 'AGAIN'].map(head => head.padStart(12))
  console.log(
    `\n${'FILTER, SCREEN, 30 DAYS: ms'.padEnd(34)}${heads.join('')}   (longest, again: aim ${aims.screenMs})`
  )
  for (const filter of filtersOfRows) {
    for (const { screen, ...figures } of await daysOfRows(source, filter, batch => comeOnce(client, batch))) {
      const cells = Object.values(figures).map(figure => figure.toFixed(0).padStart(12))
      console.log(`${filter}: ${screen}`.padEnd(34) + cells.join(''))
    }
  }
  await source.close()
}

async function benchFrames(): Promise<void> {
  const { top, node } = await firstFrames(command('2'), starts)
  console.log(
    `\nFirst frame, ms after the command, median / slowest of ${starts}: ${pair(top)} (aim: ${aims.firstFrameMs})`
  )
  console.log(`node that prints one word: ${pair(node)}`)
}

async function benchSteady(): Promise<void> {
  await whileRowsCome(rowsEveryMs.steady, async () => {
    const windows = await steady(command('0.2'))
    const line = (name: string, figure: (window: Steady) => string, aim = '') =>
      console.log(name.padEnd(20) + windows.map(window => figure(window).padStart(10)).join('') + aim)
    console.log(
      '\nScreens of 160x45, asked and all rows changing at 5 Hz; the overview after 5 s and a minute'
    )
    line('', ({ name }) => name)
    line('CPU, % of a core', ({ cpuPercent }) => cpuPercent.toFixed(2), ` (aim: ${aims.cpuPercent})`)
    line('paints a second', ({ paintsPerSecond }) => paintsPerSecond.toFixed(1))
    line('bytes a paint', ({ bytesPerPaint }) => bytesPerPaint.toFixed(0), ` (aim: ${aims.bytesPerPaint})`)
    line('resident, MB', ({ residentMb }) => residentMb.toFixed(1), ` (aim: ${aims.residentMb})`)
  })
}

async function benchFeel(): Promise<void> {
  const keys = await keysToPaint(command('2'), 100)
  console.log(
    `\nKey to paint, ms, p50 / p95 of ${keys.length}: ${at(keys, 0.5, 1)} / ${at(keys, 0.95, 1)} (aim: ${aims.keyMs})`
  )
  const fresh = await endToScreen(cli, 25)
  console.log(
    `End of a request to its row on the screen, ms, p50 / p95 of ${fresh.length}: ${at(fresh, 0.5, 0)} / ${at(fresh, 0.95, 0)} (aim: ${aims.freshMs})`
  )
}

async function benchSoak(minutes: number): Promise<void> {
  await whileRowsCome(rowsEveryMs.soak, async () => {
    console.log(
      `\nResident MB each minute of ${minutes}, all screens in turn, asked at 5 Hz (aim: ${aims.residentMb})`
    )
    const resident = await soak(command('0.2'), minutes, mb => process.stdout.write(`${mb.toFixed(1)} `))
    console.log(
      `\nslope, MB an hour: ${slope(resident).toFixed(1)}; of the second half: ${slope(resident.slice(minutes >> 1)).toFixed(1)}`
    )
  })
}

async function whileRowsCome(everyMs: number, measure: () => Promise<void>): Promise<void> {
  const coming = keepComing(client, everyMs)
  try {
    await measure()
  } finally {
    await coming.stop()
  }
}

function command(intervalS: string) {
  return { cli, flags: ['--data', dataDir, '--window', '5m', '--interval', intervalS] }
}

function slope(residentMb: readonly number[]): number {
  return linearRegression(residentMb.map((mb, minute) => [minute / 60, mb])).m
}

function at(sorted: readonly number[], quantile: number, digits: number): string {
  return sorted[Math.ceil(quantile * sorted.length) - 1]?.toFixed(digits) ?? ''
}

function pair(sorted: readonly number[]): string {
  return `${sorted[sorted.length >> 1]?.toFixed(0)} / ${sorted.at(-1)?.toFixed(0)}`
}
