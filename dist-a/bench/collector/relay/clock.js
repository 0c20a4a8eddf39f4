/** One clock for the relay: monotonic microseconds, and what the wall showed at such a moment. */
/** Microseconds since this thread's time origin; never goes back. */
export function nowUs() {
    return performance.now() * 1000;
}
/** Past this the anchor is set anew: the wall was set, or the two drifted apart. */
const maxDriftUs = 1_000;
/** Wall clock for monotonic moments, microseconds since the Unix epoch, finer than `Date.now()`. */
export class WallClock {
    #offsetUs = Date.now() * 1000 - nowUs();
    at(monotonicUs) {
        const offset = Date.now() * 1000 - monotonicUs;
        // Date.now() is cut to the millisecond, so a true offset is up to 1 ms more.
        if (offset > this.#offsetUs + maxDriftUs || offset < this.#offsetUs - 2 * maxDriftUs)
            this.#offsetUs = offset;
        return Math.round(monotonicUs + this.#offsetUs);
    }
}
//# sourceMappingURL=clock.js.map