/** Text measured in terminal cells. SGR sequences (of `Look.paint`) take no cells. */
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'

/**
 * `text.charCodeAt(at)`, in a fifth of the time where texts are of many kinds to the engine, as those of a screen are: flat, cut,
 * joined, of one byte a character or of two.
 */
export const codeAt: (text: string, at: number) => number = Function.prototype.call.bind(
  String.prototype.charCodeAt
)

/** Cells that `text` takes; wide characters take two. */
export function widthOf(text: string): number {
  const cells = narrowWidthOf(text)
  return cells >= 0 ? cells : stringWidth(stripVTControlCharacters(text))
}

/** Cells of text that takes one for each character, SGR sequences left out; -1 of any other. It makes no string: a paint asks a thousand times. */
function narrowWidthOf(text: string): number {
  const { length } = text
  let cells = 0
  for (let at = 0; at < length; at++) {
    const code = codeAt(text, at)
    if (isNarrowCode(code)) cells++
    else if (code === 0x1b) {
      if (codeAt(text, ++at) !== 0x5b) return -1
      do at++
      while (isParameter(codeAt(text, at)))
      if (codeAt(text, at) !== 0x6d) return -1
    } else return -1
  }
  return cells
}

/** Of an SGR sequence: digits, `;` and `:`. */
function isParameter(code: number): boolean {
  return code >= 0x30 && code <= 0x3b
}

/** ASCII, and what our own drawing uses beside it: Latin-1, dashes, arrows, box drawing, blocks, shapes, braille: one cell each. */
function isNarrowCode(code: number): boolean {
  if (code < 0x7f) return code >= 0x20
  if (code < 0x2000) return code >= 0xa0 && code <= 0xff && code !== 0xad
  if (code >= 0x2500) return code <= 0x259f || (code >= 0x2800 && code <= 0x28ff) || shapes.has(code)
  return code === 0x2013 || code === 0x2014 || code === 0x2026 || (code >= 0x2190 && code <= 0x2193)
}

const shapes: ReadonlySet<number> = new Set([0x25b2, 0x25b8, 0x25bc, 0x25cf])

/**
 * `text` in exactly `width` cells: padded, or cut with `more` at its end. Takes bare text, without SGR; control characters
 * become spaces, so that a name cannot move the cursor.
 */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left', more = '…'): string {
  if (width <= 0) return ''
  const isPlain = isNarrow(text)
  const safe = isPlain ? text : harmless(text)
  const cells = isPlain ? text.length : widthOf(safe)
  if (cells > width) return cut(safe, width, more)
  const padding = blanks(width - cells)
  return align === 'left' ? safe + padding : padding + safe
}

/** So many blanks: made once, as a paint needs a thousand. */
export function blanks(count: number): string {
  const made = blanksMade[count] ?? ' '.repeat(count)
  if (count < mostBlanks) blanksMade[count] = made
  return made
}

const blanksMade: string[] = []
const mostBlanks = 200

/** A styled line made exactly `width` cells: padded when short; too long, it loses its style and is cut. */
export function fitStyled(line: string, width: number): string {
  const cells = widthOf(line)
  if (cells === width) return line
  if (cells < width) return line + blanks(width - cells)
  return fitText(stripVTControlCharacters(line), width)
}

/** Styled pieces at the left and at the right edge of a line; the right one goes first when both do not fit. */
export function ends(left: string, right: string, width: number): string {
  const room = width - widthOf(left) - widthOf(right)
  return room >= 1 ? left + ' '.repeat(room) + right : fitStyled(left, width)
}

/** Text from outside with a blank for each character that would move the cursor, or turn the direction of what follows. */
export function harmless(text: string): string {
  return controls.test(text) ? text.replace(allControls, ' ') : text
}

/** Text from outside in lines of at most `width` cells, broken at spaces. Bare, as `fitText` takes it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of harmless(text).split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= width) line = longer
    else {
      if (line !== '') lines.push(line)
      line = fitText(word, Math.min(width, widthOf(word)))
    }
  }
  return line === '' ? lines : [...lines, line]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
const controls = /[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/
const allControls = new RegExp(controls, 'g')
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Whether each UTF-16 unit of `text` takes one cell; none of these is an escape or another control character. */
export function isNarrow(text: string): boolean {
  return narrowEnd(text, 0) === text.length
}

/** Where the units end that take one cell each, from `from` on. */
export function narrowEnd(text: string, from: number): number {
  const { length } = text
  let at = from
  while (at < length && isNarrowCode(codeAt(text, at))) at++
  return at
}

/** What a terminal shows as one character each, with the cells it takes. `text` is bare, without SGR. */
export function* segmentsOf(text: string): Generator<{ segment: string; cells: number }> {
  for (const { segment } of segmenter.segment(text)) yield { segment, cells: widthOf(segment) }
}

/** The end of `text` that takes `width` cells at most. */
export function endOf(text: string, width: number): string {
  const segments = [...segmentsOf(text)]
  let cells = 0
  let from = segments.length
  while (from > 0 && cells + (segments[from - 1]?.cells ?? 0) <= width) cells += segments[--from]?.cells ?? 0
  return segments
    .slice(from)
    .map(({ segment }) => segment)
    .join('')
}

function cut(text: string, width: number, sign: string): string {
  const room = width - widthOf(sign)
  if (room < 0) return ' '.repeat(width)
  if (isNarrow(text)) return text.slice(0, room) + sign
  let kept = ''
  let cells = 0
  for (const { segment, cells: more } of segmentsOf(text)) {
    const next = cells + more
    if (next > room) break
    kept += segment
    cells = next
  }
  return kept + sign + ' '.repeat(room - cells)
}
