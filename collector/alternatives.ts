/** Other prices for traffic that was recorded: other models, other rules, or another edition of the list. */
import { TeelineError } from '../schemas/errors.js'
import type { Override } from '../schemas/prices.js'
import { isLoopback } from './address.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { unknownModel } from './prices-command.js'
import { type Card, isLongContext, secondsOf } from './record/prices/card.js'
import { type CardJson, cardFromJson } from './record/prices/card-json.js'
import type { ImportedPrices } from './record/prices/imported.js'
import { sellerOf } from './record/prices/model-lookup.js'
import { createPriceBook, type PriceBook } from './record/prices/price.js'
import { isStandard, tierFactors } from './record/prices/service-tier.js'
import { familyOf, isMeasured } from './record/tokens/family.js'
import { type Usage, unknownUsage } from './record/usage.js'
import { allRowsOf } from './store-reader.js'
import type { UsageRow } from './usage-rows.js'

export interface Alternative {
  name: string
  /** What the row would have cost; NULL when that is not known. */
  price(row: UsageRow): string | null
  /** How it was reckoned: whole sentences, after all rows were priced. */
  notes(): string[]
}

/** The prices that rows are recorded under. */
export interface Prices {
  override: Override
  imported: ImportedPrices | null
}

/**
 * The same token counts on another model, corrected for its tokenizer: `model`, or `provider/model` where its maker does
 * not sell it. Throws `TEELINE_PRICES_UNKNOWN_MODEL`.
 */
export function onModel(name: string, prices: Prices, atUs: number): Alternative {
  const book = createPriceBook(prices)
  const target = targetOf(book, name, atUs)
  if (target === null) throw unknownModel(book, name, undefined)
  const family = familyOf(target.model).factor
  const ratios = new Map<string, number>()
  let isCacheUsed = false
  const ratioOf = (model: string) => {
    const ratio = ratios.get(model) ?? family / familyOf(model).factor
    if (!ratios.has(model)) ratios.set(model, ratio)
    return ratio
  }
  return {
    name,
    price({ usage, isSum, requestModel, responseModel, atUs: rowAtUs }) {
      const served = responseModel === '' ? requestModel : responseModel
      isCacheUsed ||= (usage.cacheReadTokens ?? 0) > 0
      const scaled = scaledUsage(usage, ratioOf(served))
      if (usage.parts !== undefined) {
        scaled.parts = usage.parts.map(part => ({
          model: '',
          usage: scaledUsage(part.usage, ratioOf(part.model === '' ? served : part.model))
        }))
      }
      const { model, provider } = target
      const query = { provider, upstreamHost: '', model, serviceTier: '', atUs: rowAtUs }
      return isSum && isLong(book.cardFor(query), scaled) ? null : book.price(scaled, query).costUsd
    },
    notes: () => [
      `Card ${target.card}.`,
      ratioText(ratios, isMeasured(target.model)),
      ...(isCacheUsed && !target.isCacheTold
        ? ['Cached input costs what input costs: the card has no price of its own for it.']
        : [])
    ]
  }
}

interface Target {
  provider: string
  model: string
  card: string
  /** False: cached input costs what input costs, as nothing else is said of it. */
  isCacheTold: boolean
}

/** By its maker's price, else by that of the provider named before the slash, else by a rule of the user's. */
function targetOf(book: PriceBook, name: string, atUs: number): Target | null {
  const slash = name.indexOf('/')
  const candidates = [{ provider: '', model: name }]
  if (slash > 0) candidates.push({ provider: name.slice(0, slash), model: name.slice(slash + 1) })
  for (const { provider, model } of candidates) {
    const query = { provider, upstreamHost: '', model, atUs }
    const card = book.cardFor(query)
    if (card !== null) {
      const isCacheTold = card.rates.has('cache_read_mtok') || !card.rates.has('input_mtok')
      return { provider: provider === '' ? card.provider : provider, model, card: card.id, isCacheTold }
    }
    const ruled = book.price(oneToken, { ...query, serviceTier: '' })
    if (ruled.card !== '') return { provider, model, card: ruled.card, isCacheTold: true }
  }
  return null
}

/** A sum that is as long as long context is may be made of short calls: nobody can tell what they cost then. */
function isLong(card: Card | null, { inputTokens }: Usage): boolean {
  return card !== null && isLongContext(card, inputTokens ?? 0)
}

/** Text is counted anew by another tokenizer; audio and images are not text. */
function scaledUsage(usage: Usage, ratio: number): Usage {
  if (ratio === 1) return { ...usage }
  const other = (tokens: number | null) => (tokens === null ? null : Math.round(tokens * ratio))
  const whole = (tokens: number | null, media: number) =>
    tokens === null ? null : Math.round(Math.max(0, tokens - media) * ratio) + Math.min(tokens, media)
  return {
    ...usage,
    inputTokens: whole(usage.inputTokens, (usage.audioInputTokens ?? 0) + (usage.imageInputTokens ?? 0)),
    outputTokens: whole(usage.outputTokens, (usage.audioOutputTokens ?? 0) + (usage.imageOutputTokens ?? 0)),
    cacheReadTokens: other(usage.cacheReadTokens),
    cacheWriteTokens: other(usage.cacheWriteTokens),
    cacheWrite1hTokens: other(usage.cacheWrite1hTokens),
    reasoningTokens: other(usage.reasoningTokens)
  }
}

