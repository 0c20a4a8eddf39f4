/** Our own code fails: that is not told as somebody else's fault, and nothing of the call reaches the log. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Peer, type PeerUpstream, startPeerUpstream } from '../support/peer.js'
import { type Relay, startRelay } from '../support/relay.js'

let upstream: PeerUpstream
let relay: Relay
let client: Peer
/** The next time that this key of the configuration or of a route is read, that fails. */
let failing: string

const secret = 'sk-secret-0123456789'

beforeEach(async () => {
  failing = ''
  upstream = await startPeerUpstream()
  relay = await startRelay({
    upstream: `http://127.0.0.1:${upstream.port}`,
    reading: part =>
      new Proxy(part, {
        get(target, key) {
          if (key !== failing) return Reflect.get(target, key)
          failing = ''
          throw new TypeError(`cannot read ${secret}`)
        }
      })
  })
  client = await Peer.open(relay.url)
})

afterEach(async () => {
  client.socket.destroy()
  await relay.close()
  upstream.close()
})

/** One line, which says where, and nothing of what was read there. */
function expectOneLine(): void {
  expect(relay.logged).toEqual([
    expect.stringMatching(/^TEELINE_COLLECTOR_FAILED: .* TypeError at .*own-failure\.test\.ts:\d+/)
  ])
  expect(relay.logged.join()).not.toContain(secret)
}

test('at an answer’s head it is a 500 in the provider’s envelope, and in the log once, however often', async () => {
  for (let i = 1; i <= 3; i++) {
    failing = 'responseHeader'
    client.clear()
    client.write('GET /anthropic/v1/models HTTP/1.1\r\nHost: a\r\n\r\n')
    const server = await upstream.next()
    await server.until('\r\n\r\n')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    await server.ended
    await client.until('"type":"api_error","message":"TEELINE_COLLECTOR_FAILED: ')
    expect(client.text()).toMatch(/^HTTP\/1\.1 500 Internal Server Error\r\n/)
    expect((await relay.ended(i))[i - 1]).toMatchObject({
      status: 500,
      errorType: 'rejected',
      errorCode: 'TEELINE_COLLECTOR_FAILED'
    })
  }
  expectOneLine()
})

test('at a request’s head it is a 500, and no malformed request', async () => {
  failing = 'upstream'
  client.write('GET /azure/a/models HTTP/1.1\r\nHost: a\r\n\r\n')
  await client.ended
  expect(client.text()).toMatch(/^HTTP\/1\.1 500 Internal Server Error\r\n/)
  expect(client.body()).toContain('"type":"server_error","param":null,"code":"TEELINE_COLLECTOR_FAILED"')
  expectOneLine()
})
