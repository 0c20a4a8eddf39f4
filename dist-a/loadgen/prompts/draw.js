/** Lengths drawn from a profile's distributions. */
import { randomLogNormal, randomNormal } from 'd3-random';
import { below, uniform } from '../schedule/random.js';
/** 99 % of a standard normal distribution lie below this. */
const z99 = 2.3263478740408408;
/** A whole number from the distribution, at least 0. */
export function draw(distribution, random) {
    if (typeof distribution === 'number')
        return distribution;
    switch (distribution.kind) {
        case 'uniform':
            return distribution.min + below(random, distribution.max - distribution.min + 1);
        case 'empirical':
            return distribution.values[below(random, distribution.values.length)];
        case 'normal': {
            // d3's normal keeps every second number for its next call; a fresh one keeps requests apart from each other.
            const normal = randomNormal.source(() => uniform(random))(distribution.mean, distribution.sd);
            return bounded(normal(), distribution);
        }
        case 'lognormal': {
            const sigma = Math.log(distribution.p99 / distribution.median) / z99;
            const lognormal = randomLogNormal.source(() => uniform(random))(Math.log(distribution.median), sigma);
            return bounded(lognormal(), distribution);
        }
    }
}
function bounded(value, { min = 0, max = Infinity }) {
    return Math.round(Math.min(max, Math.max(min, value)));
}
//# sourceMappingURL=draw.js.map