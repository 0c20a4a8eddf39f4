import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TeelineError } from '../../schemas/errors.js';
import { storeUser } from './credentials.js';
import { StoreChild } from './store-child.js';
import { storeKeeper, storePassword, writeStoreFile } from './store-file.js';
export { readStoreAddress } from './store-file.js';
/**
 * Starts the embedded ClickHouse and keeps it alive: a process that dies is started again on the same port.
 *
 * @throws TeelineError TEELINE_DATA_IN_USE when another teeline has this directory, TEELINE_LISTEN_FAILED,
 * TEELINE_STORE_MISSING without chdb, TEELINE_STORE_START_FAILED.
 */
export async function startEmbeddedStore(options) {
    const { dataDir, host, port, log, childPath } = options;
    const password = await storePassword(dataDir);
    const directory = join(dataDir, 'store');
    const start = {
        directory,
        host,
        port,
        password,
        log,
        ...(childPath ? { childPath } : {})
    };
    const first = await startFirst(start, dataDir);
    const keeper = new Keeper({ ...start, port: first.port }, first);
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${first.port}`;
    await writeStoreFile(dataDir, { url, password }, process.pid);
    return {
        url,
        user: storeUser,
        password,
        pid: () => keeper.pid,
        onRestart: listener => keeper.onRestart(listener),
        close: async () => {
            await keeper.close();
            await writeStoreFile(dataDir, { password });
        }
    };
}
const orphanMs = 10_000;
/**
 * The lock on the directory is the engine's own, so it cannot be left behind. A store whose keeper was killed holds it
 * for a moment longer: for that one we wait.
 */
async function startFirst(start, dataDir) {
    const deadline = performance.now() + orphanMs;
    for (;;) {
        try {
            return await StoreChild.start(start);
        }
        catch (error) {
            const isLocked = error instanceof TeelineError && error.code === 'TEELINE_DATA_IN_USE';
            const keeper = await storeKeeper(dataDir);
            const isOrphan = keeper === undefined || (keeper === process.pid && !hosts.has(start.directory));
            if (!isLocked || !isOrphan || performance.now() > deadline)
                throw error;
            await delay(100);
        }
    }
}
/** Directories that this process keeps the store of. */
const hosts = new Set();
const firstPauseMs = 100;
const longestPauseMs = 5000;
/** A store that ran this long was well: the next pause is short again. */
const wellMs = 10_000;
class Keeper {
    #start;
    #listeners = [];
    #closing = new AbortController();
    #child;
    #restarts = 0;
    #pauseMs = firstPauseMs;
    #restarting = Promise.resolve();
    constructor(start, child) {
        this.#start = start;
        this.#child = child;
        hosts.add(start.directory);
        this.#watch();
    }
    get pid() {
        return this.#child.pid;
    }
    onRestart(listener) {
        this.#listeners.push(listener);
    }
    async close() {
        this.#closing.abort();
        await this.#restarting;
        await this.#child.stop();
        hosts.delete(this.#start.directory);
    }
    #watch() {
        const since = performance.now();
        this.#child.onExit(how => {
            if (this.#closing.signal.aborted)
                return;
            this.#start.log(`its process ended (${how}); it is started again`);
            if (performance.now() - since > wellMs)
                this.#pauseMs = firstPauseMs;
            this.#restarting = this.#restart();
        });
    }
    /** Tries until it works: rows wait in the outbox meanwhile, so giving up would gain nothing. */
    async #restart() {
        const { signal } = this.#closing;
        while (!signal.aborted) {
            await delay(this.#pauseMs, undefined, { signal }).catch(() => undefined);
            if (signal.aborted)
                return;
            this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
            try {
                this.#child = await StoreChild.start(this.#start);
            }
            catch (error) {
                this.#start.log(error instanceof Error ? error.message : String(error));
                continue;
            }
            this.#restarts++;
            this.#watch();
            for (const listener of this.#listeners)
                listener(this.#restarts);
            return;
        }
    }
}
//# sourceMappingURL=embedded-store.js.map