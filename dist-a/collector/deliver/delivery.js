/**
 * Rows, from the recorder to the store, once each: taken in memory, committed to the outbox on disk, sent to ClickHouse
 * in sealed batches. Runs in the recorder's thread; nothing here waits for the store but the store's own lane.
 *
 *     push ──▶ committer (memory, 100 ms) ──▶ outbox (disk) ──▶ lane, one a table ──▶ ClickHouse
 *                 └─ past a bound: counted, one `rows_lost` event        └─ cannot be read: dead-letter file, `dead_letter` event
 *
 * The outbox directory belongs to one delivery at a time; with several workers each has its own. Whoever calls
 * `openDelivery` holds the lock of the data directory, since two processes on one outbox would both send.
 */
import { TeelineError } from '../../schemas/errors.js';
import { Committer } from './committer.js';
import { Lane } from './lane.js';
import { Outbox } from './outbox.js';
import { eachTable } from './outbox-database.js';
import { quietMs, Refusals } from './refusals.js';
import { StoreState } from './store-state.js';
import { StoreWriter } from './store-writer.js';
import { toTimestamp } from './timestamp.js';
const defaults = {
    commitIntervalMs: 100,
    maxMemoryBytes: 16 * 1024 * 1024,
    maxBatchRows: 10_000,
    maxBatchBytes: 8 * 1024 * 1024,
    insertTimeoutMs: 30_000,
    minBackoffMs: 200,
    maxBackoffMs: 30_000
};
/** Opens the outbox and begins to send what it holds. Rejects with TEELINE_OUTBOX_FAILED when it cannot be opened. */
export async function openDelivery(options) {
    try {
        return new OutboxDelivery(await Outbox.open(options.outboxDir), options);
    }
    catch (error) {
        throw new TeelineError('TEELINE_OUTBOX_FAILED', `the outbox in ${options.outboxDir} cannot be opened (${error instanceof Error ? error.message : error})`, 'Check that the directory is on a local disk with room and belongs to this user; move it away to begin anew.', error);
    }
}
class OutboxDelivery {
    #outbox;
    #options;
    #now;
    #writer = new StoreWriter();
    #state;
    #committer;
    #lanes;
    #refusals;
    #diskRefuses = false;
    #lossLoggedAtMs = Number.NEGATIVE_INFINITY;
    #rowsDelivered = 0;
    #rowsDeadLettered = 0;
    #retries = 0;
    #lastError = null;
    #closing = null;
    constructor(outbox, options) {
        const now = options.now ?? Date.now;
        const tuning = { ...defaults, ...options.tuning };
        this.#outbox = outbox;
        this.#options = options;
        this.#now = now;
        this.#state = new StoreState(options.log, now);
        this.#committer = new Committer(outbox, {
            ...tuning,
            collector: options.collector,
            outboxMaxBytes: options.outboxMaxBytes,
            now,
            onCommitted: () => this.#notify(),
            onDisk: error => this.#onDisk(error),
            onLost: reason => this.#onLost(reason)
        });
        this.#refusals = new Refusals({ ...options, now, write: line => this.#committer.push('events', line) });
        this.#lanes = eachTable(table => this.#openLane(table, tuning));
        if (outbox.setAside !== null)
            this.#tellSetAside(outbox.setAside);
        this.#notify();
    }
    get isCrowded() {
        return this.#committer.isCrowded;
    }
    push(table, line) {
        if (this.#closing !== null)
            this.#committer.lose(table, 'closed');
        else
            this.#committer.push(table, line);
    }
    flush() {
        return this.#committer.flush();
    }
    stats() {
        const { waiting } = this.#committer;
        const oldestMs = this.#closing === null ? this.#outbox.oldestMs() : null;
        const sinceMs = oldestMs ?? waiting.sinceMs;
        return {
            pendingRows: this.#outbox.rows + waiting.rows,
            pendingBytes: this.#outbox.bytes + waiting.bytes,
            oldestAgeMs: sinceMs === null ? null : Math.max(0, this.#now() - sinceMs),
            rowsDelivered: this.#rowsDelivered,
            rowsLost: this.#committer.rowsLost,
            rowsDeadLettered: this.#rowsDeadLettered,
            retries: this.#retries,
            lastError: this.#lastError,
            storeUp: this.#state.up
        };
    }
    wake() {
        for (const lane of Object.values(this.#lanes))
            lane.wake();
    }
    close({ deliverTimeoutMs }) {
        this.#closing ??= this.#close(performance.now() + deliverTimeoutMs);
        return this.#closing;
    }
    async #close(deadline) {
        const left = () => Math.max(0, deadline - performance.now());
        // A disk that refuses has been logged; what is on it is still sent.
        await this.#committer.flush().catch(() => { });
        const { events, ...others } = this.#lanes;
        await Promise.all(Object.values(others).map(lane => lane.finish(left())));
        this.#refusals.tell();
        await this.#committer.finish().catch(() => this.#logUnwritten());
        await events.finish(left());
        await this.#writer.close();
        await this.#outbox.close();
    }
    #openLane(table, tuning) {
        const { deadLetterFile, flushIntervalMs, store } = this.#options;
        return new Lane(this.#outbox, this.#writer, {
            ...tuning,
            table,
            deadLetterFile,
            flushIntervalMs,
            backoff: { minMs: tuning.minBackoffMs, maxMs: tuning.maxBackoffMs },
            store,
            now: this.#now,
            onApplied: rows => this.#onApplied(rows),
            onRetry: name => this.#onRetry(name),
            onDeadLetter: outcome => this.#onDeadLetter(table, outcome),
            onIdle: () => this.#refusals.tell()
        });
    }
    #notify() {
        for (const lane of Object.values(this.#lanes))
            lane.notify();
    }
    #onApplied(rows) {
        this.#rowsDelivered += rows;
        this.#committer.roomMade();
        if (this.#state.succeeded(this.#outbox.rows))
            this.wake();
    }
    #onRetry(name) {
        this.#retries += 1;
        this.#lastError = name;
        this.#state.failed(name);
    }
    #onDeadLetter(table, outcome) {
        this.#rowsDeadLettered += 1;
        this.#lastError = outcome.name;
        this.#committer.roomMade();
        // A refused event makes no event: it might be refused as well, and so on.
        if (table !== 'events')
            this.#refusals.add(table, outcome);
    }
    #onDisk(error) {
        if (error === null) {
            this.#diskRefuses = false;
            this.#options.log('info', 'the outbox can be written again');
            return;
        }
        const reason = error instanceof Error ? error.message : String(error);
        if (!this.#diskRefuses)
            this.#options.log('error', `the outbox cannot be written (${reason}); rows wait in memory`);
        this.#diskRefuses = true;
        this.#lastError = `outbox: ${reason}`;
    }
    #tellSetAside(path) {
        const message = `the outbox file was damaged and is now ${path}; rows that were only there are lost`;
        this.#options.log('error', message);
        const { collector } = this.#options;
        const event = {
            ts: toTimestamp(this.#now()),
            kind: 'outbox_broken',
            message,
            count: 1,
            attributes: {},
            collector
        };
        this.#committer.push('events', JSON.stringify(event));
    }
    #onLost(reason) {
        if (this.#now() - this.#lossLoggedAtMs < quietMs)
            return;
        this.#lossLoggedAtMs = this.#now();
        this.#options.log('error', `rows are dropped (${reason}); ${this.#committer.rowsLost} since the start`);
    }
    #logUnwritten() {
        this.#options.log('error', `${this.#committer.waiting.rows} rows could not be written to the outbox and are lost`);
    }
}
//# sourceMappingURL=delivery.js.map