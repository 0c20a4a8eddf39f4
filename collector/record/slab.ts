/**
 * How the relay thread hands bytes and times to the recorder: slabs of records, in memory of both threads. They are shared
 * and used again, not transferred: a transferred buffer is new memory to the receiver's collector, and about a hundred of
 * them a second made it mark its whole heap five times a second.
 *
 * The first word of a slab says who has it: the reader from when it is posted until it gives it back. No message goes with that,
 * which would wake the relay for nothing. Records follow, behind eight bytes.
 *
 * A record is a 24-byte head and a payload, padded to a multiple of eight so that the heads stay aligned:
 *
 *     f64 time, microseconds on the relay's monotonic clock │ u32 slot     │ u32 payload bytes │ u32 kind │ u32 unused
 *
 * `open` … any number of chunks … `end` make one exchange; records of many exchanges lie between each other. A slot is an
 * exchange's number while it is open, and another's after that.
 */
export const slabBytes = 262_144
export const slabHeadBytes = 8
export const recordHeadBytes = 24

export const kinds = { open: 1, requestBytes: 2, responseHead: 3, responseBytes: 4, end: 5 } as const

export type Kind = (typeof kinds)[keyof typeof kinds]

/**
 * An `open` payload is text, a field a line: id, startedAtUs, route, target, provider, upstreamHost, method, path,
 * upstreamPath; then the raw request headers: name, value, name, value …
 */
export const openFieldCount = 9

/*
 * An `end` payload likewise: endedBy, errorType, errorCode, errorMessage, status, waitUs, connectUs, overheadUs,
 * requestBytes, responseBytes, upgraded, mutated. An empty line stands for NULL.
 */

/** A filled slab, and what could not be written down since the last one. Its reader has to `giveBack` the memory. */
export interface SlabMessage {
  memory: SharedArrayBuffer
  /** From the slab's beginning to the end of its last record. */
  usedBytes: number
  lostRows: number
  lostBytes: number
}

/** The reader has read it, and will not look at it again. */
export function giveBack(memory: SharedArrayBuffer): void {
  Atomics.store(new Uint32Array(memory, 0, 1), 0, owners.relay)
}

export const owners = { relay: 0, reader: 1 } as const

/** The record's whole length for a payload. */
export function recordBytes(payloadBytes: number): number {
  return recordHeadBytes + ((payloadBytes + 7) & ~7)
}
