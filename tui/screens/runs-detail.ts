/** One run, and two compared: figures and curves. */
import type { ComparedMetric, Comparison } from '../../schemas/comparison.js'
import type { TeelineError } from '../../schemas/errors.js'
import { lineChart, type Series } from '../kit/charts.js'
import { List } from '../kit/list.js'
import type { Tone } from '../kit/look.js'
import { duration, whole } from '../kit/numbers.js'
import { beside, titleLine } from '../kit/panel.js'
import { table } from '../kit/table.js'
import { fitStyled, fitText, widthOf, wrap } from '../kit/text.js'
import type { RunArm, RunLine } from '../queries/runs.js'
import { armColumns, comparisonColumns, sideFigures } from './runs-parts.js'
import type { Frame } from './screen.js'

type Curve = 'e2e' | 'ttft'

const curveNames: Readonly<Record<Curve, string>> = { e2e: 'end to end', ttft: 'time to first token' }
const tones: readonly Tone[] = ['accent', 'second', 'good', 'warn']
const leastChart = 6
const chartHeight = 12
const widthWithSides = 110
const widthWithCurves = 150
/** Least cells of a title with both runs' profiles and names in full; of names, the end that tells them apart. */
const widthWithLabels = 110
const shortLabel = 16
/** Lines of cautions above the verdicts. */
const mostCautions = 3
/** Least lines of a comparison that shows its curves below. */
const heightWithAll = 28

/** A run's arms and their curve. */
export function runLines(
  { run, arms, turns }: { run: RunLine; arms: readonly RunArm[] | null; turns: number },
  frame: Frame
): string[] {
  const { width, height, look } = frame
  const title = `${run.name} · ${run.run_id} · without warm-up`
  const head = titleLine(title, 'DUE from the moment it was due; LAG of the send', width, look)
  if (arms === null) return [head, fitText('  Asking the store …', width)]
  if (arms.length === 0) {
    const isRunning = run.status === 'running'
    const why = isRunning
      ? 'It is running: what it measured is here when it has ended; until then see 3 Requests.'
      : 'No measured requests of this run are in the store.'
    return [head, ...wrap(why, width - 4).map(line => fitStyled(`  ${line}`, width))]
  }
  const rows = table({
    columns: armColumns(look),
    rows: arms,
    list: unseen(),
    width,
    height: Number.POSITIVE_INFINITY,
    look
  })
  const isPrinted = height === Number.POSITIVE_INFINITY
  const room = isPrinted ? chartHeight : height - rows.length - 1
  const shown = isPrinted ? rows : rows.slice(0, Math.max(2, height - 1))
  if (room < leastChart) return [head, ...shown]
  const seriesOf = (curve: Curve): Series[] =>
    arms.slice(0, tones.length).map(({ arm, e2e_curve, ttft_curve }, at) => ({
      name: arm === '' ? 'all' : arm,
      tone: tones[at] ?? 'plain',
      values: curve === 'e2e' ? e2e_curve : ttft_curve
    }))
  return [head, ...shown, ...curves(curveAt(turns), seriesOf, { ...frame, height: room })]
}

/** Two sides: verdicts, what else they show, curves, and what makes them unlike. */
export function comparisonLines(
  {
    a,
    b,
    comparison,
    error,
    turns
  }: {
    a: string | undefined
    b: string | undefined
    comparison: Comparison | null
    error: TeelineError | null
    turns: number
  },
  list: List,
  frame: Frame
): string[] {
  const { width, height, look } = frame
  const isPrinted = height === Number.POSITIVE_INFINITY
  const hasTurns = !isPrinted && height < heightWithAll
  const named = (side: Comparison['a'] | undefined, id = ''): string => {
    const { label, name } = side ?? { label: id, name: '' }
    if (width >= widthWithLabels) return `${name} ${label}`.trim()
    return label.length > shortLabel ? `${look.glyphs.more}${label.slice(-shortLabel)}` : label
  }
  const sidesCompared = `A ${named(comparison?.a, a)} · B ${named(comparison?.b, b)}`
  const head = titleLine(`Compared · ${sidesCompared}`, hasTurns ? 'e: next' : 'Esc: list', width, look)
  if (comparison === null) {
    const text = error === null ? 'Resampling both runs …' : `! ${error.code}: ${error.message} ${error.hint}`
    return [head, '', ...wrap(text, width - 4).map(line => `  ${line}`)].map(line => fitStyled(line, width))
  }
  const turned = hasTurns ? turnedTo(turns, comparison, { ...frame, height: height - 1 }) : null
  if (turned !== null) return [head, ...turned]
  const cautions = cautionLines(comparison, frame, isPrinted ? Number.POSITIVE_INFINITY : mostCautions)
  const hasSides = width >= widthWithSides
  const sides = sideLines(comparison, frame, hasSides ? Math.floor(width * 0.36) : width)
  const rest = height - 1 - cautions.length
  const chart = rest >= 24 ? Math.min(chartHeight, rest - 14) : isPrinted ? chartHeight : 0
  const tableWidth = hasSides ? width - Math.floor(width * 0.36) - 2 : width
  const tableRoom = isPrinted ? height : rest - chart - (hasSides || rest < 20 ? 0 : sides.length)
  const verdicts = table({
    columns: comparisonColumns,
    rows: comparison.percentiles,
    list,
    width: tableWidth,
    height: tableRoom,
    look
  })
  const figures = hasSides
    ? beside(verdicts, sides, tableWidth, width).slice(0, isPrinted ? undefined : rest - chart)
    : rest < 20
      ? verdicts
      : [...verdicts, ...sides]
  const top = [head, ...cautions, ...figures]
  if (chart === 0) return top
  const room = isPrinted ? chart : height - top.length
  return [...top, ...curves(curveAt(turns), shown => curvesOf(comparison, shown), { ...frame, height: room })]
}

