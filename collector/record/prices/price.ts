/**
 * What an exchange costs at list price, in exact decimals. Not known is NULL, never a silent 0: a model that is not in the
 * catalogue, or one use of something that its card does not price, leaves the whole exchange unpriced.
 */
import type { Decimal } from 'decimal.js'
import type { PriceSource } from '../../../schemas/row.js'
import type { Usage } from '../usage.js'
import { type Bill, bill } from './bill.js'
import { type Card, cardAt, cardsOf, type History } from './card.js'
import { allHistories, findHistory, type ModelQuery } from './model-lookup.js'
import { tierFactor } from './service-tier.js'

export interface PriceQuery extends ModelQuery {
  /** The tier that served the request, as the provider reports it; `''`: standard. */
  serviceTier: string
  /** When the request was made, microseconds since the Unix epoch. */
  atUs: number
}

/** Money is USD as a plain decimal string with at most nine places, rounded half to even. */
export interface Price {
  /** What it cost: the list price with the service tier's factor. NULL when that factor is not known. */
  costUsd: string | null
  /** At the standard tier's list price. */
  costListUsd: string | null
  /** Where `costUsd` comes from: `list`, or `none` when it is NULL. */
  source: PriceSource
  /** Id of the card that was used; `''` when there was none. */
  card: string
}

export interface PriceBook {
  /** Prices one exchange. Never throws; what cannot be priced is NULL. */
  price(usage: Usage, query: PriceQuery): Price
  /** The card that `price` would use; NULL when the model is not known. */
  cardFor(query: Omit<PriceQuery, 'serviceTier'>): Card | null
  /** All cards of a model, past and future ones too, oldest first. */
  cardsFor(query: ModelQuery): Card[]
  /** Every card of the catalogue; with a moment, those in force at it. */
  cards(atUs?: number): Card[]
  /** The card of an id as it stands in a row; NULL when it is not of this catalogue's version. */
  cardOf(id: string): Card | null
}

/** A book remembers up to 1,000 models that were asked for; the catalogue itself is shared and never changes. */
export function createPriceBook(): PriceBook {
  const remembered = new Map<string, History | null>()
  let byId: Map<string, Card> | undefined
  return {
    price: (usage, query) => priceWith(cardAtQuery(remembered, query), usage, query),
    cardFor: query => cardAtQuery(remembered, query),
    cardsFor: query => cardsOf(historyFor(remembered, query) ?? []),
    cards: atUs => (atUs === undefined ? allHistories().flatMap(cardsOf) : cardsInForce(atUs)),
    cardOf(id) {
      byId ??= new Map(
        allHistories()
          .flatMap(cardsOf)
          .map(card => [card.id, card])
      )
      return byId.get(id) ?? null
    }
  }
}

function cardsInForce(atUs: number): Card[] {
  return allHistories()
    .map(history => cardAt(history, atUs))
    .filter(card => card !== null)
}

function cardAtQuery(
  remembered: Map<string, History | null>,
  query: Omit<PriceQuery, 'serviceTier'>
): Card | null {
  const history = historyFor(remembered, query)
  return history === null ? null : cardAt(history, query.atUs)
}

/** Model names come from whoever calls, so the memory is bounded; when it is full it begins anew. */
function historyFor(remembered: Map<string, History | null>, query: ModelQuery): History | null {
  if (query.model.length > longestModelName) return null
  const key = `${query.provider}\n${query.upstreamHost}\n${query.model}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  if (remembered.size === rememberedModels) remembered.clear()
  const history = findHistory(query)
  remembered.set(key, history)
  return history
}

function priceWith(card: Card | null, usage: Usage, query: PriceQuery): Price {
  const billed = card === null ? null : bill(card, usage)
  if (card === null || billed === null) return { ...unpriced }
  const factor = tierFactor(card.provider, query.serviceTier, (usage.cacheReadTokens ?? 0) > 0)
  const costListUsd = totalOf(billed, '1')
  if (costListUsd === null) return { ...unpriced }
  const costUsd = factor === '1' ? costListUsd : totalOf(billed, factor)
  return { costUsd, costListUsd, source: costUsd === null ? 'none' : 'list', card: card.id }
}

function totalOf(billed: Bill, factor: string | null): string | null {
  return factor === null ? null : columnText(billed.usage.times(factor).plus(billed.fees))
}

/** As `Decimal(18, 9)` holds it; NULL past its range, which only a nonsensical token count reaches. */
function columnText(usd: Decimal): string | null {
  const rounded = usd.toDecimalPlaces(9)
  return rounded.lt('1e9') ? rounded.toFixed() : null
}

const unpriced: Price = { costUsd: null, costListUsd: null, source: 'none', card: '' }
const rememberedModels = 1000
const longestModelName = 256
