/**
 * What an exchange costs at list price, in exact decimals. Not known is NULL, never a silent 0: a model that is not in the
 * catalogue, or one use of something that its card does not price, leaves the whole exchange unpriced.
 */
import { Decimal } from 'decimal.js'
import type { Override } from '../../../schemas/prices.js'
import type { PriceSource } from '../../../schemas/row.js'
import { type Usage, unknownUsage } from '../usage.js'
import { type Bill, bill, totalOf } from './bill.js'
import { type Card, cardAt, cardsOf, Money } from './card.js'
import type { ImportedPrices } from './imported.js'
import { allHistories, catalogueName, type ModelQuery } from './model-lookup.js'
import { type Applied, Rules } from './override.js'
import { regionFactor } from './region.js'
import { RememberedCards } from './remembered-cards.js'
import { isStandard, tierFactor } from './service-tier.js'

export interface PriceQuery extends ModelQuery {
  /** The tier that served the request, as the provider reports it; `''`: standard. */
  serviceTier: string
  /** When the request was made, microseconds since the Unix epoch. */
  atUs: number
  /** Prefix of the route that it came by. */
  route?: string
}

/** Money is USD as a plain decimal string with at most nine places, rounded half to even. */
export interface Price {
  /** What it cost under the user's prices and with the service tier's factor. NULL when any of it is not known. */
  costUsd: string | null
  /** At the standard tier's list price. */
  costListUsd: string | null
  /** Where `costUsd` comes from: `override`, `list`, or `none` when it is NULL. */
  source: PriceSource
  /** Id of the card that was used; `''` when there was none. Several, joined by `+`, where several models answered. */
  card: string
}

export interface PriceBookOptions {
  /** The user's own prices. */
  override?: Override | undefined
  /** For models that the catalogue does not know. */
  imported?: ImportedPrices | null
  /** Puts another card in the place of the one in force. */
  replace?: (card: Card, atUs: number) => Card
  /** Hears of each card when it first prices something. */
  onCard?: (used: UsedCard) => void
}

/** What a row's `price_card` stands for. */
export interface UsedCard {
  id: string
  card: Card
  /** What the user's rules made of the list card; NULL for the list card itself. */
  applied: Applied | null
  /** Dated exchange rates that the rules may have used. */
  rates: Override['fx']
}

export interface PriceBook {
  /** Prices one exchange. Never throws; what cannot be priced is NULL. */
  price(usage: Usage, query: PriceQuery): Price
  /** The card that `price` would use; NULL when the model is not known. */
  cardFor(query: Omit<PriceQuery, 'serviceTier'>): Card | null
  /** What the user's rules make of an exchange on that card, whose use and tier are left open; NULL when none matches. */
  rulesFor(query: Omit<PriceQuery, 'serviceTier'>): Applied | null
  /** A second source's card for that tier of a model; NULL for the standard tier, and where it has none. */
  tierCardFor(query: ModelQuery, serviceTier: string, listed: string): Card | null
  /** All cards of a model, past and future ones too, oldest first. */
  cardsFor(query: ModelQuery): Card[]
  /** Every card of the catalogue; with a moment, those in force at it. */
  cards(atUs?: number): Card[]
  /** The card of an id as it stands in a row; NULL when it is not of this catalogue's version. */
  cardOf(id: string): Card | null
}

