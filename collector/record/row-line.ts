/** A row as the outbox keeps it and ClickHouse reads it: one line of JSON (`JSONEachRow`). */
import type { Row } from '../../schemas/row.js'
import { blankRow } from './blank-row.js'

/**
 * Leaves out what the table's own default says as well: NULL, the empty text, an empty map or array, false. Most columns of most rows
 * are that, and each one written is copied five times on its way to the store. A zero is written: NULL is not 0.
 */
export function rowLine(row: Row): string {
  let line = ''
  for (const { name, label, openLabel } of columns) {
    const value = row[name]
    if (value === null || value === '' || value === false) continue
    if (typeof value === 'number' || value === true) line += label + value
    else if (typeof value === 'string')
      line += plain.test(value) ? `${openLabel}${value}"` : label + JSON.stringify(value)
    else if (Array.isArray(value)) line += value.length === 0 ? '' : `${label}[${value.join(',')}]`
    else if (hasEntries(value)) line += label + JSON.stringify(value)
  }
  return `{${line.slice(1)}}`
}

/** Labels are made once: each text that is joined anew for a row is memory of its own until the row is written. */
const columns = (Object.keys(blankRow()) as (keyof Row)[]).map(name => ({
  name,
  label: `,"${name}":`,
  /** With the quote that opens a text. */
  openLabel: `,"${name}":"`
}))

/** Most texts in a row are names: nothing in them needs an escape. */
const plain = /^[\w .:/@+-]*$/

function hasEntries(map: object): boolean {
  for (const _ in map) return true
  return false
}
