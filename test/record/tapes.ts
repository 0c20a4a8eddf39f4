/** Builds tapes by hand: what was asked, what came back, and when each chunk of it did. */
import { keyIdsUnder } from '../../collector/record/credentials.js'
import type { RecordContext } from '../../collector/record/record.js'
import { emptyRun, type Run, type Tape } from '../../collector/record/tape.js'
import type { Row } from '../../schemas/row.js'

/** A chunk and the microsecond at which it passed. */
export type Chunk = [bytes: string | Buffer, atUs: number]

export interface Exchange {
  path?: string
  method?: string
  requestHeaders?: Record<string, string>
  /** An object is sent as JSON. */
  request?: unknown
  status?: number | null
  responseHeaders?: Record<string, string>
  response?: Chunk[]
  tape?: Partial<Tape>
}

export function tapeOf(exchange: Exchange): Tape {
  const path = exchange.path ?? '/v1/chat/completions'
  const response = runOf(exchange.response ?? [])
  return {
    id: 'f00-1',
    startedAtUs: 1_790_000_000_123_456,
    route: '/openai',
    target: 'default',
    provider: 'openai',
    upstreamHost: 'api.example.com',
    method: exchange.method ?? 'POST',
    path: `/openai${path}`,
    upstreamPath: path,
    requestHeaders: Object.entries(exchange.requestHeaders ?? {}).flat(),
    request: runOf([[bytesOf(exchange.request ?? ''), 10]]),
    status: exchange.status === undefined ? 200 : exchange.status,
    responseHeaders: Object.entries(exchange.responseHeaders ?? {}).flat(),
    response,
    waitUs: 50,
    connectUs: null,
    ttfbUs: 900,
    endUs: (response.times.at(-1) ?? 900) + 5,
    overheadUs: 40,
    endedBy: 'complete',
    errorType: '',
    errorCode: '',
    errorMessage: '',
    capture: 'full',
    upgraded: false,
    mutated: false,
    ...exchange.tape
  }
}

export function runOf(chunks: Chunk[]): Run {
  const run = emptyRun()
  const parts: Buffer[] = []
  for (const [bytes, atUs] of chunks) {
    const part = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    if (part.length === 0) continue
    run.offsets.push(run.totalBytes)
    run.times.push(atUs)
    run.totalBytes += part.length
    parts.push(part)
  }
  run.head = Buffer.concat(parts)
  return run
}

/** The same bytes with the middle left out. */
export function holed(run: Run, headBytes: number, tailBytes: number): Run {
  return {
    ...run,
    head: run.head.subarray(0, headBytes),
    tail: run.head.subarray(run.head.length - tailBytes)
  }
}

/** Cuts `bytes` at `cuts`; chunk `i` passes at `1000 * (i + 1)`. */
export function cutAt(bytes: Buffer, cuts: number[]): Chunk[] {
  const edges = [0, ...cuts, bytes.length]
  return edges.slice(1).map((to, index) => [bytes.subarray(edges[index], to), 1000 * (index + 1)])
}

export interface TestContext extends RecordContext {
  faults: unknown[]
}

/** Prices nothing, and counts one token for every four characters. */
export function contextOf(overrides: Partial<RecordContext> = {}): TestContext {
  const faults: unknown[] = []
  return {
    collector: 'test-0',
    keyIdOf: keyIdsUnder(Buffer.from('a secret of the tests')),
    price: () => ({ costUsd: null, costListUsd: null, source: 'none', card: '' }),
    estimateTokens: text => Math.ceil(text.length / 4),
    onFault: error => faults.push(error),
    faults,
    ...overrides
  }
}

export function sse(...events: unknown[]): string {
  return events
    .map(event => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)
    .join('')
}

function bytesOf(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}

export const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' }
export const json = { 'content-type': 'application/json' }

/** A row without what depends on when its bytes came. */
export function untimed(row: Row): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/_us$|^stalls$/.test(name)))
}
