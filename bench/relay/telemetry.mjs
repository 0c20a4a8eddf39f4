/** What OpenTelemetry costs the relay: the same sidecar without it, with it, and with a receiver that is down. */
import { framesPerStream } from './bodies.mjs'
import { median } from './figures.mjs'
import { freePort } from './subjects.mjs'

/** @typedef {import('./subjects.mjs').Subject} Subject */
/** @typedef {{ load: string, subject: string, threadUs: number | null, processUs: number | null }} Window */

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
  yield await start('off', { OTEL_SDK_DISABLED: 'true' })
  yield await start('on', to(sinkPort))
  yield await start('dead', to(await freePort()))
}

/**
 * Medians over the windows, one column a subject, and what became of the spans.
 * @param {readonly Window[]} windows
 * @param {readonly Subject[]} subjects
 */
export async function formatTelemetry(windows, subjects) {
  const names = subjects.map(({ name }) => name)
  const rows = [['CPU, us', ...names]]
  for (const load of new Set(windows.map(window => window.load))) {
    const isStream = load.startsWith('stream')
    for (const [what, key] of /** @type {const} */ ([
      ['relay thread', 'threadUs'],
      ['process', 'processUs']
    ])) {
      const cells = names.map(name => {
        const own = windows.filter(window => window.load === load && window.subject === name)
        return (
          median(own.map(window => window[key] ?? Number.NaN)) / (isStream ? framesPerStream : 1)
        ).toFixed(2)
      })
      rows.push([`${load}, ${what}, a ${isStream ? 'frame' : 'call'}`, ...cells])
    }
  }
  const spans = await Promise.all(subjects.map(spansOf))
  rows.push(['spans exported', ...spans.map(({ exported }) => exported)])
  rows.push(['spans dropped', ...spans.map(({ dropped }) => dropped)])
  const width = Math.max(...rows.map(([name = '']) => name.length))
  return rows
    .map(([name = '', ...cells]) => name.padEnd(width) + cells.map(cell => cell.padStart(10)).join(''))
    .join('\n')
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
