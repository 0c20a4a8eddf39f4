/**
 * Load runs: the row of `teeline.runs` and that of `teeline.run_requests`, which joins `teeline.requests` by `id`. The DDL is
 * migrations/006_runs.sql; a test holds the two together.
 */

/**
 * `running` until its end is written. `partial`: stopped early, by whom says `reason`. `failed`: without one good answer.
 * `void`: says nothing of the provider, because the client was the bottleneck or the collector was away.
 */
export type RunStatus = 'running' | 'complete' | 'partial' | 'failed' | 'void'

/**
 * How a request of a run ended for its client. `''` is a good answer. `unsent`: due, but the run stopped before its turn.
 * `truncated_stream` and `stream_error` come from the collector's row, which reads the stream.
 */
export type RunOutcome =
  | ''
  | 'http_4xx'
  | 'http_429'
  | 'http_5xx'
  | 'refused'
  | 'connect'
  | 'reset'
  | 'closed_before_body'
  | 'truncated_stream'
  | 'stream_error'
  | 'malformed_http'
  | 'timeout_first_byte'
  | 'timeout_idle'
  | 'timeout_total'
  | 'unsent'

export interface RunRow {
  run_id: string
  /** Start, as `YYYY-MM-DD hh:mm:ss.ffffff` UTC. */
  ts: string
  ended_at: string | null
  /** The profile's name. */
  name: string
  status: RunStatus
  reason: string
  seed: number
  /** Base URL of the collector that the load went through. */
  collector: string
  arms: string[]
  planned: number
  sent: number
  profile_json: string
  summary_json: string
  version: number
}

export interface RunRequestRow {
  run_id: string
  /** Place in the schedule, from 0. */
  seq: number
  /** Intended moment by the wall clock; latencies come from the `…_us` columns, which are monotonic. */
  ts: string
  /** The collector's `x-teeline-id`; '' when no answer came. */
  id: string
  arm: string
  stage: string
  warmup: boolean
  session: string
  turn: number
  outcome: RunOutcome
  /** System error code and the like, never content. */
  detail: string
  status: number | null
  retry_after_ms: number | null
  /** The next ones: µs since the run's start, but for `connect_us`, which is a duration; NULL on a reused connection. */
  intended_us: number
  sent_us: number | null
  connect_us: number | null
  first_byte_us: number | null
  last_byte_us: number | null
  done_us: number | null
  request_bytes: number
  response_bytes: number
  chunks: number
  worker: number
}
