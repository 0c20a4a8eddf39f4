import { TeelineError } from '../../schemas/errors.js';
import { planOf, startShare } from './share.js';
const handOnMs = 100;
let share = null;
let begin = () => { };
const started = new Promise(resolve => {
    begin = resolve;
});
process.on('message', (message) => {
    if (message.kind === 'order')
        void work(message.order, message.index).catch(fail);
    else if (message.kind === 'start')
        begin(message.startedAtUs);
    else
        void share?.then(({ halt, cut }) => (message.kind === 'halt' ? halt() : cut()));
});
// The run has gone; there is nobody to measure for.
process.on('disconnect', () => process.exit(1));
async function work(order, index) {
    const plan = planOf(order);
    tell({ kind: 'ready' });
    const startedAtUs = await started;
    let sent = [];
    let outcomes = [];
    const handOn = () => {
        if (sent.length > 0 || outcomes.length > 0)
            tell({ kind: 'progress', sent, outcomes });
        sent = [];
        outcomes = [];
    };
    share = startShare(order, plan, index, startedAtUs, {
        onSent: request => void sent.push(request.seq),
        onOutcome: outcome => void outcomes.push(outcome)
    });
    const timer = setInterval(handOn, handOnMs);
    const { notDue, health } = await (await share).done;
    clearInterval(timer);
    handOn();
    process.send?.({ kind: 'done', notDue, health }, () => process.exit(0));
}
function fail(error) {
    const isKnown = error instanceof TeelineError;
    const code = isKnown ? error.code : 'TEELINE_LOAD_WORKER';
    const message = error instanceof Error ? error.message : String(error);
    const hint = isKnown ? error.hint : 'Try with --workers 1.';
    process.send?.({ kind: 'failed', code, message, hint }, () => process.exit(1));
}
function tell(message) {
    process.send?.(message);
}
//# sourceMappingURL=worker.js.map