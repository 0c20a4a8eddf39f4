/** One exchange's bill: what was used, line by line, at the prices of one card. */
import type { Decimal } from 'decimal.js'
import type { Usage } from '../usage.js'
import { type Card, Money, type Rate } from './card.js'
import { type Meter, meters } from './meter.js'
import { requestFee } from './request-fee.js'
import { type Line, line, tokenLines } from './token-lines.js'

/** USD for what a service tier's factor applies to (`usage`) and what it does not (`fees`), unrounded. */
export interface Bill {
  readonly usage: Decimal
  readonly fees: Decimal
}

/**
 * NULL when any of what was used has no price on the card, or when nothing is known to have been used.
 *
 * @param tier a card of the same model at another service tier: all but fees is then at its prices, unit by unit, and a
 * unit that only the standard tier prices has none.
 */
export function bill(card: Card, usage: Usage, tier: Card | null = null): Bill | null {
  const lines = billLines(card, usage, tier)
  if (lines === null) return null
  const sums = { usage: nothing, fees: nothing }
  for (const { fee, cost } of lines) {
    if (fee) sums.fees = plus(sums.fees, cost)
    else sums.usage = plus(sums.usage, cost)
  }
  return sums
}

/** What the whole bill comes to, the usage changed by `factor`. */
export function totalOf({ usage, fees }: Bill, factor: Decimal | string | null = null): Decimal {
  return plus(factor === null ? usage : usage.times(factor), fees)
}

/** Of most sums one part is nothing, and adding costs more than looking. */
function plus(sum: Decimal, amount: Decimal): Decimal {
  if (sum.isZero()) return amount
  return amount.isZero() ? sum : sum.plus(amount)
}

const nothing = new Money(0)

/** Some of what was used, at its price. `cost` is `price` for each `meter.per` of `quantity`, unrounded. */
export interface BillLine {
  readonly meter: Meter
  readonly quantity: number
  readonly price: Decimal
  readonly cost: Decimal
  readonly fee: boolean
}

/** The lines of `bill`, without those of nothing; NULL where it is. */
export function billLines(card: Card, usage: Usage, tier: Card | null = null): BillLine[] | null {
  const used = linesOf(card, usage)
  if (used === null) return null
  const lines: BillLine[] = []
  for (const { key, quantity, fee } of used) {
    if (!Number.isFinite(quantity)) return null
    if (quantity === 0) continue
    const meter = key === null ? undefined : meters.get(key)
    const price = key === null ? null : priceOf(card, key, usage, fee ? null : tier)
    if (meter === undefined || price === null) return null
    lines.push({ meter, quantity, price, cost: costOf(price, quantity, meter), fee })
  }
  return lines
}

/** Divided last, so that an hour's third is rounded once; by a power of ten as a product, as exact and less work. */
function costOf(price: Decimal, quantity: number, { per }: Meter): Decimal {
  const share = shares.get(per)
  const all = price.times(quantity)
  return share === undefined ? all.div(per) : all.times(share)
}

const shares: ReadonlyMap<number, Decimal> = new Map([
  [1_000, new Money('1e-3')],
  [1_000_000, new Money('1e-6')]
])

function linesOf(card: Card, usage: Usage): Line[] | null {
  if (!isCountable(usage)) return null
  const measured = mainLines(card, usage)
  return measured?.concat(unitLines(card, usage)) ?? null
}

/** A negative count is no count; it would make a negative cost. */
function isCountable(usage: Usage): boolean {
  for (const name in usage) {
    const count = usage[name as keyof Usage]
    if (typeof count === 'number' && count < 0) return false
  }
  for (const unit in usage.units) if ((usage.units[unit] ?? 0) < 0) return false
  return true
}

/** What the model itself did: by time, by page or by character where the card prices so, and by token where it does. */
function mainLines(card: Card, usage: Usage): Line[] | null {
  const counted = countedLines(card, usage.units)
  if (counted.length > 0) return pricesTokens(card) ? [...counted, ...tokenLines(card, usage)] : counted
  if (usage.inputTokens === null && usage.outputTokens === null) return null
  if (card.rates.size > 0) return tokenLines(card, usage)
  return card.free ? [] : null
}

function pricesTokens(card: Card): boolean {
  return card.rates.has('input_mtok') || card.rates.has('output_mtok')
}

