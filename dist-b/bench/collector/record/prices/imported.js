import { cardFromJson } from './card-json.js';
import { bareName, catalogueName, makers, sellerOf } from './model-lookup.js';
export class ImportedList {
    #cards;
    constructor({ cards }) {
        this.#cards = new Map(cards.map(card => [keyOf(card.provider, card.model, card.tier ?? ''), card]));
    }
    /**
     * A model's prices at the provider that served it; at its maker when that was a relay. NULL when not listed.
     *
     * @param tier as `tierName` has it; `''` for the standard one.
     */
    find(query, tier) {
        const seller = sellerOf(query);
        if (seller === null)
            return null;
        const name = query.model.toLowerCase().trim();
        if (seller !== 'relay')
            return this.#ofSeller(seller, query, name, tier);
        const direct = this.#card(catalogueName(query.provider), name, tier);
        if (direct !== null)
            return direct;
        const bare = name.slice(name.lastIndexOf('/') + 1);
        for (const maker of makers) {
            const found = this.#card(maker, bare, tier);
            if (found !== null)
                return found;
        }
        return null;
    }
    /** Vertex AI and the Gemini API sell the same models, each at prices of its own; one stands in for the other's standard tier. */
    #ofSeller(seller, { provider }, model, tier) {
        const name = bareName(seller, model);
        if (seller !== 'google')
            return this.#card(seller, name, tier);
        const [own, other] = provider === vertex ? [vertex, seller] : [seller, vertex];
        return this.#card(own, name, tier) ?? (tier === '' ? this.#card(other, name, tier) : null);
    }
    #card(provider, model, tier) {
        const card = this.#cards.get(keyOf(provider, model, tier));
        return card === undefined ? null : cardFromJson(card);
    }
}
const vertex = 'gcp.vertex_ai';
function keyOf(provider, model, tier) {
    return `${provider}\n${model}\n${tier}`;
}
//# sourceMappingURL=imported.js.map