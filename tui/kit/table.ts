/** A table: columns dropped by priority until the rest fits, rows in a window around the cursor. */

import { ofLast } from './last.js'
import type { List, Order } from './list.js'
import type { Look, Tone } from './look.js'
import { blanks, fitStyled, fitText, widthOf } from './text.js'

export type Cell = string | { text: string; tone: Tone }

export interface Column<Row> {
  key: string
  head: string
  /** Cells it takes; with `grow` the least. */
  width: number
  /** Takes what is left over, in this share. */
  grow?: number
  /** With `grow`: cells it takes at the most. `content`: no more than its longest cell; figures stay near the names they are of. */
  most?: number | 'content'
  align?: 'left' | 'right'
  /** 0 is never dropped; of the others the highest goes first. */
  priority: number
  /** `rows`: all of the table, for figures that share one form (`aligned` in numbers.ts). */
  cell(row: Row, width: number, rows: readonly Row[]): Cell
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
  const shown = placed(columns, rows, width - 1)
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
    return rowLine(row, shown, { isOn, rows, width, rest: width - need(shown) - 1, look })
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

/** A cell whose form depends on all rows of the table: `form` is called again only when they are others. */
export function inForm<Row>(
  form: (rows: readonly Row[]) => (row: Row, width: number) => Cell
): Column<Row>['cell'] {
  const cellOf = ofLast(form)
  return (row, width, rows) => cellOf(rows)(row, width)
}

/** `cell` and `align` of the column stand here too: columns lack this or that, places are all of one shape, and read fast. */
interface Place<Row> {
  column: Column<Row>
  width: number
  cell: Column<Row>['cell']
  align: 'left' | 'right'
}

/** Rows whose cells are measured for a width: more than any terminal shows. */
const rowsMeasured = 200
const widthStep = 4

function placed<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number
): readonly Place<Row>[] {
  let kept = [...columns]
  while (need(kept) > width) {
    const last = kept.reduce((worst, column) => (column.priority > worst.priority ? column : worst))
    if (last.priority === 0) break
    kept = kept.filter(column => column !== last)
  }
  const places = kept.map(column => ({
    column,
    width: column.width,
    cell: column.cell,
    align: column.align ?? ('left' as const)
  }))
  grow(places, rows, width - need(kept))
  return places
}

/** Shares out what is left over; what one column may not take goes to the others, or stays free at the right. */
function grow<Row>(places: readonly Place<Row>[], rows: readonly Row[], room: number): void {
  let left = room
  let open = places.filter(({ column }) => column.grow !== undefined)
  while (left > 0 && open.length > 0) {
    const shares = open.reduce((sum, { column }) => sum + (column.grow ?? 0), 0)
    const wanted = (place: Place<Row>): number =>
      place.width + Math.floor((left * (place.column.grow ?? 0)) / shares)
    const full = open.filter(place => wanted(place) >= mostOf(place.column, rows))
    if (full.length === 0) {
      const widths = open.map(wanted)
      for (const [at, place] of open.entries()) place.width = widths[at] ?? place.width
      return
    }
    for (const place of full) {
      const most = Math.max(place.width, mostOf(place.column, rows))
      left -= most - place.width
      place.width = most
    }
    open = open.filter(place => !full.includes(place))
  }
}

/** In steps, so that a table whose rows come and go does not move its columns with each of them. */
function mostOf<Row>({ most, cell, width }: Column<Row>, rows: readonly Row[]): number {
  if (most === undefined) return Number.POSITIVE_INFINITY
  if (most !== 'content') return most
  const longest = rows.slice(0, rowsMeasured).reduce((cells, row) => {
    const shown = cell(row, width, rows)
    return Math.max(cells, widthOf(typeof shown === 'string' ? shown : shown.text))
  }, 0)
  return Math.ceil(longest / widthStep) * widthStep
}

function need(columns: readonly { width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width + 1, -1)
}

function headCell<Row>({ column, width, align }: Place<Row>, order: Order, look: Look): string {
  const arrow = order.descending ? look.glyphs.down : look.glyphs.up
  const head = column.key === order.column ? `${column.head}${arrow}` : column.head
  return fitText(head, width, align, '')
}

interface RowLook<Row> {
  isOn: boolean
  rows: readonly Row[]
  width: number
  /** Cells that are left behind the last column. */
  rest: number
  look: Look
}

function rowLine<Row>(row: Row, places: readonly Place<Row>[], to: RowLook<Row>): string {
  const { isOn, rows, width, rest, look } = to
  const cells = places.map(({ cell, width, align }) => {
    const shown = cell(row, width, rows)
    const isBare = typeof shown === 'string'
    const fitted = fitText(isBare ? shown : shown.text, width, align, look.glyphs.more)
    return isOn || isBare ? fitted : look.paint(shown.tone, fitted)
  })
  const line = (isOn ? look.glyphs.cursor : ' ') + cells.join(' ')
  if (isOn) return look.paint('inverse', fitText(line, width))
  // Each cell fills its place: what the line takes is known.
  return rest < 0 ? fitStyled(line, width) : line + blanks(rest)
}
