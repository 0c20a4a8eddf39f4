/** `teeline report spend`: what a month's traffic cost, and what it would have cost otherwise. */
import { TeelineError } from '../schemas/errors.js'
import type { Alternative } from './alternatives.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { Money } from './record/prices/card.js'
import { allRowsOf } from './store-reader.js'
import { markdownTable, textTable } from './text-table.js'
import { type Dimension, dimensions, usageRows, type Window } from './usage-rows.js'
import { type Comparison, compare } from './what-if.js'

export type ReportFormat = 'text' | 'json' | 'md'

export interface SpendOptions {
  out: { write(text: string): unknown }
  store: StoreAddress
  /** `YYYY-MM`, UTC; the month of `now` when absent. */
  month?: string
  by: string
  /** Compared with what was spent; none: a plain report. */
  alternatives: readonly Alternative[]
  now?: Date
  format: ReportFormat
}

interface SpendRow {
  name: string
  requests: number
  input_tokens: number | null
  output_tokens: number | null
  cost_usd: string | null
  cost_list_usd: string | null
  cost_reported_usd: string | null
  unpriced: number
  estimated: number
  without_usage: number
}

/** What of the time was asked for, in words too. */
interface Period extends Window {
  title: string
}

/** Writes the report. Throws `TEELINE_USAGE` for a month or an attribute that is none, and as `rowsOf`. */
export async function reportSpend(options: SpendOptions): Promise<void> {
  const { out, store, alternatives, format, now = new Date() } = options
  const by = dimensionOf(options.by)
  const period = periodOf(options.month ?? now.toISOString().slice(0, 7), now)
  if (alternatives.length === 0) {
    const { from, to } = period
    const rows = await allRowsOf<SpendRow>(store, { sql: spendSql(by), params: { from, to } })
    out.write(format === 'json' ? spendJson(rows, by, period) : spendText(rows, by, period, format))
  } else {
    const comparison = await compare(usageRows(store, by, { from: period.from, to: period.to }), alternatives)
    const write = format === 'json' ? comparisonJson : comparisonText
    out.write(write(comparison, by, period, format))
  }
}

function dimensionOf(name: string): Dimension {
  if (name in dimensions) return name as Dimension
  const hint = `It can be one of ${Object.keys(dimensions).join(', ')}.`
  throw new TeelineError('TEELINE_USAGE', `a report cannot be made by ${name}`, hint)
}

function periodOf(month: string, now: Date): Period {
  const start = new Date(`${month}-01T00:00:00Z`)
  if (!/^\d{4}-\d{2}$/.test(month) || Number.isNaN(start.getTime()))
    throw new TeelineError('TEELINE_USAGE', `--month ${month} is not a month`, 'Write it as 2026-11.')
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1))
  const last = now < end ? now : end
  return {
    from: `${month}-01 00:00:00`,
    to: `${end.toISOString().slice(0, 10)} 00:00:00`,
    title: `${month}-01 00:00 to ${last.toISOString().slice(0, 16).replace('T', ' ')} UTC${now < end ? ', so far' : ''}`
  }
}

function spendSql(by: Dimension): string {
  return `
SELECT ${dimensions[by]} AS name, count() AS requests,
  sum(r.input_tokens) AS input_tokens, sum(r.output_tokens) AS output_tokens,
  toString(sum(r.cost_usd)) AS cost_usd, toString(sum(r.cost_list_usd)) AS cost_list_usd,
  toString(sum(r.cost_reported_usd)) AS cost_reported_usd,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  countIf(r.usage_source = 'none') AS without_usage
FROM requests AS r
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
GROUP BY name
ORDER BY sum(r.cost_usd) DESC NULLS LAST, name`
}

function totalOf(rows: readonly SpendRow[]): SpendRow {
  const count = (key: 'requests' | 'unpriced' | 'estimated' | 'without_usage') =>
    rows.reduce((sum, row) => sum + row[key], 0)
  const tokens = (key: 'input_tokens' | 'output_tokens') =>
    rows.reduce<number | null>((sum, row) => (row[key] === null ? sum : (sum ?? 0) + row[key]), null)
  const money = (key: 'cost_usd' | 'cost_list_usd' | 'cost_reported_usd') => {
    const known = rows.map(row => row[key]).filter(cost => cost !== null)
    return known.length === 0 ? null : known.reduce((sum, cost) => sum.plus(cost), new Money(0)).toFixed()
  }
  return {
    name: 'total',
    requests: count('requests'),
    input_tokens: tokens('input_tokens'),
    output_tokens: tokens('output_tokens'),
    cost_usd: money('cost_usd'),
    cost_list_usd: money('cost_list_usd'),
    cost_reported_usd: money('cost_reported_usd'),
    unpriced: count('unpriced'),
    estimated: count('estimated'),
    without_usage: count('without_usage')
  }
}

function spendJson(rows: readonly SpendRow[], by: Dimension, { from, to }: Period): string {
  return jsonText({ from, to, by, rows, total: totalOf(rows) })
}

