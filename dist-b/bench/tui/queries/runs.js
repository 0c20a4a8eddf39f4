/** The newest 200 runs, as `RunLine`s. */
export function runsQuestion() {
    return {
        sql: `SELECT runs.run_id AS run_id, toString(runs.ts) AS ts, toString(runs.ended_at) AS ended_at, name, status, reason,
  collector, arms, planned, sent, measured, ok, e[1] AS e2e_p50_us, e[2] AS e2e_p95_us
FROM (SELECT * FROM runs FINAL ORDER BY ts DESC LIMIT 200) AS runs
LEFT JOIN (SELECT run_id, countIf(NOT warmup) AS measured, countIf(NOT warmup AND outcome = '') AS ok,
    if(ok = 0, [], arrayMap(v -> toNullable(v), quantilesExactIf(0.5, 0.95)(assumeNotNull(done_us - sent_us),
      NOT warmup AND outcome = '' AND done_us IS NOT NULL AND sent_us IS NOT NULL))) AS e
  FROM run_requests
  WHERE run_id IN (SELECT run_id FROM runs ORDER BY ts DESC LIMIT 400)
  GROUP BY run_id) AS of_run ON of_run.run_id = runs.run_id
ORDER BY runs.ts DESC, run_id`,
        params: {}
    };
}
/** The `RunArm`s of a run. */
export function runArmsQuestion({ run_id, ts, ended_at }) {
    const three = (column, name) => [0.5, 0.95, 0.99].map((_, at) => `${column}[${at + 1}] AS ${name}_p${[50, 95, 99][at]}_us`).join(', ');
    const exact = (levels, value) => `if(countIf(outcome = '' AND ${value} IS NOT NULL) = 0, [], arrayMap(v -> toNullable(v),
      quantilesExactIf(${levels})(assumeNotNull(${value}), outcome = '' AND ${value} IS NOT NULL)))`;
    const main = '0.5, 0.95, 0.99';
    return {
        sql: `SELECT arm, requests, ok, outcomes, ${three('e', 'e2e')}, ${three('i', 'intended')}, ${three('f', 'ttft')},
  p[1] AS tpot_p50_us, p[2] AS tpot_p95_us, lag[1] AS send_lag_p99_us, cost_usd, unpriced, estimated, e2e_curve, ttft_curve
FROM (SELECT arm, count() AS requests, countIf(outcome = '') AS ok, sumMap(map(outcome, toUInt64(1))) AS outcomes,
    ${exact(main, '(done_us - sent_us)')} AS e, ${exact(main, '(done_us - intended_us)')} AS i,
    ${exact(main, 'ttft_us')} AS f, ${exact('0.5, 0.95', 'tpot_us')} AS p,
    if(countIf(sent_us IS NOT NULL) = 0, [], [toNullable(quantileExactIf(0.99)(assumeNotNull(sent_us - intended_us), sent_us IS NOT NULL))]) AS lag,
    sum(cost) AS cost_usd, countIf(is_unpriced) AS unpriced, countIf(is_estimated) AS estimated,
    ${exact(curveLevels, '(done_us - sent_us)')} AS e2e_curve, ${exact(curveLevels, 'ttft_us')} AS ttft_curve
  FROM (SELECT arm, outcome, done_us, sent_us, intended_us, id FROM run_requests WHERE run_id = {run:String} AND NOT warmup) AS c
  LEFT JOIN (SELECT id, ttft_us, tpot_us, cost_usd AS cost, cost_usd IS NULL AND usage_source != 'none' AS is_unpriced,
      usage_source IN ('estimated', 'partial') AS is_estimated
    FROM requests
    WHERE run_id = {run:String} AND ts >= toDateTime64({from:String}, 6, 'UTC') - INTERVAL 1 HOUR
      AND ts <= ${ended_at === null ? "now64(6, 'UTC')" : "toDateTime64({to:String}, 6, 'UTC')"} + INTERVAL 1 HOUR) AS q ON c.id = q.id
  GROUP BY arm)
ORDER BY arm`,
        params: { run: run_id, from: ts, ...(ended_at !== null && { to: ended_at }) }
    };
}
const curveLevels = Array.from({ length: 51 }, (_, at) => (at * 2) / 100).join(', ');
//# sourceMappingURL=runs.js.map