/** A price card: what one model costs at one provider, from one date on, and perhaps in one part of the day. */
import { Decimal } from 'decimal.js';
import { catalogueVersion } from './catalogue-version.js';
import { meters } from './meter.js';
/** 50 digits: token counts times prices are exact, and a third of an hour is right far beyond the nine places we keep. */
export const Money = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_EVEN });
/**
 * Reads a model's prices. The catalogue lists its conditions in order, and an entry limited to some hours belongs to the
 * dated entry before it: peak hours that were introduced on a date do not hold before that date.
 */
export function historyOf(provider, model) {
    const entries = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
    const eras = [];
    let validFrom = null;
    for (const { constraint, prices } of entries) {
        const era = eras.at(-1);
        if (constraint?.type === 'time_of_date' && era !== undefined) {
            const hours = hoursOf(constraint.start_time, constraint.end_time);
            era.special.push(cardOf(provider, model, prices, validFrom, hours));
        }
        else {
            validFrom = constraint?.type === 'start_date' ? constraint.start_date : null;
            const card = cardOf(provider, model, prices, validFrom, null);
            eras.push({ fromSeconds: secondsOf(validFrom), card, special: [] });
        }
    }
    return eras.toSorted((a, b) => a.fromSeconds - b.fromSeconds);
}
/** The card that held at a moment (microseconds since the Unix epoch); NULL before the first. */
export function cardAt(history, atUs) {
    const seconds = Math.floor(atUs / 1e6);
    const era = history.findLast(candidate => candidate.fromSeconds <= seconds);
    if (era === undefined)
        return null;
    if (era.special.length === 0)
        return era.card;
    const ofDay = ((seconds % 86_400) + 86_400) % 86_400;
    return era.special.findLast(card => card.hours !== null && within(card.hours, ofDay)) ?? era.card;
}
/** Says whether a card tells an input of so many tokens apart from shorter ones. */
export function isLongContext(card, inputTokens) {
    return [...card.rates.values()].some(({ tiers }) => tiers.some(({ above }) => inputTokens > above));
}
/** All cards of a history, oldest first. */
export function cardsOf(history) {
    return history.flatMap(era => [era.card, ...era.special]);
}
function cardOf(provider, model, prices, validFrom, hours) {
    const limits = [validFrom, hours?.text].filter(limit => limit !== null && limit !== undefined);
    const rates = ratesOf(prices);
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
    };
}
function ratesOf(prices) {
    const rates = new Map();
    for (const [key, price] of Object.entries(prices)) {
        // A key of a newer catalogue that we cannot meter stays out: its unit is then unpriced, and so is the exchange.
        if (price === undefined || !meters.has(key))
            continue;
        rates.set(key, typeof price === 'number' ? { base: exact(price), tiers: [] } : tiered(price));
    }
    return rates;
}
function tiered(price) {
    const tiers = price.tiers.map(tier => ({ above: tier.start, price: exact(tier.price) }));
    return { base: exact(price.base), tiers: tiers.toSorted((a, b) => a.above - b.above) };
}
/**
 * The catalogue holds floats; the price that was meant is the shortest decimal that reads back as that float. Some of
 * its prices were computed (0.18000000000000002): past twelve digits there is only such noise.
 */
export function exact(price) {
    return new Money(String(price)).toSignificantDigits(12);
}
/**
 * The catalogue writes both "free" and "not known" as no prices at all. Its words tell them apart; `moderation` has none
 * and is free by OpenAI's documentation (https://platform.openai.com/docs/guides/moderation).
 */
function isFree(provider, model) {
    if (provider === 'openai' && model.id === 'moderation')
        return true;
    return /\bfree\b|zero token cost/i.test(`${model.id} ${model.name ?? ''} ${model.price_comments ?? ''}`);
}
/** The start of a UTC day in seconds since the epoch; before everything without a date. */
export function secondsOf(date) {
    return date === null ? Number.NEGATIVE_INFINITY : Date.parse(`${date}T00:00:00Z`) / 1000;
}
/** Hours from two times of day, each `HH:MM:SS` and `Z` or an offset. */
export function hoursOf(start, end) {
    return { text: `${start}-${end}`, start: secondOfDay(start), end: secondOfDay(end) };
}
/** `HH:MM:SS`, then `Z` or an offset, as the second of the UTC day. */
function secondOfDay(time) {
    const milliseconds = Date.parse(`1970-01-02T${time}`);
    if (Number.isNaN(milliseconds))
        throw new Error(`not a time of day: ${time}`);
    return (milliseconds / 1000) % 86_400;
}
function within({ start, end }, second) {
    return end < start ? second >= start || second < end : second >= start && second < end;
}
//# sourceMappingURL=card.js.map