/** Seeded randomness: one independent stream for each purpose and index, so that any request can be made on its own. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
const purposes = {
    arrivals: 0x1b873593,
    arms: 0x2545f491,
    sessions: 0x3c6ef372,
    spread: 0x4cf5ad43,
    lengths: 0x51ed270b,
    shares: 0x5f356495,
    streams: 0x27d4eb2f,
    answers: 0x165667b1,
    text: 0x6c62272e,
    prefix: 0x7f4a7c15,
    bodies: 0x5bd1e995
};
/**
 * The stream of a purpose and index under a seed. For one seed and purpose, no two indexes have the same state: the mixing
 * is a bijection of the index.
 *
 * @param seed - 32 bits, unsigned.
 */
export function randomOf(seed, purpose, index = 0, salt = 0) {
    const place = mix(index ^ mix(seed ^ purposes[purpose]));
    const high = mix(Math.floor(index / 2 ** 32) ^ salt ^ 0x9e3779b9);
    return xoroshiro128plusFromState([place, mix(place ^ high), high ^ purposes[purpose], mix(seed ^ high)]);
}
/** Uniform in [0, 1), 53 bits. */
export function uniform(random) {
    return uniformFloat64(random);
}
/** Uniform whole number in [0, bound); the bias is below bound / 2^53. */
export function below(random, bound) {
    return Math.floor(uniform(random) * bound);
}
/** 32 bits that stand for a text. */
export function hashOf(text) {
    let hash = 0x811c9dc5;
    for (let index = 0; index < text.length; index++)
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    return mix(hash);
}
/** MurmurHash3's finaliser: each input bit moves about half of the output bits, and nothing is lost. */
function mix(value) {
    let hash = value | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
}
//# sourceMappingURL=random.js.map