/**
 * Keeps the feeds of the visible screen fresh: one query in flight for each, cancelled when its screen or its question is
 * left, the next one never sooner than twice what the last one took, and ever later while the store refuses.
 */
import { TeelineError } from '../schemas/errors.js';
import { pauseMs } from './feed.js';
const longestMs = 30_000;
export class Refresher {
    #options;
    #runs = new Map();
    #source = null;
    constructor(options) {
        this.#options = options;
    }
    /** Asks `source` from now on; NULL: asks nothing until there is another. */
    connect(source) {
        this.stop();
        this.#source = source;
        this.reconcile();
    }
    /** Brings what is asked in line with what is wanted: after a key, an answer, a pause. */
    reconcile() {
        if (this.#source === null)
            return;
        const wanted = new Set(this.#options.wanted());
        for (const [feed, run] of this.#runs) {
            if (!wanted.has(feed) || run.key !== feed.key(this.#options.view()))
                this.#end(feed, run);
        }
        for (const feed of wanted) {
            if (!this.#runs.has(feed))
                this.#begin(feed);
        }
    }
    /** Asks all that is wanted at once, whatever was answered when. */
    refresh() {
        this.stop();
        if (this.#source !== null)
            for (const feed of this.#options.wanted())
                this.#begin(feed, 0);
    }
    /** Reckons anew when what is due: a pause began or ended. */
    reschedule() {
        this.stop();
        this.reconcile();
    }
    /** Cancels everything. */
    stop() {
        for (const [feed, run] of this.#runs)
            this.#end(feed, run);
    }
    #begin(feed, delayMs) {
        const run = {
            key: feed.key(this.#options.view()),
            abort: new AbortController(),
            timer: null,
            failures: 0
        };
        this.#runs.set(feed, run);
        this.#schedule(feed, run, delayMs ?? this.#dueInMs(feed));
    }
    #end(feed, run) {
        run.abort.abort();
        if (run.timer !== null)
            clearTimeout(run.timer);
        this.#runs.delete(feed);
    }
    /** What was answered before its screen was left need not be asked again at once. */
    #dueInMs(feed) {
        const view = this.#options.view();
        if (feed.rows === null || feed.answeredAt === null || feed.isOutdated(view))
            return 0;
        return Math.max(0, feed.answeredAt + this.#pauseMs(feed) - Date.now());
    }
    #pauseMs(feed) {
        if (this.#options.isPaused())
            return Number.POSITIVE_INFINITY;
        const everyMs = pauseMs(feed, this.#options.view(), this.#options.intervalMs);
        return Math.max(everyMs, 2 * (feed.tookMs ?? 0));
    }
    #schedule(feed, run, delayMs) {
        if (delayMs === Number.POSITIVE_INFINITY)
            return;
        run.timer = setTimeout(() => void this.#ask(feed, run), delayMs);
    }
    async #ask(feed, run) {
        const source = this.#source;
        if (source === null)
            return;
        try {
            await feed.refresh(source, this.#options.view(), run.abort.signal);
            run.failures = 0;
        }
        catch (error) {
            if (run.abort.signal.aborted)
                return;
            run.failures += 1;
            const told = toTeelineError(error);
            feed.fail(told);
            if (told.code === 'TEELINE_STORE_UNREACHABLE')
                return this.#options.lost(told);
        }
        if (run.abort.signal.aborted)
            return;
        const backOffMs = run.failures === 0 ? 0 : Math.min(longestMs, 1_000 * 2 ** (run.failures - 1));
        this.#schedule(feed, run, Math.max(this.#pauseMs(feed), backOffMs));
        this.#options.changed(run.failures === 0);
        this.reconcile();
    }
}
/** An error that screens can show: a code, what happened, what to do. */
export function toTeelineError(error) {
    if (error instanceof TeelineError)
        return error;
    const text = error instanceof Error ? error.message : String(error);
    return new TeelineError('TEELINE_STORE_QUERY_FAILED', text, 'Start again with --verbose to see where it comes from.', error);
}
//# sourceMappingURL=refresher.js.map