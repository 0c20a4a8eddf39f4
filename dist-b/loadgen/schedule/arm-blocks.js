/** Which arm gets which arrival. */
import { below } from './random.js';
/**
 * Deals arms out in permuted blocks: each block holds every arm twice for each unit of its weight, shuffled. So the arms stay
 * in balance at every moment of the run, drift of the day meets all of them alike, and no arm follows another by rule.
 *
 * @returns A function that gives the index of the next arrival's arm.
 */
export function dealArms(weights, random) {
    if (weights.length === 1)
        return () => 0;
    const block = weights.flatMap((weight, arm) => Array.from({ length: 2 * weight }, () => arm));
    let next = block.length;
    return () => {
        if (next === block.length) {
            shuffle(block, random);
            next = 0;
        }
        return block[next++];
    };
}
/** Fisher–Yates. */
function shuffle(list, random) {
    for (let last = list.length - 1; last > 0; last--) {
        const chosen = below(random, last + 1);
        const held = list[last];
        list[last] = list[chosen];
        list[chosen] = held;
    }
}
//# sourceMappingURL=arm-blocks.js.map