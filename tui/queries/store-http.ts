/** Questions to a ClickHouse over its HTTP interface. */
import type { StoreAddress } from '../../schemas/connection.js'
import { type Answer, HttpClient } from './http-client.js'

export interface StoreHttpOptions {
  store: StoreAddress
  /** Settings of each question. */
  settings: Readonly<Record<string, string | number>>
  /** Silence that ends a question, in ms. */
  timeoutMs: number
}

/** ClickHouse refused a question: its own number of the error, and its words. */
export class StoreRefusal extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

export class StoreHttp {
  readonly #client: HttpClient
  readonly #path: string
  readonly #headers: string

  constructor({ store, settings, timeoutMs }: StoreHttpOptions) {
    const url = new URL(store.url)
    const query = new URLSearchParams({
      database: store.database,
      default_format: 'JSONEachRow',
      // One text for the parser, without a copy of it.
      output_format_json_array_of_rows: '1'
    })
    for (const [name, value] of Object.entries(settings)) query.set(name, String(value))
    this.#client = new HttpClient(url, timeoutMs)
    this.#path = `${url.pathname}?${query}`
    this.#headers = `authorization: Basic ${Buffer.from(`${store.user}:${store.password}`).toString('base64')}\r\n`
  }

  /**
   * Rows of an answer. Rejects with a `StoreRefusal`, with what the way there failed by, or with an AbortError; the store ends a
   * question whose connection is closed.
   */
  async ask<Row>(
    sql: string,
    params: Readonly<Record<string, unknown>>,
    signal: AbortSignal
  ): Promise<Row[]> {
    const path = this.#path + paramsOf(params)
    const request = { method: 'POST', path, headers: this.#headers, body: sql } as const
    const answer = await this.#client.request(request, signal, hasRefused)
    const refusal = refusalIn(answer)
    if (refusal !== null) throw refusal
    if (answer.broken !== null) throw answer.broken
    return JSON.parse(answer.text) as Row[]
  }

  close(): void {
    this.#client.close()
  }
}

/** The store waits for its reader to leave once it has told of an error behind rows. */
function hasRefused({ headers, text }: Answer): boolean {
  const tag = header(headers, tagHeader)
  return tag !== undefined && text.endsWith(`${tag}\r\n__exception__\r\n`)
}

/** What an answer says instead of rows, or behind some. */
function refusalIn({ status, headers, text }: Answer): Error | null {
  const tag = header(headers, tagHeader)
  const isWhole =
    status === 200 &&
    header(headers, 'x-clickhouse-exception-code') === undefined &&
    !(tag !== undefined && text.includes(`__exception__\r\n${tag}`))
  if (isWhole) return null
  const { code, message } = exception.exec(text)?.groups ?? {}
  if (code !== undefined && message !== undefined) return new StoreRefusal(message.trim(), code)
  return new Error(`HTTP ${status}: ${text.trim().slice(0, 200)}`)
}

const tagHeader = 'x-clickhouse-exception-tag'

function header(headers: readonly string[], name: string): string | undefined {
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at]?.toLowerCase() === name) return headers[at + 1]
  }
  return undefined
}

/** `Code: 60. DB::Exception: Unknown table. (UNKNOWN_TABLE)`; of a cluster, the last of several in one another. */
const exception = /Code: (?<code>\d+).*Exception: (?<message>.+?)\((?=[A-Z0-9_]*[A-Z]{3})[A-Z0-9_]+\)/s

function paramsOf(params: Readonly<Record<string, unknown>>): string {
  let query = ''
  for (const name in params) query += `&param_${name}=${encodeURIComponent(paramText(params[name]))}`
  return query
}

/** As ClickHouse reads the value of a parameter; the strings of a list stand in quotes. */
function paramText(value: unknown): string {
  if (!Array.isArray(value)) return escaped(String(value))
  return `[${value.map(item => (typeof item === 'string' ? `'${escaped(item)}'` : String(item))).join(',')}]`
}

function escaped(value: string): string {
  return value.replace(/[\\'\t\n\r]/g, character => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r'
}
