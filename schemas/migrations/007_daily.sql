-- Days of traffic, so that a month of percentiles is read from thousands of rows and not from millions. A latency is counted in
-- a bucket of its logarithm, round(32 * log2(µs)): 2^(bucket/32) is at most 1.1 % off, and buckets of days and groups add up to
-- those of all, as percentiles do not. Tables have deduplication windows of their own, as `spend` has.
CREATE TABLE IF NOT EXISTS daily ${ON_CLUSTER}
(
  day Date CODEC(Delta, ZSTD(1)),
  provider LowCardinality(String),
  model LowCardinality(String),
  route LowCardinality(String),
  feature LowCardinality(String),
  requests SimpleAggregateFunction(sum, UInt64),
  errors SimpleAggregateFunction(sum, UInt64),
  unpriced SimpleAggregateFunction(sum, UInt64),
  estimated SimpleAggregateFunction(sum, UInt64),
  input_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  output_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  cost_usd SimpleAggregateFunction(sum, Nullable(Decimal(38, 9))),
  ttft_buckets SimpleAggregateFunction(sumMap, Map(UInt16, UInt64)) CODEC(ZSTD(1)),
  e2e_buckets SimpleAggregateFunction(sumMap, Map(UInt16, UInt64)) CODEC(ZSTD(1)),
  tpot_buckets SimpleAggregateFunction(sumMap, Map(UInt16, UInt64)) CODEC(ZSTD(1))
)
ENGINE = ${ENGINE_PREFIX}AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, provider, model, route, feature)
SETTINGS
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS daily_users ${ON_CLUSTER}
(
  day Date CODEC(Delta, ZSTD(1)),
  `user` String CODEC(ZSTD(1)),
  key_id LowCardinality(String),
  requests SimpleAggregateFunction(sum, UInt64),
  errors SimpleAggregateFunction(sum, UInt64),
  unpriced SimpleAggregateFunction(sum, UInt64),
  estimated SimpleAggregateFunction(sum, UInt64),
  input_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  output_tokens SimpleAggregateFunction(sum, Nullable(UInt64)),
  cost_usd SimpleAggregateFunction(sum, Nullable(Decimal(38, 9)))
)
ENGINE = ${ENGINE_PREFIX}AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, `user`, key_id)
SETTINGS
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

-- What was recorded before these tables were: once, as a migration that broke off here begins anew. Rows of another collector that
-- come in between are in no day; a view made first would have them twice.
TRUNCATE TABLE daily ${ON_CLUSTER};

TRUNCATE TABLE daily_users ${ON_CLUSTER};

INSERT INTO daily SETTINGS insert_deduplicate = 0
SELECT
  toDate(r.ts) AS day,
  r.provider AS provider,
  if(r.response_model = '', r.request_model, r.response_model) AS model,
  r.route AS route,
  r.feature AS feature,
  count() AS requests,
  countIf(r.error_type != '') AS errors,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  sum(r.input_tokens) AS input_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.cost_usd) AS cost_usd,
  sumMap(if(r.ttft_us IS NULL, map(), map(toUInt16(round(32 * log2(greatest(assumeNotNull(r.ttft_us), 1)))), toUInt64(1)))) AS ttft_buckets,
  sumMap(if(r.e2e_us IS NULL, map(), map(toUInt16(round(32 * log2(greatest(assumeNotNull(r.e2e_us), 1)))), toUInt64(1)))) AS e2e_buckets,
  sumMap(if(r.tpot_us IS NULL, map(), map(toUInt16(round(32 * log2(greatest(assumeNotNull(r.tpot_us), 1)))), toUInt64(1)))) AS tpot_buckets
FROM requests AS r
GROUP BY day, provider, model, route, feature;

INSERT INTO daily_users SETTINGS insert_deduplicate = 0
SELECT
  toDate(r.ts) AS day,
  r.`user` AS `user`,
  r.key_id AS key_id,
  count() AS requests,
  countIf(r.error_type != '') AS errors,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  sum(r.input_tokens) AS input_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.cost_usd) AS cost_usd
FROM requests AS r
GROUP BY day, `user`, key_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS daily_feed ${ON_CLUSTER} TO daily AS
SELECT
  toDate(r.ts) AS day,
  r.provider AS provider,
  if(r.response_model = '', r.request_model, r.response_model) AS model,
  r.route AS route,
  r.feature AS feature,
  count() AS requests,
  countIf(r.error_type != '') AS errors,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  sum(r.input_tokens) AS input_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.cost_usd) AS cost_usd,
  sumMap(if(r.ttft_us IS NULL, map(), map(toUInt16(round(32 * log2(greatest(assumeNotNull(r.ttft_us), 1)))), toUInt64(1)))) AS ttft_buckets,
  sumMap(if(r.e2e_us IS NULL, map(), map(toUInt16(round(32 * log2(greatest(assumeNotNull(r.e2e_us), 1)))), toUInt64(1)))) AS e2e_buckets,
  sumMap(if(r.tpot_us IS NULL, map(), map(toUInt16(round(32 * log2(greatest(assumeNotNull(r.tpot_us), 1)))), toUInt64(1)))) AS tpot_buckets
FROM requests AS r
GROUP BY day, provider, model, route, feature;

CREATE MATERIALIZED VIEW IF NOT EXISTS daily_users_feed ${ON_CLUSTER} TO daily_users AS
SELECT
  toDate(r.ts) AS day,
  r.`user` AS `user`,
  r.key_id AS key_id,
  count() AS requests,
  countIf(r.error_type != '') AS errors,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
  countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
  sum(r.input_tokens) AS input_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.cost_usd) AS cost_usd
FROM requests AS r
GROUP BY day, `user`, key_id;
