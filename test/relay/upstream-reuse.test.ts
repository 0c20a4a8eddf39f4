/** Which upstream connections carry another request, and that none ever carries an answer to the wrong one. */
import { beforeEach, describe, expect, test } from 'vitest'
import { nowUs } from '../../collector/relay/clock.js'
import { type Ends, startEnds } from '../support/ends.js'
import { Peer, startPeerUpstream } from '../support/peer.js'
import { startRelay } from '../support/relay.js'
import { until } from '../support/until.js'

let ends: Ends
const clients: Peer[] = []

beforeEach(async () => {
  clients.length = 0
  ends = await startEnds({ collector: { responseHeader: false } })
  return () => ends.close()
})

async function ask(name: string, body = ''): Promise<Peer> {
  const client = await ends.open()
  clients.push(client)
  client.write(`POST /openai/v1/${name} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  return client
}

/** The first request, answered with these bytes. Gives the upstream's end. */
async function answerFirst(bytes: string): Promise<Peer> {
  const client = await ask('first')
  const server = await ends.upstream.next()
  await server.until('POST /v1/first ')
  server.write(bytes)
  await client.until('hello')
  await ends.relay.ended(1)
  return server
}

const sized = 'Content-Length: 5\r\n\r\nhello'
const chunked = 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'

describe('the connection of a whole answer carries the next request', () => {
  test.each([
    ['a length', `HTTP/1.1 200 OK\r\n${sized}`],
    ['chunks', `HTTP/1.1 200 OK\r\n${chunked}`],
    ['chunks with trailers', `HTTP/1.1 200 OK\r\n${chunked.slice(0, -2)}X-T: 1\r\n\r\n`],
    ['HTTP/1.0 that says so', `HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n${sized}`],
    ['a long hint', `HTTP/1.1 200 OK\r\nKeep-Alive: timeout=60\r\n${sized}`]
  ])('(%s)', async (_, answer) => {
    const server = await answerFirst(answer)
    const client = await ask('second')
    await server.until('POST /v1/second ')
    server.write(answer.replace('hello', 'again'))
    await client.until('again')
    expect(ends.upstream.connections).toBe(1)
  })
})

describe('the connection of an answer is closed', () => {
  test.each([
    ['that says close', `HTTP/1.1 200 OK\r\nConnection: close\r\n${sized}`],
    [
      'that says close and keep-alive',
      `HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\n${sized}`
    ],
    ['of HTTP/1.0', `HTTP/1.0 200 OK\r\n${sized}`],
    ['of HTTP/1.0 with chunks', `HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n${chunked}`],
    ['whose connection ends within a second', `HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\n${sized}`],
    [
      'behind whose length more bytes come',
      `HTTP/1.1 200 OK\r\n${sized}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`
    ],
    [
      'behind whose chunks more bytes come',
      `HTTP/1.1 200 OK\r\n${chunked}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`
    ]
  ])('%s', async (_, answer) => {
    const server = await answerFirst(answer)
    const client = await ask('second')
    const other = await ends.upstream.next()
    await other.until('POST /v1/second ')
    other.write(`HTTP/1.1 200 OK\r\n${sized}`)
    await client.until('hello')
    await server.ended
    expect(clients.map(peer => peer.text()).join('')).not.toContain('evil')
    expect(server.text()).not.toContain('second')
  })

  test('on which bytes come that nobody asked for', async () => {
    const server = await answerFirst(`HTTP/1.1 200 OK\r\n${sized}`)
    const fromUs = nowUs()
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil')
    await server.ended
    // Not only when its time was up.
    expect((nowUs() - fromUs) / 1000).toBeLessThan(3_000)
    const client = await ask('second')
    const other = await ends.upstream.next()
    await other.until('POST /v1/second ')
    other.write(`HTTP/1.1 200 OK\r\n${sized}`)
    await client.until('hello')
    expect(client.text()).not.toContain('evil')
  })

  test('before the time is up that its upstream hints at, and no request is sent on it after that', async () => {
    const server = await answerFirst(`HTTP/1.1 200 OK\r\nKeep-Alive: timeout=2\r\n${sized}`)
    const answeredUs = nowUs()
    await server.ended
    expect((nowUs() - answeredUs) / 1000).toBeGreaterThan(800)
  })
})

describe('an upstream that closes an idle connection', () => {
  test.each(['end', 'resetAndDestroy'] as const)(
    '(%s) between two requests costs none of them',
    async how => {
      const server = await answerFirst(`HTTP/1.1 200 OK\r\n${sized}`)
      server.socket[how]()
      await server.ended
      await until('the relay has seen it', () => ends.upstream.open.size === 0)
      const client = await ask('second', '{}')
      const other = await ends.upstream.next()
      await other.until('{}')
      other.write(`HTTP/1.1 200 OK\r\n${sized}`)
      await client.until('hello')
    }
  )

  test('at the very moment of its reuse: a 502 that says so, and the request is sent at most once', async () => {
    const server = await answerFirst(`HTTP/1.1 200 OK\r\n${sized}`)
    const client = await ask('second', '{"once":true}')
    await server.until('{"once":true}')
    server.socket.resetAndDestroy()
    await client.until('TEELINE_UPSTREAM_RESET')
    expect(client.text()).toMatch(/^HTTP\/1\.1 502 /)
    const third = await ask('third')
    const other = await ends.upstream.next()
    await other.until('POST /v1/third ')
    expect(other.text()).not.toContain('once')
    other.write(`HTTP/1.1 200 OK\r\n${sized}`)
    await third.until('hello')
    expect(ends.upstream.connections).toBe(2)
  })
})

describe('an answer that comes before its request’s body is whole', () => {
  const heads = [
    ['of a length', 'Content-Length: 1000000', 'x'.repeat(1_000)],
    ['in chunks', 'Transfer-Encoding: chunked', '5\r\nxxxxx\r\n'],
    ['that was asked for', 'Content-Length: 1000000\r\nExpect: 100-continue', 'x'.repeat(1_000)]
  ] as const
  test.each(heads)('(%s) is passed, and its connection carries no other request', async (_, field, part) => {
    for (const answer of [sized, chunked]) {
      const { client, server } = await ends.meet(
        `POST /openai/v1/files HTTP/1.1\r\nHost: a\r\n${field}\r\n\r\n${part}`
      )
      await server.until('xxxxx')
      server.write(`HTTP/1.1 413 Too Much\r\n${answer}`)
      await client.until('hello')
      await server.ended
      expect(client.text()).toMatch(/HTTP\/1\.1 413 Too Much\r\n/)
      expect((await ends.relay.ended(1)).pop()).toMatchObject({ status: 413, endedBy: 'complete' })
      ends.relay.tapes.length = 0
    }
  })

  test('may begin while the body still goes up, and both go on to their ends', async () => {
    const { client, server } = await ends.meet(
      'POST /openai/v1/files HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n'
    )
    await server.until('1\r\na\r\n')
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    for (const name of ['b', 'c', 'd']) {
      client.write(`1\r\n${name}\r\n`)
      await server.until(`1\r\n${name}\r\n`)
      server.write(`1\r\n${name}\r\n`)
      await client.until(`1\r\n${name}\r\n`)
    }
    client.write('0\r\n\r\n')
    await server.until('0\r\n\r\n')
    server.write('0\r\n\r\n')
    await client.until('0\r\n\r\n')
    await ends.relay.ended(1)
    const second = await ask('second')
    await server.until('POST /v1/second ')
    server.write(`HTTP/1.1 200 OK\r\n${sized}`)
    await second.until('hello')
  })
})

test('an upstream may be named by an IPv6 address', async () => {
  const six = await startPeerUpstream('::1')
  const through = await startRelay({ upstream: `http://[::1]:${six.port}` })
  const client = await Peer.open(through.url)
  client.write('GET /openai/v1/models HTTP/1.1\r\nHost: a\r\n\r\n')
  const server = await six.next()
  await server.until('\r\n\r\n')
  expect(server.text()).toContain(`\r\nhost: [::1]:${six.port}\r\n`)
  server.write(`HTTP/1.1 200 OK\r\n${chunked}`)
  await client.until('hello')
  client.socket.destroy()
  await through.close()
  six.close()
})
