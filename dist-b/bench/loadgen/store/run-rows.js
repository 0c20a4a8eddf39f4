/** Asked each second, so bounded by time: rows are in order of hour within provider and model. */
const sinceRun = "run_id = {run:String} AND ts >= {since:DateTime64(6, 'UTC')}";
/** One for each arm that has rows, and one named '', as no arm is, for all of them. */
export async function readArmRows(store, runId, since) {
    const rows = await store.rows(`SELECT arm, toUInt32(count()) AS rows,
      toUInt32(countIf(cost_usd IS NULL AND usage_source != 'none')) AS unpriced,
      toUInt32(countIf(cost_usd IS NOT NULL)) AS priced, toString(ifNull(sum(cost_usd), 0)) AS cost,
      ${percentilesSql('ttft_us')} AS ttft, ${percentilesSql('e2e_us')} AS e2e
    FROM requests WHERE ${sinceRun} GROUP BY GROUPING SETS ((arm), ())`, { run: runId, since });
    return rows.map(({ cost, ttft, e2e, ...row }) => ({ ...row, costUsd: cost, ttftMs: ttft, e2eMs: e2e }));
}
/** Of good answers. ClickHouse gives 0 for the percentile of nothing, which would be a figure. */
function percentilesSql(column) {
    const good = `error_type = '' AND ${column} IS NOT NULL`;
    const found = `arrayMap(us -> us / 1000, quantilesExactIf(0.5, 0.95, 0.99)(${column}, ${good}))`;
    return `if(countIf(${good}) = 0, [NULL, NULL, NULL], ${found})`;
}
/** All rows of a run. */
export async function readRecorded(store, runId, since) {
    return store.rows(`SELECT id, arm, error_type, ttft_us, tpot_us, gap_p95_us, e2e_us, input_tokens, output_tokens, usage_source, cost_usd
    FROM requests WHERE ${sinceRun}`, { run: runId, since });
}
export async function countRecorded(store, runId, since) {
    const sql = `SELECT toUInt32(count()) AS n FROM requests WHERE ${sinceRun}`;
    const [row] = await store.rows(sql, { run: runId, since });
    return row?.n ?? 0;
}
/** A run is written when it begins and again when it ends, which takes back that it was held for lost; the highest counts. */
export const runVersions = { begun: 1, lost: 2, ended: 3 };
export async function writeRun(store, run) {
    await store.insert('runs', [run], `${run.run_id}/${run.version}`);
}
/** In batches that may be sent again. */
export async function writeRunRequests(store, runId, rows) {
    for (let start = 0; start < rows.length; start += batchRows) {
        await store.insert('run_requests', rows.slice(start, start + batchRows), `${runId}/requests/${start}`);
    }
}
const batchRows = 5_000;
/** Runs whose end nobody has written. */
export async function readRunning(store) {
    return store.rows("SELECT * FROM runs FINAL WHERE status = 'running'");
}
/** How many rows the collector delivered of a run, and when the last of their requests began. */
export async function readLastRow(store, runId, since) {
    const [row] = await store.rows(`SELECT toUInt32(count()) AS rows, toString(max(ts)) AS last FROM requests WHERE ${sinceRun}`, { run: runId, since });
    return row ?? { rows: 0, last: '' };
}
/** Rows that are later than this are no more looked for. */
const lateDays = 7;
/** Runs of the last days with answers that had no row when they were summed up. */
export async function readRunsLackingRows(store) {
    return store.rows(`SELECT * FROM runs FINAL WHERE ts > now64(6, 'UTC') - INTERVAL ${lateDays} DAY AND JSONExtractUInt(summary_json, 'rows_missing') > 0`);
}
/** What the client saw of each request of a run, in the order of the schedule. */
export async function readRunRequests(store, runId) {
    return store.rows('SELECT * FROM run_requests WHERE run_id = {run:String} ORDER BY seq', {
        run: runId
    });
}
/** Newest first. */
export async function readRuns(store, limit) {
    return store.rows(`SELECT run_id, toString(ts) AS ts, ended_at, name, status, reason, arms, planned, sent, summary_json
    FROM runs FINAL ORDER BY runs.ts DESC, run_id DESC LIMIT {limit:UInt32}`, { limit });
}
//# sourceMappingURL=run-rows.js.map