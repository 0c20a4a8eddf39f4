import { stateFrom } from '../deliver/telemetry/telemetry.js';
import { noCounters, sumCounters } from './sum.js';
/** Doubles with each death until a worker has been well for a while. */
const restartDelayMs = { first: 500, last: 30_000 };
const wellMs = 10_000;
export class Slot {
    index;
    setup;
    worker = null;
    restart = null;
    /** Of the worker that is there; NULL before its first report. */
    #report = null;
    #before = noCounters;
    #restartDelayMs = restartDelayMs.first;
    /** The last that was told, by this worker or the one before: what that one left on disk is still there. */
    recorder = null;
    figures = null;
    /** As it came, for the next worker to go on from. */
    figuresBytes = null;
    constructor(index, setup) {
        this.index = index;
        this.setup = setup;
    }
    /** Whether it answered. What it said, or had said last, is told by the others. */
    async ask(request) {
        const { worker } = this;
        if (worker === null || !worker.isReady)
            return false;
        const report = await worker.ask(request);
        if (report === null || worker !== this.worker)
            return false;
        this.#report = report;
        this.recorder = report.recorder.stats ?? this.recorder;
        if (report.figures === null)
            return !request.figures;
        this.figuresBytes = report.figures;
        this.figures = stateFrom(report.figures);
        return true;
    }
    /** Its worker has died: counters go on from where they were last told. */
    vacate() {
        this.#before = this.counters;
        this.#report = null;
        this.worker = null;
    }
    /** How long to wait before another one is started; `lifeMs` is how long the last one lived. */
    nextRestartDelayMs(lifeMs) {
        const delayMs = lifeMs > wellMs ? restartDelayMs.first : this.#restartDelayMs;
        this.#restartDelayMs = Math.min(delayMs * 2, restartDelayMs.last);
        return delayMs;
    }
    get counters() {
        if (this.#report === null)
            return this.#before;
        const { relay, recorder, process } = this.#report;
        const own = {
            exchanges: relay.exchanges,
            failed: relay.failed,
            recorderRestarts: recorder.restarts,
            cpuSeconds: process.cpuSeconds
        };
        return sumCounters([this.#before, own]);
    }
    get relay() {
        return this.#report?.relay ?? null;
    }
    get process() {
        return this.#report?.process ?? null;
    }
    get recorderRuns() {
        return this.#report?.recorder.running === true;
    }
    stats(answering) {
        const { worker, relay } = this;
        return {
            worker: this.index,
            pid: worker?.pid ?? null,
            answering,
            connections: worker?.connections ?? 0,
            exchanges: this.counters.exchanges,
            open: relay?.open ?? 0
        };
    }
}
//# sourceMappingURL=slot.js.map