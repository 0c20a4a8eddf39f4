-- Losses, alerts, rollbacks, configuration changes. Columns as in schemas/event.ts.
CREATE TABLE IF NOT EXISTS events ${ON_CLUSTER}
(
  `ts` DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
  `kind` LowCardinality(String),
  `message` String CODEC(ZSTD(1)),
  `count` UInt64,
  `attributes` Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  `collector` LowCardinality(String)
)
ENGINE = ${ENGINE_PREFIX}MergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (kind, ts)
TTL toDateTime(ts) + INTERVAL 400 DAY
SETTINGS
  ttl_only_drop_parts = 1,
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;
