/** What a click means: a tab, or a row of the table that has the cursor. */
import { stripVTControlCharacters } from 'node:util'

export interface Click {
  /** From 0, as the column. */
  line: number
  column: number
}

/** Of a key's name `click:<line>:<column>`; NULL for any other. */
export function clickOf(name: string): Click | null {
  const [, line, column] = /^click:(\d+):(\d+)$/.exec(name) ?? []
  return line === undefined ? null : { line: Number(line), column: Number(column) }
}

/** Index of the label that stands at `column`, of labels beside each other with `gap` cells between them; -1: of none. */
export function labelAt(labels: readonly string[], gap: number, column: number): number {
  let from = 0
  return labels.findIndex(({ length }) => {
    const isHere = column >= from && column < from + length
    from += length + gap
    return isHere
  })
}

/** The action on a screen's lines: the cursor goes to the row, and a row that it is on is opened; '' without a cursor. */
export function rowAction(line: number, lines: readonly string[], cursor: string): string {
  const at = lines.findIndex(each => stripVTControlCharacters(each).startsWith(cursor))
  if (at < 0) return ''
  return line === at ? 'enter' : `move:${line - at}`
}
