/**
 * The one definition of a percentile: of n samples in order, the one with ⌊p·n⌋ before it. It is always a sample that was
 * measured, never a mean of two, and it is what ClickHouse calls `quantileExact`: screens and SQL give the same figure.
 */
/** The percentile (0 to 100) of samples sorted ascending; NULL when there are none. */
export function percentileOf(sorted, percentile) {
    return sorted[percentileIndex(sorted.length, percentile)] ?? null;
}
/** Where among `count` sorted samples the percentile stands. */
export function percentileIndex(count, percentile) {
    return Math.max(0, Math.min(count - 1, Math.floor((percentile / 100) * count)));
}
/** At most `most` of the sorted samples, evenly apart in rank, the first and the last among them. */
export function thinned(sorted, most) {
    if (sorted.length <= most)
        return Array.from(sorted);
    const step = (sorted.length - 1) / (most - 1);
    return Array.from({ length: most }, (_, at) => sorted[Math.round(at * step)] ?? 0);
}
//# sourceMappingURL=percentile.js.map