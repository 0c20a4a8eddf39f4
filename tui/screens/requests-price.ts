/** How the price of a request came about: what was used, at which price, line by line, and whose prices those are. */
import type { CostFactor, CostLine, CostLines } from '../../schemas/cost.js'
import type { Row } from '../../schemas/row.js'
import { whole } from '../kit/numbers.js'
import { fitText, harmless, widthOf, wrap } from '../kit/text.js'
import type { PriceCardRow } from '../queries/requests.js'

/** The card that a row names, and the row's cost reckoned again on it; NULL where there is none, or not yet. */
export interface Priced {
  card: PriceCardRow | null
  cost: CostLines | null
}

export function priceLines(row: Row, { card, cost }: Priced, width: number): string[] {
  const mark = row.usage_source === 'reported' || row.cost_usd === null ? '' : '~'
  // No price is missing: there is nothing that would have one.
  if (row.usage_source === 'none' && row.cost_usd === null) return [line('cost', '–  no usage is known')]
  return [
    line('cost', `${mark}${precise(row.cost_usd)}  ${sources[row.price_source]}`),
    ...(cost === null ? [] : billLines(cost, row, width)),
    line('at list price', precise(row.cost_list_usd)),
    ...(row.cost_reported_usd === null ? [] : [line('provider reported', precise(row.cost_reported_usd))]),
    ...(row.price_card === '' ? [] : cardLines(row.price_card, card, cost !== null, width))
  ]
}

const sources: Readonly<Record<Row['price_source'], string>> = {
  reported: 'the provider said so itself',
  override: 'by your own prices',
  list: 'at list price',
  none: 'not known; teeline prices check says what is missing'
}

/** Quantity × price for so many = amount, in columns, then sum and factor. */
function billLines({ lines, sumUsd, factor }: CostLines, row: Row, width: number): string[] {
  if (lines.length === 0) return [' nothing of what was used has a price above $0']
  const cells = lines.map(cellsOf)
  const most = (column: keyof BillCells): number => Math.max(...cells.map(each => widthOf(each[column])))
  const amounts = [...cells.map(({ amount }) => amount), precise(sumUsd), precise(row.cost_usd)]
  const amountWidth = Math.max(...amounts.map(widthOf))
  const rest = most('quantity') + most('price') + most('unit') + amountWidth + 10
  const nameWidth = Math.max(8, Math.min(most('name'), width - 3 - rest))
  const total = (name: string, amount: string): string =>
    `   ${fitText(name, nameWidth + rest - amountWidth - 2)}= ${fitText(amount, amountWidth, 'right')}`
  const bill = cells.map(
    ({ name, quantity, price, unit, amount }) =>
      `   ${fitText(name, nameWidth)} ${fitText(quantity, most('quantity'), 'right')} × ${fitText(price, most('price'), 'right')} / ${fitText(unit, most('unit'))} = ${fitText(amount, amountWidth, 'right')}`
  )
  const sum = lines.length === 1 && factor === null ? [] : [total('sum', precise(sumUsd))]
  const last = factor === null ? [] : [total(factorText(factor, row), precise(row.cost_usd))]
  return [...bill, ...sum, ...last]
}

interface BillCells {
  name: string
  quantity: string
  price: string
  unit: string
  amount: string
}

function cellsOf({ name, quantity, unitUsd, unit, usd }: CostLine): BillCells {
  return { name, quantity: quantityText(quantity), price: precise(unitUsd), unit, amount: precise(usd) }
}

function quantityText(quantity: number): string {
  return Number.isInteger(quantity) ? whole(quantity) : String(quantity)
}

function factorText({ value, by, feesUsd }: CostFactor, { service_tier }: Row): string {
  const reasons: Readonly<Record<CostFactor['by'], string>> = {
    rules: 'your own rules',
    tier: `service tier ${service_tier}`,
    region: 'the region that served it',
    'tier and region': `service tier ${service_tier}, and region`
  }
  return `× ${value} for ${reasons[by]}${feesUsd === null ? '' : `, but for fees of ${precise(feesUsd)}`}`
}

/** A decimal string of dollars in full. */
function precise(amount: string | null): string {
  return amount === null ? '?' : `$${amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount}`
}

interface CardFacts {
  valid_from?: string | null
  hours?: string | null
  free?: boolean
  rates?: Record<string, { usd: string; for: string; tiers?: { above_input_tokens: number; usd: string }[] }>
  comment?: string
}

/** Whose prices, and of when; where the cost could not be reckoned again, all rates of the card. */
function cardLines(id: string, row: PriceCardRow | null, isExplained: boolean, width: number): string[] {
  const named = line('price card', id)
  if (row === null) return [named]
  const card = factsOf(row.json)
  if (card === null) return [named, ...wrap(row.json, width - 2).map(text => ` ${text}`)]
  const since = card.valid_from ? `since ${card.valid_from}` : 'at any date'
  const hours = card.hours ? `, from ${card.hours} each day` : ''
  const free = card.free === true ? ['   given away by the vendor'] : []
  const comment = wrap(card.comment ?? '', width - 4).map(text => `   ${text}`)
  return [
    named,
    line('prices of', `${row.source} ${row.source_version}, valid ${since}${hours}`),
    ...(isExplained ? [] : rateLines(card)),
    ...free,
    ...comment
  ]
}

function factsOf(json: string): CardFacts | null {
  try {
    return JSON.parse(json) as CardFacts
  } catch {
    return null
  }
}

function rateLines({ rates = {} }: CardFacts): string[] {
  return Object.entries(rates).map(([name, rate]) => {
    const tiers = (rate.tiers ?? []).map(
      tier => `, above ${whole(tier.above_input_tokens)} input $${tier.usd}`
    )
    return line(`  ${name}`, `$${rate.usd} for ${rate.for}${tiers.join('')}`)
  })
}

function line(name: string, text: string): string {
  return ` ${fitText(name, 19)}${harmless(text)}`
}
