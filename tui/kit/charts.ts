/** Sparklines, bars and braille lines: pure functions of figures and a size. */
import type { Glyphs, Look, Tone } from './look.js'
import { fitStyled, fitText, harmless, widthOf } from './text.js'

/** One cell a value, or more where there is room; newest at the right; NULL is a gap. Scaled from 0 to the largest. Padded at the left. */
export function sparkline(values: readonly (number | null)[], width: number, glyphs: Glyphs): string {
  const first = Math.max(0, values.length - width)
  const cellsEach = Math.max(1, Math.floor(width / Math.max(1, values.length - first)))
  let most = Number.MIN_VALUE
  for (let at = first; at < values.length; at++) most = Math.max(most, values[at] ?? 0)
  let cells = ''
  for (let at = first; at < values.length; at++) {
    const value = values[at] ?? null
    const level = value === null ? -1 : Math.round((value / most) * (glyphs.spark.length - 1))
    const glyph = glyphs.spark[level] ?? ' '
    cells += cellsEach === 1 ? glyph : glyph.repeat(cellsEach)
  }
  return cells.padStart(width)
}

/** `share` (0 to 1, more is full) of `width` cells, the rest as a track. */
export function bar(share: number, width: number, glyphs: Glyphs): string {
  const parts = glyphs.bar.length
  const eighths = Math.round(Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)) * width * parts)
  const full = Math.floor(eighths / parts)
  const rest = eighths % parts
  const last = rest === 0 ? '' : (glyphs.bar[rest - 1] ?? '')
  return (
    (glyphs.bar[parts - 1] ?? '#').repeat(full) +
    last +
    glyphs.track.repeat(width - full - (last === '' ? 0 : 1))
  )
}

export interface Series {
  name: string
  tone: Tone
  /** One a bucket, oldest first; NULL breaks the line. */
  values: readonly (number | null)[]
}

export interface LineChartOptions {
  series: readonly Series[]
  width: number
  height: number
  look: Look
  /** Labels of the vertical axis. */
  format(value: number): string
  /** Labels below: oldest at the left, newest at the right. */
  from: string
  to: string
}

const leastAxisWidth = 8
const heightWithLegend = 5
/** Least lines from one label of the axis to the next. */
const linesBetween = 3

/** How a line is drawn, so that it is known without colour: whether it has its nth dot; a piece of it for legends. */
const strokes = [
  { isOn: () => true, sample: '⠤⠤⠤' },
  { isOn: (dot: number) => dot % 6 < 4, sample: '⠤⠤ ⠤' },
  { isOn: (dot: number) => dot % 2 === 0, sample: '⠄⠄⠄' },
  { isOn: (dot: number) => dot % 4 === 0, sample: '⠄ ⠄' }
] as const

/** The names of a chart's lines, each behind a piece of its line. Series beyond the fourth look as the first ones. */
function legend(series: readonly Pick<Series, 'name' | 'tone'>[], look: Look): string {
  return series
    .map(({ name, tone }, at) => `${look.paint(tone, signOf(at, look))} ${harmless(name)}`)
    .join('  ')
}

function signOf(index: number, look: Look): string {
  return look.glyphs.braille ? (strokes[index % strokes.length]?.sample ?? '') : String(index + 1)
}

/** Lines on one scale from 0, with axis, labels, and below them from where to where, and which line is which. `height` lines of `width` cells. */
export function lineChart(options: LineChartOptions): string[] {
  const { series, width, height, look, format } = options
  const known = series.flatMap(({ values }) => values.filter(value => Number.isFinite(value)))
  const top = niceTop(Math.max(...known.map(value => value ?? 0), 0))
  const tenths = Array.from({ length: 10 }, (_, at) => widthOf(format((top * (at + 1)) / 10)) + 2)
  const axisWidth = Math.max(leastAxisWidth, ...tenths)
  const plotWidth = width - axisWidth
  const below = belowLines(options, plotWidth)
  const plotHeight = height - below.length
  if (plotWidth < 4 || plotHeight < 2) return []
  const plot = look.glyphs.braille ? braille : digits
  const lines = plot(series, { width: plotWidth, height: plotHeight, top, look })
  // A scale of nothing would be made up.
  const isKnown = series.some(({ values }) => values.some(value => value !== null))
  const labels = isKnown ? axisLabels(top, plotHeight, format) : new Map<number, string>()
  const axis = lines.map(
    (line, at) =>
      look.paint('dim', `${fitText(labels.get(at) ?? '', axisWidth - 2, 'right')} ${look.glyphs.ruleUp}`) +
      line
  )
  return [...axis, ...below]
}

/** What stands beside which line: the ends always; halves, quarters and tenths of a scale where there are lines between them. */
function axisLabels(top: number, height: number, format: (value: number) => string): Map<number, string> {
  const fitting = [10, 5, 4, 2].filter(count => (height - 1) / count >= linesBetween)
  const parts = fitting.find(count => isRound(top, count)) ?? 1
  return new Map(
    Array.from({ length: parts + 1 }, (_, at) => {
      const value = (top * (parts - at)) / parts
      return [Math.round((at * (height - 1)) / parts), value === 0 ? '0' : format(value)]
    })
  )
}

