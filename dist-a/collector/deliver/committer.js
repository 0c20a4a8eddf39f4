/**
 * Group commit: rows are taken in memory at once, and every `commitIntervalMs` all that came go to disk in one
 * transaction. `push` costs a few string operations and never waits; past a bound the newest rows are dropped, counted,
 * and told in one `rows_lost` event as soon as there is room for it.
 */
import { TeelineError } from '../../schemas/errors.js';
import { Backoff } from './backoff.js';
import { Intake } from './intake.js';
import { Losses } from './losses.js';
import { toNdjson } from './ndjson.js';
/** Losses are told when this much of the bound is free again, so that an outbox at its brim tells them once. */
const roomShare = 0.9;
const diskRetry = { minMs: 500, maxMs: 30_000 };
export class Committer {
    #outbox;
    #options;
    #intake;
    #losses;
    #backoff = new Backoff(diskRetry);
    #lossesChanged = false;
    #rowsLost = 0;
    #finishing = false;
    #timer = null;
    #running = null;
    /** A group that the disk has refused. It is written again as it is, before anything newer. */
    #refused = null;
    constructor(outbox, options) {
        this.#outbox = outbox;
        this.#options = options;
        this.#intake = new Intake(outbox);
        this.#losses = Losses.restore(outbox.meta('losses'));
        if (!this.#losses.isEmpty)
            this.#schedule(0);
    }
    get rowsLost() {
        return this.#rowsLost;
    }
    /** Rows and bytes that are not yet on disk. */
    get waiting() {
        const sinceMs = this.#refused?.taken[0]?.key[3] ?? this.#intake.oldestMs();
        return { rows: this.#intake.rows, bytes: this.#intake.bytes, sinceMs };
    }
    get isCrowded() {
        return this.#intake.bytes > this.#options.maxMemoryBytes / 2;
    }
    push(table, line) {
        const { maxMemoryBytes, outboxMaxBytes, commitIntervalMs, now } = this.#options;
        // A line feed would make two rows of it; in JSON it can only stand between tokens.
        const row = line.includes('\n') ? line.replaceAll('\n', ' ') : line;
        const bytes = Buffer.byteLength(row) + 1;
        const held = this.#intake.bytes + bytes;
        if (held > maxMemoryBytes) {
            this.lose(table, 'memory_full');
        }
        else if (this.#outbox.diskBytes + held > outboxMaxBytes) {
            this.lose(table, 'outbox_full');
        }
        else {
            this.#intake.add(table, row, bytes, now());
            this.#schedule(commitIntervalMs);
        }
    }
    lose(table, reason) {
        this.#losses.add(table, reason, this.#options.now());
        this.#lossesChanged = true;
        this.#rowsLost += 1;
        this.#options.onLost(reason);
        if (!this.#finishing)
            this.#schedule(this.#options.commitIntervalMs);
    }
    /** Rows have left the outbox: what waits for room is tried again. */
    roomMade() {
        if (this.#refused !== null || (!this.#losses.isEmpty && this.#hasRoom()))
            this.#schedule(0, true);
    }
    /** Resolves when all rows pushed so far are on disk. Rejects with TEELINE_OUTBOX_FAILED when it refuses them. */
    async flush() {
        // The run in progress may have looked for rows before the last of them came.
        if (this.#running !== null)
            await this.#running.catch(() => { });
        await this.#run();
    }
    /** The last flush: losses are told whether there is room or not, and nothing is tried again. */
    async finish() {
        this.#finishing = true;
        try {
            await this.flush();
        }
        finally {
            if (this.#timer !== null)
                clearTimeout(this.#timer);
            this.#timer = null;
        }
    }
    #schedule(delayMs, sooner = false) {
        if (this.#timer !== null) {
            if (!sooner)
                return;
            clearTimeout(this.#timer);
        }
        this.#timer = setTimeout(() => {
            this.#timer = null;
            // What it failed with has been told, and is tried again.
            this.#run().catch(() => { });
        }, delayMs);
    }
    #run() {
        this.#running ??= this.#commitAll().finally(() => {
            this.#running = null;
        });
        return this.#running;
    }
    async #commitAll() {
        for (let group = this.#nextGroup(); group !== null; group = this.#nextGroup()) {
            try {
                if (this.#refused !== null)
                    await this.#outbox.touch().catch(() => { });
                await this.#outbox.append(group.entries, group.meta);
            }
            catch (error) {
                this.#refused = group;
                this.#options.onDisk(error);
                if (!this.#finishing)
                    this.#schedule(this.#backoff.next());
                throw new TeelineError('TEELINE_OUTBOX_FAILED', 'the outbox could not be written', 'Check that the disk of the data directory has room and can be written.', error);
            }
            if (this.#refused !== null)
                this.#options.onDisk(null);
            this.#refused = null;
            this.#backoff.reset();
            this.#intake.written(group.taken);
            if (group.entries.length > 0)
                this.#options.onCommitted();
        }
    }
    #nextGroup() {
        if (this.#refused !== null)
            return this.#refused;
        const taken = this.#intake.take();
        const entries = [...taken];
        const meta = {};
        if (!this.#losses.isEmpty && (this.#finishing || this.#hasRoom())) {
            const atMs = this.#options.now();
            const events = this.#losses.takeEvents(this.#options.collector);
            entries.push(this.#outbox.prepare('events', toNdjson(events), events.length, atMs));
            meta['losses'] = undefined;
        }
        else if (this.#lossesChanged) {
            meta['losses'] = this.#losses.snapshot();
        }
        this.#lossesChanged = false;
        return entries.length === 0 && !('losses' in meta) ? null : { entries, taken, meta };
    }
    #hasRoom() {
        const { outboxMaxBytes, maxMemoryBytes } = this.#options;
        const held = this.#outbox.diskBytes + this.#intake.bytes;
        return held <= roomShare * outboxMaxBytes && this.#intake.bytes <= roomShare * maxMemoryBytes;
    }
}
//# sourceMappingURL=committer.js.map