/** The store as the load generator uses it: questions, and batches that may be sent twice. */
import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient
} from '@clickhouse/client'
import type { StoreAddress } from '../../schemas/connection.js'
import { TeelineError } from '../../schemas/errors.js'

/** Who asked can leave with Ctrl-C; a question over months of rows may take this long. */
const answerTimeoutMs = 600_000

export interface Store {
  /** All rows of an answer: 64-bit integers as numbers, decimals as strings. `params` fill `{name:Type}`. */
  rows<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>
  /** The same in slices, as they come. */
  slices<T>(sql: string, params?: Record<string, unknown>): AsyncGenerator<T[]>
  /** The same `token` sent again changes nothing. */
  insert(table: 'runs' | 'run_requests', rows: readonly object[], token: string): Promise<void>
  close(): Promise<void>
}

/** Opens no connection yet. Every method throws TeelineError `TEELINE_STORE_QUERY_FAILED` or `TEELINE_STORE_UNREACHABLE`. */
export function openStore(address: StoreAddress): Store {
  const client = createClient({
    url: address.url,
    username: address.user,
    password: address.password,
    database: address.database,
    application: 'teeline load',
    request_timeout: answerTimeoutMs,
    log: { level: ClickHouseLogLevel.OFF }
  })
  return {
    async rows<T>(sql: string, params = {}) {
      const rows: T[] = []
      for await (const slice of slicesOf<T>(client, address, sql, params)) rows.push(...slice)
      return rows
    },
    slices: (sql, params = {}) => slicesOf(client, address, sql, params),
    insert: (table, rows, token) => insert(client, address, table, rows, token),
    close: () => client.close()
  }
}

async function* slicesOf<T>(
  client: ClickHouseClient,
  address: StoreAddress,
  query: string,
  query_params: Record<string, unknown>
): AsyncGenerator<T[]> {
  try {
    const answer = await client.query({
      query,
      query_params,
      format: 'JSONEachRow',
      clickhouse_settings: readSettings
    })
    for await (const slice of answer.stream<T>()) yield slice.map(row => row.json<T>())
  } catch (error) {
    throw storeError(error, address)
  }
}

async function insert(
  client: ClickHouseClient,
  address: StoreAddress,
  table: string,
  values: readonly object[],
  token: string
): Promise<void> {
  try {
    await client.insert({
      table,
      values,
      format: 'JSONEachRow',
      clickhouse_settings: { ...writeSettings, insert_deduplication_token: token }
    })
  } catch (error) {
    throw storeError(error, address)
  }
}

const readSettings: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1
}

const writeSettings: ClickHouseSettings = {
  insert_deduplicate: 1,
  async_insert: 0,
  wait_end_of_query: 1,
  input_format_skip_unknown_fields: 0,
  input_format_null_as_default: 0,
  date_time_input_format: 'best_effort'
}

/** As ClickHouse numbers its errors. */
const authenticationFailed = '516'

/** The client's errors may quote rows; of a refusal only the store's own first line is told. */
function storeError(error: unknown, { url }: StoreAddress): TeelineError {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 300) : String(error)
  if (error instanceof ClickHouseError) {
    return new TeelineError(
      'TEELINE_STORE_QUERY_FAILED',
      `the store refused (code ${error.code}): ${text.trim()}`,
      error.code === authenticationFailed
        ? 'Set store.user and store.password.'
        : 'If a table is missing, start this version of teeline up once: it brings the tables up to date.'
    )
  }
  return new TeelineError(
    'TEELINE_STORE_UNREACHABLE',
    `the store at ${url} does not answer: ${text}`,
    'Look whether teeline up runs, and whether store.url is right.'
  )
}
