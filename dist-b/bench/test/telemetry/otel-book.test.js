/** What the metrics over OTLP count, as the SDK's reader collects it. */
import { metrics } from '@opentelemetry/sdk-node';
import { expect, test } from 'vitest';
import { MetricBook } from '../../collector/deliver/telemetry/otel-book.js';
import { editionOf } from '../../collector/deliver/telemetry/otel-names.js';
import { blankRow } from '../../collector/record/blank-row.js';
const { DELTA, CUMULATIVE } = metrics.AggregationTemporality;
const scope = { name: 'teeline', version: '0' };
const perChunk = 'gen_ai.client.operation.time_per_output_chunk';
test('a gap is in the bucket whose bound it does not exceed, and sums are exact', async () => {
    const book = bookOf({ isDelta: false });
    book.count(rowOf({}), [9_999, 10_000, 10_001, 81_920_001]);
    book.count(rowOf({}), []);
    const { value, attributes } = (await histogramOf(book, perChunk))[0];
    expect(value.buckets.boundaries).toEqual(Array.from({ length: 14 }, (_, power) => (10 * 2 ** power) / 1e3));
    expect(value.buckets.counts).toEqual([2, 1, ...Array(12).fill(0), 1]);
    expect(value).toMatchObject({ count: 4, sum: 81.950001, min: 0.009999, max: 81.920001 });
    expect(attributes).toEqual({
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'server.address': 'api.openai.com',
        'server.port': 443,
        'teeline.route': '/openai'
    });
});
test('cumulative figures go on from the beginning, deltas begin anew', async () => {
    for (const isDelta of [false, true]) {
        const book = bookOf({ isDelta });
        book.count(rowOf({ cost_usd: '0.100000001', input_tokens: 3, output_tokens: 5 }), []);
        const first = await collected(book);
        book.count(rowOf({ cost_usd: '0.2', input_tokens: 4, output_tokens: 5 }), []);
        const second = await collected(book);
        const cost = (list) => list.find(({ descriptor }) => descriptor.name === 'teeline.cost.usd');
        expect(cost(first).dataPoints[0].value).toBe(0.100000001);
        expect(cost(second).dataPoints[0].value).toBe(isDelta ? 0.2 : 0.300000001);
        expect(cost(second).aggregationTemporality).toBe(isDelta ? DELTA : CUMULATIVE);
        const [begin, end] = [cost(second).dataPoints[0].startTime, cost(first).dataPoints[0].endTime];
        if (isDelta)
            expect(begin).toEqual(end);
        else
            expect(begin).toEqual(cost(first).dataPoints[0].startTime);
        expect(await collected(book)).toHaveLength(isDelta ? 0 : second.length);
    }
});
test('tokens are one metric with a type, or two in the newer conventions', async () => {
    const old = bookOf({ isDelta: false });
    old.count(rowOf({ input_tokens: 3, output_tokens: null }), []);
    old.count(rowOf({ input_tokens: 4, output_tokens: 5 }), []);
    const points = await histogramOf(old, 'gen_ai.client.token.usage');
    const told = points.map(({ attributes, value }) => [
        attributes['gen_ai.token.type'],
        value.count,
        value.sum
    ]);
    expect(told).toEqual([
        ['input', 2, 7],
        ['output', 1, 5]
    ]);
    const env = { OTEL_SEMCONV_STABILITY_OPT_IN: 'gen_ai_latest_experimental' };
    const latest = new MetricBook({ edition: editionOf(env), scope, isDelta: false });
    latest.count(rowOf({ input_tokens: 3, output_tokens: 4 }), []);
    const names = (await collected(latest)).map(({ descriptor }) => descriptor.name);
    expect(names).toContain('gen_ai.client.inference.operation.input_tokens');
    expect(names).toContain('gen_ai.client.inference.usage.output_tokens');
    expect(names).not.toContain('gen_ai.client.inference.usage.reasoning.output_tokens');
});
test('beyond two thousand sets of attributes all else is counted as one, which says so', async () => {
    const book = bookOf({ isDelta: false });
    for (let index = 0; index < 2_500; index++)
        book.count(rowOf({ request_model: `m-${index}` }), []);
    const points = await histogramOf(book, 'gen_ai.client.operation.duration');
    expect(points).toHaveLength(2_000);
    const rest = points.filter(({ attributes }) => attributes['otel.metric.overflow'] === true);
    expect(rest.map(({ value }) => value.count)).toEqual([501]);
});
function bookOf({ isDelta }) {
    return new MetricBook({ edition: editionOf({}), scope, isDelta });
}
function rowOf(more) {
    return {
        ...blankRow(),
        operation: 'chat',
        provider: 'openai',
        request_model: 'gpt-4o',
        upstream_host: 'api.openai.com:443',
        route: '/openai',
        e2e_us: 1_000,
        ...more
    };
}
async function collected(book) {
    const { resourceMetrics } = await book.collect();
    return resourceMetrics.scopeMetrics.flatMap(one => one.metrics);
}
async function histogramOf(book, name) {
    const found = (await collected(book)).find(({ descriptor }) => descriptor.name === name);
    if (found?.dataPointType !== metrics.DataPointType.HISTOGRAM)
        throw new Error(`no histogram ${name}`);
    return found.dataPoints;
}
//# sourceMappingURL=otel-book.test.js.map