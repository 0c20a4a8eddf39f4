/** One table, three ways to print it: aligned text, Markdown, HTML. */
import { fitText, widthOf } from '../kit/text.js'
import { isUsd, type UsdCell, usdColumn, usdText } from './amounts.js'
import { type Html, html, printable } from './html.js'

export interface Column {
  name: string
  /** Set to the right. */
  isNumber?: boolean
  /** A name from outside, such as a model's: as it is, while the text table writes ours in capitals. */
  isGiven?: boolean
}

export interface Table<Cell = string | UsdCell> {
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  /** Sums and the like, set off from the rows. */
  foot?: readonly (readonly Cell[])[]
}

/** Columns two spaces apart; what is too long for a line is cut, and stands in full in the other forms. */
export function textTable({ columns, rows, foot = [] }: Table): string {
  const head = columns.map(({ name, isGiven }) => (isGiven === true ? name : name.toUpperCase()))
  const lines = [head, ...rows, ...foot].map(row => row.map(cell => printable(textOf(cell))))
  const widths = columns.map((_, at) =>
    Math.min(
      widestCell,
      lines.reduce((widest, row) => Math.max(widest, widthOf(row[at] ?? '')), 0)
    )
  )
  const fitted = (cell: string, at: number) =>
    fitText(cell, widths[at] ?? 0, columns[at]?.isNumber === true ? 'right' : 'left')
  return lines.map(row => row.map(fitted).join('  ').trimEnd()).join('\n')
}

export function markdownTable({ columns, rows, foot = [] }: Table): string {
  const head = columns.map(({ name, isGiven }) => (isGiven === true ? name : name.toUpperCase()))
  const rule = columns.map(({ isNumber }) => (isNumber === true ? '---:' : '---'))
  const lines = [head, ...rows, ...foot].map(row => row.map(cell => markdownText(textOf(cell))))
  return [lines[0] ?? [], rule, ...lines.slice(1)].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** Lines below each other; names in them move no cursor. */
export function textList(lines: readonly string[]): string {
  return lines.map(printable).join('\n')
}

export function markdownList(lines: readonly string[]): string {
  return lines.map(line => `- ${markdownText(line)}`).join('\n')
}

/** The first cell of a row is its header. Amounts are rounded; the exact one is told to who points at it. */
export function htmlTable(caption: string, { columns, rows, foot = [] }: Table<HtmlCell>): Html {
  const forms = columns.map((_, at) =>
    usdColumn([...rows, ...foot].flatMap(row => (isUsd(row[at]) ? [row[at].usd] : [])))
  )
  const width = columns.length > 7 ? 'many' : columns.length < 3 ? 'few' : 'some'
  const isShort = rows.length + foot.length <= 16
  return html`<div class="scroll ${width} ${isShort ? 'short' : 'long'}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(column => html`<th scope="col"${classOf(column)}>${column.name}</th>`)}</tr></thead>
<tbody>
${rows.map(row => htmlRow(row, columns, forms))}</tbody>
${foot.length === 0 ? '' : html`<tbody class="foot">\n${foot.map(row => htmlRow(row, columns, forms))}</tbody>\n`}</table></div>
`
}

type HtmlCell = string | UsdCell | Html

function textOf(cell: string | UsdCell): string {
  return typeof cell === 'string' ? cell : usdText(cell.usd, '')
}

function htmlRow(
  row: readonly HtmlCell[],
  columns: readonly Column[],
  forms: readonly ((usd: string) => string)[]
): Html {
  const [first = '', ...rest] = row
  const cells = rest.map((cell, at) => {
    const column = classOf({ isNumber: columns[at + 1]?.isNumber ?? false })
    if (!isUsd(cell)) return html`<td${column}>${cell}</td>`
    return html`<td${column} title="${cell.usd} USD">${forms[at + 1]?.(cell.usd) ?? cell.usd}</td>`
  })
  return html`<tr><th scope="row">${isUsd(first) ? first.usd : first}</th>${cells}</tr>\n`
}

function classOf({ isNumber = false, isGiven = false }: Omit<Column, 'name'>): Html {
  const classes = [...(isNumber ? ['number'] : []), ...(isGiven ? ['given'] : [])]
  return classes.length === 0 ? html`` : html` class="${classes.join(' ')}"`
}

/** As text in every flavour: no markup, no HTML, no end of the cell. Within a word `_` is no markup. */
export function markdownText(text: string): string {
  return printable(text).replace(/[\\|<>*`[\]~&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, sign => `\\${sign}`)
}

const widestCell = 48
