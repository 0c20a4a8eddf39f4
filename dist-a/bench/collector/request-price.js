/** What a request that was not made yet would cost. */
import { loadConfig } from './config.js';
import { readImportedPrices } from './imported-prices.js';
import { createPriceBook } from './record/prices/price.js';
import { unknownUsage } from './record/usage.js';
/**
 * Prices requests under the configuration of these flags, at the standard tier, as of now, with nothing cached: USD as a
 * decimal string, NULL when the price is not known.
 */
export function requestPricer(flags) {
    const { priceOverride, dataDir } = loadConfig(flags, process.env);
    const book = createPriceBook({ override: priceOverride, imported: readImportedPrices(dataDir) });
    const atUs = Date.now() * 1000;
    return ({ provider, model, inputTokens, outputTokens }) => book.price({ ...unknownUsage(), inputTokens, outputTokens, cacheReadTokens: 0 }, { provider, upstreamHost: '', model, serviceTier: '', atUs }).costUsd;
}
//# sourceMappingURL=request-price.js.map