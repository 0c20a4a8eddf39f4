import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Peer, startPeerUpstream } from '../support/peer.js'
import { RawConnection } from '../support/raw-client.js'
import { firstValue } from '../support/raw-http.js'
import { type Relay, startRelay } from '../support/relay.js'
import { acceptUpgrade, echo } from '../support/replay-answer.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'

let upstream: ReplayServer
let relay: Relay

beforeAll(async () => {
  upstream = await startReplayServer()
})

afterAll(() => upstream.close())

beforeEach(async () => {
  upstream.clear()
  relay = await startRelay({ upstream: upstream.url })
  return () => relay.close()
})

const upgrade =
  'GET /openai/v1/realtime?model=gpt-realtime HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-CamelCase: Kept\r\n\r\n'

test('bytes of an upgraded connection pass both ways as they are, also those sent with the request', async () => {
  upstream.on(() =>
    acceptUpgrade(
      [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=']
      ],
      echo
    )
  )
  const connection = await RawConnection.open(relay.url)
  const sent = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) & 255))
  connection.socket.write(Buffer.concat([Buffer.from(upgrade), sent.subarray(0, 1_000)]))
  connection.socket.write(sent.subarray(1_000))
  const response = await connection.response('HEAD')
  expect(response.status).toBe(101)
  expect(firstValue(response.headers, 'sec-websocket-accept')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
  const back: Buffer[] = []
  for (let length = 0; length < sent.length; ) {
    const bytes = await connection.incoming.take(65_536)
    back.push(bytes!)
    length += bytes!.length
  }
  expect(Buffer.concat(back).equals(sent)).toBe(true)
  const received = upstream.requests[0]!
  expect(received.target).toBe('/v1/realtime?model=gpt-realtime')
  expect(received.headers).toContainEqual(['X-CamelCase', 'Kept'])
  connection.socket.end()
  const [tape] = await relay.ended(1)
  expect(tape).toMatchObject({ upgraded: true, status: 101, endedBy: 'complete', errorType: '' })
  expect(tape!.request.head.equals(sent)).toBe(true)
  expect(tape!.response.head.equals(sent)).toBe(true)
})

test('a WebSocket client and server speak through it, compression included', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: { threshold: 0 } })
  await once(server, 'listening')
  server.on('connection', socket => {
    socket.on('message', (message, isBinary) => socket.send(message, { binary: isBinary }))
  })
  const { port } = server.address() as { port: number }
  const through = await startRelay({ upstream: `http://127.0.0.1:${port}` })
  const client = new WebSocket(`${through.url.replace('http', 'ws')}/openai/v1/responses`, {
    perMessageDeflate: { threshold: 0 }
  })
  await once(client, 'open')
  expect(client.extensions).toContain('permessage-deflate')
  const text = 'a word '.repeat(10_000)
  client.send(text)
  const [message] = await once(client, 'message')
  expect(String(message)).toBe(text)
  client.close(1000)
  await once(client, 'close')
  const [tape] = await through.ended(1)
  expect(tape).toMatchObject({ upgraded: true, endedBy: 'complete', errorType: '' })
  expect(tape!.request.totalBytes).toBeLessThan(text.length / 10)
  await through.close()
  server.close()
})

test('an upstream that will not upgrade has its answer passed', async () => {
  upstream.on(() => ({ status: 401, reason: 'Unauthorized', body: '{"error":{"code":"invalid_api_key"}}' }))
  const connection = await RawConnection.open(relay.url)
  connection.socket.write(upgrade)
  const response = await connection.response('GET')
  expect(response.firstLine).toBe('HTTP/1.1 401 Unauthorized')
  expect(response.body.toString()).toContain('invalid_api_key')
  const [tape] = await relay.ended(1)
  expect(tape).toMatchObject({ status: 401, endedBy: 'complete' })
  expect(tape!.response.head.toString()).toContain('invalid_api_key')
})

test('an upgrade to an unknown route or a dead upstream is refused in words', async () => {
  const connection = await RawConnection.open(relay.url)
  connection.socket.write(upgrade.replace('/openai', '/nowhere'))
  expect((await connection.response('GET')).status).toBe(404)
  const dead = await startRelay({ upstream: 'http://127.0.0.1:1' })
  const other = await RawConnection.open(dead.url)
  other.socket.write(upgrade)
  expect((await other.response('GET')).status).toBe(502)
  const [tape] = await dead.ended(1)
  expect(tape).toMatchObject({ errorType: 'upstream_connect', endedBy: 'upstream' })
  await dead.close()
})

test('when the client of an upgraded connection vanishes the upstream’s side is closed', async () => {
  upstream.on(() =>
    acceptUpgrade(
      [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade']
      ],
      echo
    )
  )
  const connection = await RawConnection.open(relay.url)
  connection.socket.write(upgrade)
  await connection.response('HEAD')
  connection.socket.resetAndDestroy()
  await upstream.requests[0]!.closed
  const [tape] = await relay.ended(1)
  expect(tape).toMatchObject({ endedBy: 'client', errorType: 'client_abort' })
})

test('when the upstream of an upgraded connection is reset the client’s side is closed', async () => {
  upstream.on(() =>
    acceptUpgrade(
      [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade']
      ],
      async writer => {
        await writer.incoming.take(1)
        writer.socket.resetAndDestroy()
      }
    )
  )
  const connection = await RawConnection.open(relay.url)
  connection.socket.write(upgrade)
  await connection.response('HEAD')
  connection.socket.write('x')
  await once(connection.socket, 'close')
  const [tape] = await relay.ended(1)
  expect(tape).toMatchObject({ endedBy: 'upstream', errorType: 'upstream_reset' })
})

test('an upstream that is asked for an upgrade and says nothing becomes a 504', async () => {
  const silent = await startPeerUpstream()
  const through = await startRelay({
    upstream: `http://127.0.0.1:${silent.port}`,
    collector: { headersTimeoutMs: 100 }
  })
  const client = await Peer.open(through.url)
  client.write(upgrade)
  await client.ended
  expect(client.text()).toMatch(/^HTTP\/1\.1 504 [\s\S]*TEELINE_UPSTREAM_TIMEOUT/)
  expect(await through.ended(1)).toMatchObject([{ status: 504, errorType: 'upstream_timeout' }])
  await through.close()
  silent.close()
})

test('a stopping collector lets upgraded connections end, and cuts those that do not', async () => {
  const silent = await startPeerUpstream()
  const through = await startRelay({
    upstream: `http://127.0.0.1:${silent.port}`,
    collector: { drainTimeoutMs: 300 }
  })
  const clients: Peer[] = []
  const servers: Peer[] = []
  for (let i = 0; i < 2; i++) {
    const client = await Peer.open(through.url)
    client.write(upgrade)
    const server = await silent.next()
    await server.until('\r\n\r\n')
    server.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    await client.until('101')
    clients.push(client)
    servers.push(server)
  }
  const closed = through.collector.close()
  servers[0]!.write('\x81\x05still')
  await clients[0]!.until('still')
  clients[0]!.socket.end('\x88\x00')
  await servers[0]!.until('\x88\x00')
  servers[0]!.socket.end()
  await Promise.all([clients[1]!.ended, servers[1]!.ended, closed])
  expect(await through.ended(2)).toMatchObject([
    { status: 101, endedBy: 'complete', errorType: '' },
    { status: 101, endedBy: 'collector', errorType: 'collector_stopped' }
  ])
  silent.close()
})
