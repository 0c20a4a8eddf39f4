/** Price cards in the store: what is kept of each card that priced a row, and how it is found again. */
import { cardJson } from './record/prices/card-json.js';
import { catalogueVersion } from './record/prices/catalogue-version.js';
/** The row of a card, as one line of JSON. */
export function priceCardLine({ id, card, applied, rates }, nowMs) {
    const json = { ...cardJson(card), card: id };
    if (applied !== null) {
        json.override = {
            list_card: card.id,
            rules: applied.rules,
            ...(usesRates(applied.rules) && { fx: rates })
        };
    }
    const row = {
        card_id: id,
        provider: card.provider,
        model: card.model,
        json: JSON.stringify(json),
        valid_from: card.validFrom === null ? null : `${card.validFrom} 00:00:00.000`,
        ...sourceOf(id),
        loaded_at: new Date(nowMs).toISOString().replace('T', ' ').slice(0, -1)
    };
    return JSON.stringify(row);
}
function usesRates(rules) {
    return rules.some(({ currency }) => currency !== undefined && currency !== 'USD');
}
/** Every card's id begins `SOURCE@VERSION/`. */
function sourceOf(id) {
    const [, source, version] = /^(override|litellm|genai-prices)@([^/]+)\//.exec(id) ?? [];
    if (source === 'override' || source === 'litellm')
        return { source, source_version: version ?? '' };
    return { source: 'genai-prices', source_version: version ?? catalogueVersion };
}
//# sourceMappingURL=price-cards.js.map