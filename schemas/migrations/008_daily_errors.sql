-- Days told apart by wire, status (0: there was none) and error as well, so that a month of failures is read from them too. Made anew
-- from `requests`, once; begun anew when it broke off. Rows of another collector that come in between are in no day.
DROP VIEW IF EXISTS daily_feed ${ON_CLUSTER};

DROP TABLE IF EXISTS daily ${ON_CLUSTER} SYNC;

CREATE TABLE IF NOT EXISTS daily ${ON_CLUSTER}
(
  day Date CODEC(Delta, ZSTD(1)),
  provider LowCardinality(String),
  model LowCardinality(String),
  route LowCardinality(String),
  feature LowCardinality(String),
  wire LowCardinality(String),
  status UInt16,
  error_type LowCardinality(String),
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
ORDER BY (day, provider, model, route, feature, wire, status, error_type)
SETTINGS
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;

INSERT INTO daily SETTINGS insert_deduplicate = 0
SELECT
  toDate(r.ts) AS day,
  r.provider AS provider,
  if(r.response_model = '', r.request_model, r.response_model) AS model,
  r.route AS route,
  r.feature AS feature,
  r.wire AS wire,
  ifNull(r.status, 0) AS status,
  r.error_type AS error_type,
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
GROUP BY day, provider, model, route, feature, wire, status, error_type;

CREATE MATERIALIZED VIEW IF NOT EXISTS daily_feed ${ON_CLUSTER} TO daily AS
SELECT
  toDate(r.ts) AS day,
  r.provider AS provider,
  if(r.response_model = '', r.request_model, r.response_model) AS model,
  r.route AS route,
  r.feature AS feature,
  r.wire AS wire,
  ifNull(r.status, 0) AS status,
  r.error_type AS error_type,
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
GROUP BY day, provider, model, route, feature, wire, status, error_type;
