/** Below the health screen's facts, where there is room: what teeline added over time, and what waited to be stored. */
import { lineChart } from '../kit/charts.js'
import { count, duration } from '../kit/numbers.js'
import { beside, titleLine } from '../kit/panel.js'
import type { CollectorStats, OverheadPiece } from '../queries/health.js'
import type { Window } from '../view.js'
import type { Frame } from './screen.js'

/** Least lines of a chart with its title. */
export const chartHeight = 8
const widthWithTwo = 120

/** Answers of the collector that are kept: ten minutes of one a second. */
const keptSamples = 600
/** After a longer pause without an answer, what came before is another story. */
const pauseMs = 10_000

/** What waited to be stored, as the collector said it while the screen was open. */
export class OutboxHistory {
  #samples: { at: number; rows: number }[] = []

  add(stats: CollectorStats, at: number): void {
    const rows = stats.recorder.delivery?.pendingRows
    if (rows === undefined) return
    const last = this.#samples.at(-1)
    if (last !== undefined && at - last.at > pauseMs) this.#samples = []
    this.#samples = [...this.#samples.slice(1 - keptSamples), { at, rows }]
  }

  get rows(): readonly number[] {
    return this.#samples.map(({ rows }) => rows)
  }

  get seconds(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    return first === undefined || last === undefined ? 0 : Math.round((last.at - first.at) / 1_000)
  }
}

/** `height` lines: both beside each other, or in a narrow terminal the overhead alone. */
export function chartLines(
  { overhead, outbox, window }: { overhead: readonly OverheadPiece[]; outbox: OutboxHistory; window: Window },
  { width, look }: Frame,
  height: number
): string[] {
  const hasTwo = width >= widthWithTwo
  const left = hasTwo ? Math.floor(width / 2) - 1 : width
  const added = [
    titleLine(`Overhead over time · last ${window}`, '', left, look),
    ...lineChart({
      width: left,
      height: height - 1,
      look,
      from: `-${window}`,
      to: 'now',
      format: duration,
      series: [
        { name: 'p50', tone: 'good', values: overhead.map(row => row.p50_us) },
        { name: 'p95', tone: 'second', values: overhead.map(row => row.p95_us) },
        { name: 'p99', tone: 'accent', values: overhead.map(row => row.p99_us) }
      ]
    })
  ]
  if (!hasTwo) return added
  const right = width - left - 2
  const waiting = [
    titleLine('Outbox over time · while this screen is open', '', right, look),
    ...lineChart({
      width: right,
      height: height - 1,
      look,
      from: `-${outbox.seconds}s`,
      to: 'now',
      // There is no half a row.
      format: rows => (Number.isInteger(rows) ? count(rows) : ''),
      series: [{ name: 'rows that wait', tone: 'accent', values: outbox.rows }]
    })
  ]
  return beside(added, waiting, left, width)
}
