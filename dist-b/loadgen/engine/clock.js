/**
 * One clock for a load run: the machine's monotonic one, so that all processes of a run, and a ledger kept beside it, speak
 * of the same moments. `performance.now()` reads it much faster than `process.hrtime`, but from an origin of its own.
 */
const originUs = originOfPerformance();
/** Microseconds on the machine's monotonic clock; the same in every process, never goes back. */
export function nowUs() {
    return originUs + performance.now() * 1000;
}
/** The tightest of a few pairs of readings: being interrupted between the two would shift all times of this process. */
function originOfPerformance() {
    let best = { spreadUs: Number.POSITIVE_INFINITY, originUs: 0 };
    for (let reading = 0; reading < 16; reading++) {
        const before = performance.now() * 1000;
        const machineUs = Number(process.hrtime.bigint()) / 1000;
        const after = performance.now() * 1000;
        if (after - before < best.spreadUs) {
            best = { spreadUs: after - before, originUs: machineUs - (before + after) / 2 };
        }
    }
    return best.originUs;
}
//# sourceMappingURL=clock.js.map