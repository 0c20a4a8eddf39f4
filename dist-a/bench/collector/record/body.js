/** A body as its reader needs it: decoded, in order, and every byte with its time. */
import { inflaterOf, maxInflatedBytes } from './inflate.js';
/**
 * Decodes one direction of a tape. `contentEncoding` is the header's value, or `''`; codings are undone in reverse order.
 * NULL when a coding is unknown. Never throws: what cannot be decoded is left out, and `onFault` hears why.
 */
export function bodyOf(run, contentEncoding, onFault) {
    const raw = rawBody(run);
    const codings = codingsOf(contentEncoding);
    if (codings.length === 0 || run.head.length === 0)
        return raw;
    let decoded = plain(raw.head);
    for (const coding of codings) {
        const next = decode(decoded.stretch, coding, onFault);
        if (next === null)
            return null;
        decoded = {
            stretch: next.stretch,
            stopped: decoded.stopped || next.stopped,
            capped: decoded.capped || next.capped
        };
    }
    return {
        head: decoded.stretch,
        tail: null,
        incomplete: raw.incomplete || decoded.stopped,
        capped: decoded.capped
    };
}
/** One direction of a tape as its bytes were on the wire. */
export function rawBody(run) {
    const head = { bytes: run.head, starts: run.offsets, times: run.times };
    const incomplete = run.tail.length > 0 || run.totalBytes > run.head.length;
    return { head, tail: run.tail.length > 0 ? tailOf(run) : null, incomplete, capped: false };
}
/** Calls `visit` for each chunk of a stretch, in order; once for all of it, with NULL, when times are unknown. */
export function eachChunk(stretch, visit) {
    const { bytes, starts, times } = stretch;
    let from = 0;
    for (let index = 0; index < starts.length && from < bytes.length; index += 1) {
        const to = Math.min(starts[index + 1] ?? bytes.length, bytes.length);
        if (to <= from)
            continue;
        visit(from, to, times[index] ?? null);
        from = to;
    }
    if (from < bytes.length)
        visit(from, bytes.length, null);
}
/** Looks up when the byte at an offset came; the offsets asked for must ascend. */
export function timesAlong({ starts, times }) {
    let chunk = 0;
    return offset => {
        while (chunk + 1 < starts.length && starts[chunk + 1] <= offset)
            chunk += 1;
        return times[chunk] ?? null;
    };
}
/** The codings to undo, the last applied first. */
function codingsOf(contentEncoding) {
    if (contentEncoding === '')
        return [];
    const names = contentEncoding.toLowerCase().split(',');
    const codings = names.map(name => name.trim()).filter(name => name !== '' && name !== 'identity');
    return codings.reverse().slice(0, maxCodings);
}
function tailOf(run) {
    const base = run.totalBytes - run.tail.length;
    const starts = [];
    const times = [];
    for (let index = 0; index < run.offsets.length; index += 1) {
        const next = run.offsets[index + 1] ?? run.totalBytes;
        if (next <= base)
            continue;
        starts.push(Math.max(0, run.offsets[index] - base));
        times.push(run.times[index]);
    }
    return { bytes: run.tail, starts, times };
}
function decode(stretch, coding, onFault) {
    const output = new Output();
    let inflater = null;
    let stopped = false;
    let capped = false;
    try {
        inflater = inflaterOf(coding, stretch.bytes.subarray(0, 18));
        if (inflater === null)
            return null;
        feed(stretch, inflater, output);
    }
    catch (error) {
        // Some proxies leave `content-encoding` on a body that they have decoded.
        if (output.totalBytes === 0 && looksLikeText(stretch.bytes[0] ?? 0))
            return plain(stretch);
        onFault(error);
        stopped = true;
        capped = error instanceof RangeError;
    }
    finally {
        inflater?.close();
    }
    return { stretch: output.stretch(), stopped: stopped || output.full, capped: capped || output.full };
}
function plain(stretch) {
    return { stretch, stopped: false, capped: false };
}
/** Small chunks are decoded together, so that a body in a million pieces costs no more than one in a few thousand. */
function feed(stretch, inflater, output) {
    const least = Math.ceil(stretch.bytes.length / maxPieces);
    let from = 0;
    eachChunk(stretch, (_start, end, timeUs) => {
        if (end - from < least && end < stretch.bytes.length)
            return;
        for (; from < end && !output.full; from += pieceBytes) {
            output.add(inflater.push(stretch.bytes.subarray(from, Math.min(end, from + pieceBytes))), timeUs);
        }
        from = end;
    });
}
/** Decoded bytes with the times of the chunks that they came out of. */
class Output {
    #parts = [];
    #starts = [];
    #times = [];
    #timed = true;
    totalBytes = 0;
    get full() {
        return this.totalBytes >= maxInflatedBytes;
    }
    add(part, timeUs) {
        if (part.length === 0)
            return;
        if (timeUs === null)
            this.#timed = false;
        this.#starts.push(this.totalBytes);
        this.#times.push(timeUs ?? 0);
        this.#parts.push(part);
        this.totalBytes += part.length;
    }
    stretch() {
        const bytes = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
        const bounded = bytes.subarray(0, maxInflatedBytes);
        return this.#timed
            ? { bytes: bounded, starts: this.#starts, times: this.#times }
            : { bytes: bounded, starts: [], times: [] };
    }
}
/** `{`, `[`, white space, or the first letter of an SSE field or comment. */
function looksLikeText(first) {
    return '{["\n\r ted:'.includes(String.fromCharCode(first));
}
const maxCodings = 4;
const maxPieces = 4096;
const pieceBytes = 16 * 1024;
//# sourceMappingURL=body.js.map