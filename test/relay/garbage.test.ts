/** What a client sends behind a good request, and is no request. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Peer, type PeerUpstream, startPeerUpstream } from '../support/peer.js'
import { type Relay, startRelay } from '../support/relay.js'

let upstream: PeerUpstream
let relay: Relay
let client: Peer

beforeEach(async () => {
  upstream = await startPeerUpstream()
  relay = await startRelay({ upstream: `http://127.0.0.1:${upstream.port}` })
  client = await Peer.open(relay.url)
})

afterEach(async () => {
  client.socket.destroy()
  await relay.close()
  upstream.close()
})

const get = 'GET /openai/v1/models HTTP/1.1\r\nHost: a\r\n\r\n'

test.each([
  ['chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ['a length', 'Content-Length: 100\r\n\r\nhello']
])(
  'garbage behind a request whose answer of %s is on its way breaks it, and puts nothing into it',
  async (_, rest) => {
    client.write(get)
    const server = await upstream.next()
    await server.until('\r\n\r\n')
    server.write(`HTTP/1.1 200 OK\r\n${rest}`)
    await client.until('hello')
    client.write('\x00garbage\r\n\r\n')
    await client.ended
    expect(client.body()).toBe(rest.slice(rest.indexOf('\r\n\r\n') + 4))
    await server.ended
    expect(await relay.ended(1)).toMatchObject([
      { status: 200, endedBy: 'client', errorType: 'client_abort' }
    ])
  }
)

test('garbage behind a request that waits for its answer is refused, and the request aborted', async () => {
  client.write(get)
  const server = await upstream.next()
  await server.until('\r\n\r\n')
  client.write('\x00garbage\r\n\r\n')
  await client.ended
  await server.ended
  expect(await relay.ended(1)).toMatchObject([{ endedBy: 'client', errorType: 'client_abort' }])
})

test('garbage behind a whole answer is refused', async () => {
  client.write(get)
  const server = await upstream.next()
  await server.until('\r\n\r\n')
  server.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
  await client.until('{}')
  client.clear()
  client.write('\x00garbage\r\n\r\n')
  await client.ended
  expect(client.text()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*TEELINE_REQUEST_MALFORMED/)
})
