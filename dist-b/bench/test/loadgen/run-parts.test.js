/** The parts of a run that need no network: estimates, questions, routes, objectives, and what is on the screen. */
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { collectorUrlOf, routesOfArms } from '../../loadgen/run/collector-check.js';
import { confirmSpend } from '../../loadgen/run/confirm.js';
import { estimateSpend, isSupply } from '../../loadgen/run/estimate.js';
import { liveLine, liveLines, openLiveView } from '../../loadgen/run/live-view.js';
import { checkObjectives, goodputOf } from '../../loadgen/run/objective.js';
import { newRunId } from '../../loadgen/run/run-id.js';
import { latenciesOf } from '../../loadgen/run/sample.js';
import { Tally } from '../../loadgen/run/tally.js';
import { storeTime } from '../../loadgen/run/time.js';
function planOf(over = {}) {
    const request = (seq) => ({
        seq,
        dueUs: seq * 100_000,
        arm: seq % 2,
        stage: '',
        warmup: seq < 2,
        session: null
    });
    return {
        seed: 1,
        arms: [
            { name: 'a', route: '/openai', model: 'gpt-4o' },
            { name: 'b', route: '/other', model: 'unheard-of' }
        ],
        requests: Array.from({ length: 10 }, (_, seq) => request(seq)),
        loop: { kind: 'open' },
        durationUs: 1_000_000,
        build: () => ({ method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0) }),
        expected: () => ({ inputTokens: 1000, outputTokens: 100 }),
        ...over
    };
}
describe('the estimate of a run', () => {
    const priceOf = ({ model }) => (model === 'gpt-4o' ? '0.0035' : null);
    const provider = (route) => route.slice(1);
    test('is exact decimals for each arm, and unknown as a whole when one arm has no price', () => {
        const { arms, usd, eachUsd } = estimateSpend(planOf(), false, provider, priceOf);
        expect(arms).toMatchObject([
            { arm: 'a', requests: 5, eachUsd: '0.0035', usd: '0.0175' },
            { arm: 'b', requests: 5, eachUsd: null, usd: null }
        ]);
        expect(usd).toBeNull();
        expect(eachUsd?.toFixed()).toBe('0.0035');
    });
    test('of a closed loop that only time ends is of one request, not of the supply', () => {
        const plan = planOf({ loop: { kind: 'closed', concurrency: 2 } });
        expect(isSupply(plan, undefined)).toBe(true);
        expect(isSupply(plan, 10)).toBe(false);
        expect(isSupply(planOf(), undefined)).toBe(false);
        expect(estimateSpend(plan, true, provider, () => '1').arms[0]).toMatchObject({
            requests: null,
            eachUsd: '1',
            usd: null
        });
    });
    test('of bodies given as they are is unknown', () => {
        const { arms } = estimateSpend(planOf({ expected: () => null }), false, provider, () => '1');
        expect(arms[0]).toMatchObject({ inputTokens: null, usd: null });
    });
});
describe('the question before money is spent', () => {
    const estimate = (usd, eachUsd = usd) => ({
        arms: [{ arm: 'a', requests: 10, inputTokens: 1, outputTokens: 1, eachUsd, usd }],
        usd,
        eachUsd: null
    });
    const ask = (over) => confirmSpend({
        estimate: estimate('0.5'),
        times: 1,
        capUsd: undefined,
        isLocal: false,
        yes: false,
        terminal: null,
        ...over
    });
    test('is not asked when little can be spent, or when it was answered before', async () => {
        expect(await ask({})).toBe(true);
        expect(await ask({ estimate: estimate('50'), yes: true })).toBe(true);
        expect(await ask({ estimate: estimate('50'), capUsd: 0.9 })).toBe(true);
        expect(await ask({ estimate: estimate(null), isLocal: true })).toBe(true);
    });
    test.each([
        ['much', { estimate: estimate('1.01') }, 'may cost 1.01 USD'],
        ['much in all', { times: 3 }, 'may cost 1.50 USD'],
        ['unknown', { estimate: estimate(null) }, 'unknown amount'],
        ['unknown, and a cap cannot count it', { estimate: estimate(null), capUsd: 0.5 }, 'unknown amount'],
        ['unbounded', { estimate: estimate(null, '0.01') }, 'no bound']
    ])('is asked when it is %s, and nobody there to answer is an error', async (_, over, text) => {
        await expect(ask(over)).rejects.toMatchObject({
            code: 'TEELINE_LOAD_CONFIRM',
            message: expect.stringContaining(text),
            hint: expect.stringContaining('--yes')
        });
    });
    test.each([
        ['y\n', true],
        ['n\n', false],
        ['\n', false],
        [null, false]
    ])('takes %j as %s', async (answer, expected) => {
        const input = new PassThrough();
        const output = new PassThrough();
        const asked = ask({ estimate: estimate('2'), terminal: { input, output } });
        if (answer === null)
            input.end();
        else
            input.write(answer);
        expect(await asked).toBe(expected);
        expect(String(output.read())).toContain('The run may cost 2.00 USD. Make it? [y/N]');
    });
});
describe('the way of the load', () => {
    test.each(['http://127.0.0.1:8787', 'http://[::1]:1', 'http://localhost:1', 'https://llm.example/x'])('may be %s', url => {
        expect(collectorUrlOf(url).href).toContain(url);
    });
    test.each([null, 'http://10.0.0.2:8787', 'http://127.0.0.1.example', 'ftp://127.0.0.1', '127.0.0.1:8787'])('is not %s', url => {
        expect(() => collectorUrlOf(url)).toThrow(expect.objectContaining({ code: 'TEELINE_LOAD_COLLECTOR' }));
    });
    test('has a route for every arm, or all that are missing are told', () => {
        const routes = ['/openai', '/azure/{resource}'].map(prefix => ({
            prefix,
            provider: 'p',
            upstream: 'https://x'
        }));
        const arm = (route) => ({ name: route, route, model: 'm' });
        expect([...routesOfArms([arm('/openai'), arm('/azure/mine')], routes).keys()]).toEqual([
            '/openai',
            '/azure/mine'
        ]);
        const wrong = ['/open', '/openai/v1', '/azure', '/azure/', '/azure/a/b'].map(arm);
        expect(() => routesOfArms([arm('/openai'), ...wrong], routes)).toThrow('the collector has no route /open, /openai/v1, /azure, /azure/, /azure/a/b');
    });
});
describe('what is measured', () => {
    const recorded = {
        id: 'x',
        arm: 'a',
        error_type: '',
        ttft_us: 300_000,
        tpot_us: 10_000,
        gap_p95_us: 20_000,
        e2e_us: 900_000,
        input_tokens: 1,
        output_tokens: 1,
        usage_source: 'reported',
        cost_usd: null
    };
    test('intended latencies add how late the request went out, and a missing row is missing', () => {
        const sent = { intended_us: 1_000_000, sent_us: 1_250_000, done_us: 2_200_000 };
        expect(latenciesOf(sent, recorded)).toEqual({
            ttft: 300,
            ttft_intended: 550,
            tpot: 10,
            gap_p95: 20,
            e2e: 900,
            e2e_intended: 1150
        });
        expect(latenciesOf(sent, undefined)).toMatchObject({
            ttft: null,
            tpot: null,
            e2e: 950,
            e2e_intended: 1200
        });
        expect(latenciesOf({ ...sent, sent_us: null }, recorded).e2e).toBeNull();
    });
    test('failures count as too slow: dropping them would reward failing', () => {
        const good = { latencies: latenciesOf({ intended_us: 0, sent_us: 0, done_us: 1 }, recorded) };
        const failed = { latencies: null };
        const objective = { metric: 'ttft', percentile: 90, limitMs: 400 };
        const of = (failures) => [...Array(20 - failures).fill(good), ...Array(failures).fill(failed)];
        expect(checkObjectives([objective], of(1))[0]).toMatchObject({ met: true, actualMs: 300 });
        expect(checkObjectives([objective], of(3))[0]).toMatchObject({ met: false, actualMs: null });
        expect(checkObjectives([objective], [])[0]).toMatchObject({ met: false });
        expect(goodputOf([objective], of(3))).toBe(0.85);
        expect(goodputOf([{ ...objective, limitMs: 200 }], of(3))).toBe(0);
        expect(goodputOf([], of(3))).toBeNull();
    });
    test('names of runs sort by time and moments are whole microseconds', () => {
        expect(newRunId(new Date('2026-11-21T05:30:00.123Z'), '7f3a')).toBe('run-20261121-053000-7f3a');
        expect(storeTime(Date.UTC(2026, 10, 21, 5, 30) + 1.0015)).toBe('2026-11-21 05:30:00.001002');
    });
});
describe('the live view', () => {
    const tally = new Tally(planOf(), false);
    for (const request of planOf().requests.slice(0, 4))
        tally.sent(request);
    tally.ended({ kind: '', sentUs: 1 }, planOf().requests[0]);
    tally.ended({ kind: 'http_429', sentUs: 1 }, planOf().requests[1]);
    const snapshot = tally.snapshot(400_000);
    const row = {
        rows: 2,
        unpriced: 0,
        priced: 2,
        costUsd: '0.0007',
        ttftMs: [310.4, 800, 900],
        e2eMs: [1, 2, 3]
    };
    const state = {
        runId: 'run-1',
        name: 'steady',
        elapsedS: 0.4,
        durationS: 1,
        phase: 'sending',
        tally: snapshot,
        rows: [
            { ...row, arm: '', ttftMs: [...row.ttftMs], e2eMs: [...row.e2eMs] },
            { ...row, arm: 'a', ttftMs: [null, null, null], e2eMs: [null, null, null] }
        ],
        storeAnswers: true,
        spendCapUsd: '5'
    };
    test('counts what is sent, finished, in flight and failed, for each arm too', () => {
        expect(snapshot).toMatchObject({
            planned: 10,
            sent: 4,
            finished: 2,
            inFlight: 2,
            failures: { http_429: 1 },
            wantedRate: 10,
            sentRate: 10,
            arms: [
                { arm: 'a', sent: 2, finished: 1, failed: 0 },
                { arm: 'b', sent: 2, finished: 1, failed: 1 }
            ]
        });
    });
    test('is a line of plain text when nobody watches', () => {
        expect(liveLine(state)).toBe('00:00, sending, 4/10 sent at 10.0/s, 2 finished, 2 in flight, 1 failed (http_429 1), TTFT p50 310 p95 800 ms of 2 rows, 0.0007 of at most 5 USD in 2 rows');
        const written = [];
        const view = openLiveView({ write: text => written.push(text) }, () => state);
        view.close();
        expect(written).toEqual([`${liveLine(state)}\n`]);
    });
    test('is a block on a terminal, painted over in one write, and gives the cursor back', () => {
        const written = [];
        const view = openLiveView({ isTTY: true, columns: 60, write: text => written.push(text) }, () => state);
        view.close();
        const [hide, first, second, show] = written;
        expect([hide, show]).toEqual(['\x1b[?25l', '\x1b[?25h']);
        const height = liveLines(state, 60).length;
        expect(first?.split('\n')).toHaveLength(height + 1);
        expect(second).toContain(`\x1b[${height}A`);
        for (const line of liveLines(state, 60).slice(0, 9))
            expect(line.length).toBeLessThan(90);
        expect(liveLines(state, 60)[1]).toMatch(/^\[#+\.+\] {2}40 % {2}00:00 of 00:01$/);
    });
    test('says nothing of what is not known', () => {
        const text = liveLines({ ...state, rows: [], storeAnswers: false }, 80).join('\n');
        expect(text).toContain('TTFT      p50 -  p95 -  p99 - ms');
        expect(text).toContain('the store does not answer');
        const requests = planOf().requests.map(request => ({ ...request, dueUs: null }));
        const closed = new Tally(planOf({ loop: { kind: 'closed', concurrency: 1 }, requests }), true).snapshot(1);
        expect(liveLines({ ...state, tally: closed, durationS: null }, 80).join('\n')).toContain('as answers come, ');
    });
});
//# sourceMappingURL=run-parts.test.js.map