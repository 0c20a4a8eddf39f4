/** What the same requests would have cost otherwise, in words and tables. */
import type { WhatIf, WhatIfGroup } from '../../schemas/what-if.js'
import { whole } from '../kit/numbers.js'
import type { Grouping } from '../view.js'
import { percent, percentOf, usdCell, usdText } from './amounts.js'
import type { Month } from './month.js'
import { nameOf } from './spend-text.js'
import { markdownList, markdownTable, type Table, textList, textTable } from './table.js'

/** In place of sums that would all be 0. */
export const nothingPriced = 'No request is priced on every side: there is nothing to compare.'

export interface WhatIfReport {
  by: Grouping
  month: Month
  whatIf: WhatIf
}

export function whatIfTitle({ by, month }: WhatIfReport): string {
  return `Spend by ${by}, ${month.title}, USD, and what the same requests would have cost`
}

export function whatIfText(report: WhatIfReport, format: 'text' | 'md'): string {
  const title = whatIfTitle(report)
  const isNothing = report.whatIf.total.requests === 0
  const notes = whatIfNotes(report.whatIf)
  const isText = format === 'text'
  const print = isText ? textTable : markdownTable
  const table = isNothing ? nothingPriced : print(whatIfTable(report))
  const list = isText ? textList(notes) : markdownList(notes)
  return `${[isText ? title : `## ${title}`, table, list].join('\n\n')}\n`
}

export function whatIfJson({ by, month: { from, to, until }, whatIf }: WhatIfReport): string {
  const { total, alternatives } = whatIf
  const line = ({ group, requests, spentUsd, otherwiseUsd }: WhatIfGroup) => ({
    name: group,
    requests,
    spent_usd: spentUsd,
    otherwise_usd: Object.fromEntries(
      alternatives.map(({ name }, index) => [name, otherwiseUsd[index] ?? null])
    )
  })
  const answer = {
    from,
    to,
    until,
    by,
    rows: comparedGroups(whatIf).map(line),
    total: line(total),
    left_out: {
      without_usage: total.leftOut.withoutUsage,
      unpriced: total.leftOut.unpriced,
      unpriced_elsewhere: total.leftOut.unpricedElsewhere
    },
    alternatives
  }
  return `${JSON.stringify(answer, null, 2)}\n`
}

export function whatIfTable({ by, whatIf }: WhatIfReport): Table {
  const { total, alternatives } = whatIf
  const line = ({ group, requests, spentUsd, otherwiseUsd }: WhatIfGroup) => [
    nameOf(group),
    whole(requests),
    usdCell(spentUsd, '-'),
    ...otherwiseUsd.map(cost => usdCell(cost, '-'))
  ]
  const change = [
    'of spent',
    '',
    '100 %',
    ...total.otherwiseUsd.map(cost => percent(percentOf(cost, total.spentUsd)))
  ]
  return {
    columns: [
      { name: by },
      { name: 'Requests', isNumber: true },
      { name: 'Spent', isNumber: true },
      ...alternatives.map(({ name }) => ({ name, isNumber: true, isGiven: true }))
    ],
    rows: comparedGroups(whatIf).map(line),
    foot: [line(total), change]
  }
}

export function whatIfNotes({ total, alternatives }: WhatIf): string[] {
  const { withoutUsage, unpriced, unpricedElsewhere } = total.leftOut
  return [
    'Each line is of the same requests, those that are priced on every side.',
    `In no line: ${whole(withoutUsage)} without known use, ${whole(unpriced)} unpriced as spent, ${whole(unpricedElsewhere)} unpriced elsewhere.`,
    'Each request at the price in force when it was made; a model in the columns at its standard tier, with as much cached: an estimate, as it would answer at another length.',
    ...alternatives.map(({ name, unpriced: missing, alone, notes }) => {
      const extra =
        alone.requests === 0
          ? ''
          : ` In no line: ${whole(alone.requests)} requests at ${usdText(alone.usd, '-')} USD.`
      return `${name}: ${notes.join(' ')} ${whole(missing)} requests unpriced.${extra}`
    })
  ]
}

function comparedGroups({ groups }: WhatIf): WhatIfGroup[] {
  return groups.filter(({ requests }) => requests > 0)
}
