import { runVersions } from '../store/run-rows.js';
import { openOutcomeFile } from './outcome-file.js';
import { storeTime } from './time.js';
/** Opens the local copy; nothing is sent yet. */
export function openRun(job, { dataDir }) {
    const { order, plan, isSupply } = job;
    const startedAtMs = Date.now();
    const row = {
        run_id: order.runId,
        ts: storeTime(startedAtMs),
        ended_at: null,
        name: order.loaded.profile.name,
        status: 'running',
        reason: '',
        seed: plan.seed,
        collector: order.collectorUrl,
        arms: plan.arms.map(({ name }) => name),
        planned: isSupply ? 0 : plan.requests.length,
        sent: 0,
        profile_json: profileJson(order),
        summary_json: '',
        version: runVersions.begun
    };
    const file = openOutcomeFile(dataDir, row);
    return { job, row, startedAtMs, file, ended: [], reason: '' };
}
/** The profile names keys by `env:NAME` only; header values may be credentials all the same. */
function profileJson({ loaded }) {
    return JSON.stringify(loaded.profile, (name, value) => name === 'headers' && typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.keys(value).map(header => [header, '***']))
        : value);
}
/** The row of a request; `outcome` is the client's word until the collector's is known. */
export function requestRow({ row, startedAtMs, job }, { request, outcome, worker }, end) {
    const whole = (us) => (us === null ? null : Math.max(0, Math.round(us)));
    return {
        run_id: row.run_id,
        seq: outcome.seq,
        ts: storeTime(startedAtMs + outcome.intendedUs / 1000),
        id: outcome.id,
        arm: job.plan.arms[request.arm]?.name ?? '',
        stage: request.stage,
        warmup: request.warmup,
        session: request.session?.id ?? '',
        turn: request.session?.turn ?? 0,
        outcome: end,
        detail: outcome.detail,
        status: outcome.status,
        retry_after_ms: whole(outcome.retryAfterMs),
        intended_us: whole(outcome.intendedUs) ?? 0,
        sent_us: whole(outcome.sentUs),
        connect_us: whole(outcome.connectUs),
        first_byte_us: whole(outcome.firstByteUs),
        last_byte_us: whole(outcome.lastByteUs),
        done_us: whole(outcome.doneUs),
        request_bytes: outcome.requestBytes,
        response_bytes: outcome.responseBytes,
        chunks: outcome.chunks,
        worker
    };
}
//# sourceMappingURL=open-run.js.map