/**
 * The filter that all screens share: `model:gpt* status:5xx p>2s err route:chat !user:x word`. Terms stand beside each other
 * and all must hold; `!` turns one round; `*` stands for any run of characters; `a,b` for either; quotes keep spaces and commas, and `""` in them is a quote.
 */
import { nearestHint } from './nearest.js'

export type Comparison = '>' | '>=' | '<' | '<=' | '='

export type Term =
  /** A text field and what it may be. */
  | { kind: 'text'; field: TextField; patterns: readonly string[]; not: boolean }
  /** Status codes from and to, both included. */
  | { kind: 'status'; ranges: readonly (readonly [number, number])[]; not: boolean }
  /** A number field; durations in µs. */
  | { kind: 'number'; field: NumberField; comparison: Comparison; value: number; not: boolean }
  | { kind: 'error'; not: boolean }
  /** Stands in any of the names. */
  | { kind: 'word'; word: string; not: boolean }

export interface Filter {
  /** As it was typed. */
  text: string
  terms: readonly Term[]
}

export const emptyFilter: Filter = { text: '', terms: [] }

export type TextField = keyof typeof textFields
export type NumberField = keyof typeof numberFields

/** Text fields of `requests` in SQL. */
export const textFields = textFieldsOf('')
/** As columns of `r`, so that no alias of a query can stand in their place. */
export const textFieldsOfR = textFieldsOf('r.')

function textFieldsOf(r: '' | 'r.') {
  return {
    // As sums of days have it too.
    model: `if(${r}response_model = '', ${r}request_model, ${r}response_model)`,
    provider: `${r}provider`,
    route: `${r}route`,
    user: `${r}\`user\``,
    feature: `${r}feature`,
    key: `${r}key_id`,
    session: `${r}session`,
    run: `${r}run_id`,
    arm: `${r}arm`,
    wire: `${r}wire`,
    id: `${r}id`,
    trace: `${r}trace_id`,
    err: `${r}error_type`
  }
}

const rowFields: Fields = { ...textFields, status: 'status' }

const numberFields = {
  p: { sql: 'e2e_us', unit: 'time' },
  ttft: { sql: 'ttft_us', unit: 'time' },
  tpot: { sql: 'tpot_us', unit: 'time' },
  gap: { sql: 'gap_max_us', unit: 'time' },
  in: { sql: 'input_tokens', unit: 'count' },
  out: { sql: 'output_tokens', unit: 'count' },
  cost: { sql: 'cost_usd', unit: 'count' },
  stalls: { sql: 'stalls', unit: 'count' }
} as const

/** What a bare word is looked for in. */
const wordsSql = `concat(${textFields.model}, ' ', provider, ' ', route, ' ', feature, ' ', \`user\`, ' ', error_type, ' ', id)`

/** Columns of a table that has not all of `requests`. */
export type Fields = Partial<Record<TextField | 'status', string>>

/** The filter that `text` stands for, or what is wrong with it, in words for the one who types. */
export function parseFilter(text: string): Filter | { problem: string } {
  const terms: Term[] = []
  for (const [token] of text.matchAll(tokens)) {
    const term = parseTerm(token.startsWith('!') ? token.slice(1) : token, token.startsWith('!'))
    if ('problem' in term) return term
    terms.push(term)
  }
  return { text: text.trim(), terms }
}

/**
 * The filter as a condition over `requests` (or over a table that has `fields` only), with its parameters `f0`, `f1`, …
 * It is never NULL. NULL instead of a condition: the table lacks a field that the filter names.
 */
export function filterSql(
  filter: Filter,
  fields: Fields = rowFields
): { sql: string; params: Record<string, unknown> } | null {
  const params: Record<string, unknown> = {}
  const bind = (value: string | number, type: string): string => {
    const name = `f${Object.keys(params).length}`
    params[name] = value
    return `{${name}:${type}}`
  }
  const conditions: string[] = []
  for (const term of filter.terms) {
    const sql = conditionOf(term, fields, bind)
    if (sql === null) return null
    conditions.push(term.not ? `NOT (${sql})` : `(${sql})`)
  }
  return { sql: conditions.length === 0 ? '1' : conditions.join(' AND '), params }
}

type Bind = (value: string | number, type: string) => string

const tokens = /(?:"(?:[^"]|"")*"?|[^\s"])+/g
const comparison = /^([a-z0-9]+)(>=|<=|>|<|=)(.+)$/i
const amount = /^(\d+(?:\.\d+)?)(us|µs|ms|s|m|h|k)?$/i

