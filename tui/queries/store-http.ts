/**
 * Questions to a ClickHouse over its HTTP interface, by `node:http` alone: a screen asks fifteen times a second all day, and the
 * official client takes three times the CPU for a question and 10 MB more.
 */
import type { Agent, IncomingMessage, RequestOptions, request as requestOf } from 'node:http'
import { urlToHttpOptions } from 'node:url'
import type { StoreAddress } from '../../schemas/connection.js'

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

/** A server ends a connection that is not used for 3 s or more: none is used again that was idle for longer than this. */
const idleMs = 2_500

export class StoreHttp {
  readonly #address: RequestOptions
  readonly #timeoutMs: number
  readonly #path: string
  readonly #authorization: string
  readonly #agent: Agent
  readonly #request: typeof requestOf

  private constructor(
    { store, settings, timeoutMs }: StoreHttpOptions,
    http: Pick<typeof import('node:http'), 'Agent' | 'request'>
  ) {
    const url = new URL(store.url)
    this.#address = urlToHttpOptions(url)
    this.#timeoutMs = timeoutMs
    const query = new URLSearchParams({ database: store.database, default_format: 'JSONEachRow' })
    for (const [name, value] of Object.entries(settings)) query.set(name, String(value))
    this.#path = `${url.pathname}?${query}`
    this.#authorization = `Basic ${Buffer.from(`${store.user}:${store.password}`).toString('base64')}`
    this.#agent = new http.Agent({ keepAlive: true, timeout: idleMs })
    this.#request = http.request
  }

  static async open(options: StoreHttpOptions): Promise<StoreHttp> {
    const isSecure = new URL(options.store.url).protocol === 'https:'
    return new StoreHttp(options, isSecure ? await import('node:https') : await import('node:http'))
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
    const text = await this.#post(this.#path + paramsOf(params), sql, signal)
    // One call of the parser for all: a newline stands between rows only.
    return JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as Row[]
  }

  close(): void {
    this.#agent.destroy()
  }

  #post(path: string, sql: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = this.#request(
        {
          ...this.#address,
          method: 'POST',
          path,
          agent: this.#agent,
          signal,
          timeout: this.#timeoutMs,
          headers: { authorization: this.#authorization, 'content-length': Buffer.byteLength(sql) }
        },
        answer => read(answer, resolve, reject)
      )
      asked.on('timeout', () => asked.destroy(new Error(`no answer for ${this.#timeoutMs / 1_000} s`)))
      asked.on('error', reject)
      asked.end(sql)
    })
  }
}

function read(
  answer: IncomingMessage,
  resolve: (text: string) => void,
  reject: (error: unknown) => void
): void {
  let text = ''
  const tag = answer.headers['x-clickhouse-exception-tag']
  answer.setEncoding('utf8')
  answer.on('data', (part: string) => {
    text += part
    // The store waits for its reader to leave once it has told of an error.
    if (tag === undefined || !text.endsWith(`${tag}\r\n__exception__\r\n`)) return
    reject(refusalIn(answer, text))
    answer.destroy()
  })
  answer.on('end', () => {
    const refusal = refusalIn(answer, text)
    if (refusal === null) resolve(text)
    else reject(refusal)
  })
  // An answer that went wrong on its way ends so as well, behind what it has of the error.
  answer.on('error', error => reject(refusalIn(answer, text) ?? error))
}

/** What an answer says instead of rows, or behind some. */
function refusalIn({ statusCode, headers }: IncomingMessage, text: string): Error | null {
  const tag = headers['x-clickhouse-exception-tag']
  const isWhole =
    statusCode === 200 &&
    headers['x-clickhouse-exception-code'] === undefined &&
    !(tag !== undefined && text.includes(`__exception__\r\n${tag}`))
  if (isWhole) return null
  const { code, message } = exception.exec(text)?.groups ?? {}
  if (code !== undefined && message !== undefined) return new StoreRefusal(message.trim(), code)
  return new Error(`HTTP ${statusCode}: ${text.trim().slice(0, 200)}`)
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
