/**
 * The screens under full churn, in the terminal that this runs in: every row of the overview changes five times a second, as
 * no store makes it. Writes what it took to the file of its first argument.
 */
import { writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { render } from 'ink'
import { createElement } from 'react'
import { App } from '../../tui/app.js'
import { Dashboard } from '../../tui/dashboard.js'
import type { Feed } from '../../tui/feed.js'
import { createLook } from '../../tui/kit/look.js'
import type { MonthRow, OverviewRow, SeriesRow } from '../../tui/queries/overview.js'
import { ScreenSink } from '../../tui/screen-sink.js'
import { Overview } from '../../tui/screens/overview.js'
import { defaultView } from '../../tui/view.js'

const [, , file = ''] = process.argv
const everyMs = 200
const warmUpMs = 3_000
const measuredMs = 15_000

const look = createLook({ ascii: false, colour: true, attributes: true })
const counted = { writes: 0, bytes: 0 }
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = ((text: string) => {
  counted.writes += 1
  counted.bytes += Buffer.byteLength(text)
  return write(text)
}) as typeof process.stdout.write

const sink = new ScreenSink(process.stdout, look.encode)
const overview = new Overview()
const dashboard = new Dashboard({
  screens: [overview],
  first: 'overview',
  view: defaultView,
  look,
  leastMs: everyMs,
  changed: () => sink.soon(),
  lost: () => {},
  copy: () => {},
  mouse: () => {},
  repaint: () => sink.repaint(),
  quit: () => {}
})
const app = render(createElement(App, { dashboard, sink }), {
  stdout: sink as unknown as NodeJS.WriteStream,
  debug: true,
  patchConsole: false
})

let round = 0
const timer = setInterval(() => {
  round += 1
  for (const feed of dashboard.feeds()) {
    const rows = rowsOf(feed.name)
    ;(feed as Feed<unknown>).accept(rows, defaultView, Date.now(), 12)
  }
  sink.soon()
}, everyMs)

setTimeout(() => {
  const before = { ...counted, cpu: process.cpuUsage(), at: performance.now() }
  setTimeout(() => finish(before), measuredMs)
}, warmUpMs)

function finish(before: { writes: number; bytes: number; cpu: NodeJS.CpuUsage; at: number }): void {
  clearInterval(timer)
  const cpu = process.cpuUsage(before.cpu)
  const seconds = (performance.now() - before.at) / 1_000
  const writes = counted.writes - before.writes
  const figures = {
    cpu_percent: (cpu.user + cpu.system) / 10_000 / seconds,
    paints_per_second: writes / seconds,
    bytes_per_paint: (counted.bytes - before.bytes) / writes,
    rss_mb: process.memoryUsage.rss() / 1e6
  }
  writeFileSync(file, JSON.stringify(figures))
  app.unmount()
  process.exit()
}

function rowsOf(feed: string): unknown[] {
  if (feed === 'series') return seriesRows()
  return feed === 'month to date' ? monthRows() : overviewRows(feed === 'totals' ? 1 : 20)
}

function overviewRows(count: number): OverviewRow[] {
  return Array.from({ length: count }, (_, at) => {
    const wave = 1 + Math.sin(round / 5 + at) / 3
    return {
      name: `model-${at}`,
      provider: 'openai',
      requests: 3_000 - at * 100 + (round % 50),
      errors: round % 30,
      ttft_p50_us: 200_000 * wave,
      ttft_p95_us: 400_000 * wave,
      ttft_p99_us: 900_000 * wave,
      e2e_p50_us: 1_200_000 * wave,
      e2e_p95_us: 3_400_000 * wave,
      e2e_p99_us: 6_100_000 * wave,
      tpot_p50_us: 14_000 * wave,
      output_tokens: Math.round(700_000 * wave),
      cost_usd: (12.5 * wave).toFixed(9),
      unpriced: 0,
      estimated: 0,
      seconds: 900,
      trend: Array.from({ length: 24 }, (_, bucket) => 50 + ((bucket + round) % 13) * 7)
    }
  })
}

function monthRows(): MonthRow[] {
  return overviewRows(20).map(({ name, provider, requests, cost_usd }) => ({
    name,
    provider,
    requests,
    cost_usd,
    unpriced: 0,
    estimated: 0
  }))
}

function seriesRows(): SeriesRow[] {
  return Array.from({ length: 120 }, (_, at) => ({
    t: '',
    seconds: 7.5,
    requests: 30,
    errors: 0,
    e2e_p50_us: 1_000_000 + 300_000 * Math.sin((at + round) / 9),
    e2e_p95_us: 2_500_000 + 700_000 * Math.sin((at + round) / 13),
    e2e_p99_us: 6_000_000,
    ttft_p95_us: 400_000 + 90_000 * Math.sin((at + round) / 7)
  }))
}
