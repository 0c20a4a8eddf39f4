/**
 * Buffers for the heads of runs, in sizes that double, used again. A run grows through several of them; left to the collector,
 * those of a few hundred open streams are many megabytes that wait to be found dead.
 */
export class BufferPool {
    #spare = new Map();
    #spareBytes = 0;
    /** A buffer of at least `bytes`, which are `largestPooledBytes` at most. */
    take(bytes) {
        const size = Math.max(smallestBytes, 1 << (32 - Math.clz32(bytes - 1)));
        const spare = this.#spare.get(size)?.pop();
        if (spare === undefined)
            return Buffer.allocUnsafeSlow(size);
        this.#spareBytes -= size;
        return spare;
    }
    /** Takes back what it gave; anything else, and what is beyond its bound, is left to the collector. */
    give(buffer) {
        const { length } = buffer;
        if (length === 0 || length > largestPooledBytes || this.#spareBytes + length > maxSpareBytes)
            return;
        const spare = this.#spare.get(length);
        if (spare === undefined)
            this.#spare.set(length, [buffer]);
        else
            spare.push(buffer);
        this.#spareBytes += length;
    }
}
export const largestPooledBytes = 65_536;
const smallestBytes = 1_024;
const maxSpareBytes = 4_194_304;
//# sourceMappingURL=buffer-pool.js.map