/**
 * How the relay thread hands bytes and times to the recorder: slabs of records, in memory of both threads. They are shared
 * and used again, not transferred: a transferred buffer is new memory to the receiver's collector, and about a hundred of
 * them a second made it mark its whole heap five times a second.
 *
 * A record is a 24-byte head and a payload, padded to a multiple of eight so that the heads stay aligned:
 *
 *     f64 time, microseconds on the relay's monotonic clock │ u32 slot     │ u32 payload bytes │ u32 kind │ u32 unused
 *
 * `open` … any number of chunks … `end` make one exchange; records of many exchanges lie between each other. A slot is an
 * exchange's number while it is open, and another's after that.
 */
export const slabBytes = 262_144;
export const recordHeadBytes = 24;
export const kinds = { open: 1, requestBytes: 2, responseHead: 3, responseBytes: 4, end: 5 };
/**
 * An `open` payload is text, a field a line: id, startedAtUs, route, target, provider, upstreamHost, method, path,
 * upstreamPath; then the raw request headers: name, value, name, value …
 */
export const openFieldCount = 9;
/** The record's whole length for a payload. */
export function recordBytes(payloadBytes) {
    return recordHeadBytes + ((payloadBytes + 7) & ~7);
}
//# sourceMappingURL=slab.js.map