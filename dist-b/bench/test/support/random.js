/** mulberry32: small, fast and good enough for test plans; not for secrets. */
export function seededRandom(seed) {
    let state = seed >>> 0;
    function next() {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }
    function integer(low, high) {
        return low + Math.floor(next() * (high - low + 1));
    }
    function pick(items) {
        const item = items[integer(0, items.length - 1)];
        if (item === undefined)
            throw new RangeError('nothing to pick from');
        return item;
    }
    return { seed, next, integer, chance: probability => next() < probability, pick };
}
/** A seed from a name (FNV-1a), so that each case of a table has its own and keeps it. */
export function seedOf(name) {
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(name))
        hash = Math.imul(hash ^ byte, 0x01000193);
    return hash >>> 0;
}
//# sourceMappingURL=random.js.map