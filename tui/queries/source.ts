/** What feeds read from: a ClickHouse store. */
import type { ClickHouseClient } from '@clickhouse/client'
import type { Connection } from '../../schemas/connection.js'
import { TeelineError } from '../../schemas/errors.js'
import type { Question, Source } from '../feed.js'

/** Nothing that a screen asks may take longer, in seconds: the store ends it. */
const longestOfScreenS = 30
const spillBytes = '100000000'

/** The client is loaded with the first question: a first frame does not wait for it. `longestS`: what no answer may take longer than. */
export function openSource(
  connection: Connection,
  longestS: number = longestOfScreenS
): Source & { close(): Promise<void> } {
  let client: Promise<ClickHouseClient> | null = null
  const open = (): Promise<ClickHouseClient> => {
    client ??= openClient(connection, longestS)
    return client
  }
  return {
    connection,
    query: async (question, signal) => ask(await open(), connection.store.url, question, signal),
    close: async () => (await client)?.close()
  }
}

async function openClient({ store }: Connection, longestS: number): Promise<ClickHouseClient> {
  const { ClickHouseLogLevel, createClient } = await import('@clickhouse/client')
  return createClient({
    url: store.url,
    username: store.user,
    password: store.password,
    database: store.database,
    request_timeout: (longestS + 5) * 1_000,
    clickhouse_settings: {
      max_execution_time: longestS,
      // What does not fit the embedded store's memory goes by way of its disk.
      max_bytes_before_external_group_by: spillBytes,
      max_bytes_before_external_sort: spillBytes
    },
    log: { level: ClickHouseLogLevel.OFF }
  })
}

async function ask<Row>(
  client: ClickHouseClient,
  url: string,
  { sql, params }: Question,
  signal: AbortSignal
): Promise<Row[]> {
  // The client takes no notice of a signal that was aborted before.
  signal.throwIfAborted()
  try {
    const answer = await client.query({
      query: sql,
      query_params: params,
      format: 'JSONEachRow',
      abort_signal: signal,
      clickhouse_settings: {
        output_format_json_quote_64bit_integers: 0,
        output_format_json_quote_decimals: 1
      }
    })
    return await answer.json<Row>()
  } catch (error) {
    throw toTold(error, url)
  }
}

/** ClickHouse's own errors carry a code number; what has none came of the way there. */
function toTold(error: unknown, url: string): TeelineError {
  const text = error instanceof Error ? error.message.trim() : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^\d+$/.test(code)) {
    return new TeelineError(
      'TEELINE_STORE_QUERY_FAILED',
      `${text} (code ${code})`,
      hints[code] ?? anyHint,
      error
    )
  }
  return new TeelineError(
    'TEELINE_STORE_UNREACHABLE',
    `The store at ${url} does not answer: ${text === '' ? code : text}`,
    'Start teeline up, or look at store.url, store.user and store.password.',
    error
  )
}

const anyHint = 'teeline doctor tells whether the store and its tables are as they should be.'
const hints: Readonly<Record<string, string>> = {
  '47': 'The tables are older than this command: start teeline up of this version once.',
  '60': 'teeline up makes the tables that are missing.',
  '81': 'teeline up makes the database; store.database names it.',
  '159': 'Take a narrower window, or a filter by model, provider, route or feature.',
  '202': 'The store is busy; it is asked again by itself.',
  '241': 'Take a narrower window, or use a server as store.url: the embedded store is kept small.',
  '516':
    'Set store.user and store.password; the embedded store keeps its own in store.json of the data directory.'
}
