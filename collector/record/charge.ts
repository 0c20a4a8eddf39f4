/** What an exchange cost. */
import type { Ask } from './ask.js'
import type { Price, PriceQuery } from './prices/price.js'
import type { Reading } from './reading.js'
import type { Tape } from './tape.js'
import type { Usage } from './usage.js'

export interface Pricing {
  price: (usage: Usage, query: PriceQuery) => Price
  onFault: (error: unknown) => void
}

/**
 * The price of `usage` by the model that answered; by the one that was asked for when nobody sells the other (a relay's own
 * name for it). NULL money where that is not known. Never throws.
 */
export function chargeOf(tape: Tape, ask: Ask, reading: Reading, usage: Usage, pricing: Pricing): Price {
  if (usage.source === 'none') return noPrice
  const { provider, route, startedAtUs: atUs } = tape
  const upstreamHost = tape.upstreamHost.replace(/:\d+$/, '')
  const { serviceTier } = reading
  try {
    for (const model of modelsOf(tape, ask, reading, usage)) {
      const price = pricing.price(usage, { provider, route, upstreamHost, model, serviceTier, atUs })
      if (price.card !== '') return price
    }
  } catch (error) {
    pricing.onFault(error)
  }
  return noPrice
}

function modelsOf(tape: Tape, ask: Ask, { responseModel }: Reading, { parts }: Usage): string[] {
  const models = [responseModel, ask.model]
  // Bedrock's answers say the bare model; the profile in the URL has the region, which has its price.
  if (tape.provider === 'aws.bedrock') models.reverse()
  // Where only the parts have a model: each is priced by its own.
  if (parts !== undefined) models.push(parts[0]?.model ?? '')
  return models.filter((model, index) => model !== '' && models.indexOf(model) === index)
}

const noPrice: Price = { costUsd: null, costListUsd: null, source: 'none', card: '' }
