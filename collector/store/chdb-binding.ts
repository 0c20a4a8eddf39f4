import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A connection of the engine: settings, parameters and a cursor of its own, over the one data directory. */
export type ChdbConnection = { readonly chdbConnection: unique symbol }

/** A cursor over one query's result. It lives in its connection and dies with it. */
export type ChdbStream = { readonly chdbStream: unique symbol }

export interface ChdbResult {
  bytes: Uint8Array
  /** Seconds. */
  elapsed: number
  rowsRead: number
  bytesRead: number
}

export interface ChdbInserted {
  /** Rows written, those of materialized views included, as ClickHouse counts them. */
  rowsWritten: number
  bytesWritten: number
}

export type ChdbChunk = { done: true } | { done: false; bytes: Uint8Array }

/**
 * The part of chdb's native addon that the store uses. Every promise runs on libuv's pool and settles when the engine
 * is done; a connection must not be closed before that, or the whole engine aborts.
 */
export interface ChdbBinding {
  CreateConnection(directory: string, args: readonly string[]): ChdbConnection
  CloseConnection(connection: ChdbConnection): void
  QueryAsyncConnection(connection: ChdbConnection, sql: string, format: string): Promise<ChdbResult>
  /** Runs `head`, a line break, `data`; the data stays bytes. */
  InsertRawAsyncConnection(
    connection: ChdbConnection,
    head: string,
    data: Uint8Array,
    countLines: boolean
  ): Promise<ChdbInserted>
  /** Synchronous: it computes subqueries before it returns. */
  StreamQuery(connection: ChdbConnection, sql: string, format: string): ChdbStream
  StreamFetch(stream: ChdbStream): Promise<ChdbChunk>
}

/**
 * Loads the addon of the installed `chdb` package.
 *
 * The package's own `Session` is passed by: it re-escapes query parameters that arrive escaped, runs all queries with
 * parameters one after the other, takes eight insert formats only, and loads twice as much code. The version is pinned.
 *
 * @throws when `chdb` is not installed or has no build for this platform.
 */
export function loadChdb(): ChdbBinding {
  const require = createRequire(import.meta.url)
  const home = dirname(require.resolve('chdb/package.json'))
  const loader: { loadNative(): ChdbBinding } = require(join(home, 'dist', 'loader.js'))
  return loader.loadNative()
}
