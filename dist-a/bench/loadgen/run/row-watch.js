/** Asks the store each second what the collector recorded of the run: what it cost so far, and how fast it was. */
import { Decimal } from 'decimal.js';
import { readArmRows } from '../store/run-rows.js';
const everyMs = 1_000;
/** `onRows` is called after each answer. A store that is away does not end a run: its rows wait in the collector's outbox. */
export function watchRows(store, run, onRows = () => { }) {
    let arms = [];
    let isAnswered = true;
    let isStopped = false;
    let timer;
    let asking = Promise.resolve();
    async function ask() {
        try {
            arms = await readArmRows(store, run.id, run.since);
            isAnswered = true;
            onRows();
        }
        catch {
            isAnswered = false;
        }
        schedule();
    }
    function schedule() {
        if (isStopped)
            return;
        timer = setTimeout(() => {
            asking = ask();
        }, everyMs);
    }
    schedule();
    return {
        arms: () => arms,
        isAnswered: () => isAnswered,
        sentAtCap: (capUsd, expectedUsd) => sentAtCap(arms, capUsd, expectedUsd),
        async stop() {
            isStopped = true;
            clearTimeout(timer);
            await asking;
        }
    };
}
/**
 * What was sent and has no row yet costs the mean of those that have one, or what was expected if that is more: the first to
 * end are the short ones.
 */
function sentAtCap(arms, capUsd, expectedUsd) {
    const all = arms.find(({ arm }) => arm === '');
    const left = capUsd.minus(all?.costUsd ?? 0);
    if (left.lte(0))
        return 0;
    const known = expectedUsd === null ? [] : [expectedUsd];
    if (all !== undefined && all.priced > 0)
        known.push(new Decimal(all.costUsd).div(all.priced));
    const each = Decimal.max(0, ...known);
    return each.isZero() ? Number.POSITIVE_INFINITY : (all?.rows ?? 0) + left.div(each).ceil().toNumber();
}
//# sourceMappingURL=row-watch.js.map