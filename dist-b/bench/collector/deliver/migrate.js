import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { TeelineError } from '../../schemas/errors.js';
import { packageRoot } from '../package-root.js';
import { onClusterClause, whileLocked } from './migration-lock.js';
const home = fileURLToPath(new URL('schemas/migrations', packageRoot));
/**
 * Brings a store's tables up to date: makes the database, and applies what of schemas/migrations it has not yet seen. May
 * be run again at any time. A store that has seen all of them is only read: its user needs no right to make tables.
 *
 * @returns how many migrations were applied now.
 * @throws TeelineError TEELINE_STORE_UNREACHABLE, TEELINE_STORE_MIGRATION_FAILED; the latter too when another one is at it
 * (then try again), and when the tables are of a newer teeline.
 */
export async function migrateStore(options) {
    const client = clientFor(options);
    try {
        const before = await appliedMigrations(client, options);
        const known = knownMigrations();
        const newer = [...before.keys()].filter(version => !known.has(version));
        if (newer.length > 0)
            throw newerError(Math.max(...newer), options);
        if ([...known].every(([version, checksum]) => before.get(version) === checksum))
            return { applied: 0 };
        if (options.shared === true)
            await whileLocked(client, options, () => applyMigrations(options));
        else
            await applyMigrations(options);
        return { applied: (await appliedMigrations(client, options)).size - before.size };
    }
    finally {
        await client.close();
    }
}
async function applyMigrations(options) {
    const { exitCode, output } = await runMigrations(options);
    if (exitCode !== 0)
        throw migrationError(output, options);
}
/**
 * Runs clickhouse-migrations. It prints, reads the environment and exits when something fails: in a worker thread all
 * three are its own. What it is told goes by environment, so no password stands in an argument.
 */
async function runMigrations(options) {
    const { url, user, password, database } = options;
    const worker = new Worker(createRequire(import.meta.url).resolve('clickhouse-migrations/lib/cli.js'), {
        argv: ['migrate'],
        env: {
            CH_MIGRATIONS_HOST: migrationUrl(options),
            CH_MIGRATIONS_USER: user,
            CH_MIGRATIONS_PASSWORD: password,
            CH_MIGRATIONS_DB: database,
            CH_MIGRATIONS_HOME: home,
            CH_MIGRATIONS_SUBSTITUTE_ENV: 'true',
            ...clusterEnvironment(options.cluster)
        },
        execArgv: [],
        stdout: true,
        stderr: true
    });
    const ended = new Promise((resolve, reject) => {
        worker.once('exit', resolve);
        worker.once('error', reject);
    });
    const printed = Promise.all([readAll(worker.stdout), readAll(worker.stderr)]);
    try {
        const exitCode = await ended;
        return { exitCode, output: (await printed).join('') };
    }
    catch (error) {
        throw new TeelineError('TEELINE_STORE_MIGRATION_FAILED', `Migrations of ${url} broke off: ${error}`, hint, error);
    }
}
async function readAll(stream) {
    return stripVTControlCharacters(await text(stream));
}
/** The two strings that differ between one node and a cluster, and what the tool's own table needs there. */
function clusterEnvironment(cluster) {
    if (cluster === undefined)
        return { ENGINE_PREFIX: '', ON_CLUSTER: '' };
    const onCluster = onClusterClause(cluster);
    return {
        ENGINE_PREFIX: 'Replicated',
        ON_CLUSTER: onCluster,
        CH_MIGRATIONS_DB_ENGINE: onCluster,
        // One path for all nodes: whichever of them is asked next time knows what was applied.
        CH_MIGRATIONS_TABLE_ENGINE: "ReplicatedMergeTree('/clickhouse/tables/{database}/_migrations', '{shard}-{replica}')"
    };
}
/** A node that is away must not fail a migration: it catches up from the queue when it is back. */
function migrationUrl({ url, cluster }) {
    const address = new URL(url);
    if (cluster !== undefined) {
        address.searchParams.set('clickhouse_setting_distributed_ddl_output_mode', 'null_status_on_timeout');
    }
    return address.href;
}
function clientFor(options) {
    const { user, password } = options;
    return createClient({
        url: migrationUrl(options),
        username: user,
        password,
        log: { level: ClickHouseLogLevel.OFF }
    });
}
/** Version → checksum, as clickhouse-migrations writes them down. */
async function appliedMigrations(client, { url, database }) {
    try {
        const table = await client.query({
            query: "SELECT 1 FROM system.tables WHERE database = {database:String} AND name = '_migrations'",
            query_params: { database },
            format: 'JSONCompactEachRow'
        });
        if ((await table.json()).length === 0)
            return new Map();
        const applied = await client.query({
            query: 'SELECT DISTINCT version, checksum FROM {database:Identifier}._migrations',
            query_params: { database },
            format: 'JSONCompactEachRow'
        });
        return new Map(await applied.json());
    }
    catch (error) {
        const said = (error instanceof Error ? error.message : String(error)).replace(/[\s.]+$/, '');
        throw new TeelineError('TEELINE_STORE_UNREACHABLE', `The store at ${url} ${error instanceof ClickHouseError ? 'refuses' : 'does not answer'}: ${said}`, 'Look whether it runs, and whether store.url, store.user and store.password are right.', error);
    }
}
/** Version → checksum of the files that this program has. */
function knownMigrations() {
    const files = readdirSync(home).filter(name => name.endsWith('.sql'));
    return new Map(files.map(name => {
        const checksum = createHash('md5')
            .update(readFileSync(`${home}/${name}`))
            .digest('hex');
        return [Number.parseInt(name, 10), checksum];
    }));
}
const hint = 'Put right what it names and start again: every migration may be run twice. A node away for long, or macros {shard} and {replica} that are not set, stop a cluster.';
function migrationError(output, { url, database }) {
    const said = output
        .replace(/clickhouse-migrations :/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    return new TeelineError('TEELINE_STORE_MIGRATION_FAILED', `The tables of ${database} at ${url} could not be brought up to date: ${said}`, hint);
}
function newerError(version, { url, database }) {
    return new TeelineError('TEELINE_STORE_MIGRATION_FAILED', `The tables of ${database} at ${url} are of a newer teeline: it has applied migration ${version}, which this one does not know`, 'Update this collector, or give it a database of its own with store.database.');
}
//# sourceMappingURL=migrate.js.map