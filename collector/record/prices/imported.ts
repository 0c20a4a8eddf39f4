/** Prices of a second source, for models that the catalogue does not know. */
import type { History } from './card.js'
import { type CardJson, cardFromJson } from './card-json.js'
import { bareName, catalogueName, type ModelQuery, makers, sellerOf } from './model-lookup.js'

/** As `teeline prices import` keeps it in the data directory. */
export interface ImportedPrices {
  source: 'litellm'
  /** The first twelve hex digits of the SHA-256 of the file that was read. */
  version: string
  cards: CardJson[]
}

export class ImportedList {
  readonly #cards: ReadonlyMap<string, CardJson>

  constructor({ cards }: ImportedPrices) {
    this.#cards = new Map(cards.map(card => [keyOf(card.provider, card.model), card]))
  }

  /** A model's prices at the provider that served it; at its maker when that was a relay. NULL when not listed. */
  find(query: ModelQuery): History | null {
    const seller = sellerOf(query)
    if (seller === null) return null
    const name = query.model.toLowerCase().trim()
    if (seller !== 'relay') return this.#history(seller, bareName(seller, name))
    const direct = this.#history(catalogueName(query.provider), name)
    if (direct !== null) return direct
    const bare = name.slice(name.lastIndexOf('/') + 1)
    for (const maker of makers) {
      const found = this.#history(maker, bare)
      if (found !== null) return found
    }
    return null
  }

  #history(provider: string, model: string): History | null {
    const card = this.#cards.get(keyOf(provider, model))
    if (card === undefined) return null
    return [{ fromSeconds: Number.NEGATIVE_INFINITY, card: cardFromJson(card), special: [] }]
  }
}

function keyOf(provider: string, model: string): string {
  return `${provider}\n${model}`
}
