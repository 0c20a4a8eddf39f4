/** Moments as the store has them. */
/** `YYYY-MM-DD hh:mm:ss.ffffff`, UTC, of milliseconds since the epoch, which may have a fraction. */
export function storeTime(epochMs) {
    const us = Math.round(epochMs * 1000);
    const text = new Date(Math.floor(us / 1000)).toISOString().replace('T', ' ').replace('Z', '');
    return `${text}${String(us % 1000).padStart(3, '0')}`;
}
/** Milliseconds since the epoch of a time as the store has it. */
export function epochMs(time) {
    return Date.parse(`${time.replace(' ', 'T')}Z`);
}
/** Rows of a run are looked for from an hour before: the collector's clock may be another machine's. */
export function sinceOf({ startedAtMs }) {
    return storeTime(startedAtMs - 3_600_000);
}
//# sourceMappingURL=time.js.map