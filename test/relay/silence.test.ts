/** Who is silent: an upstream that does not answer, or a client that does not send or read. */
import { beforeEach, describe, expect, test } from 'vitest'
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

describe('it is the client’s own time', () => {
  test('when it is slow to send its body', async () => {
    const server = await meet(post, '01234')
    await pastTheLimit()
    expect(ends.relay.tapes).toEqual([])
    client.write('56789')
    await server.until('56789')
    server.write(`${chunkedHead}0\r\n\r\n`)
    await client.until('0\r\n\r\n')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, errorType: '' }])
  })

  test('when it is slow to send its body while the answer has begun', async () => {
    const server = await meet(post, '01234')
    server.write(`${chunkedHead}2\r\nhi\r\n`)
    await client.until('hi')
    await pastTheLimit()
    client.write('56789')
    await server.until('56789')
    server.write('0\r\n\r\n')
    await client.until('0\r\n\r\n')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, errorType: '' }])
  })

  test('when it asks, does not wait, and is slow', async () => {
    const server = await meet(`${post}\r\nExpect: 100-continue`, '01234')
    await server.until('01234')
    await pastTheLimit()
    client.write('56789')
    await server.until('56789')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
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
