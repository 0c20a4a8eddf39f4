/** What sidecars and gateways for LLM calls are known to get wrong, each of it once: from the sockets to the priced row. */
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, createGzip, deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createPriceBook } from '../collector/record/prices/price.js'
import { rowFromTape } from '../collector/record/record.js'
import type { Tape } from '../collector/record/tape.js'
import type { Row } from '../schemas/row.js'
import { talkOf } from './record/frames.js'
import { chatChunk, chatEnd, chatUsage } from './record/streams.js'
import { contextOf, eventStream, json, sse, tapeOf } from './record/tapes.js'
import { RawConnection } from './support/raw-client.js'
import { firstValue, type HeaderPair } from './support/raw-http.js'
import { type Relay, startRelay } from './support/relay.js'
import type { ReplayAnswer } from './support/replay-answer.js'
import { type ReplayServer, startReplayServer } from './support/replay-server.js'
import { until } from './support/until.js'

let upstream: ReplayServer
let relay: Relay
const book = createPriceBook()
const choices = [{ index: 0, message: { role: 'assistant', content: 'a' }, finish_reason: 'stop' }]

beforeAll(async () => {
  upstream = await startReplayServer()
  relay = await startRelay({ upstream: upstream.url })
})

afterAll(async () => {
  await relay.close()
  await upstream.close()
})

beforeEach(() => {
  upstream.clear()
  relay.tapes.length = 0
})

test('a client that leaves mid-stream: its provider is stopped, and the use is kept and priced, not lost', async () => {
  const start = {
    input_tokens: 1000,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
    output_tokens: 1
  }
  const message = { id: 'm', model: 'claude-sonnet-4-5', usage: start }
  const delta = {
    type: 'text_delta',
    text: 'Twelve words that were on their way when somebody closed the window.'
  }
  const body = sse(
    { type: 'message_start', message },
    { type: 'content_block_delta', index: 0, delta },
    ...Array.from({ length: 50 }, () => ({ type: 'ping' }))
  )
  const ending = { how: 'hang', afterBytes: body.length } as const
  upstream.on(() => ({ headers: [['content-type', 'text/event-stream']], framing: 'chunked', body, ending }))
  const connection = await RawConnection.open(relay.url)
  const request = { model: 'claude-sonnet-4-5', stream: true, messages: [] }
  void connection
    .exchange({ method: 'POST', target: '/anthropic/v1/messages', body: JSON.stringify(request) })
    .catch(() => {})
  const received = await upstream.nextRequest()
  await until('the answer is on its way', () => connection.socket.bytesRead > 500)
  connection.close()
  await received.closed
  const row = rowOf((await relay.ended(1))[0]!)
  expect(row).toMatchObject({ error_type: 'client_abort', input_tokens: 1000, usage_source: 'partial' })
  expect(row.output_tokens).toBeGreaterThan(10)
  expect(Number(row.cost_usd)).toBeGreaterThan(0.003)
})

test('a count of 0 is 0, and one that was not given is NULL', () => {
  const given = answered('openai', '/v1/chat/completions', {
    choices,
    usage: { prompt_tokens: 5, completion_tokens: 0 }
  })
  expect(given).toMatchObject({ input_tokens: 5, output_tokens: 0, cache_read_tokens: null })
  const cached = { prompt_tokens: 5, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 0 } }
  const none = answered('openai', '/v1/chat/completions', { choices, usage: cached })
  expect(none).toMatchObject({ cache_read_tokens: 0, reasoning_tokens: null })
  const failed = answered('openai', '/v1/chat/completions', { error: { message: 'no' } }, { status: 500 })
  expect(failed).toMatchObject({ input_tokens: null, output_tokens: null, cost_usd: null })
})

