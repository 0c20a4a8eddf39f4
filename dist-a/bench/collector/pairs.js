/**
 * The pairs of a relay and a recorder thread, as the rest of `teeline up` sees them: one in this process, or several in
 * processes of their own (`collector.workers`).
 */
import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readImportedPrices } from './imported-prices.js';
/** Bytes of all open tapes together. */
const tapesBytes = 134_217_728;
/**
 * Starts them and begins to listen. With a single worker nothing of the other way is loaded.
 *
 * @throws TeelineError `TEELINE_LISTEN_FAILED`, `TEELINE_WORKER_FAILED`
 */
export async function startPairs(options) {
    const setups = setupsOf(options);
    const [only] = setups;
    if (setups.length === 1 && only !== undefined) {
        const { startPair } = await import('./pair.js');
        return startPair(only, options.log);
    }
    const { startWorkers } = await import('./workers/workers.js');
    return startWorkers(setups, options);
}
/** What the configuration bounds for the collector as a whole is divided among its workers. */
function setupsOf({ loaded, dataDir, routes }) {
    const { collector, record, metrics, budgets } = loaded.config;
    const { workers } = collector;
    const share = (bytes) => Math.ceil(bytes / workers);
    const common = {
        record: { ...record, outboxMaxBytes: share(record.outboxMaxBytes) },
        deadLetterFile: join(dataDir.path, 'dead-letter.ndjson'),
        keySecret: dataDir.keySecret,
        tapesBytes: share(tapesBytes),
        prices: { override: loaded.priceOverride, imported: readImportedPrices(dataDir.path) },
        metrics,
        // With several the page is not a recorder's, and what was spent is for its writer to ask.
        budgets: workers === 1 ? budgets : []
    };
    const left = leftOutboxDirs(dataDir.path, workers);
    return Array.from({ length: workers }, (_, worker) => ({
        collector: { ...collector, tapeBufferBytes: share(collector.tapeBufferBytes) },
        routes,
        recorder: {
            ...common,
            outboxDir: outboxDir(dataDir.path, worker),
            leftOutboxDirs: worker === 0 ? left : [],
            collector: `${hostname()}/${worker}`
        }
    }));
}
/** The first has the directory that a collector without workers has, so that either takes over from the other. */
function outboxDir(dataDir, worker) {
    return join(dataDir, worker === 0 ? 'outbox' : `outbox-${worker}`);
}
/** Outboxes that were made when there were more workers. */
function leftOutboxDirs(dataDir, workers) {
    return readdirSync(dataDir).flatMap(name => {
        const number = /^outbox-(\d+)$/.exec(name)?.[1];
        return number !== undefined && Number(number) >= workers ? [join(dataDir, name)] : [];
    });
}
//# sourceMappingURL=pairs.js.map