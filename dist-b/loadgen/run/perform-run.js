/** A run from its first request to its row: sends, watches what it costs, waits for the collector's rows, sums up. */
import { Decimal } from 'decimal.js';
import { nowUs } from '../engine/clock.js';
import { writeRun } from '../store/run-rows.js';
import { concludeRun } from './conclude-run.js';
import { startCrew } from './crew.js';
import { isUnreached } from './judge-run.js';
import { openLiveView } from './live-view.js';
import { openRun, requestRow } from './open-run.js';
import { watchRows } from './row-watch.js';
import { Tally } from './tally.js';
import { sinceOf } from './time.js';
/** A collector that was started anew is back before this; one that nobody starts ends the run. */
const unreachedUs = 30_000_000;
/**
 * Makes the run and stores it. What went wrong with requests stands in the summary.
 *
 * @throws TeelineError of the store, before anything was sent.
 */
export async function performRun(job, place) {
    const run = openRun(job, place);
    await writeRun(place.store, run.row).catch((error) => {
        run.file.remove();
        throw error;
    });
    const { report, windowS } = await send(run, place).catch((error) => ({
        // The row says that it runs: so whatever happened, its end is written.
        report: { notDue: 0, health: [], lost: [error instanceof Error ? error.message : String(error)] },
        windowS: 0
    }));
    return concludeRun(run, report, windowS, place);
}
async function send(run, place) {
    const { order, plan, isSupply } = run.job;
    const tally = new Tally(plan, isSupply);
    const noteReach = reachWatch(() => stop('the collector was away for too long'));
    const { spendUsd } = order.loaded.profile;
    const capReason = `the spend cap of ${spendUsd} USD`;
    let mostSent = Number.POSITIVE_INFINITY;
    const crew = await startCrew(order, plan, {
        onSent(request) {
            tally.sent(request);
            if (tally.sentCount >= mostSent)
                stop(capReason);
        },
        onOutcome(outcome, request, worker) {
            noteReach(outcome);
            tally.ended(outcome, request);
            run.ended.push({ request, outcome, worker });
            run.file.add([requestRow(run, { request, outcome, worker }, outcome.kind)]);
        }
    });
    const { startedAtUs } = crew;
    run.startedAtMs = Date.now() + (startedAtUs - nowUs()) / 1000;
    let stoppedAtUs = null;
    const stop = (reason) => {
        if (run.reason !== '')
            return;
        run.reason = reason;
        stoppedAtUs = nowUs() - startedAtUs;
        // Not in the middle of what a request's beginning or end brings about.
        setImmediate(crew.halt);
        view?.update();
    };
    const watch = watchRows(place.store, { id: order.runId, since: sinceOf(run) }, holdCap);
    function holdCap() {
        if (spendUsd === undefined)
            return;
        mostSent = watch.sentAtCap(new Decimal(spendUsd), run.job.estimate.eachUsd);
        if (tally.sentCount >= mostSent)
            stop(capReason);
    }
    holdCap();
    const view = liveView(run, place, tally, watch, startedAtUs);
    const { first, second } = place.interrupts;
    const onFirst = () => stop('interrupted');
    const onSecond = () => crew.cut();
    first.addEventListener('abort', onFirst);
    second.addEventListener('abort', onSecond);
    if (first.aborted)
        onFirst();
    try {
        const report = await crew.done;
        const endedUs = nowUs() - startedAtUs;
        return { report, windowS: Math.min(stoppedAtUs ?? endedUs, plan.durationUs ?? endedUs) / 1e6 };
    }
    finally {
        first.removeEventListener('abort', onFirst);
        second.removeEventListener('abort', onSecond);
        await watch.stop();
        view?.close();
    }
}
/** Calls `onAway` when for so long no request has come as far as the collector. */
function reachWatch(onAway) {
    let awaySinceUs = null;
    return outcome => {
        awaySinceUs = isUnreached(outcome) ? (awaySinceUs ?? nowUs()) : null;
        if (awaySinceUs !== null && nowUs() - awaySinceUs > unreachedUs)
            onAway();
    };
}
function liveView(run, { screen }, tally, watch, startedAtUs) {
    if (screen === null)
        return null;
    const { order, plan } = run.job;
    const { spendUsd, name } = order.loaded.profile;
    const durationS = plan.durationUs === null ? null : plan.durationUs / 1e6;
    const state = () => {
        const elapsedUs = nowUs() - startedAtUs;
        const snapshot = tally.snapshot(Math.max(0, elapsedUs));
        const isOver = run.reason !== '' || (durationS !== null && elapsedUs / 1e6 > durationS);
        return {
            runId: order.runId,
            name,
            elapsedS: elapsedUs / 1e6,
            durationS,
            phase: phaseOf(run.reason, isOver, snapshot.inFlight),
            tally: snapshot,
            rows: watch.arms(),
            storeAnswers: watch.isAnswered(),
            spendCapUsd: spendUsd === undefined ? null : String(spendUsd)
        };
    };
    return openLiveView(screen, state);
}
function phaseOf(reason, isOver, inFlight) {
    if (!isOver)
        return 'sending';
    const stopped = reason === '' ? '' : `stopped: ${reason}, `;
    if (inFlight === 0)
        return `${stopped}all answers are in`;
    return `${stopped}waiting for ${inFlight} answers${reason === 'interrupted' ? ' (Ctrl-C again ends them)' : ''}`;
}
//# sourceMappingURL=perform-run.js.map