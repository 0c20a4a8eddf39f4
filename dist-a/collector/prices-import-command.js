/** `teeline prices import FILE`: LiteLLM's price file as a second source, kept in the data directory. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { TeelineError } from '../schemas/errors.js';
import { writeImportedPrices } from './imported-prices.js';
import { readLiteLlm } from './record/prices/litellm.js';
import { findHistory } from './record/prices/model-lookup.js';
/**
 * Reads, checks and keeps the file, and says what it has. A collector takes it up at its next start.
 *
 * @throws TeelineError `TEELINE_USAGE`: the file cannot be read, or is not LiteLLM's; nothing is changed then.
 */
export function importPrices({ out, file, dataDir }) {
    const { reading, hash } = read(file);
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const path = writeImportedPrices(dataDir, reading.prices);
    out.write(`${summary(reading, file, path, hash)}\n`);
}
function read(file) {
    let bytes;
    let parsed;
    try {
        bytes = readFileSync(file);
        parsed = JSON.parse(bytes.toString('utf8'));
    }
    catch (cause) {
        throw unreadable(`cannot read ${file}: ${cause.message.split('\n')[0]}`, cause);
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    const reading = readLiteLlm(parsed, hash.slice(0, 12));
    if (reading === null)
        throw unreadable(`${file} is not LiteLLM's price file`);
    return { reading, hash };
}
function unreadable(message, cause) {
    const hint = "Name LiteLLM's model_prices_and_context_window.json; nothing was changed.";
    return new TeelineError('TEELINE_USAGE', message, hint, cause);
}
function summary(reading, file, path, hash) {
    const { prices, entries, tierCards, withoutPrice, partly, malformed } = reading;
    const models = prices.cards.filter(({ tier = '' }) => tier === '');
    const known = models.filter(({ provider, model }) => isListed(provider, model)).length;
    return [
        `imported    ${models.length} models of ${entries} entries in ${file} (SHA-256 ${hash})`,
        `new         ${models.length - known}; the other ${known} are in the bundled list, which goes first`,
        `tiers       ${tierCards} price lists for batch, flex, priority or fast, of models of either`,
        `in part     ${partly}: they also price something that is not counted here, which stays unpriced`,
        `left out    ${withoutPrice} without a price, or with 0 for all, which is no price either`,
        `malformed   ${malformed.length}${malformed.length === 0 ? '' : `: ${malformed.slice(0, 5).join(', ')}`}`,
        `written to  ${path}; used from the next start of teeline up`
    ].join('\n');
}
function isListed(provider, model) {
    return findHistory({ provider, upstreamHost: '', model }) !== null;
}
//# sourceMappingURL=prices-import-command.js.map