/** A row as the outbox keeps it and ClickHouse reads it: one line of JSON (`JSONEachRow`). */
import type { Row } from '../../schemas/row.js'
import { blankRow } from './blank-row.js'

/**
 * Leaves out what the table's own default says as well: NULL, the empty text, an empty map or array, false. Most columns of most rows
 * are that, and each one written is copied five times on its way to the store. A zero is written: NULL is not 0.
 */
export function rowLine(row: Row): string {
  let line = ''
  let at = 0
  // In the order of the blank row, which all rows are made of. So read, a field costs a third of what it costs by a name at hand.
  for (const name in row) {
    const { label, openLabel } = labels[at++] as Label
    const value = row[name as keyof Row]
    if (value === null || value === '' || value === false) continue
    if (typeof value === 'number' || value === true) line += label + value
    else if (typeof value === 'string')
      line += plain.test(value) ? `${openLabel}${value}"` : label + JSON.stringify(value)
    else if (Array.isArray(value)) line += value.length === 0 ? '' : `${label}[${value.join(',')}]`
    else if (hasEntries(value)) line += label + JSON.stringify(value)
  }
  return `{${line.slice(1)}}`
}

interface Label {
  label: string
  /** With the quote that opens a text. */
  openLabel: string
}

/** Made once: each text that is joined anew for a row is memory of its own until the row is written. */
const labels: readonly Label[] = Object.keys(blankRow()).map(name => ({
  label: `,"${name}":`,
  openLabel: `,"${name}":"`
}))

/** Most texts in a row are names: nothing in them needs an escape. */
const plain = /^[\w .:/@+-]*$/

function hasEntries(map: object): boolean {
  for (const _ in map) return true
  return false
}
