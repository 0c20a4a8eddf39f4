/**
 * What the client of one request saw. Times are whole µs since the run's start by the monotonic clock; NULL: it never came to
 * it. A latency from the intended moment is `x − intendedUs`, from the actual one `x − sentUs`.
 */
import type { RunOutcome } from '../../schemas/run.js'

export interface Outcome {
  seq: number
  /** `x-teeline-id` of the answer; '' without one. */
  id: string
  kind: RunOutcome
  /** System error code and the like, never content. */
  detail: string
  status: number | null
  retryAfterMs: number | null
  intendedUs: number
  /** When its bytes were handed to a connected and, with TLS, verified socket. */
  sentUs: number | null
  /** Duration of TCP and TLS set-up; NULL on a reused connection. It ended at `sentUs`. */
  connectUs: number | null
  /** First byte of the answer's body: its head may have come long before. */
  firstByteUs: number | null
  lastByteUs: number | null
  doneUs: number
  requestBytes: number
  responseBytes: number
  chunks: number
}
