-- How an estimate was made, beside the label that it is one. Rows from before do not say. Added in place: no part is written anew.
ALTER TABLE requests ${ON_CLUSTER} ADD COLUMN IF NOT EXISTS `estimate_method` LowCardinality(String) AFTER `usage_source`;
