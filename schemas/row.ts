/**
 * The row: what one exchange left behind. These names are the contract between collector, load generator, screens and
 * everyone who writes SQL. `requestColumns` is the one list; the type below and the SQL migration are held to it by
 * test/schemas/row.test.ts.
 *
 * Durations are integer microseconds from the moment the request's head stood at our door. NULL means not known or not
 * applicable; it never means 0.
 */
export const requestColumns = {
  ts: "DateTime64(6, 'UTC')",
  id: 'String',
  trace_id: 'String',
  span_id: 'String',
  parent_span_id: 'String',
  route: 'LowCardinality(String)',
  target: 'LowCardinality(String)',
  provider: 'LowCardinality(String)',
  operation: 'LowCardinality(String)',
  wire: 'LowCardinality(String)',
  upstream_host: 'LowCardinality(String)',
  request_model: 'LowCardinality(String)',
  response_model: 'LowCardinality(String)',
  response_id: 'String',
  service_tier: 'LowCardinality(String)',
  finish_reason: 'LowCardinality(String)',
  method: 'LowCardinality(String)',
  path: 'String',
  status: 'Nullable(UInt16)',
  error_type: 'LowCardinality(String)',
  error_code: 'LowCardinality(String)',
  error_message: 'String',
  streamed: 'Bool',
  ended_by: 'LowCardinality(String)',
  wait_us: 'Nullable(UInt64)',
  connect_us: 'Nullable(UInt64)',
  ttfb_us: 'Nullable(UInt64)',
  ttft_us: 'Nullable(UInt64)',
  ttfv_us: 'Nullable(UInt64)',
  last_token_us: 'Nullable(UInt64)',
  e2e_us: 'Nullable(UInt64)',
  tpot_us: 'Nullable(UInt64)',
  gap_p50_us: 'Nullable(UInt64)',
  gap_p95_us: 'Nullable(UInt64)',
  gap_max_us: 'Nullable(UInt64)',
  gaps_us: 'Array(UInt32)',
  frames: 'UInt32',
  stalls: 'UInt32',
  overhead_us: 'Nullable(UInt64)',
  input_tokens: 'Nullable(UInt64)',
  output_tokens: 'Nullable(UInt64)',
  cache_read_tokens: 'Nullable(UInt64)',
  cache_write_tokens: 'Nullable(UInt64)',
  cache_write_1h_tokens: 'Nullable(UInt64)',
  reasoning_tokens: 'Nullable(UInt64)',
  audio_input_tokens: 'Nullable(UInt64)',
  audio_output_tokens: 'Nullable(UInt64)',
  image_input_tokens: 'Nullable(UInt64)',
  image_output_tokens: 'Nullable(UInt64)',
  tool_input_tokens: 'Nullable(UInt64)',
  units: 'Map(String, Float64)',
  usage_source: 'LowCardinality(String)',
  estimate_method: 'LowCardinality(String)',
  usage_json: 'String',
  cost_usd: 'Nullable(Decimal(18, 9))',
  cost_list_usd: 'Nullable(Decimal(18, 9))',
  cost_reported_usd: 'Nullable(Decimal(18, 9))',
  price_source: 'LowCardinality(String)',
  price_card: 'String',
  request_bytes: 'UInt64',
  response_bytes: 'UInt64',
  capture: 'LowCardinality(String)',
  mutated: 'Bool',
  attempt: 'UInt8',
  shadow_of: 'String',
  run_id: 'LowCardinality(String)',
  arm: 'LowCardinality(String)',
  key_id: 'LowCardinality(String)',
  user: 'String',
  feature: 'LowCardinality(String)',
  session: 'String',
  tags: 'Map(LowCardinality(String), String)',
  rate_limit: 'Map(LowCardinality(String), String)',
  collector: 'LowCardinality(String)'
} as const satisfies Record<string, string>

/** `''` is a good answer; the rest name the first thing that went wrong. `rejected` is ours (limits, budgets). */
export type ErrorType =
  | ''
  | 'http_4xx'
  | 'http_429'
  | 'http_5xx'
  | 'upstream_connect'
  | 'upstream_timeout'
  | 'upstream_reset'
  | 'truncated_stream'
  | 'stream_error'
  | 'client_abort'
  | 'rejected'
  | 'collector_stopped'

/** Who ended the exchange. `complete`: both sides got all of it. */
export type EndedBy = 'complete' | 'client' | 'upstream' | 'collector'

/** How much of the bytes the tape kept. */
export type Capture = 'full' | 'truncated' | 'none'

/** `partial`: the provider reported some of it before the stream broke; the rest is estimated or NULL. */
export type UsageSource = 'reported' | 'partial' | 'estimated' | 'none'

export type PriceSource = 'reported' | 'override' | 'list' | 'none'

/**
 * Values of `gaps_us` at most: one a cell on a terminal of 120 columns. What is drawn from them is no finer, and each one is
 * noise that does not compress: a byte and a half on disk.
 */
const mostGaps = 128

/** How many gaps, one after the other, a value of `gaps_us` stands for; the last may stand for fewer. */
export function gapsInOne(frames: number): number {
  return Math.max(1, Math.ceil((frames - 1) / mostGaps))
}

/** One row of `teeline.requests`. Money is a decimal string with at most nine places, times are integers. */
export interface Row {
  /** Microseconds since the Unix epoch, UTC, as `YYYY-MM-DD hh:mm:ss.ffffff`. */
  ts: string
  id: string
  trace_id: string
  span_id: string
  parent_span_id: string
  route: string
  target: string
  provider: string
  operation: string
  wire: string
  upstream_host: string
  request_model: string
  response_model: string
  response_id: string
  service_tier: string
  finish_reason: string
  method: string
  path: string
  status: number | null
  error_type: ErrorType
  error_code: string
  error_message: string
  streamed: boolean
  ended_by: EndedBy
  wait_us: number | null
  connect_us: number | null
  ttfb_us: number | null
  ttft_us: number | null
  ttfv_us: number | null
  last_token_us: number | null
  e2e_us: number | null
  tpot_us: number | null
  gap_p50_us: number | null
  gap_p95_us: number | null
  gap_max_us: number | null
  /**
   * Each of those gaps, in order; empty where there is none. `gapsInOne(frames)` says how many a value stands for: it is the
   * longest of them, and 4294967295 for one that is longer still.
   */
  gaps_us: number[]
  frames: number
  stalls: number
  overhead_us: number | null
  input_tokens: number | null
  output_tokens: number | null
  cache_read_tokens: number | null
  cache_write_tokens: number | null
  cache_write_1h_tokens: number | null
  reasoning_tokens: number | null
  audio_input_tokens: number | null
  audio_output_tokens: number | null
  image_input_tokens: number | null
  image_output_tokens: number | null
  tool_input_tokens: number | null
  units: Record<string, number>
  usage_source: UsageSource
  /** How what was not reported was estimated: `o200k_base×1.15 extrapolated` and its like; `''` when nothing was. */
  estimate_method: string
  usage_json: string
  cost_usd: string | null
  cost_list_usd: string | null
  cost_reported_usd: string | null
  price_source: PriceSource
  price_card: string
  request_bytes: number
  response_bytes: number
  capture: Capture
  mutated: boolean
  attempt: number
  shadow_of: string
  run_id: string
  arm: string
  key_id: string
  user: string
  feature: string
  session: string
  tags: Record<string, string>
  rate_limit: Record<string, string>
  collector: string
}
