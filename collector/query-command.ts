import { pipeline } from 'node:stream/promises'
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { TeelineError } from '../schemas/errors.js'
import { untilException } from './exception-tail.js'

export interface QueryOptions {
  sql: string
  /** As ClickHouse names it; a FORMAT in the SQL goes before. */
  format: string
  store: { url: string; user: string; password: string; database: string }
  out: NodeJS.WritableStream
}

/** The answer's format when none was asked for: a table for people. */
export const defaultQueryFormat = 'PrettyCompactMonoBlock'

/** A query may think for long; who asked can leave with Ctrl-C, which cancels it. */
const answerTimeoutMs = 24 * 60 * 60 * 1000

/**
 * Asks the store, and passes its answer on as it is, no faster than `out` takes it. A reader that has seen enough and
 * leaves (`| head`) is no error.
 *
 * @throws TeelineError TEELINE_STORE_QUERY_FAILED when the store refuses or breaks off, TEELINE_STORE_UNREACHABLE.
 */
export async function runQuery({ sql, format, store, out }: QueryOptions): Promise<void> {
  const client = createClient({
    url: store.url,
    username: store.user,
    password: store.password,
    database: store.database,
    request_timeout: answerTimeoutMs,
    log: { level: ClickHouseLogLevel.OFF }
  })
  const progress = { isAnswering: false }
  try {
    await passOn(client, { sql, format, out }, progress)
  } catch (error) {
    if (!hasLeft(out, error)) throw queryError(error, store.url, progress.isAnswering)
  } finally {
    await client.close()
  }
}

async function passOn(
  client: ClickHouseClient,
  { sql, format, out }: Omit<QueryOptions, 'store'>,
  progress: { isAnswering: boolean }
): Promise<void> {
  const { stream, response_headers } = await client.exec({
    query: sql,
    // The client's types know settings only; the HTTP interface takes this one beside them.
    clickhouse_settings: { default_format: format } as Record<string, string>
  })
  progress.isAnswering = true
  const tag = response_headers['x-clickhouse-exception-tag']
  const answer = typeof tag === 'string' ? untilException(stream, tag) : stream
  await pipeline(answer, out, { end: false })
  // `out` stays open, so nothing else says that it has taken the last of it.
  await new Promise<void>((resolve, reject) => {
    out.write('', error => (error ? reject(error) : resolve()))
  })
}

/** Whether the reader of `out` went away; an answer that breaks off looks alike but for that. */
function hasLeft(out: NodeJS.WritableStream, error: unknown): boolean {
  const isClosedPipe = error instanceof Error && 'code' in error && error.code === 'EPIPE'
  return isClosedPipe || ('destroyed' in out && out.destroyed === true)
}

/** What went wrong, by its code, and what to do about it. */
export function queryError(error: unknown, url: string, isAnswering: boolean): TeelineError {
  const text = error instanceof Error ? error.message : String(error)
  if (!(error instanceof ClickHouseError)) {
    return new TeelineError(
      'TEELINE_STORE_UNREACHABLE',
      `The store at ${url} ${isAnswering ? 'broke its answer off' : 'does not answer'}: ${text === '' ? errorCode(error) : text}`,
      'Start teeline, or look at store.url, store.user and store.password.',
      error
    )
  }
  return new TeelineError(
    'TEELINE_STORE_QUERY_FAILED',
    `${text.trim()} (${error.type ?? 'ERROR'}, code ${error.code})`,
    hints[error.code] ?? 'Put the SQL right. DESCRIBE TABLE requests lists the columns.',
    error
  )
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
}

/** By ClickHouse's error codes. */
const hints: Readonly<Record<string, string>> = {
  '60': 'SHOW TABLES lists what there is; teeline up makes what is missing.',
  '73': 'Formats are those of ClickHouse, such as JSONEachRow, CSVWithNames, TSV or Vertical.',
  '81': 'teeline up makes the database; store.database names it.',
  '159': 'Ask for less, or end the SQL with SETTINGS max_execution_time = 3600.',
  '202': 'Wait a moment and ask again.',
  '241': 'Ask for less, or use a server as store.url: the embedded store is kept small.',
  '358': 'Leave it out, and send what is printed to a file: teeline query … > FILE.',
  '396': 'Use LIMIT, or a format that streams: --format TSV, CSVWithNames or JSONEachRow.',
  '497':
    'The embedded store holds its own tables only. Load what is elsewhere with INSERT, or use a server as store.url.',
  '516':
    'Set store.user and store.password; the embedded store keeps its own in store.json of the data directory.'
}
