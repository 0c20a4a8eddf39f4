/** Recorded traffic becomes a profile that can be run: the same requests at the same moments, without what they said. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChdb } from '../store/support.js';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startChatServer } from './chat-server.js';
import { run, summaryOf } from './run-command.js';
const asked = 24;
describe.skipIf(!hasChdb)('teeline load record', () => {
    let provider;
    let teeline;
    let rows;
    beforeAll(async () => {
        provider = await startChatServer();
        const route = (prefix) => ({ prefix, provider: 'openai', upstream: provider.url });
        teeline = await startTeeline({
            config: { record: { flushIntervalMs: 100 }, routes: [route('/openai')] }
        });
        for (let n = 0; n < asked; n++)
            await ask(n);
        rows = await teeline.rows(asked);
    });
    afterAll(async () => {
        await teeline?.stop();
        await provider?.close();
    });
    /** Two models in turns, every third not streamed, some in a session. */
    async function ask(n) {
        const answer = await fetch(`${teeline.url}/openai/v1/chat/completions`, {
            method: 'POST',
            headers: {
                authorization: 'Bearer sk-app-8d1c',
                'content-type': 'application/json',
                'x-teeline-feature': n < 20 ? 'chat' : 'batch',
                ...(n % 4 === 0 && { 'x-teeline-session': `customer-${n % 8}@example.com` })
            },
            body: JSON.stringify({
                model: n % 2 === 0 ? 'gpt-4o-mini' : 'gpt-4o',
                stream: n % 3 !== 0,
                ...(n % 3 !== 0 && { stream_options: { include_usage: true } }),
                messages: [{ role: 'user', content: `a private matter, number ${n}` }]
            })
        });
        await answer.text();
    }
    const out = (name) => join(teeline.dataDir, `${name}.profile.yaml`);
    const window = ['--from', '2026-01-01', '--to', '2100-01-01T00:00:00+01:00'];
    const record = (name, ...more) => run(teeline, ['load', 'record', ...window, '--out', out(name), ...more]);
    const traceOf = (name) => readFileSync(join(teeline.dataDir, `${name}.trace.jsonl`), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map(line => JSON.parse(line));
    test('moments, lengths, streams and destinations are those of the rows; content and names are not there', async () => {
        const said = await record('mix');
        expect(said).toMatchObject({ code: 0, stderr: '' });
        const trace = traceOf('mix');
        const firstUs = Date.parse(`${rows[0]?.ts.slice(0, 23).replace(' ', 'T')}Z`);
        expect(trace).toHaveLength(asked);
        for (const [at, line] of trace.entries()) {
            const row = rows[at];
            expect(line).toMatchObject({
                route: '/openai',
                model: row.request_model,
                wire: 'openai.chat',
                stream: row.streamed,
                input_tokens: row.input_tokens,
                output_tokens: row.output_tokens
            });
            const ms = Date.parse(`${row.ts.slice(0, 23).replace(' ', 'T')}Z`) - firstUs;
            expect(Math.abs(line['offset_us'] / 1000 - ms)).toBeLessThan(2);
        }
        expect(trace.filter(({ session }) => session !== undefined).map(({ session }) => session)).toEqual([
            's1',
            's2',
            's1',
            's2',
            's1',
            's2'
        ]);
        const written = readFileSync(out('mix'), 'utf8') + JSON.stringify(trace);
        for (const secret of ['private', 'customer', 'sk-app'])
            expect(written).not.toContain(secret);
    });
    test('the profile runs as it is: the same numbers to the same models at the same moments', async () => {
        await record('again');
        provider.reset();
        const summary = summaryOf(await run(teeline, ['load', 'run', out('again'), '--json', '--yes']));
        expect(summary.total).toMatchObject({ planned: asked, sent: asked, failed: 0 });
        const models = provider.requests.map(({ body }) => body['model']);
        expect(models.filter(model => model === 'gpt-4o')).toHaveLength(asked / 2);
        expect(provider.requests.filter(({ body }) => body['stream'] === true)).toHaveLength((asked * 2) / 3);
        const requests = await teeline.query(`SELECT * FROM teeline.run_requests WHERE run_id = '${summary.run_id}' ORDER BY seq`);
        const offsets = traceOf('again').map(line => line['offset_us']);
        for (const [at, { intended_us }] of requests.entries()) {
            expect(Math.abs(intended_us - (offsets[at] ?? 0)), `request ${at}`).toBeLessThan(2);
        }
    });
    test('a condition picks what is replayed; runs of our own are never in it', async () => {
        await record('batch', '--where', "feature = 'batch' -- only these");
        expect(traceOf('batch')).toHaveLength(4);
        const all = await record('all');
        expect(all.stdout).toContain(`${asked} requests over `);
    });
    test('nothing to replay, a wrong condition, a wrong moment and a file in the way are told apart', async () => {
        const none = await record('none', '--where', "feature = 'nobody'");
        expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('TEELINE_LOAD_NO_TRAFFIC') });
        const wrong = await record('wrong', '--where', 'colour = 1');
        expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('TEELINE_STORE_QUERY_FAILED') });
        const moment = await run(teeline, ['load', 'record', '--from', 'yesterday', '--to', 'now']);
        expect(moment).toMatchObject({ code: 2, stderr: expect.stringContaining('TEELINE_USAGE') });
        writeFileSync(out('there'), 'mine');
        expect(await record('there')).toMatchObject({ code: 2 });
        expect(readFileSync(out('there'), 'utf8')).toBe('mine');
        const bodies = await record('bodies', '--bodies');
        expect(bodies).toMatchObject({ code: 1, stderr: expect.stringContaining('have no stored body') });
    });
});
test.skipIf(!hasChdb)('with stored bodies the real requests are replayed', async () => {
    const provider = await startChatServer();
    const routes = [{ prefix: '/openai', provider: 'openai', upstream: provider.url }];
    const teeline = await startTeeline({
        config: { record: { flushIntervalMs: 100, dangerouslyStoreBodies: true }, routes }
    });
    try {
        const bodies = [1, 2, 3, 4].map(n => ({
            model: 'gpt-4o-mini',
            stream: n > 2,
            messages: [{ role: 'user', content: `said before, number ${n}` }]
        }));
        for (const body of bodies) {
            const headers = { authorization: 'Bearer sk-app-8d1c', 'content-type': 'application/json' };
            const url = `${teeline.url}/openai/v1/chat/completions`;
            await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).text();
        }
        await teeline.rows(bodies.length);
        // A row and its body are two batches.
        const stored = () => teeline.query('SELECT toUInt32(count()) AS n FROM teeline.bodies');
        await until('bodies', async () => (await stored())[0]?.n === bodies.length);
        const profile = join(teeline.dataDir, 'real.profile.yaml');
        const window = ['--from', '2026-01-01', '--to', '2100-01-01'];
        const said = await run(teeline, ['load', 'record', ...window, '--bodies', '--out', profile]);
        expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('4 requests over ') });
        expect(readFileSync(join(teeline.dataDir, 'real.trace.jsonl'), 'utf8')).not.toContain('sk-app');
        provider.reset();
        const summary = summaryOf(await run(teeline, ['load', 'run', profile, '--json', '--yes']));
        expect(summary.total).toMatchObject({ sent: 4, ok: 4 });
        expect(provider.requests.map(({ path }) => path)).toEqual(Array(4).fill('/v1/chat/completions'));
        const replayed = provider.requests
            .map(({ body }) => body)
            .map(({ model, stream, messages }) => ({ model, stream, messages }));
        expect(replayed).toEqual(bodies);
    }
    finally {
        await teeline.stop();
        await provider.close();
    }
});
//# sourceMappingURL=record.test.js.map