import { readRecorded, readRunRequests, readRunsLackingRows, runVersions, writeRun, writeRunRequests } from '../store/run-rows.js';
import { markSent, readKeptRun, unsentFiles } from './outcome-file.js';
import { summariseKept } from './summarise-kept.js';
import { epochMs, sinceOf } from './time.js';
/**
 * Brings in every run of the data directory whose process has gone. What is sent twice is stored once, so it may stop
 * anywhere and be called again.
 *
 * @returns a line for each file that was brought in, or could not be and stays.
 */
export async function deliverUnsent(store, dataDir) {
    const lines = [];
    for (const file of unsentFiles(dataDir)) {
        try {
            const kept = await readKeptRun(file);
            if (kept.isOpen)
                continue;
            await deliver(store, kept);
            lines.push(`${kept.run.run_id} was not in the store in full, and is now: ${markSent(file)}`);
        }
        catch (error) {
            lines.push(`Not brought into the store: ${file}: ${error instanceof Error ? error.message : error}`);
        }
    }
    return lines;
}
async function deliver(store, kept) {
    const { summary, requests } = await summedUp(store, kept);
    // In the order and with the tokens of the run's own end, of which the store may have a part.
    await writeRunRequests(store, kept.run.run_id, requests);
    await writeRun(store, runRow(kept, summary, runVersions.ended));
}
/**
 * Makes the summaries of the last days anew whose rows were not all in the store at the run's end, as far as they are now.
 *
 * @returns a line for each run that has rows which it had not.
 */
export async function addLateRows(store) {
    const lines = [];
    for (const run of await readRunsLackingRows(store)) {
        const own = JSON.parse(run.summary_json);
        const kept = { run, requests: await readRunRequests(store, run.run_id), summary: own, isOpen: false };
        const { summary } = await summedUp(store, kept);
        const late = own.rows_missing - summary.rows_missing;
        if (late <= 0)
            continue;
        await writeRun(store, runRow(kept, summary, run.version + 1));
        lines.push(`${run.run_id}: rows that came after its end and are in its figures now: ${late}`);
    }
    return lines;
}
async function summedUp(store, kept) {
    const { run_id, ts } = kept.run;
    return summariseKept(kept, await readRecorded(store, run_id, sinceOf({ startedAtMs: epochMs(ts) })));
}
function runRow({ run, requests }, summary, version) {
    return {
        ...run,
        ts: summary.started_at,
        ended_at: summary.ended_at,
        status: summary.status,
        reason: summary.reason,
        planned: summary.total.planned ?? requests.length,
        sent: summary.total.sent,
        summary_json: JSON.stringify(summary),
        version
    };
}
//# sourceMappingURL=deliver-unsent.js.map