/**
 * How the bytes of an answer are cut into writes. Every kind cuts the wire bytes, head and chunk sizes included.
 *
 * `whole`: one write. `bytes`: one byte a write. `random`: runs of 1 to 97 bytes. `utf8`: inside every multi-byte
 * character. `crlf`: between CR and LF and between two line feeds. `frame`: after every blank line, so one SSE frame a
 * write. `frames`: several frames in one write.
 */
export const writePlans = ['whole', 'bytes', 'random', 'utf8', 'crlf', 'frame', 'frames'];
/** Cuts `bytes` into the pieces that are written one after the other; together they are always `bytes`. */
export function planWrites(bytes, plan, random) {
    return cut(bytes, cutPoints(bytes, plan, random));
}
/** Cuts `bytes` before each of the ascending offsets. */
export function cut(bytes, offsets) {
    const pieces = [];
    let start = 0;
    for (const offset of offsets) {
        if (offset <= start || offset >= bytes.length)
            continue;
        pieces.push(bytes.subarray(start, offset));
        start = offset;
    }
    if (start < bytes.length)
        pieces.push(bytes.subarray(start));
    return pieces;
}
function* cutPoints(bytes, plan, random) {
    switch (plan) {
        case 'whole':
            return;
        case 'bytes':
            for (let offset = 1; offset < bytes.length; offset++)
                yield offset;
            return;
        case 'random':
            for (let offset = random.integer(1, 97); offset < bytes.length; offset += random.integer(1, 97))
                yield offset;
            return;
        case 'utf8':
            // A continuation byte (10xxxxxx) is never the first of its character.
            for (let offset = 1; offset < bytes.length; offset++)
                if ((bytes[offset] & 0xc0) === 0x80)
                    yield offset;
            return;
        case 'crlf':
            for (let offset = 1; offset < bytes.length; offset++)
                if (endsLine(bytes, offset))
                    yield offset;
            return;
        case 'frame':
            yield* frameEnds(bytes);
            return;
        case 'frames': {
            let left = random.integer(2, 9);
            for (const end of frameEnds(bytes)) {
                if (--left > 0)
                    continue;
                yield end;
                left = random.integer(2, 9);
            }
        }
    }
}
function endsLine(bytes, offset) {
    const before = bytes[offset - 1];
    return bytes[offset] === 0x0a && (before === 0x0d || before === 0x0a);
}
/** Offsets just after each blank line, whether lines end with LF or CRLF. */
export function* frameEnds(bytes) {
    for (let offset = 1; offset < bytes.length; offset++) {
        if (bytes[offset] !== 0x0a)
            continue;
        if (bytes[offset - 1] === 0x0a || (bytes[offset - 1] === 0x0d && bytes[offset - 2] === 0x0a))
            yield offset + 1;
    }
}
//# sourceMappingURL=write-plan.js.map