/** The elements of a streamed JSON array (Gemini without `alt=sse`), each with the time at which its last byte came. */
import { eachChunk } from './body.js';
/**
 * Calls `visit` with the text of each object that stands in the array, as soon as it is whole. An element that was cut
 * off is left out. With `resumes`, the bytes begin somewhere inside an element, which is left out.
 */
export function readJsonArray(stretch, resumes, visit) {
    const { bytes } = stretch;
    const scanner = new Scanner(bytes, resumes ? nextElement(bytes) : 0);
    eachChunk(stretch, (_from, to, timeUs) => {
        for (let element = scanner.next(to); element !== null; element = scanner.next(to))
            visit(element, timeUs);
    });
}
/** The JSON object that begins at `from`, or NULL when it is cut off. */
export function objectAt(bytes, from) {
    return new Scanner(bytes, from).next(bytes.length);
}
/** Finds the outermost objects in bytes that come in pieces. Looks at every byte once. */
class Scanner {
    #bytes;
    #at;
    #depth = 0;
    #start = 0;
    #inString = false;
    constructor(bytes, from) {
        this.#bytes = bytes;
        this.#at = from;
    }
    /** The next object that is whole before `end`; NULL when more bytes are needed. */
    next(end) {
        while (this.#at < end) {
            if (this.#inString)
                this.#skipString(end);
            else if (this.#step(this.#bytes[this.#at]))
                return this.#bytes.toString('utf8', this.#start, this.#at);
        }
        return null;
    }
    /** Takes one byte outside of strings; true when it closed an outermost object. */
    #step(byte) {
        const depth = this.#depth;
        if (byte === openBrace) {
            if (depth === 0)
                this.#start = this.#at;
            this.#depth += 1;
        }
        else if (byte === closeBrace && depth > 0) {
            this.#depth -= 1;
        }
        else if (byte === quote) {
            this.#inString = true;
        }
        this.#at += 1;
        return depth === 1 && this.#depth === 0;
    }
    #skipString(end) {
        while (this.#at < end) {
            const byte = this.#bytes[this.#at];
            // An escape and what it escapes are one step, which may reach into the next piece.
            this.#at += byte === backslash ? 2 : 1;
            if (byte === quote) {
                this.#inString = false;
                return;
            }
        }
    }
}
/** Where the next element begins: behind a comma that stands first on its line. */
function nextElement(bytes) {
    const found = /\n,\s*\{/.exec(bytes.toString('latin1'));
    return found === null ? bytes.length : found.index + found[0].length - 1;
}
const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
//# sourceMappingURL=json-array.js.map