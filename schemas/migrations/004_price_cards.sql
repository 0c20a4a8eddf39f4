-- Every price that a row was priced with, so that each amount can be traced. Only added to.
CREATE TABLE IF NOT EXISTS price_cards ${ON_CLUSTER}
(
  card_id String,
  provider LowCardinality(String),
  model LowCardinality(String),
  json String CODEC(ZSTD(1)),
  valid_from Nullable(DateTime64(3, 'UTC')),
  source LowCardinality(String),
  source_version LowCardinality(String),
  loaded_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))
)
ENGINE = ${ENGINE_PREFIX}MergeTree
ORDER BY (card_id, loaded_at)
SETTINGS
  non_replicated_deduplication_window = 10000,
  replicated_deduplication_window = 10000,
  replicated_deduplication_window_seconds = 604800;