/** Whether all parts have two digits at the most: what a label says is where it stands. */
function isRound(top: number, parts: number): boolean {
  const values = Array.from({ length: parts }, (_, at) => (top * (at + 1)) / parts)
  return values.every(value => Math.abs(Number(value.toPrecision(2)) / value - 1) < 1e-9)
}

/** The legend stands between the ends of the axis where there is room; if not, below them, where there is height. */
function belowLines(
  { series, width, height, look, from, to }: LineChartOptions,
  plotWidth: number
): string[] {
  const names = legend(series, look)
  const room = plotWidth - from.length - to.length
  const isBetween = room >= widthOf(names) + 4
  const left = Math.floor((room - widthOf(names)) / 2)
  const between = isBetween
    ? ' '.repeat(left) + names + ' '.repeat(room - left - widthOf(names))
    : ' '.repeat(Math.max(0, room))
  const ends = room < 0 ? '' : look.paint('dim', from) + between + look.paint('dim', to)
  const axis = fitStyled(' '.repeat(width - plotWidth) + ends, width)
  return isBetween || height < heightWithLegend ? [axis] : [axis, fitStyled(` ${names}`, width)]
}

interface PlotSize {
  width: number
  height: number
  top: number
  look: Look
}

const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80]
] as const

function braille(series: readonly Series[], { width, height, top, look }: PlotSize): string[] {
  const codes = new Uint16Array(width * height)
  const owner = new Int8Array(width * height).fill(-1)
  for (const [index, { values }] of series.entries()) {
    const isOn = strokes[index % strokes.length]?.isOn ?? (() => true)
    let last: number | null = null
    let drawn = 0
    for (let x = 0; x < width * 2; x++) {
      const y = levelAt(values, x / (width * 2 - 1), height * 4, top)
      if (y !== null) {
        // From the dot beside the last one up or down to this one: a steep line has no holes.
        const step = last === null || last <= y ? 1 : -1
        const first = last === null || last === y ? y : last + step
        const count = Math.abs(y - first) + 1
        for (let nth = 0; nth < count; nth++) {
          const dot = first + nth * step
          if (!isOn(drawn++)) continue
          const at = (dot >> 2) * width + (x >> 1)
          codes[at] = (codes[at] ?? 0) | (dots[x & 1 ? 1 : 0][(dot & 3) as 0 | 1 | 2 | 3] ?? 0)
          owner[at] = index
        }
      }
      last = y
    }
  }
  for (let at = 0; at < codes.length; at++) codes[at] = codes[at] === 0 ? blank : 0x2800 + (codes[at] ?? 0)
  return rowsOf(codes, { width, height, look }, owner, series)
}

/** Without braille: the number of the series in each column. */
function digits(series: readonly Series[], { width, height, top, look }: PlotSize): string[] {
  const codes = new Uint16Array(width * height).fill(blank)
  const owner = new Int8Array(width * height).fill(-1)
  for (const [index, { values }] of series.entries()) {
    for (let x = 0; x < width; x++) {
      const y = levelAt(values, x / (width - 1), height, top)
      if (y === null) continue
      codes[y * width + x] = signOf(index, look).charCodeAt(0)
      owner[y * width + x] = index
    }
  }
  return rowsOf(codes, { width, height, look }, owner, series)
}

/** Level from the top, 0 to `levels` - 1, at `share` of the time: on the straight line between the two values beside it. */
function levelAt(
  values: readonly (number | null)[],
  share: number,
  levels: number,
  top: number
): number | null {
  const at = share * (values.length - 1)
  const [before, after] = [values[Math.floor(at)] ?? null, values[Math.ceil(at)] ?? null]
  // Half way to a value that is not known a line ends.
  const near = at % 1 < 0.5 ? before : after
  if (near === null) return null
  const value = (before ?? near) + ((after ?? near) - (before ?? near)) * (at % 1)
  const level = Math.round((levels - 1) * (1 - value / top))
  return Number.isFinite(level) ? Math.max(0, Math.min(levels - 1, level)) : null
}

const blank = 0x20

/** Characters joined to lines; neighbours of one owner share one tone. */
function rowsOf(
  codes: Uint16Array,
  { width, height, look }: Omit<PlotSize, 'top'>,
  owner: Int8Array,
  series: readonly Series[]
): string[] {
  const text = Buffer.from(codes.buffer).toString('utf16le')
  return Array.from({ length: height }, (_, y) => {
    let line = ''
    for (let from = y * width, end = from + width, at = from; at < end; from = at) {
      const mine = owner[from] ?? -1
      while (at < end && owner[at] === mine) at++
      line += look.paint(series[mine]?.tone ?? 'plain', text.slice(from, at))
    }
    return line
  })
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ that is not below. */
export function niceTop(most: number): number {
  if (most <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 2.5, 5, 10].find(step => step * unit >= most) ?? 10) * unit
}
