/** `teeline prices`: the list that rows are priced by, and the explanation of one price. */
import { distance } from 'fastest-levenshtein';
import { TeelineError } from '../schemas/errors.js';
import { cardJson } from './record/prices/card-json.js';
import { catalogue } from './record/prices/catalogue.js';
import { catalogueVersion } from './record/prices/catalogue-version.js';
import { meters } from './record/prices/meter.js';
import { catalogueName } from './record/prices/model-lookup.js';
import { createPriceBook } from './record/prices/price.js';
import { regionFactorsOf } from './record/prices/region.js';
import { tierFactorsOf } from './record/prices/service-tier.js';
import { textTable } from './text-table.js';
/** Writes the prices in force, a line or a JSON object for each model. Throws `TEELINE_USAGE`: no such provider. */
export function listPrices({ out, provider, at = new Date(), json }) {
    const name = provider === undefined ? undefined : catalogueName(provider);
    const all = createPriceBook().cards(at.getTime() * 1000);
    const cards = name === undefined ? all : all.filter(card => card.provider === name);
    if (cards.length === 0)
        throw unknownProvider(provider ?? '');
    out.write(`${json ? JSON.stringify(cards.map(cardJson), null, 2) : listText(cards)}\n`);
}
/**
 * Writes what a model costs and why: at the provider given, else at its maker and at everyone who sells it by that name.
 * Throws `TEELINE_PRICES_UNKNOWN_MODEL` with the nearest names.
 */
