/** An empty run. */
export function emptyRun() {
    return { head: Buffer.alloc(0), tail: Buffer.alloc(0), totalBytes: 0, offsets: [], times: [] };
}
/**
 * When the byte at `offset` passed the relay, in microseconds since the exchange's origin; NULL for an empty run.
 * `offset` counts bytes on the wire.
 */
export function timeAt(run, offset) {
    const { offsets, times } = run;
    let low = 0;
    let high = offsets.length - 1;
    if (high < 0)
        return null;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offsets[middle] <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return times[low] ?? null;
}
//# sourceMappingURL=tape.js.map