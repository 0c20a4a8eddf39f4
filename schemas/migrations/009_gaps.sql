-- Each gap between the frames of a stream, where their percentiles alone stood: at most 128 a row (schemas/row.ts). Rows from before
-- have none. Added in place: no part is written anew.
ALTER TABLE requests ${ON_CLUSTER} ADD COLUMN IF NOT EXISTS `gaps_us` Array(UInt32) CODEC(T64, ZSTD(1)) AFTER `gap_max_us`;
