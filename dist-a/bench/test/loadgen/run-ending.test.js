/** How runs of `teeline load` end before their time, what is refused, and what never leaves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasChdb } from '../store/support.js';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startChatServer } from './chat-server.js';
import { apiKey, run, start, summaryOf, writeProfile } from './run-command.js';
describe.skipIf(!hasChdb)('teeline load run', () => {
    let provider;
    let teeline;
    beforeAll(async () => {
        provider = await startChatServer();
        const route = (prefix) => ({ prefix, provider: 'openai', upstream: provider.url });
        teeline = await startTeeline({
            config: { record: { flushIntervalMs: 100 }, routes: [route('/openai'), route('/other')] }
        });
    });
    afterAll(async () => {
        await teeline?.stop();
        await provider?.close();
    });
    beforeEach(() => provider.reset());
    const steady = {
        count: 100,
        arms: ['openai/gpt-4o-mini'],
        arrivals: { kind: 'poisson', ratePerS: 200 },
        requests: { inputTokens: 30, outputTokens: 5 }
    };
    const storedRun = async (runId) => (await teeline.query(`SELECT * FROM teeline.runs FINAL WHERE run_id = '${runId}'`))[0];
    const storedRequests = (runId) => teeline.query(`SELECT * FROM teeline.run_requests WHERE run_id = '${runId}' ORDER BY seq`);
    test('an objective that is not met is told by exit code 3', async () => {
        const profile = writeProfile(teeline, 'slow', {
            ...steady,
            count: 20,
            slos: [{ metric: 'ttft', percentile: 95, limitMs: 1 }]
        });
        const said = await run(teeline, ['load', 'run', profile]);
        expect(said.stdout).toMatch(/^objective ttft p95 at most 1\.00 ms: [\d.]+ ms, NOT MET$/m);
        // A machine too loaded to measure says so instead.
        expect(said.code).toBe(said.stdout.includes('VOID') ? 1 : 3);
    });
    test('a run stops at its spend cap, and says that it did', async () => {
        // 0.06 USD each.
        provider.set({ completionTokens: 100_000 });
        const profile = writeProfile(teeline, 'dear', {
            ...steady,
            count: 2000,
            arrivals: { kind: 'constant', ratePerS: 20 }
        });
        const said = await run(teeline, ['load', 'run', profile, '--json', '--spend-usd', '0.9', '--yes']);
        const summary = summaryOf(said);
        expect(summary.reason).toContain('the spend cap of 0.9 USD');
        expect(summary.status).not.toBe('complete');
        expect(summary.total.sent).toBeGreaterThan(5);
        expect(summary.total.sent).toBeLessThan(400);
        expect(Number(summary.spend.usd)).toBeGreaterThan(0.3);
        expect((await storedRequests(summary.run_id)).length).toBeGreaterThanOrEqual(summary.total.sent);
    });
    test('Ctrl-C ends a run with a labelled result: once after the answers on their way, twice at once', async () => {
        provider.set({ fault: () => 'hang' });
        const profile = writeProfile(teeline, 'long', {
            ...steady,
            count: 5000,
            arrivals: { kind: 'constant', ratePerS: 10 }
        });
        const command = start(teeline, ['load', 'run', profile, '--json', '--yes']);
        await until('requests', () => provider.requests.length > 5);
        command.child.kill('SIGINT');
        await until('the run to stop sending', () => command.errors().includes('stopped: interrupted, waiting for'));
        const asked = provider.requests.length;
        expect(command.child.exitCode).toBeNull();
        command.child.kill('SIGINT');
        const said = await command.ended;
        expect(said.code).toBe(130);
        // A few may have been on their way to the provider.
        expect(provider.requests.length).toBeLessThan(asked + 20);
        const summary = summaryOf(said);
        expect(summary.reason).toContain('interrupted');
        expect(await storedRun(summary.run_id)).toMatchObject({
            reason: summary.reason,
            sent: summary.total.sent
        });
        expect(summary.total.outcomes['timeout_total']).toBeGreaterThan(5);
    });
    test('what is wrong is told before anything is sent', async () => {
        const profile = writeProfile(teeline, 'wrong', steady);
        const words = ['load', 'run', profile];
        const unknown = await run(teeline, [...words, '--arm', 'nowhere/gpt-4o']);
        expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('TEELINE_LOAD_ROUTE') });
        const far = await run(teeline, [...words, '--collector', 'http://example.com:8787']);
        expect(far.stderr).toContain('TEELINE_LOAD_COLLECTOR');
        expect(far.code).toBe(1);
        const dear = await run(teeline, [
            ...words,
            '--arm',
            'openai/gpt-4o',
            '--count',
            '20000',
            '--rate',
            '5000'
        ]);
        expect(dear).toMatchObject({ code: 2, stderr: expect.stringContaining('TEELINE_LOAD_CONFIRM') });
        const flags = await run(teeline, [...words, '--rate', 'fast']);
        expect(flags.code).toBe(2);
        expect(provider.requests).toHaveLength(0);
    });
    test('a key goes to the provider and nowhere else', async () => {
        const profile = writeProfile(teeline, 'secret', {
            ...steady,
            count: 5,
            headers: { 'x-relay-token': 'relay-4711-secret' }
        });
        const said = await run(teeline, ['load', 'run', profile]);
        expect(provider.requests[0]?.headers).toMatchObject({
            authorization: `Bearer ${apiKey}`,
            'x-relay-token': 'relay-4711-secret'
        });
        const runs = join(teeline.dataDir, 'runs');
        const files = readdirSync(runs).map(name => readFileSync(join(runs, name), 'utf8'));
        const rows = await Promise.all(['runs', 'run_requests', 'requests'].map(table => teeline.query(`SELECT * FROM teeline.${table}`)));
        for (const text of [said.stdout, said.stderr, ...files, JSON.stringify(rows)]) {
            expect(text).not.toContain(apiKey);
            expect(text).not.toContain('relay-4711-secret');
        }
    });
    test.skipIf(process.platform !== 'linux')('a worker that is killed voids the run, and what the others measured is kept', async () => {
        provider.set({ ttftMs: 300 });
        const profile = writeProfile(teeline, 'lost', {
            ...steady,
            count: 400,
            arrivals: { kind: 'constant', ratePerS: 20 }
        });
        const command = start(teeline, ['load', 'run', profile, '--json', '--yes', '--workers', '2']);
        await until('requests', () => provider.requests.length > 10);
        const { pid } = command.child;
        const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
        expect(children).toHaveLength(2);
        process.kill(Number(children[1]), 'SIGKILL');
        const said = await command.ended;
        expect(said.code).toBe(1);
        const { status, reason, total, run_id } = summaryOf(said);
        expect(status).toBe('void');
        expect(reason).toContain('worker 1 of the run ended too early (SIGKILL)');
        expect(total.ok).toBeGreaterThan(3);
        expect(total.sent).toBeLessThan(400);
        expect(await storedRun(run_id)).toMatchObject({ status: 'void', reason });
        for (const child of children)
            expect(() => process.kill(Number(child), 0)).toThrow('ESRCH');
    });
    test('a sweep ends at once when the lowest rate fails, and needs objectives to look for', async () => {
        const aimless = await run(teeline, ['load', 'sweep', writeProfile(teeline, 'aimless', steady), '--yes']);
        expect(aimless).toMatchObject({ code: 2, stderr: expect.stringContaining('no objectives') });
        expect(provider.requests).toHaveLength(0);
        const profile = writeProfile(teeline, 'hopeless', {
            ...steady,
            count: 10,
            slos: [{ metric: 'ttft', percentile: 95, limitMs: 1 }]
        });
        const said = await run(teeline, ['load', 'sweep', profile, '--yes', '--from-rate', '50']);
        expect(said.code).toBe(3);
        expect(said.stdout).toMatch(/^No rate met the objectives; the lowest rate already fails\.$/m);
        expect(provider.requests).toHaveLength(10);
    });
});
//# sourceMappingURL=run-ending.test.js.map