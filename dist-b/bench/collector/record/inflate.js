/**
 * Content codings undone a chunk at a time, so that every decoded byte keeps the time at which it came.
 *
 * Node's zlib decodes incrementally only through streams, that is, asynchronously; its `…Sync` functions take whole
 * bodies. What stands between is `_processChunk`, which those functions are made of: it works on a kept handle when it
 * is hindered from closing it (minizlib, and with it npm, decodes this way). A test holds Node to it.
 */
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';
/** No body decodes to more than this: a few kilobytes can claim to be gigabytes. */
export const maxInflatedBytes = 16 * 1024 * 1024;
/**
 * A decoder for one content coding, by its name in `content-encoding` (RFC 9110 §8.4.1; br RFC 7932; zstd RFC 8878), for
 * data that begin with `prefix` (18 bytes tell all). NULL for a coding that is not known. Throws for zstd data that want
 * too large a window.
 */
export function inflaterOf(coding, prefix) {
    switch (coding) {
        case 'gzip':
        case 'x-gzip':
            return zlibInflater('gzip');
        case 'deflate':
            // RFC 9110 means the zlib format; some servers send raw deflate. The low half of a zlib header's first byte is 8.
            return zlibInflater(((prefix[0] ?? 0) & 0x0f) === 8 ? 'zlib' : 'raw');
        case 'br':
            return zlibInflater('br');
        case 'zstd':
            return zstdInflater(prefix);
        default:
            return null;
    }
}
/** A new engine costs 15 µs, a used one 2 µs; one of each format is kept. */
const idle = new Map();
function zlibInflater(format) {
    const kept = idle.get(format) ?? keep(buildEngine(format));
    idle.delete(format);
    const flush = format === 'br' ? zlib.constants.BROTLI_OPERATION_FLUSH : zlib.constants.Z_SYNC_FLUSH;
    let sound = true;
    return {
        push(chunk) {
            sound = false;
            const output = kept.engine._processChunk(chunk, flush);
            kept.engine._handle = kept.handle;
            kept.engine.removeAllListeners('error');
            sound = true;
            // The engine writes over its output buffer in the next call.
            return output === null ? empty : Buffer.from(output);
        },
        close() {
            if (!sound || idle.has(format))
                return kept.release();
            kept.engine.reset();
            idle.set(format, kept);
        }
    };
}
function keep(engine) {
    const handle = engine._handle;
    if (handle === null)
        throw new Error('this Node keeps no handle in a zlib object');
    const release = handle.close.bind(handle);
    handle.close = () => { };
    engine.close = () => { };
    return { engine, handle, release };
}
function buildEngine(format) {
    const options = { maxOutputLength: maxInflatedBytes };
    const engines = {
        gzip: () => zlib.createGunzip(options),
        zlib: () => zlib.createInflate(options),
        raw: () => zlib.createInflateRaw(options),
        br: () => zlib.createBrotliDecompress(options)
    };
    return engines[format]();
}
function zstdInflater(prefix) {
    if (zstdWindowBytes(prefix) > maxInflatedBytes)
        throw new RangeError('zstd data want too large a window');
    let parts = [];
    let bytes = 0;
    const stream = new Decompress(part => {
        bytes += part.length;
        if (bytes > maxInflatedBytes)
            throw new RangeError('zstd data decode to more than the bound');
        parts.push(part.slice());
    });
    return {
        push(chunk) {
            parts = [];
            stream.push(chunk);
            return Buffer.concat(parts);
        },
        close() { }
    };
}
/**
 * The window that a zstd frame asks for, which its decoder allocates at once (RFC 8878 §3.1.1.1). RFC 9659 allows 8 MiB in
 * content codings, the format terabytes.
 */
function zstdWindowBytes(header) {
    const descriptor = header[4] ?? 0;
    if ((descriptor & 0x20) === 0) {
        const window = header[5] ?? 0;
        return 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8);
    }
    const sizeBytes = [1, 2, 4, 8][descriptor >> 6];
    const from = 5 + [0, 1, 2, 4][descriptor & 3];
    if (header.length < from + sizeBytes)
        return 0;
    return sizeBytes === 8 ? Number(header.readBigUInt64LE(from)) : header.readUIntLE(from, sizeBytes);
}
const empty = Buffer.alloc(0);
//# sourceMappingURL=inflate.js.map