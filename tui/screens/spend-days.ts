/** What each day of a month cost, as bars that stand beside each other. */
import type { Glyphs } from '../kit/look.js'
import { amount } from '../kit/money.js'
import { usd } from '../kit/numbers.js'
import { titleLine } from '../kit/panel.js'
import { fitStyled, fitText } from '../kit/text.js'
import type { SpendDay } from '../queries/spend.js'
import type { Frame } from './screen.js'

const axisWidth = 9
const mostHeight = 16

interface Bars {
  frame: Frame
  width: number
  height: number
  title: string
  /** Dollars that the full height stands for: that of two months side by side. */
  most: number
}

/** At most `height` lines: a title, bars, and the days below them. `days` holds the month's day 1 and on; NULL: no price is known. */
export function dayBars(
  days: readonly (number | null)[],
  { frame, width, height, title, most }: Bars
): string[] {
  const { look } = frame
  const plot = Math.min(height, mostHeight) - 2
  const cell = Math.max(1, Math.floor((width - axisWidth) / 31))
  const lines = Array.from({ length: plot }, (_, line) => {
    const label = line === 0 ? usd(String(most)) : line === plot - 1 ? '$0' : ''
    const bars = days.map(day => barPart(day === null ? 0 : day / most, plot - 1 - line, plot, look.glyphs))
    const drawn = bars.map(part => (cell === 1 ? part : `${part.repeat(cell - 1)} `)).join('')
    return fitStyled(
      look.paint('dim', `${fitText(label, axisWidth - 2, 'right')} ${look.glyphs.ruleUp}`) +
        look.paint('accent', drawn),
      width
    )
  })
  const labels = days
    .map((_, at) => fitText(at % every(cell) === 0 ? String(at + 1) : '', cell, 'left', ''))
    .join('')
  const shortLabels = cell === 1 ? oneCellLabels(days.length) : labels
  return [
    titleLine(title, '', width, look),
    ...lines,
    look.paint('dim', fitText(' '.repeat(axisWidth) + shortLabels, width))
  ]
}

/** Costs of the month that begins `offset` months from now, day 1 first, up to its end or to today. */
export function daysOfMonth(days: readonly SpendDay[], at: Date, offset: 0 | -1): (number | null)[] {
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1))
  const count =
    offset === 0 ? at.getUTCDate() : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 0)).getUTCDate()
  const costs = new Map(days.map(({ day, cost_usd }) => [day, amount(cost_usd)]))
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(first.getTime() + index * 86_400_000).toISOString().slice(0, 10)
    return costs.get(day) ?? null
  })
}

/** The part of a bar of `share` that stands on line `level`, counted from the bottom, of `plot`. */
function barPart(share: number, level: number, plot: number, { spark }: Glyphs): string {
  const eighths = Math.round(Math.min(1, share) * plot * spark.length) - level * spark.length
  // What cost anything is to be seen.
  const shown = level === 0 && share > 0 ? Math.max(1, eighths) : eighths
  if (shown <= 0) return ' '
  return spark[Math.min(shown, spark.length) - 1] ?? ' '
}

function every(cell: number): number {
  return cell >= 3 ? 1 : 5
}

function oneCellLabels(count: number): string {
  let line = ''
  for (let day = 1; day <= count; day += 5) line = line.padEnd(day - 1) + day
  return line
}
