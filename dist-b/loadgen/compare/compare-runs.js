import { openStore } from '../store/store.js';
import { compareSides } from './compare.js';
import { readSide } from './read-side.js';
import { readSpec } from './spec.js';
import { readVolume } from './volume.js';
/**
 * Compares two runs, arms or windows of production (forms: `readSpec`).
 *
 * @throws TeelineError TEELINE_USAGE for a side that is none or that the store does not know; TEELINE_STORE_….
 */
export async function compareRuns({ store: address }, a, b, { seed = 1, now = new Date() } = {}) {
    const specs = [readSpec(a), readSpec(b)];
    const store = openStore(address);
    try {
        const sideA = await readSide(store, specs[0], now);
        const sideB = await readSide(store, specs[1], now);
        const monthly = await readVolume(store, now, conditionOf(specs));
        return compareSides(sideA, sideB, { seed, monthly });
    }
    finally {
        await store.close();
    }
}
/** The volume is that of the calls that are compared, if one side says which of production they are. */
function conditionOf(specs) {
    for (const spec of specs)
        if (spec.kind === 'production')
            return spec.where;
    return null;
}
//# sourceMappingURL=compare-runs.js.map