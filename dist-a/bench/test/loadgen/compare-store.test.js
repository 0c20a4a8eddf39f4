import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { blankRow } from '../../collector/record/blank-row.js';
import { compareRuns } from '../../loadgen/compare/compare-runs.js';
import { compareExitCode, comparisonText } from '../../loadgen/compare/print.js';
import { clientOf, hasChdb, openTestStore } from '../store/support.js';
import { seededRandom } from '../support/random.js';
const now = new Date('2026-11-21T12:00:00Z');
const runStart = Date.parse('2026-11-20T10:00:00Z');
const window = 'production:2026-11-19T00:00/2026-11-20T00:00';
describe.skipIf(!hasChdb)('with runs and production in the store', () => {
    let store;
    let client;
    const address = () => ({ ...store, database: 'teeline' });
    const compare = (a, b) => compareRuns({ store: address() }, a, b, { now });
    beforeAll(async () => {
        store = await openTestStore();
        await migrateStore(address());
        client = clientOf(store, { database: 'teeline' });
        const parts = [runOf('run-1', 1), runOf('run-2', 2)];
        const insert = (table, values) => client.insert({ table, values, format: 'JSONEachRow' });
        await insert('runs', parts.flatMap(({ runs }) => runs));
        await insert('run_requests', parts.flatMap(({ requests }) => requests));
        await insert('requests', [...parts.flatMap(({ rows }) => rows), ...productionRows()]);
    }, 60_000);
    afterAll(async () => {
        await client?.close();
        await store?.remove();
    });
    const first = async (query) => {
        const clickhouse_settings = { output_format_json_quote_64bit_integers: 0 };
        const answer = await client.query({ query, format: 'JSONEachRow', clickhouse_settings });
        return (await answer.json())[0];
    };
    test('two arms of a run: the slower one is found, and percentiles are those of quantileExact', async () => {
        const said = await compare('run-1/openai/fast', 'run-1/openai/slow');
        for (const line of said.percentiles) {
            if (line.metric !== 'ttft' || line.b === null)
                continue;
            const level = line.percentile / 100;
            const { ms } = await first(`SELECT quantileExact(${level})(ttft_us) / 1000 AS ms FROM requests
        WHERE arm = 'openai/slow' AND run_id = 'run-1' AND error_type = ''
          AND id IN (SELECT id FROM run_requests WHERE NOT warmup AND outcome = '')`);
            expect(line.b.value, `p${line.percentile}`).toBe(ms);
        }
        expect(said.percentiles.find(({ metric, percentile }) => metric === 'ttft' && percentile === 50)).toMatchObject({ verdict: 'slower' });
        expect(said.cautions).toEqual([
            'run-1/openai/fast: requests without a price, so in no cost: 1.',
            'run-1/openai/slow: answers without a row in the store, so without TTFT and cost: 1.'
        ]);
        expect(said.b).toMatchObject({ kind: 'arm', requests: 300, ok: 297, name: 'steady', status: 'complete' });
        expect(said.b.outcomes).toEqual({ http_429: 1, truncated_stream: 1, unsent: 1 });
        expect(said.b.objectives).toMatchObject([{ metric: 'ttft', percentile: 50, limitMs: 175, met: false }]);
        expect(said.a.objectives).toMatchObject([{ met: true }]);
        expect(compareExitCode(said)).toBe(3);
    });
    test('intended time begins when the request was due, so the wait to send it counts', async () => {
        const { percentiles, a } = await compare('run-1/openai/fast', 'run-1/openai/fast');
        const value = (metric) => percentiles.find(one => one.metric === metric && one.percentile === 50)?.a?.value ?? 0;
        expect(value('ttft_intended') - value('ttft')).toBeCloseTo(2, 6);
        expect(value('e2e_intended') - value('e2e')).toBeCloseTo(2, 6);
        expect(a.sendLagMs).toEqual({ p50: 2, p99: 2, max: 2 });
    });
    test('money and tokens are of all rows of the arm but its warm-up, scaled by what production sent', async () => {
        const { a, monthly } = await compare('run-1/openai/fast', 'run-2');
        const sql = await first(`SELECT toString(sum(cost_usd)) AS cost, sum(input_tokens) AS input, countIf(cost_usd IS NOT NULL) AS priced FROM requests
      WHERE run_id = 'run-1' AND arm = 'openai/fast' AND id NOT IN (SELECT id FROM run_requests WHERE warmup)`);
        expect(a).toMatchObject({ costUsd: sql.cost, inputTokens: sql.input, unpriced: 1 });
        expect(Number(a.costPerRequestUsd)).toBeCloseTo(Number(sql.cost) / sql.priced, 12);
        // From 2026-11-19 00:00 to now are 2.5 days, so twelve times as many in thirty.
        expect(monthly).toEqual({
            requests: 2880,
            source: '240 requests recorded in the last 2.5 days, scaled to 30 days'
        });
        expect(Number(a.costPerMonthUsd)).toBeCloseTo((2880 * Number(sql.cost)) / sql.priced, 1);
    });
    test('a whole run against another one, with what to mind', async () => {
        const said = await compare('run-1', 'run-2');
        expect(said.a.requests).toBe(600);
        expect(said.cautions.join('\n')).toContain('measured at different times');
        expect(said.cautions.join('\n')).toContain('different seeds: 1 and 2');
        expect(said.cautions.join('\n')).not.toContain('different profiles');
        expect(comparisonText(said)).toContain('A  run-1  "steady", complete, 2026-11-20 10:00:00 to 2026-11-20 10:10:00 UTC');
    });
    test('a window of production: users only, as the condition says, and no intended time', async () => {
        const { a, percentiles } = await compare(`${window}?feature = 'chat'`, 'run-1/openai/fast');
        expect(a).toMatchObject({
            kind: 'production',
            requests: 120,
            ok: 120,
            sendLagMs: null,
            requestsPerSecond: 120 / 86_400
        });
        expect(a.objectives).toMatchObject([{ limitMs: 175 }]);
        for (const line of percentiles.filter(({ metric }) => metric.endsWith('_intended'))) {
            expect(line).toMatchObject({ a: null, verdict: 'too few samples' });
        }
        const both = await compare(window, 'run-1/openai/fast');
        expect(both.a.requests).toBe(240);
    });
    test('a window of more requests than can be held is refused, with a way to thin it', async () => {
        await client.command({
            query: `INSERT INTO requests (ts, id) SELECT toDateTime64('2026-10-01 12:00:00', 6, 'UTC'), toString(number)
        FROM numbers(500001)`
        });
        const day = 'production:2026-10-01/2026-10-02';
        await expect(compare(day, 'run-1')).rejects.toMatchObject({
            message: expect.stringContaining('more than 500,000 requests'),
            hint: expect.stringContaining('cityHash64(id) % 10 = 0')
        });
        const { a } = await compare(`${day}?cityHash64(id) % 100 = 0`, 'run-1');
        expect(a.requests).toBeGreaterThan(4000);
    });
    test('what the store does not know, or cannot read, is said', async () => {
        await expect(compare('run-9', 'run-1')).rejects.toMatchObject({
            code: 'TEELINE_USAGE',
            message: 'There is no run run-9.'
        });
        await expect(compare('run-1/openai/other', 'run-1')).rejects.toMatchObject({
            hint: 'Its arms: openai/fast, openai/slow.'
        });
        await expect(compare(`${window}?no_such_column = 1`, 'run-1')).rejects.toMatchObject({
            code: 'TEELINE_STORE_QUERY_FAILED'
        });
    });
});
/** 20 warm-up requests, then 600: two arms in turn, the second 30 % slower; a few of them end badly. */
function runOf(run_id, seed) {
    const random = seededRandom(seed);
    const profile = {
        name: 'steady',
        seed,
        count: 600,
        slos: [{ metric: 'ttft', percentile: 50, limitMs: 175 }]
    };
    const run = {
        run_id,
        ts: stamp(runStart),
        ended_at: null,
        name: 'steady',
        status: 'running',
        reason: '',
        seed,
        collector: 'http://127.0.0.1:8787',
        arms: ['openai/fast', 'openai/slow'],
        planned: 620,
        sent: 0,
        profile_json: JSON.stringify(profile),
        summary_json: '{}',
        version: 1
    };
    const ended = {
        ...run,
        ended_at: stamp(runStart + 600_000),
        status: 'complete',
        sent: 620,
        version: 2
    };
    const pairs = Array.from({ length: 620 }, (_, seq) => exchangeOf(run_id, seq, 0.5 + random.next()));
    return {
        runs: [run, ended],
        requests: pairs.map(({ request }) => request),
        rows: pairs.flatMap(({ row }) => (row === null ? [] : [row]))
    };
}
function exchangeOf(run_id, seq, luck) {
    const arm = seq % 2 === 0 ? 'openai/fast' : 'openai/slow';
    const factor = seq % 2 === 0 ? 1 : 1.3;
    const warmup = seq < 20;
    const dueUs = seq * 900_000;
    const ttft_us = Math.round(150_000 * luck * factor) * (warmup ? 10 : 1);
    const e2e_us = ttft_us * 3;
    const isUnsent = seq === 101;
    const isLimited = seq === 103;
    const isCut = seq === 105;
    const id = isUnsent ? '' : `${run_id}-${seq}`;
    const ts = stamp(runStart + dueUs / 1000);
    const request = {
        run_id,
        seq,
        ts,
        id,
        arm,
        stage: 'steady',
        warmup,
        session: '',
        turn: 0,
        outcome: isUnsent ? 'unsent' : isLimited ? 'http_429' : '',
        detail: '',
        status: isUnsent ? null : isLimited ? 429 : 200,
        retry_after_ms: null,
        intended_us: dueUs,
        sent_us: isUnsent ? null : dueUs + 2000,
        connect_us: null,
        first_byte_us: null,
        last_byte_us: null,
        done_us: isUnsent ? null : dueUs + 2000 + e2e_us + 100,
        request_bytes: 100,
        response_bytes: 1000,
        chunks: 10,
        worker: 0
    };
    const isMissing = isUnsent || seq === 107;
    if (isMissing)
        return { request, row: null };
    const fault = isLimited ? 'http_429' : isCut ? 'truncated_stream' : '';
    const timed = { ...rowOf({ ts, id, run_id, arm, ttft_us, e2e_us }), error_type: fault };
    const unpriced = { ...timed, cost_usd: null };
    return { request, row: seq === 120 ? unpriced : timed };
}
/** One day: 240 requests of users, and copies and load that are not theirs. */
function productionRows() {
    const random = seededRandom(9);
    const users = Array.from({ length: 240 }, (_, at) => rowOf({
        ts: stamp(Date.parse('2026-11-19T00:00:00Z') + at * 60_000),
        id: `user-${at}`,
        feature: at % 2 === 0 ? 'chat' : 'search',
        ttft_us: Math.round(200_000 * (0.5 + random.next())),
        e2e_us: 600_000
    }));
    const copies = users.slice(0, 5).map(row => ({ ...row, id: `${row.id}-copy`, shadow_of: row.id }));
    const others = users.slice(0, 5).map(row => ({ ...row, id: `${row.id}-load`, run_id: 'run-0' }));
    return [...users, ...copies, ...others];
}
function rowOf(over) {
    return {
        ...blankRow(),
        provider: 'openai',
        request_model: 'gpt-4o-mini',
        response_model: 'gpt-4o-mini',
        streamed: true,
        usage_source: 'reported',
        input_tokens: 1000,
        output_tokens: 100,
        cost_usd: '0.000210001',
        tpot_us: 12_345,
        ...over
    };
}
function stamp(ms) {
    return `${new Date(ms).toISOString().replace('T', ' ').slice(0, -1)}000`;
}
//# sourceMappingURL=compare-store.test.js.map