/** The moments of arrival, fixed before the run. */
import { randomGamma } from 'd3-random';
import { uniform } from './random.js';
import { buildInverse } from './rate-curve.js';
/**
 * Arrivals along a rate curve. Gaps of mean 1 are drawn on the axis of expected counts and carried back to time through the
 * inverse of the curve's integral: exact for a Poisson process (the time-rescaling theorem), and for the other spacings a
 * gap keeps its place in the distribution while the rate changes under it.
 *
 * @param count - At most so many.
 */
export function ratedArrivals(curve, gapCv, count, random) {
    const inverse = buildInverse(curve);
    const gap = unitGap(gapCv, random);
    const arrivals = [];
    // An even beat begins on the beat; a random process has no reason to begin with an arrival.
    let expected = gapCv === 0 ? 0 : gap();
    while (arrivals.length < count) {
        const place = inverse(expected);
        if (place === null)
            break;
        arrivals.push({ dueUs: Math.round(place.atS * 1e6), stage: place.stage });
        expected += gap();
    }
    return arrivals;
}
/** The spacing that the kind of arrivals has. */
export function gapCvOf(arrivals) {
    if (arrivals.kind === 'constant')
        return 0;
    return arrivals.kind === 'poisson' ? 1 : arrivals.gapCv;
}
function unitGap(cv, random) {
    if (cv === 0)
        return () => 1;
    if (cv === 1)
        return () => -Math.log1p(-uniform(random));
    return randomGamma.source(() => uniform(random))(1 / cv ** 2, cv ** 2);
}
//# sourceMappingURL=arrivals.js.map