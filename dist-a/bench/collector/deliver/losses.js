import { toTimestamp } from './timestamp.js';
export class Losses {
    #byKind = new Map();
    /** Takes up what an earlier process had counted and not yet told. Anything but a list of losses is passed over. */
    static restore(saved) {
        const losses = new Losses();
        for (const loss of Array.isArray(saved) ? saved : [])
            losses.#byKind.set(`${loss.table} ${loss.reason}`, loss);
        return losses;
    }
    get isEmpty() {
        return this.#byKind.size === 0;
    }
    add(table, reason, atMs) {
        const kind = `${table} ${reason}`;
        const loss = this.#byKind.get(kind);
        if (loss === undefined) {
            this.#byKind.set(kind, { table, reason, count: 1, fromMs: atMs, toMs: atMs });
            return;
        }
        loss.count += 1;
        loss.toMs = atMs;
    }
    /** What to keep on disk beside the rows; `restore` reads it. */
    snapshot() {
        return [...this.#byKind.values()].map(loss => ({ ...loss }));
    }
    /** One event row for each table and reason; the losses are empty after it. */
    takeEvents(collector) {
        const events = [...this.#byKind.values()].map(loss => JSON.stringify(toEvent(loss, collector)));
        this.#byKind.clear();
        return events;
    }
}
function toEvent({ table, reason, count, fromMs, toMs }, collector) {
    const from = toTimestamp(fromMs);
    const to = toTimestamp(toMs);
    return {
        ts: to,
        kind: 'rows_lost',
        message: `${count} rows of ${table} were dropped between ${from} and ${to} (${reason})`,
        count,
        attributes: { table, reason, from, to },
        collector
    };
}
//# sourceMappingURL=losses.js.map