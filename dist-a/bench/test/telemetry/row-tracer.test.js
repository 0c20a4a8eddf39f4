/** Rows as spans of the SDK's tracer, without a receiver: what is bounded and what is counted. */
import { tracing } from '@opentelemetry/sdk-node';
import { expect, test } from 'vitest';
import { CountedSpans } from '../../collector/deliver/telemetry/counted-exporters.js';
import { editionOf } from '../../collector/deliver/telemetry/otel-names.js';
import { RowIds, RowTracer } from '../../collector/deliver/telemetry/row-tracer.js';
import { blankRow } from '../../collector/record/blank-row.js';
const messages = 'gen_ai.input.messages';
test('beyond so much of what was said, spans that wait go without it, until others have left', async () => {
    const { tracer, ledger, processor, exporter } = rig({ maxQueued: 100 });
    const content = () => contentOf('x'.repeat(7_000_000));
    for (let index = 0; index < 3; index++)
        tracer.onRow(rowOf(index), { ...plain, content });
    expect(ledger).toMatchObject({ spansQueued: 3, contentChars: 14_000_000 });
    await processor.forceFlush();
    expect(ledger).toMatchObject({ spansQueued: 0, contentChars: 0, spansExported: 3 });
    tracer.onRow(rowOf(3), { ...plain, content });
    await processor.forceFlush();
    const sent = exporter
        .getFinishedSpans()
        .map(({ attributes }) => [String(attributes[messages] ?? '').length, attributes['teeline.content.cut']]);
    expect(sent).toEqual([
        [7_000_000, undefined],
        [7_000_000, undefined],
        [0, true],
        [7_000_000, undefined]
    ]);
});
test('what was said is not asked for where the span is not exported', () => {
    const { tracer, ledger } = rig({ maxQueued: 1 });
    let asked = 0;
    const content = () => {
        asked += 1;
        return contentOf('hello');
    };
    const unsampled = ['traceparent', `00-${'1'.repeat(32)}-${'2'.repeat(16)}-00`];
    tracer.onRow({ ...rowOf(1), parent_span_id: '2'.repeat(16) }, { ...plain, content, requestHeaders: unsampled });
    expect({ asked, ...ledger }).toMatchObject({ asked: 0, spansQueued: 0, spansDropped: 0 });
    tracer.onRow(rowOf(2), { ...plain, content });
    tracer.onRow(rowOf(3), { ...plain, content });
    expect({ asked, ...ledger }).toMatchObject({ asked: 1, spansQueued: 1, spansDropped: 1 });
});
test('each stall is an event at its beginning, with its length', async () => {
    const { tracer, processor, exporter } = rig({ maxQueued: 10 });
    const stalls = [
        { atUs: 1_000_000, lengthUs: 1_500_000 },
        { atUs: 4_000_001, lengthUs: 2_000_000 }
    ];
    tracer.onRow({ ...rowOf(1), stalls: 2, gap_max_us: 2_000_000 }, { ...plain, stalls });
    await processor.forceFlush();
    const [span] = exporter.getFinishedSpans();
    expect(span?.events.map(({ name, time, attributes }) => [name, time, attributes])).toEqual([
        ['teeline.stall', [1_790_000_001, 0], { 'teeline.gap': 1.5 }],
        ['teeline.stall', [1_790_000_004, 1_000], { 'teeline.gap': 2 }]
    ]);
    expect(span?.attributes).toMatchObject({ 'teeline.stalls': 2, 'teeline.longest_gap': 2 });
});
const plain = { requestHeaders: [], gapsUs: [], stalls: [], content: null };
function rig({ maxQueued }) {
    const ledger = {
        spansExported: 0,
        spansDropped: 0,
        spansFailed: 0,
        spansQueued: 0,
        metricExportsFailed: 0,
        contentChars: 0,
        lastError: null,
        onEnd: () => { }
    };
    const exporter = new tracing.InMemorySpanExporter();
    const processor = new tracing.BatchSpanProcessor(new CountedSpans(exporter, ledger));
    const ids = new RowIds();
    const provider = new tracing.BasicTracerProvider({ idGenerator: ids, spanProcessors: [processor] });
    const tracer = new RowTracer({
        tracer: provider.getTracer('test'),
        ids,
        edition: editionOf({}),
        maxQueued,
        ledger
    });
    return { tracer, ledger, processor, exporter };
}
function rowOf(number) {
    const hex = String(number + 1);
    return {
        ...blankRow(),
        ts: '2026-09-21 14:13:20.000000',
        trace_id: hex.repeat(32),
        span_id: hex.repeat(16),
        method: 'POST',
        ended_by: 'complete',
        e2e_us: 10_000_000
    };
}
function contentOf(text) {
    return { inputMessages: text, outputMessages: '', systemInstructions: '', toolDefinitions: '', cut: false };
}
//# sourceMappingURL=row-tracer.test.js.map