/**
 * The curve of a profile's arrivals.
 *
 * @param durationS - Where it ends. Without it, a curve that ends by itself does, and a plain rate never does.
 */
export function rateCurve(arrivals, durationS) {
    const pieces = piecesOf(arrivals, durationS);
    if (durationS === undefined)
        return pieces;
    return pieces.filter(piece => piece.startS < durationS).map(piece => cut(piece, durationS));
}
/** Arrivals expected over the whole curve; Infinity for one that never ends. */
export function expectedArrivals(curve) {
    return curve.reduce((sum, piece) => sum + areaOf(piece), 0);
}
/** End of the curve in seconds; Infinity for one that never ends. */
export function curveEndS(curve) {
    const last = curve.at(-1);
    return last === undefined ? 0 : last.startS + last.lengthS;
}
/**
 * Walks the curve: given ever larger expected counts Λ, gives the moment at which the curve's integral reaches each, and the
 * stage it lies in; NULL past the end.
 */
export function buildInverse(curve) {
    let index = 0;
    let before = 0;
    return expected => {
        for (; index < curve.length; index++) {
            const piece = curve[index];
            const area = areaOf(piece);
            if (expected < before + area)
                return { atS: momentIn(piece, expected - before), stage: piece.stage };
            before += area;
        }
        return null;
    };
}
/** Solves from·t + slope·t²/2 = area for t, in the form that does not cancel when the slope is near 0. */
function momentIn(piece, area) {
    const slope = slopeOf(piece);
    const root = Math.sqrt(Math.max(0, piece.from ** 2 + 2 * slope * area));
    const divisor = piece.from + root;
    return piece.startS + (divisor === 0 ? 0 : Math.min(piece.lengthS, (2 * area) / divisor));
}
function areaOf(piece) {
    const mean = (piece.from + piece.to) / 2;
    return mean === 0 ? 0 : mean * piece.lengthS;
}
function slopeOf(piece) {
    return piece.from === piece.to ? 0 : (piece.to - piece.from) / piece.lengthS;
}
function cut(piece, endS) {
    const lengthS = Math.min(piece.lengthS, endS - piece.startS);
    if (lengthS === piece.lengthS)
        return piece;
    return { ...piece, lengthS, to: piece.from + slopeOf(piece) * lengthS };
}
function piecesOf(arrivals, durationS) {
    switch (arrivals.kind) {
        case 'constant':
        case 'poisson':
        case 'gamma':
            return chain([held('', durationS ?? Infinity, arrivals.ratePerS)]);
        case 'ramp':
            return chain([line('', durationS ?? 0, arrivals.fromPerS, arrivals.toPerS)]);
        case 'stages':
            return chain(arrivals.stages.map(({ name, durationS, ratePerS, endPerS }, index) => line(name ?? `stage ${index + 1}`, durationS, ratePerS, endPerS ?? ratePerS)));
        case 'diurnal':
            return diurnal(arrivals, durationS ?? arrivals.periodS);
        case 'flash-sale':
            return chain([
                held('before', arrivals.startS, arrivals.basePerS),
                line('rise', arrivals.riseS, arrivals.basePerS, arrivals.peakPerS),
                held('peak', arrivals.holdS, arrivals.peakPerS),
                line('fall', arrivals.fallS, arrivals.peakPerS, arrivals.basePerS),
                held('after', durationS ?? 0, arrivals.basePerS)
            ]);
        case 'curve':
            return throughPoints(arrivals.points, durationS ?? 0);
    }
}
/** 288 straight pieces a period, five minutes of a day each: within 0.01 % of the cosine. */
function diurnal(arrivals, durationS) {
    const { lowPerS, peakPerS, periodS, peakAtS } = arrivals;
    const rateAt = (atS) => lowPerS + ((peakPerS - lowPerS) * (1 + Math.cos((2 * Math.PI * (atS - peakAtS)) / periodS))) / 2;
    const stepS = periodS / 288;
    const steps = Math.ceil(durationS / stepS);
    return chain(Array.from({ length: steps }, (_, step) => line('', stepS, rateAt(step * stepS), rateAt((step + 1) * stepS))));
}
function throughPoints(points, durationS) {
    const lines = points.flatMap((point, index) => {
        const next = points[index + 1];
        return next === undefined ? [] : [line('', next.atS - point.atS, point.ratePerS, next.ratePerS)];
    });
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined)
        return [];
    const lead = held('', first.atS, first.ratePerS);
    const rest = held('', Math.max(0, durationS - last.atS), last.ratePerS);
    return chain([lead, ...lines, rest]);
}
function held(stage, lengthS, ratePerS) {
    return { stage, lengthS, from: ratePerS, to: ratePerS };
}
function line(stage, lengthS, from, to) {
    return { stage, lengthS, from, to };
}
function chain(lengths) {
    let startS = 0;
    const pieces = [];
    for (const length of lengths) {
        if (length.lengthS > 0)
            pieces.push({ ...length, startS });
        startS += length.lengthS;
    }
    return pieces;
}
//# sourceMappingURL=rate-curve.js.map