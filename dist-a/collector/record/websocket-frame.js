/** Frames of RFC 6455 §5.2 in a run of bytes. */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
/** The frame that begins at `at`, its payload whole or not; NULL when its head is cut off or is none. */
export function frameAt(bytes, at) {
    if (at + 2 > bytes.length)
        return null;
    const first = bytes[at];
    const second = bytes[at + 1];
    const opcode = first & 0x0f;
    if ((first & 0x30) !== 0 || !known.has(opcode))
        return null;
    const short = second & 0x7f;
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const masked = (second & 0x80) !== 0;
    const from = at + 2 + lengthBytes + (masked ? 4 : 0);
    if (from > bytes.length)
        return null;
    const length = lengthBytes === 0 ? short : lengthOf(bytes, at + 2, lengthBytes);
    const fin = (first & 0x80) !== 0;
    // A control frame is short and in one piece (§5.5).
    if (opcode >= opcodes.close && (!fin || length > 125))
        return null;
    return {
        fin,
        compressed: (first & 0x40) !== 0,
        opcode,
        maskAt: masked ? from - 4 : -1,
        from,
        to: from + length
    };
}
/** The payload, unmasked (§5.3). */
export function payloadOf(bytes, { maskAt, from, to }) {
    const payload = bytes.subarray(from, to);
    if (maskAt < 0)
        return payload;
    const key = bytes.subarray(maskAt, maskAt + 4);
    const plain = Buffer.allocUnsafe(payload.length);
    for (let index = 0; index < payload.length; index += 1) {
        plain[index] = payload[index] ^ key[index & 3];
    }
    return plain;
}
/**
 * Where frames begin again behind a hole: the first place from which they follow each other to the very end of the bytes.
 * `masked`: the side that sent them masks (a client must, a server must not). `bytes.length` when there is none.
 */
export function resumeFrames(bytes, masked) {
    let budget = maxSteps;
    for (let at = 0; at < bytes.length && budget > 0; at += 1) {
        // A frame that ends a message: in text, such a byte is rare.
        if (bytes[at] < 0x80)
            continue;
        let next = at;
        let frames = 0;
        for (; next < bytes.length; frames += 1) {
            budget -= 1;
            const frame = frameAt(bytes, next);
            if (frame === null || frame.maskAt >= 0 !== masked)
                break;
            next = frame.to;
        }
        if (frames >= (next === bytes.length ? 1 : surelyFrames) && next >= bytes.length)
            return at;
    }
    return bytes.length;
}
function lengthOf(bytes, at, lengthBytes) {
    return lengthBytes === 2 ? bytes.readUInt16BE(at) : Number(bytes.readBigUInt64BE(at));
}
const known = new Set(Object.values(opcodes));
const maxSteps = 1_000_000;
/** With the last frame cut off, so many heads in a row are no chance. */
const surelyFrames = 3;
//# sourceMappingURL=websocket-frame.js.map