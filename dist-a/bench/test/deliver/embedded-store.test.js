import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { startEmbeddedStore } from '../../collector/store/embedded-store.js';
import { until } from '../support/until.js';
import { newPlace, openAt, upTo } from './open-delivery.js';
let dataDir;
let embedded;
let client;
let address;
beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'teeline-embedded-'));
    const childPath = join(resolve(process.env['TEELINE_DIST'] ?? 'dist'), 'collector/store/main.js');
    if (!existsSync(childPath))
        throw new Error(`${childPath}: run npm run build first`);
    embedded = await startEmbeddedStore({ dataDir, host: '127.0.0.1', port: 0, log: () => { }, childPath });
    const { url, user, password } = embedded;
    address = { url, user, password, database: 'teeline' };
    await migrateStore(address);
    client = createClient({ url, username: user, password, database: 'teeline' });
});
beforeEach(async () => {
    for (const table of ['requests', 'events', 'spend'])
        await client.command({ query: `TRUNCATE TABLE ${table}` });
});
afterAll(async () => {
    await client?.close();
    await embedded?.close();
    rmSync(dataDir, { recursive: true, force: true });
});
async function select(query) {
    const answer = await client.query({
        query,
        format: 'JSONEachRow',
        clickhouse_settings: { output_format_json_quote_decimals: 1 }
    });
    return answer.json();
}
const storedIds = async () => (await select('SELECT toUInt32(id) AS n FROM requests ORDER BY n')).map(({ n }) => n);
test('each row is in the store once, and once in the sums of spend, when every first answer is lost', async () => {
    const proxy = await startForgetfulProxy(address.url);
    const delivery = await openAt(newPlace(), () => ({ ...address, url: proxy.url }), {
        tuning: { maxBatchRows: 50, insertTimeoutMs: 20_000 }
    });
    for (const n of upTo(300)) {
        // Two months in a batch: a token holds for each partition.
        delivery.push('requests', row(n, { ts: n % 2 === 0 ? '2026-10-31 23:59:59.123456' : '2026-11-01 00:00:00.000001' }));
        if (n % 50 === 49)
            await delivery.flush();
    }
    await until('all rows', () => delivery.stats().rowsDelivered === 300);
    expect(delivery.stats().retries).toBeGreaterThan(0);
    expect(await storedIds()).toEqual(upTo(300));
    expect(await select('SELECT sum(requests) AS requests, sum(cost_usd) AS cost FROM spend')).toEqual([
        { requests: 300, cost: '0.0000003' }
    ]);
    expect(await select("SELECT toString(ts) AS ts, tags, cost_usd, ttft_us FROM requests WHERE id = '7'")).toEqual([
        { ts: '2026-11-01 00:00:00.000001', tags: { team: 'a "b" é' }, cost_usd: '0.000000001', ttft_us: null }
    ]);
});
test('a store killed again and again while rows come has each row once', async () => {
    const delivery = await openAt(newPlace(), () => address, {
        tuning: { maxBatchRows: 20, insertTimeoutMs: 20_000, maxBackoffMs: 200 }
    });
    let n = 0;
    for (let kill = 0; kill < 3; kill++) {
        const delivered = delivery.stats().rowsDelivered;
        await until('rows on their way', async () => {
            for (let more = 0; more < 10; more++)
                delivery.push('requests', row(n++));
            await delivery.flush();
            return delivery.stats().rowsDelivered > delivered + 40;
        });
        process.kill(embedded.pid(), 'SIGKILL');
    }
    await until('all rows', () => delivery.stats().pendingRows === 0);
    expect(await storedIds()).toEqual(upTo(n));
    expect(await select('SELECT sum(requests) AS requests FROM spend')).toEqual([{ requests: n }]);
});
test('rows that the store cannot read are told apart from those that it can', async () => {
    const place = newPlace();
    const delivery = await openAt(place, () => address, { tuning: { insertTimeoutMs: 20_000 } });
    const bad = {
        3: row(3, { frames: 'many' }),
        11: row(11, { cost_usd: '99999999999999.5' }),
        12: row(12, { ts: 'yesterday' }),
        19: row(19, { path: null }),
        23: row(23).replace('/v1/chat/completions', '/\\ud83d'),
        24: '{"id":"24"'
    };
    for (const n of upTo(40))
        delivery.push('requests', bad[n] ?? row(n));
    await until('all rows', () => delivery.stats().pendingRows === 0);
    expect(await storedIds()).toEqual(upTo(40).filter(n => !(n in bad)));
    const letters = place.deadLetters();
    expect(letters).toHaveLength(Object.keys(bad).length);
    expect(letters.every(letter => typeof letter['code'] === 'number')).toBe(true);
    await until('the event', async () => (await select("SELECT 1 FROM events WHERE kind = 'dead_letter'"))[0]);
});
test('rows with a column that the table lacks wait until it is there', async () => {
    onTestFinished(() => client.command({ query: 'ALTER TABLE requests DROP COLUMN IF EXISTS mood' }).then(() => { }));
    const place = newPlace();
    const delivery = await openAt(place, () => address, { tuning: { insertTimeoutMs: 20_000 } });
    delivery.push('requests', row(0, { mood: 'good' }));
    await until('a refusal', () => delivery.stats().retries > 1);
    expect(delivery.stats()).toMatchObject({ pendingRows: 1, rowsDeadLettered: 0 });
    await client.command({ query: 'ALTER TABLE requests ADD COLUMN mood String' });
    await until('the row', () => delivery.stats().rowsDelivered === 1);
    expect(await select('SELECT mood FROM requests')).toEqual([{ mood: 'good' }]);
});
test('rows that wait in the outbox since before gaps were a column are delivered after the upgrade, beside newer ones', async () => {
    const place = newPlace();
    await client.command({ query: 'ALTER TABLE requests DROP COLUMN gaps_us' });
    const before = await openAt(place, () => address, { tuning: { insertTimeoutMs: 20_000 } });
    before.push('requests', row(0, { gap_max_us: 9 }));
    await until('the row', () => before.stats().rowsDelivered === 1);
    await before.close({ deliverTimeoutMs: 0 });
    const storeIsDown = await openAt(place, () => null);
    storeIsDown.push('requests', row(1, { gap_max_us: 8 }));
    await storeIsDown.close({ deliverTimeoutMs: 0 });
    const migration = readFileSync('schemas/migrations/009_gaps.sql', 'utf8');
    await client.command({ query: migration.replace(/\$\{\w+\}/, '') });
    const after = await openAt(place, () => address, { tuning: { insertTimeoutMs: 20_000 } });
    expect(after.stats().pendingRows).toBe(1);
    after.push('requests', row(2, { gap_max_us: 7, gaps_us: [7, 4_294_967_295, 0] }));
    await until('both rows', () => after.stats().rowsDelivered === 2);
    expect(await select('SELECT id, gap_max_us, gaps_us FROM requests ORDER BY id')).toEqual([
        { id: '0', gap_max_us: 9, gaps_us: [] },
        { id: '1', gap_max_us: 8, gaps_us: [] },
        { id: '2', gap_max_us: 7, gaps_us: [7, 4_294_967_295, 0] }
    ]);
    expect(after.stats()).toMatchObject({ retries: 0, rowsDeadLettered: 0 });
});
/** Hands every insert on to the store, and loses the first answer to each token. */
async function startForgetfulProxy(target) {
    const seen = new Set();
    const server = createServer((request, response) => {
        const token = new URL(request.url ?? '', target).searchParams.get('insert_deduplication_token') ?? '';
        const { method = 'POST', headers } = request;
        const onward = httpRequest(new URL(request.url ?? '', target), { method, headers }, answer => {
            if (seen.has(token)) {
                response.writeHead(answer.statusCode ?? 502, answer.headers);
                answer.pipe(response);
                return;
            }
            seen.add(token);
            answer.resume().on('end', () => request.socket.resetAndDestroy());
        });
        request.pipe(onward);
    });
    await new Promise(done => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
        server.closeAllConnections();
        server.close();
    });
    return { url: `http://127.0.0.1:${server.address().port}` };
}
function row(n, changes = {}) {
    const plain = {
        ts: '2026-11-21 10:00:00.000001',
        id: String(n),
        route: '/openai',
        provider: 'openai',
        path: '/v1/chat/completions',
        status: 200,
        streamed: true,
        ttft_us: null,
        frames: 3,
        input_tokens: 10,
        units: { web_searches: 1 },
        usage_json: '{"prompt_tokens":10}',
        cost_usd: '0.000000001',
        tags: { team: 'a "b" é' }
    };
    return JSON.stringify({ ...plain, ...changes });
}
//# sourceMappingURL=embedded-store.test.js.map