/** The migrations against the real engine. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { clientOf, firstValue, hasChdb, openTestStore } from './support.js';
const files = readdirSync('schemas/migrations').filter(name => name.endsWith('.sql'));
describe.skipIf(!hasChdb)('migrateStore', () => {
    let store;
    beforeAll(async () => {
        store = await openTestStore();
    });
    afterAll(() => store?.remove());
    test('applies every migration once, in the database that it is told', async () => {
        expect(await migrateStore({ ...store, database: 'first' })).toEqual({ applied: files.length });
        expect(await migrateStore({ ...store, database: 'first' })).toEqual({ applied: 0 });
        expect(await migrateStore({ ...store, database: 'second' })).toEqual({ applied: files.length });
        const tables = await store.client.query({ query: 'SHOW TABLES FROM second', format: 'TabSeparated' });
        expect((await tables.text()).trim().split('\n')).toEqual(expect.arrayContaining(['requests', 'events', 'spend', 'price_cards', 'bodies']));
    });
    test('leaves output, environment and process as they were', async () => {
        const environment = { ...process.env };
        const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
        await migrateStore({ ...store, database: 'quiet' });
        for (const spy of spies) {
            expect(spy).not.toHaveBeenCalled();
            spy.mockRestore();
        }
        expect({ ...process.env }).toEqual(environment);
    });
    test('says what is wrong with a cluster', async () => {
        await expect(migrateStore({ ...store, database: 'clustered', cluster: "it's" })).rejects.toMatchObject({
            code: 'TEELINE_STORE_MIGRATION_FAILED',
            message: expect.stringMatching(/cluster/i)
        });
    });
    test('says that nobody answers, without the password', async () => {
        const failed = migrateStore({ ...store, password: 'secret-word', database: 'x' });
        await expect(failed).rejects.toMatchObject({ code: 'TEELINE_STORE_UNREACHABLE' });
        await expect(failed).rejects.not.toThrow(/secret-word/);
        await expect(migrateStore({ url: 'http://127.0.0.1:9', user: 'default', password: '', database: 'x' })).rejects.toMatchObject({ code: 'TEELINE_STORE_UNREACHABLE' });
    });
    test('spend adds up to the rows, though a batch is sent again', async () => {
        await migrateStore({ ...store, database: 'money' });
        const client = clientOf(store, { database: 'money' });
        const row = (over) => ({
            ts: '2026-11-21 10:20:30.000001',
            route: 'openai',
            provider: 'openai',
            request_model: 'm',
            feature: 'f',
            ...over
        });
        const batches = [
            [row({ cost_usd: '0.100000001', input_tokens: 10 }), row({ cost_usd: '0.2', error_type: 'http_4xx' })],
            [row({ ts: '2026-12-01 00:00:00.000000', input_tokens: 5 }), row({ cost_usd: '1', input_tokens: 1 })]
        ];
        for (const [at, values] of batches.entries()) {
            for (let again = 0; again < 3; again++) {
                await client.insert({
                    table: 'requests',
                    values,
                    format: 'JSONEachRow',
                    clickhouse_settings: { insert_deduplication_token: `b${at}`, input_format_skip_unknown_fields: 0 }
                });
            }
        }
        const answer = await client.query({
            query: `SELECT hour, model, toUInt32(sum(requests)) AS requests, toUInt32(sum(errors)) AS errors,
        toUInt32(sum(unpriced)) AS unpriced, toUInt32(sum(input_tokens)) AS input_tokens, toString(sum(cost_usd)) AS cost,
        sum(output_tokens) AS output_tokens FROM spend GROUP BY hour, model ORDER BY hour`,
            format: 'JSONEachRow'
        });
        expect(await answer.json()).toEqual([
            {
                hour: '2026-11-21 10:00:00',
                model: 'm',
                requests: 3,
                errors: 1,
                unpriced: 0,
                input_tokens: 11,
                cost: '1.300000001',
                output_tokens: null
            },
            {
                hour: '2026-12-01 00:00:00',
                model: 'm',
                requests: 1,
                errors: 0,
                unpriced: 1,
                input_tokens: 5,
                cost: null,
                output_tokens: null
            }
        ]);
        expect(await firstValue(client, 'SELECT toUInt32(count()) FROM requests')).toBe(4);
        await client.close();
    });
});
//# sourceMappingURL=migrate.test.js.map