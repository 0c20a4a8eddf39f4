import { exact } from './card.js';
import { cardJson } from './card-json.js';
import { modelName, priceField, sellerName } from './litellm-names.js';
import { meters } from './meter.js';
/** Reads the parsed file. `version`: names the file in each card's id. NULL when it is no such file at all. */
export function readLiteLlm(file, version) {
    if (!isMap(file))
        return null;
    const reading = {
        prices: { source: 'litellm', version, cards: [] },
        entries: 0,
        tierCards: 0,
        withoutPrice: 0,
        partly: 0,
        malformed: []
    };
    const seen = new Set();
    for (const [key, entry] of Object.entries(file)) {
        if (notModels.has(key))
            continue;
        reading.entries++;
        addEntry(reading, seen, key, entry);
    }
    return reading.entries === 0 || reading.malformed.length === reading.entries ? null : reading;
}
/** What stands among the models and is none: the format's own example, and rules for names that are not listed. */
const notModels = new Set(['sample_spec', 'fallback_generalizations']);
function addEntry(reading, seen, key, entry) {
    const seller = isMap(entry) ? entry['litellm_provider'] : undefined;
    const fields = isMap(entry) && typeof seller === 'string' ? pricesOf(entry) : null;
    if (fields === null || !isMap(entry) || typeof seller !== 'string') {
        reading.malformed.push(key);
        return;
    }
    const rates = ratesOf(fields.filter(({ field }) => field.tier === ''));
    if ([...rates.values()].every(rate => rate.base.isZero())) {
        reading.withoutPrice++;
        return;
    }
    const [provider, model] = [sellerName(seller), modelName(key, seller)];
    const cardFor = (tier, itsRates) => cardOf(reading.prices.version, provider, model, tier, itsRates);
    const card = cardFor('', rates);
    // `gpt-4o` and `openai/gpt-4o` are one model: the first stands.
    if (seen.has(card.id))
        return;
    seen.add(card.id);
    if (leavesOut(entry))
        reading.partly++;
    reading.prices.cards.push(cardJson(card));
    for (const [tier, itsRates] of tierRates(entry, fields, rates)) {
        reading.tierCards++;
        reading.prices.cards.push(cardJson(cardFor(tier, itsRates)));
    }
}
function cardOf(version, provider, model, tier, rates) {
    const id = [`litellm@${version}`, provider, model, ...(tier === '' ? [] : [tier])].join('/');
    return { id, provider, model, tier, validFrom: null, hours: null, rates, free: false, comment: '' };
}
/** The prices that are counted here; NULL when one of all that the entry has is no price. */
function pricesOf(entry) {
    const mode = String(entry['mode']);
    const found = [];
    for (const [name, value] of Object.entries(entry)) {
        if (!isPrice(name) || value === null || isMap(value))
            continue;
        if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
            return null;
        const field = priceField(name, mode);
        if (field === null || (value === 0 && withoutOutput.has(mode)))
            continue;
        found.push({ field, usd: exact(value).times(field.per) });
    }
    return found;
}
/** Where nothing comes out that is priced, the file writes 0 for the price of output. */
const withoutOutput = new Set(['embedding', 'rerank', 'audio_transcription', 'ocr']);
/** In the order of the meters. A price for long context alone is no price; of two fields that mean one thing the first stands. */
function ratesOf(prices) {
    const rates = new Map();
    for (const { field, usd } of prices) {
        if (field.above === null && !rates.has(field.key))
            rates.set(field.key, { base: usd, tiers: [] });
    }
    for (const { field, usd } of prices) {
        const rate = rates.get(field.key);
        if (rate === undefined || field.above === null)
            continue;
        const tiers = [...rate.tiers, { above: field.above, price: usd }];
        rates.set(field.key, { base: rate.base, tiers: tiers.toSorted((a, b) => a.above - b.above) });
    }
    const order = [...meters.keys()];
    return new Map([...rates].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}
/** Other tiers by their own prices; Claude's fast mode by the number that multiplies the standard ones. */
function tierRates(entry, prices, standard) {
    const tiers = [...new Set(prices.map(({ field }) => field.tier))].filter(tier => tier !== '');
    const found = tiers.map((tier) => [
        tier,
        ratesOf(prices.filter(({ field }) => field.tier === tier))
    ]);
    const multipliers = entry['provider_specific_entry'];
    const fast = isMap(multipliers) ? multipliers['fast'] : undefined;
    if (typeof fast === 'number' && fast > 0)
        found.push(['fast', multiplied(standard, exact(fast))]);
    return found.filter(([, rates]) => rates.size > 0);
}
function multiplied(rates, factor) {
    return new Map([...rates].map(([key, { base, tiers }]) => [
        key,
        {
            base: base.times(factor),
            tiers: tiers.map(({ above, price }) => ({ above, price: price.times(factor) }))
        }
    ]));
}
/** There is a price for something that is not counted here. */
function leavesOut(entry) {
    const mode = String(entry['mode']);
    return Object.entries(entry).some(([name, value]) => isPrice(name) && (isMap(value) || (Number(value) > 0 && priceField(name, mode) === null)));
}
function isPrice(name) {
    return name.includes('cost') && !/^(?:metadata|comment)/.test(name);
}
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=litellm.js.map