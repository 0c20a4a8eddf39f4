import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { RawConnection } from '../support/raw-client.js'
import { firstValue } from '../support/raw-http.js'
import { type Relay, startRelay } from '../support/relay.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'

let upstream: ReplayServer
let relay: Relay

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
  upstream.on(() => ({ body: 'ok' }))
})

/** As Java's HTTP client and `curl --http2` send it to each http address. */
const h2c =
  'Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'

test('a request that would like HTTP/2 is relayed as the request that it is, again and again', async () => {
  const connection = await RawConnection.open(relay.url)
  for (const body of ['{"model":"m"}', '{"model":"n"}']) {
    connection.socket.write(`POST /openai/v1/x HTTP/1.1\r\n${h2c}Content-Length: 13\r\n\r\n${body}`)
    expect((await connection.response('POST')).body.toString()).toBe('ok')
    const received = upstream.requests.at(-1)!
    expect([received.method, received.body.toString()]).toEqual(['POST', body])
    expect(firstValue(received.headers, 'upgrade')).toBeUndefined()
    expect(firstValue(received.headers, 'http2-settings')).toBeUndefined()
  }
  for (const target of ['/v1/a', '/v1/b']) {
    connection.socket.write(`GET /openai${target} HTTP/1.1\r\n${h2c}\r\n`)
    expect((await connection.response('GET')).status).toBe(200)
    expect(upstream.requests.at(-1)!.target).toBe(target)
  }
  connection.close()
})

test('a POST that would like a WebSocket keeps its method and its body', async () => {
  const connection = await RawConnection.open(relay.url)
  connection.socket.write(
    'POST /openai/v1/x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 4\r\n\r\nbody'
  )
  expect((await connection.response('POST')).status).toBe(200)
  const [received] = upstream.requests
  expect([received!.method, received!.body.toString()]).toEqual(['POST', 'body'])
  connection.close()
})

test('a wish for a WebSocket in HTTP/1.0 means nothing', async () => {
  const connection = await RawConnection.open(relay.url)
  connection.socket.write('GET /openai/v1/x HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  const response = await connection.response('GET')
  expect([response.status, response.body.toString()]).toEqual([200, 'ok'])
  expect(firstValue(upstream.requests[0]!.headers, 'upgrade')).toBeUndefined()
  connection.close()
})

test('a GET that would like a WebSocket, and has a body, is relayed with its body', async () => {
  const connection = await RawConnection.open(relay.url)
  connection.socket.write(
    'GET /openai/v1/x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 4\r\n\r\nbody'
  )
  expect((await connection.response('GET')).status).toBe(200)
  expect(upstream.requests[0]!.body.toString()).toBe('body')
  connection.close()
})

test('a target with scheme and host goes where its path goes', async () => {
  const connection = await RawConnection.open(relay.url)
  const response = await connection.exchange({
    method: 'GET',
    target: 'http://proxied.example/openai/v1/m?x=1'
  })
  expect(response.status).toBe(200)
  expect(upstream.requests[0]!.target).toBe('/v1/m?x=1')
  expect(firstValue(upstream.requests[0]!.headers, 'host')).toBe(upstream.host)
  connection.close()
})

test('who speaks HTTP/2 without asking is told what to speak', async () => {
  const connection = await RawConnection.open(relay.url)
  connection.socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
  const response = await connection.response('GET')
  expect(response.status).toBe(400)
  expect(response.body.toString()).toMatch(/HTTP\/1\.1/)
  connection.close()
})

test('who takes the collector for a proxy is told that it is none', async () => {
  const connection = await RawConnection.open(relay.url)
  connection.socket.write('CONNECT api.openai.com:443 HTTP/1.1\r\nHost: api.openai.com:443\r\n\r\n')
  const response = await connection.response('CONNECT')
  expect(response.status).toBe(405)
  expect(response.body.toString()).toMatch(/base URL/)
  connection.close()
})

test.each([
  ['a request', ''],
  ['an upgrade', 'Connection: Upgrade\r\nUpgrade: websocket\r\n']
])('%s with two hosts is refused, and leaves its row', async (_, fields) => {
  const own = await startRelay({ upstream: upstream.url })
  onTestFinished(() => own.close())
  const connection = await RawConnection.open(own.url)
  connection.socket.write(`GET /openai/v1/models HTTP/1.1\r\nHost: a\r\nhost: b\r\n${fields}\r\n`)
  const response = await connection.response('GET')
  expect(response.status).toBe(400)
  expect(firstValue(response.headers, 'x-teeline-error')).toBe('TEELINE_REQUEST_MALFORMED')
  expect(upstream.requests).toEqual([])
  connection.close()
  const [tape] = await own.ended(1)
  expect(tape).toMatchObject({ errorType: 'rejected', status: 400 })
})