function parseTerm(token: string, not: boolean): Term | { problem: string } {
  const [, name = '', sign = '', bound = ''] = comparison.exec(token) ?? []
  if (sign !== '') return parseNumber(name.toLowerCase(), sign as Comparison, bound, not)
  const colon = token.indexOf(':')
  if (colon < 0) {
    const word = unquoted(token)
    if (word === '') return { problem: 'A "!" turns the term behind it round: !user:x' }
    return word.toLowerCase() === 'err' ? { kind: 'error', not } : { kind: 'word', word, not }
  }
  const field = token.slice(0, colon).toLowerCase()
  const value = token.slice(colon + 1)
  const patterns = value === '""' ? [''] : alternatives(value).filter(Boolean)
  if (patterns.length === 0) return { problem: `${field}: needs a value, such as ${field}:x` }
  if (field === 'status') return parseStatus(patterns, not)
  if (!Object.hasOwn(textFields, field)) {
    const names = [...Object.keys(textFields), 'status']
    const meant = nearestHint(field, names, ':') || `; there are ${names.join(', ')}`
    return { problem: `There is no "${field}:"${meant}` }
  }
  return { kind: 'text', field: field as TextField, patterns, not }
}

function parseNumber(
  name: string,
  sign: Comparison,
  value: string,
  not: boolean
): Term | { problem: string } {
  if (!Object.hasOwn(numberFields, name)) {
    const names = Object.keys(numberFields)
    const meant = name.length > 2 ? nearestHint(name, names, sign) : ''
    return { problem: `"${name}" is not compared${meant || `; ${names.join(', ')} are`}` }
  }
  const field = name as NumberField
  const [, digits, unit = ''] = amount.exec(unquoted(value)) ?? []
  const isTime = numberFields[field].unit === 'time'
  const scale = isTime ? timeScale[unit.toLowerCase()] : countScale[unit.toLowerCase()]
  if (digits === undefined || scale === undefined) {
    return {
      problem: isTime
        ? `${name}${sign} takes a time: 500ms, 2s, 1m`
        : `${name}${sign} takes a number: 100, 2.5, 10k`
    }
  }
  return { kind: 'number', field, comparison: sign, value: Number(digits) * scale, not }
}

const timeScale: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  '': 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000
}

const countScale: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 }

function parseStatus(patterns: readonly string[], not: boolean): Term | { problem: string } {
  const ranges: [number, number][] = []
  for (const pattern of patterns) {
    if (/^[1-5]xx$/i.test(pattern)) ranges.push([Number(pattern[0]) * 100, Number(pattern[0]) * 100 + 99])
    else if (/^\d{3}$/.test(pattern)) ranges.push([Number(pattern), Number(pattern)])
    else return { problem: `status: takes a code or a class: status:429, status:5xx` }
  }
  return { kind: 'status', ranges, not }
}

/** What stands between commas; in quotes a comma is one, and `""` is a quote. */
function alternatives(value: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at)
    const isEscaped = isQuoted && value.startsWith('""', at)
    if (character === '"' && !isEscaped) isQuoted = !isQuoted
    else if (character === ',' && !isQuoted) parts.push('')
    else parts[parts.length - 1] += character
    if (isEscaped) at += 1
  }
  return parts
}

function unquoted(text: string): string {
  return alternatives(text).join(',')
}

function conditionOf(term: Term, fields: Fields, bind: Bind): string | null {
  if (term.kind === 'text') {
    const sql = fields[term.field]
    return sql === undefined
      ? null
      : term.patterns.map(pattern => patternSql(sql, pattern, bind)).join(' OR ')
  }
  if (term.kind === 'error') return fields.err === undefined ? null : `${fields.err} != ''`
  if (term.kind === 'status') return fields.status === undefined ? null : statusSql(term, fields.status, bind)
  if (fields !== rowFields) return null
  if (term.kind === 'word')
    return `positionCaseInsensitiveUTF8(${wordsSql}, ${bind(term.word, 'String')}) > 0`
  const condition = `${numberFields[term.field].sql} ${term.comparison} ${bind(term.value, 'Float64')}`
  return `ifNull(${condition}, 0)`
}

function statusSql({ ranges }: Extract<Term, { kind: 'status' }>, column: string, bind: Bind): string {
  return ranges
    .map(([from, to]) => `ifNull(${column} BETWEEN ${bind(from, 'UInt16')} AND ${bind(to, 'UInt16')}, 0)`)
    .join(' OR ')
}

/** An exact name can use the table's order; one with `*` is compared without case. */
function patternSql(sql: string, pattern: string, bind: Bind): string {
  if (!pattern.includes('*')) return `${sql} = ${bind(pattern, 'String')}`
  const like = pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')
  return `${sql} ILIKE ${bind(like, 'String')}`
}
