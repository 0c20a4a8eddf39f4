/** Two hundred exchanges, as rows in the store and as spans at an OTLP receiver: the two must say the same. */
import { describe, expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startOtlpReceiver } from './otlp-receiver.js';
import { count, makeCalls, prompt, secret, startUpstreams } from './traffic.js';
for (const [protocol, optIn] of [
    ['http/protobuf', ''],
    ['grpc', 'gen_ai_latest_experimental']
]) {
    describe(`over ${protocol}${optIn === '' ? '' : ' with the newer names'}`, () => {
        test('every exchange of a sampled trace is one span that says what its row says', async () => {
            const { rows, spans, traced, receiver } = await observe(protocol, optIn);
            const unsampled = new Set(traced.filter(one => !one.sampled).map(one => one.traceId));
            const expected = rows.filter(row => !unsampled.has(row.trace_id));
            expect(rows).toHaveLength(count);
            expect(unsampled.size).toBeGreaterThan(5);
            expect(spans.map(span => span.spanId).sort()).toEqual(expected.map(row => row.span_id).sort());
            const rowOf = new Map(rows.map(row => [row.span_id, row]));
            for (const span of spans)
                expectSpan(span, rowOf.get(span.spanId), optIn !== '');
            expectKinds(expected);
            expectParents(spans, traced);
            expectMetrics(receiver, rows, optIn !== '');
            expectNothingSecret(receiver);
        });
    });
}
async function observe(protocol, optIn) {
    const receiver = await startOtlpReceiver(protocol);
    const upstreams = await startUpstreams();
    const teeline = await startTeeline({
        config: { routes: upstreams.routes, record: { flushIntervalMs: 100 } },
        env: {
            OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
            OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
            OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=acme',
            OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
            OTEL_SEMCONV_STABILITY_OPT_IN: optIn,
            OTEL_BSP_SCHEDULE_DELAY: '100',
            OTEL_METRIC_EXPORT_INTERVAL: '500'
        }
    });
    const traced = await makeCalls(teeline.url);
    const rows = await teeline.rows(count);
    const sampled = count - traced.filter(one => !one.sampled).length;
    await until('all spans, and metrics of all', () => {
        const durations = [...receiver.metrics.values()].find(metric => metric.name.endsWith('.duration'));
        const counted = durations?.points.reduce((total, point) => total + point.count, 0);
        return receiver.spans.length >= sampled && counted === count;
    });
    await teeline.stop();
    const { spans } = receiver;
    await upstreams.close();
    await receiver.close();
    return { rows, spans, traced, receiver };
}
/** Each attribute by its name, from the row's column; those that are NULL or empty there must be absent. */
function attributesOf(row, isNewer) {
    const [, host, port] = /^(.*):(\d+)$/.exec(row.upstream_host);
    const broken = row.streamed && !['', 'client_abort'].includes(row.error_type);
    const reasons = [...(row.finish_reason === '' ? [] : [row.finish_reason]), ...(broken ? ['error'] : [])];
    const cacheWrite = isNewer
        ? 'gen_ai.usage.cache_write.input_tokens'
        : 'gen_ai.usage.cache_creation.input_tokens';
    const all = {
        'gen_ai.operation.name': row.operation,
        'gen_ai.provider.name': row.provider,
        'gen_ai.request.model': row.request_model,
        'gen_ai.request.stream': row.streamed ? true : null,
        'gen_ai.response.model': row.response_model,
        'gen_ai.response.id': row.response_id,
        'gen_ai.response.finish_reasons': reasons.length === 0 ? null : reasons,
        'gen_ai.response.time_to_first_chunk': seconds(row.ttft_us),
        'gen_ai.usage.input_tokens': row.input_tokens,
        'gen_ai.usage.output_tokens': row.output_tokens,
        'gen_ai.usage.cache_read.input_tokens': row.cache_read_tokens,
        [cacheWrite]: row.cache_write_tokens,
        'gen_ai.usage.reasoning.output_tokens': row.reasoning_tokens,
        'gen_ai.usage.total_tokens': row.input_tokens === null || row.output_tokens === null ? null : row.input_tokens + row.output_tokens,
        'gen_ai.usage.cost': row.cost_usd === null ? null : Number(row.cost_usd),
        'langfuse.observation.cost_details': row.cost_usd === null ? null : `{"total":${row.cost_usd}}`,
        'langfuse.observation.usage_details': usageDetailsOf(row),
        'error.type': row.error_type,
        'server.address': host,
        'server.port': Number(port),
        'http.request.method': row.method,
        'http.response.status_code': row.status,
        'user.id': row.user,
        'session.id': row.session,
        'gen_ai.conversation.id': row.session,
        'langfuse.user.id': row.user,
        'langfuse.session.id': row.session,
        'langfuse.observation.type': row.request_model === '' ? 'span' : 'generation',
        'langfuse.observation.completion_start_time': row.ttft_us === null ? null : isoOf(startUs(row) + row.ttft_us),
        'teeline.id': row.id,
        'teeline.route': row.route,
        'teeline.target': row.target,
        'teeline.wire': row.wire,
        'teeline.ended_by': row.ended_by,
        'teeline.error.code': row.error_code,
        'teeline.feature': row.feature,
        'teeline.key_id': row.key_id,
        'teeline.usage_source': row.usage_source,
        'teeline.price_source': row.price_source,
        'teeline.cost_usd': row.cost_usd,
        'teeline.tpot': seconds(row.tpot_us),
        'teeline.overhead': seconds(row.overhead_us),
        'teeline.stalls': row.stalls === 0 ? null : row.stalls,
        'teeline.longest_gap': row.stalls === 0 ? null : seconds(row.gap_max_us),
        'teeline.tag.team': row.tags['team'] ?? null
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== ''));
}
function usageDetailsOf(row) {
    const { input_tokens: input, output_tokens: output, cache_read_tokens: read } = row;
    const less = (total, ...parts) => total === null ? null : parts.reduce((rest, part) => rest - (part ?? 0), total);
    const all = {
        input: less(input, read, row.cache_write_tokens),
        input_cached_tokens: read,
        input_cache_creation: less(row.cache_write_tokens, row.cache_write_1h_tokens),
        input_cache_creation_1h: row.cache_write_1h_tokens,
        output: less(output, row.reasoning_tokens),
        output_reasoning_tokens: row.reasoning_tokens,
        total: input === null || output === null ? null : input + output
    };
    const known = Object.entries(all).filter(([, tokens]) => tokens !== null);
    return known.length === 0 ? null : JSON.stringify(Object.fromEntries(known));
}
function expectSpan(span, row, isNewer) {
    // SPAN_KIND_CLIENT, STATUS_CODE_UNSET and STATUS_CODE_ERROR of the protocol.
    expect(span).toMatchObject({
        name: `${row.operation} ${row.request_model}`.trim(),
        kind: 3,
        traceId: row.trace_id,
        parentSpanId: row.parent_span_id,
        startUs: startUs(row),
        endUs: startUs(row) + row.e2e_us,
        status: row.error_type === '' ? { code: 0, message: '' } : { code: 2, message: row.error_type },
        scope: 'teeline',
        schemaUrl: `https://opentelemetry.io/schemas/${isNewer ? 'gen-ai/1.42.0' : '1.41.0'}`
    });
    expect(span.attributes).toEqual(attributesOf(row, isNewer));
    expectEvents(span, row);
    expect(span.resource).toMatchObject({
        'service.name': 'teeline',
        'service.instance.id': row.collector,
        'deployment.environment.name': 'test'
    });
}
function expectEvents(span, row) {
    const at = (us) => startUs(row) + us;
    const stalls = span.events.filter(({ name }) => name === 'teeline.stall');
    expect(span.events.filter(event => !stalls.includes(event))).toEqual([
        ...(row.ttft_us === null ? [] : [{ name: 'teeline.first_token', atUs: at(row.ttft_us), attributes: {} }]),
        ...(row.ended_by === 'complete'
            ? []
            : [{ name: 'teeline.abort', atUs: at(row.e2e_us), attributes: { 'teeline.ended_by': row.ended_by } }])
    ]);
    expect(stalls).toHaveLength(row.stalls);
    if (stalls.length === 0)
        return;
    const lengths = stalls.map(({ attributes }) => Number(attributes['teeline.gap']) * 1e6);
    expect(Math.max(...lengths)).toBeCloseTo(row.gap_max_us, 0);
    // Each begins at a frame and ends at one: the first of three frames, the second, and both gaps until the last.
    expect(stalls[0]?.atUs).toBe(at(row.ttft_us));
    for (const [index, { atUs }] of stalls.entries()) {
        const end = Math.round(atUs + lengths[index]);
        expect(end).toBe(stalls[index + 1]?.atUs ?? at(row.last_token_us));
    }
}
/** All that was meant to be among the calls was. */
function expectKinds(rows) {
    const wires = new Set(rows.map(row => row.wire));
    expect([...wires].sort()).toEqual([
        'anthropic.messages',
        'gemini.generate',
        'openai.chat',
        'openai.responses'
    ]);
    const errors = new Set(rows.map(row => row.error_type));
    expect([...errors]).toEqual(expect.arrayContaining(['', 'client_abort', 'http_429', 'http_5xx', 'stream_error', 'upstream_reset']));
    expect(rows.filter(row => row.status === 101)).toHaveLength(12);
    expect(rows.some(row => row.stalls > 0)).toBe(true);
}
function expectParents(spans, traced) {
    const sampled = traced.filter(one => one.sampled);
    const children = spans.filter(span => span.parentSpanId !== '');
    const pairs = (list) => list.map(({ traceId, parentSpanId }) => `${traceId} ${parentSpanId}`).sort();
    expect(pairs(children)).toEqual(pairs(sampled));
    expect(new Set(children.map(span => span.traceState))).toEqual(new Set(['vendor=value']));
}
function expectMetrics({ metrics, headers }, rows, isNewer) {
    const durationName = isNewer ? 'gen_ai.client.inference.duration' : 'gen_ai.client.operation.duration';
    const points = (name) => metrics.get(name)?.points ?? [];
    const sum = (name) => points(name).reduce((total, point) => total + point.sum, 0);
    expect(points(durationName).reduce((total, point) => total + point.count, 0)).toBe(rows.length);
    // The conventions ask for the port wherever there is an address.
    for (const { attributes } of points(durationName))
        expect(attributes['server.port'] ?? null).toEqual(expect.any(Number));
    expect(points(durationName)[0]?.bounds).toEqual(Array.from({ length: 14 }, (_, power) => (10 * 2 ** power) / 1e3));
    const tokens = total(rows, row => row.input_tokens) + total(rows, row => row.output_tokens);
    const names = isNewer
        ? ['gen_ai.client.inference.usage.input_tokens', 'gen_ai.client.inference.usage.output_tokens']
        : ['gen_ai.client.token.usage'];
    expect(names.reduce((all, name) => all + sum(name), 0)).toBe(tokens);
    expect(sum('teeline.cost.usd')).toBeCloseTo(total(rows, row => Number(row.cost_usd)), 9);
    expect(sum('teeline.overhead')).toBeCloseTo(total(rows, row => row.overhead_us) / 1e6, 6);
    expectChunks(durationName.replace('duration', ''), rows, points, sum);
    expect(headers.every(one => one['x-tenant'] === 'acme')).toBe(true);
}
/** The first chunk of each stream, and the gaps between its chunks: one less, and one less for each answer on a socket. */
function expectChunks(prefix, rows, points, sum) {
    const counted = (name) => points(name).reduce((all, point) => all + point.count, 0);
    const gapsOf = ({ status, frames }) => (status === 101 ? frames / 2 : Math.max(0, frames - 1));
    expect(counted(`${prefix}time_to_first_chunk`)).toBe(rows.filter(row => row.ttft_us !== null).length);
    expect(counted(`${prefix}time_per_output_chunk`)).toBe(total(rows, gapsOf));
    const plain = rows.filter(row => row.status !== 101 && row.ttft_us !== null);
    const streamed = total(plain, row => row.last_token_us - row.ttft_us) / 1e6;
    const whole = streamed + total(rows, row => (row.status === 101 ? row.last_token_us - row.ttft_us : 0)) / 1e6;
    expect(sum(`${prefix}time_per_output_chunk`)).toBeGreaterThan(streamed - 1e-6);
    expect(sum(`${prefix}time_per_output_chunk`)).toBeLessThan(whole + 1e-6);
}
function expectNothingSecret(receiver) {
    const sent = receiver.bytes().toString('latin1');
    expect(sent).toContain('gpt-4o-mini');
    for (const text of [secret, 'sk-ledger', prompt, 'Count to ten', 'European', 'slow down']) {
        expect(sent).not.toContain(text);
    }
}
function total(rows, value) {
    return rows.reduce((sum, row) => sum + (value(row) ?? 0), 0);
}
function startUs(row) {
    return Date.parse(`${row.ts.slice(0, 19).replace(' ', 'T')}Z`) * 1_000 + Number(row.ts.slice(20));
}
function isoOf(us) {
    return `${new Date(us / 1_000).toISOString().slice(0, 19)}.${String(us % 1e6).padStart(6, '0')}Z`;
}
function seconds(us) {
    return us === null ? null : us / 1e6;
}
//# sourceMappingURL=spans.test.js.map