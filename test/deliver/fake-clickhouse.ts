/** A ClickHouse that only knows INSERT: deduplicates by token as the real one does, fails as it is told, keeps a ledger. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { StoreAddress } from '../../collector/deliver/store-writer.js'

export interface Insert {
  table: string
  token: string
  lines: string[]
  settings: URLSearchParams
  authorization: string
}

/**
 * - `apply`: as a healthy server. - `refuse`: 503, nothing applied. - `hang`: no answer. - `apply-then-reset`: the rows
 * are in, the answer never comes. - `apply-then-hang`: so too, and the connection stays. - `reset`: cut before anything is applied. - with `delayMs`: applies at once, answers later. - with `status`: this
 * answer, nothing applied.
 */
export type Behaviour =
  | 'apply'
  | 'refuse'
  | 'hang'
  | 'reset'
  | 'apply-then-reset'
  | 'apply-then-hang'
  | { delayMs: number }
  | { status: number; code?: number; body: string }

export class FakeClickHouse {
  /** What a SELECT would give, in the order of insertion. */
  readonly rows: Record<string, unknown[]> = { requests: [], events: [] }
  /** Every attempt that was read to its end, retries included. */
  readonly inserts: Insert[] = []
  /** Decides each attempt; `attempt` counts from 0. */
  behave: (insert: Insert, attempt: number) => Behaviour = () => 'apply'
  readonly #tokens = new Set<string>()
  #server: Server | null = null
  #port = 0

  async start(): Promise<StoreAddress> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
    return this.address
  }

  get address(): StoreAddress {
    return {
      url: `http://127.0.0.1:${this.#port}`,
      user: 'writer',
      password: 'open sesame',
      database: 'teeline'
    }
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { searchParams: settings } = new URL(request.url ?? '', 'http://fake')
    const body = await text(request)
    const table = /^INSERT INTO (\w+) FORMAT JSONEachRow$/.exec(settings.get('query') ?? '')?.[1] ?? ''
    const insert: Insert = {
      table,
      token: settings.get('insert_deduplication_token') ?? '',
      lines: body.split('\n').filter(line => line !== ''),
      settings,
      authorization: request.headers.authorization ?? ''
    }
    const behaviour = this.behave(insert, this.inserts.push(insert) - 1)
    if (behaviour === 'hang') return
    if (behaviour === 'reset') request.socket.resetAndDestroy()
    else if (behaviour === 'refuse') answer(response, 503, undefined, 'no healthy upstream')
    else if (typeof behaviour === 'object' && 'status' in behaviour) {
      answer(response, behaviour.status, behaviour.code, behaviour.body)
    } else this.#apply(insert, request, response, behaviour)
  }

  /** All rows or none; a row with `poison` in it cannot be read. */
  #apply(insert: Insert, request: IncomingMessage, response: ServerResponse, behaviour: Behaviour): void {
    const poison = insert.lines.findIndex(line => line.includes('"poison"'))
    if (poison !== -1) {
      const message = `Code: 27. DB::Exception: Cannot parse input: expected '"' before: '...': (at row ${poison + 1})\n: `
      answer(response, 400, 27, `${message}(CANNOT_PARSE_INPUT_ASSERTION_FAILED) (version 25.8.1.1)`)
      return
    }
    const key = `${insert.table} ${insert.token}`
    if (!this.#tokens.has(key)) {
      this.#tokens.add(key)
      for (const line of insert.lines) this.rows[insert.table]?.push(JSON.parse(line))
    }
    if (behaviour === 'apply-then-hang') return
    if (typeof behaviour === 'object' && 'delayMs' in behaviour) {
      setTimeout(() => answer(response, 200, undefined, ''), behaviour.delayMs)
    } else if (behaviour === 'apply-then-reset') request.socket.resetAndDestroy()
    else answer(response, 200, undefined, '')
  }
}

function answer(response: ServerResponse, status: number, code: number | undefined, body: string): void {
  response.writeHead(status, code === undefined ? {} : { 'x-clickhouse-exception-code': String(code) })
  response.end(body)
}
