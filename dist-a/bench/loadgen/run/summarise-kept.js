import { judgeRun } from './judge-run.js';
import { costOf, endOf, rowsMissing, summariseArm, summariseObjectives, unpricedOf } from './summary.js';
import { epochMs, storeTime } from './time.js';
const brokenOff = 'its process ended before the run did';
export function summariseKept(kept, recorded) {
    const { run } = kept;
    const byId = new Map(recorded.map(row => [row.id, row]));
    const made = kept.requests.map(row => ({ ...madeRequest(run, row), recorded: byId.get(row.id) }));
    return {
        summary: summarise(kept, made, recorded),
        requests: kept.requests.map((row, at) => ({ ...row, outcome: endOf(made[at]) }))
    };
}
/** The run's own summary, if it came to one, with the figures that need the collector's rows made anew. */
function summarise(kept, made, recorded) {
    const { run, summary: own } = kept;
    const profile = JSON.parse(run.profile_json);
    const frame = own ?? frameOf(kept, profile);
    const figures = {
        plan: {
            arms: run.arms.map(name => ({ name, route: '', model: '' })),
            requests: made.map(({ request }) => request)
        },
        isSupply: false,
        made,
        recorded,
        objectives: profile.slos,
        windowS: frame.window_s
    };
    // What was planned and never came to an end is not in the file.
    const arms = run.arms.map((_, arm) => ({ ...summariseArm(figures, arm), ...plannedOf(own?.arms[arm]) }));
    const total = { ...summariseArm(figures, null), ...plannedOf(own?.total) };
    return {
        ...frame,
        arms,
        total: own === null && run.planned > 0 ? { ...total, planned: run.planned } : total,
        objectives: summariseObjectives(figures, profile.maxErrorRate),
        spend: { ...frame.spend, usd: costOf(recorded), unpriced: unpricedOf(recorded) },
        rows_missing: rowsMissing(made)
    };
}
function plannedOf(arm) {
    return { planned: arm?.planned ?? null, rate_wanted: arm?.rate_wanted ?? null };
}
/** Of a run that was killed: as far as its last request came. Its processor use went with it. */
function frameOf({ run, requests }, { spendUsd }) {
    const client = judgeRun([], requests.map(outcomeOf), []);
    const lastUs = requests.reduce((last, { done_us, intended_us }) => Math.max(last, done_us ?? intended_us), 0);
    return {
        run_id: run.run_id,
        name: run.name,
        status: client.verdict === 'void' ? 'void' : 'partial',
        reason: [brokenOff, ...client.reasons].join('; '),
        seed: run.seed,
        collector: run.collector,
        workers: 1 + Math.max(0, ...new Set(requests.map(({ worker }) => worker))),
        started_at: run.ts,
        ended_at: storeTime(epochMs(run.ts) + lastUs / 1000),
        window_s: Math.max(0.001, lastUs / 1e6),
        client,
        spend: {
            usd: '0',
            unpriced: 0,
            cap_usd: spendUsd === undefined ? null : String(spendUsd),
            estimated_usd: null
        }
    };
}
function madeRequest(run, row) {
    const { seq, arm, stage, warmup, intended_us: dueUs, worker } = row;
    return {
        request: { seq, dueUs, arm: run.arms.indexOf(arm), stage, warmup, session: null },
        outcome: outcomeOf(row),
        worker
    };
}
function outcomeOf(row) {
    return {
        seq: row.seq,
        id: row.id,
        kind: row.outcome,
        detail: row.detail,
        status: row.status,
        retryAfterMs: row.retry_after_ms,
        intendedUs: row.intended_us,
        sentUs: row.sent_us,
        connectUs: row.connect_us,
        firstByteUs: row.first_byte_us,
        lastByteUs: row.last_byte_us,
        doneUs: row.done_us ?? row.intended_us,
        requestBytes: row.request_bytes,
        responseBytes: row.response_bytes,
        chunks: row.chunks
    };
}
//# sourceMappingURL=summarise-kept.js.map