/**
 * HOT. Runs for each head, each chunk and each end of every exchange: one copy into a slab and five stores.
 *
 * Must not happen here: parsing, waiting, an allocation or closure for each chunk, memory without a bound. When the
 * recorder falls behind by `maxBytes`, chunks are counted and left out; heads and ends have a reserve of their own, so
 * that the row still comes. Guarded by bench/relay.mjs.
 */
import { kinds, recordBytes, recordHeadBytes, slabBytes } from '../record/slab.js';
/** How long a record may lie in a slab before it travels. */
const flushIntervalMs = 20;
/** Part of `maxBytes` that only heads and ends may use. */
const reserve = 1 / 4;
/** Emptied slabs kept for the next burst. */
const maxSpareSlabs = 4;
/** A bit more than the largest chunk that fits a fresh slab; longer payloads are cut in two. */
const maxPayloadBytes = slabBytes - recordHeadBytes - 8;
/** Writes records into slabs and posts them. One for each relay thread. */
export class Journal {
    #maxSlabs;
    #reader;
    #slab;
    #used = 0;
    #outstanding = new Map();
    #spare = [];
    #made = 0;
    #timer = null;
    #lostRows = 0;
    #lostBytes = 0;
    constructor(reader, maxBytes) {
        this.#reader = reader;
        this.#maxSlabs = Math.max(4, Math.floor(maxBytes / slabBytes));
        this.#slab = this.#make();
    }
    /** Opens an exchange: `text` as slab.ts says. When not even that finds room, its row is lost and counted. */
    open(slot, atUs, text) {
        if (!this.#text(kinds.open, slot, atUs, text))
            this.#lostRows++;
    }
    /** Status line and headers of the answer, one a line. */
    responseHead(slot, atUs, text) {
        this.#text(kinds.responseHead, slot, atUs, text);
    }
    /** Closes an exchange: `text` as slab.ts says. */
    end(slot, atUs, text) {
        if (this.#text(kinds.end, slot, atUs, text))
            this.#slab.ends++;
        else
            this.#lostRows++;
    }
    /** Copies a chunk; when the bound was hit the bytes are counted, not kept. */
    bytes(kind, slot, atUs, chunk) {
        let from = 0;
        do {
            const length = Math.min(chunk.length - from, maxPayloadBytes);
            if (!this.#room(length, this.#maxSlabs * (1 - reserve))) {
                this.#lostBytes += chunk.length - from;
                return;
            }
            const at = this.#head(kind, slot, atUs, length);
            this.#slab.bytes.set(from === 0 && length === chunk.length ? chunk : chunk.subarray(from, from + length), at);
            from += length;
        } while (from < chunk.length);
    }
    /** Sends what is there now; at the end of the day, and by the timer. */
    flush() {
        if (this.#timer !== null) {
            clearTimeout(this.#timer);
            this.#timer = null;
        }
        if (this.#used > 0)
            this.#post();
    }
    /** The reader is done with that slab. */
    recycle(number) {
        const slab = this.#outstanding.get(number);
        if (slab === undefined)
            return;
        this.#outstanding.delete(number);
        if (this.#spare.length < maxSpareSlabs)
            this.#spare.push(slab);
    }
    /**
     * The recorder died and another took its place. What it held is gone, and counted: at most as many rows as had their end in
     * slabs that it had not given back.
     */
    forgetOutstanding() {
        for (const [number, { ends, toldRows, toldBytes }] of [...this.#outstanding]) {
            this.#lostRows += ends + toldRows;
            this.#lostBytes += toldBytes;
            this.recycle(number);
        }
        this.#timer ??= setTimeout(() => this.#onTimer(), flushIntervalMs);
    }
    /** Bytes handed over and not yet read, an upper bound. */
    get backlogBytes() {
        return this.#outstanding.size * slabBytes;
    }
    #text(kind, slot, atUs, text) {
        const length = Math.min(text.length, maxPayloadBytes);
        if (!this.#room(length, this.#maxSlabs))
            return false;
        const at = this.#head(kind, slot, atUs, length);
        this.#slab.bytes.write(text, at, length, 'latin1');
        return true;
    }
    /** Makes sure that a record fits the slab at hand; false when that would need one slab more than `slabs`. */
    #room(payloadBytes, slabs) {
        if (this.#used + recordBytes(payloadBytes) <= slabBytes)
            return true;
        if (this.#outstanding.size >= slabs)
            return false;
        this.#post();
        return true;
    }
    #head(kind, slot, atUs, length) {
        if (this.#used === 0)
            this.#timer ??= setTimeout(() => this.#onTimer(), flushIntervalMs);
        const at = this.#used;
        this.#slab.times[at >> 3] = atUs;
        const word = (at >> 2) + 2;
        const { words } = this.#slab;
        words[word] = slot;
        words[word + 1] = length;
        words[word + 2] = kind;
        this.#used = at + recordBytes(length);
        return at + recordHeadBytes;
    }
    #onTimer() {
        this.#timer = null;
        if (this.#used > 0 || this.#lostRows > 0)
            this.#post();
    }
    #post() {
        const { number, memory } = this.#slab;
        const message = {
            number,
            memory,
            usedBytes: this.#used,
            lostRows: this.#lostRows,
            lostBytes: this.#lostBytes
        };
        this.#slab.toldRows = this.#lostRows;
        this.#slab.toldBytes = this.#lostBytes;
        this.#lostRows = 0;
        this.#lostBytes = 0;
        this.#outstanding.set(number, this.#slab);
        this.#reader.postMessage(message);
        this.#slab = this.#spare.pop() ?? this.#make();
        this.#slab.ends = 0;
        this.#used = 0;
    }
    #make() {
        const memory = new SharedArrayBuffer(slabBytes);
        return {
            number: this.#made++,
            memory,
            ends: 0,
            toldRows: 0,
            toldBytes: 0,
            bytes: Buffer.from(memory),
            times: new Float64Array(memory),
            words: new Uint32Array(memory)
        };
    }
}
//# sourceMappingURL=journal.js.map