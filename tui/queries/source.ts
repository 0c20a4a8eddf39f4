/** What feeds read from: a ClickHouse store. */
import type { Connection } from '../../schemas/connection.js'
import { TeelineError } from '../../schemas/errors.js'
import type { Question, Source } from '../feed.js'
import { StoreHttp, StoreRefusal } from './store-http.js'

/** Nothing that a screen asks may take longer, in seconds: the store ends it. */
const longestOfScreenS = 30
const spillBytes = 100_000_000

/** It connects with the first question: a first frame does not wait for it. `longestS`: what no answer may take longer than. */
export function openSource(
  connection: Connection,
  longestS: number = longestOfScreenS
): Source & { close(): Promise<void> } {
  const { store } = connection
  const http = new StoreHttp({ store, settings: settings(longestS), timeoutMs: (longestS + 5) * 1_000 })
  return {
    connection,
    query: (question, signal) => ask(http, store.url, question, signal),
    close: async () => http.close()
  }
}

function settings(longestS: number) {
  return {
    max_execution_time: longestS,
    // What does not fit the embedded store's memory goes by way of its disk.
    max_bytes_before_external_group_by: spillBytes,
    max_bytes_before_external_sort: spillBytes,
    output_format_json_quote_64bit_integers: 0,
    output_format_json_quote_decimals: 1,
    // A server goes on with what nobody waits for any more, unless it is told not to, and that it may only read.
    readonly: 2,
    cancel_http_readonly_queries_on_client_close: 1
  }
}

async function ask<Row>(
  http: StoreHttp,
  url: string,
  { sql, params }: Question,
  signal: AbortSignal
): Promise<Row[]> {
  try {
    return await http.ask<Row>(sql, params, signal)
  } catch (error) {
    throw toTold(error, url)
  }
}

/** ClickHouse's own errors carry a code number; what has none came of the way there. */
function toTold(error: unknown, url: string): TeelineError {
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof StoreRefusal) {
    return new TeelineError(
      'TEELINE_STORE_QUERY_FAILED',
      `${text} (code ${error.code})`,
      hints[error.code] ?? anyHint,
      error
    )
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
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
