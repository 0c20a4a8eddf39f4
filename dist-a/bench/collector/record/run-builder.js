/** Puts one direction's chunks together again, within a bound: the first bytes and the last ones are kept. */
import { largestPooledBytes } from './buffer-pool.js';
import { emptyRun } from './tape.js';
const headShare = 3 / 4;
const none = Buffer.alloc(0);
/** More chunks than this get a mark only when time has moved on by a millisecond. */
const maxDenseMarks = 32_768;
export class RunBuilder {
    #headLimit;
    #tailLimit;
    #head = none;
    #headBytes = 0;
    #tail = [];
    #tailBytes = 0;
    #totalBytes = 0;
    #offsets = [];
    #times = [];
    #pool;
    constructor(captureBytes, pool) {
        this.#pool = pool;
        this.#headLimit = Math.floor(captureBytes * headShare);
        this.#tailLimit = captureBytes - this.#headLimit;
    }
    /** Gives its memory back; the run that was built must not be read after this. */
    release(pool) {
        pool.give(this.#head);
        this.#head = none;
        this.#headBytes = 0;
    }
    /** Bytes held in memory. */
    get heldBytes() {
        return this.#head.length + this.#tailBytes;
    }
    /** Appends a copy of `chunk`, which passed the relay `atUs` after the exchange's origin. */
    append(chunk, atUs) {
        this.#mark(atUs);
        this.#totalBytes += chunk.length;
        const room = this.#headLimit - this.#headBytes;
        if (chunk.length <= room)
            this.#appendHead(chunk);
        else {
            if (room > 0)
                this.#appendHead(chunk.subarray(0, room));
            this.#appendTail(chunk.subarray(Math.max(room, 0)));
        }
    }
    /** `passedBytes`: all that passed the relay, which is more than was appended when a bound was hit on the way. */
    build(passedBytes) {
        if (passedBytes === 0)
            return emptyRun();
        const tail = Buffer.concat(this.#tail);
        const head = this.#head.subarray(0, this.#headBytes);
        const joined = head.length + tail.length === this.#totalBytes;
        return {
            head: joined && tail.length > 0 ? Buffer.concat([head, tail]) : head,
            tail: joined ? Buffer.alloc(0) : tail,
            totalBytes: Math.max(passedBytes, this.#totalBytes),
            offsets: this.#offsets,
            times: this.#times
        };
    }
    #mark(atUs) {
        const marks = this.#times.length;
        const last = this.#times[marks - 1];
        if (marks > maxDenseMarks && last !== undefined && atUs - last < 1_000)
            return;
        this.#offsets.push(this.#totalBytes);
        this.#times.push(atUs);
    }
    #appendHead(chunk) {
        const needed = this.#headBytes + chunk.length;
        if (needed > this.#head.length) {
            const grown = needed <= largestPooledBytes
                ? this.#pool.take(needed)
                : Buffer.allocUnsafeSlow(this.#capacityFor(needed));
            this.#head.copy(grown, 0, 0, this.#headBytes);
            this.#pool.give(this.#head);
            this.#head = grown;
        }
        chunk.copy(this.#head, this.#headBytes);
        this.#headBytes = needed;
    }
    #capacityFor(needed) {
        return Math.min(this.#headLimit, Math.max(needed, 2 * this.#head.length));
    }
    #appendTail(chunk) {
        if (chunk.length === 0)
            return;
        const kept = chunk.length > this.#tailLimit ? chunk.subarray(chunk.length - this.#tailLimit) : chunk;
        this.#tail.push(Buffer.from(kept));
        this.#tailBytes += kept.length;
        while (this.#tailBytes > this.#tailLimit) {
            const first = this.#tail[0];
            const surplus = this.#tailBytes - this.#tailLimit;
            if (first.length <= surplus)
                this.#tail.shift();
            else
                this.#tail[0] = first.subarray(surplus);
            this.#tailBytes -= Math.min(first.length, surplus);
        }
    }
}
//# sourceMappingURL=run-builder.js.map