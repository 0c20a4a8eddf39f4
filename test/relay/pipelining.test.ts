/** Requests that a client sends before the answers to earlier ones have come. */
import { beforeEach, describe, expect, test } from 'vitest'
import { type Ends, startEnds } from '../support/ends.js'
import type { Peer } from '../support/peer.js'
import { until } from '../support/until.js'

let ends: Ends
let client: Peer

beforeEach(async () => {
  ends = await startEnds({ collector: { responseHeader: false } })
  client = await ends.open()
  return () => ends.close()
})

const get = (name: string) => `GET /openai/v1/${name} HTTP/1.1\r\nHost: a\r\n\r\n`

/** The upstream's end of the next connection, when this request has come on it. */
async function serverOf(name: string): Promise<Peer> {
  const peer = await ends.upstream.next()
  await peer.until(`GET /v1/${name} `)
  await peer.until('\r\n\r\n')
  return peer
}

const chunked = (body: string, trailer = '') =>
  `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)};x\r\n${body}\r\n0\r\n${trailer}\r\n`
const sized = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`

describe('a request goes upstream when the one before it has its answer', () => {
  test.each([
    ['both chunked', chunked('first', 'X-T: 1\r\n'), chunked('second', 'X-T: 2\r\n')],
    ['a length behind chunks', chunked('first'), sized('second')],
    ['chunks behind a length', sized('first'), chunked('second')]
  ])('so answers come in their order (%s)', async (_, one, two) => {
    client.write(get('a') + get('b'))
    const server = await serverOf('a')
    expect(ends.relay.collector.stats()).toMatchObject({ open: 1, exchanges: 1 })
    server.write(one)
    await server.until('GET /v1/b ')
    server.write(two)
    await client.until(/first[\s\S]*second/)
    expect(client.text()).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*first[\s\S]*HTTP\/1\.1 200 OK[\s\S]*second/)
    const tapes = await ends.relay.ended(2)
    expect(tapes.map(({ response }) => response.head.toString())).toEqual(['first', 'second'])
    expect(tapes.map(({ errorType }) => errorType)).toEqual(['', ''])
    expect(ends.upstream.connections).toBe(1)
  })

  test('also when they come byte by byte, with bodies, and line ends between them', async () => {
    const post = (body: string) =>
      `POST /openai/v1/${body} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n`
    const put = (body: string) =>
      `PUT /openai/v1/${body} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n${body}\r\n0\r\n\r\n`
    for (const byte of `\r\n${post('a')}${put('b')}${get('c')}`) {
      client.write(byte)
      await new Promise(resolve => setImmediate(resolve))
    }
    const server = await ends.upstream.next()
    for (const name of ['POST /v1/a', 'PUT /v1/b', 'GET /v1/c']) {
      await server.until(name)
      await server.until(
        name.startsWith('PUT') ? '0\r\n\r\n' : name.startsWith('POST') ? '\r\n\r\na' : '\r\n\r\n'
      )
      server.clear()
      server.write(sized(name))
      await client.until(`\r\n\r\n${name}`)
    }
    expect((await ends.relay.ended(3)).map(({ request }) => request.head.toString())).toEqual(['a', 'b', ''])
  })

  test('a thousand refused ones and what is behind them', async () => {
    const refused = 'GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n'
    client.write(refused.repeat(1_000) + get('a'))
    const server = await serverOf('a')
    server.write(sized('at last'))
    await client.until('at last')
    expect(client.text().match(/HTTP\/1\.1 404 Not Found/g)).toHaveLength(1_000)
    expect(await ends.relay.ended(1_001)).toHaveLength(1_001)
  })

  test('nothing follows one that is broken off: the connection ends', async () => {
    client.write(get('a') + get('b'))
    const server = await serverOf('a')
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n')
    await client.until('first')
    server.socket.resetAndDestroy()
    await client.ended
    expect(await ends.relay.ended(1)).toMatchObject([{ errorType: 'upstream_reset' }])
    await until('nothing open', () => ends.relay.collector.stats().open === 0)
    expect(ends.relay.collector.stats().exchanges).toBe(1)
  })

  test('nothing follows one that closes its connection', async () => {
    client.write(`GET /openai/v1/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n${get('b')}`)
    const server = await serverOf('a')
    server.write(sized('first'))
    await client.ended
    expect(client.text()).toMatch(/Connection: close\r\n\r\nfirst$/)
    expect(ends.relay.collector.stats().exchanges).toBe(1)
  })
})

test('a client that leaves has its request aborted, and those behind it go nowhere', async () => {
  client.write(get('a') + get('b') + get('c'))
  const server = await serverOf('a')
  client.socket.resetAndDestroy()
  await server.ended
  expect(await ends.relay.ended(1)).toMatchObject([{ endedBy: 'client', errorType: 'client_abort' }])
  expect(ends.relay.collector.stats()).toMatchObject({ open: 0, exchanges: 1 })
})

test('a client that sends ahead without end has to wait, and is read on with its answers', async () => {
  const request = `GET /openai/v1/x HTTP/1.1\r\nHost: a\r\nX-Long: ${'y'.repeat(10_000)}\r\n\r\n`
  let count = 0
  await until('the client has to wait', () => {
    for (; count < 5_000 && client.socket.writableLength < 2 ** 20; count++) client.write(request)
    return client.socket.writableLength >= 2 ** 20
  })
  expect(count).toBeLessThan(2_500)
  const server = await serverOf('x')
  for (let i = 0; i < count; i++) {
    await server.until('\r\n\r\n')
    server.clear()
    server.write(sized(`answer ${i}.`))
    await client.until(`answer ${i}.`)
    client.clear()
  }
  expect(ends.relay.collector.stats().exchanges).toBe(count)
})

test('a stopping collector cuts a request, and comes to its end whatever is behind it', async () => {
  client.write(get('a') + get('b'))
  const server = await serverOf('a')
  server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
  await client.until('hello')
  await ends.relay.close()
  expect(await ends.relay.ended(1)).toMatchObject([{ errorType: 'collector_stopped' }])
})

test('an upgrade behind a request has its turn when that has its answer', async () => {
  client.write(
    `${get('a')}GET /openai/v1/realtime HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x01a`
  )
  const server = await serverOf('a')
  server.write(sized('first'))
  await server.until('GET /v1/realtime ')
  server.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x01b'
  )
  await server.until('\x81\x01a')
  await client.until('\x81\x01b')
  expect(client.text()).toMatch(/first[\s\S]*101 Switching/)
})

test('a client has the answer that closes its connection, though it had sent more', async () => {
  client.write(`GET /openai/v1/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  client.write(get('b').repeat(100))
  const server = await serverOf('a')
  client.socket.pause()
  server.write(sized('z'.repeat(1_000_000)))
  await ends.relay.ended(1)
  for (let i = 0; i < 10; i++) client.write(get('c').repeat(100))
  client.socket.resume()
  await client.ended
  expect(client.body()).toHaveLength(1_000_000)
})