test('cached tokens are counted once and priced once, inside the prompt or beside it', () => {
  const openai = { prompt_tokens: 1000, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 600 } }
  const gemini = { promptTokenCount: 1000, cachedContentTokenCount: 600, candidatesTokenCount: 0 }
  const claude = {
    input_tokens: 300,
    cache_read_input_tokens: 600,
    cache_creation_input_tokens: 100,
    output_tokens: 0
  }
  const rows = [
    answered('openai', '/v1/chat/completions', { model: 'gpt-4o', choices, usage: openai }),
    answered('gcp.gemini', '/v1beta/models/gemini-2.5-flash:generateContent', {
      modelVersion: 'gemini-2.5-flash',
      candidates: [{ finishReason: 'STOP' }],
      usageMetadata: gemini
    }),
    answered('anthropic', '/v1/messages', { type: 'message', model: 'claude-sonnet-4-5', usage: claude })
  ]
  for (const row of rows) expect(row).toMatchObject({ input_tokens: 1000, cache_read_tokens: 600 })
  expect(rows.map(({ cost_usd }) => cost_usd)).toEqual([
    usd(400 * 2.5 + 600 * 1.25),
    usd(400 * 0.3 + 600 * 0.03),
    usd(300 * 3 + 600 * 0.3 + 100 * 3.75)
  ])
})

test('usage that comes with each frame is not summed', () => {
  const chat = [1, 2, 3].map(count => chatUsage(10, count, { completion_tokens_details: null }))
  expect(streamed('openai', '/v1/chat/completions', [...chat, chatEnd(), '[DONE]'])).toMatchObject({
    input_tokens: 10,
    output_tokens: 3
  })
  const gemini = [5, 9, 12].map(candidatesTokenCount => ({
    candidates: [{ content: { parts: [{ text: 'a' }] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 10, candidatesTokenCount }
  }))
  expect(streamed('gcp.gemini', '/v1beta/models/g:streamGenerateContent?alt=sse', gemini)).toMatchObject({
    input_tokens: 10,
    output_tokens: 12
  })
  const claude = [
    { type: 'message_start', message: { model: 'c', usage: { input_tokens: 10, output_tokens: 1 } } },
    { type: 'message_delta', delta: {}, usage: { output_tokens: 7 } },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { input_tokens: 10, output_tokens: 12 }
    },
    { type: 'message_stop' }
  ]
  expect(streamed('anthropic', '/v1/messages', claude)).toMatchObject({ input_tokens: 10, output_tokens: 12 })
})

test('usage that a stream begins with as zeros, and tells at its end, is that of its end', () => {
  const zeros = {
    input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
    output_tokens: 0
  }
  const told = {
    input_tokens: 10,
    cache_read_input_tokens: 5,
    cache_creation_input_tokens: 2,
    output_tokens: 12
  }
  const delta = { stop_reason: 'end_turn' }
  const claude = [
    { type: 'message_start', message: { model: 'c', usage: zeros } },
    { type: 'message_delta', delta, usage: told },
    { type: 'message_stop' }
  ]
  expect(streamed('anthropic', '/v1/messages', claude)).toMatchObject({
    input_tokens: 17,
    cache_read_tokens: 5,
    cache_write_tokens: 2,
    output_tokens: 12,
    usage_source: 'reported'
  })
})

test('usage is found wherever the network cut the stream: within a frame, a character, a line end', async () => {
  const body = sse(chatChunk({ content: '世界 🦊' }), chatEnd(), chatUsage(12, 7), '[DONE]')
  for (const [plan, seed] of [
    ['bytes', 1],
    ['random', 2],
    ['random', 3],
    ['whole', 4]
  ] as const) {
    const { row, bytes } = await passed({
      body,
      plan,
      seed,
      framing: 'chunked',
      headers: [['content-type', 'text/event-stream']]
    })
    expect(bytes.toString()).toBe(body)
    expect(row).toMatchObject({
      input_tokens: 12,
      output_tokens: 7,
      usage_source: 'reported',
      error_type: ''
    })
  }
})

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync]
])('an answer in %s passes compressed, byte for byte, and is counted', async (encoding, compress) => {
  const body = compress(sse(chatChunk({ content: '世界' }), chatEnd(), chatUsage(12, 7), '[DONE]'))
  const headers: HeaderPair[] = [
    ['content-type', 'text/event-stream'],
    ['content-encoding', encoding]
  ]
  const { row, bytes } = await passed({ body, headers, framing: 'chunked', plan: 'random', seed: 5 })
  expect(bytes.equals(body)).toBe(true)
  expect(row).toMatchObject({ input_tokens: 12, output_tokens: 7, usage_source: 'reported' })
})

