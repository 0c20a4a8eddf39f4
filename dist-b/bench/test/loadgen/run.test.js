/** `teeline load` from end to end: the compiled command, the sidecar and its store, and a provider that streams. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasChdb } from '../store/support.js';
import { startTeeline } from '../support/teeline.js';
import { startChatServer } from './chat-server.js';
import { run, summaryOf, writeProfile } from './run-command.js';
describe.skipIf(!hasChdb)('teeline load', () => {
    let provider;
    let teeline;
    /** What most tests look at; its first ten requests are warm-up. */
    let plain;
    const steady = {
        count: 100,
        arms: ['openai/gpt-4o-mini'],
        arrivals: { kind: 'poisson', ratePerS: 200 },
        requests: { inputTokens: 30, outputTokens: 5 }
    };
    beforeAll(async () => {
        provider = await startChatServer();
        const route = (prefix) => ({ prefix, provider: 'openai', upstream: provider.url });
        teeline = await startTeeline({
            config: { record: { flushIntervalMs: 100 }, routes: [route('/openai'), route('/other')] }
        });
        const profile = writeProfile(teeline, 'plain', {
            ...steady,
            warmup: { count: 10 },
            user: 'load-user',
            feature: 'load-feature'
        });
        plain = summaryOf(await run(teeline, ['load', 'run', profile, '--json']));
    });
    afterAll(async () => {
        await teeline?.stop();
        await provider?.close();
    });
    beforeEach(() => provider.reset());
    const storedRun = async (runId) => (await teeline.query(`SELECT * FROM teeline.runs FINAL WHERE run_id = '${runId}'`))[0];
    const storedRequests = (runId) => teeline.query(`SELECT * FROM teeline.run_requests WHERE run_id = '${runId}' ORDER BY seq`);
    test('a run leaves a row for itself and for each request, joined with the rows of the collector by id', async () => {
        const summary = plain;
        expect(summary.run_id).toMatch(/^run-\d{8}-\d{6}-[0-9a-f]{4}$/);
        expect(summary.total).toMatchObject({ planned: 100, sent: 100, warmup: 10, ok: 90, failed: 0 });
        expect(summary.rows_missing).toBe(0);
        expect(await storedRun(summary.run_id)).toMatchObject({
            name: 'plain',
            status: summary.status,
            arms: ['openai/gpt-4o-mini'],
            planned: 100,
            sent: 100,
            version: 3
        });
        const requests = await storedRequests(summary.run_id);
        expect(requests.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, seq) => seq));
        const joined = await teeline.query(`SELECT count() AS n, countIf(r.arm = q.arm AND r.user = 'load-user' AND r.feature = 'load-feature') AS attributed,
        countIf(r.ttft_us IS NOT NULL) AS timed, toString(sum(r.cost_usd)) AS cost
      FROM teeline.run_requests AS q INNER JOIN teeline.requests AS r ON r.id = q.id AND r.run_id = q.run_id
      WHERE q.run_id = '${summary.run_id}'`);
        expect(joined).toEqual([{ n: 100, attributed: 100, timed: 100, cost: summary.spend.usd }]);
    });
    test('percentiles of the summary are those that the store finds, and the intended ones add the send lag', async () => {
        const { run_id, total } = plain;
        const [exact] = await teeline.query(`SELECT quantilesExact(0.5, 0.9, 0.95, 0.99)(r.ttft_us / 1000) AS ttft,
        quantilesExact(0.5, 0.9, 0.95, 0.99)((r.e2e_us + q.sent_us - q.intended_us) / 1000) AS e2e_intended
      FROM teeline.run_requests AS q INNER JOIN teeline.requests AS r ON r.id = q.id
      WHERE q.run_id = '${run_id}' AND NOT q.warmup`);
        for (const metric of ['ttft', 'e2e_intended']) {
            const { p50, p90, p95, p99 } = total.latency_ms[metric];
            expect([p50, p90, p95, p99].map(value => Math.round((value ?? 0) * 1000))).toEqual(exact?.[metric]?.map(value => Math.round(value * 1000)));
        }
        expect(total.latency_ms.ttft_intended.p50).toBeGreaterThanOrEqual(total.latency_ms.ttft.p50 ?? 0);
    });
    test('failures end in their classes, those within a stream too, and are in no percentile', async () => {
        const faults = { 3: '429', 5: 'short', 7: 'cut' };
        provider.set({ fault: number => faults[(number % 10)] ?? '' });
        const profile = writeProfile(teeline, 'faults', {
            ...steady,
            slos: [{ metric: 'ttft', percentile: 50, limitMs: 60_000 }],
            maxErrorRate: 0.1
        });
        const said = await run(teeline, ['load', 'run', profile, '--json']);
        const { total, run_id, objectives } = summaryOf(said);
        expect(total.outcomes['http_429']).toBe(10);
        expect(total.failed).toBe(30);
        expect(total.latency_ms.ttft.n).toBe(70);
        expect(objectives.map(({ metric, met }) => [metric, met])).toEqual([
            ['ttft', true],
            ['error_rate', false]
        ]);
        const requests = await storedRequests(run_id);
        const broken = requests.filter(({ outcome }) => outcome !== '' && outcome !== 'http_429');
        expect(broken).toHaveLength(20);
        // As HTTP these were good answers; the collector read what was in them.
        const short = await teeline.query(`SELECT q.outcome AS outcome FROM teeline.run_requests AS q INNER JOIN teeline.requests AS r ON r.id = q.id
      WHERE q.run_id = '${run_id}' AND r.ended_by = 'complete' AND r.error_type = 'truncated_stream'`);
        expect(short.map(({ outcome }) => outcome)).toEqual(Array(10).fill('truncated_stream'));
        expect(requests.filter(({ outcome }) => outcome === 'http_429').map(row => row.retry_after_ms)).toEqual(Array(10).fill(2000));
    });
    test('workers share one schedule and what they measured is merged as it is', async () => {
        const profile = writeProfile(teeline, 'shared', steady);
        const said = await run(teeline, ['load', 'run', profile, '--json', '--workers', '2']);
        const summary = summaryOf(said);
        expect(summary.total).toMatchObject({ planned: 100, sent: 100, ok: 100 });
        expect(summary.client.cpu_share).toHaveLength(2);
        const requests = await storedRequests(summary.run_id);
        expect(new Set(requests.map(({ worker }) => worker))).toEqual(new Set([0, 1]));
        expect(new Set(requests.map(({ seq }) => seq)).size).toBe(100);
        const due = (await storedRequests(plain.run_id)).map(({ intended_us }) => intended_us);
        expect(requests.map(({ intended_us }) => intended_us)).toEqual(due);
    });
    test('two arms get their shares, each with figures of its own', async () => {
        const profile = writeProfile(teeline, 'arms', steady);
        const arms = ['--arm', 'openai/gpt-4o-mini', '--arm', 'other/gpt-4o'];
        const { arms: figures, total } = summaryOf(await run(teeline, ['load', 'run', profile, '--json', ...arms, '--yes']));
        expect(figures.map(({ arm, sent }) => [arm, sent])).toEqual([
            ['openai/gpt-4o-mini', 50],
            ['other/gpt-4o', 50]
        ]);
        expect(total.sent).toBe(100);
        const models = new Set(provider.requests.map(({ body }) => body['model']));
        expect(models).toEqual(new Set(['gpt-4o-mini', 'gpt-4o']));
    });
    test('runs are listed, newest first, as a table and as data', async () => {
        const said = await run(teeline, ['load', 'list', '--json']);
        const runs = JSON.parse(said.stdout);
        expect(runs.length).toBeGreaterThan(2);
        const starts = runs.map(({ started_at }) => started_at);
        expect(starts).toEqual(starts.toSorted().reverse());
        expect(runs.at(-1)).toMatchObject({ run_id: plain.run_id, status: plain.status, sent: 100 });
        // What was printed at its end, but for where its file is.
        const { file: _, ...printed } = plain;
        expect(runs.at(-1)?.summary).toEqual(printed);
        expect(said.stderr).toBe('');
        const table = await run(teeline, ['load', 'list']);
        expect(table.stdout).toMatch(/^RUN +STARTED \(UTC\) +PROFILE +STATUS +ARMS +SENT/);
        expect(table.stdout).toContain(runs[0]?.run_id);
    });
});
//# sourceMappingURL=run.test.js.map