export function showPrice({ out, model, provider, at = new Date(), json, prices }) {
    const book = createPriceBook(prices);
    const cards = sellersOf(book, model, provider, at);
    if (cards.length === 0)
        throw unknownModel(book, model, provider);
    if (json) {
        const shown = cards.map(card => ({
            ...cardJson(card),
            other_tiers: tiersJson(book, card, { model, provider, at }),
            yours: yoursJson(rulesOf(book, card, { model, provider, at })),
            history: historyOf(book, card).map(({ id }) => id)
        }));
        out.write(`${JSON.stringify(shown, null, 2)}\n`);
    }
    else {
        out.write(`${cards.map(card => showText(card, book, { model, provider, at })).join('\n\n')}\n`);
    }
}
/** A provider without a name is a relay, which is priced as the model's maker: so the maker comes first. */
function sellersOf(book, model, provider, at) {
    const sellers = provider === undefined ? ['', ...catalogue.map(({ id }) => id)] : [provider];
    const found = new Map();
    for (const seller of sellers) {
        const card = book.cardFor({ provider: seller, upstreamHost: '', model, atUs: at.getTime() * 1000 });
        if (card !== null)
            found.set(card.id, card);
    }
    return [...found.values()];
}
function historyOf(book, card) {
    return book.cards().filter(other => other.provider === card.provider && other.model === card.model);
}
function listText(cards) {
    const columns = ['input_mtok', 'cache_read_mtok', 'cache_write_mtok', 'output_mtok'];
    const heads = ['PROVIDER', 'MODEL', 'INPUT', 'CACHED', 'CACHE WRITE', 'OUTPUT', 'SINCE'];
    const rows = cards.map(card => [
        card.provider,
        card.model,
        ...columns.map(key => (card.free ? 'free' : rateText(card.rates.get(key)))),
        card.validFrom ?? ''
    ]);
    return [
        textTable([heads, ...rows], new Set([2, 3, 4, 5])),
        '',
        `USD for 1M tokens, list prices of genai-prices ${catalogueVersion}. +: more for long context. -: no such price.`,
        'Other units, tiers and dates: teeline prices show MODEL'
    ].join('\n');
}
function rateText(rate) {
    if (rate === undefined)
        return '-';
    return rate.tiers.length === 0 ? rate.base.toFixed() : `${rate.base.toFixed()}+`;
}
function showText(card, book, asked) {
    const yours = rulesOf(book, card, asked);
    const facts = [
        ['card', card.id],
        ['source', sourceOf(card)],
        ['in force', `at ${asked.at.toISOString()}: ${validityOf(card)}`],
        ...tierFacts(book, card, asked),
        ...regionFacts(card),
        ...(yours === null ? [] : [['your rules', yoursText(yours)]]),
        ...(card.comment === '' ? [] : [['comment', card.comment]])
    ];
    const others = historyOf(book, card).filter(({ id }) => id !== card.id);
    return [
        `${card.model} at ${card.provider}`,
        textTable(facts, new Set()),
        '',
        card.rates.size > 0 ? ratesText(card) : card.free ? 'Free of charge.' : 'No price is known.',
        ...(yours?.card == null || yours.card === card ? [] : ['', 'Set by your rules:', ratesText(yours.card)]),
        ...(others.length === 0 ? [] : ['', 'At other times:', ...others.map(other => `  ${other.id}`)])
    ].join('\n');
}
function sourceOf({ id }) {
    return id.startsWith('genai-prices@')
        ? `list prices of @pydantic/genai-prices ${catalogueVersion}`
        : `imported, ${id.slice(0, id.indexOf('/'))}`;
}
/** A rule may ask for more than a seller and a model; such a one is not seen from here. */
function rulesOf(book, card, asked) {
    const { model, provider = card.provider, at } = asked;
    return book.rulesFor({ provider, upstreamHost: '', model, atUs: at.getTime() * 1000 });
}
function yoursText({ id, factor }) {
    const times = factor === null
        ? 'no exchange rate for that day, so no price'
        : `× ${factor.toSignificantDigits(12).toFixed()}`;
    return `${id}: ${times}; rules that ask for a route, upstream, tier or region come on top`;
}
function yoursJson(yours) {
    return yours === null ? null : { rules: yours.id, factor: yours.factor?.toFixed() ?? null };
}
function validityOf({ validFrom, hours }) {
    const since = validFrom === null ? 'no date is given' : `since ${validFrom}, 00:00 UTC`;
    return hours === null ? since : `${since}, each day ${hours.text}`;
}
/** How calls of other service tiers are priced: by a factor on this card, or by a second source's card. */
function tierFacts(book, card, asked) {
    const known = tierFactorsOf(card.provider, card.model).map(({ tier, factor, except, source }) => {
        const but = except === undefined ? '' : `, not known with ${except}`;
        return [`tier ${tier}`, `× ${factor} on all but fees${but} (${source})`];
    });
    const imported = importedTiers(book, card, asked).map(other => [`tier ${other.tier}`, tierText(other)]);
    return [...known, ...imported, ['other tiers', 'no price known: cost_usd of such a call is NULL']];
}
/** Where a factor says all about a tier, a second source is not asked. */
/** By the name that was asked for too, as a request is: the second source may know `grok-4` where the list has `grok-4-0709`. */
function importedTiers(book, card, { model, provider = card.provider }) {
    const factors = tierFactorsOf(card.provider, card.model).filter(({ except }) => except === undefined);
    const known = new Set(factors.map(({ tier }) => tier));
    const query = { provider, upstreamHost: '', model };
    return ['flex', 'batch', 'priority', 'fast']
        .filter(tier => !known.has(tier))
        .map(tier => book.tierCardFor(query, tier, card.model))
        .filter(other => other !== null);
}
function tierText({ id, rates }) {
    const prices = [...rates].map(([key, rate]) => `${meters.get(key)?.label ?? key} ${rateText(rate)}`);
    return `${prices.join(', ')} (${id})`;
}
function tiersJson(book, card, asked) {
    const known = tierFactorsOf(card.provider, card.model).map(({ tier, factor, except, source }) => {
        return { tier, factor, except: except ?? null, source };
    });
    return [...known, ...importedTiers(book, card, asked).map(cardJson)];
}
function regionFacts({ provider, model }) {
    return regionFactorsOf(provider, model).map(({ label, factor, source }) => [
        label,
        `× ${factor} on all but fees (${source})`
    ]);
}
function ratesText(card) {
    const rows = [...card.rates].flatMap(([key, { base, tiers }]) => {
        const { label, unit } = meters.get(key) ?? { label: key, unit: '' };
        const dearer = tiers.map(tier => [
            `  above ${tier.above.toLocaleString('en-US')} input tokens`,
            tier.price.toFixed(),
            unit
        ]);
        return [[label, base.toFixed(), unit], ...dearer];
    });
    return textTable([['UNIT', 'USD', 'FOR'], ...rows], new Set([1]));
}
/** Says which names are near. */
export function unknownModel(book, model, provider) {
    const named = provider === undefined ? undefined : catalogueName(provider);
    const cards = book.cards().filter(card => named === undefined || card.provider === named);
    const names = new Set(cards.map(card => card.model));
    const where = provider === undefined ? '' : ` at ${provider}`;
    const hint = names.size === 0
        ? 'Models on your own machines have no list price. See: teeline prices list'
        : `Nearest names: ${nearest(model, names).join(', ')}. See: teeline prices list`;
    return new TeelineError('TEELINE_PRICES_UNKNOWN_MODEL', `no price is known for ${model}${where}`, hint);
}
function unknownProvider(provider) {
    const names = new Set(catalogue.map(({ id }) => id));
    const hint = `Nearest names: ${nearest(provider, names).join(', ')}.`;
    return new TeelineError('TEELINE_USAGE', `no prices are known of a provider ${provider}`, hint);
}
function nearest(name, names) {
    const wanted = name.toLowerCase();
    const far = new Map([...names].map(candidate => [candidate, distance(wanted, candidate.toLowerCase())]));
    return [...names].toSorted((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0)).slice(0, 3);
}
//# sourceMappingURL=prices-command.js.map