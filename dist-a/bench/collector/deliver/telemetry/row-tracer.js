/** Gives a tracer rows that have ended as spans with ids and times of their own. */
import { createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { callerTraceOf } from './caller-trace.js';
import { attribute } from './otel-names.js';
import { contentAttributesOf, contentCharsOf, hrTimeOf, spanAttributesOf, spanEventsOf, spanNameOf, spanTimesOf } from './span.js';
/** The next span's ids are the row's, so that both are found by the same. */
export class RowIds {
    traceId = '';
    spanId = '';
    generateTraceId() {
        return this.traceId;
    }
    generateSpanId() {
        return this.spanId;
    }
}
/** Of what was said, on all spans that wait: beyond it they go without. */
const maxContentChars = 16_777_216;
export class RowTracer {
    #options;
    constructor(options) {
        this.#options = options;
    }
    onRow(row, beside) {
        const { tracer, ids, edition, maxQueued, ledger } = this.#options;
        ids.traceId = row.trace_id;
        ids.spanId = row.span_id;
        const { startUs, endUs } = spanTimesOf(row);
        const options = { kind: SpanKind.CLIENT, startTime: hrTimeOf(startUs) };
        const span = tracer.startSpan(spanNameOf(row), options, parentOf(row, beside.requestHeaders));
        if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0)
            return;
        if (ledger.spansQueued >= maxQueued) {
            ledger.spansDropped++;
            return;
        }
        // Not with the span's start, where each is checked and copied twice more: no sampler that can be set looks at them.
        span.setAttributes(spanAttributesOf(row, edition, startUs));
        this.#putContent(span, beside);
        for (const { name, at, attributes } of spanEventsOf(row, startUs, endUs, beside.stalls))
            span.addEvent(name, attributes, at);
        if (row.error_type !== '')
            span.setStatus({ code: SpanStatusCode.ERROR, message: row.error_type });
        ledger.spansQueued++;
        span.end(hrTimeOf(endUs));
    }
    #putContent(span, { content }) {
        const said = content?.() ?? null;
        if (said === null)
            return;
        const { ledger } = this.#options;
        const attributes = contentAttributesOf(said);
        const chars = contentCharsOf(attributes);
        if (ledger.contentChars + chars > maxContentChars) {
            span.setAttribute(attribute.contentCut, true);
            return;
        }
        ledger.contentChars += chars;
        span.setAttributes(attributes);
    }
}
function parentOf(row, requestHeaders) {
    if (row.parent_span_id === '')
        return ROOT_CONTEXT;
    const { sampled, state } = callerTraceOf(requestHeaders);
    return trace.setSpanContext(ROOT_CONTEXT, {
        traceId: row.trace_id,
        spanId: row.parent_span_id,
        traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
        isRemote: true,
        ...(state !== '' && { traceState: createTraceState(state) })
    });
}
//# sourceMappingURL=row-tracer.js.map