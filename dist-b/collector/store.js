import { TeelineError } from '../schemas/errors.js';
import { splitAddress } from './address.js';
import { migrateStore } from './deliver/migrate.js';
import { startEmbeddedStore } from './store/embedded-store.js';
const migrationRetryMs = { first: 500, last: 30_000 };
/**
 * Opens the store. The embedded one is up and migrated when this resolves; a server may be absent, then this goes on trying
 * and rows wait on disk.
 *
 * @throws TeelineError `TEELINE_STORE_…`, `TEELINE_LISTEN_FAILED`: the embedded store cannot start.
 */
export async function openStore(config, dataDir, log, recorder) {
    return config.url === undefined
        ? openEmbedded(config, dataDir, log, recorder)
        : openServer(config, config.url, log, recorder);
}
async function openEmbedded(config, dataDir, log, recorder) {
    const embedded = await startEmbeddedStore({
        dataDir,
        ...splitAddress(config.listen),
        log: line => log('info', `store: ${line}`)
    });
    let restarts = 0;
    embedded.onRestart(() => {
        restarts++;
        recorder.writeEvent({
            kind: 'store_restarted',
            message: 'the embedded store died and was started again',
            count: 1
        });
    });
    const { url, user, password } = embedded;
    const address = { url, user, password, database: config.database };
    try {
        await migrateStore(address);
    }
    catch (error) {
        await embedded.close();
        throw error;
    }
    recorder.setStore(address);
    return {
        state: () => ({ url, user, embedded: true, pid: embedded.pid(), ready: true, restarts }),
        close: () => embedded.close()
    };
}
async function openServer(config, url, log, recorder) {
    const address = { url, user: config.user, password: config.password ?? '', database: config.database };
    const migrator = new Migrator(address, config.cluster, log, () => recorder.setStore(address));
    await migrator.attempt();
    return {
        state: () => ({
            url,
            user: config.user,
            embedded: false,
            pid: null,
            ready: migrator.isDone,
            restarts: 0
        }),
        close: async () => migrator.stop()
    };
}
/** Tries until the tables are there. */
class Migrator {
    #address;
    #cluster;
    #log;
    #onDone;
    #timer = null;
    #delayMs = migrationRetryMs.first;
    isDone = false;
    constructor(address, cluster, log, onDone) {
        this.#address = address;
        this.#cluster = cluster;
        this.#log = log;
        this.#onDone = onDone;
    }
    async attempt() {
        try {
            const cluster = this.#cluster !== undefined && { cluster: this.#cluster };
            await migrateStore({ ...this.#address, ...cluster, shared: true });
            this.isDone = true;
            this.#onDone();
        }
        catch (error) {
            const reason = error instanceof TeelineError ? `${error.code}: ${error.message}. ${error.hint}` : String(error);
            this.#log('warn', `store is not ready, rows wait on disk; next try in ${this.#delayMs} ms: ${reason}`);
            this.#timer = setTimeout(() => void this.attempt(), this.#delayMs);
            this.#delayMs = Math.min(this.#delayMs * 2, migrationRetryMs.last);
        }
    }
    stop() {
        if (this.#timer !== null)
            clearTimeout(this.#timer);
    }
}
//# sourceMappingURL=store.js.map