/** Where there are too few lines for all, what comes one after the other; NULL: the verdicts, with what they need. */
function turnedTo(turns: number, comparison: Comparison, frame: Frame): string[] | null {
  const shown = (['verdicts', 'figures', 'e2e', 'ttft'] as const)[turns % 4] ?? 'verdicts'
  if (shown === 'verdicts') return null
  if (shown === 'figures') {
    const sides = sideLines(comparison, frame, frame.width)
    const room = frame.height - sides.length - 1
    return room < 1 ? sides : [...sides, ' '.repeat(frame.width), ...cautionLines(comparison, frame, room)]
  }
  return curves(shown, curve => curvesOf(comparison, curve), frame)
}

/** What makes the sides unlike, in so many lines at the most; that there is more ends the last one. */
function cautionLines({ cautions }: Comparison, { width, look }: Frame, most: number): string[] {
  const lines = cautions.flatMap(caution => wrap(`! ${caution}`, width - 2))
  const shown = lines.slice(0, most)
  const last = shown.at(-1) ?? ''
  const { more } = look.glyphs
  if (lines.length > most) shown[most - 1] = `${fitText(last, Math.min(widthOf(last), width - 4))} ${more}`
  return shown.map(line => fitStyled(` ${look.paint('warn', line)}`, width))
}

function curveAt(turns: number): Curve {
  return turns % 2 === 0 ? 'e2e' : 'ttft'
}

function sideLines(comparison: Comparison, { look }: Frame, width: number): string[] {
  const cell = Math.max(8, Math.floor((width - 18) / 2))
  const row = (label: string, a: string, b: string): string =>
    fitStyled(
      ` ${look.paint('dim', fitText(label, 16))}${fitText(a, cell, 'right')}${fitText(b, cell, 'right')}`,
      width
    )
  const monthly = wrap(monthText(comparison), width - 2).map(line =>
    fitStyled(` ${look.paint('dim', line)}`, width)
  )
  return [row('', 'A', 'B'), ...sideFigures(comparison).map(([label, a, b]) => row(label, a, b)), ...monthly]
}

/** What a cost a month is reckoned with; '' without one. */
function monthText({ monthly }: Comparison): string {
  if (monthly === null) return ''
  const requests = `${whole(monthly.requests)} requests`
  return `month: ${monthly.source.startsWith(requests) ? monthly.source : `${requests}, from ${monthly.source}`}`
}

function curvesOf({ a, b }: Comparison, curve: ComparedMetric): Series[] {
  const inMicroseconds = (samples: readonly number[] | undefined): number[] =>
    (samples ?? []).map(ms => ms * 1_000)
  return [
    { name: 'A', tone: 'accent', values: inMicroseconds(a.curves[curve]) },
    { name: 'B', tone: 'second', values: inMicroseconds(b.curves[curve]) }
  ]
}

/** One curve, or both beside each other where there is room; `curve` is the one that is shown, or the left one. */
function curves(curve: Curve, seriesOf: (curve: Curve) => Series[], frame: Frame): string[] {
  if (frame.width < widthWithCurves) {
    return curveLines(curveNames[curve], seriesOf(curve), frame, 'e: other curve')
  }
  const other: Curve = curve === 'e2e' ? 'ttft' : 'e2e'
  const left = Math.floor(frame.width / 2) - 1
  return beside(
    curveLines(curveNames[curve], seriesOf(curve), { ...frame, width: left }, 'e: swap'),
    curveLines(curveNames[other], seriesOf(other), { ...frame, width: frame.width - left - 2 }, ''),
    left,
    frame.width
  )
}

/** Percentiles from left to right; the last hundredth is left out, as one slow request would flatten all the rest. */
function curveLines(
  name: string,
  series: readonly Series[],
  { width, height, look }: Frame,
  note: string
): string[] {
  const shown = series.map(({ values, ...rest }) => ({
    ...rest,
    values: values.slice(0, Math.ceil(values.length * 0.99))
  }))
  const size = { width, height: height - 1, look, from: 'p0', to: 'p99' }
  return [
    titleLine(`Percentiles, ${name}`, note, width, look),
    ...lineChart({ ...size, series: shown, format: duration })
  ]
}

/** A table without a cursor. */
function unseen(): List {
  return new List()
}
