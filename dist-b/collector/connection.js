import { loadConfig } from './config.js';
import { readRunFile } from './data-dir.js';
import { findStore } from './find-store.js';
/**
 * Where the store and the collector of these flags are.
 *
 * @throws TeelineError `TEELINE_CONFIG_…`; `TEELINE_STORE_UNREACHABLE` when the embedded store does not run.
 */
export async function connect(flags) {
    const { config, dataDir } = loadConfig(flags, process.env);
    const run = readRunFile(dataDir);
    return {
        config,
        dataDir,
        store: await findStore(flags),
        collectorUrl: run?.collectorUrl ?? null,
        adminUrl: run?.adminUrl ?? null
    };
}
//# sourceMappingURL=connection.js.map