/**
 * How the relay thread hands bytes and times to the recorder: slabs of records, moved between the threads by transfer.
 *
 * A record is a 24-byte head and a payload, padded to a multiple of eight so that the heads stay aligned:
 *
 *     f64 time, microseconds on the relay's monotonic clock │ u32 exchange │ u32 payload bytes │ u32 kind │ u32 unused
 *
 * `open` … any number of chunks … `end` make one exchange; records of many exchanges lie between each other.
 */
export const slabBytes = 262_144
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
 * requestBytes, responseBytes, upgraded. An empty line stands for NULL.
 */

/** What travels with a slab: how much of it is filled, and what could not be written down since the last one. */
export interface SlabMessage {
  slab: ArrayBuffer
  usedBytes: number
  lostRows: number
  lostBytes: number
}

/** The record's whole length for a payload. */
export function recordBytes(payloadBytes: number): number {
  return recordHeadBytes + ((payloadBytes + 7) & ~7)
}
