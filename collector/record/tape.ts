/**
 * The tape: the relay thread's only product. What was sent, what came back, and when. Everything that teeline knows of an
 * exchange is read off its tape, after the fact and off the relay thread.
 */
import type { Capture, EndedBy, ErrorType } from '../../schemas/row.js'

/**
 * One direction's body bytes, as they were on the wire (still compressed, still framed by the provider), with the time
 * at which each chunk passed. When a bound was hit the middle is gone: `head` holds the first bytes, `tail` the last,
 * and `totalBytes` counts all.
 */
export interface Run {
  head: Buffer
  /** Empty unless the middle was dropped. Its first byte stands at offset `totalBytes - tail.length`. */
  tail: Buffer
  totalBytes: number
  /** Offset of each chunk's first byte, ascending, counted over all bytes. Same length as `times`. */
  offsets: number[]
  /** Microseconds since the exchange's origin at which that chunk passed the relay. */
  times: number[]
}

/** All that the relay wrote down of one exchange. Times are microseconds since the request's head stood at our door. */
export interface Tape {
  id: string
  /** Wall clock at the origin, microseconds since the Unix epoch. */
  startedAtUs: number
  route: string
  target: string
  provider: string
  upstreamHost: string
  method: string
  /** The request target as the client sent it, route prefix included, query included. Never stored as it is. */
  path: string
  /** What was asked of the upstream: path and query without the route's prefix. Never stored as it is. */
  upstreamPath: string
  /** Raw name, value, name, value … as received; holds credentials, so it never leaves the recorder's memory. */
  requestHeaders: string[]
  request: Run
  /** NULL until the upstream's final head came (or for our own refusals: the status that we sent). */
  status: number | null
  responseHeaders: string[]
  response: Run
  /** Head at our door → request handed to an upstream connection. */
  waitUs: number | null
  /** TCP and TLS set-up, when this exchange had to open the connection. */
  connectUs: number | null
  /** Head of the final response. */
  ttfbUs: number | null
  endUs: number | null
  /** Time that the relay itself spent between the two sockets, up to the response's head. */
  overheadUs: number | null
  endedBy: EndedBy
  /** The relay's verdict, `''` when the transport was fine; what the body says may still be an error. */
  errorType: ErrorType
  errorCode: string
  errorMessage: string
  capture: Capture
  /** A WebSocket (or other upgraded) connection: `request` and `response` hold raw frames after the 101. */
  upgraded: boolean
  /** The request was changed on its way (`usage: inject`). `request` holds what the client sent. */
  mutated: boolean
}

/** An empty run. */
export function emptyRun(): Run {
  return { head: noBytes, tail: noBytes, totalBytes: 0, offsets: [], times: [] }
}

export const noBytes: Buffer = Buffer.alloc(0)

/**
 * When the byte at `offset` passed the relay, in microseconds since the exchange's origin; NULL for an empty run.
 * `offset` counts bytes on the wire.
 */
export function timeAt(run: Run, offset: number): number | null {
  const { offsets, times } = run
  let low = 0
  let high = offsets.length - 1
  if (high < 0) return null
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return times[low] ?? null
}