/** A factor that nobody measured is said to be none. */
function ratioText(ratios: ReadonlyMap<string, number>, isTargetMeasured: boolean): string {
  const models = new Map<string, string[]>()
  for (const [model, ratio] of ratios) {
    const doubt = isTargetMeasured && isMeasured(model) ? '' : ' (a guess: not both tokenizers were measured)'
    const key = `${ratio.toFixed(3).replace(/\.?0+$/, '')}${doubt}`
    models.set(key, [...(models.get(key) ?? []), model === '' ? '(no model)' : model])
  }
  const parts = [...models].map(([ratio, names]) => `× ${ratio} from ${names.toSorted().join(', ')}`)
  return parts.length === 0 ? 'No tokens to correct.' : `Text tokens ${parts.join('; ')}.`
}

/** Every row at its own provider and model, under the rules of a file instead of those in force. */
export function underRules(name: string, override: Override, { imported }: Prices): Alternative {
  const book = createPriceBook({ override, imported })
  return {
    name,
    price: row => priceOf(book, row),
    notes: () => ['List prices with the rules of that file, in place of the rules that are configured.']
  }
}

/**
 * Every row whose model has a card of that name at that card's price; all others as they were. Your own rules hold on.
 *
 * @param id of a card, or of an edition such as `genai-prices@0.1.8`, from the store or the bundled list.
 * @throws TeelineError `TEELINE_USAGE`: there is no such card. And as `rowsOf`.
 */
export async function underCards(id: string, store: StoreAddress, prices: Prices): Promise<Alternative> {
  const plain = createPriceBook({ imported: prices.imported })
  const cards = await cardsNamed(id, store, plain)
  const byModel = new Map<string, Card[]>()
  for (const card of cards) byModel.set(keyOf(card), [...(byModel.get(keyOf(card)) ?? []), card])
  const replacement = (card: Card, atUs: number) => cardAmong(byModel.get(keyOf(card)), atUs)
  const book = createPriceBook({ ...prices, replace: (card, atUs) => replacement(card, atUs) ?? card })
  return {
    name: id,
    price(row) {
      const card = cardOf(plain, row)
      const isMeant = card !== null && replacement(card, row.atUs) !== null
      return isMeant ? priceOf(book, row) : row.costUsd
    },
    notes: () => [`${cards.length} cards; what they do not price stands as it was spent.`]
  }
}

async function cardsNamed(id: string, store: StoreAddress, book: PriceBook): Promise<Card[]> {
  const rows = await allRowsOf<{ json: string }>(store, {
    sql: `SELECT json FROM price_cards WHERE source != 'override' AND (card_id = {id:String} OR startsWith(card_id, {prefix:String}))
      ORDER BY card_id, loaded_at DESC LIMIT 1 BY card_id`,
    params: { id, prefix: `${id}/` }
  })
  const kept = rows.map(({ json }) => cardFromJson(JSON.parse(json) as CardJson))
  if (kept.some(isStandardCard)) return kept.filter(isStandardCard)
  const bundled = book.cards().filter(card => card.id === id || card.id.startsWith(`${id}/`))
  if (bundled.length > 0) return bundled
  const hint = "Name a file of rules, or a list card's id as rows have it in price_card."
  throw new TeelineError('TEELINE_USAGE', `there is no file and no price card ${id}`, hint)
}

/** A card for another tier is no list price, and stands in for none. */
function isStandardCard({ tier }: Card): boolean {
  return tier === ''
}

/** The latest that had begun; a lone card holds at all times, since that is what was asked. */
function cardAmong(cards: readonly Card[] | undefined, atUs: number): Card | null {
  const begun = cards?.filter(card => card.hours === null && secondsOf(card.validFrom) <= atUs / 1e6)
  return begun?.toSorted(byDate).at(-1) ?? cards?.toSorted(byDate)[0] ?? null
}

function byDate(a: Card, b: Card): number {
  return (a.validFrom ?? '').localeCompare(b.validFrom ?? '')
}

function keyOf({ provider, model }: Card): string {
  return `${provider}\n${model}`
}

/**
 * Every row at its own provider and model, bought in batches. NULL where nobody has said what that costs: a seller without a
 * batch price, a relay, or a call that was of another tier already. A host of this machine stands for its route's provider.
 */
export function inBatches(prices: Prices): Alternative {
  const book = createPriceBook(prices)
  return {
    name: 'batch',
    price(row) {
      const upstreamHost = isLoopback(row.upstreamHost) ? '' : row.upstreamHost
      const model = row.responseModel === '' ? row.requestModel : row.responseModel
      const seller = sellerOf({ provider: row.provider, upstreamHost, model })
      if (!isStandard(row.serviceTier) || seller === null || seller === 'relay') return null
      return priceOf(book, { ...row, upstreamHost, serviceTier: 'batch' })
    },
    notes: () =>
      tierFactors
        .filter(({ tier }) => tier === 'batch')
        .map(({ provider, factor, except, source }) => {
          const but = except === undefined ? '' : `, not known with ${except}`
          return `${provider}: ${factor} of the standard price${but} (${source}).`
        })
  }
}

/** As when the row was recorded: the model that answered first, then the one that was asked for. */
function priceOf(book: PriceBook, row: UsageRow): string | null {
  for (const query of queriesOf(row)) {
    if (row.isSum && isLong(book.cardFor(query), row.usage)) return null
    const price = book.price(row.usage, query)
    if (price.card !== '') return price.costUsd
  }
  return null
}

function cardOf(book: PriceBook, row: UsageRow): Card | null {
  for (const query of queriesOf(row)) {
    const card = book.cardFor(query)
    if (card !== null) return card
  }
  return null
}

function queriesOf(row: UsageRow) {
  const { provider, route, upstreamHost, serviceTier, atUs, responseModel, requestModel } = row
  const models = responseModel === requestModel ? [responseModel] : [responseModel, requestModel]
  return models
    .filter(model => model !== '')
    .map(model => ({ provider, route, upstreamHost, model, serviceTier, atUs }))
}

const oneToken: Usage = { ...unknownUsage(), inputTokens: 1, outputTokens: 1 }
