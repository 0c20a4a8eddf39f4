/** Rows between `push` and the disk: lines in memory, bounded in bytes, cut into the entries of a group commit. */
import { toNdjson } from './ndjson.js';
import { eachTable } from './outbox-database.js';
/** Small enough for a nearly full disk to take some, large enough for one entry a commit at usual rates. */
const groupBytes = 512 * 1024;
export class Intake {
    #outbox;
    #waiting = [];
    #open = eachTable(() => null);
    #rows = 0;
    #bytes = 0;
    constructor(outbox) {
        this.#outbox = outbox;
    }
    /** Rows not yet on disk, those of a commit in flight included. */
    get rows() {
        return this.#rows;
    }
    get bytes() {
        return this.#bytes;
    }
    get isEmpty() {
        return this.#waiting.length === 0;
    }
    /** `bytes`: of the line in UTF-8, its line feed included. */
    add(table, line, bytes, atMs) {
        let entry = this.#open[table];
        if (entry === null || entry.bytes + bytes > groupBytes) {
            entry = { lines: [], bytes: 0, sinceMs: atMs };
            this.#open[table] = entry;
            this.#waiting.push({ table, entry });
        }
        entry.lines.push(line);
        entry.bytes += bytes;
        this.#rows += 1;
        this.#bytes += bytes;
    }
    /** The oldest rows, as entries with their place in the order. They count as here until `written` is told. */
    take() {
        const entries = [];
        let bytes = 0;
        for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
            if (entries.length > 0 && bytes + next.entry.bytes > groupBytes)
                break;
            this.#waiting.shift();
            const { table, entry } = next;
            if (this.#open[table] === entry)
                this.#open[table] = null;
            entries.push(this.#outbox.prepare(table, toNdjson(entry.lines), entry.lines.length, entry.sinceMs));
            bytes += entry.bytes;
        }
        return entries;
    }
    /** These entries are on disk. */
    written(entries) {
        for (const { key } of entries) {
            this.#rows -= key[1];
            this.#bytes -= key[2];
        }
    }
    /** Of the oldest row, in ms since the Unix epoch. */
    oldestMs() {
        return this.#waiting[0]?.entry.sinceMs ?? null;
    }
}
//# sourceMappingURL=intake.js.map