import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../support/until.js';
import { FakeClickHouse } from './fake-clickhouse.js';
import { newPlace, numbersOf, openAt, rows, upTo } from './open-delivery.js';
async function startStore() {
    const store = new FakeClickHouse();
    await store.start();
    onTestFinished(() => store.stop());
    return store;
}
test('rows reach the store in the order in which they were pushed, in batches with a token each', async () => {
    const store = await startStore();
    const delivery = await openAt(newPlace(), () => store.address, { tuning: { maxBatchRows: 100 } });
    for (const [index, row] of rows(1000).entries()) {
        delivery.push('requests', row);
        // A group commit of its own for each 50 rows.
        if (index % 50 === 49)
            await delivery.flush();
    }
    await until('all rows', () => store.rows['requests']?.length === 1000);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(1000));
    expect(new Set(store.inserts.map(insert => insert.token)).size).toBe(store.inserts.length);
    expect(Math.max(...store.inserts.map(insert => insert.lines.length))).toBeLessThanOrEqual(100);
    await until('the last acknowledgement', () => delivery.stats().pendingRows === 0);
    expect(delivery.stats()).toMatchObject({
        pendingBytes: 0,
        oldestAgeMs: null,
        rowsDelivered: 1000,
        rowsLost: 0,
        retries: 0,
        lastError: null,
        storeUp: true
    });
});
test('an insert asks for deduplication, for an answer at the end, and for errors rather than silent defaults', async () => {
    const store = await startStore();
    const delivery = await openAt(newPlace(), () => store.address);
    delivery.push('events', '{"n":0}');
    const insert = await until('the insert', () => store.inserts[0]);
    const { query_id: _, query: __, insert_deduplication_token: token, ...sent } = Object.fromEntries(insert.settings);
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent).toEqual({
        database: 'teeline',
        async_insert: '0',
        date_time_input_format: 'best_effort',
        deduplicate_blocks_in_dependent_materialized_views: '1',
        input_format_null_as_default: '0',
        input_format_skip_unknown_fields: '0',
        insert_deduplicate: '1',
        wait_end_of_query: '1'
    });
    expect(insert.authorization).toBe(`Basic ${Buffer.from('writer:open sesame').toString('base64')}`);
});
test('a row is in the store within the flush interval and a little', async () => {
    const store = await startStore();
    const delivery = await openAt(newPlace(), () => store.address, {
        flushIntervalMs: 1000,
        tuning: { commitIntervalMs: 100 }
    });
    const start = performance.now();
    delivery.push('requests', '{"n":0}');
    await until('the row', () => store.rows['requests']?.length === 1, { everyMs: 5 });
    expect(performance.now() - start).toBeLessThan(10_000);
});
test('a full batch does not wait for the flush interval', async () => {
    const store = await startStore();
    const delivery = await openAt(newPlace(), () => store.address, {
        flushIntervalMs: 3_600_000,
        tuning: { maxBatchRows: 10 }
    });
    for (const row of rows(25))
        delivery.push('requests', row);
    await delivery.flush();
    await until('the full batch', () => (store.rows['requests']?.length ?? 0) >= 25);
});
test('a store that is absent at the start gets each row once when it comes', async () => {
    const store = new FakeClickHouse();
    let address = null;
    const place = newPlace();
    const delivery = await openAt(place, () => address);
    for (const row of rows(200))
        delivery.push('requests', row);
    await delivery.flush();
    expect(delivery.stats()).toMatchObject({ pendingRows: 200, storeUp: null, retries: 0 });
    address = await store.start();
    onTestFinished(() => store.stop());
    await until('all rows', () => delivery.stats().rowsDelivered === 200);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(200));
    expect(place.log).toEqual([]);
});
test('a store that goes down and comes back gets each row once, and the log says so once', async () => {
    const store = await startStore();
    const place = newPlace();
    const delivery = await openAt(place, () => store.address);
    delivery.push('requests', '{"n":0}');
    await until('the first row', () => delivery.stats().rowsDelivered === 1);
    await store.stop();
    for (const row of rows(100, 1))
        delivery.push('requests', row);
    await until('some retries', () => delivery.stats().retries > 5);
    expect(delivery.stats()).toMatchObject({ pendingRows: 100, storeUp: false, lastError: 'ECONNREFUSED' });
    await store.start();
    for (const row of rows(100, 101))
        delivery.push('requests', row);
    await until('all rows', () => delivery.stats().rowsDelivered === 201);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(201));
    expect(delivery.stats().storeUp).toBe(true);
    expect(place.log).toHaveLength(2);
    expect(place.log[0]).toContain('warn the store does not take rows (ECONNREFUSED)');
    expect(place.log[1]).toContain('info the store takes rows again');
});
test('an insert whose answer was lost is sent again unchanged, and each row is there once', async () => {
    const store = await startStore();
    store.behave = (_, attempt) => (attempt % 2 === 0 ? 'apply-then-reset' : 'apply');
    const delivery = await openAt(newPlace(), () => store.address, { tuning: { maxBatchRows: 10 } });
    for (let batch = 0; batch < 5; batch++) {
        for (const row of rows(10, batch * 10))
            delivery.push('requests', row);
        await delivery.flush();
    }
    await until('all rows', () => delivery.stats().rowsDelivered === 50);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(50));
    expect(store.inserts.length).toBeGreaterThan(new Set(store.inserts.map(insert => insert.token)).size);
    const linesByToken = groupByToken(store);
    for (const attempts of linesByToken.values()) {
        expect(new Set(attempts.map(insert => insert.lines.join('\n'))).size).toBe(1);
    }
});
test('an insert that hangs, is cut off or is refused by a gateway is tried again until it is through', async () => {
    const store = await startStore();
    store.behave = (_, attempt) => ['hang', 'reset', 'refuse', { status: 500, body: '<html>oops</html>' }][attempt] ?? 'apply';
    const delivery = await openAt(newPlace(), () => store.address, { tuning: { insertTimeoutMs: 100 } });
    for (const row of rows(20))
        delivery.push('requests', row);
    await until('all rows', () => delivery.stats().rowsDelivered === 20);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(20));
    expect(delivery.stats().retries).toBe(4);
    expect(new Set(store.inserts.map(insert => insert.token)).size).toBe(1);
});
test('a store that needs longer than the bound for an insert is given longer', async () => {
    const store = await startStore();
    store.behave = () => ({ delayMs: 300 });
    const delivery = await openAt(newPlace(), () => store.address, { tuning: { insertTimeoutMs: 50 } });
    for (const row of rows(20))
        delivery.push('requests', row);
    await until('all rows', () => delivery.stats().rowsDelivered === 20);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(20));
    expect(delivery.stats().lastError).toBe('timeout');
});
test('rows wait while the store lacks the table or a column, and none counts as poison', async () => {
    const store = await startStore();
    const unknownTable = 'Code: 60. DB::Exception: Table teeline.requests does not exist. (UNKNOWN_TABLE)';
    const unknownField = 'Code: 117. DB::Exception: Code: 117. DB::Exception: Unknown field found while parsing JSONEachRow: n: (INCORRECT_DATA)';
    store.behave = (_, attempt) => [
        { status: 404, code: 60, body: unknownTable },
        { status: 400, code: 117, body: unknownField }
    ][attempt] ?? 'apply';
    const place = newPlace();
    const delivery = await openAt(place, () => store.address);
    for (const row of rows(20))
        delivery.push('requests', row);
    await until('all rows', () => delivery.stats().rowsDelivered === 20);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(20));
    expect(delivery.stats()).toMatchObject({ retries: 2, rowsDeadLettered: 0, lastError: 'INCORRECT_DATA' });
    expect(place.deadLetters()).toEqual([]);
});
test('poison rows go to the dead-letter file, counted and told in an event, and all others arrive once in order', async () => {
    const store = await startStore();
    const place = newPlace();
    const delivery = await openAt(place, () => store.address);
    const poison = '{"n":17,"poison":1.50,"big":12345678901234567890}';
    const sent = rows(101);
    sent[17] = poison;
    sent[64] = '{"n":64,"poison":true}';
    for (const row of sent.slice(0, 40))
        delivery.push('requests', row);
    await delivery.flush();
    for (const row of sent.slice(40))
        delivery.push('requests', row);
    await until('the event', () => store.rows['events']?.[0]);
    await until('all rows', () => delivery.stats().pendingRows === 0);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(101).filter(n => n !== 17 && n !== 64));
    expect(delivery.stats()).toMatchObject({ rowsDeadLettered: 2, rowsLost: 0 });
    expect(place.deadLetters()).toMatchObject([
        { table: 'requests', code: 27, row: { n: 17 } },
        { table: 'requests', code: 27, row: { n: 64 } }
    ]);
    expect(readFileSync(place.deadLetterFile, 'utf8').split('\n')[0]).toContain(`"row":${poison}}`);
    const events = store.rows['events'];
    expect(events.every(event => event.kind === 'dead_letter' && event.collector === 'test-host')).toBe(true);
    expect(events.reduce((sum, event) => sum + event.count, 0)).toBe(2);
});
test('an event that the store cannot read makes no further event', async () => {
    const store = await startStore();
    const place = newPlace();
    const delivery = await openAt(place, () => store.address);
    delivery.push('events', '{"poison":true}');
    await until('the dead letter', () => delivery.stats().rowsDeadLettered === 1);
    delivery.push('events', '{"n":0}');
    await until('the next event', () => store.rows['events']?.[0]);
    expect(store.rows['events']).toEqual([{ n: 0 }]);
    expect(place.deadLetters()).toHaveLength(1);
});
test('a batch that a gateway finds too large is cut until it passes', async () => {
    const store = await startStore();
    store.behave = insert => (insert.lines.length > 10 ? { status: 413, body: '<h1>too large</h1>' } : 'apply');
    const delivery = await openAt(newPlace(), () => store.address);
    for (const row of rows(64))
        delivery.push('requests', row);
    await until('all rows', () => delivery.stats().rowsDelivered === 64);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(64));
});
test('an outbox at its bound drops the newest rows, counts them, and tells them in one event once there is room', async () => {
    const store = new FakeClickHouse();
    let address = null;
    const place = newPlace();
    const bound = 256 * 1024;
    const delivery = await openAt(place, () => address, { outboxMaxBytes: bound });
    const padding = 'x'.repeat(1000);
    for (let n = 0; n < 1000; n++)
        delivery.push('requests', JSON.stringify({ n, padding }));
    await delivery.flush();
    const { pendingRows, pendingBytes, rowsLost } = delivery.stats();
    expect(pendingRows + rowsLost).toBe(1000);
    expect(pendingBytes).toBeLessThanOrEqual(bound);
    expect(pendingRows).toBeGreaterThan(200);
    expect(place.log).toHaveLength(1);
    address = await store.start();
    onTestFinished(() => store.stop());
    const event = await until('the event', () => store.rows['events']?.[0]);
    expect(event).toMatchObject({
        kind: 'rows_lost',
        count: rowsLost,
        attributes: { table: 'requests', reason: 'outbox_full' },
        collector: 'test-host'
    });
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(pendingRows));
    delivery.push('requests', JSON.stringify({ n: pendingRows }));
    await until('a new row', () => store.rows['requests']?.length === pendingRows + 1);
    await until('rest', () => delivery.stats().pendingRows === 0);
    expect(store.rows['events']).toHaveLength(1);
});
test('losses that could not be told before the end are told by the next start', async () => {
    const place = newPlace();
    const first = await openAt(place, () => null, { outboxMaxBytes: 2000 });
    for (const row of rows(1000))
        first.push('requests', row);
    await first.flush();
    const { rowsLost } = first.stats();
    expect(rowsLost).toBeGreaterThan(0);
    await first.close({ deliverTimeoutMs: 50 });
    const store = await startStore();
    await openAt(place, () => store.address);
    const event = await until('the event', () => store.rows['events']?.[0]);
    expect(event).toMatchObject({ kind: 'rows_lost', count: rowsLost });
});
test('losses survive a process that is killed', async () => {
    const place = newPlace();
    const first = await openAt(place, () => null, { outboxMaxBytes: 2000 });
    for (const row of rows(1000))
        first.push('requests', row);
    await first.flush();
    // What a kill would leave, taken while the process lives.
    const left = newPlace();
    cpSync(place.outboxDir, left.outboxDir, { recursive: true });
    const store = await startStore();
    await openAt(left, () => store.address);
    expect(await until('the event', () => store.rows['events']?.[0])).toMatchObject({
        count: first.stats().rowsLost
    });
});
test('rows in memory are bounded too', async () => {
    const delivery = await openAt(newPlace(), () => null, { tuning: { maxMemoryBytes: 10_000 } });
    for (const row of rows(5000))
        delivery.push('requests', row);
    const { pendingBytes, pendingRows, rowsLost } = delivery.stats();
    expect(pendingBytes).toBeLessThanOrEqual(10_000);
    expect(pendingRows + rowsLost).toBe(5000);
});
test('closing delivers what is there', async () => {
    const store = await startStore();
    const delivery = await openAt(newPlace(), () => store.address, { flushIntervalMs: 3_600_000 });
    for (const row of rows(50))
        delivery.push('requests', row);
    delivery.push('events', '{"n":0}');
    await delivery.close({ deliverTimeoutMs: 5000 });
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(50));
    expect(store.rows['events']).toEqual([{ n: 0 }]);
});
test('closing leaves on disk what it cannot deliver in time, and the next start delivers it once', async () => {
    const store = await startStore();
    store.behave = () => 'hang';
    const place = newPlace();
    const first = await openAt(place, () => store.address, { tuning: { insertTimeoutMs: 60_000 } });
    for (const row of rows(50))
        first.push('requests', row);
    await until('the attempt', () => store.inserts.length === 1);
    for (const row of rows(50, 50))
        first.push('requests', row);
    const start = performance.now();
    await first.close({ deliverTimeoutMs: 200 });
    expect(performance.now() - start).toBeLessThan(10_000);
    store.behave = () => 'apply';
    const second = await openAt(place, () => store.address);
    expect(second.stats()).toMatchObject({ pendingRows: 100 });
    await until('all rows', () => second.stats().rowsDelivered === 100);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(100));
    expect(store.inserts[1]?.token).toBe(store.inserts[0]?.token);
});
test('a batch that was cut in two and left half delivered goes on where it was after a restart', async () => {
    const store = await startStore();
    const place = newPlace();
    const sent = rows(200);
    sent[150] = '{"n":150,"poison":true}';
    // The left half is applied, its answer is lost, and then the store is gone.
    let applied = 0;
    store.behave = insert => {
        if (applied > 0)
            return 'refuse';
        if (insert.lines.some(line => line.includes('poison')))
            return 'apply';
        applied += 1;
        return 'apply-then-reset';
    };
    const first = await openAt(place, () => store.address);
    for (const row of sent)
        first.push('requests', row);
    await until('the half', () => applied > 0 && first.stats().retries > 2);
    await first.close({ deliverTimeoutMs: 50 });
    store.behave = () => 'apply';
    const second = await openAt(place, () => store.address);
    await until('all rows', () => second.stats().pendingRows === 0);
    expect(numbersOf(store.rows['requests'])).toEqual(upTo(200).filter(n => n !== 150));
    expect(place.deadLetters()).toMatchObject([{ row: { n: 150 } }]);
});
test('a new address is used for the next attempt', async () => {
    const gone = new FakeClickHouse();
    const dead = await gone.start();
    await gone.stop();
    const store = new FakeClickHouse();
    let address = dead;
    const delivery = await openAt(newPlace(), () => address);
    delivery.push('requests', '{"n":0}');
    await until('a failed attempt', () => delivery.stats().retries > 0);
    address = await store.start();
    onTestFinished(() => store.stop());
    await until('the row', () => delivery.stats().rowsDelivered === 1);
});
test('a row pushed after the end is counted, and nothing is thrown', async () => {
    const delivery = await openAt(newPlace(), () => null);
    await delivery.close({ deliverTimeoutMs: 0 });
    delivery.push('requests', '{"n":0}');
    expect(delivery.stats().rowsLost).toBe(1);
});
test('an outbox that cannot be opened is an error with advice', async () => {
    const place = newPlace();
    writeFileSync(place.deadLetterFile, 'a file, where a directory should be');
    place.outboxDir = join(place.deadLetterFile, 'outbox');
    await expect(openAt(place, () => null)).rejects.toMatchObject({ code: 'TEELINE_OUTBOX_FAILED' });
});
test('an outbox whose file is damaged begins anew, and the log and an event say so', async () => {
    const store = await startStore();
    const place = newPlace();
    await (await openAt(place, () => null)).close({ deliverTimeoutMs: 0 });
    writeFileSync(join(place.outboxDir, 'data.mdb'), 'hello');
    const delivery = await openAt(place, () => store.address);
    delivery.push('requests', '{"n":1}');
    await until('the row', () => store.rows['requests']?.[0]);
    const event = await until('the event', () => store.rows['events']?.[0]);
    expect(event).toMatchObject({
        kind: 'outbox_broken',
        count: 1,
        message: expect.stringContaining('.broken-')
    });
    expect(JSON.stringify(place.log)).toContain('damaged');
});
test('neither the log, nor the dead-letter file, nor an event holds the password', async () => {
    const store = await startStore();
    const place = newPlace();
    store.behave = (_, attempt) => ['reset', 'refuse', 'hang'][attempt] ?? 'apply';
    const delivery = await openAt(place, () => store.address, { tuning: { insertTimeoutMs: 50 } });
    delivery.push('requests', '{"poison":true}');
    await until('the event', () => store.rows['events']?.[0]);
    const all = JSON.stringify([place.log, place.deadLetters(), store.rows, delivery.stats()]);
    expect(all).not.toContain('sesame');
});
function groupByToken(store) {
    const groups = new Map();
    for (const insert of store.inserts)
        groups.set(insert.token, [...(groups.get(insert.token) ?? []), insert]);
    return groups;
}
//# sourceMappingURL=delivery.test.js.map