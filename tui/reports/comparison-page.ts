/** `teeline load compare --html`: two sides of a comparison on one page. */
import type {
  ComparedMetric,
  ComparedSide,
  Comparison,
  Estimate,
  PercentileComparison,
  Verdict
} from '../../schemas/comparison.js'
import { whole } from '../kit/numbers.js'
import { dollars, measure, percent, percentOf, tokenText } from './amounts.js'
import { type Interval, intervals, shareCurves } from './charts.js'
import { type Html, html } from './html.js'
import { caution, list, pageOf, section } from './page.js'
import { type Column, htmlTable } from './table.js'

/** A whole HTML document; it asks nobody for anything. */
export function comparisonPage(comparison: Comparison): string {
  const { a, b, cautions } = comparison
  return pageOf({
    title: namesOf(comparison).join(' and '),
    lead: `B beside A. ${sourceOf('A', a)} ${sourceOf('B', b)}`,
    sections: [
      caution('Read with care', cautions),
      verdictSection(comparison),
      latencySection(comparison),
      curveSection(comparison),
      sidesSection(comparison),
      objectiveSection(comparison),
      outcomeSection(comparison),
      section('How to read this', list(readingNotes))
    ]
  })
}

/** A and B by their arms, where these differ: the lead names the runs. */
function namesOf({ a, b }: Pick<Comparison, 'a' | 'b'>): [string, string] {
  const arms = [a, b].map(({ kind, label }) => (kind === 'arm' ? label.slice(label.indexOf('/') + 1) : label))
  return arms[0] === arms[1] ? [a.label, b.label] : [arms[0] ?? a.label, arms[1] ?? b.label]
}

function sourceOf(side: string, { label, kind, name, from, to, requests, status }: ComparedSide): string {
  const what =
    kind === 'production' ? 'production' : `${kind === 'arm' ? 'an arm of ' : ''}load run ${name}, ${status}`
  return `${side}: ${label} (${what}), ${minute(from)} to ${minute(to)} UTC, ${whole(requests)} requests.`
}

function verdictSection({ percentiles }: Comparison): Html {
  const verdicts: Verdict[] = ['faster', 'slower', 'no difference shown', 'too few samples']
  const lines = verdicts.flatMap(verdict => {
    const meant = percentiles.filter(line => line.verdict === verdict)
    if (meant.length === 0) return []
    const metrics = [...new Set(meant.map(({ metric }) => metric))].map(metric => {
      const which = meant.filter(line => line.metric === metric).map(({ percentile }) => `p${percentile}`)
      return `${metricNames[metric]} ${which.join(', ')}`
    })
    return [
      html`<li><strong class="${verdictClass(verdict)}">B ${verdictWords(verdict)}</strong> ${metrics.join('; ')}</li>\n`
    ]
  })
  return section('Verdict', html`<ul>\n${lines}</ul>\n`)
}

function latencySection({ percentiles, a, b }: Comparison): Html {
  const columns: Column[] = [
    { name: 'Latency, ms' },
    { name: 'A (95 % interval)', isNumber: true },
    { name: 'B (95 % interval)', isNumber: true },
    { name: 'B − A (95 % interval)', isNumber: true },
    { name: 'Change', isNumber: true },
    { name: 'p', isNumber: true },
    { name: 'B is' }
  ]
  const rows = percentiles.map(line => [
    lineName(line),
    estimateCell(line.a),
    estimateCell(line.b),
    estimateCell(line.difference),
    line.change === null ? '-' : `${signOf(line.change)}${percent(Math.abs(line.change * 100))}`,
    line.pValue === null ? '-' : line.pValue < 0.001 ? '< 0.001' : line.pValue.toFixed(3),
    html`<span class="${verdictClass(line.verdict)}">${verdictSign(line.verdict)} ${line.verdict}</span>`
  ])
  const caption = `A: ${a.label}. B: ${b.label}. Two-sided tests, adjusted for their number.`
  return section('Latency', intervalChart(percentiles), htmlTable(caption, { columns, rows }))
}

