/**
 * What an exchange costs at list price, in exact decimals. Not known is NULL, never a silent 0: a model that is not in the
 * catalogue, or one use of something that its card does not price, leaves the whole exchange unpriced.
 */
import { Decimal } from 'decimal.js';
import { unknownUsage } from '../usage.js';
import { bill } from './bill.js';
import { cardAt, cardsOf, Money } from './card.js';
import { allHistories, catalogueName } from './model-lookup.js';
import { Rules } from './override.js';
import { regionFactor } from './region.js';
import { RememberedCards } from './remembered-cards.js';
import { isStandard, tierFactor } from './service-tier.js';
/** A book remembers up to 1,000 models that were asked for; the catalogue itself is shared and never changes. */
export function createPriceBook(options = {}) {
    const memory = new RememberedCards(options);
    const pricer = new Pricer(memory, options);
    let byId;
    return {
        price: (usage, query) => pricer.price(usage, query),
        cardFor: query => memory.cardAt(query),
        rulesFor: query => pricer.rulesFor({ ...query, serviceTier: '' }),
        tierCardFor: (query, serviceTier, listed) => memory.tierCard(query, serviceTier, listed),
        cardsFor: query => cardsOf(memory.historyFor(query) ?? []),
        cards: atUs => (atUs === undefined ? allHistories().flatMap(cardsOf) : cardsInForce(atUs)),
        cardOf(id) {
            byId ??= new Map(allHistories()
                .flatMap(cardsOf)
                .map(card => [card.id, card]));
            return byId.get(id) ?? null;
        }
    };
}
function cardsInForce(atUs) {
    return allHistories()
        .map(history => cardAt(history, atUs))
        .filter(card => card !== null);
}
class Pricer {
    #memory;
    #rules;
    #onCard;
    #used = new Set();
    constructor(memory, { override, onCard }) {
        this.#memory = memory;
        this.#rules = override === undefined || override.rules.length === 0 ? null : new Rules(override);
        this.#onCard = onCard;
    }
    price(usage, query) {
        const parts = usage.parts ?? [];
        const quote = parts.length === 0 ? this.#quote(usage, query) : this.#quoteParts(parts, usage.json, query);
        const costUsd = quote.cost === null ? null : columnText(quote.cost);
        const costListUsd = quote.list === null ? null : columnText(quote.list);
        const source = costUsd === null ? 'none' : quote.isOverridden ? 'override' : 'list';
        return { costUsd, costListUsd, source, card: quote.card };
    }
    rulesFor(query) {
        return this.#rules?.apply(query, unknownUsage(), this.#memory.cardAt(query)) ?? null;
    }
    /** One exchange, several models at work: each part at the price of its own, and not one may be unknown. */
    #quoteParts(parts, json, query) {
        const quotes = parts.map(({ model, serviceTier, usage }) => 
        // Where it was served is said once, for all of it.
        this.#quote(usage.json === '' ? { ...usage, json } : usage, {
            ...query,
            model: model === '' ? query.model : model,
            serviceTier: serviceTier ?? query.serviceTier
        }));
        const cost = sumOf(quotes.map(quote => quote.cost));
        const list = sumOf(quotes.map(quote => quote.list));
        if (cost === null && list === null)
            return unknownQuote;
        return {
            cost,
            list,
            isOverridden: quotes.some(({ isOverridden }) => isOverridden),
            card: [...new Set(quotes.map(({ card }) => card))].filter(card => card !== '').join('+')
        };
    }
    #quote(usage, query) {
        const list = this.#memory.cardAt(query);
        const applied = this.#rules?.apply(query, usage, list) ?? null;
        const billed = list === null ? null : bill(list, usage);
        const listUsd = billed === null ? null : billed.usage.plus(billed.fees);
        if (applied !== null)
            return this.#quoteOverride(applied, list, listUsd, usage, query);
        if (list === null || billed === null || listUsd === null || columnText(listUsd) === null)
            return unknownQuote;
        const { costUsd, card } = this.#served(list, billed, usage, query, null);
        this.#use(card.id, card, null);
        return { cost: costUsd, list: listUsd, isOverridden: false, card: card.id };
    }
    #quoteOverride(applied, list, listUsd, usage, query) {
        const billed = applied.card === null ? null : bill(applied.card, usage);
        if (applied.card === null || billed === null)
            return { ...unknownQuote, list: listUsd, card: listUsd === null || list === null ? '' : list.id };
        const { costUsd, card } = this.#served(applied.card, billed, usage, query, applied);
        const id = list === null ? applied.id : `${applied.id}/${card.id}`;
        this.#use(id, card, applied);
        const cost = costUsd === null || applied.factor === null ? null : costUsd.times(applied.factor);
        return { cost, list: listUsd, isOverridden: true, card: id };
    }
    /**
     * What a bill comes to at the tier and in the region that served it: by the tier's factor, else by a second source's card
     * for that tier, unless a rule has set prices of its own.
     */
    #served(card, billed, usage, query, applied) {
        const seller = card.provider === '' ? catalogueName(query.provider) : card.provider;
        const region = applied?.namesRegion === true ? '1' : regionFactor(seller, card.model, query.upstreamHost, usage);
        const inRegion = ({ usage: used, fees }) => (region === '1' ? used : used.times(region)).plus(fees);
        if (applied?.namesTier === true || isStandard(query.serviceTier))
            return { costUsd: inRegion(billed), card };
        const factor = tierFactor(seller, card, query.serviceTier, usage);
        if (factor !== null)
            return { costUsd: inRegion({ usage: billed.usage.times(factor), fees: billed.fees }), card };
        const tierCard = applied?.setsPrices === true ? null : this.#memory.tierCard(query, query.serviceTier, card.model);
        const atTier = tierCard === null ? null : bill(card, usage, tierCard);
        return tierCard === null || atTier === null
            ? { costUsd: null, card }
            : { costUsd: inRegion(atTier), card: tierCard };
    }
    #use(id, card, applied) {
        if (this.#onCard === undefined || this.#used.has(id))
            return;
        this.#used.add(id);
        this.#onCard({ id, card, applied, rates: this.#rules?.rates ?? {} });
    }
}
function sumOf(amounts) {
    let sum = new Money(0);
    for (const amount of amounts) {
        if (amount === null)
            return null;
        sum = sum.plus(amount);
    }
    return sum;
}
/** As `Decimal(18, 9)` holds it; NULL past its range, which only a nonsensical token count reaches. */
function columnText(usd) {
    const rounded = usd.toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN);
    return rounded.lt('1e9') ? rounded.toFixed() : null;
}
const unknownQuote = { cost: null, list: null, isOverridden: false, card: '' };
//# sourceMappingURL=price.js.map