test('Responses, over HTTP and over WebSocket, and Realtime are neither 0 tokens nor 0 USD', () => {
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 }
  const response = { id: 'r', object: 'response', model: 'gpt-5', status: 'completed', output: [], usage }
  const completed = { type: 'response.completed', response }
  const rows = [
    streamed('openai', '/v1/responses', [completed]),
    rowOf(
      talkOf('/v1/responses', [
        ['client', { type: 'response.create', model: 'gpt-5', input: 'a' }, 100],
        ['server', completed, 200]
      ])
    ),
    rowOf(
      talkOf('/v1/realtime?model=gpt-realtime', [
        ['client', { type: 'response.create' }, 100],
        ['server', { type: 'response.created', response: { id: 'r', status: 'in_progress' } }, 200],
        ['server', { type: 'response.done', response: { ...response, model: 'gpt-realtime' } }, 300]
      ])
    )
  ]
  for (const row of rows) {
    expect(row).toMatchObject({ input_tokens: 100, output_tokens: 10, usage_source: 'reported' })
    expect(Number(row.cost_usd)).toBeGreaterThan(0)
  }
})

test('time to first token is that of the first token: not of the head, the first frame or the end', () => {
  const row = rowOf(
    tapeOf({
      request: { model: 'm', stream: true },
      responseHeaders: eventStream,
      response: [
        [': waiting\n\n', 1_000],
        [sse(chatChunk({ role: 'assistant', content: '' })), 2_000],
        [sse(chatChunk({ content: 'one' })), 700_000],
        [sse(chatChunk({ content: ' two' })), 900_000],
        [sse(chatEnd(), chatUsage(5, 3), '[DONE]'), 1_500_000]
      ]
    })
  )
  expect(row).toMatchObject({ ttfb_us: 900, ttft_us: 700_000, last_token_us: 900_000, e2e_us: 1_500_005 })
  expect(row.tpot_us).toBe(100_000)
})

test('a model without a price costs NULL and not 0, and a batch half', () => {
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 0 }
  const unknown = answered('openai', '/v1/chat/completions', { model: 'gpt-99-mega', choices, usage })
  expect(unknown).toMatchObject({ cost_usd: null, price_source: 'none', input_tokens: 1_000_000 })
  const batch = (service_tier: string) =>
    answered('openai', '/v1/chat/completions', { model: 'gpt-4o', choices, usage, service_tier }).cost_usd
  expect([batch('default'), batch('batch')]).toEqual(['2.5', '1.25'])
})

test('the prompt reaches the provider as it was written, so that its cache of prefixes goes on to hit', async () => {
  const body =
    '{ "model":"gpt-4o",\n\t"messages" : [{"role":"user","content":"\\u00e9\\/ é"}], "temperature":1.0, "n":1 }'
  const { received } = await passed({ body: '{}' }, { body })
  expect(received.bodySha256).toBe(createHash('sha256').update(body).digest('hex'))
  expect(firstValue(received.headers, 'accept-encoding')).toBeUndefined()
})

test('headers that clients and providers decide by reach them, names and all', async () => {
  const sent: HeaderPair[] = [
    ['anthropic-beta', 'fast-mode-2026-02-01'],
    ['anthropic-beta', 'context-1m'],
    ['OpenAI-Organization', 'org-1']
  ]
  const told: HeaderPair[] = [
    ['retry-after', '7'],
    ['anthropic-ratelimit-tokens-reset', '2026-11-21T12:00:00Z'],
    ['x-ratelimit-remaining-requests', '0'],
    ['x-should-retry', 'true']
  ]
  const { received, answer, row } = await passed(
    { status: 429, headers: told, body: '{}' },
    { headers: sent }
  )
  expect(received.headers).toEqual(expect.arrayContaining(sent))
  expect(answer.headers).toEqual(expect.arrayContaining(told))
  expect(row.rate_limit).toMatchObject({ 'retry-after': '7', 'x-ratelimit-remaining-requests': '0' })
})

