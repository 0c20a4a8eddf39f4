/** Calls that nobody seems to have waited for, as a page. */
import { whole } from '../kit/numbers.js'
import { counted, dollars, roundingNote, sumUsd } from './amounts.js'
import type { BatchFigures, BatchLine } from './batch-figures.js'
import { batchAssumptions, restLines, savedOf, savingTable, signTable } from './batch-text.js'
import { lyingBars } from './charts.js'
import { type Html, html } from './html.js'
import { list, pageOf, section, tiles } from './page.js'
import { nameOf } from './spend-text.js'
import { htmlTable } from './table.js'

/** A whole HTML document; it asks nobody for anything. */
export function batchPage(figures: BatchFigures): string {
  const { month, lines } = figures
  return pageOf({
    title: `Calls that nobody waits for, ${month.name}`,
    lead: `${month.title}. What the calls would cost in batches, for which nobody seems to have waited: an estimate; US dollars.`,
    sections: [
      batchTiles(figures),
      lines.length === 0
        ? section('Nothing found', html`<p>No group of calls shows signs enough.</p>`)
        : section(
            'What batches would save',
            savingChart(lines),
            htmlTable(`${month.title}, USD.`, savingTable(figures)),
            list(restLines(figures))
          ),
      ...(lines.length === 0
        ? [section('The rest', list(restLines(figures)))]
        : [section('Signs', htmlTable('In % of the calls; * holds.', signTable(figures)))]),
      section('How it was told', list([...batchAssumptions(figures), roundingNote]))
    ]
  })
}

function batchTiles({ lines, others }: BatchFigures): Html {
  const note = (verdict: 'likely' | 'possible') => {
    const meant = lines.filter(line => line.verdict === verdict)
    if (meant.length === 0) return 'no such group'
    const calls = meant.reduce((sum, { requests }) => sum + requests, 0)
    return `${counted(meant.length, 'group')}, ${counted(calls, 'call')}, ${dollars(sumUsd(meant.map(({ usd }) => usd)))} spent`
  }
  const saved = (verdict: 'likely' | 'possible') =>
    lines.some(line => line.verdict === verdict) ? dollars(savedOf(lines, verdict)) : '-'
  return tiles([
    { label: 'Saved, likely', value: saved('likely'), note: note('likely') },
    { label: 'Saved, possible', value: saved('possible'), note: note('possible') },
    {
      label: 'The rest',
      value: others.requests === 0 ? '-' : dollars(others.usd),
      note: `${counted(others.groups, 'group')}, ${counted(others.requests, 'call')}`
    }
  ])
}

function savingChart(lines: readonly BatchLine[]): Html {
  const bars = lines.flatMap(({ feature, model, batch, verdict }) =>
    batch === null
      ? []
      : [
          {
            label: `${nameOf(feature)}, ${model}`,
            value: Number(batch.savedUsd),
            text: `${dollars(batch.savedUsd)}, ${verdict}`
          }
        ]
  )
  if (bars.length === 0) return html`<p>For none of these calls is a batch price known.</p>`
  const some = bars.length > mostBars ? `, the first ${mostBars} of ${whole(bars.length)}` : ''
  const description = `By feature and model${some}; only calls whose batch price is known.`
  const title = 'What the batch price would have saved'
  return lyingBars({ title, description }, bars.slice(0, mostBars), 'USD')
}

const mostBars = 20
