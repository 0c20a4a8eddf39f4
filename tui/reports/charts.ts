/**
 * Charts as inline SVG. Colours are the page's variables, so that they follow its light and dark; a series is told by a
 * dash or its place too. Numbers are drawn from floats: the exact ones stand in the tables beside.
 */
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { fitText, widthOf } from '../kit/text.js'
import { alreadyEscaped, type Html, html, printable } from './html.js'

/** What a reader who does not see the chart is told instead. */
export interface ChartWords {
  title: string
  description: string
}

export interface Series {
  name: string
  values: readonly (number | null)[]
}

/** Bars stacked by series, one for each day; a day without a figure has no bar. */
export function stackedBars(
  words: ChartWords,
  { days, series, unit }: { days: readonly string[]; series: readonly Series[]; unit: string }
): Html {
  const bars = series.flatMap(({ name, values }, place) =>
    values.flatMap((value, at) =>
      value === null || value === 0 ? [] : [{ day: days[at], value, place, name }]
    )
  )
  const step = Math.ceil(days.length / 16)
  const svg = plot(words, {
    height: 260,
    marginLeft: 80,
    x: {
      type: 'band',
      domain: [...days],
      label: null,
      ticks: days.filter((_, at) => at % step === 0),
      tickFormat: dayOfMonth
    },
    y: {
      grid: true,
      label: unit,
      tickFormat: shortNumber,
      nice: true,
      ...(bars.length === 0 && { domain: [0, 1] })
    },
    color: colours(series.length),
    marks: [
      Plot.barY(bars, {
        x: 'day',
        y: 'value',
        fill: 'place',
        order: 'place',
        title: bar => `${bar.day}, ${bar.name}: ${number(bar.value)} ${unit}`
      }),
      Plot.ruleY([0])
    ]
  })
  return figure(words, svg, { legend: legendOf(series, 'box'), isWide: true })
}

export interface Bar {
  label: string
  value: number
  /** Written at the bar's end. */
  text: string
}

/** Bars that lie, with their names on the left: for names that are long. */
export function lyingBars(words: ChartWords, bars: readonly Bar[], unit: string): Html {
  const svg = plot(words, {
    height: 60 + 26 * bars.length,
    marginBottom: 40,
    marginLeft: nameMargin,
    marginRight: 12 + 8 * Math.max(0, ...bars.map(({ text }) => widthOf(text))),
    x: { grid: true, label: unit, ...below, tickFormat: shortNumber, nice: true, ticks: 5 },
    y: {
      type: 'band',
      domain: bars.map((_, at) => at),
      label: null,
      tickSize: 0,
      tickFormat: at => shortName(bars[at]?.label)
    },
    marks: [
      Plot.barX(bars, {
        x: 'value',
        y: (_, at) => at,
        fill: 'var(--c1)',
        insetTop: 2,
        insetBottom: 2,
        title: bar => `${bar.label}: ${bar.text}`
      }),
      Plot.text(bars, { x: 'value', y: (_, at) => at, text: 'text', textAnchor: 'start', dx: 5 }),
      Plot.ruleX([0])
    ]
  })
  return figure(words, svg, { isWide: true })
}

/** Share of samples at or below each value: the curve that is further left is the faster one. Values ascend. */
export function shareCurves(
  words: ChartWords,
  series: readonly { name: string; values: readonly number[] }[],
  unit: string
): Html {
  const all = series.flatMap(({ values }) => values)
  const low = Math.min(...all)
  const high = Math.max(...all)
  const isWide = low > 0 && high / low > 30
  const svg = plot(words, {
    width: 460,
    height: 260,
    marginBottom: 40,
    marginLeft: 46,
    x: {
      type: isWide ? 'log' : 'linear',
      label: isWide ? `${unit}, logarithmic` : unit,
      ...below,
      tickFormat: shortNumber,
      grid: true,
      ticks: 5
    },
    y: { label: 'share of requests, %', percent: true, domain: [0, 100], grid: true, ticks: 5 },
    color: colours(series.length),
    marks: series.map(({ name, values }, place) =>
      Plot.line(values, {
        x: value => value,
        y: (_, at) => (at + 1) / values.length,
        curve: 'step-after',
        stroke: () => place,
        strokeWidth: 1.8,
        strokeDasharray: dashOf(place),
        title: () => name
      })
    )
  })
  return figure(words, svg, { legend: legendOf(series, 'line') })
}

export interface Interval {
  label: string
  value: number
  low: number
  high: number
  /** A CSS variable of the page: `--good`, `--bad`, `--soft`. */
  colour: '--good' | '--bad' | '--soft'
}

