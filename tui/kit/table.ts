/** A table: columns dropped by priority until the rest fits, rows in a window around the cursor. */
import type { List, Order } from './list.js'
import type { Look, Tone } from './look.js'
import { fitStyled, fitText, widthOf } from './text.js'

export type Cell = string | { text: string; tone: Tone }

export interface Column<Row> {
  key: string
  head: string
  /** Cells it takes; with `grow` the least. */
  width: number
  /** Takes what is left over, in this share. */
  grow?: number
  align?: 'left' | 'right'
  /** 0 is never dropped; of the others the highest goes first. */
  priority: number
  cell(row: Row, width: number): Cell
  /** What it is sorted by; without it, it is not. NULL sorts last. Decimal strings: give a number, it is only for the order. */
  sortBy?(row: Row): number | string | null
}

export interface TableOptions<Row> {
  columns: readonly Column<Row>[]
  /** Already sorted (`sorted`). */
  rows: readonly Row[]
  list: List
  width: number
  /** With the head; `Infinity` shows all. */
  height: number
  look: Look
}

/** The head and the rows in view; shorter than `height` when there are fewer rows. Without a page the cursor is not drawn. */
export function table<Row>({ columns, rows, list, width, height, look }: TableOptions<Row>): string[] {
  const shown = placed(columns, width - 1)
  const pageRows = Math.max(1, Math.min(rows.length, height - 1))
  list.shown(
    rows.length,
    pageRows,
    columns.filter(column => column.sortBy).map(column => column.key)
  )
  const head = look.paint(
    'dim',
    fitText(` ${shown.map(place => headCell(place, list.order, look)).join(' ')}`, width)
  )
  const isPrinted = height === Infinity
  const body = rows.slice(list.top, list.top + pageRows).map((row, at) => {
    const isOn = !isPrinted && list.top + at === list.cursor
    return rowLine(row, shown, { isOn, width, look })
  })
  return [head, ...body]
}

/** `rows` in the list's order; equal ones stay as they came. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order
): readonly Row[] {
  const sortBy = columns.find(column => column.key === order.column)?.sortBy
  if (sortBy === undefined) return rows
  const sign = order.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [sortBy(a), sortBy(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return x < y ? -sign : x > y ? sign : 0
  })
}

interface Place<Row> {
  column: Column<Row>
  width: number
}

function placed<Row>(columns: readonly Column<Row>[], width: number): Place<Row>[] {
  let kept = [...columns]
  while (need(kept) > width) {
    const last = kept.reduce((worst, column) => (column.priority > worst.priority ? column : worst))
    if (last.priority === 0) break
    kept = kept.filter(column => column !== last)
  }
  const left = Math.max(0, width - need(kept))
  const shares = kept.reduce((sum, column) => sum + (column.grow ?? 0), 0)
  return kept.map(column => ({
    column,
    width: column.width + (shares === 0 ? 0 : Math.floor((left * (column.grow ?? 0)) / shares))
  }))
}

function need<Row>(columns: readonly Column<Row>[]): number {
  return columns.reduce((sum, column) => sum + column.width + 1, -1)
}

function headCell<Row>({ column, width }: Place<Row>, order: Order, look: Look): string {
  const arrow = order.descending ? look.glyphs.down : look.glyphs.up
  const head = column.key === order.column ? `${column.head}${arrow}` : column.head
  return fitText(head, width, column.align ?? 'left', '')
}

function rowLine<Row>(
  row: Row,
  places: readonly Place<Row>[],
  { isOn, width, look }: { isOn: boolean; width: number; look: Look }
): string {
  const cells = places.map(place => {
    const cell = place.column.cell(row, place.width)
    const [text, tone] = typeof cell === 'string' ? [cell, 'plain' as const] : [cell.text, cell.tone]
    const fitted = fitText(text, place.width, place.column.align ?? 'left', look.glyphs.more)
    return isOn ? fitted : look.paint(tone, fitted)
  })
  const line = (isOn ? look.glyphs.cursor : ' ') + cells.join(' ')
  return isOn
    ? look.paint('inverse', fitText(line, width))
    : widthOf(line) === width
      ? line
      : fitStyled(line, width)
}
