/** Which card prices a model, remembered: the search through the catalogue takes longer than the arithmetic. */
import { type Card, cardAt, type History } from './card.js'
import { ImportedList, type ImportedPrices } from './imported.js'
import { findHistory, type ModelQuery } from './model-lookup.js'
import { isStandard, tierName } from './service-tier.js'

/** Model names come from whoever calls, so the memory is bounded; when it is full it begins anew. */
export class RememberedCards {
  readonly #imported: ImportedList | null
  readonly #replace: ((card: Card, atUs: number) => Card) | undefined
  readonly #histories = new Map<string, History | null>()
  readonly #tierCards = new Map<string, Card | null>()

  constructor({
    imported = null,
    replace
  }: {
    imported?: ImportedPrices | null
    replace?: (card: Card, atUs: number) => Card
  }) {
    this.#imported = imported === null ? null : new ImportedList(imported)
    this.#replace = replace
  }

  /** The standard tier's card in force; NULL when the model is not known. */
  cardAt(query: ModelQuery & { atUs: number }): Card | null {
    const history = this.historyFor(query)
    const card = history === null ? null : cardAt(history, query.atUs)
    return card === null || this.#replace === undefined ? card : this.#replace(card, query.atUs)
  }

  historyFor(query: ModelQuery): History | null {
    if (query.model.length > longestName) return null
    return remember(this.#histories, keyOf(query), () => {
      const found = findHistory(query)
      const imported = found === null ? this.#imported?.find(query, '') : undefined
      return imported == null ? found : lasting(imported)
    })
  }

  /**
   * The second source's card for a tier that is not the standard one, by the model's name, or by the one that its standard
   * card has; NULL where there is none.
   */
  tierCard(query: ModelQuery, serviceTier: string, listed: string): Card | null {
    const imported = this.#imported
    if (imported === null || isStandard(serviceTier)) return null
    if (query.model.length > longestName || serviceTier.length > longestName) return null
    const tier = tierName(serviceTier)
    return remember(this.#tierCards, `${tier}\n${keyOf(query)}`, () => {
      return imported.find(query, tier) ?? imported.find({ ...query, model: listed }, tier)
    })
  }
}

function remember<T>(known: Map<string, T>, key: string, find: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size === mostRemembered) known.clear()
  const value = find()
  known.set(key, value)
  return value
}

/** One card for all times. */
function lasting(card: Card): History {
  return [{ fromSeconds: Number.NEGATIVE_INFINITY, card, special: [] }]
}

function keyOf({ provider, upstreamHost, model }: ModelQuery): string {
  return `${provider}\n${upstreamHost}\n${model}`
}

const mostRemembered = 1000
const longestName = 256
