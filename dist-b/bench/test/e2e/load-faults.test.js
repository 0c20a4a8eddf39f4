/** What a load run says when a part of what it needs is killed under it. Real processes, real signals. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeRun } from '../../loadgen/store/run-rows.js';
import { openStore } from '../../loadgen/store/store.js';
import { startChatServer } from '../loadgen/chat-server.js';
import { run, start, summaryOf, writeProfile } from '../loadgen/run-command.js';
import { hasChdb } from '../store/support.js';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
describe.skipIf(!hasChdb)('a load run', () => {
    let provider;
    let teeline;
    let dataDir;
    beforeAll(async () => {
        provider = await startChatServer();
        dataDir = mkdtempSync(join(tmpdir(), 'teeline-load-faults-'));
        teeline = await startTeeline(options());
    });
    afterAll(async () => {
        await teeline?.stop();
        await provider?.close();
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    });
    beforeEach(() => provider.reset());
    const options = () => ({
        dataDir,
        config: {
            record: { flushIntervalMs: 1_000 },
            routes: [{ prefix: '/openai', provider: 'openai', upstream: provider.url }]
        }
    });
    const steady = (count, ratePerS) => ({
        count,
        arms: ['openai/gpt-4o-mini'],
        arrivals: { kind: 'constant', ratePerS },
        requests: { inputTokens: 30, outputTokens: 5 }
    });
    const words = (file) => ['load', 'run', file, '--json', '--yes'];
    async function list() {
        const { stdout, stderr, code } = await run(teeline, ['load', 'list', '--json']);
        expect(code).toBe(0);
        return { runs: JSON.parse(stdout), stderr };
    }
    async function listed(runId) {
        return (await list()).runs.find(({ run_id }) => run_id === runId);
    }
    test('of which every request fails has failed, and its exit code says so', async () => {
        provider.set({ fault: () => '429' });
        const said = await run(teeline, words(writeProfile(teeline, 'all-fail', steady(20, 100))));
        expect(said.code).toBe(1);
        const { status, reason, run_id, total } = summaryOf(said);
        expect(total).toMatchObject({ ok: 0, outcomes: { http_429: 20 } });
        // On a machine too loaded to measure it is void, which is worse.
        if (status !== 'void')
            expect([status, reason]).toEqual(['failed', 'all 20 measured requests failed']);
        expect(await listed(run_id)).toMatchObject({ status, reason });
    });
    test('waits for a store that is killed at its end and comes back', async () => {
        const { store } = (await (await fetch(`${teeline.adminUrl}/stats`)).json());
        const command = start(teeline, words(writeProfile(teeline, 'store-gone', steady(60, 50))));
        await until('most requests', () => provider.requests.length >= 55);
        process.kill(store.pid, 'SIGKILL');
        const said = await command.ended;
        const { total, rows_missing, run_id } = summaryOf(said);
        expect(total).toMatchObject({ sent: 60, ok: 60 });
        expect(total.latency_ms.ttft.n).toBe(60);
        expect(rows_missing).toBe(0);
        expect(said.stderr).not.toContain('did not take');
        expect(await listed(run_id)).toMatchObject({ sent: 60 });
    });
    test('that did not wait for its rows gets them by the next command', async () => {
        provider.set({ fault: () => 'hang' });
        const command = start(teeline, words(writeProfile(teeline, 'late-rows', steady(2_000, 50))));
        await until('requests', () => provider.requests.length > 20);
        command.child.kill('SIGINT');
        await until('the run to stop', () => command.errors().includes('stopped: interrupted'));
        command.child.kill('SIGINT');
        const early = summaryOf(await command.ended);
        const mended = await until('the rows that came late', async () => {
            const { runs, stderr } = await list();
            const summary = runs.find(({ run_id }) => run_id === early.run_id)?.summary;
            return summary?.rows_missing === 0 ? { summary, stderr } : undefined;
        }, { withinMs: 40_000 });
        expect(mended.summary.total.sent).toBe(early.total.sent);
        expect(mended.summary.reason).toBe(early.reason);
        // It is not made anew once it is whole.
        expect((await list()).stderr).toBe('');
    });
    test('that is killed is partial from the next command on', async () => {
        const command = start(teeline, words(writeProfile(teeline, 'killed', steady(5_000, 50))));
        await until('requests', () => provider.requests.length > 20);
        command.child.kill('SIGKILL');
        await command.ended;
        const { runs, stderr } = await list();
        expect(runs[0]).toMatchObject({
            status: expect.stringMatching(/partial|void/),
            reason: expect.stringContaining('its process ended before the run did')
        });
        expect(stderr).toContain(`${runs[0]?.run_id} was not in the store in full`);
    });
    test('that was lost with its machine is over when it must be, and no sooner', async () => {
        const store = openStore(storeAddress(teeline));
        const [row] = await teeline.query('SELECT * FROM teeline.runs FINAL LIMIT 1');
        const agoMs = (ms) => new Date(Date.now() - ms).toISOString().replace('T', ' ').replace('Z', '000');
        const running = (run_id, ms) => ({
            ...row,
            run_id,
            ts: agoMs(ms),
            ended_at: null,
            status: 'running',
            reason: '',
            sent: 0,
            summary_json: '',
            version: 1
        });
        await writeRun(store, running('run-lost', 3 * 3_600_000));
        await writeRun(store, running('run-young', 60_000));
        await store.close();
        expect(await listed('run-lost')).toMatchObject({
            status: 'partial',
            reason: expect.stringMatching(/^nothing was heard of it after .* UTC: its process or its machine was lost$/),
            summary: null
        });
        expect(await listed('run-young')).toMatchObject({ status: 'running', ended_at: null });
    });
    test('whose collector is killed is void; what it measured comes in when the collector is back', async () => {
        const command = start(teeline, words(writeProfile(teeline, 'collector-gone', steady(300, 50))));
        await until('rows', async () => {
            const [counted] = await teeline.query("SELECT count() AS n FROM teeline.requests WHERE run_id = (SELECT argMax(run_id, ts) FROM teeline.runs WHERE name = 'collector-gone')");
            return (counted?.n ?? 0) > 20;
        });
        process.kill(teeline.pid, 'SIGKILL');
        const said = await command.ended;
        expect(said.code).toBe(1);
        const { status, reason, run_id, total } = summaryOf(said);
        expect(status).toBe('void');
        expect(reason).toMatch(/\d+ of 300 requests did not reach the collector/);
        expect(total.outcomes.refused).toBeGreaterThan(5);
        expect(total.ok).toBeGreaterThan(20);
        expect(said.stderr).toContain('The store did not take the results');
        await teeline.exited;
        teeline = await startTeeline(options());
        const back = await listed(run_id);
        expect(back).toMatchObject({ status: 'void', reason, summary: { total: { ok: total.ok } } });
        expect(back?.summary?.total.latency_ms.ttft.n).toBeGreaterThan(20);
    });
});
function storeAddress({ dataDir }) {
    const address = JSON.parse(readFileSync(join(dataDir, 'store.json'), 'utf8'));
    return { ...address, database: 'teeline' };
}
//# sourceMappingURL=load-faults.test.js.map