/** The examples of docs/telemetry.md, run as they stand there, against a receiver of ours in place of theirs. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startOtlpReceiver } from './otlp-receiver.js';
import { hasPromtool, promtool } from './promtool.js';
const doc = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'teeline-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
describe('in the shell', () => {
    const provider = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
    beforeAll(() => new Promise(resolve => provider.listen(0, '127.0.0.1', resolve)));
    afterAll(() => provider.close());
    test.each([
        ['## OpenTelemetry', 'http/protobuf', ['/v1/metrics', '/v1/traces'], {}, {}],
        ['### An OTLP collector', 'grpc', [], {}, {}],
        [
            '### Langfuse',
            'http/protobuf',
            ['/api/public/otel/v1/traces'],
            { authorization: `Basic ${Buffer.from('pk-lf-1:sk-lf-2').toString('base64')}` },
            {}
        ],
        [
            '### Datadog',
            'http/protobuf',
            ['/v1/metrics', '/v1/traces'],
            {},
            { 'deployment.environment.name': 'prod' }
        ]
    ])('%s', async (heading, protocol, paths, headers, resource) => {
        const receiver = await startOtlpReceiver(protocol);
        const { port } = provider.address();
        const route = { prefix: '/openai', provider: 'openai', upstream: `http://127.0.0.1:${port}` };
        const teeline = await startTeeline({
            config: { routes: [route], record: { flushIntervalMs: 100 } },
            env: {
                ...sentTo(receiver.url, environmentOf(blockAfter(heading, 'sh'))),
                OTEL_BSP_SCHEDULE_DELAY: '100',
                OTEL_METRIC_EXPORT_INTERVAL: '300'
            }
        });
        await (await fetch(`${teeline.url}/openai/v1/models`)).text();
        await until('all that is sent', () => receiver.spans.length === 1 && new Set(receiver.paths).size === paths.length);
        await teeline.stop();
        await receiver.close();
        expect([...new Set(receiver.paths)].sort()).toEqual(paths);
        expect(receiver.headers[0]).toMatchObject(headers);
        expect(receiver.resource).toMatchObject({ 'service.name': 'teeline', ...resource });
    });
});
test.skipIf(!hasPromtool)('of Prometheus', () => {
    writeFileSync(join(folder, 'teeline-rules.yaml'), stringify({ groups: [] }));
    writeFileSync(join(folder, 'prometheus.yml'), blockAfter('## Prometheus', 'yaml'));
    expect(promtool(['check', 'config', join(folder, 'prometheus.yml')])).toMatchObject({ code: 0 });
});
test('of an OTLP collector and of Datadog: they listen where teeline is told to send', () => {
    const { protocols } = parse(blockAfter('### An OTLP collector', 'yaml')).receivers.otlp;
    const collector = environmentOf(blockAfter('### An OTLP collector', 'sh'));
    expect(collector['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(`http://${protocols.grpc.endpoint}`);
    const agent = parse(blockAfter('### Datadog', 'yaml')).otlp_config.receiver.protocols.http;
    const datadog = environmentOf(blockAfter('### Datadog', 'sh'));
    expect(datadog['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(`http://${agent.endpoint}`);
});
/** The first code block of a language after a heading. */
function blockAfter(heading, language) {
    const section = doc.slice(doc.indexOf(`\n${heading}\n`));
    const block = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(section)?.[1];
    if (block === undefined)
        throw new Error(`no ${language} after ${heading}`);
    return block;
}
/** What `npx teeline up` would find in its environment. */
function environmentOf(script) {
    const npx = join(folder, 'npx');
    writeFileSync(npx, '#!/bin/sh\nexec env\n');
    chmodSync(npx, 0o755);
    const env = {
        PATH: `${folder}:${process.env['PATH']}`,
        LANGFUSE_PUBLIC_KEY: 'pk-lf-1',
        LANGFUSE_SECRET_KEY: 'sk-lf-2'
    };
    const { stdout, status, stderr } = spawnSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const pairs = stdout.split('\n').filter(line => line.startsWith('OTEL_'));
    return Object.fromEntries(pairs.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
/** The same, with our receiver's host in place of that in each endpoint. */
function sentTo(url, env) {
    const moved = Object.entries(env).map(([name, value]) => {
        if (!name.endsWith('_ENDPOINT'))
            return [name, value];
        const { pathname } = new URL(value);
        return [name, pathname === '/' ? url : url + pathname];
    });
    return Object.fromEntries(moved);
}
//# sourceMappingURL=doc-examples.test.js.map