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
};
/**
 * Values of `gaps_us` at most: one a cell on a terminal of 120 columns. What is drawn from them is no finer, and each one is
 * noise that does not compress: a byte and a half on disk.
 */
const mostGaps = 128;
/** How many gaps, one after the other, a value of `gaps_us` stands for; the last may stand for fewer. */
export function gapsInOne(frames) {
    return Math.max(1, Math.ceil((frames - 1) / mostGaps));
}
//# sourceMappingURL=row.js.map