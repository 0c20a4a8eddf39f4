import { exitCodeOf } from '../schemas/errors.js';
import { toTeelineError } from './refresher.js';
const longestMs = 30_000;
export class StoreLink {
    #options;
    #source = null;
    #timer = null;
    #isStopped = false;
    constructor(options) {
        this.#options = options;
    }
    /** Connects now; what goes wrong is shown and tried again, later each time. */
    async start() {
        try {
            const connection = await this.#options.connect();
            if (this.#isStopped)
                return;
            this.#source = this.#options.open(connection);
            this.#options.dashboard.connected(connection, this.#source);
        }
        catch (error) {
            this.lost(toTeelineError(error));
        }
    }
    /** The store does not answer any more. It may come back at another address, so it is looked for anew. */
    lost(error) {
        if (this.#isStopped)
            return;
        if (exitCodeOf(error) === 2) {
            this.#options.refused(error);
            return;
        }
        void this.#close();
        const attempts = (this.#options.dashboard.outage?.attempts ?? 0) + 1;
        const delayMs = Math.min(longestMs, 1_000 * 2 ** (attempts - 1));
        this.#options.dashboard.disconnected({ error, attempts, retryAt: Date.now() + delayMs });
        if (this.#timer !== null)
            clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.start(), delayMs);
    }
    async stop() {
        this.#isStopped = true;
        if (this.#timer !== null)
            clearTimeout(this.#timer);
        await this.#close();
    }
    async #close() {
        const source = this.#source;
        this.#source = null;
        await source?.close().catch(() => {
            // It went away with the store.
        });
    }
}
//# sourceMappingURL=store-link.js.map