/**
 * One request of a run, as both instruments saw it: the client's outcome and, once it is in the store, the collector's
 * row. TTFT, TPOT and gaps are the collector's, which reads the stream; what a client alone knows is when the request
 * should have gone out and when it did.
 */
import type { RunOutcome } from '../../schemas/run.js'

/** What of `teeline.requests` a run is measured by. Times are µs from the request's head at the collector. */
export interface RecordedRequest {
  id: string
  arm: string
  error_type: string
  ttft_us: number | null
  tpot_us: number | null
  gap_p95_us: number | null
  e2e_us: number | null
  input_tokens: number | null
  output_tokens: number | null
  usage_source: string
  /** Decimal string. */
  cost_usd: string | null
}

/** What the client saw of it, as `teeline.run_requests` has it. */
export interface SentRequest {
  intended_us: number
  sent_us: number | null
  done_us: number | null
}

/** Milliseconds. NULL: the request did not come to it, or its row is not in the store. */
export interface Latencies {
  ttft: number | null
  ttft_intended: number | null
  tpot: number | null
  gap_p95: number | null
  e2e: number | null
  e2e_intended: number | null
}

/**
 * Latencies of one request. Those without a suffix count from when its head stood at the collector; `…_intended` adds how
 * late the client sent it, so that a stall of the client or of the server is not left out (no coordinated omission).
 */
export function latenciesOf(sent: SentRequest, recorded: RecordedRequest | undefined): Latencies {
  if (sent.sent_us === null) return noLatencies
  const lag = sent.sent_us - sent.intended_us
  const ttft = recorded?.ttft_us ?? null
  // An answer whose row is missing has an end all the same: the client's.
  const e2e = recorded?.e2e_us ?? (sent.done_us === null ? null : sent.done_us - sent.sent_us)
  return {
    ttft: milliseconds(ttft),
    ttft_intended: milliseconds(ttft === null ? null : ttft + lag),
    tpot: milliseconds(recorded?.tpot_us ?? null),
    gap_p95: milliseconds(recorded?.gap_p95_us ?? null),
    e2e: milliseconds(e2e),
    e2e_intended: milliseconds(e2e === null ? null : e2e + lag)
  }
}

/** A 200 that broke off is no good answer; only the collector's row knows of a stream that ended in the middle. */
export function outcomeOf(outcome: RunOutcome, recorded: RecordedRequest | undefined): RunOutcome {
  if (outcome !== '') return outcome
  const fault = recorded?.error_type
  return fault === 'truncated_stream' || fault === 'stream_error' ? fault : ''
}

function milliseconds(us: number | null): number | null {
  return us === null ? null : us / 1000
}

const noLatencies: Latencies = {
  ttft: null,
  ttft_intended: null,
  tpot: null,
  gap_p95: null,
  e2e: null,
  e2e_intended: null
}
