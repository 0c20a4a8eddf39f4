/** How the body's end is told on both sides: lengths, chunks, trailers, the end of the connection. */
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Ends, startEnds } from '../support/ends.js'

let ends: Ends

beforeEach(async () => {
  ends = await startEnds({ collector: { responseHeader: false } })
  return () => ends.close()
})

/** Sends a request, of which the upstream has got the head when this resolves. */
const meet = (first = 'GET /openai/v1/models HTTP/1.1', rest = '\r\n') =>
  ends.meet(`${first}\r\nHost: a\r\n${rest}`)

const chunks = '005;a="b"\r\nhello\r\nA;x\r\n0123456789\r\n1\r\n!\r\n'

describe('a chunked answer', () => {
  test.each([
    ['in one piece', (wire: string) => [wire]],
    ['byte by byte', (wire: string) => [...wire]],
    ['in pieces of 7', (wire: string) => wire.match(/[\s\S]{1,7}/g)!]
  ])(
    'reaches an HTTP/1.1 client in its own chunks, extensions included, when it comes %s',
    async (_, cut) => {
      const { client, server } = await meet()
      const head = 'HTTP/1.1 200 Fine\r\nX-A: caf\u00e9\r\nTRANSFER-Encoding: Chunked\r\nX-B: 2\r\n\r\n'
      for (const piece of cut(`${head}${chunks}0;last\r\nX-T: caf\u00e9\r\n\r\n`)) {
        server.write(piece)
        await new Promise(resolve => setImmediate(resolve))
      }
      await client.until('X-T: caf\u00e9\r\n\r\n')
      expect(client.text()).toMatch(
        /^HTTP\/1\.1 200 Fine\r\nX-A: caf\u00e9\r\nTRANSFER-Encoding: Chunked\r\nX-B: 2\r\n/
      )
      expect(client.body()).toBe(`${chunks}0\r\nX-T: caf\u00e9\r\n\r\n`)
      const [tape] = await ends.relay.ended(1)
      expect(tape).toMatchObject({ status: 200, endedBy: 'complete' })
      expect(tape!.response.head.toString()).toBe('hello0123456789!')
    }
  )

  test('reaches an HTTP/1.0 client without chunks, and without what announces trailers', async () => {
    const { client, server } = await meet('GET /openai/v1/models HTTP/1.0')
    server.write(
      `HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\nX-T: 1\r\n\r\n`
    )
    await client.ended
    expect(client.text()).not.toMatch(/transfer-encoding|trailer/i)
    expect(client.body()).toBe('hello0123456789!')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, endedBy: 'complete', errorType: '' }])
  })

  test('of no chunk but the last keeps its trailers', async () => {
    const { client, server } = await meet()
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n')
    await client.until('X-T: 1\r\n\r\n')
    expect(client.body()).toBe('0\r\nX-T: 1\r\n\r\n')
  })

  test.each([
    ['within a chunk', '5\r\nhello\r\n5\r\nwo', '5\r\nhello\r\n5\r\nwo'],
    ['behind a chunk', '5\r\nhello\r\n', '5\r\nhello\r\n'],
    ['within a size', '5\r\nhello\r\n10', '5\r\nhello\r\n'],
    ['within the last chunk', '5\r\nhello\r\n0\r\n', '5\r\nhello\r\n'],
    ['within its trailers', '5\r\nhello\r\n0\r\nX-T: 1\r\n', '5\r\nhello\r\n']
  ])('that breaks off %s never looks whole to its client', async (_, sent, passed) => {
    for (const end of ['reset', 'close'] as const) {
      const { client, server } = await meet()
      server.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${sent}`)
      await client.until(passed)
      // All of it has been read when what comes behind it has been.
      if (end === 'reset') server.socket.resetAndDestroy()
      else server.socket.end()
      await client.ended
      expect(client.body()).toBe(passed)
      expect((await ends.relay.ended(1)).pop()).toMatchObject({ status: 200, errorType: 'upstream_reset' })
      ends.relay.tapes.length = 0
    }
  })

  test('that is malformed in the middle never looks whole to its client', async () => {
    const { client, server } = await meet()
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
    await client.until('hello\r\n')
    server.write('2\r\nab\r\nzz\r\n')
    await client.ended
    expect(client.body()).not.toContain('zz')
    expect(client.body()).not.toContain('0\r\n\r\n')
    expect(await ends.relay.ended(1)).toMatchObject([
      { errorType: 'upstream_reset', errorCode: 'HPE_INVALID_CHUNK_SIZE' }
    ])
  })
})

describe('an answer without a body', () => {
  test.each([
    ['HEAD', '200 OK', 'Content-Length: 12'],
    ['HEAD', '200 OK', 'X-None: 1'],
    ['HEAD', '200 OK', 'Trailer: X-T'],
    ['GET', '304 Not Modified', 'Content-Length: 12'],
    ['GET', '304 Not Modified', 'Trailer: X-T'],
    ['GET', '204 No Content', 'Content-Length: 0'],
    ['GET', '204 No Content', 'X-None: 1']
  ])(
    '(%s, %s, %s) ends with its head, and its connection carries the next request',
    async (method, status, field) => {
      const { client, server } = await meet(`${method} /openai/v1/models HTTP/1.1`)
      server.write(`HTTP/1.1 ${status}\r\n${field}\r\n\r\n`)
      await client.until('\r\n\r\n')
      expect(client.text()).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`))
      if (!field.startsWith('Trailer')) expect(client.text()).toContain(`\r\n${field}\r\n`)
      expect(await ends.relay.ended(1)).toMatchObject([{ endedBy: 'complete', errorType: '' }])
      expect(client.body()).toBe('')
      server.clear()
      const second = await ends.open()
      second.write('GET /openai/v1/second HTTP/1.1\r\nHost: a\r\n\r\n')
      await server.until('GET /v1/second')
      expect(ends.upstream.connections).toBe(1)
    }
  )

  test.each([
    ['HEAD', '200 OK', 'Transfer-Encoding: chunked'],
    ['GET', '304 Not Modified', 'Transfer-Encoding: chunked'],
    ['GET', '204 No Content', 'Transfer-Encoding: chunked'],
    ['GET', '204 No Content', 'Content-Length: 5']
  ])(
    '(%s, %s) that says %s puts neither side out of step, whether that comes or not',
    async (method, status, field) => {
      for (const rest of ['', '0\r\n\r\n', '5\r\nhello\r\n0\r\n\r\n']) {
        const { client, server } = await meet(`${method} /openai/v1/models HTTP/1.1`)
        server.write(`HTTP/1.1 ${status}\r\n${field}\r\nX-A: 1\r\n\r\n${rest}`)
        // No other request could trust what comes on it.
        await server.ended
        await client.until('\r\n\r\n')
        expect(client.text()).toContain('\r\nX-A: 1\r\n')
        expect(client.text()).not.toMatch(/transfer-encoding/i)
        client.write('GET /openai/v1/second HTTP/1.1\r\nHost: a\r\n\r\n')
        const other = await ends.upstream.next()
        await other.until('GET /v1/second ')
        other.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nagain')
        await client.until('again')
        expect(client.body()).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
        expect(client.text()).not.toContain('hello')
      }
      const tapes = await ends.relay.ended(6)
      expect(tapes.map(({ endedBy, errorType }) => endedBy + errorType)).toEqual(Array(6).fill('complete'))
    }
  )

  test('of an informational head that says it has one is not passed on, nor waited for', async () => {
    const { client, server } = await meet()
    server.write('HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\nLink: </a>\r\n\r\n')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello')
    await client.until('hello')
    expect(client.text()).toMatch(/^HTTP\/1\.1 103 Early Hints\r\nLink: <\/a>\r\n\r\nHTTP\/1\.1 200 OK\r\n/)
  })

  test('that has one all the same loses it, and its connection', async () => {
    const { client, server } = await meet('HEAD /openai/v1/models HTTP/1.1')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello')
    await client.until('\r\n\r\n')
    await server.ended
    expect(client.body()).toBe('')
  })
})