/** A book remembers up to 1,000 models that were asked for; the catalogue itself is shared and never changes. */
export function createPriceBook(options: PriceBookOptions = {}): PriceBook {
  const memory = new RememberedCards(options)
  const pricer = new Pricer(memory, options)
  let byId: Map<string, Card> | undefined
  return {
    price: (usage, query) => pricer.price(usage, query),
    cardFor: query => memory.cardAt(query),
    rulesFor: query => pricer.rulesFor({ ...query, serviceTier: '' }),
    tierCardFor: (query, serviceTier, listed) => memory.tierCard(query, serviceTier, listed),
    cardsFor: query => cardsOf(memory.historyFor(query) ?? []),
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

/** Unrounded, so that parts add up exactly. */
interface Quote {
  cost: Decimal | null
  list: Decimal | null
  isOverridden: boolean
  card: string
}

class Pricer {
  readonly #memory: RememberedCards
  readonly #rules: Rules | null
  readonly #onCard: PriceBookOptions['onCard']
  readonly #used = new Set<string>()

  constructor(memory: RememberedCards, { override, onCard }: PriceBookOptions) {
    this.#memory = memory
    this.#rules = override === undefined || override.rules.length === 0 ? null : new Rules(override)
    this.#onCard = onCard
  }

  price(usage: Usage, query: PriceQuery): Price {
    const parts = usage.parts ?? []
    const quote = parts.length === 0 ? this.#quote(usage, query) : this.#quoteParts(parts, usage.json, query)
    const costUsd = quote.cost === null ? null : columnText(quote.cost)
    const costListUsd =
      quote.list === quote.cost ? costUsd : quote.list === null ? null : columnText(quote.list)
    const source = costUsd === null ? 'none' : quote.isOverridden ? 'override' : 'list'
    return { costUsd, costListUsd, source, card: quote.card }
  }

  rulesFor(query: PriceQuery): Applied | null {
    return this.#rules?.apply(query, unknownUsage(), this.#memory.cardAt(query)) ?? null
  }

  /** One exchange, several models at work: each part at the price of its own, and not one may be unknown. */
  #quoteParts(parts: NonNullable<Usage['parts']>, json: string, query: PriceQuery): Quote {
    const quotes = parts.map(({ model, serviceTier, usage }) =>
      // Where it was served is said once, for all of it.
      this.#quote(usage.json === '' ? { ...usage, json } : usage, {
        ...query,
        model: model === '' ? query.model : model,
        serviceTier: serviceTier ?? query.serviceTier
      })
    )
    const cost = sumOf(quotes.map(quote => quote.cost))
    const list = sumOf(quotes.map(quote => quote.list))
    if (cost === null && list === null) return unknownQuote
    return {
      cost,
      list,
      isOverridden: quotes.some(({ isOverridden }) => isOverridden),
      card: [...new Set(quotes.map(({ card }) => card))].filter(card => card !== '').join('+')
    }
  }

  #quote(usage: Usage, query: PriceQuery): Quote {
    const list = this.#memory.cardAt(query)
    const applied = this.#rules?.apply(query, usage, list) ?? null
    const billed = list === null ? null : bill(list, usage)
    const listUsd = billed === null ? null : totalOf(billed)
    if (applied !== null) return this.#quoteOverride(applied, list, listUsd, usage, query)
    if (list === null || billed === null || listUsd === null || !listUsd.lt(columnEnd)) return unknownQuote
    const { costUsd, card } = this.#served(list, billed, usage, query, null)
    this.#use(card.id, card, null)
    return { cost: costUsd, list: listUsd, isOverridden: false, card: card.id }
  }

  #quoteOverride(
    applied: Applied,
    list: Card | null,
    listUsd: Decimal | null,
    usage: Usage,
    query: PriceQuery
  ): Quote {
    const billed = applied.card === null ? null : bill(applied.card, usage)
    if (applied.card === null || billed === null)
      return { ...unknownQuote, list: listUsd, card: listUsd === null || list === null ? '' : list.id }
    const { costUsd, card } = this.#served(applied.card, billed, usage, query, applied)
    const id = list === null ? applied.id : `${applied.id}/${card.id}`
    this.#use(id, card, applied)
    const cost = costUsd === null || applied.factor === null ? null : costUsd.times(applied.factor)
    return { cost, list: listUsd, isOverridden: true, card: id }
  }

  /**
   * What a bill comes to at the tier and in the region that served it: by the tier's factor, else by a second source's card
   * for that tier, unless a rule has set prices of its own.
   */
  #served(
    card: Card,
    billed: Bill,
    usage: Usage,
    query: PriceQuery,
    applied: Applied | null
  ): { costUsd: Decimal | null; card: Card } {
    const seller = card.provider === '' ? catalogueName(query.provider) : card.provider
    const region =
      applied?.namesRegion === true ? '1' : regionFactor(seller, card.model, query.upstreamHost, usage)
    const inRegion = (its: Bill) => totalOf(its, region === '1' ? null : region)
    if (applied?.namesTier === true || isStandard(query.serviceTier))
      return { costUsd: inRegion(billed), card }
    const factor = tierFactor(seller, card, query.serviceTier, usage)
    if (factor !== null)
      return { costUsd: inRegion({ usage: billed.usage.times(factor), fees: billed.fees }), card }
    const tierCard =
      applied?.setsPrices === true ? null : this.#memory.tierCard(query, query.serviceTier, card.model)
    const atTier = tierCard === null ? null : bill(card, usage, tierCard)
    return tierCard === null || atTier === null
      ? { costUsd: null, card }
      : { costUsd: inRegion(atTier), card: tierCard }
  }

  #use(id: string, card: Card, applied: Applied | null): void {
    if (this.#onCard === undefined || this.#used.has(id)) return
    this.#used.add(id)
    this.#onCard({ id, card, applied, rates: this.#rules?.rates ?? {} })
  }
}

function sumOf(amounts: readonly (Decimal | null)[]): Decimal | null {
  let sum = new Money(0)
  for (const amount of amounts) {
    if (amount === null) return null
    sum = sum.plus(amount)
  }
  return sum
}

/** As `Decimal(18, 9)` holds it; NULL past its range, which only a nonsensical token count reaches. */
function columnText(usd: Decimal): string | null {
  return usd.lt(columnEnd) ? usd.toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN).toFixed() : null
}

/** From here on nine places round to 10⁹. */
const columnEnd = new Money('999999999.9999999995')
const unknownQuote: Quote = { cost: null, list: null, isOverridden: false, card: '' }
