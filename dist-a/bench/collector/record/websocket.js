/** The messages of one side of a WebSocket connection, out of the raw bytes of an upgraded tape. */
import { rawBody, timesAlong } from './body.js';
import { inflaterOf, maxInflatedBytes } from './inflate.js';
import { frameAt, opcodes, payloadOf, resumeFrames } from './websocket-frame.js';
/**
 * Reads one side. `extensions` is the answer's `sec-websocket-extensions`; `sender` is who masks. Never throws: what cannot
 * be decoded is left out, and `onFault` hears why. Fragments are joined, control frames may stand between them (§5.4).
 */
export function messagesOf(run, sender, extensions, onFault) {
    const { head, tail, incomplete } = rawBody(run);
    const deflate = deflateOf(extensions, sender);
    const reader = new SideReader(deflate);
    const side = { messages: reader.messages, close: null, resumedAt: null, incomplete };
    try {
        reader.read(head, 0);
        // A compression that looks back has lost what it looks back at.
        if (tail !== null && deflate !== 'context') {
            side.resumedAt = reader.messages.length;
            reader.resume();
            reader.read(tail, resumeFrames(tail.bytes, sender === 'client'));
        }
    }
    catch (error) {
        side.incomplete = true;
        onFault(error);
    }
    finally {
        reader.end();
    }
    side.close = reader.close;
    return side;
}
class SideReader {
    messages = [];
    close = null;
    #deflate;
    #inflater = null;
    #fragments = [];
    #compressed = false;
    #totalBytes = 0;
    constructor(deflate) {
        this.#deflate = deflate;
    }
    read(stretch, start) {
        const { bytes } = stretch;
        const timeOf = timesAlong(stretch);
        let at = start;
        while (at < bytes.length && this.close === null) {
            const frame = frameAt(bytes, at);
            if (frame === null || frame.to > bytes.length)
                return;
            this.#frame(frame, payloadOf(bytes, frame), timeOf(frame.to - 1));
            at = frame.to;
        }
    }
    /** Forgets the message that a hole cut through. */
    resume() {
        this.#fragments = [];
        this.#compressed = false;
    }
    end() {
        this.#inflater?.close();
        this.#inflater = null;
    }
    #frame(frame, payload, timeUs) {
        const { opcode } = frame;
        if (opcode === opcodes.close) {
            const code = payload.length < 2 ? noCode : payload.readUInt16BE(0);
            this.close = { code, reason: payload.toString('utf8', 2), timeUs };
        }
        if (opcode >= opcodes.close)
            return;
        if (opcode !== opcodes.continuation) {
            this.#fragments = [];
            this.#compressed = frame.compressed;
        }
        this.#fragments.push(payload);
        if (!frame.fin)
            return;
        const whole = this.#fragments.length === 1 ? payload : Buffer.concat(this.#fragments);
        this.#fragments = [];
        const plain = this.#compressed ? this.#inflate(whole) : whole;
        this.#totalBytes += plain.length;
        if (this.#totalBytes > maxInflatedBytes)
            throw new RangeError('messages decode to more than the bound');
        this.messages.push({ text: plain.toString('utf8'), timeUs });
    }
    /** A compressed message lacks the four bytes that end a flush (RFC 7692 §7.2.2). */
    #inflate(data) {
        this.#inflater ??= inflaterOf('deflate', rawDeflate);
        if (this.#inflater === null)
            throw new Error('no inflater for raw deflate');
        const plain = this.#inflater.push(Buffer.concat([data, flushEnd]));
        if (this.#deflate !== 'context')
            this.end();
        return plain;
    }
}
function deflateOf(extensions, sender) {
    if (!/permessage-deflate/i.test(extensions))
        return 'none';
    return new RegExp(`${sender}_no_context_takeover`, 'i').test(extensions) ? 'each' : 'context';
}
/** Not the first byte of a zlib header, by which raw deflate is told. */
const rawDeflate = Buffer.alloc(18);
const flushEnd = Buffer.from([0x00, 0x00, 0xff, 0xff]);
const noCode = 1005;
//# sourceMappingURL=websocket.js.map