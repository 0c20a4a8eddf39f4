/**
 * The user's own prices laid over the list. The first matching rule with `set` gives prices, key by key, over those of the
 * list; the multipliers of all matching rules multiply; the first matching rule that names a currency says what the
 * amounts are in, so that with `currency: CNY` a list price of 1 USD is charged as 1 CNY.
 */
import { createHash } from 'node:crypto'
import type { Decimal } from 'decimal.js'
import type { Override, OverrideMatch, OverrideRule } from '../../../schemas/prices.js'
import type { Usage } from '../usage.js'
import { type Card, exact, Money, type Rate, secondsOf } from './card.js'
import { catalogueName } from './model-lookup.js'
import type { PriceQuery } from './price.js'
import { regionOf } from './region.js'
import { isStandard } from './service-tier.js'

/** What the rules make of one exchange. */
export interface Applied {
  /** Names the rule set and the rules of it that matched, such as `override@1f0c…/0,2`. */
  readonly id: string
  readonly rules: readonly OverrideRule[]
  /** The list card with the prices that were set; NULL when the model is not known and nothing was set. */
  readonly card: Card | null
  /** Some of the card's prices are the user's. */
  readonly setsPrices: boolean
  /** For the whole bill, the currency's rate included; NULL when there is no rate for that day. */
  readonly factor: Decimal | null
  /** A rule names the tier: it says all about it, and the tier's published factor is left out. */
  readonly namesTier: boolean
  /** Likewise for the region. */
  readonly namesRegion: boolean
}

interface Rule {
  readonly index: number
  readonly rule: OverrideRule
  readonly fromSeconds: number
  readonly untilSeconds: number
  readonly matches: (query: PriceQuery, usage: Usage) => boolean
  readonly rates: ReadonlyMap<string, Rate> | null
}

export class Rules {
  readonly #override: Override
  readonly #rules: readonly Rule[]
  readonly #hash: string
  /** By id of the card laid over and of the rule; both are bounded. */
  readonly #cards = new Map<string, Card>()

  constructor(override: Override) {
    this.#override = override
    this.#rules = override.rules.map(compile)
    this.#hash = createHash('sha256').update(JSON.stringify(override)).digest('hex').slice(0, 12)
  }

  /** NULL when no rule matches. */
  apply(query: PriceQuery, usage: Usage, list: Card | null): Applied | null {
    const seconds = Math.floor(query.atUs / 1e6)
    const rules = this.#matching(query, usage, seconds)
    if (rules.length === 0) return null
    const set = rules.find(({ rates }) => rates !== null)
    return {
      id: `override@${this.#hash}/${rules.map(({ index }) => index).join(',')}`,
      rules: rules.map(({ rule }) => rule),
      card: set === undefined ? list : this.#cardOf(set, list),
      setsPrices: set !== undefined,
      factor: this.#factorOf(rules, seconds),
      namesTier: rules.some(({ rule }) => rule.match?.tier !== undefined && !isStandard(rule.match.tier)),
      namesRegion: rules.some(({ rule }) => rule.match?.region !== undefined)
    }
  }

  get rates(): Override['fx'] {
    return this.#override.fx
  }

  /** Of the rules with `set` only the first: the others do not apply, their multiplier and currency neither. */
  #matching(query: PriceQuery, usage: Usage, seconds: number): Rule[] {
    const matching: Rule[] = []
    let isSet = false
    for (const rule of this.#rules) {
      if (seconds < rule.fromSeconds || seconds >= rule.untilSeconds) continue
      if ((rule.rates !== null && isSet) || !rule.matches(query, usage)) continue
      isSet ||= rule.rates !== null
      matching.push(rule)
    }
    return matching
  }

  #cardOf({ index, rule, rates }: Rule, list: Card | null): Card {
    const key = `${index} ${list?.id ?? ''}`
    const known = this.#cards.get(key)
    if (known !== undefined) return known
    const card: Card = {
      id: list?.id ?? '',
      provider: list?.provider ?? rule.match?.provider ?? '',
      model: list?.model ?? rule.match?.model ?? '',
      tier: '',
      validFrom: list?.validFrom ?? null,
      hours: list?.hours ?? null,
      rates: new Map([...(list?.rates ?? []), ...(rates ?? [])]),
      free: list?.free ?? false,
      comment: list?.comment ?? ''
    }
    this.#cards.set(key, card)
    return card
  }

  #factorOf(rules: readonly Rule[], seconds: number): Decimal | null {
    let factor = new Money(1)
    for (const { rule } of rules)
      if (rule.multiplier !== undefined) factor = factor.times(exact(rule.multiplier))
    const currency = rules.find(({ rule }) => rule.currency !== undefined)?.rule.currency ?? 'USD'
    if (currency === 'USD') return factor
    const rate = this.#rateAt(currency, seconds)
    return rate === null ? null : factor.div(rate)
  }

  /** Units of the currency for 1 USD: the rate with the latest date that has come. */
  #rateAt(currency: string, seconds: number): Decimal | null {
    let best: { from: number; rate: number } | null = null
    for (const { from, rate } of this.#override.fx[currency] ?? []) {
      const since = secondsOf(from ?? null)
      if (since <= seconds && (best === null || since >= best.from)) best = { from: since, rate }
    }
    return best === null ? null : exact(best.rate)
  }
}

function compile(rule: OverrideRule, index: number): Rule {
  const { set, validFrom, validUntil } = rule
  return {
    index,
    rule,
    fromSeconds: secondsOf(validFrom ?? null),
    untilSeconds: validUntil === undefined ? Number.POSITIVE_INFINITY : secondsOf(validUntil),
    matches: matcherOf(rule.match ?? {}),
    rates:
      set === undefined ? null : new Map(Object.entries(set).map(([key, price]) => [key, flat(price ?? 0)]))
  }
}

function flat(price: number): Rate {
  return { base: exact(price), tiers: [] }
}

function matcherOf(match: OverrideMatch): Rule['matches'] {
  const tests: Rule['matches'][] = []
  const add = (glob: string | undefined, valuesOf: (query: PriceQuery, usage: Usage) => string[]) => {
    if (glob === undefined) return
    const pattern = globPattern(glob)
    tests.push((query, usage) => valuesOf(query, usage).some(value => pattern.test(value)))
  }
  add(match.route, ({ route }) => [route ?? ''])
  add(match.upstream, ({ upstreamHost }) => [upstreamHost])
  add(match.provider, ({ provider }) => [provider, catalogueName(provider)])
  add(match.model, ({ model }) => [model])
  if (match.tier !== undefined && isStandard(match.tier)) tests.push(query => isStandard(query.serviceTier))
  else add(match.tier, ({ serviceTier }) => [serviceTier])
  add(match.region, ({ upstreamHost }, usage) => regionOf(upstreamHost, usage))
  return (query, usage) => tests.every(test => test(query, usage))
}

/** `*` for any characters and `?` for one; case does not matter. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is')
}
