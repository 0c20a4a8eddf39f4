/**
 * Several pairs of a relay and a recorder thread, each in a process of its own; this one accepts connections, keeps the
 * workers alive, and answers for all of them. Each worker has an outbox of its own; a worker begins when the one before it
 * in its place is gone, never sooner.
 */
import { TeelineError } from '../../schemas/errors.js';
import { Door } from './door.js';
import { Slot } from './slot.js';
import { sumCounters, sumRecorders, sumRelays } from './sum.js';
import { WorkerProcess } from './worker-process.js';
import { WorkersPage } from './workers-page.js';
/** Reports without a recorder's figures come at once; who asks for `/stats` waits two seconds. */
const statsTimeoutMs = 500;
/** A scraper's own patience is ten seconds by default. */
const pageTimeoutMs = 3_000;
/** Beyond what draining and delivering may take, before one that does not end is ended. */
const graceMs = 5_000;
/**
 * Listens, and starts all of them.
 *
 * @throws TeelineError `TEELINE_LISTEN_FAILED`; `TEELINE_WORKER_FAILED` when one ends before it is ready.
 */
export async function startWorkers(setups, options) {
    const door = await Door.open(options.loaded.config.collector.listen);
    const workers = new Workers(door, setups, options);
    try {
        await workers.started;
        return workers;
    }
    catch (error) {
        await workers.close(0);
        throw error;
    }
}
class Workers {
    url;
    /** Resolves when all are ready. */
    started;
    #door;
    #options;
    #slots;
    #page;
    #store = null;
    /** Events that came while there was no worker to write them. */
    #untold = [];
    #restarts = 0;
    #closing = null;
    #deadline = null;
    #deliverTimeoutMs = 0;
    /** All were ready once. */
    #isUp = false;
    #onStarted = () => { };
    constructor(door, setups, options) {
        this.url = door.url;
        this.#door = door;
        this.#options = options;
        this.#slots = setups.map((setup, index) => new Slot(index, setup));
        const { metrics, budgets } = options.loaded.config;
        this.#page = new WorkersPage(metrics.maxSeries, budgets, () => this.#store);
        this.started = new Promise((resolve, reject) => {
            this.#onStarted = error => (error === null ? resolve() : reject(error));
        });
        for (const slot of this.#slots)
            this.#start(slot);
    }
    isReady() {
        return this.#closing === null && this.#ready().length > 0;
    }
    isDraining() {
        return this.#closing !== null;
    }
    async stats() {
        const slots = this.#slots;
        const answers = await this.#ask({ figures: false, withinMs: statsTimeoutMs });
        const relays = slots.flatMap(slot => slot.relay ?? []);
        const rss = slots.reduce((sum, slot) => sum + (slot.process?.rssBytes ?? 0), 0);
        return {
            relay: sumRelays(relays, sumCounters(slots.map(slot => slot.counters)), this.isDraining()),
            recorder: {
                running: slots.every(slot => slot.recorderRuns),
                ...sumRecorders(slots.flatMap(slot => slot.recorder ?? []))
            },
            rssBytes: process.memoryUsage.rss() + rss,
            workers: slots.map((slot, index) => slot.stats(answers[index] === true))
        };
    }
    async page(openMetrics) {
        const answers = await this.#ask({ figures: true, withinMs: pageTimeoutMs });
        const answering = answers.filter(Boolean).length;
        return this.#page.write(this.#slots, { answering, restarts: this.#restarts }, openMetrics);
    }
    setStore(store) {
        this.#store = store;
        for (const { worker } of this.#slots)
            worker?.say({ store });
    }
    writeEvent(event) {
        const [worker] = this.#ready();
        if (worker === undefined)
            this.#untold.push(event);
        else
            worker.say({ event });
    }
    cut() {
        for (const worker of this.#ready())
            worker.say({ cut: true });
        this.#endBy(this.#deliverTimeoutMs + graceMs);
    }
    close(deliverTimeoutMs) {
        this.#closing ??= this.#close(deliverTimeoutMs);
        return this.#closing;
    }
    async #close(deliverTimeoutMs) {
        this.#deliverTimeoutMs = deliverTimeoutMs;
        this.#door.close();
        for (const { restart } of this.#slots)
            if (restart !== null)
                clearTimeout(restart);
        const workers = this.#slots.flatMap(slot => slot.worker ?? []);
        for (const worker of workers)
            worker.say({ close: true, deliverTimeoutMs });
        this.#endBy(this.#options.loaded.config.collector.drainTimeoutMs + deliverTimeoutMs + graceMs);
        await Promise.all(workers.map(worker => worker.exited));
        if (this.#deadline !== null)
            clearTimeout(this.#deadline);
    }
    /** Those that have not ended by then are ended: what they had on disk is delivered at the next start. */
    #endBy(ms) {
        if (this.#deadline !== null)
            clearTimeout(this.#deadline);
        this.#deadline = setTimeout(() => {
            for (const { worker } of this.#slots)
                worker?.kill();
        }, ms);
    }
    #ask(request) {
        return Promise.all(this.#slots.map(slot => slot.ask(request)));
    }
    #ready() {
        return this.#slots.flatMap(({ worker }) => (worker?.isReady === true ? worker : []));
    }
    #start(slot) {
        slot.restart = null;
        const worker = new WorkerProcess(slot.index, {
            onReady: () => this.#onReady(worker),
            onTaken: () => this.#door.arrived(worker),
            onLog: ({ level, message }) => this.#options.log(level, `worker ${slot.index}: ${message}`),
            onExit: how => this.#onExit(slot, worker, how)
        });
        slot.worker = worker;
        // Before it opens its outbox, which it does when it is told where that is.
        this.#options.dataDir.share(this.#slots.flatMap(one => one.worker?.pid ?? []));
        worker.say({ start: slot.setup, metricsState: slot.figuresBytes });
        if (this.#store !== null)
            worker.say({ store: this.#store });
    }
    #onReady(worker) {
        if (this.#closing !== null)
            return;
        this.#door.admit(worker);
        for (const event of this.#untold.splice(0))
            worker.say({ event });
        if (this.#ready().length < this.#slots.length)
            return;
        this.#isUp = true;
        this.#onStarted(null);
    }
    #onExit(slot, worker, how) {
        this.#door.dismiss(worker);
        slot.vacate();
        if (this.#closing !== null)
            return;
        if (this.#isUp)
            this.#replace(slot, worker, how);
        else
            this.#onStarted(failed(slot.index, how));
    }
    #replace(slot, worker, how) {
        const delayMs = slot.nextRestartDelayMs(performance.now() - worker.startedAtMs);
        slot.restart = setTimeout(() => {
            this.#restarts++;
            this.#start(slot);
        }, delayMs);
        this.#options.log('error', `worker ${slot.index} ended (${how}); the others go on, another starts in ${delayMs} ms`);
        this.writeEvent({
            kind: 'worker_restarted',
            message: `worker ${slot.index} died (${how}) with ${worker.connections} connections; what it had not yet written left no row`,
            count: 1
        });
    }
}
function failed(index, how) {
    return new TeelineError('TEELINE_WORKER_FAILED', `worker ${index} ended before it was ready (${how})`, 'Its last lines are above; collector.workers: 1 runs without workers.');
}
//# sourceMappingURL=workers.js.map