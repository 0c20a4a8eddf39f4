/**
 * What `teeline top` costs.
 *
 *     npm run bench:top
 *
 * Answers of each screen's questions over generated rows of 35 days in the embedded store, median and slowest of several: one
 * after the other, and all of a screen at once as the screen asks them. 1 million rows; `BENCH_ROWS=1000000,10000000` for both
 * sizes, which takes minutes. Then, in a pseudo-terminal of 160x45: the first frame of the command, and CPU, bytes
 * and memory of the overview with all its rows changing five times a second.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createClient } from '@clickhouse/client'
import { migrateStore } from '../collector/deliver/migrate.js'
import { startEmbeddedStore } from '../collector/store/embedded-store.js'
import type { Connection } from '../schemas/connection.js'
import { runInTerminal } from '../test/support/terminal.js'
import { until } from '../test/support/until.js'
import { plainLook } from '../tui/kit/look.js'
import { openSource } from '../tui/queries/source.js'
import { createScreens } from '../tui/screens/all.js'
import { defaultView, type View } from '../tui/view.js'
import { fillRequests } from './top/rows.js'

const dist = resolve(process.env['TEELINE_DIST'] ?? 'dist')
const sizes = (process.env['BENCH_ROWS'] ?? '1000000').split(',').map(Number)
const windows = ['15m', '24h', '30d', 'month'] as const
const times = 7
const aims = { screenMs: 150, firstFrameMs: 300 } as const
/** Of the terminal, by the names that `top/paint.ts` gives; memory is of the unbundled modules there. */
const paintAims: Readonly<Record<string, number>> = { cpu_percent: 2, bytes_per_paint: 6_000, rss_mb: 100 }
const span = 35 * 86_400
const terminal = { columns: 160, rows: 45 }

for (const rows of sizes) await benchQueries(rows)
await benchTerminal()

async function benchQueries(rows: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'teeline-bench-top-'))
  const childPath = join(dist, 'collector/store/main.js')
  const embedded = await startEmbeddedStore({ dataDir, host: '127.0.0.1', port: 0, log: () => {}, childPath })
  const store = { ...embedded, database: 'teeline' }
  try {
    await migrateStore(store)
    const client = createClient({
      url: store.url,
      username: store.user,
      password: store.password,
      database: 'teeline'
    })
    const toS = Math.floor(Date.now() / 1_000)
    await fillRequests(client, { rows, fromS: toS - span, toS })
    await client.close()
    console.log(`\n${rows.toLocaleString('en-US')} rows of 35 days: ms, median and slowest of ${times}\n`)
    console.log(['QUESTION'.padEnd(34), ...windows.map(window => window.padStart(12))].join(''))
    const connection = { store, adminUrl: null, config: { budgets: [] } } as unknown as Connection
    const source = openSource(connection)
    for (const line of await measured(source)) console.log(line)
    console.log(`\nAll questions of a screen at once (aim: ${aims.screenMs} ms)\n`)
    for (const line of await measuredTogether(source)) console.log(line)
    await source.close()
  } finally {
    await embedded.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A line a question, a pair of figures a window. */
async function measured(source: ReturnType<typeof openSource>): Promise<string[]> {
  const { signal } = new AbortController()
  const lines = new Map<string, string[]>()
  for (const [column, window] of windows.entries()) {
    const view: View = { ...defaultView, window }
    for (const screen of createScreens()) {
      for (let round = 0; round < 2; round++) {
        for (const feed of screen.feeds(view)) {
          const name = `${screen.id}: ${feed.name}`
          const cells = lines.get(name) ?? []
          if (cells.length > column) continue
          const took: number[] = []
          for (let time = 0; time < times; time++) {
            const began = performance.now()
            await feed.refresh(source, view, signal)
            took.push(performance.now() - began)
          }
          took.sort((a, b) => a - b)
          cells.push(`${took[times >> 1]?.toFixed(0)} / ${took.at(-1)?.toFixed(0)}`.padStart(12))
          lines.set(name, cells)
        }
        const frame = { width: 160, height: 42, view, look: plainLook, at: new Date(), connection: null }
        screen.draw({ ...frame, isPaused: false, outage: null })
      }
    }
  }
  return [...lines].map(([name, cells]) => name.padEnd(34) + cells.join(''))
}

/** A line a screen, a pair of figures a window. */
async function measuredTogether(source: ReturnType<typeof openSource>): Promise<string[]> {
  const { signal } = new AbortController()
  const lines: string[] = []
  for (const { id } of createScreens()) {
    const cells: string[] = []
    for (const window of windows) {
      const view: View = { ...defaultView, window }
      const screen = createScreens().find(each => each.id === id)
      if (screen === undefined) continue
      const ask = () => Promise.all(screen.feeds(view).map(feed => feed.refresh(source, view, signal)))
      // What a first answer selects asks for more.
      await ask()
      const frame = { width: 160, height: 42, view, look: plainLook, at: new Date(), connection: null }
      screen.draw({ ...frame, isPaused: false, outage: null })
      const took: number[] = []
      for (let time = 0; time < times; time++) {
        const began = performance.now()
        await ask()
        took.push(performance.now() - began)
      }
      took.sort((a, b) => a - b)
      cells.push(`${took[times >> 1]?.toFixed(0)} / ${took.at(-1)?.toFixed(0)}`.padStart(12))
    }
    lines.push(id.padEnd(34) + cells.join(''))
  }
  return lines
}

async function benchTerminal(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'teeline-bench-top-'))
  const env = { NODE_ENV: 'production' }
  try {
    const firsts: number[] = []
    for (let time = 0; time < times; time++) {
      const began = performance.now()
      const program = await runInTerminal([process.execPath, join(dist, 'cli.js'), 'top', '--data', folder], {
        size: terminal,
        env
      })
      await until('the first frame', () => program.output().includes('Overview'), { everyMs: 2 })
      firsts.push(performance.now() - began)
      await program.dispose()
    }
    firsts.sort((a, b) => a - b)
    console.log(
      `\nFirst frame ${firsts[times >> 1]?.toFixed(0)} ms after the command, slowest ${firsts.at(-1)?.toFixed(0)} ms (aim: ${aims.firstFrameMs} ms)`
    )
    const file = join(folder, 'figures.json')
    const paint = new URL('./top/paint.js', import.meta.url).pathname
    const program = await runInTerminal([process.execPath, paint, file], { size: terminal, env })
    const figures = await until(
      'the figures',
      () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>,
      { withinMs: 60_000 }
    )
    await program.dispose()
    console.log('\nOverview, 160x45, all rows changing at 5 Hz')
    for (const [name, value] of Object.entries(figures))
      console.log(`${name.padEnd(20)}${value.toFixed(2).padStart(10)}${aimOf(name)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function aimOf(name: string): string {
  const aim = paintAims[name]
  return aim === undefined ? '' : `   (aim: at most ${aim})`
}