function countedLines(card: Card, units: Record<string, number>): Line[] {
  const lines: Line[] = []
  if (isEmpty(units)) return lines
  for (const [unit, keys] of measures) {
    const quantity = units[unit]
    if (quantity === undefined || !keys.some(key => card.rates.has(key))) continue
    lines.push(line(card, leastBilled(card, unit, quantity), keys))
  }
  return lines
}

/** Most calls use tokens and nothing else. */
function isEmpty(units: Record<string, number>): boolean {
  for (const _ in units) return false
  return true
}

/** Groq bills at least ten seconds of audio a request (https://console.groq.com/docs/speech-to-text). */
function leastBilled(card: Card, unit: string, quantity: number): number {
  return card.provider === 'groq' && unit === 'seconds_in' && quantity > 0 ? Math.max(quantity, 10) : quantity
}

/** Fees, and whatever else was used. A unit that we do not know is a unit whose price we do not know. */
function unitLines(card: Card, usage: Usage): Line[] {
  const lines: Line[] = []
  for (const [unit, quantity] of Object.entries(usage.units)) {
    const key = fees.get(unit)
    if (key === undefined) {
      if (!isCovered(unit, card, usage)) lines.push({ key: null, quantity, fee: true })
    } else if (!(unit === 'web_searches' && card.rates.has('requests_kcount'))) {
      // Where the request itself has a fee (Perplexity), that fee is for the searching.
      lines.push({ key, quantity, fee: true })
    }
  }
  if (card.rates.has('requests_kcount')) lines.push({ key: 'requests_kcount', quantity: 1, fee: true })
  return lines
}

/** Says whether the price of these units is already in another line. */
function isCovered(unit: string, card: Card, usage: Usage): boolean {
  if (withoutFee.has(unit)) return true
  if (measures.get(unit)?.some(key => card.rates.has(key)) === true) return true
  if (unit === 'seconds_in') return (usage.audioInputTokens ?? 0) > 0
  if (unit === 'seconds_out') return (usage.audioOutputTokens ?? 0) > 0
  if (unit === 'images') return (usage.imageOutputTokens ?? 0) > 0
  return unit === 'characters_in' && usage.inputTokens !== null
}

/** For one price unit; NULL when a card lacks the key. */
function priceOf(card: Card, key: string, usage: Usage, tier: Card | null): Decimal | null {
  const rate = (tier ?? card).rates.get(key)
  if (rate === undefined) return null
  const inputTokens = usage.inputTokens ?? 0
  const long = longContextPrice(rate, inputTokens)
  // A tier's list that says nothing of long context does not mean that it costs no more there.
  if (long === null && tier !== null && longContextPrice(card.rates.get(key), inputTokens) !== null)
    return null
  const fee = key === 'requests_kcount' ? requestFee(card, usage) : null
  return fee ?? long ?? rate.base
}

/** Long-context prices are a cliff: past the threshold the whole exchange, output included, costs the higher price. */
function longContextPrice(rate: Rate | undefined, inputTokens: number): Decimal | null {
  return rate?.tiers.findLast(tier => inputTokens > tier.above)?.price ?? null
}

/** By unit: what a card may price instead of tokens. The first key on the card counts. */
const measures: ReadonlyMap<string, readonly string[]> = new Map([
  ['seconds_in', ['input_audio_hours', 'audio_hours']],
  ['seconds_out', ['output_audio_hours', 'audio_hours']],
  ['pages', ['input_document_kpages']],
  ['annotated_pages', ['input_annotated_document_kpages']],
  ['characters_in', ['input_mchars']],
  ['messages_in', ['input_text_messages_kcount']],
  ['rerank_searches', ['rerank_searches_kcount']]
])

const fees: ReadonlyMap<string, string> = new Map([
  ['web_searches', 'web_searches_kcount'],
  ['file_searches', 'storage_searches_kcount'],
  ['social_searches', 'social_searches_kcount']
])

/**
 * Units that cost nothing by themselves: parts of the token counts, and Anthropic's web fetch, which is charged as tokens
 * only (https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-fetch-tool). Bedrock's guardrails are a product
 * of their own on AWS' bill, whatever the model.
 */
const withoutFee = new Set([
  'web_fetches',
  'guardrail_units',
  'audio_cache_read_tokens',
  'image_cache_read_tokens',
  'video_cache_read_tokens',
  'video_input_tokens',
  'video_output_tokens',
  'citation_tokens'
])
