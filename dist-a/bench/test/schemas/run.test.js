/** The load tables and their types are one contract: what one of them has, both have, in one order. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { openStore } from '../../loadgen/store/store.js';
import { hasChdb, openTestStore } from '../store/support.js';
describe.skipIf(!hasChdb)('the contract of load runs', () => {
    let embedded;
    let store;
    beforeAll(async () => {
        embedded = await openTestStore();
        await migrateStore({ ...embedded, database: 'teeline' });
        store = openStore({ ...embedded, database: 'teeline' });
    });
    afterAll(async () => {
        await store?.close();
        await embedded?.remove();
    });
    test.each([
        ['runs', exampleRun],
        ['run_requests', exampleRequest]
    ])('the table %s has the columns of its type, in order', async (table, row) => {
        const described = await store.rows(`DESCRIBE TABLE ${table}`);
        expect(described.map(({ name }) => name)).toEqual(Object.keys(row));
    });
    test.each([
        ['runs', exampleRun],
        ['run_requests', exampleRequest],
        ['run_requests', { ...exampleRequest, seq: 8, ...untold }]
    ])('a row of %s comes back as it went in', async (table, row) => {
        const key = 'seq' in row ? `seq = ${row.seq}` : "run_id != ''";
        await store.insert(table, [row], `${table}/${key}`);
        expect(await store.rows(`SELECT * FROM ${table} WHERE ${key}`)).toEqual([row]);
    });
    test('a batch that is sent again changes nothing', async () => {
        const rows = [10, 11].map(seq => ({ ...exampleRequest, seq }));
        await store.insert('run_requests', rows, 'again');
        await store.insert('run_requests', rows, 'again');
        expect(await store.rows('SELECT seq FROM run_requests WHERE seq >= 10 ORDER BY seq')).toEqual([
            { seq: 10 },
            { seq: 11 }
        ]);
    });
    test('of a run its newest version counts', async () => {
        await store.insert('runs', [{ ...exampleRun, status: 'running', version: 1 }], 'first');
        await store.insert('runs', [exampleRun], 'second');
        expect(await store.rows('SELECT status, version FROM runs FINAL')).toEqual([
            { status: 'partial', version: 2 }
        ]);
    });
    test('a column that is missing or unknown is refused, not guessed', async () => {
        const { outcome: _, ...missing } = exampleRequest;
        const wrong = { ...missing, end: '' };
        await expect(store.insert('run_requests', [wrong], 'wrong')).rejects.toMatchObject({
            code: 'TEELINE_STORE_QUERY_FAILED'
        });
    });
});
const exampleRun = {
    run_id: 'run-20261121-053000-7f3a',
    ts: '2026-11-21 05:30:00.000001',
    ended_at: '2026-11-21 05:31:00.000000',
    name: "steady, o'clock",
    status: 'partial',
    reason: 'interrupted',
    seed: 4294967295,
    collector: 'http://127.0.0.1:8787/',
    arms: ['openai/gpt-4o-mini', 'b'],
    planned: 120,
    sent: 60,
    profile_json: '{"name":"steady"}',
    summary_json: '{}',
    version: 2
};
const exampleRequest = {
    run_id: 'run-20261121-053000-7f3a',
    seq: 7,
    ts: '2026-11-21 05:30:00.123456',
    id: 'x-1',
    arm: 'openai/gpt-4o-mini',
    stage: 'ramp',
    warmup: false,
    session: 's1',
    turn: 2,
    outcome: 'http_429',
    detail: 'ECONNRESET',
    status: 429,
    retry_after_ms: 2000,
    intended_us: 123_456,
    sent_us: 123_500,
    connect_us: 210,
    first_byte_us: 223_000,
    last_byte_us: 323_000,
    done_us: 323_001,
    request_bytes: 2048,
    response_bytes: 4096,
    chunks: 20,
    worker: 1
};
const untold = {
    id: '',
    outcome: 'unsent',
    status: null,
    retry_after_ms: null,
    sent_us: null,
    connect_us: null,
    first_byte_us: null,
    last_byte_us: null,
    done_us: null
};
//# sourceMappingURL=run.test.js.map