/** Of A's own figure, so that milliseconds and minutes fit on one axis. */
function intervalChart(percentiles: readonly PercentileComparison[]): Html {
  const rows = percentiles.flatMap((line): Interval[] => {
    if (line.a === null || line.difference === null || line.a.value === 0) return []
    const share = (ms: number) => (100 * ms) / (line.a?.value ?? 1)
    const { value, low, high } = line.difference
    return [
      {
        label: lineName(line),
        value: share(value),
        low: share(low),
        high: share(high),
        colour: verdictColour(line.verdict)
      }
    ]
  })
  if (rows.length === 0) return html`<p>No percentile has enough samples on both sides.</p>`
  const description =
    'Dots are what was measured, lines their 95 % intervals. Left of 0, B is faster. Grey: no difference shown, for the test allows for how many lines there are, and a line does not.'
  return intervals({ title: 'How much slower B is than A', description }, rows, "% of A's figure")
}

function curveSection(comparison: Comparison): Html {
  const { a, b } = comparison
  const [nameA, nameB] = namesOf(comparison)
  const drawn = metrics.flatMap(metric => {
    const [ofA = [], ofB = []] = [a.curves[metric], b.curves[metric]]
    if (ofA.length === 0 || ofB.length === 0) return []
    const description = 'How large a share of the requests took no longer than that.'
    const series = [
      { name: `A: ${nameA}`, values: ofA },
      { name: `B: ${nameB}`, values: ofB }
    ]
    return [shareCurves({ title: metricNames[metric], description }, series, 'ms')]
  })
  if (drawn.length === 0) return html``
  return section('Every percentile', html`<div class="grid">\n${drawn}</div>\n`)
}

function sidesSection({ a, b, monthly }: Comparison): Html {
  const row = (name: string, of: (side: ComparedSide) => string | Html) => [name, of(a), of(b)]
  const rows = [
    row('Requests', side => whole(side.requests)),
    row('Good answers', side => `${whole(side.ok)} (${percent(percentOf(side.ok, side.requests))})`),
    row('Within every objective (goodput)', side =>
      side.goodput === null ? 'no objectives' : percent(side.goodput * 100)
    ),
    row('Good answers a second', side => measure(side.requestsPerSecond)),
    row('Input tokens', side => tokenText(side.inputTokens)),
    row('Output tokens', side => tokenText(side.outputTokens)),
    row('Output tokens a second', side =>
      side.outputTokensPerSecond === null ? 'unknown' : measure(side.outputTokensPerSecond)
    ),
    row('Cost, USD', side => amountCell(side.costUsd)),
    row('Cost of a priced request, USD', side => amountCell(side.costPerRequestUsd)),
    row('Cost of a month, USD', side => amountCell(side.costPerMonthUsd)),
    row('Requests without a price', side => whole(side.unpriced)),
    row('Send lag p50 / p99 / max, ms', ({ sendLagMs: lag }) =>
      lag === null ? '-' : [lag.p50, lag.p99, lag.max].map(measure).join(' / ')
    )
  ]
  const month =
    monthly === null
      ? 'No production traffic was recorded, so there is no month to reckon with.'
      : `A month: ${whole(monthly.requests)} requests in 30 days, an estimate from ${monthly.source}.`
  return section(
    'Volume, tokens and cost',
    htmlTable(month, { columns: sideColumns({ a, b }, 'Figure'), rows })
  )
}

function objectiveSection({ a, b }: Comparison): Html {
  const rows = [['A', a] as const, ['B', b] as const].flatMap(([name, { objectives, errorRate }]) => [
    ...objectives.map(({ metric, percentile, limitMs, actualMs, met }) => [
      `${name}: ${metric} p${percentile}`,
      `${measure(limitMs)} ms`,
      actualMs === null ? (met === false ? 'none: too many failed' : 'unknown') : `${measure(actualMs)} ms`,
      metCell(met)
    ]),
    ...(errorRate === null ? [] : [errorRow(name, errorRate)])
  ])
  if (rows.length === 0) return html``
  const columns = [
    { name: 'Objective' },
    { name: 'At most', isNumber: true },
    { name: 'Was', isNumber: true },
    { name: 'Is it met?' }
  ]
  return section(
    'Objectives',
    htmlTable('What the profile asks for, and what each side did.', { columns, rows })
  )
}

