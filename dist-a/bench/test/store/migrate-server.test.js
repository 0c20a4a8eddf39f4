/** What a server and a cluster are told; that engine is not here, so its words are, and the embedded one parses them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { whileLocked } from '../../collector/deliver/migration-lock.js';
import { startRecordingClickHouse } from './recording-clickhouse.js';
import { firstValue, hasChdb, openTestStore } from './support.js';
let server;
afterEach(async () => {
    await server?.close();
    server = undefined;
});
async function statements(options = {}) {
    server = await startRecordingClickHouse();
    const address = { url: server.url, user: 'writer', password: 'pw', database: 'teeline' };
    await migrateStore({ ...address, ...options, shared: true });
    return server.told;
}
const isDdl = ({ sql }) => /^(?:CREATE|DROP|TRUNCATE|ALTER|RENAME|EXCHANGE|OPTIMIZE)\b/.test(sql);
const kindsOf = ({ sql }) => /^(\w+ (?:MATERIALIZED VIEW|\w+))/.exec(sql)?.[1];
describe('a server on its own', () => {
    test('is told nothing of clusters or replicas', async () => {
        const told = await statements();
        expect(new Set(told.filter(isDdl).map(kindsOf))).toEqual(new Set([
            'CREATE DATABASE',
            'CREATE TABLE',
            'CREATE MATERIALIZED VIEW',
            'ALTER TABLE',
            'TRUNCATE TABLE',
            'DROP VIEW',
            'DROP TABLE'
        ]));
        for (const { sql, settings } of told) {
            expect(sql).not.toMatch(/\$\{|ON CLUSTER|ENGINE = Replicated/);
            expect(settings.has('distributed_ddl_output_mode')).toBe(false);
        }
    });
});
describe('a cluster', () => {
    test('is told to make, clear and drop everything on all its nodes', async () => {
        const ddl = (await statements({ cluster: 'main-1' })).filter(isDdl);
        for (const { sql, settings } of ddl) {
            if (/^CREATE TABLE IF NOT EXISTS _migrations/.test(sql))
                continue;
            expect(sql.split('\n').slice(0, 2).join(' ')).toContain("ON CLUSTER 'main-1'");
            expect(settings.get('distributed_ddl_output_mode')).toBe('null_status_on_timeout');
        }
        expect(ddl.length).toBeGreaterThan(15);
    });
    test('gets replicated tables, whose windows let a batch be sent again for a week', async () => {
        const tables = (await statements({ cluster: 'main-1' })).filter(({ sql }) => sql.startsWith('CREATE TABLE'));
        for (const { sql } of tables) {
            if (/_migrating/.test(sql))
                continue;
            expect(sql).toMatch(/ENGINE = Replicated\w*MergeTree/);
            if (/_migrations|EXISTS runs /.test(sql))
                continue;
            expect(sql).toContain('replicated_deduplication_window = 10000');
            expect(sql).toContain('replicated_deduplication_window_seconds = 604800');
        }
        expect(tables.map(({ sql }) => /TABLE (?:IF NOT EXISTS )?(\S+)/.exec(sql)?.[1])).toEqual(expect.arrayContaining(['requests', 'events', 'spend', 'price_cards', 'bodies', 'runs', 'daily']));
    });
    test('has one list of what was applied, whichever node is asked', async () => {
        const told = await statements({ cluster: 'main-1' });
        const own = told.find(({ sql }) => sql.startsWith('CREATE TABLE IF NOT EXISTS _migrations'));
        expect(own?.sql).toContain("ENGINE = ReplicatedMergeTree('/clickhouse/tables/{database}/_migrations', '{shard}-{replica}')");
    });
});
describe.skipIf(!hasChdb)('the engine', () => {
    let store;
    beforeAll(async () => {
        store = await openTestStore();
    });
    afterAll(() => store?.remove());
    test.each([undefined, 'main-1'])('can read every statement (cluster: %s)', async (cluster) => {
        const told = await statements(cluster === undefined ? {} : { cluster });
        for (const { sql } of told) {
            const answer = await store.client.query({
                query: 'SELECT formatQuery({sql:String})',
                query_params: { sql },
                format: 'TabSeparated'
            });
            expect(await answer.text()).not.toBe('');
        }
    });
    test('migrated by two at once is migrated once, and the other finds all done when it tries again', async () => {
        const options = { ...store, database: 'both', shared: true };
        const outcomes = await Promise.allSettled([migrateStore(options), migrateStore(options)]);
        const refused = outcomes.filter(outcome => outcome.status === 'rejected');
        expect(refused).toHaveLength(1);
        expect(refused[0].reason).toMatchObject({
            code: 'TEELINE_STORE_MIGRATION_FAILED',
            message: expect.stringContaining('Another collector')
        });
        expect(await migrateStore(options)).toEqual({ applied: 0 });
        const applied = 'SELECT toUInt32(count()) = toUInt32(count(DISTINCT version)) FROM both._migrations';
        expect(await firstValue(store.client, applied)).toBe(1);
        const left = "SELECT toUInt32(count()) FROM system.tables WHERE name = '_migrating'";
        expect(await firstValue(store.client, left)).toBe(0);
    });
    test('left locked by a migration that was killed is free again after a while', async () => {
        const place = { database: 'left' };
        await new Promise(hasIt => {
            const killed = () => new Promise(() => hasIt());
            void whileLocked(store.client, place, killed);
        });
        await expect(whileLocked(store.client, place, async () => 'ran')).rejects.toThrow(/Another collector/);
        expect(await whileLocked(store.client, place, async () => 'ran', 0)).toBe('ran');
    });
    test('with tables of a newer program is left alone, and the error says so', async () => {
        const options = { ...store, database: 'newer', shared: true };
        await migrateStore(options);
        await store.client.insert({
            table: 'newer._migrations',
            values: [{ version: 900, checksum: 'x', migration_name: '900_later.sql' }],
            format: 'JSONEachRow'
        });
        await expect(migrateStore(options)).rejects.toMatchObject({
            code: 'TEELINE_STORE_MIGRATION_FAILED',
            message: expect.stringMatching(/newer teeline.*migration 900/),
            hint: expect.stringContaining('Update')
        });
    });
    test('whose migration was another when it was applied is refused', async () => {
        const options = { ...store, database: 'edited' };
        await migrateStore(options);
        await store.client.command({
            query: "ALTER TABLE edited._migrations UPDATE checksum = 'x' WHERE version = 3 SETTINGS mutations_sync = 1"
        });
        await expect(migrateStore(options)).rejects.toThrow(/003_spend\.sql/);
    });
    test('that has seen all migrations is only read: its user needs no right to make tables', async () => {
        await migrateStore({ ...store, database: 'granted' });
        const known = await store.client.query({
            query: 'SELECT DISTINCT version, checksum FROM granted._migrations',
            format: 'JSONCompactEachRow'
        });
        const rows = await known.text();
        server = await startRecordingClickHouse(sql => (sql.includes('system.tables') ? '[1]\n' : rows));
        const address = { url: server.url, user: 'writer', password: 'pw', database: 'granted' };
        expect(await migrateStore({ ...address, shared: true })).toEqual({ applied: 0 });
        expect(server.told.map(({ sql }) => /^\w+/.exec(sql)?.[0])).toEqual(['SELECT', 'SELECT']);
    });
});
//# sourceMappingURL=migrate-server.test.js.map