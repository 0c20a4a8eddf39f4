-- Load runs. A run is written when it begins and again when it ends; the newest version counts (SELECT … FINAL).
CREATE TABLE IF NOT EXISTS runs ${ON_CLUSTER}
(
  run_id String,
  ts DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
  ended_at Nullable(DateTime64(6, 'UTC')),
  name String,
  status LowCardinality(String),
  reason String CODEC(ZSTD(1)),
  seed UInt64,
  collector String,
  arms Array(String),
  planned UInt64,
  sent UInt64,
  profile_json String CODEC(ZSTD(3)),
  summary_json String CODEC(ZSTD(3)),
  version UInt64
)
ENGINE = ${ENGINE_PREFIX}ReplacingMergeTree(version)
ORDER BY run_id;

-- What the client of a run saw of each request. Times are µs since the run's start; the rest stands in requests, by id.
CREATE TABLE IF NOT EXISTS run_requests ${ON_CLUSTER}
(
  run_id LowCardinality(String),
  seq UInt64 CODEC(Delta, ZSTD(1)),
  ts DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
  id String CODEC(ZSTD(1)),
  arm LowCardinality(String),
  stage LowCardinality(String),
  warmup Bool,
  session String CODEC(ZSTD(1)),
  turn UInt16,
  outcome LowCardinality(String),
  detail String CODEC(ZSTD(1)),
  status Nullable(UInt16),
  retry_after_ms Nullable(UInt64),
  intended_us UInt64 CODEC(Delta, ZSTD(1)),
  sent_us Nullable(UInt64) CODEC(ZSTD(1)),
  connect_us Nullable(UInt64) CODEC(ZSTD(1)),
  first_byte_us Nullable(UInt64) CODEC(ZSTD(1)),
  last_byte_us Nullable(UInt64) CODEC(ZSTD(1)),
  done_us Nullable(UInt64) CODEC(ZSTD(1)),
  request_bytes UInt64 CODEC(T64, ZSTD(1)),
  response_bytes UInt64 CODEC(T64, ZSTD(1)),
  chunks UInt32 CODEC(T64, ZSTD(1)),
  worker UInt16
)
ENGINE = ${ENGINE_PREFIX}MergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (run_id, seq)
TTL toDateTime(ts) + INTERVAL 400 DAY
SETTINGS
  ttl_only_drop_parts = 1,
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;
