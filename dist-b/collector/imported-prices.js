/** The prices of a second source as they lie in the data directory. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TeelineError } from '../schemas/errors.js';
const fileName = 'prices-imported.json';
/** NULL when nothing was imported. Throws `TEELINE_CONFIG_UNREADABLE` when the file is not what the import wrote. */
export function readImportedPrices(dataDir) {
    const path = join(dataDir, fileName);
    try {
        const prices = JSON.parse(readFileSync(path, 'utf8'));
        if (prices.source !== 'litellm' || typeof prices.version !== 'string' || !Array.isArray(prices.cards))
            throw new Error('it has not the form of one');
        return prices;
    }
    catch (cause) {
        if (cause.code === 'ENOENT')
            return null;
        throw new TeelineError('TEELINE_CONFIG_UNREADABLE', `cannot read the imported prices in ${path}: ${cause.message}`, 'Import them again with teeline prices import, or remove the file.', cause);
    }
}
/** Takes the place of what was imported before, at once or not at all. Returns the file's path. */
export function writeImportedPrices(dataDir, prices) {
    const path = join(dataDir, fileName);
    writeFileSync(`${path}.new`, `${JSON.stringify(prices)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return path;
}
//# sourceMappingURL=imported-prices.js.map