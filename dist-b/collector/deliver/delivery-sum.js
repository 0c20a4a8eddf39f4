/** Counts are summed; the age is the oldest one's; the store is up when it takes the rows of all that have tried. */
export function sumDeliveries(all) {
    const sum = (of) => all.reduce((total, one) => total + of(one), 0);
    const ages = all.flatMap(one => one.oldestAgeMs ?? []);
    const known = all.flatMap(one => one.storeUp ?? []);
    return {
        pendingRows: sum(one => one.pendingRows),
        pendingBytes: sum(one => one.pendingBytes),
        oldestAgeMs: ages.length === 0 ? null : Math.max(...ages),
        rowsDelivered: sum(one => one.rowsDelivered),
        rowsLost: sum(one => one.rowsLost),
        rowsDeadLettered: sum(one => one.rowsDeadLettered),
        retries: sum(one => one.retries),
        lastError: all.find(one => one.lastError !== null)?.lastError ?? null,
        storeUp: known.length === 0 ? null : known.every(Boolean)
    };
}
//# sourceMappingURL=delivery-sum.js.map