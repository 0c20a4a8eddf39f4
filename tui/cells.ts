/**
 * A line as the terminal holds it, cell by cell, and the bytes that turn one line into another. Most of a screen stays when
 * its figures change, so cells are a third of the bytes of lines; over a slow link that is what one waits for.
 */
import { isNarrow, segmentsOf } from './kit/text.js'

export interface Cells {
  /** What stands in each cell; '' in the second cell of a wide character. */
  chars: string[]
  /** The SGR sequences in force in each cell; '' is plain. */
  styles: string[]
}

export function blankCells(width: number): Cells {
  return { chars: new Array<string>(width).fill(' '), styles: new Array<string>(width).fill('') }
}

/** A line of `width` cells, filled up with blanks, cut when it is longer; written over `cells` of that width: a paint has dozens of lines. */
export function cellsOf(line: string, width: number, cells: Cells = blankCells(width)): Cells {
  const { chars, styles } = cells
  chars.fill(' ')
  styles.fill('')
  let style = ''
  let x = 0
  for (let at = 0; at < line.length && x < width; ) {
    if (line.charCodeAt(at) === escapeCode) {
      const code = line.slice(at, sgrEnd(line, at))
      style = code === reset ? '' : style + code
      // Whatever else an escape may begin came from outside: it is not passed on.
      at += code.length || 1
      continue
    }
    const next = line.indexOf('\x1b', at)
    const text = line.slice(at, next < 0 ? line.length : next)
    const from = x
    if (isNarrow(text)) {
      for (let index = 0; index < text.length && x < width; index++) chars[x++] = text.charAt(index)
    } else {
      for (const { segment, cells: taken } of segmentsOf(text)) {
        if (taken === 0) continue
        if (x + taken > width) break
        chars[x++] = segment
        if (taken === 2) chars[x++] = ''
      }
    }
    styles.fill(style, from, x)
    at += text.length
  }
  return cells
}

/** Bytes that turn line `y` (0 is the top one) from `shown` into `next`; '' when they are the same. */
export function changes(shown: Cells, next: Cells, y: number): string {
  const width = next.chars.length
  const blankFrom = lengthOf(next)
  let output = ''
  let pen = ''
  let cursor = -1
  for (let x = 0; x < width; x++) {
    if (isSame(shown, next, x)) continue
    // The second cell of a wide character is written with its first.
    const from = next.chars[x] === '' && cursor !== x ? x - 1 : x
    if (from !== cursor) output += moved(next, cursor, from, { y, pen })
    if (from >= blankFrom && width - from > longestRun) {
      return `${output}${pen === '' ? '' : reset}${eraseRest}`
    }
    const style = next.styles[from] ?? ''
    if (style !== pen) output += (pen === '' ? '' : reset) + style
    pen = style
    const char = next.chars[from] ?? ' '
    output += char
    const behind = from + (next.chars[from + 1] === '' ? 2 : 1)
    // Terminals differ on how wide such a character is: what follows it is put at its place.
    cursor = isPlain(char) || isNarrow(char) ? behind : -1
    x = behind - 1
  }
  return pen === '' ? output : output + reset
}

const escapeCode = 0x1b
const reset = '\x1b[0m'
const eraseRest = '\x1b[K'
/** Cells that cost no more to write again than to jump over. */
const longestRun = 4

/** Where the SGR sequence ends that begins at `from`; `from` when it is none. By hand: of a paint's time, a regex takes a tenth. */
function sgrEnd(line: string, from: number): number {
  if (line.charAt(from + 1) !== '[') return from
  for (let at = from + 2; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (code === 0x6d) return at + 1
    const isParameter = (code >= 0x30 && code <= 0x39) || code === 0x3b
    if (!isParameter) return from
  }
  return from
}

/** ASCII, and what our own drawing uses most: box drawing, blocks, braille. */
function isPlain(char: string): boolean {
  const code = char.charCodeAt(0)
  return char.length === 1 && (code <= 0x7e || (code >= 0x2500 && code <= 0x28ff))
}

function isSame(shown: Cells, next: Cells, x: number): boolean {
  return shown.chars[x] === next.chars[x] && shown.styles[x] === next.styles[x]
}

/** Cells up to the last one that is not a plain blank. */
function lengthOf({ chars, styles }: Cells): number {
  let length = chars.length
  while (length > 0 && chars[length - 1] === ' ' && styles[length - 1] === '') length--
  return length
}

/** Takes the cursor to `to`: over a few cells of the same style by writing them again. */
function moved(next: Cells, from: number, to: number, { y, pen }: { y: number; pen: string }): string {
  if (from < 0 || to < from) return `\x1b[${y + 1};${to + 1}H`
  const between = next.chars.slice(from, to)
  const isCheap = to - from <= longestRun && next.styles.slice(from, to).every(style => style === pen)
  return isCheap && between.join('').length <= longestRun ? between.join('') : `\x1b[${to - from}C`
}
