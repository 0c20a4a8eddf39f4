/** `teeline query`, `teeline prices` and what reports ask of the prices: where the answers come from and where they go. */
import { existsSync } from 'node:fs';
import { TeelineError } from '../schemas/errors.js';
import { inBatches, onModel, underCards, underRules } from './alternatives.js';
import { loadConfig, readOverride } from './config.js';
import { findStore } from './find-store.js';
import { readImportedPrices } from './imported-prices.js';
import { checkPrices } from './prices-check-command.js';
import { listPrices, showPrice } from './prices-command.js';
import { importPrices } from './prices-import-command.js';
import { runQuery as ask } from './query-command.js';
import { usageRows } from './usage-rows.js';
import { compare } from './what-if.js';
/** `teeline query`: asks the configured server, or the embedded store that runs on the data directory. */
export async function runQuery(sql, options) {
    await ask({ sql, format: options.format, store: await findStore(options), out: process.stdout });
    return 0;
}
export function runPricesList(options) {
    listPrices({ out: process.stdout, ...options });
}
export function runPricesShow(model, options) {
    const { at, provider, json } = options;
    const { priceOverride, dataDir } = loadConfig(options, process.env);
    showPrice({
        out: process.stdout,
        model,
        json,
        prices: { override: priceOverride, imported: readImportedPrices(dataDir) },
        ...(provider !== undefined && { provider }),
        ...(at !== undefined && { at: parseDate(at) })
    });
}
export async function runPricesCheck(options) {
    const days = Number(options.days);
    if (!(days > 0 && days <= 36_500))
        throw new TeelineError('TEELINE_USAGE', `--days ${options.days} is no number of days`, 'Write it as 30.');
    return checkPrices({ out: process.stdout, store: await findStore(options), days, json: options.json });
}
export function runPricesImport(file, options) {
    importPrices({ out: process.stdout, file, dataDir: loadConfig(options, process.env).dataDir });
}
/** Prices recorded requests once more, for reports. */
export const priceOtherwise = async (flags, selection, others) => {
    const store = await findStore(flags);
    const { priceOverride, dataDir } = loadConfig(flags, process.env);
    const prices = { override: priceOverride, imported: readImportedPrices(dataDir) };
    const alternatives = await Promise.all(others.map(other => alternativeOf(other, store, prices)));
    return compare(usageRows(store, selection), alternatives);
};
async function alternativeOf(other, store, prices) {
    if ('model' in other)
        return onModel(other.model, prices, Date.now() * 1000);
    if ('tier' in other)
        return inBatches(prices);
    const { reprice } = other;
    return existsSync(reprice)
        ? underRules(reprice, readOverride(reprice), prices)
        : underCards(reprice, store, prices);
}
function parseDate(text) {
    const date = new Date(text);
    if (!Number.isNaN(date.getTime()))
        return date;
    throw new TeelineError('TEELINE_USAGE', `--at ${text} is not a date`, 'Write it as 2026-11-21.');
}
//# sourceMappingURL=store-commands.js.map