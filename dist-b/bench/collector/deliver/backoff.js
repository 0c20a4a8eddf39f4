/** Doubles from `minMs` to `maxMs`; half of each pause is random, so that many collectors do not return together. */
export class Backoff {
    #bounds;
    #attempts = 0;
    constructor(bounds) {
        this.#bounds = bounds;
    }
    /** How long to wait now, in ms. */
    next() {
        const { minMs, maxMs } = this.#bounds;
        const pause = Math.min(maxMs, minMs * 2 ** Math.min(this.#attempts, 30));
        this.#attempts += 1;
        return pause * (0.5 + Math.random() / 2);
    }
    reset() {
        this.#attempts = 0;
    }
}
//# sourceMappingURL=backoff.js.map