/** A card as JSON and back: money as decimal strings, names as columns are named. What price_cards keeps is read again. */
import { hoursOf, Money } from './card.js';
import { meters } from './meter.js';
export function cardJson(card) {
    return {
        card: card.id,
        provider: card.provider,
        model: card.model,
        ...(card.tier !== '' && { tier: card.tier }),
        valid_from: card.validFrom,
        hours: card.hours?.text ?? null,
        free: card.free,
        rates: Object.fromEntries([...card.rates].map(([key, rate]) => [key, rateJson(key, rate)])),
        comment: card.comment
    };
}
/** Throws when a price in it is no decimal. */
export function cardFromJson(json) {
    const [, start, end] = /^(\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)-(.+)$/.exec(json.hours ?? '') ?? [];
    return {
        id: json.card,
        provider: json.provider,
        model: json.model,
        tier: json.tier ?? '',
        validFrom: json.valid_from,
        hours: start === undefined || end === undefined ? null : hoursOf(start, end),
        rates: new Map(Object.entries(json.rates).map(([key, rate]) => [key, rateFromJson(rate)])),
        free: json.free,
        comment: json.comment
    };
}
function rateJson(key, { base, tiers }) {
    return {
        usd: base.toFixed(),
        for: meters.get(key)?.unit ?? '',
        tiers: tiers.map(({ above, price }) => ({ above_input_tokens: above, usd: price.toFixed() }))
    };
}
function rateFromJson({ usd, tiers }) {
    return {
        base: new Money(usd),
        tiers: tiers.map(tier => ({ above: tier.above_input_tokens, price: new Money(tier.usd) }))
    };
}
//# sourceMappingURL=card-json.js.map