function spendText(rows: readonly SpendRow[], by: Dimension, period: Period, format: ReportFormat): string {
  const title = `Spend by ${by}, ${period.title}, USD`
  if (rows.length === 0) return `${title}\n\nNo requests were recorded.\n`
  const head = [by.toUpperCase(), 'REQUESTS', 'INPUT', 'OUTPUT', 'COST', 'AT LIST', 'REPORTED', 'UNPRICED']
  const total = totalOf(rows)
  const body = [...rows, total].map(row => [
    nameOf(row.name),
    whole(row.requests),
    tokenText(row.input_tokens),
    tokenText(row.output_tokens),
    usd(row.cost_usd, row.unpriced > 0 ? 'unpriced' : '-'),
    usd(row.cost_list_usd, row.unpriced > 0 ? 'unpriced' : '-'),
    usd(row.cost_reported_usd, '-'),
    whole(row.unpriced)
  ])
  const notes = [
    `INPUT and OUTPUT are tokens, ${whole(total.estimated)} requests of them estimated at least in part.`,
    `UNPRICED requests used something and have no price: they are in no sum (teeline prices check).`,
    `${whole(total.without_usage)} requests have no known use, so no cost: failed ones, and other calls.`
  ]
  return page(title, [head, ...body], new Set([1, 2, 3, 4, 5, 6, 7]), notes, format)
}

function comparisonJson(comparison: Comparison, by: Dimension, { from, to }: Period): string {
  const { groups, total, leftOut, alternatives } = comparison
  const line = (group: Comparison['total']) => ({
    name: group.group,
    requests: group.requests,
    spent_usd: group.spentUsd.toFixed(),
    otherwise_usd: Object.fromEntries(
      alternatives.map(({ name }, index) => [name, group.otherwiseUsd[index]?.toFixed() ?? null])
    )
  })
  return jsonText({
    from,
    to,
    by,
    rows: groups.map(line),
    total: line(total),
    left_out: {
      without_usage: leftOut.withoutUsage,
      unpriced: leftOut.unpriced,
      unpriced_elsewhere: leftOut.unpricedElsewhere
    },
    alternatives: alternatives.map(({ name, unpriced, alone, notes }) => ({
      name,
      unpriced,
      alone: { requests: alone.requests, usd: alone.usd.toFixed() },
      notes
    }))
  })
}

function comparisonText(comparison: Comparison, by: Dimension, period: Period, format: ReportFormat): string {
  const { groups, total, alternatives } = comparison
  const title = `Spend by ${by}, ${period.title}, USD, and what the same requests would have cost`
  const head = [by.toUpperCase(), 'REQUESTS', 'SPENT', ...alternatives.map(({ name }) => name)]
  const lines = [...groups, total].map(({ group, requests, spentUsd, otherwiseUsd }) => [
    nameOf(group),
    whole(requests),
    spentUsd.toFixed(6),
    ...otherwiseUsd.map(cost => cost.toFixed(6))
  ])
  const change = ['of spent', '', '100 %', ...total.otherwiseUsd.map(cost => share(cost, total.spentUsd))]
  const numbers = new Set(head.map((_, at) => at).slice(1))
  return page(title, [head, ...lines, change], numbers, comparisonNotes(comparison), format)
}

function comparisonNotes({ leftOut, alternatives }: Comparison): string[] {
  const { withoutUsage, unpriced, unpricedElsewhere } = leftOut
  return [
    `Each line is of the same requests, those that are priced on every side. In no line: ${whole(withoutUsage)} without known use,`,
    `${whole(unpriced)} unpriced as spent, ${whole(unpricedElsewhere)} unpriced elsewhere.`,
    'Each request at the price in force when it was made; a model in the columns at its standard tier, with as much cached.',
    ...alternatives.map(({ name, unpriced: missing, alone, notes }) => {
      const extra =
        alone.requests === 0
          ? ''
          : ` In no line: ${whole(alone.requests)} requests at ${alone.usd.toFixed(6)} USD.`
      return `${name}: ${notes.join(' ')} ${whole(missing)} requests unpriced.${extra}`
    })
  ]
}

function page(
  title: string,
  rows: readonly (readonly string[])[],
  numbers: ReadonlySet<number>,
  notes: readonly string[],
  format: ReportFormat
): string {
  if (format === 'md') {
    return [`## ${title}`, '', markdownTable(rows, numbers), '', ...notes.map(note => `- ${note}`), ''].join(
      '\n'
    )
  }
  return [title, '', textTable(rows, numbers), '', ...notes, ''].join('\n')
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function nameOf(name: string): string {
  return name === '' ? '(none)' : name
}

function whole(count: number): string {
  return count.toLocaleString('en-US')
}

function tokenText(tokens: number | null): string {
  return tokens === null ? 'unknown' : whole(tokens)
}

function usd(amount: string | null, absent: string): string {
  return amount === null ? absent : new Money(amount).toFixed(6)
}

function share(cost: Comparison['total']['spentUsd'], spent: Comparison['total']['spentUsd']): string {
  return spent.isZero() ? '-' : `${cost.div(spent).times(100).toFixed(1)} %`
}
