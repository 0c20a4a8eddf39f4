/**
 * What `teeline top` costs.
 *
 *     npm run bench:top
 *
 * Answers of each screen's questions over generated rows of 35 days in the embedded store, without a filter and with one that no
 * sum of days can answer. Then the built command in a pseudo-terminal of 160x45: its first frame, and CPU, bytes and memory of
 * the overview, asked five times a second while all its rows change; and memory over minutes of all screens in turn, asked ten
 * times a second. `BENCH_ROWS=1000000,10000000` for more than one size, `BENCH_MINUTES=20` for a longer run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { migrateStore } from '../collector/deliver/migrate.js'
import { startEmbeddedStore } from '../collector/store/embedded-store.js'
import type { Connection } from '../schemas/connection.js'
import { openSource } from '../tui/queries/source.js'
import { firstFrames, soak, steady } from './top/command.js'
import { times, timesAlone, timesTogether, windows } from './top/questions.js'
import { fillRequests, keepComing } from './top/rows.js'

const dist = resolve(process.env['TEELINE_DIST'] ?? 'dist')
const sizes = (process.env['BENCH_ROWS'] ?? '1000000').split(',').map(Number)
const minutes = Number(process.env['BENCH_MINUTES'] ?? '3')
const filters = ['', 'err', 'p>5s !user:user-1']
const span = 35 * 86_400
const aims = {
  screenMs: 150,
  firstFrameMs: 300,
  cpuPercent: 2,
  bytesPerPaint: 6_000,
  residentMb: 100
} as const
const starts = 15
const parts = 6

for (const [at, rows] of sizes.entries()) await bench(rows, at === sizes.length - 1)

async function bench(rows: number, withCommand: boolean): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'teeline-bench-top-'))
  const childPath = join(dist, 'collector/store/main.js')
  const embedded = await startEmbeddedStore({ dataDir, host: '127.0.0.1', port: 0, log: () => {}, childPath })
  const store = { ...embedded, database: 'teeline' }
  await migrateStore(store)
  const { url, user, password } = store
  const client = createClient({ url, username: user, password, database: 'teeline' })
  try {
    const toS = Math.floor(Date.now() / 1_000)
    await fillRequests(client, { rows, fromS: toS - span, toS })
    await benchQuestions(rows, { store, adminUrl: null, config: { budgets: [] } } as unknown as Connection)
    if (withCommand) await benchCommand(dataDir, client)
  } finally {
    await client.close()
    await embedded.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function benchQuestions(rows: number, connection: Connection): Promise<void> {
  const source = openSource(connection)
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

async function benchCommand(dataDir: string, client: ClickHouseClient): Promise<void> {
  const cli = join(dist, 'cli.js')
  const flags = ['--data', dataDir, '--window', '5m']
  const { top, node } = await firstFrames({ cli, flags }, starts)
  console.log(
    `\nFirst frame, ms after the command, median / slowest of ${starts}: ${pair(top)} (aim: ${aims.firstFrameMs})`
  )
  console.log(`node that prints one word: ${pair(node)}`)
  const rows = keepComing(client, 200)
  try {
    const figures = await steady({ cli, flags: [...flags, '--interval', '0.2'] })
    console.log('\nOverview, 160x45, asked and all rows changing at 5 Hz')
    console.log(`CPU, % of a core     ${figures.cpuPercent.toFixed(2)} (aim: ${aims.cpuPercent})`)
    console.log(`paints a second      ${figures.paintsPerSecond.toFixed(1)}`)
    console.log(`bytes a paint        ${figures.bytesPerPaint.toFixed(0)} (aim: ${aims.bytesPerPaint})`)
    console.log(`resident, MB         ${figures.residentMb.toFixed(1)} (aim: ${aims.residentMb})`)
    const resident = await soak({ cli, flags: [...flags, '--interval', '0.1'] }, minutes, parts)
    console.log(`\nResident MB over ${minutes} minutes of all screens, asked at 10 Hz`)
    console.log(resident.map(mb => mb.toFixed(1)).join('  '))
  } finally {
    await rows.stop()
  }
}

function pair(sorted: readonly number[]): string {
  return `${sorted[sorted.length >> 1]?.toFixed(0)} / ${sorted.at(-1)?.toFixed(0)}`
}
