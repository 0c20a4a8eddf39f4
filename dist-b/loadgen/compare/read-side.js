/** Reads a side from the store: what the client saw of each request, and the collector's row of it. */
import { TeelineError } from '../../schemas/errors.js';
import { sendLagUs } from '../engine/client-health.js';
import { latenciesOf, outcomeOf } from '../run/sample.js';
import { readProfileJson } from './profile-json.js';
/** Rows carry the collector's wall clock, runs the client's: so far apart they may be. */
const clockMargin = 'INTERVAL 1 HOUR';
/** Every request is held in memory; more of them would not move a percentile. */
const mostRequests = 500_000;
/** Calls of users: neither load nor copies. */
export const production = "run_id = '' AND shadow_of = ''";
/**
 * The side that the spec names.
 *
 * @throws TeelineError TEELINE_USAGE for a run or an arm that the store does not know; TEELINE_STORE_….
 */
export async function readSide(store, spec, now) {
    return spec.kind === 'production' ? readProduction(store, spec, now) : readRun(store, spec);
}
async function readRun(store, spec) {
    const [run] = await store.rows(`SELECT run_id, toString(ts) AS ts, toString(ended_at) AS ended_at, name, status, reason, seed, arms, profile_json
    FROM runs FINAL WHERE run_id = {run:String}`, { run: spec.runId });
    if (run === undefined)
        throw unknown(`There is no run ${spec.runId}.`, 'See teeline load list.');
    if (spec.arm !== null && !run.arms.includes(spec.arm)) {
        throw unknown(`${run.run_id} has no arm ${spec.arm}.`, `Its arms: ${run.arms.join(', ')}.`);
    }
    const params = { run: run.run_id, arm: spec.arm ?? '', from: run.ts, to: run.ended_at ?? run.ts };
    const requests = await store.rows(runRequestsSql(run.ended_at !== null), params);
    const profile = readProfileJson(run.profile_json);
    return {
        label: spec.label,
        kind: spec.kind,
        runId: run.run_id,
        name: run.name,
        from: run.ts,
        to: run.ended_at ?? '',
        status: run.status,
        reason: run.reason,
        seed: run.seed,
        ...profile,
        seconds: secondsOf(requests),
        attempts: requests.map(runAttempt),
        sums: await readSums(store, `${rowsOfRun(run.ended_at !== null)} AND ${measuredRows}`, params)
    };
}
function rowsOfRun(hasEnded) {
    const until = hasEnded ? `AND ts <= {to:DateTime64(6, 'UTC')} + ${clockMargin}` : '';
    return `run_id = {run:String} AND ts >= {from:DateTime64(6, 'UTC')} - ${clockMargin} ${until}
    AND ({arm:String} = '' OR arm = {arm:String})`;
}
const measuredRows = 'id NOT IN (SELECT id FROM run_requests WHERE run_id = {run:String} AND warmup)';
function runRequestsSql(hasEnded) {
    return `
SELECT c.id AS id, c.outcome AS outcome, c.status AS status, c.intended_us AS intended_us, c.sent_us AS sent_us, c.connect_us AS connect_us,
  c.done_us AS done_us,
  r.has_row AS has_row, r.error_type AS error_type, r.streamed AS streamed, r.ttft_us AS ttft_us, r.tpot_us AS tpot_us,
  r.gap_p95_us AS gap_p95_us, r.e2e_us AS e2e_us, r.input_tokens AS input_tokens, r.output_tokens AS output_tokens
FROM run_requests AS c
LEFT ANY JOIN (
  SELECT id, 1 AS has_row, error_type, streamed, ttft_us, tpot_us, gap_p95_us, e2e_us, input_tokens, output_tokens
  FROM requests WHERE ${rowsOfRun(hasEnded)}
) AS r ON r.id = c.id
WHERE c.run_id = {run:String} AND NOT c.warmup AND ({arm:String} = '' OR c.arm = {arm:String})
ORDER BY c.seq`;
}
function runAttempt(joined) {
    const recorded = joined.has_row === 0 ? undefined : { ...joined, arm: '', usage_source: '', cost_usd: null };
    const outcome = outcomeOf(joined.outcome, recorded);
    return {
        atUs: joined.intended_us,
        outcome,
        latencies: outcome === '' ? latenciesOf(joined, recorded) : null,
        sendLagUs: sendLagUs({
            intendedUs: joined.intended_us,
            sentUs: joined.sent_us,
            connectUs: joined.connect_us
        }),
        isRowMissing: joined.status !== null && recorded === undefined,
        isStreamed: joined.streamed,
        inputTokens: joined.input_tokens,
        outputTokens: joined.output_tokens
    };
}
/** From the first moment that a measured request was due to the last end. */
function secondsOf(requests) {
    let [first, last] = [Number.POSITIVE_INFINITY, 0];
    for (const { intended_us, done_us } of requests) {
        first = Math.min(first, intended_us);
        last = Math.max(last, done_us ?? intended_us);
    }
    return Math.max(0, last - first) / 1e6;
}
async function readProduction(store, spec, now) {
    // A window may be open: what is still to come of it took no time.
    const endMs = Math.min(Date.parse(`${spec.to}Z`), now.getTime());
    const rows = `${production} AND ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND (${spec.where ?? 'true'})`;
    const params = { from: spec.from, to: spec.to };
    const sums = await readSums(store, rows, params);
    const requests = await store.rows(`SELECT toUnixTimestamp64Micro(ts) AS at_us, error_type, streamed, ttft_us, tpot_us, gap_p95_us, e2e_us,
      input_tokens, output_tokens FROM requests WHERE ${rows} LIMIT ${mostRequests + 1}`, params);
    if (requests.length > mostRequests)
        throw tooMany(spec.label);
    return {
        label: spec.label,
        kind: 'production',
        runId: '',
        name: 'production',
        from: spec.from,
        to: spec.to,
        status: 'recorded',
        reason: '',
        seed: null,
        load: '',
        objectives: [],
        maxErrorRate: null,
        seconds: Math.max(0, endMs - Date.parse(`${spec.from}Z`)) / 1000,
        attempts: requests.map(productionAttempt),
        sums
    };
}
function productionAttempt(row) {
    // Nobody knows when a user's app meant to send.
    const sentAtOnce = { intended_us: 0, sent_us: 0, done_us: null };
    const seen = { ...latenciesOf(sentAtOnce, row), ttft_intended: null, e2e_intended: null };
    return {
        atUs: row.at_us,
        outcome: row.error_type,
        latencies: row.error_type === '' ? seen : null,
        sendLagUs: null,
        isRowMissing: false,
        isStreamed: row.streamed,
        inputTokens: row.input_tokens,
        outputTokens: row.output_tokens
    };
}
async function readSums(store, rows, params) {
    const [sums] = await store.rows(`SELECT sum(r.input_tokens) AS inputTokens, sum(r.output_tokens) AS outputTokens,
      sum(r.cache_read_tokens) AS cacheReadTokens, toString(sum(r.cost_usd)) AS costUsd,
      countIf(r.cost_usd IS NOT NULL) AS priced,
      countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
      countIf(r.usage_source IN ('estimated', 'partial')) AS estimated,
      arraySort(groupUniqArray(20)(toString(if(r.response_model = '', r.request_model, r.response_model)))) AS models,
      arraySort(groupUniqArray(20)(toString(r.collector))) AS collectors
    FROM requests AS r WHERE ${rows}`, params);
    return sums ?? noSums;
}
const noSums = {
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    costUsd: null,
    priced: 0,
    unpriced: 0,
    estimated: 0,
    models: [],
    collectors: []
};
function tooMany(label) {
    const most = mostRequests.toLocaleString('en-US');
    const hint = 'Take a shorter window, or add a condition such as ?cityHash64(id) % 10 = 0.';
    return new TeelineError('TEELINE_USAGE', `${label} has more than ${most} requests.`, hint);
}
function unknown(message, hint) {
    return new TeelineError('TEELINE_USAGE', message, hint);
}
//# sourceMappingURL=read-side.js.map