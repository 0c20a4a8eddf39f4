import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Peer, type PeerUpstream, startPeerUpstream } from '../support/peer.js'
import { RawConnection } from '../support/raw-client.js'
import { firstValue } from '../support/raw-http.js'
import { type Relay, startRelay } from '../support/relay.js'
import { acceptUpgrade, echo } from '../support/replay-answer.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { until } from '../support/until.js'

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

describe('an upstream that is asked for an upgrade', () => {
  let silent: PeerUpstream
  let through: Relay
  let client: Peer
  let server: Peer

  beforeEach(async () => {
    silent = await startPeerUpstream()
    through = await startRelay({ upstream: `http://127.0.0.1:${silent.port}` })
    client = await Peer.open(through.url)
    client.write(upgrade)
    server = await silent.next()
    await server.until('\r\n\r\n')
    return async () => {
      client.socket.destroy()
      await through.close()
      silent.close()
    }
  })

  const accepted = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'

  test('and sends its first bytes in one packet with its 101, and a 103 before, has them passed', async () => {
    server.write(`HTTP/1.1 103 Early Hints\r\n\r\n${accepted}\x81\x05hello`)
    await client.until('\x81\x05hello')
    const [hints, head, first] = client.text().split('\r\n\r\n')
    expect(hints).toBe('HTTP/1.1 103 Early Hints')
    expect(head).toMatch(/^HTTP\/1\.1 101 /)
    expect(first).toBe('\x81\x05hello')
    client.write('\x81\x03abc')
    await server.until('\x81\x03abc')
    server.socket.end()
    await client.ended
    expect(await through.ended(1)).toMatchObject([{ status: 101, upgraded: true, errorType: '' }])
  })

  test('and sends its 101, bytes and its end at once has all of it passed', async () => {
    server.socket.end(Buffer.from(`${accepted}\x81\x05hello`, 'latin1'))
    await client.ended
    expect(client.body()).toBe('\x81\x05hello')
  })

  test.each([
    ['a length', 'Content-Length: 5\r\n\r\nhello'],
    [
      'chunks, and trailers that nobody can be told of',
      'Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n'
    ],
    ['the end of its connection', '\r\nhello']
  ])('and answers 426 with a body of %s has it passed', async (_, rest) => {
    server.write(`HTTP/1.1 426 Upgrade Required\r\nX-A: 1\r\n${rest}`)
    if (rest.startsWith('\r\n')) server.socket.end()
    await client.ended
    expect(client.text()).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\nX-A: 1\r\n/)
    expect(client.body()).toMatch(/^(?:5\r\nhello\r\n0\r\n\r\n|hello)$/)
    expect(await through.ended(1)).toMatchObject([{ status: 426, endedBy: 'complete', errorType: '' }])
  })

  test('and answers with a head alone has it passed at once', async () => {
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')
    await client.until('HTTP/1.1 200 OK\r\n')
    server.write('hello')
    await client.ended
  })

  test('and answers with more than its client reads is held back, and goes on when it does', async () => {
    const bytes = 40 * 2 ** 20
    client.socket.pause()
    server.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`)
    for (let i = 0; i < 40; i++) server.socket.write(Buffer.alloc(2 ** 20, 'x'))
    await until('it has to wait', () => server.socket.writableLength > 0)
    client.socket.resume()
    await client.ended
    expect(client.body().length).toBe(bytes)
    expect(await through.ended(1)).toMatchObject([
      { status: 200, errorType: '', response: { totalBytes: bytes } }
    ])
  })

  test('and breaks off its answer leaves it broken', async () => {
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
    await client.until('hello')
    server.socket.resetAndDestroy()
    await client.ended
    expect(client.text()).not.toContain('0\r\n\r\n')
    expect(await through.ended(1)).toMatchObject([{ status: 200, errorType: 'upstream_reset' }])
  })

  test('has its request aborted when the client leaves', async () => {
    client.socket.resetAndDestroy()
    await server.ended
    expect(await through.ended(1)).toMatchObject([{ endedBy: 'client', errorType: 'client_abort' }])
  })
})

describe('a client whose upgrade has no answer yet', () => {
  let silent: PeerUpstream
  let own: Relay

  beforeEach(async () => {
    silent = await startPeerUpstream()
    own = await startRelay({ upstream: `http://127.0.0.1:${silent.port}`, collector: { drainTimeoutMs: 10 } })
    return async () => {
      await own.close()
      silent.close()
    }
  })

  /** Both ends, when the upgrade has come upstream; the client says its end only when it is told to. */
  const ask = async () => {
    const { hostname, port } = new URL(own.url)
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const client = new Peer(socket)
    client.write(upgrade)
    const server = await silent.next()
    await server.until('\r\n\r\n')
    return { client, server }
  }

  test.each(['says its end', 'breaks off'])('has left when it %s, and its request is aborted', async how => {
    const { client, server } = await ask()
    if (how === 'says its end') client.socket.end()
    else client.socket.resetAndDestroy()
    await server.ended
    expect(await own.ended(1)).toMatchObject([{ endedBy: 'client', errorType: 'client_abort', status: null }])
    client.socket.destroy()
  })

  test('has its row when it is declined, though it keeps its side open', async () => {
    const { client, server } = await ask()
    server.write('HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno')
    await client.until(/Connection: close\r\n\r\nno$/)
    expect(await own.ended(1)).toMatchObject([{ endedBy: 'complete', status: 401 }])
    expect(own.collector.stats().open).toBe(0)
    client.socket.destroy()
  })

  test('does not hold up a collector that stops, though it keeps its side open', async () => {
    const { client } = await ask()
    await own.collector.close()
    await client.until('TEELINE_COLLECTOR_STOPPING')
    expect(await own.ended(1)).toMatchObject([{ errorType: 'collector_stopped', status: 503 }])
    client.socket.destroy()
  })
})
