/** Calls that nobody seems to have waited for, in words and tables: for a terminal, as Markdown, as JSON. */
import { whole } from '../kit/numbers.js'
import { counted, percent, sumUsd, usdCell, usdText } from './amounts.js'
import type { BatchFigures, BatchLine } from './batch-figures.js'
import { leastCalls, type Sign, signNames, signWords } from './batch-signs.js'
import { nameOf } from './spend-text.js'
import { markdownList, markdownTable, type Table, textList, textTable } from './table.js'

export function batchText(figures: BatchFigures, format: 'text' | 'md'): string {
  const isText = format === 'text'
  const title = `Calls that nobody seems to have waited for, ${figures.month.title}, USD`
  const print = isText ? textTable : markdownTable
  const lines = isText ? textList : markdownList
  const heading = (level: string, text: string) => (isText ? text : `${level} ${text}`)
  const found =
    figures.lines.length === 0
      ? ['No group of calls shows signs enough.']
      : [
          print(savingTable(figures)),
          heading('###', 'Signs, in % of the calls (* holds)'),
          print(signTable(figures))
        ]
  const parts = [
    heading('##', title),
    ...found,
    lines(restLines(figures)),
    heading('###', 'How it was told'),
    lines(batchAssumptions(figures))
  ]
  return `${parts.join('\n\n')}\n`
}

export function batchJson(figures: BatchFigures): string {
  const { month, lines, others, leftOut, isNamingUsed } = figures
  const answer = {
    from: month.from,
    to: month.to,
    until: month.until,
    rows: lines.map(
      ({
        feature,
        model,
        provider,
        host,
        operation,
        verdict,
        signs,
        requests,
        usd,
        batch,
        withoutBatchPrice
      }) => ({
        feature,
        model,
        provider,
        host,
        operation,
        verdict,
        signs: Object.fromEntries(
          signs.map(({ name, percent: share, holds }) => [name, { percent: share, holds }])
        ),
        requests,
        cost_usd: usd,
        batch: batch && {
          requests: batch.requests,
          spent_usd: batch.spentUsd,
          batch_usd: batch.batchUsd,
          saved_usd: batch.savedUsd
        },
        without_batch_price: withoutBatchPrice
      })
    ),
    saved_usd: { likely: savedOf(lines, 'likely'), possible: savedOf(lines, 'possible') },
    others: { groups: others.groups, requests: others.requests, cost_usd: others.usd },
    left_out: { runs: leftOut.runs, other_operations: leftOut.otherOperations },
    naming_used: isNamingUsed,
    assumptions: batchAssumptions(figures)
  }
  return `${JSON.stringify(answer, null, 2)}\n`
}

/** NULL: there is no such line with a batch price. */
export function savedOf(lines: readonly BatchLine[], verdict: 'likely' | 'possible'): string | null {
  return sumUsd(lines.filter(line => line.verdict === verdict).map(({ batch }) => batch?.savedUsd ?? null))
}

export function savingTable({ lines }: BatchFigures): Table {
  const numbers = ['Calls', 'Cost', 'Of it priced in both', 'In batches', 'Saved']
  const total = (verdict: 'likely' | 'possible') => {
    const meant = lines.filter(line => line.verdict === verdict)
    const sum = (of: (line: BatchLine) => string | null) => usdCell(sumUsd(meant.map(of)), '-')
    const calls = meant.reduce((all, { requests }) => all + requests, 0)
    const sums = [({ usd }: BatchLine) => usd, ...batchSums].map(sum)
    return [verdict, 'total', '', '', whole(calls), ...sums]
  }
  return {
    columns: [
      ...['Nobody waits', 'Feature', 'Model', 'Provider'].map(name => ({ name })),
      ...numbers.map(name => ({ name, isNumber: true }))
    ],
    rows: lines.map(line => [
      line.verdict,
      nameOf(line.feature),
      nameOf(line.model),
      line.provider,
      whole(line.requests),
      usdCell(line.usd, '-'),
      ...(line.batch === null ? ['-', 'no price known', '-'] : batchSums.map(of => usdCell(of(line), '-')))
    ]),
    foot: (['likely', 'possible'] as const)
      .filter(verdict => lines.some(line => line.verdict === verdict))
      .map(total)
  }
}

/** The same order as `savingTable`. */
export function signTable({ lines }: BatchFigures): Table {
  return {
    columns: [
      ...['Feature', 'Model', 'Host'].map(name => ({ name })),
      ...signNames.map(name => ({ name, isNumber: true }))
    ],
    rows: lines.map(({ feature, model, host, signs }) => [
      nameOf(feature),
      nameOf(model),
      nameOf(host),
      ...signs.map(signText)
    ])
  }
}

function signText({ percent: share, holds }: Sign): string {
  return `${holds ? '* ' : ''}${share === null ? '-' : percent(share, share > 0 && share < 10 ? 1 : 0).replace(' %', '')}`
}

export function restLines({ others, leftOut, lines }: BatchFigures): string[] {
  const unknown = lines.reduce((sum, line) => sum + line.withoutBatchPrice, 0)
  const cost = others.usd === null ? 'cost not known' : `${usdText(others.usd, '-')} USD`
  const rest = [counted(others.groups, 'group'), counted(others.requests, 'call')]
  if (others.requests > 0) rest.push(cost)
  return [
    `Somebody seems to wait, or the calls are too few or show too few signs: ${rest.join(', ')}.`,
    `Not looked at: ${whole(leftOut.runs)} calls of load runs and copies, ${whole(leftOut.otherOperations)} that are no chat, completion or embedding.`,
    ...(unknown === 0
      ? []
      : [
          `${whole(unknown)} of the calls above have a cost and no known batch price: their seller has none, or nobody has said it.`
        ])
  ]
}

export function batchAssumptions({ isNamingUsed, notes }: BatchFigures): string[] {
  return [
    `A guess from signs, not knowledge: ask those who made the feature. Groups are of one feature, model, provider, host and operation; from ${leastCalls} calls on.`,
    'Likely: three signs or more that nobody waits, and none that somebody does. Possible: two.',
    ...signWords(),
    ...(isNamingUsed
      ? []
      : [
          'No call names a user or a session (x-teeline-user, x-teeline-session), so "nameless" tells nothing here.'
        ]),
    'A batch is answered within 24 hours, mostly sooner, and not streamed; not every model can be had in batches. What is saved is of the calls that were made in this window, at their recorded tokens, with as much read from a cache.',
    ...notes.map(note => `Batch price, ${note}`),
    'Other sellers: no batch price is known here, so none is assumed.'
  ]
}

const batchSums = [
  ({ batch }: BatchLine) => batch?.spentUsd ?? null,
  ({ batch }: BatchLine) => batch?.batchUsd ?? null,
  ({ batch }: BatchLine) => batch?.savedUsd ?? null
]
