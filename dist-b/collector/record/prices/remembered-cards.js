/** Which card prices a model, remembered: the search through the catalogue takes longer than the arithmetic. */
import { cardAt } from './card.js';
import { ImportedList } from './imported.js';
import { findHistory } from './model-lookup.js';
import { isStandard, tierName } from './service-tier.js';
/** Model names come from whoever calls, so the memory is bounded; when it is full it begins anew. */
export class RememberedCards {
    #imported;
    #replace;
    #histories = new Map();
    #tierCards = new Map();
    constructor({ imported = null, replace }) {
        this.#imported = imported === null ? null : new ImportedList(imported);
        this.#replace = replace;
    }
    /** The standard tier's card in force; NULL when the model is not known. */
    cardAt(query) {
        const history = this.historyFor(query);
        const card = history === null ? null : cardAt(history, query.atUs);
        return card === null || this.#replace === undefined ? card : this.#replace(card, query.atUs);
    }
    historyFor(query) {
        if (query.model.length > longestName)
            return null;
        return remember(this.#histories, keyOf(query), () => {
            const found = findHistory(query);
            const imported = found === null ? this.#imported?.find(query, '') : undefined;
            return imported == null ? found : lasting(imported);
        });
    }
    /**
     * The second source's card for a tier that is not the standard one, by the model's name, or by the one that its standard
     * card has; NULL where there is none.
     */
    tierCard(query, serviceTier, listed) {
        const imported = this.#imported;
        if (imported === null || isStandard(serviceTier))
            return null;
        if (query.model.length > longestName || serviceTier.length > longestName)
            return null;
        const tier = tierName(serviceTier);
        return remember(this.#tierCards, `${tier}\n${keyOf(query)}`, () => {
            return imported.find(query, tier) ?? imported.find({ ...query, model: listed }, tier);
        });
    }
}
function remember(known, key, find) {
    const found = known.get(key);
    if (found !== undefined)
        return found;
    if (known.size === mostRemembered)
        known.clear();
    const value = find();
    known.set(key, value);
    return value;
}
/** One card for all times. */
function lasting(card) {
    return [{ fromSeconds: Number.NEGATIVE_INFINITY, card, special: [] }];
}
function keyOf({ provider, upstreamHost, model }) {
    return `${provider}\n${upstreamHost}\n${model}`;
}
const mostRemembered = 1000;
const longestName = 256;
//# sourceMappingURL=remembered-cards.js.map