/** Whether the store takes rows, as last seen; says so in the log when it changes, and not oftener than needed. */
/** A store that comes and goes is logged at most this often. */
const quietMs = 10_000;
export class StoreState {
    #log;
    #now;
    #up = null;
    #downSinceMs = 0;
    #loggedAtMs = Number.NEGATIVE_INFINITY;
    #loggedDown = '';
    constructor(log, now) {
        this.#log = log;
        this.#now = now;
    }
    /** NULL while no attempt has ended. */
    get up() {
        return this.#up;
    }
    /** Returns true when it was not up before. */
    succeeded(waitingRows) {
        const wasUp = this.#up === true;
        this.#up = true;
        if (this.#loggedDown !== '') {
            const seconds = Math.round((this.#now() - this.#downSinceMs) / 1000);
            this.#log('info', `the store takes rows again after ${seconds} s; ${waitingRows} rows are waiting`);
            this.#loggedDown = '';
        }
        return !wasUp;
    }
    /** `reason`: a name, never an address or a row. */
    failed(reason) {
        const now = this.#now();
        if (this.#up !== false)
            this.#downSinceMs = now;
        this.#up = false;
        if (this.#loggedDown === reason || now - this.#loggedAtMs < quietMs)
            return;
        this.#loggedDown = reason;
        this.#loggedAtMs = now;
        this.#log('warn', `the store does not take rows (${reason}); they wait on disk and are sent again`);
    }
}
//# sourceMappingURL=store-state.js.map