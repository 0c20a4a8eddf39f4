/** Who is silent: an upstream that does not answer, or a client that does not send or read. */
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Ends, startEnds } from '../support/ends.js'
import type { Peer } from '../support/peer.js'
import { until } from '../support/until.js'

const limitMs = 200

let ends: Ends
let client: Peer

beforeEach(async () => {
  ends = await startEnds({ collector: { headersTimeoutMs: limitMs, idleTimeoutMs: limitMs } })
  client = await ends.open()
  return () => ends.close()
})

async function meet(head: string, rest = ''): Promise<Peer> {
  client.write(`${head}\r\nHost: a\r\n\r\n${rest}`)
  const server = await ends.upstream.next()
  await server.until('\r\n\r\n')
  return server
}

/** Three times the limit, by the clock that the limit is measured by. */
async function pastTheLimit(): Promise<void> {
  const from = performance.now()
  await until('three limits', () => performance.now() - from > 3 * limitMs)
}

const post = 'POST /openai/v1/files HTTP/1.1\r\nContent-Length: 10'
const chunkedHead = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

describe('it is the upstream’s silence', () => {
  test.each([
    ['before the answer', post, '0123456789', '', 504],
    ['behind an informational head', post, '0123456789', 'HTTP/1.1 103 Early Hints\r\n\r\n', 504],
    ['within the answer’s head', post, '0123456789', 'HTTP/1.1 200 OK\r\n', 504],
    ['when asked for the body', `${post}\r\nExpect: 100-continue`, '', '', 504],
    [
      'when asked, and hinting',
      `${post}\r\nExpect: 100-continue`,
      '',
      'HTTP/1.1 103 Early Hints\r\n\r\n',
      504
    ],
    ['behind the answer’s head', post, '0123456789', chunkedHead, 200],
    ['within a chunk', post, '0123456789', `${chunkedHead}5\r\nhe`, 200],
    ['within the last chunk', post, '0123456789', `${chunkedHead}5\r\nhello\r\n0\r\n`, 200]
  ])('%s', async (_, head, body, said, status) => {
    const server = await meet(head, body)
    server.write(said)
    await server.ended
    expect(await ends.relay.ended(1)).toMatchObject([
      { status, endedBy: 'upstream', errorType: 'upstream_timeout' }
    ])
    expect(client.text()).not.toContain('0\r\n\r\n')
  })

  test('when it does not read', async () => {
    client.write(`POST /openai/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n`)
    const block = 'x'.repeat(1_000_000)
    client.write(block)
    const server = await ends.upstream.next()
    server.socket.pause()
    for (let i = 0; i < 40; i++) client.write(block)
    await client.until('TEELINE_UPSTREAM_TIMEOUT')
  })
})

/** The client sends now and then, for three times the limit. */
async function trickle(): Promise<void> {
  const from = performance.now()
  await until('three limits', () => {
    client.write('1\r\nx\r\n')
    return performance.now() - from > 3 * limitMs
  })
}

const upload = 'POST /openai/v1/files HTTP/1.1\r\nTransfer-Encoding: chunked'
const answerEnd = 'Content-Length: 2\r\n\r\n{}'

describe('it is the client’s own time', () => {
  test.each([
    ['', ''],
    [' while the answer has begun', `${chunkedHead}2\r\nhi\r\n`],
    [' though it was not asked for', 'HTTP/1.1 103 Early Hints\r\n\r\n']
  ])('when it sends its body slowly%s', async (_, said) => {
    const server = await meet(upload, '1\r\na\r\n')
    server.write(said)
    await trickle()
    expect(ends.relay.tapes).toEqual([])
    client.write('0\r\n\r\n')
    await server.until('0\r\n\r\n')
    server.write(said.startsWith(chunkedHead) ? '0\r\n\r\n' : `HTTP/1.1 200 OK\r\n${answerEnd}`)
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, errorType: '' }])
  })

  test('when it asks, does not wait, and is slow', async () => {
    const server = await meet(`${upload}\r\nExpect: 100-continue`, '1\r\na\r\n')
    await server.until('1\r\na\r\n')
    await trickle()
    client.write('0\r\n\r\n')
    await server.until('0\r\n\r\n')
    server.write(`HTTP/1.1 200 OK\r\n${answerEnd}`)
    await client.until('{}')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, errorType: '' }])
  })

  test.each([
    ['chunked', chunkedHead, `100000\r\n${'x'.repeat(2 ** 20)}\r\n`, '0\r\n\r\n'],
    ['of a length', `HTTP/1.1 200 OK\r\nContent-Length: ${40 * 2 ** 20}\r\n\r\n`, 'x'.repeat(2 ** 20), '']
  ])('when it is slow to read an answer (%s), which then comes whole', async (_, head, piece, end) => {
    const server = await meet(post, '0123456789')
    client.socket.pause()
    server.write(head)
    for (let i = 0; i < 40; i++) server.write(piece)
    server.write(end)
    await pastTheLimit()
    expect(server.socket.writableLength).toBeGreaterThan(0)
    expect(ends.relay.tapes).toEqual([])
    client.socket.resume()
    expect(await ends.relay.ended(1)).toMatchObject([
      { status: 200, errorType: '', response: { totalBytes: 40 * 2 ** 20 } }
    ])
    await until('all of it', () => client.body().length >= 40 * piece.length + end.length)
    expect(client.body().replace(/[^x]/g, '').length).toBe(40 * 2 ** 20)
  })
})

