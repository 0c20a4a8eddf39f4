/** Puts a sealed batch into ClickHouse: one INSERT, one deduplication token. */
import { addAbortSignal, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import {
  type ClickHouseClient,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient
} from '@clickhouse/client'
import { type InsertOutcome, outcomeOfAnswer, outcomeOfError } from './insert-outcome.js'
import type { Table } from './outbox-database.js'

/** Where the store is. It may change while the collector runs: the embedded one starts late and restarts. */
export interface StoreAddress {
  url: string
  user: string
  password: string
  database: string
}

/** The longest that an insert gets, when shorter bounds have passed without an answer. */
const longestInsertMs = 300_000

/**
 * All of these are older than ClickHouse 23.8; an unknown setting would be an error. Each that has a default is sent
 * because the default differs between versions, or may differ in a user's profile.
 */
const settings: ClickHouseSettings = {
  // A retry of a batch that is in already changes nothing, in the table and in the views that it feeds.
  insert_deduplicate: 1,
  deduplicate_blocks_in_dependent_materialized_views: 1,
  // Batches are made here: no second buffer, and errors come at once (default 1 since 26.2).
  async_insert: 0,
  // 200 then means done, views included.
  wait_end_of_query: 1,
  // A column that the table lacks must not be lost in silence, nor NULL become an empty string.
  input_format_skip_unknown_fields: 0,
  input_format_null_as_default: 0,
  date_time_input_format: 'best_effort'
}

export class StoreWriter {
  #client: ClickHouseClient | null = null
  #address = ''

  /**
   * Sends NDJSON and waits until the store has it, at most `timeoutMs`. Never rejects; what ended without an answer is
   * `transient`, since the store may have it.
   */
  async insert(
    address: StoreAddress,
    table: Table,
    token: string,
    pieces: readonly Buffer[],
    bounds: { timeoutMs: number; signal: AbortSignal }
  ): Promise<InsertOutcome> {
    // Not AbortSignal.any: on Node 20 each one stays with the signal that lives longest (nodejs/node#54614).
    const attempt = new AbortController()
    const stop = () => attempt.abort()
    const timer = setTimeout(stop, bounds.timeoutMs)
    bounds.signal.addEventListener('abort', stop, { once: true })
    try {
      const answer = await this.#clientFor(address).exec({
        query: `INSERT INTO ${table} FORMAT JSONEachRow`,
        values: Readable.from(pieces),
        clickhouse_settings: { ...settings, insert_deduplication_token: token },
        abort_signal: attempt.signal,
        // The client's errors lose the HTTP status; read here, they keep it.
        ignore_error_response: true
      })
      const body = await text(addAbortSignal(attempt.signal, answer.stream))
      const code = answer.response_headers['x-clickhouse-exception-code']
      return outcomeOfAnswer(answer.http_status_code ?? 0, Array.isArray(code) ? code[0] : code, body)
    } catch (error) {
      const outcome = outcomeOfError(error)
      return attempt.signal.aborted ? { ...outcome, name: 'timeout' } : outcome
    } finally {
      clearTimeout(timer)
      bounds.signal.removeEventListener('abort', stop)
    }
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = null
    await client?.close()
  }

  #clientFor(address: StoreAddress): ClickHouseClient {
    const key = JSON.stringify(address)
    if (this.#client !== null && this.#address === key) return this.#client
    // The old address is gone; what was under way there ends as transient and is sent again here.
    void this.#client?.close().catch(() => {})
    this.#address = key
    this.#client = createClient({
      url: address.url,
      username: address.user,
      password: address.password,
      database: address.database,
      application: 'teeline',
      max_open_connections: 2,
      request_timeout: longestInsertMs,
      compression: { request: false, response: false },
      // The client's own log lines hold whole error texts, and those hold parts of rows.
      log: { level: ClickHouseLogLevel.OFF }
    })
    return this.#client
  }
}
