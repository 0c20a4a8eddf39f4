/**
 * Who sends the requests of a run: this process, or several that share one schedule and begin at one moment. Either way
 * every outcome comes here as it was measured; nothing is summed up on the way.
 */
import { fork } from 'node:child_process';
import { TeelineError } from '../../schemas/errors.js';
import { nowUs } from '../engine/clock.js';
import { startShare } from './share.js';
/** Long enough for every process to hear the moment before it comes. */
const startDelayUs = 300_000;
/**
 * Starts a run that was planned from `order`.
 *
 * @throws TeelineError of the engine when the collector cannot be found, of a worker that cannot begin.
 */
export async function startCrew(order, plan, listener) {
    return order.workers === 1 ? startAlone(order, plan, listener) : startWorkers(order, plan, listener);
}
async function startAlone(order, plan, listener) {
    const startedAtUs = nowUs() + startDelayUs;
    const share = await startShare(order, plan, 0, startedAtUs, {
        onSent: request => listener.onSent(request),
        onOutcome: (outcome, request) => listener.onOutcome(outcome, request, 0)
    });
    const done = share.done.then(({ notDue, health }) => ({ notDue, health: [health], lost: [] }), (error) => ({ notDue: 0, health: [], lost: [String(error)] }));
    return { startedAtUs, done, halt: share.halt, cut: share.cut };
}
async function startWorkers(order, plan, listener) {
    const requests = new Map(plan.requests.map(request => [request.seq, request]));
    const workers = Array.from({ length: order.workers }, (_, index) => startWorker(order, index, {
        onSent(seq) {
            const request = requests.get(seq);
            if (request !== undefined)
                listener.onSent(request);
        },
        onOutcome(outcome) {
            const request = requests.get(outcome.seq);
            if (request !== undefined)
                listener.onOutcome(outcome, request, index);
        }
    }));
    const tell = (message) => {
        for (const { child } of workers)
            if (child.connected)
                child.send(message);
    };
    try {
        await Promise.all(workers.map(({ ready }) => ready));
    }
    catch (error) {
        for (const { child } of workers)
            child.kill('SIGKILL');
        throw error;
    }
    const startedAtUs = nowUs() + startDelayUs;
    tell({ kind: 'start', startedAtUs });
    const halt = () => tell({ kind: 'halt' });
    // With a share of it missing, the load is not the one that was asked for.
    for (const worker of workers)
        worker.done.catch(halt);
    const done = Promise.allSettled(workers.map(worker => worker.done)).then(endings => {
        const shares = endings.flatMap(ending => (ending.status === 'fulfilled' ? [ending.value] : []));
        return {
            notDue: shares.reduce((sum, { notDue }) => sum + notDue, 0),
            health: shares.map(({ health }) => health),
            lost: endings.flatMap(ending => ending.status === 'rejected' ? [ending.reason.message] : [])
        };
    });
    return { startedAtUs, done, halt, cut: () => tell({ kind: 'cut' }) };
}
function startWorker(order, index, listener) {
    // A group of its own: Ctrl-C reaches this process alone, which tells the workers in order.
    const child = fork(new URL('worker.js', import.meta.url), [], { serialization: 'advanced', detached: true });
    const ready = deferred();
    const done = deferred();
    const fail = (error) => {
        ready.reject(error);
        done.reject(error);
    };
    // Who waits for `ready` alone must not be killed by the other.
    done.promise.catch(() => { });
    child.on('message', (message) => {
        if (message.kind === 'ready')
            ready.resolve();
        else if (message.kind === 'progress') {
            for (const seq of message.sent)
                listener.onSent(seq);
            for (const outcome of message.outcomes)
                listener.onOutcome(outcome);
        }
        else if (message.kind === 'done')
            done.resolve(message);
        else
            fail(new TeelineError(message.code, message.message, message.hint));
    });
    child.once('error', fail);
    child.once('exit', (code, signal) => fail(workerLost(index, code, signal)));
    child.send({ kind: 'order', order, index });
    return { child, ready: ready.promise, done: done.promise };
}
/** `Promise.withResolvers`, which Node 20 does not have. */
function deferred() {
    let resolve = () => { };
    let reject = () => { };
    const promise = new Promise((res, rej) => {
        resolve = res;
        reject = rej;
    });
    return { promise, resolve, reject };
}
function workerLost(index, code, signal) {
    return new TeelineError('TEELINE_LOAD_WORKER', `worker ${index} of the run ended too early (${signal ?? `exit code ${code}`})`, 'Its messages stand above. With less memory than workers need, give fewer with --workers.');
}
//# sourceMappingURL=crew.js.map