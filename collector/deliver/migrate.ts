import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { Worker } from 'node:worker_threads'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { TeelineError } from '../../schemas/errors.js'
import { packageRoot } from '../package-root.js'

export interface MigrateOptions {
  url: string
  user: string
  password: string
  database: string
  /** A cluster's name: tables are then made on all its nodes, replicated. */
  cluster?: string
}

/**
 * Brings a store's tables up to date: makes the database, and applies what of schemas/migrations it has not yet seen. May
 * be run again at any time; from one process at a time.
 *
 * @returns how many migrations were applied now.
 * @throws TeelineError TEELINE_STORE_UNREACHABLE, TEELINE_STORE_MIGRATION_FAILED.
 */
export async function migrateStore(options: MigrateOptions): Promise<{ applied: number }> {
  const before = await countApplied(options)
  const { exitCode, output } = await runMigrations(options)
  if (exitCode !== 0) throw migrationError(output, options)
  return { applied: (await countApplied(options)) - before }
}

/**
 * Runs clickhouse-migrations. It prints, reads the environment and exits when something fails: in a worker thread all
 * three are its own. What it is told goes by environment, so no password stands in an argument.
 */
async function runMigrations(options: MigrateOptions): Promise<{ exitCode: number; output: string }> {
  const { url, user, password, database } = options
  const worker = new Worker(createRequire(import.meta.url).resolve('clickhouse-migrations/lib/cli.js'), {
    argv: ['migrate'],
    env: {
      CH_MIGRATIONS_HOST: migrationUrl(options),
      CH_MIGRATIONS_USER: user,
      CH_MIGRATIONS_PASSWORD: password,
      CH_MIGRATIONS_DB: database,
      CH_MIGRATIONS_HOME: fileURLToPath(new URL('schemas/migrations', packageRoot)),
      CH_MIGRATIONS_SUBSTITUTE_ENV: 'true',
      ...clusterEnvironment(options.cluster)
    },
    execArgv: [],
    stdout: true,
    stderr: true
  })
  const ended = new Promise<number>((resolve, reject) => {
    worker.once('exit', resolve)
    worker.once('error', reject)
  })
  const printed = Promise.all([readAll(worker.stdout), readAll(worker.stderr)])
  try {
    const exitCode = await ended
    return { exitCode, output: (await printed).join('') }
  } catch (error) {
    throw new TeelineError(
      'TEELINE_STORE_MIGRATION_FAILED',
      `Migrations of ${url} broke off: ${error}`,
      hint,
      error
    )
  }
}

async function readAll(stream: Readable): Promise<string> {
  return stripVTControlCharacters(await text(stream))
}

/** The two strings that differ between one node and a cluster, and what the tool's own table needs there. */
function clusterEnvironment(cluster: string | undefined): Record<string, string> {
  if (cluster === undefined) return { ENGINE_PREFIX: '', ON_CLUSTER: '' }
  const onCluster = `ON CLUSTER '${cluster.replace(/[\\']/g, '\\$&')}'`
  return {
    ENGINE_PREFIX: 'Replicated',
    ON_CLUSTER: onCluster,
    CH_MIGRATIONS_DB_ENGINE: onCluster,
    // One path for all nodes: whichever of them is asked next time knows what was applied.
    CH_MIGRATIONS_TABLE_ENGINE:
      "ReplicatedMergeTree('/clickhouse/tables/{database}/_migrations', '{shard}-{replica}')"
  }
}

/** A node that is away must not fail a migration: it catches up from the queue when it is back. */
function migrationUrl({ url, cluster }: MigrateOptions): string {
  const address = new URL(url)
  if (cluster !== undefined) {
    address.searchParams.set('clickhouse_setting_distributed_ddl_output_mode', 'null_status_on_timeout')
  }
  return address.href
}

async function countApplied({ url, user, password, database }: MigrateOptions): Promise<number> {
  const client = createClient({ url, username: user, password, log: { level: ClickHouseLogLevel.OFF } })
  try {
    const known = await client.query({
      query: "SELECT 1 FROM system.tables WHERE database = {database:String} AND name = '_migrations'",
      query_params: { database },
      format: 'JSONCompactEachRow'
    })
    if ((await known.json()).length === 0) return 0
    const applied = await client.query({
      query: 'SELECT count(DISTINCT version) FROM {database:Identifier}._migrations',
      query_params: { database },
      format: 'JSONCompactEachRow'
    })
    const [row] = await applied.json<[string | number]>()
    return Number(row?.[0] ?? 0)
  } catch (error) {
    throw new TeelineError(
      'TEELINE_STORE_UNREACHABLE',
      `The store at ${url} does not answer: ${error instanceof Error ? error.message : error}`,
      'Look whether it runs, and whether store.url, store.user and store.password are right.',
      error
    )
  } finally {
    await client.close()
  }
}

const hint =
  'Put right what it names and start again: every migration may be run twice. A node away for long, or macros {shard} and {replica} that are not set, stop a cluster.'

function migrationError(output: string, { url, database }: MigrateOptions): TeelineError {
  const said = output
    .replace(/clickhouse-migrations :/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return new TeelineError(
    'TEELINE_STORE_MIGRATION_FAILED',
    `The tables of ${database} at ${url} could not be brought up to date: ${said}`,
    hint
  )
}
