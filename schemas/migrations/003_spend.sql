-- Hourly sums, so that a month of spend is read from thousands of rows and not from millions. A sum is NULL when no row had
-- the figure. The target has deduplication windows of its own: without them a batch that is sent again counts twice here.
CREATE TABLE IF NOT EXISTS spend ${ON_CLUSTER}
(
  hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
  route LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  feature LowCardinality(String),
  requests SimpleAggregateFunction(sum, UInt64),
  errors SimpleAggregateFunction(sum, UInt64),
  unpriced SimpleAggregateFunction(sum, UInt64),
  estimated SimpleAggregateFunction(sum, UInt64),
  input_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  output_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  cache_read_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  cache_write_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  cache_write_1h_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  reasoning_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  audio_input_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  audio_output_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  image_input_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  image_output_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  tool_input_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  cost_usd SimpleAggregateFunction(sum, Nullable(Decimal(38, 9))),
  cost_list_usd SimpleAggregateFunction(sum, Nullable(Decimal(38, 9))),
  cost_reported_usd SimpleAggregateFunction(sum, Nullable(Decimal(38, 9)))
)
ENGINE = ${ENGINE_PREFIX}AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (hour, route, provider, model, feature)
SETTINGS
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

CREATE MATERIALIZED VIEW IF NOT EXISTS spend_feed ${ON_CLUSTER} TO spend AS
SELECT
  toStartOfHour(toDateTime(r.ts, 'UTC')) AS hour,
  r.route AS route,
  r.provider AS provider,
  if(r.response_model = '', r.request_model, r.response_model) AS model,
  r.feature AS feature,
  count() AS requests,
  countIf(r.error_type != '') AS errors,
  countIf(r.cost_usd IS NULL) AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  sum(r.input_tokens) AS input_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.cache_read_tokens) AS cache_read_tokens,
  sum(r.cache_write_tokens) AS cache_write_tokens,
  sum(r.cache_write_1h_tokens) AS cache_write_1h_tokens,
  sum(r.reasoning_tokens) AS reasoning_tokens,
  sum(r.audio_input_tokens) AS audio_input_tokens,
  sum(r.audio_output_tokens) AS audio_output_tokens,
  sum(r.image_input_tokens) AS image_input_tokens,
  sum(r.image_output_tokens) AS image_output_tokens,
  sum(r.tool_input_tokens) AS tool_input_tokens,
  sum(r.cost_usd) AS cost_usd,
  sum(r.cost_list_usd) AS cost_list_usd,
  sum(r.cost_reported_usd) AS cost_reported_usd
FROM requests AS r
GROUP BY hour, route, provider, model, feature;
