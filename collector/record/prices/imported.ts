/** Prices of a second source, for models that the catalogue does not know. */
import type { Card } from './card.js'
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
    this.#cards = new Map(cards.map(card => [keyOf(card.provider, card.model, card.tier ?? ''), card]))
  }

  /**
   * A model's prices at the provider that served it; at its maker when that was a relay. NULL when not listed.
   *
   * @param tier as `tierName` has it; `''` for the standard one.
   */
  find(query: ModelQuery, tier: string): Card | null {
    const seller = sellerOf(query)
    if (seller === null) return null
    const name = query.model.toLowerCase().trim()
    if (seller !== 'relay') return this.#ofSeller(seller, query, name, tier)
    const direct = this.#card(catalogueName(query.provider), name, tier)
    if (direct !== null) return direct
    const bare = name.slice(name.lastIndexOf('/') + 1)
    for (const maker of makers) {
      const found = this.#card(maker, bare, tier)
      if (found !== null) return found
    }
    return null
  }

  /** Vertex AI and the Gemini API sell the same models, each at prices of its own; one stands in for the other's standard tier. */
  #ofSeller(seller: string, { provider }: ModelQuery, model: string, tier: string): Card | null {
    const name = bareName(seller, model)
    if (seller !== 'google') return this.#card(seller, name, tier)
    const [own, other] = provider === vertex ? [vertex, seller] : [seller, vertex]
    return this.#card(own, name, tier) ?? (tier === '' ? this.#card(other, name, tier) : null)
  }

  #card(provider: string, model: string, tier: string): Card | null {
    const card = this.#cards.get(keyOf(provider, model, tier))
    return card === undefined ? null : cardFromJson(card)
  }
}

const vertex = 'gcp.vertex_ai'

function keyOf(provider: string, model: string, tier: string): string {
  return `${provider}\n${model}\n${tier}`
}
