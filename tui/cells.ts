/**
 * A line as the terminal holds it, cell by cell, and the bytes that turn one line into another. Most of a screen stays when
 * its figures change, so cells are a third of the bytes of lines; over a slow link that is what one waits for.
 */
import { codeAt, fitStyled, isNarrow, narrowEnd, segmentsOf } from './kit/text.js'

export interface Cells {
  /** What stands in each cell; '' in the second cell of a wide character. */
  chars: string[]
  /** The SGR sequences in force in each cell; '' is plain. */
  styles: string[]
}

export function blankCells(width: number): Cells {
  return { chars: new Array<string>(width).fill(' '), styles: new Array<string>(width).fill('') }
}

/** Makes `cells` those of a line: filled up with blanks; a longer line is cut as `fitStyled` does. They are given, because a paint has dozens of lines. */
export function writeLine(cells: Cells, line: string): void {
  if (!write(cells, line)) write(cells, fitStyled(line, cells.chars.length))
}

/** False when the line is longer than that. */
function write({ chars, styles }: Cells, line: string): boolean {
  const width = chars.length
  const { length } = line
  let style = ''
  let x = 0
  for (let at = 0; at < length; ) {
    if (codeAt(line, at) === escapeCode) {
      const code = line.slice(at, sgrEnd(line, at))
      style = code === reset ? '' : style + code
      // Whatever else an escape may begin came from outside: it is not passed on.
      at += code.length || 1
      continue
    }
    const end = narrowEnd(line, at)
    if (end === length || codeAt(line, end) === escapeCode) {
      for (; at < end && x < width; at++) {
        chars[x] = charOf(codeAt(line, at))
        styles[x++] = style
      }
      if (at < end) return false
      continue
    }
    const next = line.indexOf('\x1b', end)
    const text = line.slice(at, next < 0 ? length : next)
    for (const { segment, cells: taken } of segmentsOf(text)) {
      if (taken === 0) continue
      if (x + taken > width) return false
      chars[x] = segment
      styles[x++] = style
      if (taken === 1) continue
      chars[x] = ''
      styles[x++] = style
    }
    at += text.length
  }
  chars.fill(' ', x)
  styles.fill('', x)
  return true
}

/** One string for each character that is drawn often: equal cells are the same then, and a paint makes none. */
function charOf(code: number): string {
  const char = known[code] ?? String.fromCharCode(code)
  known[code] = char
  return char
}

/** By code, up to the last of braille. */
const known = new Array<string | undefined>(0x2900)

/** Appends what turns line `y` (0 is the top one) from `shown` into `next`; nothing when they are the same. */
export function changes(output: string[], shown: Cells, next: Cells, y: number): void {
  const width = next.chars.length
  const blankFrom = lengthOf(next)
  let pen = ''
  let cursor = -1
  for (let x = 0; x < width; x++) {
    if (isSame(shown, next, x)) continue
    // The second cell of a wide character is written with its first.
    const from = next.chars[x] === '' && cursor !== x ? x - 1 : x
    if (from !== cursor) output.push(moved(next, cursor, from, { y, pen }))
    if (from >= blankFrom && width - from > longestRun) {
      output.push(pen === '' ? '' : reset, eraseRest)
      return
    }
    const style = next.styles[from] ?? ''
    if (style !== pen) output.push(pen === '' ? '' : reset, style)
    pen = style
    const char = next.chars[from] ?? ' '
    output.push(char)
    const behind = from + (next.chars[from + 1] === '' ? 2 : 1)
    // Terminals differ on how wide such a character is: what follows it is put at its place.
    cursor = isPlain(char) || isNarrow(char) ? behind : -1
    x = behind - 1
  }
  if (pen !== '') output.push(reset)
}

const escapeCode = 0x1b
const reset = '\x1b[0m'
const eraseRest = '\x1b[K'
/** Cells that cost no more to write again than to jump over. */
const longestRun = 4

/** Where the SGR sequence ends that begins at `from`; `from` when it is none. By hand: of a paint's time, a regex takes a tenth. */
function sgrEnd(line: string, from: number): number {
  if (codeAt(line, from + 1) !== 0x5b) return from
  const { length } = line
  for (let at = from + 2; at < length; at++) {
    const code = codeAt(line, at)
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
  const jump = `\x1b[${to - from}C`
  if (to - from > longestRun || next.styles.slice(from, to).some(style => style !== pen)) return jump
  const between = next.chars.slice(from, to).join('')
  return between.length <= longestRun ? between : jump
}
