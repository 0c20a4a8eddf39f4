import { drive } from '../engine/drive.js';
import { createEngine } from '../engine/engine.js';
import { planRun } from '../schedule/plan-run.js';
/** The plan of a run, with the headers that let the collector's rows tell whose they are. */
export function planOf({ loaded, runId }) {
    const plan = planRun(loaded, runId);
    return {
        ...plan,
        build(request) {
            const outgoing = plan.build(request);
            const arm = plan.arms[request.arm]?.name ?? '';
            return { ...outgoing, headers: { ...outgoing.headers, 'x-teeline-run': runId, 'x-teeline-arm': arm } };
        }
    };
}
/** Begins at `startedAtUs` of the machine's monotonic clock. */
export async function startShare(order, plan, index, startedAtUs, listener) {
    const { profile } = order.loaded;
    const engine = await createEngine({
        target: new URL(order.collectorUrl),
        maxInFlight: shareOf(profile.maxInFlight, order.workers, index),
        timeouts: profile.timeouts,
        startedAtUs
    });
    const stop = new AbortController();
    const done = drive(plan, engine, {
        signal: stop.signal,
        graceMs: profile.graceS * 1000,
        worker: { index, count: order.workers },
        onSent: request => listener.onSent(request),
        onOutcome: (outcome, request) => listener.onOutcome(outcome, request)
    });
    return {
        halt: () => stop.abort(),
        cut() {
            stop.abort();
            engine.close();
        },
        done
    };
}
/** Whole parts that add up to the total; at least one each. */
function shareOf(total, workers, index) {
    return Math.max(1, Math.floor(total / workers) + (index < total % workers ? 1 : 0));
}
//# sourceMappingURL=share.js.map