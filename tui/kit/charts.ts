/** Sparklines, bars and braille lines: pure functions of figures and a size. */
import type { Glyphs, Look, Tone } from './look.js'
import { fitStyled, fitText, widthOf } from './text.js'

/** One cell a value, newest at the right; NULL is a gap. Scaled from 0 to the largest. Padded at the left. */
export function sparkline(values: readonly (number | null)[], width: number, glyphs: Glyphs): string {
  const shown = values.slice(-width)
  const most = Math.max(...shown.map(value => value ?? 0), Number.MIN_VALUE)
  const cells = shown.map(value => {
    if (value === null) return ' '
    const at = Math.round((value / most) * (glyphs.spark.length - 1))
    return glyphs.spark[at] ?? ' '
  })
  return cells.join('').padStart(width)
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

const axisWidth = 8
const heightWithLegend = 5

/** How a line is drawn, so that it is known without colour: whether in this column of dots; a piece of it for legends. */
const strokes = [
  { isOn: () => true, sample: '⠤⠤⠤' },
  { isOn: (x: number) => x % 6 < 4, sample: '⠤⠤ ⠤' },
  { isOn: (x: number) => x % 2 === 0, sample: '⠄⠄⠄' },
  { isOn: (x: number) => x % 4 === 0, sample: '⠄ ⠄' }
] as const

/** The names of a chart's lines, each behind a piece of its line. Series beyond the fourth look as the first ones. */
function legend(series: readonly Pick<Series, 'name' | 'tone'>[], look: Look): string {
  return series.map(({ name, tone }, at) => `${look.paint(tone, signOf(at, look))} ${name}`).join('  ')
}

function signOf(index: number, look: Look): string {
  return look.glyphs.braille ? (strokes[index % strokes.length]?.sample ?? '') : String(index + 1)
}

/** Lines on one scale from 0, with axis, labels, and below them from where to where, and which line is which. `height` lines of `width` cells. */
export function lineChart(options: LineChartOptions): string[] {
  const { series, width, height, look, format } = options
  const plotWidth = width - axisWidth
  const below = belowLines(options, plotWidth)
  const plotHeight = height - below.length
  if (plotWidth < 4 || plotHeight < 2) return []
  const top = niceTop(Math.max(...series.flatMap(({ values }) => values.map(value => value ?? 0)), 0))
  const plot = look.glyphs.braille ? braille : digits
  const lines = plot(series, { width: plotWidth, height: plotHeight, top, look })
  const axis = lines.map((line, at) => {
    const isHalf = at * 2 === plotHeight - 1
    const value = at === 0 ? top : isHalf ? top / 2 : at === plotHeight - 1 ? 0 : null
    const label = value === null ? '' : value === 0 ? '0' : format(value)
    return look.paint('dim', `${fitText(label, axisWidth - 2, 'right')} ${look.glyphs.ruleUp}`) + line
  })
  return [...axis, ...below]
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
  const axis = fitStyled(' '.repeat(axisWidth) + ends, width)
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
  const bits = new Uint8Array(width * height)
  const owner = new Int8Array(width * height).fill(-1)
  for (const [index, { values }] of series.entries()) {
    let last: number | null = null
    for (let x = 0; x < width * 2; x++) {
      const y = levelAt(values, x / (width * 2 - 1), height * 4, top)
      if (y === null) {
        last = null
        continue
      }
      const begin: number = last === null ? y : Math.min(last + Math.sign(y - last), y)
      const end: number = last === null ? y : Math.max(last + Math.sign(y - last), y)
      last = y
      if (strokes[index % strokes.length]?.isOn(x) === false) continue
      for (let step = begin; step <= end; step++) {
        const at = (step >> 2) * width + (x >> 1)
        bits[at] = (bits[at] ?? 0) | (dots[x & 1 ? 1 : 0][(step & 3) as 0 | 1 | 2 | 3] ?? 0)
        owner[at] = index
      }
    }
  }
  return rowsOf(
    width,
    height,
    at => (bits[at] === 0 ? ' ' : String.fromCharCode(0x2800 + (bits[at] ?? 0))),
    owner,
    series,
    look
  )
}

/** Without braille: the number of the series in each column. */
function digits(series: readonly Series[], { width, height, top, look }: PlotSize): string[] {
  const cells = new Array<string>(width * height).fill(' ')
  const owner = new Int8Array(width * height).fill(-1)
  for (const [index, { values }] of series.entries()) {
    for (let x = 0; x < width; x++) {
      const y = levelAt(values, x / (width - 1), height, top)
      if (y === null) continue
      cells[y * width + x] = signOf(index, look)
      owner[y * width + x] = index
    }
  }
  return rowsOf(width, height, at => cells[at] ?? ' ', owner, series, look)
}

/** Level from the top, 0 to `levels` - 1, of the value at `share` of the time. */
function levelAt(
  values: readonly (number | null)[],
  share: number,
  levels: number,
  top: number
): number | null {
  const value = values[Math.min(values.length - 1, Math.floor(share * values.length))]
  if (value === null || value === undefined) return null
  return Math.max(0, Math.min(levels - 1, Math.round((levels - 1) * (1 - value / top))))
}

/** Cells joined to lines; neighbours of one owner share one tone. */
function rowsOf(
  width: number,
  height: number,
  cellAt: (at: number) => string,
  owner: Int8Array,
  series: readonly Series[],
  look: Look
): string[] {
  return Array.from({ length: height }, (_, y) => {
    let line = ''
    let run = ''
    let runOwner = -1
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const mine = owner[at] ?? -1
      if (mine !== runOwner && run !== '') {
        line += look.paint(series[runOwner]?.tone ?? 'plain', run)
        run = ''
      }
      runOwner = mine
      run += cellAt(at)
    }
    return fitStyled(line + look.paint(series[runOwner]?.tone ?? 'plain', run), width)
  })
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ that is not below. */
export function niceTop(most: number): number {
  if (most <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 2.5, 5, 10].find(step => step * unit >= most) ?? 10) * unit
}
