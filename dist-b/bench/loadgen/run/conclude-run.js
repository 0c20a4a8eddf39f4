/** The end of a run: its rows are waited for, joined with what the client saw, summed up and stored. */
import { setTimeout as delay } from 'node:timers/promises';
import { countRecorded, readRecorded, runVersions, writeRun, writeRunRequests } from '../store/run-rows.js';
import { judgeRun, statusOf } from './judge-run.js';
import { requestRow } from './open-run.js';
import { costOf, endOf, rowsMissing, summariseArm, summariseObjectives, unpricedOf } from './summary.js';
import { sinceOf, storeTime } from './time.js';
/** A row is in the store a second or two after its answer; past this it is missing, and said to be. */
const rowsWithinMs = 30_000;
/** The collector starts a store that died again; one that is away for longer is not waited for. */
const storeWithinMs = 6_000;
const pollMs = 250;
/** Sums up what `report` closed. Never rejects because of the store: what it does not take stays in the file. */
export async function concludeRun(run, report, windowS, place) {
    const endedAtMs = Date.now();
    const recorded = await collectRows(run, place);
    const byId = new Map(recorded.map(row => [row.id, row]));
    const made = run.ended
        .toSorted((a, b) => a.outcome.seq - b.outcome.seq)
        .map(ended => ({ ...ended, recorded: ended.outcome.id === '' ? undefined : byId.get(ended.outcome.id) }));
    const summary = summarise(run, report, { made, recorded, windowS, endedAtMs });
    const unsent = await storeRun(run, summary, made, place).then(() => null, (error) => (error instanceof Error ? error.message : String(error)));
    run.file.add([{ summary }]);
    await run.file.close();
    if (unsent === null)
        run.file.markSent();
    return { summary, file: run.file.path(), unsent };
}
/** The rows of the run, as many as came in time; none when the store is away. */
async function collectRows(run, { store, interrupts }) {
    const id = run.row.run_id;
    const since = sinceOf(run);
    const ids = run.ended.flatMap(({ outcome }) => (outcome.id === '' ? [] : [outcome.id]));
    const deadline = performance.now() + rowsWithinMs;
    let answeredAt = performance.now();
    for (;;) {
        const isLast = performance.now() > deadline || interrupts.second.aborted;
        try {
            // Counting is cheap; the rows are fetched when there are enough of them. Those of aborted calls count too, so look.
            if (isLast || (await countRecorded(store, id, since)) >= ids.length) {
                const rows = await readRecorded(store, id, since);
                const found = new Set(rows.map(row => row.id));
                if (isLast || ids.every(one => found.has(one)))
                    return rows;
            }
            answeredAt = performance.now();
        }
        catch {
            if (isLast || performance.now() > answeredAt + storeWithinMs)
                return [];
        }
        await delay(pollMs);
    }
}
function summarise(run, report, parts) {
    const { order, plan, estimate, isSupply } = run.job;
    const { profile } = order.loaded;
    const { made, recorded, endedAtMs } = parts;
    const windowS = Math.max(0.001, parts.windowS);
    const figures = { plan, isSupply, made, recorded, objectives: profile.slos, windowS };
    const outcomes = run.ended.map(({ outcome }) => outcome);
    const client = judgeRun(report.health, outcomes, report.lost);
    const total = summariseArm(figures, null);
    return {
        run_id: order.runId,
        name: profile.name,
        ...statusOf(run.reason, client.reasons, total),
        seed: plan.seed,
        collector: order.collectorUrl,
        workers: order.workers,
        started_at: storeTime(run.startedAtMs),
        ended_at: storeTime(endedAtMs),
        window_s: Number(windowS.toFixed(3)),
        client,
        arms: plan.arms.map((_, arm) => summariseArm(figures, arm)),
        total,
        objectives: summariseObjectives(figures, profile.maxErrorRate),
        spend: {
            usd: costOf(recorded),
            unpriced: unpricedOf(recorded),
            cap_usd: profile.spendUsd === undefined ? null : String(profile.spendUsd),
            estimated_usd: estimate.usd
        },
        rows_missing: rowsMissing(made)
    };
}
async function storeRun(run, summary, made, { store }) {
    const rows = made.map(one => requestRow(run, one, endOf(one)));
    await writeRunRequests(store, run.row.run_id, rows);
    await writeRun(store, {
        ...run.row,
        ts: summary.started_at,
        ended_at: summary.ended_at,
        status: summary.status,
        reason: summary.reason,
        planned: summary.total.planned ?? made.length,
        sent: summary.total.sent,
        summary_json: JSON.stringify(summary),
        version: runVersions.ended
    });
}
//# sourceMappingURL=conclude-run.js.map