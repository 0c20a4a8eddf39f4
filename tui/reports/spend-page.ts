/** What a month cost, and would have cost, as pages. */
import { whole } from '../kit/numbers.js'
import { dollars, isUsd, percent, percentOf, roundingNote, sumUsd, usdCell } from './amounts.js'
import { lyingBars, stackedBars } from './charts.js'
import { type Html, html } from './html.js'
import { daysOf } from './month.js'
import { list, pageOf, section, type Tile, tiles } from './page.js'
import type { SpendFigures } from './spend-figures.js'
import { budgetTable, dayTable, nameOf, outlook, spendNotes, spendTable } from './spend-text.js'
import { htmlTable, type Table } from './table.js'
import { nothingPriced, type WhatIfReport, whatIfNotes, whatIfTable } from './what-if-text.js'

/** A whole HTML document; it asks nobody for anything. */
export function spendPage(figures: SpendFigures): string {
  const { by, month, budgets, rows } = figures
  const empty = section('Nothing here', html`<p>No requests were recorded in this month.</p>`)
  return pageOf({
    title: `Spend by ${by}, ${month.name}`,
    lead: `${month.title}. Every request that came through the collector, at the prices of its time; US dollars.`,
    sections:
      rows.length === 0
        ? [empty]
        : [
            tiles(spendTiles(figures)),
            section('Day by day', dayChart(figures)),
            section(`By ${by}`, htmlTable(`${month.title}, USD.`, bounded(spendTable(figures)))),
            ...(budgets.length === 0
              ? []
              : [section('Budgets', htmlTable('Of the configuration, USD.', budgetTable(budgets)))]),
            section('Last month, and what is to come', list(outlook(figures))),
            section('Days as figures', htmlTable('From 00:00 UTC each, USD.', dayTable(figures, false))),
            section('How to read this', list([...spendNotes(figures), roundingNote]))
          ]
  })
}

/** A whole HTML document; it asks nobody for anything. */
export function whatIfPage(report: WhatIfReport): string {
  const { by, month, whatIf } = report
  const { total, alternatives } = whatIf
  const bars = [
    { label: 'as spent', value: Number(total.spentUsd), text: dollars(total.spentUsd) },
    ...alternatives.map(({ name }, at) => {
      const usd = total.otherwiseUsd[at] ?? '0'
      return {
        label: name,
        value: Number(usd),
        text: `${dollars(usd)}, ${percent(percentOf(usd, total.spentUsd))}`
      }
    })
  ]
  const words = {
    title: 'The same requests elsewhere',
    description: `${whole(total.requests)} requests that are priced on every side.`
  }
  return pageOf({
    title: `What ${month.name} would have cost`,
    lead: `${month.title}. The recorded requests with their recorded tokens, at other prices: an estimate; US dollars.`,
    sections: [
      ...(total.requests === 0
        ? [section('Nothing here', html`<p>${nothingPriced}</p>`)]
        : [
            section('In all', lyingBars(words, bars, 'USD')),
            section(`By ${by}`, htmlTable(`${month.title}, USD.`, bounded(whatIfTable(report))))
          ]),
      section('How it was reckoned', list([...whatIfNotes(whatIf), roundingNote]))
    ]
  })
}

function spendTiles({ total, forecast, lastMonth, month }: SpendFigures): Tile[] {
  const soFar = month.isOver ? 'the whole month' : 'so far'
  const estimated =
    total.estimated_usd === null ? '' : `; ${dollars(total.estimated_usd)} of it from estimated tokens`
  const ahead: Tile[] =
    forecast === null
      ? []
      : [
          {
            label: 'By the end of the month',
            value: dollars(forecast.usd),
            note: `estimate; ${dollars(forecast.low)} to ${dollars(forecast.high)}`
          }
        ]
  const { usdToSameMoment } = lastMonth
  const sameMoment = usdToSameMoment === null ? 'no cost is known' : dollars(usdToSameMoment)
  return [
    {
      label: 'Spent',
      value: dollars(total.cost_usd),
      note: `${soFar}; at list ${dollars(total.cost_list_usd)}${estimated}`
    },
    ...ahead,
    {
      label: 'Last month',
      value: dollars(lastMonth.usd),
      note: month.isOver ? 'all of it' : `${sameMoment} to the same moment`
    },
    {
      label: 'Requests',
      value: whole(total.requests),
      note: `${whole(total.unpriced)} unpriced, ${whole(total.without_usage)} without known use`
    }
  ]
}

function dayChart(figures: SpendFigures): Html {
  if (figures.total.requests === 0) return html`<p>No requests were recorded in this month.</p>`
  if (figures.parts.length === 0) return html`<p>No request of this month has a price.</p>`
  const days = daysOf(figures.month)
  const series = figures.parts.map(({ name, days: spent }) => {
    const byDay = new Map(spent.map(({ day, usd }) => [day, usd === null ? null : Number(usd)]))
    return {
      name: name === null ? 'all others' : nameOf(name),
      values: days.map(day => byDay.get(day) ?? null)
    }
  })
  const description = `Each day from 00:00 UTC, by ${figures.by}. A day without a bar has no cost that is known.`
  return stackedBars({ title: 'Cost of each day', description }, { days, series, unit: 'USD' })
}

/** A page is for reading; the JSON has every line. What the others cost is summed, so that columns add up. */
function bounded(table: Table): Table {
  const more = table.rows.length - longestTable
  if (more <= 0) return table
  const left = table.rows.slice(longestTable)
  const amountsOf = (at: number) => left.map(row => row[at]).flatMap(cell => (isUsd(cell) ? [cell.usd] : []))
  const sums = table.columns.map((_, at) => usdCell(sumUsd(amountsOf(at)), ''))
  const rest = [`and ${whole(more)} more (--json has them)`, ...sums.slice(1)]
  return { ...table, rows: [...table.rows.slice(0, longestTable), rest] }
}

const longestTable = 100
