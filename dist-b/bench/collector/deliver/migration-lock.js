/**
 * One migration at a time, whoever else shares the server. ClickHouse has no locks, but of two that make the same table one
 * fails: who has made `_migrating` goes first.
 */
import { ClickHouseError } from '@clickhouse/client';
import { TeelineError } from '../../schemas/errors.js';
/** Who holds it for longer was killed at it. */
const staleAfterS = 900;
const tableAlreadyExists = '57';
/**
 * Makes the database if need be, and runs `use` while nobody else does.
 *
 * @throws TeelineError TEELINE_STORE_MIGRATION_FAILED when another has it, or when no table can be made; what `use` throws.
 */
export async function whileLocked(client, { database, cluster }, use, staleS = staleAfterS) {
    const onCluster = cluster === undefined ? '' : onClusterClause(cluster);
    const table = `\`${database}\`._migrating`;
    const take = () => command(client, `CREATE TABLE ${table} ${onCluster} (taken DateTime) ENGINE = Memory`);
    const drop = () => command(client, `DROP TABLE IF EXISTS ${table} ${onCluster} SYNC`);
    try {
        await command(client, `CREATE DATABASE IF NOT EXISTS \`${database}\` ${onCluster}`);
        await take().catch(async (error) => {
            if (!isTaken(error) || (await ageS(client, database)) < staleS)
                throw error;
            await drop();
            await take();
        });
    }
    catch (error) {
        throw lockError(error, table);
    }
    try {
        return await use();
    }
    finally {
        await drop().catch(() => undefined);
    }
}
/** `ON CLUSTER 'name'`, for each statement that makes or drops something. */
export function onClusterClause(cluster) {
    return `ON CLUSTER '${cluster.replace(/[\\']/g, '\\$&')}'`;
}
async function command(client, query) {
    await client.command({ query, clickhouse_settings: { wait_end_of_query: 1 } });
}
/** By the server's own clock. */
async function ageS(client, database) {
    const answer = await client.query({
        query: `SELECT dateDiff('second', metadata_modification_time, now()) FROM system.tables
      WHERE database = {database:String} AND name = '_migrating'`,
        query_params: { database },
        format: 'JSONCompactEachRow'
    });
    const [row] = await answer.json();
    return Number(row?.[0] ?? 0);
}
function isTaken(error) {
    return error instanceof ClickHouseError && error.code === tableAlreadyExists;
}
function lockError(error, table) {
    return isTaken(error)
        ? new TeelineError('TEELINE_STORE_MIGRATION_FAILED', `Another collector is bringing the tables up to date (${table} says so)`, 'Wait until it is done: this one tries again by itself.', error)
        : new TeelineError('TEELINE_STORE_MIGRATION_FAILED', `${table} cannot be made: ${error instanceof Error ? error.message.trim() : error}`, 'Grant store.user CREATE, DROP, ALTER, INSERT and SELECT on the database, or start teeline once as a user that has them: one that finds all tables there only writes rows.', error);
}
//# sourceMappingURL=migration-lock.js.map