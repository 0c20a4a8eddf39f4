import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { injectUsage, UsageFrameFilter } from '../../collector/relay/inject.js'
import { RawConnection, type RawRequest } from '../support/raw-client.js'
import { firstValue, type HeaderPair } from '../support/raw-http.js'
import { type Relay, startRelay } from '../support/relay.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'

describe('the wish for usage', () => {
  test('is spliced in behind the first brace, and every other byte stays', () => {
    const body = Buffer.from('  { "model":"m", "temperature":1.50,\n"stream" : true, "n":"é" }')
    const injected = injectUsage(body)!
    expect(injected.toString()).toBe(
      '  {"stream_options":{"include_usage":true}, "model":"m", "temperature":1.50,\n"stream" : true, "n":"é" }'
    )
    expect(JSON.parse(injected.toString())).toMatchObject({ stream_options: { include_usage: true } })
  })

  test.each([
    ['is not a stream', '{"model":"m"}'],
    ['says that it is none', '{"stream":false}'],
    ['says no by itself', '{"stream":true,"stream_options":{"include_usage":false}}'],
    ['says yes by itself', '{"stream":true,"stream_options":{"include_usage":true}}'],
    ['only speaks of streams in its text', '{"messages":[{"content":"\\"stream\\": true"}]}'],
    ['is not JSON', '{"stream":true'],
    ['is a list', '[{"stream":true}]']
  ])('is not made for a request that %s', (_, body) => {
    expect(injectUsage(Buffer.from(body))).toBeNull()
  })
})

const frames = [
  'data: {"choices":[],"prompt_filter_results":[]}\n\n',
  'data: {"choices":[{"delta":{"content":"h\u00e9"}}],"usage":null}\n\n',
  'data: {"choices":[{"delta":{"content":"\\"choices\\":[] \\"usage\\":{"}}],"usage":null}\n\n',
  'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n',
  'data: [DONE]\n\n'
]
const withoutUsage = frames.filter((_, index) => index !== 3).join('')

test('the extra frame is taken out wherever the stream is cut, with LF and with CRLF', () => {
  for (const eol of ['\n', '\r\n']) {
    const bytes = Buffer.from(frames.join('').replaceAll('\n', eol))
    for (let at = 0; at <= bytes.length; at++) {
      const filter = new UsageFrameFilter()
      const out = [filter.push(bytes.subarray(0, at)), filter.push(bytes.subarray(at)), filter.end()]
      expect(Buffer.concat(out).toString()).toBe(withoutUsage.replaceAll('\n', eol))
    }
  }
})

describe('a route with usage: inject', () => {
  let upstream: ReplayServer
  let relay: Relay

  beforeAll(async () => {
    upstream = await startReplayServer()
  })

  afterAll(() => upstream.close())

  beforeEach(async () => {
    upstream.clear()
    upstream.on(() => ({
      headers: [['content-type', 'text/event-stream']],
      framing: 'chunked',
      body: frames.join(''),
      plan: 'bytes'
    }))
    relay = await startRelay({ upstream: upstream.url, usage: 'inject' })
    return () => relay.close()
  })

  async function send(body: string, headers: HeaderPair[] = [], target = '/openai/v1/chat/completions') {
    const connection = await RawConnection.open(relay.url)
    const request: RawRequest = { method: 'POST', target, body, headers }
    const response = await connection.exchange(request)
    connection.close()
    return response
  }

  test('asks for usage, hides the frame, and its tape says that it changed the request', async () => {
    const response = await send(`{"stream":true,"pad":"${'x'.repeat(200_000)}"}`, [
      ['Accept-Encoding', 'gzip']
    ])
    expect(response.body.toString()).toBe(withoutUsage)
    const [received] = upstream.requests
    expect(JSON.parse(received!.body.toString())).toMatchObject({ stream_options: { include_usage: true } })
    expect(firstValue(received!.headers, 'accept-encoding')).toBe('identity')
    const [tape] = await relay.ended(1)
    expect(tape!.mutated).toBe(true)
    expect(tape!.response.head.toString()).toBe(frames.join(''))
  })

  test('leaves what one turn of a talk begins with as the next one does, for the provider’s cache of prefixes', async () => {
    const turns = ['"a"', '"a","b"', '"a","b","c"']
    for (const turn of turns) await send(`{ "stream": true, "messages": [${turn}] }`)
    const bodies = upstream.requests.map(({ body }) => body.toString())
    expect(bodies).toEqual(
      turns.map(turn => `{"stream_options":{"include_usage":true}, "stream": true, "messages": [${turn}] }`)
    )
  })

  test('passes a client’s own wish, and its frame, as they are', async () => {
    const body = '{"stream":true,"stream_options":{"include_usage":true}}'
    expect((await send(body)).body.toString()).toBe(frames.join(''))
    expect(upstream.requests[0]!.body.toString()).toBe(body)
    expect((await relay.ended(1))[0]!.mutated).toBe(false)
  })

  test.each([
    ['signed with AWS SigV4', [['Authorization', 'AWS4-HMAC-SHA256 Credential=a/b']], undefined],
    ['signed by RFC 9421', [['Signature', 'sig1=:abc:']], undefined],
    ['compressed', [['Content-Encoding', 'gzip']], undefined],
    ['of another operation', [], '/openai/v1/responses']
  ] as [string, HeaderPair[], string | undefined][])(
    'never changes a request that is %s',
    async (_, headers, target) => {
      await send('{"stream":true}', headers, target)
      expect(upstream.requests[0]!.body.toString()).toBe('{"stream":true}')
    }
  )

  test('remembers an upstream that will not have it', async () => {
    upstream.on(async request => {
      await request.complete()
      if (!request.body.includes('stream_options')) return { body: '{}' }
      return { status: 400, body: '{"error":{"message":"unknown field stream_options"}}' }
    })
    expect((await send('{"stream":true}')).status).toBe(400)
    expect((await send('{"stream":true}')).status).toBe(200)
    expect(upstream.requests[1]!.body.toString()).toBe('{"stream":true}')
  })
})
