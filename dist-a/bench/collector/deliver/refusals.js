import { toTimestamp } from './timestamp.js';
/** The same kind of trouble is logged, and told in an event, at most this often. */
export const quietMs = 10_000;
export class Refusals {
    #options;
    #count = 0;
    /** Of the last one. */
    #table = '';
    #code = '';
    #toldAtMs = Number.NEGATIVE_INFINITY;
    #loggedAtMs = Number.NEGATIVE_INFINITY;
    constructor(options) {
        this.#options = options;
    }
    /** One more row was refused; it lies in the dead-letter file. */
    add(table, { code, name }) {
        this.#count += 1;
        this.#table = table;
        this.#code = code === null ? name : `${code} ${name}`;
        if (this.#options.now() - this.#toldAtMs >= quietMs)
            this.tell();
    }
    /** Tells of those since the last time, if any. */
    tell() {
        if (this.#count === 0)
            return;
        const { deadLetterFile: file, collector, log, now, write } = this.#options;
        const [count, table, code, nowMs] = [this.#count, this.#table, this.#code, now()];
        this.#count = 0;
        this.#toldAtMs = nowMs;
        const message = `the store cannot read ${count} rows of ${table} (${code}); they are kept in ${file}`;
        if (nowMs - this.#loggedAtMs >= quietMs) {
            this.#loggedAtMs = nowMs;
            log('error', message);
        }
        const attributes = { table, code, file };
        const event = {
            ts: toTimestamp(nowMs),
            kind: 'dead_letter',
            message,
            count,
            attributes,
            collector
        };
        write(JSON.stringify(event));
    }
}
//# sourceMappingURL=refusals.js.map