const stalled = { endedBy: 'client', errorType: 'rejected', errorCode: 'TEELINE_REQUEST_TIMEOUT' }

describe('a client that stops within its body', () => {
  test.each([
    ['half-way', post, '01234', true],
    ['half-way, in chunks', upload, '5\r\n01', true],
    ['between two chunks', upload, '5\r\n01234\r\n', true],
    ['before the last line end', upload, '5\r\n01234\r\n0\r\n', true],
    ['before it has begun', post, '', false],
    ['that it asks for, and does not wait', `${post}\r\nExpect: 100-continue`, '01234', true]
  ])('(%s) has a 408 in the provider’s envelope, and its upstream is free', async (_, head, part, isMet) => {
    client.write(`${head.replace('/openai', '/anthropic')}\r\nHost: a\r\n\r\n${part}`)
    const server = isMet ? await ends.upstream.next() : null
    await client.ended
    await server?.ended
    expect(client.text()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]*\r\nConnection: close\r\n/)
    expect(client.body()).toContain('"type":"timeout_error","message":"TEELINE_REQUEST_TIMEOUT: ')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 408, ...stalled }])
  })

  test('that it was asked for has a 408', async () => {
    const server = await meet(`${post}\r\nExpect: 100-continue`)
    server.write('HTTP/1.1 100 Continue\r\n\r\n')
    await client.until('100 Continue')
    await client.until('408 Request Timeout')
    await server.ended
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 408, ...stalled }])
  })

  test('has its answer broken off when that has stopped too', async () => {
    const server = await meet(post, '01234')
    server.write(`${chunkedHead}2\r\nhi\r\n`)
    await client.ended
    await server.ended
    expect(client.body()).toBe('2\r\nhi\r\n')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, ...stalled }])
  })

  test('on a route that changes requests has a 408, and nothing goes upstream', async () => {
    const changing = await startEnds({ usage: 'inject', collector: { idleTimeoutMs: limitMs } })
    onTestFinished(() => changing.close())
    const other = await changing.open()
    other.write('POST /openai/v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"a"')
    await other.until('408 Request Timeout')
    expect(await changing.relay.ended(1)).toMatchObject([{ status: 408, ...stalled }])
    expect(changing.upstream.connections).toBe(0)
  })
})

describe('a client is not silent', () => {
  /** Long enough that a slow machine does not look like one. */
  const clientLimitMs = 1_000

  beforeEach(async () => {
    const slower = await startEnds({
      collector: { headersTimeoutMs: 3 * clientLimitMs, idleTimeoutMs: clientLimitMs }
    })
    await ends.close()
    ends = slower
    client = await ends.open()
  })

  /** For three times its limit; it is looked at once a second. */
  async function goOn(say: () => void): Promise<void> {
    const from = performance.now()
    await until('three limits', () => {
      say()
      return performance.now() - from > 3 * clientLimitMs
    })
  }

  test('that sends its body in small pieces', async () => {
    const server = await meet(upload, '1\r\na\r\n')
    await goOn(() => client.write('1\r\nx\r\n'))
    client.write('0\r\n\r\n')
    await server.until('0\r\n\r\n')
    server.write(`HTTP/1.1 200 OK\r\n${answerEnd}`)
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, endedBy: 'complete', errorType: '' }])
  })

  test('whose answer goes on before its body is whole', async () => {
    const server = await meet(post, '01234')
    server.write(chunkedHead)
    await goOn(() => server.write('2\r\nhi\r\n'))
    server.write('0\r\n\r\n')
    await client.until('0\r\n\r\n')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, endedBy: 'complete', errorType: '' }])
  })

  test('that asks for its body to be wanted, and waits for the word', async () => {
    const server = await meet(`${post}\r\nExpect: 100-continue`)
    await server.ended
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 504, errorType: 'upstream_timeout' }])
  })

  test('that is held back by an upstream which does not read', async () => {
    client.write('POST /openai/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n')
    const block = 'x'.repeat(1_000_000)
    client.write(block)
    const server = await ends.upstream.next()
    server.socket.pause()
    for (let i = 0; i < 40; i++) client.write(block)
    await client.ended
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 504, errorType: 'upstream_timeout' }])
  })
})
