/** OpenTelemetry's standard variables on a running sidecar, and a receiver that sees what comes of them. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startOtlpReceiver } from './otlp-receiver.js';
const calls = 60;
const parentSampled = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const fixture = (name) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
const tls = { cert: readFileSync(fixture('localhost.pem')), key: readFileSync(fixture('localhost.key')) };
const provider = createServer((request, response) => {
    request.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"id":"a","object":"chat.completion","model":"gpt-4o-mini-2024-07-18","choices":[]}');
    });
});
let providerUrl = '';
beforeAll(async () => {
    await new Promise(resolve => provider.listen(0, '127.0.0.1', resolve));
    providerUrl = `http://127.0.0.1:${provider.address().port}`;
});
afterAll(() => provider.close());
test('each signal goes where its own variables say, with its own headers beside the common ones', async () => {
    const [traces, metrics] = [await startOtlpReceiver('grpc'), await startOtlpReceiver('http/protobuf')];
    const teeline = await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9/nowhere',
        OTEL_EXPORTER_OTLP_HEADERS: 'x-common=both,x-tenant=a',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces.url,
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc',
        OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-tenant=of-traces',
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${metrics.url}/taken/as/it/is/v1/metrics`,
        OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'authorization=Basic%20b3RscDpzZWNyZXQ=',
        OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
        OTEL_SERVICE_NAME: 'chat-gateway',
        OTEL_RESOURCE_ATTRIBUTES: 'service.name=loses,deployment.environment.name=test,team=a%20b'
    });
    await call(teeline, 3);
    await until('both', () => traces.spans.length === 3 && metrics.metrics.size > 0);
    expect(traces.headers[0]).toMatchObject({ 'x-common': 'both', 'x-tenant': 'of-traces' });
    expect(metrics.headers[0]).toMatchObject({
        'x-common': 'both',
        'x-tenant': 'a',
        authorization: 'Basic b3RscDpzZWNyZXQ=',
        'content-encoding': 'gzip'
    });
    expect(new Set(metrics.paths)).toEqual(new Set(['/taken/as/it/is/v1/metrics']));
    for (const { resource } of [traces, metrics])
        expect(resource).toMatchObject({
            'service.name': 'chat-gateway',
            'deployment.environment.name': 'test',
            team: 'a b'
        });
    await end(teeline, [traces, metrics]);
    for (const text of ['b3RscDpzZWNyZXQ', 'of-traces'])
        expect(teeline.output()).not.toContain(text);
    expect(teeline.output()).not.toContain('telemetry:');
});
test('a common endpoint gets the path of each signal after its own', async () => {
    const receiver = await startOtlpReceiver('http/protobuf');
    const teeline = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/otlp/` });
    await call(teeline, 1);
    await until('both', () => new Set(receiver.paths).size === 2);
    expect(new Set(receiver.paths)).toEqual(new Set(['/otlp/v1/traces', '/otlp/v1/metrics']));
    await end(teeline, [receiver]);
});
test.each([
    ['always_off', '', [0, 0]],
    ['parentbased_always_off', '', [1, 1]],
    ['traceidratio', '0.5', [10, 51]],
    ['parentbased_traceidratio', '0', [1, 1]]
])('the sampler is %s %s', async (sampler, argument, [least, most]) => {
    const receiver = await startOtlpReceiver('http/protobuf');
    const teeline = await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_TRACES_SAMPLER: sampler,
        OTEL_TRACES_SAMPLER_ARG: argument
    });
    await call(teeline, calls - 1);
    await call(teeline, 1, parentSampled);
    // At the end it sends what it still has.
    const rows = await teeline.rows(calls);
    await end(teeline, [receiver]);
    expect(rows).toHaveLength(calls);
    expect(receiver.spans.length).toBeGreaterThanOrEqual(least);
    expect(receiver.spans.length).toBeLessThanOrEqual(most);
    if (most === 1)
        expect(receiver.spans[0]?.parentSpanId).toBe('00f067aa0ba902b7');
    // What is not sampled is counted all the same.
    const durations = receiver.metrics.get('gen_ai.client.operation.duration')?.points ?? [];
    expect(durations.reduce((sum, point) => sum + point.count, 0)).toBe(calls);
});
test.each(['http/protobuf', 'grpc'])('over %s and TLS, with a certificate of one’s own', async (protocol) => {
    const receiver = await startOtlpReceiver(protocol, tls);
    const teeline = await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        OTEL_EXPORTER_OTLP_CERTIFICATE: fixture('ca.pem')
    });
    await call(teeline, 2);
    await until('spans and metrics', () => receiver.spans.length === 2 && receiver.metrics.size > 0);
    await end(teeline, [receiver]);
});
test('what it does not understand is told, without the secrets that stand in it', async () => {
    const receiver = await startOtlpReceiver('http/protobuf');
    const teeline = await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'no url, with-a-secret-6f1',
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer otlp-secret-5d1',
        OTEL_TRACES_SAMPLER: 'sometimes',
        OTEL_EXPORTER_OTLP_CERTIFICATE: '/nowhere/ca.pem'
    });
    await call(teeline, 1);
    await until('a span', () => receiver.spans.length === 1);
    await end(teeline, [receiver]);
    const output = teeline.output();
    expect(output).toMatch(/telemetry: the protocol is grpc or http\/protobuf, not "http\/json"/);
    expect(output).toMatch(/telemetry: .*OTEL_TRACES_SAMPLER value "sometimes"/);
    expect(output.match(/telemetry: Failed to read root certificate file/g)).toHaveLength(1);
    expect(output).toMatch(/telemetry: .*Could not parse .*\*\*\*/);
    for (const text of ['otlp-secret-5d1', 'with-a-secret-6f1'])
        expect(output).not.toContain(text);
});
test('OTEL_SDK_DISABLED is off, whatever else is set', async () => {
    const receiver = await startOtlpReceiver('http/protobuf');
    const teeline = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SDK_DISABLED: 'true' });
    await call(teeline, 2);
    await teeline.rows(2);
    await end(teeline, [receiver]);
    expect(receiver.paths).toEqual([]);
});
function start(env) {
    return startTeeline({
        config: {
            routes: [{ prefix: '/openai', provider: 'openai', upstream: providerUrl }],
            record: { flushIntervalMs: 100 }
        },
        env: { OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_METRIC_EXPORT_INTERVAL: '300', ...env }
    });
}
async function call(teeline, times, traceparent) {
    for (let index = 0; index < times; index++) {
        const response = await fetch(`${teeline.url}/openai/v1/chat/completions`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(traceparent !== undefined && { traceparent }) },
            body: '{"model":"gpt-4o-mini","messages":[]}'
        });
        await response.text();
    }
}
async function end(teeline, receivers) {
    expect((await teeline.stop()).code).toBe(0);
    for (const receiver of receivers)
        await receiver.close();
}
//# sourceMappingURL=otel-variables.test.js.map