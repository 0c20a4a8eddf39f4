/** Price cards in the store: what is kept of each card that priced a row, and how it is found again. */

import { type CardJson, cardJson } from './record/prices/card-json.js'
import { catalogueVersion } from './record/prices/catalogue-version.js'
import type { UsedCard } from './record/prices/price.js'

/** One row of `teeline.price_cards`. Every start adds its cards anew; readers take one a `card_id`. */
interface PriceCardRow {
  card_id: string
  provider: string
  model: string
  /** `CardJson`; where the user's rules had a part in it, with them and the exchange rates. */
  json: string
  valid_from: string | null
  source: 'genai-prices' | 'litellm' | 'override'
  source_version: string
  loaded_at: string
}

/** The row of a card, as one line of JSON. */
export function priceCardLine({ id, card, applied, rates }: UsedCard, nowMs: number): string {
  const json: CardJson & { override?: object } = { ...cardJson(card), card: id }
  if (applied !== null) {
    json.override = {
      list_card: card.id,
      rules: applied.rules,
      ...(usesRates(applied.rules) && { fx: rates })
    }
  }
  const row: PriceCardRow = {
    card_id: id,
    provider: card.provider,
    model: card.model,
    json: JSON.stringify(json),
    valid_from: card.validFrom === null ? null : `${card.validFrom} 00:00:00.000`,
    ...sourceOf(id),
    loaded_at: new Date(nowMs).toISOString().replace('T', ' ').slice(0, -1)
  }
  return JSON.stringify(row)
}

function usesRates(rules: readonly { currency?: string }[]): boolean {
  return rules.some(({ currency }) => currency !== undefined && currency !== 'USD')
}

/** Every card's id begins `SOURCE@VERSION/`. */
function sourceOf(id: string): Pick<PriceCardRow, 'source' | 'source_version'> {
  const [, source, version] = /^(override|litellm|genai-prices)@([^/]+)\//.exec(id) ?? []
  if (source === 'override' || source === 'litellm') return { source, source_version: version ?? '' }
  return { source: 'genai-prices', source_version: version ?? catalogueVersion }
}
