/** OpenTelemetry's exporters, with an account of what became of what they were given. */
import { core, metrics } from '@opentelemetry/sdk-node';
import { contentCharsOf } from './span.js';
export class CountedSpans {
    #exporter;
    #ledger;
    constructor(exporter, ledger) {
        this.#exporter = exporter;
        this.#ledger = ledger;
    }
    export(spans, done) {
        const ledger = this.#ledger;
        ledger.spansQueued -= spans.length;
        for (const { attributes } of spans)
            ledger.contentChars -= contentCharsOf(attributes);
        this.#exporter.export(spans, result => {
            const error = errorOf(result);
            if (error === null)
                ledger.spansExported += spans.length;
            else
                ledger.spansFailed += spans.length;
            ledger.onEnd('spans', error);
            done(result);
        });
    }
    async forceFlush() {
        await this.#exporter.forceFlush?.();
    }
    shutdown() {
        return this.#exporter.shutdown();
    }
}
export class CountedMetrics {
    #exporter;
    #ledger;
    constructor(exporter, ledger) {
        this.#exporter = exporter;
        this.#ledger = ledger;
    }
    export(batch, done) {
        this.#exporter.export(batch, result => {
            const error = errorOf(result);
            if (error !== null)
                this.#ledger.metricExportsFailed++;
            this.#ledger.onEnd('metrics', error);
            done(result);
        });
    }
    selectAggregationTemporality(type) {
        // The specification's default.
        return this.#exporter.selectAggregationTemporality?.(type) ?? metrics.AggregationTemporality.CUMULATIVE;
    }
    forceFlush() {
        return this.#exporter.forceFlush();
    }
    shutdown() {
        return this.#exporter.shutdown();
    }
}
/** A name or a status, never the message: it may hold what the receiver answered. */
function errorOf({ code, error }) {
    if (code === core.ExportResultCode.SUCCESS)
        return null;
    const { code: number, name } = (error ?? {});
    return String(number ?? name ?? 'unknown');
}
//# sourceMappingURL=counted-exporters.js.map