/** Where the store of a configuration is. Apart from the commands, which load the price list: the screens need only this. */
import { TeelineError } from '../schemas/errors.js';
import { loadConfig } from './config.js';
import { readStoreAddress } from './store/embedded-store.js';
/**
 * The store that a command talks to.
 *
 * @throws TeelineError `TEELINE_STORE_UNREACHABLE` when the embedded one does not run.
 */
export async function findStore(flags) {
    const { config, dataDir } = loadConfig(flags, process.env);
    const { url, user, password, database } = config.store;
    if (url !== undefined)
        return { url, user, password: password ?? '', database };
    const embedded = await readStoreAddress(dataDir);
    if (embedded === undefined) {
        throw new TeelineError('TEELINE_STORE_UNREACHABLE', `no store runs on the data directory ${dataDir}`, 'Start it with teeline up, name its directory with --data, or set store.url.');
    }
    return { url: embedded.url, user: embedded.user, password: embedded.password, database };
}
//# sourceMappingURL=find-store.js.map