/** The last answer. `rows` is NULL until there is one; an error leaves the rows that were there. */
export class Feed {
    name;
    rows = null;
    /** Wall clock of the answer, ms; NULL when there was none. */
    answeredAt = null;
    /** How long the answer took, ms. */
    tookMs = null;
    error = null;
    /** The view that the rows at hand are of. */
    answered = null;
    #options;
    #answeredKey = null;
    constructor(options) {
        this.name = options.name;
        this.#options = options;
    }
    question(view) {
        return this.#options.question?.(view) ?? null;
    }
    everyMs(view) {
        return this.#options.everyMs(view);
    }
    key(view) {
        return this.#options.key?.(view) ?? `${view.window} ${view.by} ${view.filter.text}`;
    }
    /** Whether the rows at hand answer another question than the one of `view`: still shown, and shown as such. */
    isOutdated(view) {
        return this.rows !== null && this.#answeredKey !== this.key(view);
    }
    /** Asks, and takes the answer unless `signal` is aborted meanwhile. Throws what reading throws. */
    async refresh(source, view, signal) {
        const began = performance.now();
        const rows = await this.#read(source, view, signal);
        if (!signal.aborted)
            this.accept(rows, view, Date.now(), performance.now() - began);
    }
    /** Takes an answer; `at` is wall-clock ms. */
    accept(rows, view, at, tookMs) {
        const key = this.key(view);
        const isSame = this.rows !== null && this.#answeredKey === key;
        this.rows = isSame && this.#options.merge ? this.#options.merge(this.rows ?? [], rows) : rows;
        this.#answeredKey = key;
        this.answered = view;
        this.answeredAt = at;
        this.tookMs = tookMs;
        this.error = null;
    }
    fail(error) {
        this.error = error;
    }
    async #read(source, view, signal) {
        if (this.#options.read !== undefined)
            return this.#options.read(source, view, signal);
        const question = this.question(view);
        return question === null ? [] : source.query(question, signal);
    }
}
/** Pause between an answer of `feed` and the next question, in ms: `intervalMs`, where the user set one, for all but what is asked once. */
export function pauseMs(feed, view, intervalMs) {
    const everyMs = feed.everyMs(view);
    return Number.isFinite(everyMs) ? (intervalMs ?? everyMs) : everyMs;
}
//# sourceMappingURL=feed.js.map