function errorRow(
  name: string,
  { limit, actual, met }: NonNullable<ComparedSide['errorRate']>
): (string | Html)[] {
  const share = actual === null ? 'unknown' : percent(actual * 100, 2)
  return [`${name}: failed requests`, percent(limit * 100, 2), share, metCell(met)]
}

/** The exact one is told to who points at it. */
function amountCell(usd: string | null): string | Html {
  return usd === null ? 'unknown' : html`<span title="${usd} USD">${dollars(usd)}</span>`
}

function metCell(met: boolean | null): string | Html {
  if (met === null) return 'not known'
  return met ? html`<span class="good">✓ met</span>` : html`<span class="bad">✗ not met</span>`
}

function outcomeSection({ a, b }: Comparison): Html {
  const names = [...new Set([...Object.keys(a.outcomes), ...Object.keys(b.outcomes)])].toSorted()
  const cell = (count: number, { requests }: ComparedSide) =>
    `${whole(count)} (${percent(percentOf(count, requests), 2)})`
  const row = (name: string, of: (side: ComparedSide) => number) => [name, cell(of(a), a), cell(of(b), b)]
  const rows = [
    row('good answer', ({ ok }) => ok),
    ...names.filter(name => name !== '').map(name => row(name, ({ outcomes }) => outcomes[name] ?? 0))
  ]
  const columns = sideColumns({ a, b }, 'End')
  return section(
    'How requests ended',
    htmlTable('Every request of each side, by its end.', { columns, rows })
  )
}

function sideColumns(sides: Pick<Comparison, 'a' | 'b'>, first: string): Column[] {
  const [a, b] = namesOf(sides)
  return [
    { name: first },
    { name: `A: ${a}`, isNumber: true, isGiven: true },
    { name: `B: ${b}`, isNumber: true, isGiven: true }
  ]
}

function estimateCell(estimate: Estimate | null): string | Html {
  if (estimate === null) return '-'
  const { value, low, high } = estimate
  return html`${signedMs(value)}<small>${signedMs(low)} to ${signedMs(high)}</small>`
}

function signedMs(value: number): string {
  return `${value < 0 ? '−' : ''}${measure(Math.abs(value))}`
}

function signOf(value: number): string {
  return value < 0 ? '−' : value > 0 ? '+' : ''
}

function lineName({ metric, percentile }: PercentileComparison): string {
  return `${metricNames[metric]} p${percentile}`
}

function verdictClass(verdict: Verdict): string {
  return verdict === 'faster' ? 'good' : verdict === 'slower' ? 'bad' : 'soft'
}

function verdictColour(verdict: Verdict): Interval['colour'] {
  return verdict === 'faster' ? '--good' : verdict === 'slower' ? '--bad' : '--soft'
}

function verdictSign(verdict: Verdict): string {
  return verdict === 'faster' ? '▼' : verdict === 'slower' ? '▲' : '·'
}

function verdictWords(verdict: Verdict): string {
  const words = {
    faster: 'is faster:',
    slower: 'is slower:',
    'no difference shown': 'shows no difference:',
    'too few samples': 'has, or A has, too few samples:'
  }
  return words[verdict]
}

function minute(moment: string): string {
  return moment.slice(0, 16).replace('T', ' ')
}

const metricNames: Record<ComparedMetric, string> = {
  ttft: 'TTFT',
  ttft_intended: 'TTFT from due',
  tpot: 'TPOT',
  gap_p95: 'Gap p95',
  e2e: 'E2E',
  e2e_intended: 'E2E from due'
}
const metrics = Object.keys(metricNames) as ComparedMetric[]

const readingNotes = [
  'TTFT: until the first token. TPOT: for each output token after the first. E2E: until the end of the answer. Gap p95: the pause between tokens that 95 % of the pauses of one answer stay within.',
  'They count from the moment a request came to the collector. "From due" counts from the moment the profile wanted it sent, so a wait before sending is in it.',
  'Latencies are of good answers, warm-up left out. p is adjusted for all lines together (Holm); a difference is shown below 0.01.',
  'Intervals are 95 % bootstrap intervals. "No difference shown" does not mean that both are the same: these samples cannot tell.',
  'Tokens are what providers reported, unless it says above that some are estimated, and costs are reckoned from them; a request without a price is in no sum.'
]
