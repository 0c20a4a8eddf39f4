import { curveEndS, rateCurve } from '../schedule/rate-curve.js';
import { readLastRow, readRunning, runVersions, writeRun } from '../store/run-rows.js';
import { epochMs, sinceOf, storeTime } from './time.js';
/** On top of all that a run may still wait for. */
const marginMs = 300_000;
/**
 * Writes the end of every run that is long past it. A run that lives all the same writes its own over that.
 *
 * @returns a line for each.
 */
export async function closeLostRuns(store, nowMs) {
    const lines = [];
    for (const run of await readRunning(store)) {
        const startedAtMs = epochMs(run.ts);
        if (nowMs < goneAtMs(run, startedAtMs))
            continue;
        const { rows, last } = await readLastRow(store, run.run_id, sinceOf({ startedAtMs }));
        const heardAtMs = rows === 0 ? startedAtMs : epochMs(last);
        if (nowMs < goneAtMs(run, heardAtMs))
            continue;
        const ended_at = storeTime(heardAtMs);
        const reason = `nothing was heard of it after ${ended_at.slice(0, 19)} UTC: its process or its machine was lost`;
        await writeRun(store, {
            ...run,
            ended_at,
            status: 'partial',
            reason,
            sent: rows,
            version: runVersions.lost
        });
        lines.push(`${run.run_id} is over: ${reason}`);
    }
    return lines;
}
/** When a run that was last heard of at that moment must have come to its end, if it still can. Milliseconds of the wall clock. */
export function goneAtMs({ ts, planned, profile_json }, heardAtMs) {
    const profile = JSON.parse(profile_json);
    const lastArrivalMs = epochMs(ts) + arrivalsS(profile, planned) * 1000;
    const mayWaitMs = profile.graceS * 1000 + profile.timeouts.totalMs + marginMs;
    return Math.max(lastArrivalMs, heardAtMs) + mayWaitMs;
}
/** How long arrivals were to go on; 0 where only answers and files tell. */
function arrivalsS({ arrivals, durationS }, planned) {
    if (durationS !== undefined)
        return durationS;
    if (arrivals.kind === 'closed' || arrivals.kind === 'trace')
        return 0;
    const endS = curveEndS(rateCurve(arrivals, undefined));
    if (Number.isFinite(endS))
        return endS;
    return 'ratePerS' in arrivals ? planned / arrivals.ratePerS : 0;
}
//# sourceMappingURL=lost-runs.js.map