/**
 * HOT. A chunked body (RFC 9112 §7.1) as it comes: what is in the chunks, and what of the bytes on the wire can go on as they
 * are. `read` runs for each read of the socket, and the loop in it for each chunk.
 *
 * Must not happen here: a copy of a chunk, an allocation but one view for each chunk. Sizes are read strictly, because the
 * client reads the same bytes again. Guarded by bench/relay.mjs.
 */
import { malformed, readFields } from './answer-head.js';
const cr = 0x0d;
const lf = 0x0a;
const semicolon = 0x3b;
/** 13 hexadecimal digits are the most that a double holds exactly. */
const maxSizeDigits = 13;
/** Behind a size. With it what is held of one has a bound. */
const maxExtensionBytes = 4_096;
const states = { size: 0, extension: 1, sizeEnd: 2, data: 3, dataCr: 4, dataLf: 5, trailers: 6, done: 7 };
const noBytes = Buffer.alloc(0);
export class ChunkedBody {
    #maxTrailerBytes;
    #state = states.size;
    /** Of this chunk, and not yet come. */
    #left = 0;
    #sizeDigits = 0;
    #extensionBytes = 0;
    /** Of a size that came in pieces: what came in earlier reads. */
    #held = noBytes;
    #trailers = '';
    constructor(maxTrailerBytes) {
        this.#maxTrailerBytes = maxTrailerBytes;
    }
    /** The last chunk and its trailers have come. */
    get isDone() {
        return this.#state === states.done;
    }
    /** Name, value, name, value …; to be asked for when done. */
    get trailers() {
        return this.#trailers === '' ? [] : readFields(this.#trailers.slice(0, -2), 0);
    }
    /**
     * Reads on at `from`.
     *
     * @returns offset behind what belongs to this body: the length of `bytes`, unless it is done.
     * @throws MalformedAnswer
     */
    read(bytes, from, atUs, reader) {
        let at = from;
        /** Where the size begins that is not complete yet; what is before it can go on. */
        let sizeAt = from;
        while (at < bytes.length && this.#state < states.trailers) {
            if (this.#state === states.data) {
                const end = Math.min(bytes.length, at + this.#left);
                this.#left -= end - at;
                reader.onData(bytes.subarray(at, end), atUs);
                at = end;
                if (this.#left === 0)
                    this.#state = states.dataCr;
                continue;
            }
            const byte = bytes[at++];
            if (this.#state === states.dataLf)
                sizeAt = at;
            this.#step(byte);
        }
        this.#passOn(bytes, from, sizeAt, reader);
        return this.#state === states.trailers ? this.#readTrailers(bytes, at) : at;
    }
    #step(byte) {
        if (this.#state === states.size)
            this.#onSize(byte);
        else if (this.#state === states.extension)
            this.#onExtension(byte);
        else if (this.#state === states.dataCr)
            this.#expect(byte, cr, states.dataLf);
        else if (this.#state === states.dataLf)
            this.#expect(byte, lf, states.size);
        else {
            this.#expect(byte, lf, this.#left === 0 ? states.trailers : states.data);
            this.#sizeDigits = 0;
            this.#extensionBytes = 0;
        }
    }
    #onSize(byte) {
        const digit = hexDigit(byte);
        if (digit >= 0) {
            if (++this.#sizeDigits > maxSizeDigits)
                throw malformed('a chunk is too large', 'INVALID_CHUNK_SIZE');
            this.#left = this.#left * 16 + digit;
            return;
        }
        if (this.#sizeDigits === 0)
            throw malformed('a chunk has no size', 'INVALID_CHUNK_SIZE');
        if (byte === cr)
            this.#state = states.sizeEnd;
        else if (byte === semicolon)
            this.#state = states.extension;
        else
            throw malformed('the size of a chunk is not a number', 'INVALID_CHUNK_SIZE');
    }
    #onExtension(byte) {
        if (byte === cr)
            this.#state = states.sizeEnd;
        else if ((byte < 0x20 && byte !== 0x09) || byte === 0x7f)
            throw malformed('the extension of a chunk is not one', 'INVALID_CHUNK_SIZE');
        else if (++this.#extensionBytes > maxExtensionBytes)
            throw malformed('the extension of a chunk is too long', 'INVALID_CHUNK_SIZE');
    }
    #expect(byte, expected, next) {
        if (byte !== expected)
            throw malformed('a chunk does not end where it should', 'STRICT');
        this.#state = next;
    }
    /** The last chunk is the end of our own answer too, which its trailers may still be missing from: it does not go on. */
    #passOn(bytes, from, sizeAt, reader) {
        const isInSize = this.#state <= states.sizeEnd;
        const isLast = this.#state === states.trailers;
        const end = isInSize || isLast ? sizeAt : bytes.length;
        // A size that began earlier, and has its end now, belongs to a chunk: that goes on, and what was held before it.
        if (end > from) {
            const wire = bytes.subarray(from, end);
            reader.onWire(this.#held.length === 0 ? wire : Buffer.concat([this.#held, wire]), isLast);
            this.#held = noBytes;
        }
        if (isInSize && sizeAt < bytes.length)
            this.#held = Buffer.concat([this.#held, bytes.subarray(sizeAt)]);
    }
    /** Line by line up to the empty one. Few answers have any, and those are short. */
    #readTrailers(bytes, from) {
        let at = from;
        while (at < bytes.length) {
            const end = bytes.indexOf(lf, at);
            const next = end < 0 ? bytes.length : end + 1;
            this.#trailers += bytes.toString('latin1', at, next);
            at = next;
            if (this.#trailers.length > this.#maxTrailerBytes)
                throw malformed('the trailers are too long', 'HEADER_OVERFLOW');
            if (end >= 0 && !this.#trailers.endsWith('\r\n'))
                throw malformed('a trailer does not end where it should', 'STRICT');
            if (this.#trailers !== '\r\n' && !this.#trailers.endsWith('\r\n\r\n'))
                continue;
            this.#trailers = this.#trailers.slice(0, -2);
            this.#state = states.done;
            break;
        }
        return at;
    }
}
/** -1 for what is none. */
function hexDigit(byte) {
    if (byte >= 0x30 && byte <= 0x39)
        return byte - 0x30;
    const lower = byte | 0x20;
    return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
//# sourceMappingURL=chunked-body.js.map