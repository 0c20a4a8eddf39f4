/**
 * What OpenTelemetry costs the relay: four sidecars at once, two of them without it, one with it, one whose receiver is
 * down. In each round each has one short window of each load, in an order that is drawn anew; a window is compared with
 * that of the first sidecar in the same round. The second one without it shows how far two sidecars differ that do the same.
 */
import { binomialDistribution, median, shuffle } from 'simple-statistics'
import { framesPerStream } from './bodies.mjs'
import { freePort } from './subjects.mjs'

/** @typedef {import('./subjects.mjs').Subject} Subject */
/** @typedef {import('./bench.mjs').Load} Load */
/** @typedef {import('./bench.mjs').Window} Window */

const base = 'off'

/**
 * @param {(name: string, env: NodeJS.ProcessEnv) => Promise<Subject>} start
 * @param {number} sinkPort of a receiver that takes everything
 * @returns {AsyncGenerator<Subject>}
 */
export async function* telemetrySubjects(start, sinkPort) {
  const to = (/** @type {number} */ port) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_METRIC_EXPORT_INTERVAL: '5000'
  })
  yield await start(base, { OTEL_SDK_DISABLED: 'true' })
  yield await start('off again', { OTEL_SDK_DISABLED: 'true' })
  yield await start('on', to(sinkPort))
  yield await start('receiver down', to(await freePort()))
}

/**
 * All rounds; the windows are in `bench.windows`, round by round.
 * @param {import('./bench.mjs').Bench} bench
 * @param {readonly Subject[]} subjects
 * @param {readonly Load[]} loads
 * @param {number} rounds
 */
export async function compareTelemetry(bench, subjects, loads, rounds) {
  for (let round = 0; round < rounds; round++)
    for (const load of loads) for (const subject of shuffle([...subjects])) await bench.window(subject, load)
  bench.endTurns()
}

/**
 * Medians, and of each pair's ratio the median with its 95 % interval; then what became of the spans.
 * @param {readonly Window[]} windows
 * @param {readonly Subject[]} subjects
 */
export async function formatTelemetry(windows, subjects) {
  const names = subjects.map(({ name }) => name)
  const rows = [['CPU, us; ratio to off, its 95 % interval', ...names]]
  for (const load of new Set(windows.map(window => window.load))) {
    const isStream = load.startsWith('stream')
    for (const [what, key] of /** @type {const} */ ([
      ['relay thread', 'threadUs'],
      ['all threads', 'processUs']
    ])) {
      const of = (/** @type {string} */ name) =>
        windows
          .filter(window => window.load === load && window.subject === name)
          .map(window => (window[key] ?? Number.NaN) / (isStream ? framesPerStream : 1))
      rows.push([
        `${load}, ${what}, a ${isStream ? 'frame' : 'call'}`,
        ...names.map(name => median(of(name)).toFixed(2))
      ])
      rows.push(['', '', ...names.slice(1).map(name => ratioOf(of(name), of(base)))])
    }
  }
  const spans = await Promise.all(subjects.map(spansOf))
  rows.push(['spans exported', ...spans.map(({ exported }) => exported)])
  rows.push(['spans dropped', ...spans.map(({ dropped }) => dropped)])
  const width = Math.max(...rows.map(([name = '']) => name.length))
  return rows
    .map(([name = '', ...cells]) => name.padEnd(width) + cells.map(cell => cell.padStart(20)).join(''))
    .join('\n')
}

/** Window by window. @param {readonly number[]} values @param {readonly number[]} bases */
function ratioOf(values, bases) {
  const ratios = values.map((value, index) => value / (bases[index] ?? Number.NaN))
  const [low, high] = intervalOf(ratios)
  return `${median(ratios).toFixed(3)} ${low.toFixed(3)}-${high.toFixed(3)}`
}

/**
 * Of the median, by the sign test: the narrowest two values of the sample, as far from its ends as one another, between
 * which the median lies with 95 % at least. It asks for nothing of how the values are spread.
 * @param {readonly number[]} values six at least
 * @returns {[number, number]}
 */
function intervalOf(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const chances = binomialDistribution(sorted.length, 0.5) ?? []
  let below = 0
  let rank = -1
  while (below + (chances[rank + 1] ?? 1) <= 0.025) below += chances[++rank] ?? 1
  return [sorted[rank] ?? Number.NaN, sorted[sorted.length - 1 - rank] ?? Number.NaN]
}

/** As the metrics page has them; nothing while telemetry is off. @param {Subject} subject */
async function spansOf({ adminUrl }) {
  const page = await (await fetch(`${adminUrl}/metrics`)).text()
  const sum = (/** @type {string} */ name) => {
    const found = [...page.matchAll(new RegExp(`^${name}_total(?:{.*})? (\\d+)$`, 'gm'))]
    return found.length === 0 ? '-' : String(found.reduce((all, [, value]) => all + Number(value), 0))
  }
  return { exported: sum('teeline_spans_exported'), dropped: sum('teeline_spans_dropped') }
}
