/** The unmodified client against the embedded store: what it can do with a server, it can do here. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, eventually, firstValue, hasChdb, openTestStore } from './support.js';
describe.skipIf(!hasChdb)('the client', () => {
    let store;
    let client;
    beforeAll(async () => {
        store = await openTestStore();
        client = store.client;
        await client.command({ query: 'CREATE DATABASE shop' });
        await client.command({
            query: `CREATE TABLE shop.items (id UInt64, name String) ENGINE = MergeTree ORDER BY id
        SETTINGS non_replicated_deduplication_window = 100`
        });
    });
    afterAll(() => store?.remove());
    test('pings', async () => {
        expect(await client.ping()).toEqual({ success: true });
        expect(await client.ping({ select: true })).toEqual({ success: true });
    });
    test('inserts rows and hears how many', async () => {
        const values = [
            { id: 1, name: "it's" },
            { id: 2, name: 'a\nb\\c\t"é😀' }
        ];
        const { summary, query_id } = await client.insert({
            table: 'shop.items',
            values,
            format: 'JSONEachRow',
            query_id: 'first'
        });
        expect(summary?.written_rows).toBe('2');
        expect(query_id).toBe('first');
        const answer = await client.query({
            query: 'SELECT * FROM shop.items ORDER BY id',
            format: 'JSONEachRow'
        });
        expect(await answer.json()).toEqual(values);
    });
    test.each([
        'TabSeparated',
        'CSV',
        'CSVWithNames',
        'Values',
        'JSONEachRow',
        'RowBinary',
        'Native',
        'Parquet'
    ])('takes back rows that it gave out as %s, empty lines and all', async (format) => {
        const table = `shop.back_${format}`;
        await client.command({ query: `CREATE TABLE ${table} (s String, n Int64) ENGINE = Memory` });
        const rows = `SELECT ['', '; DROP TABLE shop.items; --', 'a\\n\\nSELECT 1;\\n', 'b''"\\\\'][number + 1] AS s, toInt64(2570) AS n
        FROM numbers(4)`;
        const { stream } = await client.exec({ query: `${rows} FORMAT ${format}` });
        const bytes = Buffer.concat(await stream.toArray());
        const url = new URL(`${store.url}/?query=${encodeURIComponent(`INSERT INTO ${table} FORMAT ${format}`)}`);
        const answer = await fetch(url, { method: 'POST', headers: keyOf(store), body: bytes });
        expect([answer.status, await answer.text()]).toEqual([200, '']);
        expect(await lines(client, `SELECT s, n FROM ${table} ORDER BY s`)).toEqual(await lines(client, `SELECT s, n FROM (${rows}) ORDER BY s`));
    });
    test('rows with empty lines never run as SQL', async () => {
        const body = 'INSERT INTO shop.items FORMAT JSONEachRow {"id":70}\n\n{"id":71}\n\nDROP TABLE shop.items';
        const answer = await fetch(store.url, { method: 'POST', headers: keyOf(store), body });
        expect(answer.status).toBe(400);
        expect(await firstValue(client, 'EXISTS shop.items')).toBe(1);
    });
    test('streams rows in and reads them as a stream', async () => {
        const rows = Readable.from((function* () {
            for (let id = 1000; id < 3000; id++)
                yield { id, name: `n${id}` };
        })());
        await client.insert({ table: 'shop.items', values: rows, format: 'JSONEachRow' });
        const answer = await client.query({
            query: 'SELECT id FROM shop.items WHERE id >= 1000 ORDER BY id',
            format: 'JSONEachRow'
        });
        let count = 0;
        for await (const some of answer.stream())
            count += some.length;
        expect(count).toBe(2000);
    });
    test('binds parameters of every sort, quotes and backslashes included', async () => {
        const awkward = `a'b\\c"d\te\nf\\'g`;
        const answer = await client.query({
            query: `SELECT {s:String} AS s, {a:Array(String)} AS a, {m:Map(String, String)} AS m, {n:Nullable(String)} AS n,
        {i:Int64} AS i, {d:DateTime64(3, 'UTC')} AS d, name FROM {db:Identifier}.items WHERE id = {id:UInt64}`,
            query_params: {
                s: awkward,
                a: [awkward, '', "'"],
                m: { [awkward]: awkward },
                n: null,
                i: '-9007199254740993',
                d: '2026-11-21 01:02:03.456',
                db: 'shop',
                id: 1
            },
            format: 'JSONEachRow',
            clickhouse_settings: { output_format_json_quote_64bit_integers: 1 }
        });
        expect(await answer.json()).toEqual([
            {
                s: awkward,
                a: [awkward, '', "'"],
                m: { [awkward]: awkward },
                n: null,
                i: '-9007199254740993',
                d: '2026-11-21 01:02:03.456',
                name: "it's"
            }
        ]);
    });
    test('binds parameters too long for a URL, and for what the engine parses of a statement', async () => {
        const long = "x'\\".repeat(200_000);
        const many = Array.from({ length: 20_000 }, (_, at) => `it's ${at}`);
        const wide = clientOf(store, { use_multipart_params_auto: true });
        const answer = await wide.query({
            query: 'SELECT length({s:String}) AS n, length({a:Array(String)}) AS m, {a:Array(String)}[20000] AS last',
            query_params: { s: long, a: many },
            format: 'JSONEachRow'
        });
        expect(await answer.json()).toEqual([{ n: 600_000, m: 20_000, last: "it's 19999" }]);
        await wide.close();
    });
    test('packs both ways', async () => {
        const packed = clientOf(store, { compression: { request: true, response: true } });
        const values = Array.from({ length: 5000 }, (_, at) => ({ id: 10_000 + at, name: 'packed' }));
        await packed.insert({ table: 'shop.items', values, format: 'JSONEachRow' });
        const query = "SELECT id FROM shop.items WHERE name = 'packed' ORDER BY id";
        for (const format of ['JSON', 'JSONEachRow']) {
            const answer = await packed.query({ query, format });
            const rows = await answer.json();
            expect(Array.isArray(rows) ? rows.length : rows.rows).toBe(5000);
        }
        await packed.close();
    });
    test.each([
        ['SELEC 1', '62', 'SYNTAX_ERROR'],
        ['SELECT * FROM nowhere', '60', 'UNKNOWN_TABLE'],
        ['SELECT nothing FROM shop.items', '47', 'UNKNOWN_IDENTIFIER'],
        ['SELECT 1 SETTINGS no_such_setting = 1', '115', 'UNKNOWN_SETTING'],
        ['SELECT count() FROM numbers(1e12) SETTINGS max_execution_time = 1', '159', 'TIMEOUT_EXCEEDED'],
        ['SELECT groupArray(number) FROM numbers(1e9)', '241', 'MEMORY_LIMIT_EXCEEDED'],
        ['SELECT 1; SELECT 2', '62', 'SYNTAX_ERROR'],
        ['SYSTEM SHUTDOWN', '344', 'SUPPORT_IS_DISABLED']
    ])('hears of an error by code and name: %s', async (query, code, type) => {
        const asked = client.query({ query, format: 'JSONEachRow' }).then(answer => answer.json());
        await expect(asked).rejects.toMatchObject({ code, type });
    });
    test('hears of rows that do not fit', async () => {
        const values = [{ id: 'x', name: '' }];
        await expect(client.insert({ table: 'shop.items', values, format: 'JSONEachRow' })).rejects.toMatchObject({ code: '27' });
    });
    test('hears of an error that comes after the first rows', async () => {
        for (const compression of [{}, { response: true }]) {
            const other = clientOf(store, { compression });
            const answer = await other.query({
                query: 'SELECT throwIf(number = 300000) FROM numbers(1000000)',
                format: 'JSONEachRow'
            });
            let rows = 0;
            const read = async () => {
                for await (const some of answer.stream())
                    rows += some.length;
            };
            await expect(read()).rejects.toMatchObject({ code: '395' });
            expect(rows).toBeGreaterThan(0);
            await other.close();
        }
    });
    test('settings of one request are not those of the next', async () => {
        const setting = "SELECT value FROM system.settings WHERE name = 'max_block_size'";
        const before = await firstValue(client, setting);
        for (let round = 0; round < 10; round++) {
            await client.command({ query: 'SELECT 1', clickhouse_settings: { max_block_size: '77' } });
            await client.command({ query: 'SET max_block_size = 78' });
            expect(await firstValue(client, setting)).toBe(before);
        }
    });
    test('a parameter of one request is not there in the next', async () => {
        await client.query({ query: 'SELECT {a:String}', query_params: { a: 'x' } });
        await expect(client.query({ query: 'SELECT {a:String}' })).rejects.toMatchObject({ code: '456' });
    });
    test('parameters of requests at the same time stay apart', async () => {
        const asked = Array.from({ length: 60 }, async (_, at) => {
            const answer = await client.query({
                query: 'SELECT {v:Int32} AS v, sleep(0.01)',
                query_params: { v: at },
                format: 'JSONEachRow'
            });
            const [row] = await answer.json();
            return row?.v;
        });
        expect(await Promise.all(asked)).toEqual(Array.from({ length: 60 }, (_, at) => at));
    });
    test('a query that failed half-way leaves nothing in the next answer', async () => {
        for (let round = 0; round < 10; round++) {
            const failing = client
                .query({ query: 'SELECT throwIf(number = 200000) FROM numbers(1000000)', format: 'JSON' })
                .then(answer => answer.text());
            await expect(failing).rejects.toMatchObject({ code: '395' });
            expect(await lines(client, 'SELECT 42')).toEqual([[42]]);
        }
    });
    test('a batch sent again under its token is written once, and another batch under another token is', async () => {
        const send = (token) => client.insert({
            table: 'shop.items',
            values: [{ id: 500, name: 'once' }],
            format: 'JSONEachRow',
            clickhouse_settings: { insert_deduplication_token: token, async_insert: 0, wait_end_of_query: 1 }
        });
        await send('t1');
        await send('t1');
        const count = "SELECT toUInt32(count()) FROM shop.items WHERE name = 'once'";
        expect(await firstValue(client, count)).toBe(1);
        await send('t2');
        expect(await firstValue(client, count)).toBe(2);
        await client.insert({ table: 'shop.items', values: [{ id: 501, name: 'once' }], format: 'JSONEachRow' });
        expect(await firstValue(client, count)).toBe(3);
    });
    test.each(['JSON', 'JSONEachRow', 'TabSeparated'])('a query whose client leaves is cancelled (%s)', async (format) => {
        const leave = new AbortController();
        const mark = `leaving ${format}`;
        const asked = client.query({
            query: `SELECT count(), '${mark}' FROM numbers(1e13)`,
            format,
            abort_signal: leave.signal
        });
        const running = `SELECT toUInt32(count()) FROM system.processes WHERE query LIKE '%numbers(1e13)%' AND query LIKE '%${mark}%' AND query NOT LIKE '%processes%'`;
        await eventually(async () => (await firstValue(client, running)) === 1);
        leave.abort();
        await expect(asked).rejects.toThrow();
        await eventually(async () => (await firstValue(client, running)) === 0, 2000);
    });
    test('a reader who leaves in the middle of a long answer ends the query', async () => {
        const answer = await client.query({
            query: 'SELECT number AS leaving FROM numbers(1e13)',
            format: 'JSONEachRow'
        });
        for await (const _ of answer.stream())
            break;
        answer.close();
        const running = "SELECT toUInt32(count()) FROM system.processes WHERE query LIKE '%AS leaving%' AND query NOT LIKE '%processes%'";
        await eventually(async () => (await firstValue(client, running)) === 0, 2000);
    });
    test('totals and documents come whole, however many rows they have', async () => {
        const answer = await client.query({
            query: 'SELECT number % 70000 AS k, count() AS n FROM numbers(140000) GROUP BY k WITH TOTALS',
            format: 'JSON'
        });
        const { rows, totals } = (await answer.json());
        expect([rows, Number(totals.n)]).toEqual([70_000, 140_000]);
    });
    test.each([
        ['CSVWithNames', 1],
        ['TabSeparatedWithNamesAndTypes', 2],
        ['JSONCompactEachRowWithNamesAndTypes', 2]
    ])('%s has one head, however many blocks it has', async (format, head) => {
        const { stream } = await client.exec({ query: `SELECT number FROM numbers(200000) FORMAT ${format}` });
        const text = Buffer.concat(await stream.toArray()).toString();
        expect(text.trimEnd().split('\n').length).toBe(200_000 + head);
    });
    test('a subquery that takes long holds up nobody', async () => {
        const leave = new AbortController();
        const asked = client.query({
            query: 'SELECT (SELECT sum(number) AS within FROM numbers(1e13)) AS n',
            format: 'JSONEachRow',
            abort_signal: leave.signal
        });
        const running = "SELECT toUInt32(count()) FROM system.processes WHERE query LIKE '%AS within%' AND query NOT LIKE '%processes%'";
        await eventually(async () => (await firstValue(client, running)) === 1);
        expect(await firstValue(client, 'SELECT 1')).toBe(1);
        leave.abort();
        await expect(asked).rejects.toThrow();
        await eventually(async () => (await firstValue(client, running)) === 0, 2000);
    });
    test('a batch of 10,000 wide rows fits into the memory cap', async () => {
        const columns = Array.from({ length: 80 }, (_, at) => `c${at} Nullable(UInt64)`).join(', ');
        await client.command({
            query: `CREATE TABLE shop.wide (${columns}, text String) ENGINE = MergeTree ORDER BY tuple()`
        });
        const values = Array.from({ length: 10_000 }, (_, at) => ({ c1: at, text: 'x'.repeat(1000) }));
        for (let batch = 0; batch < 5; batch++) {
            await client.insert({ table: 'shop.wide', values, format: 'JSONEachRow' });
        }
        expect(await firstValue(client, 'SELECT toUInt32(count()) FROM shop.wide')).toBe(50_000);
    });
    test('sessions are refused, not ignored', async () => {
        await expect(client.query({ query: 'SELECT 1', session_id: 's' })).rejects.toMatchObject({ code: '48' });
    });
});
function keyOf(store) {
    return { 'x-clickhouse-key': store.password };
}
async function lines(client, query) {
    const answer = await client.query({ query, format: 'JSONCompactEachRow' });
    return answer.json();
}
//# sourceMappingURL=client.test.js.map