test.each([
  ['as it is', '{}', 'observe', false],
  ['compressed', '{}', 'observe', true],
  ['on a route that takes the usage out', '{"stream":true}', 'inject', false]
] as const)(
  'a frame is with the client before the provider sends the next: %s',
  async (_, body, usage, isCompressed) => {
    const through = await startRelay({ upstream: upstream.url, usage })
    onTestFinished(() => through.close())
    const connection = await RawConnection.open(through.url)
    const frame = (n: number) => `data: {"choices":[{"delta":{"content":"${n}"}}]}\n\n`
    let bytes = 0
    connection.socket.on('data', ({ length }) => {
      bytes += length
    })
    const packer = createGzip()
    const packed = async (text: string) => {
      packer.write(text)
      await new Promise<void>(resolve => packer.flush(constants.Z_SYNC_FLUSH, resolve))
      return packer.read() as Buffer
    }
    const coding = isCompressed ? 'content-encoding: gzip\r\n' : ''
    upstream.on(() => ({
      script: async writer => {
        await writer.write(
          `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n${coding}connection: close\r\n\r\n`
        )
        await until('the head is with the client', () => bytes > 0, { everyMs: 2 })
        for (let n = 0; n < 5; n++) {
          const before = bytes
          const piece = isCompressed ? await packed(frame(n)) : Buffer.from(frame(n))
          await writer.write(piece)
          await until(`frame ${n} is with the client`, () => bytes - before >= piece.length, { everyMs: 2 })
        }
      }
    }))
    const answer = await connection.exchange({ method: 'POST', target: '/openai/v1/chat/completions', body })
    connection.close()
    const text = isCompressed
      ? gunzipSync(answer.body, { finishFlush: constants.Z_SYNC_FLUSH }).toString()
      : answer.body.toString()
    expect(text).toBe([0, 1, 2, 3, 4].map(frame).join(''))
  }
)

/** Sends a chat through the relay and gives what each side saw, and the row. */
async function passed(answer: ReplayAnswer, request: { body?: string; headers?: HeaderPair[] } = {}) {
  upstream.clear()
  relay.tapes.length = 0
  upstream.on(() => answer)
  const connection = await RawConnection.open(relay.url)
  const { headers = [], body = '{"model":"gpt-4o","stream":true}' } = request
  const got = await connection.exchange({
    method: 'POST',
    target: '/openai/v1/chat/completions',
    headers,
    body
  })
  connection.close()
  const row = rowOf((await relay.ended(1))[0]!)
  return { row, bytes: got.body, answer: got, received: upstream.requests[0]! }
}

function answered(provider: string, path: string, body: object, over: { status?: number } = {}): Row {
  const response: [string, number][] = [[JSON.stringify(body), 1_000]]
  return rowOf(
    tapeOf({ path, request: { messages: [] }, responseHeaders: json, response, tape: { provider }, ...over })
  )
}

function streamed(provider: string, path: string, frames: unknown[]): Row {
  const response: [string, number][] = [[sse(...frames), 1_000]]
  return rowOf(
    tapeOf({ path, request: { stream: true }, responseHeaders: eventStream, response, tape: { provider } })
  )
}

function rowOf(tape: Tape): Row {
  const price = (...of: Parameters<typeof book.price>) => book.price(...of)
  return rowFromTape({ ...tape, upstreamHost: '' }, contextOf({ price }))
}

/** From millionths. */
function usd(micro: number): string {
  return String(Number((micro / 1e6).toFixed(9)))
}