/** A dot and its interval a line, against the line where both sides are the same. */
export function intervals(words: ChartWords, rows: readonly Interval[], unit: string): Html {
  const at = (_: Interval, place: number) => place
  const colour = ({ colour }: Interval) => `var(${colour})`
  const svg = plot(words, {
    height: 64 + 22 * rows.length,
    marginBottom: 40,
    marginLeft: nameMargin,
    x: { grid: true, label: unit, ...below, tickFormat: signed, nice: true },
    y: {
      type: 'point',
      domain: rows.map(at),
      label: null,
      tickSize: 0,
      tickFormat: place => shortName(rows[place]?.label)
    },
    color: { type: 'identity' },
    marks: [
      Plot.ruleX([0], { strokeWidth: 1.5 }),
      Plot.ruleY(rows, { x1: 'low', x2: 'high', y: at, stroke: colour, strokeWidth: 2, marker: 'tick' }),
      Plot.dot(rows, {
        x: 'value',
        y: at,
        fill: colour,
        r: 4,
        title: row => `${row.label}: ${signed(row.value)} ${unit}, ${signed(row.low)} to ${signed(row.high)}`
      })
    ]
  })
  return figure(words, svg, { isWide: true })
}

function plot({ title, description }: ChartWords, options: Plot.PlotOptions): Html {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg: unknown = Plot.plot({
    width: 960,
    style: { fontSize: '12px' },
    ...options,
    className: 'plot',
    document: document as unknown as NonNullable<Plot.PlotOptions['document']>
  })
  return named(svg as Drawing, document as unknown as Drawings, { title, description })
}

/** Without a browser's types, this much of an element. */
interface Drawing {
  outerHTML: string
  textContent: string
  querySelector(name: string): { remove(): void } | null
  setAttribute(name: string, value: string): void
  prepend(child: Drawing): void
}

interface Drawings {
  createElementNS(namespace: string, name: string): Drawing
}

function named(svg: Drawing, document: Drawings, { title, description }: ChartWords): Html {
  // Plot's own style sets a white background and a size; the page sets both.
  svg.querySelector('style')?.remove()
  svg.setAttribute('role', 'img')
  for (const [name, text] of [['desc', description] as const, ['title', title] as const]) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    element.textContent = text
    svg.prepend(element)
  }
  return alreadyEscaped(printable(svg.outerHTML))
}

function figure(
  { title, description }: ChartWords,
  svg: Html,
  { legend = html``, isWide = false }: { legend?: Html; isWide?: boolean } = {}
): Html {
  return html`<figure class="${isWide ? 'wide' : 'small'}">
<figcaption><strong>${title}.</strong> ${description}</figcaption>
${legend}${svg}
</figure>
`
}

function legendOf(series: readonly { name: string }[], sign: 'box' | 'line'): Html {
  const items = series.map(({ name }, place) => html`<li>${swatch(place, sign)} ${name}</li>`)
  return html`<ul class="legend">${items}</ul>\n`
}

function swatch(place: number, sign: 'box' | 'line'): Html {
  const colour = colourOf(place)
  const shape =
    sign === 'box'
      ? html`<rect width="22" height="10" rx="2" fill="${colour}"/>`
      : html`<path d="M0 5h22" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dashOf(place)}"/>`
  return html`<svg viewBox="0 0 22 10" aria-hidden="true">${shape}</svg>`
}

/** Series go by number, so that no name can be taken for a colour. */
function colours(count: number): Plot.ScaleOptions {
  const places = Array.from({ length: count }, (_, place) => place)
  return { type: 'categorical', domain: places, range: places.map(colourOf) }
}

/** The page has eight; what comes after them is to be put together before it is drawn. */
function colourOf(place: number): string {
  return `var(--c${(place % 8) + 1})`
}

function dashOf(place: number): string {
  return place === 0 ? 'none' : '5 3'
}

function dayOfMonth(day: string): string {
  return String(Number(day.slice(8, 10)))
}

/** A chart has little room for a name, and wide letters take twice of it; the table beside it has all of the name. */
function shortName(name = ''): string {
  const shown = printable(name)
  return widthOf(shown) <= longestName ? shown : fitText(shown, longestName).trimEnd()
}

/** In hundredths, as a table has it; what is smaller than one, in four digits. */
function number(value: number): string {
  const digits = value < 1 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 2 }
  return value.toLocaleString('en-US', digits)
}

/** For an axis. */
function shortNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 })
}

function signed(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3, signDisplay: 'exceptZero' })
}

const below = { labelAnchor: 'center', labelArrow: 'none', labelOffset: 36 } as const
const longestName = 26
const nameMargin = 220