describe('an answer that ends with its connection', () => {
  test.each([
    ['1.1', 'chunks', '5\r\nhello\r\n0\r\n\r\n'],
    ['1.0', 'the end of its connection', 'hello']
  ])('reaches an HTTP/%s client by %s', async (version, _, body) => {
    const { client, server } = await meet(`GET /openai/v1/models HTTP/${version}`)
    server.write('HTTP/1.0 200 OK\r\nX-A: 1\r\n\r\nhello')
    server.socket.end()
    await client.until(body)
    expect(client.body()).toBe(body)
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, endedBy: 'complete', errorType: '' }])
  })
})

test('an answer that breaks off never looks whole to an HTTP/1.0 client, for which the connection is its end', async () => {
  const { client, server } = await meet('GET /openai/v1/models HTTP/1.0')
  const errors: unknown[] = []
  client.socket.on('error', error => errors.push(error))
  server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
  await client.until('hello')
  server.socket.resetAndDestroy()
  await client.ended
  expect(errors).toMatchObject([{ code: 'ECONNRESET' }])
  expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, errorType: 'upstream_reset' }])
})

describe('a head', () => {
  test('that comes byte by byte, after several informational ones, is passed as it is', async () => {
    const { client, server } = await meet()
    const heads =
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n' +
      'HTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\n\r\n'
    for (const byte of heads) {
      server.write(byte)
      await new Promise(resolve => setImmediate(resolve))
    }
    server.write('{}')
    await client.until('{}')
    expect(client.text().replace(/Connection: keep-alive\r\nKeep-Alive: timeout=\d+\r\n/, '')).toBe(
      `${heads}{}`
    )
  })

  test('of 64 KiB passes', async () => {
    const { client, server } = await meet()
    const start = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Long: '
    server.write(`${start}${'x'.repeat(65_536 - start.length)}\r\n\r\n{}`)
    await client.until('{}')
    expect(client.text()).toContain('x'.repeat(65_536 - start.length))
  })

  test.each([
    ['ends', '\r\n\r\n{}'],
    ['does not end', '']
  ])('of more that %s becomes a 502', async (_, end) => {
    const { client, server } = await meet()
    server.write(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Long: ${'x'.repeat(65_536)}${end}`)
    await client.until('TEELINE_UPSTREAM_MALFORMED')
    expect(client.text()).toMatch(/^HTTP\/1\.1 502 /)
    await server.ended
  })

  test.each([
    [
      'with a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'
    ],
    ['with bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}'],
    ['of an upgrade that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
    ['of something else', 'SSH-2.0-OpenSSH_9.6\r\n']
  ])('%s becomes a 502 at once', async (_, bytes) => {
    const { client, server } = await meet()
    server.write(bytes)
    await client.until('TEELINE_UPSTREAM_MALFORMED')
    expect(client.text()).toMatch(/^HTTP\/1\.1 502 /)
    await server.ended
  })
})

test('a request’s chunks reach the upstream with their trailers, announced or not', async () => {
  const { client, server } = await meet(
    'POST /openai/v1/files HTTP/1.1',
    'X-First: 1\r\nTRANSFER-encoding: Chunked\r\nX-Last: 1\r\n\r\n3\r\nabc\r\n'
  )
  await server.until('3\r\nabc\r\n')
  client.write('0\r\nX-Sum: caf\u00e9\r\n\r\n')
  await server.until('3\r\nabc\r\n0\r\nX-Sum: caf\u00e9\r\n\r\n')
  expect(server.text()).toContain('X-First: 1\r\nTRANSFER-encoding: Chunked\r\nX-Last: 1\r\n\r\n')
})

test('of a changed request a chunked answer keeps its framing, and one with a length is as long as what is left', async () => {
  const changing = await startEnds({ usage: 'inject' })
  onTestFinished(() => changing.close())
  const frames = [
    'data: {"choices":[{"delta":{"content":"a"}}]}\n\n',
    'data: {"choices":[],"usage":{"total_tokens":3}}\n\n'
  ]
  const body = frames.join('')
  const end = 'data: [DONE]\n\n'
  const type = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n'
  for (const answer of [
    `${type}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\ne\r\n${end}\r\n0\r\n\r\n`,
    `${type}Content-Length: ${body.length + end.length}\r\n\r\n${body}${end}`
  ]) {
    const request = '{"stream":true}'
    const { client, server } = await changing.meet(
      `POST /openai/v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: ${request.length}\r\n\r\n${request}`
    )
    await server.until('"stream":true}')
    server.write(answer)
    server.socket.end()
    await client.until('[DONE]\n\n\r\n0\r\n\r\n')
    const data = client.body().replace(/^[0-9a-f]+\r\n|\r\n[0-9a-f]+\r\n(\r\n)?/g, '')
    expect(data).toBe(`${frames[0]}${end}`)
    expect(client.text()).not.toMatch(/content-length/i)
  }
})
