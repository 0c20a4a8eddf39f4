/** What leaves the recorder beside rows: the page that Prometheus reads, and OpenTelemetry's spans and metrics. */
import { deserialize, serialize } from 'node:v8';
import { BudgetSpend } from './budget-spend.js';
import { asksForContent, signalsOf } from './otel-signals.js';
import { processFigures } from './process-figures.js';
import { SeriesBook } from './series.js';
export function stateFrom(bytes) {
    return deserialize(bytes);
}
export class Telemetry {
    #options;
    #book;
    #before;
    #budgets;
    #otel;
    constructor(options, otel) {
        const state = options.state === null ? null : stateFrom(options.state);
        this.#options = options;
        this.#otel = otel;
        this.#before = state?.totals ?? null;
        this.#book = new SeriesBook(options.metrics.maxSeries, state?.book ?? null);
        this.#budgets = new BudgetSpend(options.budgets, options.store);
    }
    /** NULL when OpenTelemetry is off. */
    get stats() {
        return this.#otel?.stats() ?? null;
    }
    /** Whether what was said goes out with the spans. */
    get wantsContent() {
        return this.#otel !== null && wantsContent(this.#options);
    }
    /** Counts a row and exports it. Never waits, never throws. */
    onRow(row, beside) {
        this.#book.count(row);
        this.#otel?.onRow(row, beside);
    }
    /** The metrics page as it stands now. */
    async page(relay, recorder, openMetrics) {
        // Loaded by the first scrape: where nobody asks, it takes no memory.
        const { exposition } = await import('./exposition.js');
        const { version } = this.#options;
        // Nothing is awaited between this and the page's figures: the two say the same.
        const now = this.#state(recorder);
        const state = ownBytes(serialize(now));
        const budgets = this.#budgets.figures(new Date());
        const figures = { version, ...now, relay, budgets, process: processFigures(), workers: null };
        return { text: new TextEncoder().encode(await exposition(figures, openMetrics)), state };
    }
    /** What the page says of this recorder, for a page that sums several. */
    state(recorder) {
        return ownBytes(serialize(this.#state(recorder)));
    }
    async close(timeoutMs) {
        await this.#otel?.close(timeoutMs);
    }
    #state(recorder) {
        return {
            book: this.#book.state,
            totals: this.#totalsOf(recorder),
            delivery: recorder.delivery,
            otel: this.stats
        };
    }
    /** Of this recorder and of those before it. */
    #totalsOf({ delivery, faults, rowsLost }) {
        const otel = this.stats;
        const own = {
            rowsDelivered: delivery.rowsDelivered,
            rowsLost: delivery.rowsLost + rowsLost,
            rowsDeadLettered: delivery.rowsDeadLettered,
            storeRetries: delivery.retries,
            faults,
            spansExported: otel?.spansExported ?? 0,
            spansDropped: otel?.spansDropped ?? 0,
            spansFailed: otel?.spansFailed ?? 0,
            metricExportsFailed: otel?.metricExportsFailed ?? 0
        };
        for (const name of Object.keys(own))
            own[name] += this.#before?.[name] ?? 0;
        return own;
    }
}
/** OpenTelemetry is loaded when the environment asks for it, and only then. */
export async function openTelemetry(options) {
    const signals = signalsOf(options.env);
    if (signals === null)
        return new Telemetry(options, null);
    try {
        const { startOtel } = await import('./otel.js');
        return new Telemetry(options, startOtel({ ...options, signals, content: wantsContent(options) }));
    }
    catch (error) {
        // Rows matter more: without it everything else goes on.
        options.log('error', `telemetry cannot start: ${error instanceof Error ? error.message : String(error)}`);
        return new Telemetry(options, null);
    }
}
/** Two must say so: who runs the collector, by its configuration, and who set up the telemetry. */
function wantsContent({ storesBodies, env }) {
    return storesBodies && signalsOf(env)?.traces === true && asksForContent(env);
}
/** A copy with a memory of its own, which can be given away. */
function ownBytes(bytes) {
    return new Uint8Array(bytes);
}
//# sourceMappingURL=telemetry.js.map