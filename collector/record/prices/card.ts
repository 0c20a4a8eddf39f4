/** A price card: what one model costs at one provider, from one date on, and perhaps in one part of the day. */
import { Decimal } from 'decimal.js'
import type { ConditionalPrice, ModelInfo, ModelPrice } from './catalogue.js'
import { catalogueVersion } from './catalogue-version.js'
import { meters } from './meter.js'

/** 50 digits: token counts times prices are exact, and a third of an hour is right far beyond the nine places we keep. */
export const Money = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_EVEN })

export interface Card {
  /** Stable and readable: `genai-prices@VERSION/PROVIDER/MODEL`, then `/DATE` and `/START-END` where it is limited. */
  readonly id: string
  /** The catalogue's name of the provider, such as `google`. */
  readonly provider: string
  readonly model: string
  /** The service tier whose prices these are, as `tierName` has it; `''`: the standard one. */
  readonly tier: string
  /** `YYYY-MM-DD`, UTC; NULL: since ever, as far as the catalogue knows. */
  readonly validFrom: string | null
  /** The part of each day in which it holds; NULL: all day. */
  readonly hours: Hours | null
  /** By price key, such as `input_mtok`. Empty when nothing is known, or when all is free. */
  readonly rates: ReadonlyMap<string, Rate>
  /** The vendor gives it away: tokens cost a true 0. */
  readonly free: boolean
  readonly comment: string
}

/** Times of day as written in the catalogue, and as seconds of the UTC day. `end` before `start`: over midnight. */
interface Hours {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** USD for one price unit (`meters` says of how much). The last tier that the total input exceeds prices all of it. */
export interface Rate {
  readonly base: Decimal
  readonly tiers: readonly { readonly above: number; readonly price: Decimal }[]
}

/** One stretch of a model's history: the card of the day, and the cards of its special hours. */
interface Era {
  readonly fromSeconds: number
  readonly card: Card
  readonly special: readonly Card[]
}

/** A model's cards, oldest first. */
export type History = readonly Era[]

/**
 * Reads a model's prices. The catalogue lists its conditions in order, and an entry limited to some hours belongs to the
 * dated entry before it: peak hours that were introduced on a date do not hold before that date.
 */
export function historyOf(provider: string, model: ModelInfo): History {
  const entries: ConditionalPrice[] = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]
  const eras: (Era & { special: Card[] })[] = []
  let validFrom: string | null = null
  for (const { constraint, prices } of entries) {
    const era = eras.at(-1)
    if (constraint?.type === 'time_of_date' && era !== undefined) {
      const hours = hoursOf(constraint.start_time, constraint.end_time)
      era.special.push(cardOf(provider, model, prices, validFrom, hours))
    } else {
      validFrom = constraint?.type === 'start_date' ? constraint.start_date : null
      const card = cardOf(provider, model, prices, validFrom, null)
      eras.push({ fromSeconds: secondsOf(validFrom), card, special: [] })
    }
  }
  return eras.toSorted((a, b) => a.fromSeconds - b.fromSeconds)
}

/** The card that held at a moment (microseconds since the Unix epoch); NULL before the first. */
export function cardAt(history: History, atUs: number): Card | null {
  const seconds = Math.floor(atUs / 1e6)
  const era = history.findLast(candidate => candidate.fromSeconds <= seconds)
  if (era === undefined) return null
  if (era.special.length === 0) return era.card
  const ofDay = ((seconds % 86_400) + 86_400) % 86_400
  return era.special.findLast(card => card.hours !== null && within(card.hours, ofDay)) ?? era.card
}

/** Says whether a card tells an input of so many tokens apart from shorter ones. */
export function isLongContext(card: Card, inputTokens: number): boolean {
  return [...card.rates.values()].some(({ tiers }) => tiers.some(({ above }) => inputTokens > above))
}

/** All cards of a history, oldest first. */
export function cardsOf(history: History): Card[] {
  return history.flatMap(era => [era.card, ...era.special])
}

function cardOf(
  provider: string,
  model: ModelInfo,
  prices: ModelPrice,
  validFrom: string | null,
  hours: Hours | null
): Card {
  const limits = [validFrom, hours?.text].filter(limit => limit !== null && limit !== undefined)
  const rates = ratesOf(prices)
  return {
    id: [`genai-prices@${catalogueVersion}`, provider, model.id, ...limits].join('/'),
    provider,
    model: model.id,
    tier: '',
    validFrom,
    hours,
    rates,
    free: rates.size === 0 && isFree(provider, model),
    comment: model.price_comments ?? ''
  }
}

function ratesOf(prices: ModelPrice): Map<string, Rate> {
  const rates = new Map<string, Rate>()
  for (const [key, price] of Object.entries(prices)) {
    // A key of a newer catalogue that we cannot meter stays out: its unit is then unpriced, and so is the exchange.
    if (price === undefined || !meters.has(key)) continue
    rates.set(key, typeof price === 'number' ? { base: exact(price), tiers: [] } : tiered(price))
  }
  return rates
}

function tiered(price: { base: number; tiers: { start: number; price: number }[] }): Rate {
  const tiers = price.tiers.map(tier => ({ above: tier.start, price: exact(tier.price) }))
  return { base: exact(price.base), tiers: tiers.toSorted((a, b) => a.above - b.above) }
}

/**
 * The catalogue holds floats; the price that was meant is the shortest decimal that reads back as that float. Some of
 * its prices were computed (0.18000000000000002): past twelve digits there is only such noise.
 */
export function exact(price: number): Decimal {
  return new Money(String(price)).toSignificantDigits(12)
}

/**
 * The catalogue writes both "free" and "not known" as no prices at all. Its words tell them apart; `moderation` has none
 * and is free by OpenAI's documentation (https://platform.openai.com/docs/guides/moderation).
 */
function isFree(provider: string, model: ModelInfo): boolean {
  if (provider === 'openai' && model.id === 'moderation') return true
  return /\bfree\b|zero token cost/i.test(`${model.id} ${model.name ?? ''} ${model.price_comments ?? ''}`)
}

/** The start of a UTC day in seconds since the epoch; before everything without a date. */
export function secondsOf(date: string | null): number {
  return date === null ? Number.NEGATIVE_INFINITY : Date.parse(`${date}T00:00:00Z`) / 1000
}

/** Hours from two times of day, each `HH:MM:SS` and `Z` or an offset. */
export function hoursOf(start: string, end: string): Hours {
  return { text: `${start}-${end}`, start: secondOfDay(start), end: secondOfDay(end) }
}

/** `HH:MM:SS`, then `Z` or an offset, as the second of the UTC day. */
function secondOfDay(time: string): number {
  const milliseconds = Date.parse(`1970-01-02T${time}`)
  if (Number.isNaN(milliseconds)) throw new Error(`not a time of day: ${time}`)
  return (milliseconds / 1000) % 86_400
}

function within({ start, end }: Hours, second: number): boolean {
  return end < start ? second >= start || second < end : second >= start && second < end
}
