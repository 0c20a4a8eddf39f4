/** A real Prometheus (Debian: package `prometheus`) that scrapes a running sidecar and evaluates its alert rules. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
const hasPrometheus = spawnSync('prometheus', ['--version']).error === undefined;
if (!hasPrometheus)
    process.stderr.write('prometheus is not installed: the scrape by it is skipped\n');
const cli = resolve(import.meta.dirname, '../..', process.env['TEELINE_DIST'] ?? 'dist', 'cli.js');
const calls = 20;
const usage = '"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}';
for (const workers of [1, 2])
    test.skipIf(!hasPrometheus)(`it has the figures, the exemplars and the alerts of ${workers} worker(s)`, async () => {
        const provider = createServer((request, response) => {
            request.resume().on('end', () => {
                response.writeHead(200, { 'content-type': 'application/json' });
                response.end(`{"id":"a","object":"chat.completion","model":"nobody-priced-this","choices":[],${usage}}`);
            });
        }).listen(0, '127.0.0.1');
        await once(provider, 'listening');
        const upstream = `http://127.0.0.1:${provider.address().port}`;
        const config = {
            routes: [{ prefix: '/openai', provider: 'openai', upstream }],
            record: { flushIntervalMs: 100 },
            collector: { workers }
        };
        const teeline = await startTeeline({ config });
        const folder = mkdtempSync(join(tmpdir(), 'teeline-prometheus-'));
        const prometheus = await startPrometheus(folder, teeline, config);
        for (let index = 0; index < calls; index++)
            await call(teeline);
        const rows = await teeline.rows(calls);
        const requests = await until('all requests', async () => {
            const found = await prometheus.ask('query', { query: 'sum(teeline_requests_total)' });
            return found.result[0]?.value[1] === String(calls) && found;
        });
        expect(requests.result).toHaveLength(1);
        const up = await prometheus.ask('query', { query: 'up{job="teeline"}' });
        expect(up.result.map(({ value }) => value[1])).toEqual(['1']);
        expect(await prometheus.exemplars('teeline_e2e_seconds_bucket')).toEqual(expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{32}$/)]));
        const known = new Set(rows.map(row => row.trace_id));
        for (const traceId of await prometheus.exemplars('teeline_e2e_seconds_bucket'))
            expect(known.has(traceId)).toBe(true);
        const alerts = await until('every rule to be evaluated', async () => {
            const { groups } = await prometheus.ask('rules', {});
            const rules = groups.flatMap(group => group.rules);
            return rules.every(rule => rule.health !== 'unknown') && rules.some(isFiring) && rules;
        });
        expect(alerts.filter(rule => rule.health !== 'ok')).toEqual([]);
        expect(alerts.filter(isFiring).map(rule => rule.name)).toEqual(['TeelineUnpricedModel']);
        await prometheus.stop();
        await teeline.stop();
        provider.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
function isFiring({ state }) {
    return state === 'firing';
}
async function startPrometheus(folder, teeline, config) {
    writeFileSync(join(folder, 'teeline.yaml'), stringify(config));
    const rules = spawnSync(process.execPath, [cli, 'alerts', 'prometheus', '--config', join(folder, 'teeline.yaml'), '--data', folder], { encoding: 'utf8' });
    writeFileSync(join(folder, 'rules.yaml'), rules.stdout);
    const settings = {
        global: { scrape_interval: '500ms', evaluation_interval: '500ms' },
        rule_files: ['rules.yaml'],
        scrape_configs: [{ job_name: 'teeline', static_configs: [{ targets: [new URL(teeline.adminUrl).host] }] }]
    };
    writeFileSync(join(folder, 'prometheus.yml'), stringify(settings));
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn('prometheus', [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--enable-feature=exemplar-storage'
    ], { stdio: 'ignore' });
    const api = (path, query) => fetch(`http://${address}/api/v1/${path}?${new URLSearchParams(query)}`);
    await until('Prometheus to answer', () => api('status/buildinfo', {}).then(response => response.ok, () => false));
    async function ask(path, query) {
        const answer = (await (await api(path, query)).json());
        const { status, data, error } = answer;
        if (status !== 'success')
            throw new Error(error);
        return data;
    }
    return {
        ask,
        exemplars: async (name) => {
            const now = Date.now() / 1000;
            const window = { start: String(now - 600), end: String(now + 60) };
            const found = await ask('query_exemplars', { query: name, ...window });
            return found.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.trace_id));
        },
        stop: async () => {
            const gone = once(child, 'exit');
            child.kill('SIGTERM');
            await gone;
        }
    };
}
async function freePort() {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}
async function call(teeline) {
    const response = await fetch(`${teeline.url}/openai/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"model":"nobody-priced-this","messages":[]}'
    });
    await response.text();
}
//# sourceMappingURL=prometheus.test.js.map