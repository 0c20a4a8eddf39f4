import { readFileSync } from 'node:fs';
import { calcPrice } from '@pydantic/genai-prices';
import { Decimal } from 'decimal.js';
import { expect, test } from 'vitest';
import { catalogue } from '../../../collector/record/prices/catalogue.js';
import { catalogueVersion } from '../../../collector/record/prices/catalogue-version.js';
import { createPriceBook } from '../../../collector/record/prices/price.js';
import { unknownUsage } from '../../../collector/record/usage.js';
const packageFile = new URL('../../../node_modules/@pydantic/genai-prices/package.json', import.meta.url);
test('the version in card ids is that of the installed catalogue', () => {
    expect(JSON.parse(readFileSync(packageFile, 'utf8')).version).toBe(catalogueVersion);
});
test('every model begins with a price that has no date, so no moment is left out', () => {
    const late = catalogue
        .flatMap(({ models }) => models)
        .filter(({ prices }) => Array.isArray(prices) && prices[0]?.constraint !== undefined);
    expect(late).toEqual([]);
});
test('every card has an id of its own and is found by it', () => {
    const book = createPriceBook();
    const cards = book.cards();
    expect(new Set(cards.map(card => card.id)).size).toBe(cards.length);
    expect(cards.filter(card => book.cardOf(card.id) !== card)).toEqual([]);
});
test("agrees with the catalogue's own engine on every model, in text, cached and long-context use", () => {
    const book = createPriceBook();
    const differences = [];
    let compared = 0;
    for (const provider of catalogue) {
        for (const model of provider.models) {
            for (const [input, output, read, written] of usages) {
                const theirs = theirTotal(provider.id, model.id, { input, output, read, written });
                const usage = { ...text(input, output), cacheReadTokens: read, cacheWriteTokens: written };
                const query = { provider: provider.id, upstreamHost: '', model: model.id, serviceTier: '', atUs };
                const ours = book.price(usage, query).costListUsd;
                compared++;
                if (ours !== null &&
                    new Decimal(ours)
                        .minus(theirs)
                        .abs()
                        .lte(Math.max(5.01e-10, theirs * 1e-9)))
                    continue;
                // Zero there may be a price that nobody knows; here that is NULL.
                if (ours === null && (theirs === 0 || !pricesBoth(provider.id, model.id)))
                    continue;
                differences.push(`${provider.id} ${model.id} ${input}/${output}: ${theirs} there, ${ours} here`);
            }
        }
    }
    expect(compared).toBeGreaterThan(5000);
    expect(differences).toEqual([]);
});
const usages = [
    [1000, 500, 0, 0],
    [12_345, 678, 9_000, 0],
    [12_345, 678, 9_000, 1_234],
    [300_001, 4_096, 200_000, 50_000]
];
/** Noon: in none of the catalogue's special hours but those of DeepSeek's old models. */
const atUs = Date.parse('2026-11-21T12:00:00Z') * 1000;
function theirTotal(provider, model, { input, output, read, written }) {
    const usage = {
        input_tokens: input,
        output_tokens: output,
        cache_read_tokens: read,
        cache_write_tokens: written
    };
    const priced = calcPrice(usage, model, { providerId: provider, timestamp: new Date(atUs / 1000) });
    return priced?.total_price ?? 0;
}
/** The other engine prices what it can and leaves the rest out: an hourly price's tokens, an embedding's output. */
function pricesBoth(provider, model) {
    const card = createPriceBook().cardFor({ provider, upstreamHost: '', model, atUs });
    return card?.rates.has('input_mtok') === true && card.rates.has('output_mtok');
}
function text(inputTokens, outputTokens) {
    return { ...unknownUsage(), inputTokens, outputTokens, source: 'reported' };
}
//# sourceMappingURL=catalogue.test.js.map