import { sumDeliveries } from '../deliver/delivery-sum.js';
export const noCounters = { exchanges: 0, failed: 0, recorderRestarts: 0, cpuSeconds: 0 };
export function sumCounters(all) {
    return sumNumbers(all, noCounters);
}
/** Any record of numbers, name by name. */
export function sumNumbers(all, none) {
    const sum = { ...none };
    for (const one of all) {
        for (const name of Object.keys(none))
            sum[name] = (sum[name] + one[name]);
    }
    return sum;
}
export const noTotals = {
    rowsDelivered: 0,
    rowsLost: 0,
    rowsDeadLettered: 0,
    storeRetries: 0,
    faults: 0,
    spansExported: 0,
    spansDropped: 0,
    spansFailed: 0,
    metricExportsFailed: 0
};
/** Draining when all are told to; with the counters of those before them. */
export function sumRelays(relays, { exchanges, failed }, draining) {
    const sum = (of) => relays.reduce((total, relay) => total + of(relay), 0);
    return {
        exchanges,
        failed,
        draining,
        open: sum(one => one.open),
        backlogBytes: sum(one => one.backlogBytes)
    };
}
/** NULL when none of them has reported. */
export function sumRecorders(all) {
    if (all.length === 0)
        return null;
    const sum = (of) => all.reduce((total, one) => total + of(one), 0);
    return {
        delivery: sumDeliveries(all.map(one => one.delivery)),
        rows: sum(one => one.rows),
        faults: sum(one => one.faults),
        telemetry: sumOtel(all.map(one => one.telemetry)),
        rssBytes: sum(one => one.rssBytes)
    };
}
/** NULL when OpenTelemetry is off. */
export function sumOtel(all) {
    const on = all.filter(one => one !== null);
    if (on.length === 0)
        return null;
    const sum = (of) => on.reduce((total, one) => total + of(one), 0);
    return {
        spansExported: sum(one => one.spansExported),
        spansDropped: sum(one => one.spansDropped),
        spansFailed: sum(one => one.spansFailed),
        spansQueued: sum(one => one.spansQueued),
        metricExportsFailed: sum(one => one.metricExportsFailed),
        lastError: on.find(one => one.lastError !== null)?.lastError ?? null
    };
}
//# sourceMappingURL=sum.js.map