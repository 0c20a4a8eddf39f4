/** What a client sends behind a good request, and is no request. */
import { beforeEach, expect, test } from 'vitest'
import { type Ends, startEnds } from '../support/ends.js'
import type { Peer } from '../support/peer.js'

let ends: Ends
let client: Peer

beforeEach(async () => {
  ends = await startEnds()
  client = await ends.open()
  return () => ends.close()
})

const get = 'GET /openai/v1/models HTTP/1.1\r\nHost: a\r\n\r\n'

test.each([
  ['chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', '0\r\n\r\n'],
  ['a length', 'Content-Length: 10\r\n\r\nhello', 'hello']
])(
  'garbage behind a request whose answer of %s is on its way puts nothing into it, and is refused after it',
  async (_, first, last) => {
    client.write(get)
    const server = await ends.upstream.next()
    await server.until('\r\n\r\n')
    server.write(`HTTP/1.1 200 OK\r\n${first}`)
    await client.until('hello')
    client.write('\x00garbage\r\n\r\n')
    server.write(last)
    await client.ended
    const [answer, refusal] = client.body().split('HTTP/1.1 400 Bad Request\r\n')
    expect(answer).toBe(first.slice(first.indexOf('\r\n\r\n') + 4) + last)
    expect(refusal).toContain('TEELINE_REQUEST_MALFORMED')
    expect(await ends.relay.ended(1)).toMatchObject([{ status: 200, endedBy: 'complete', errorType: '' }])
  }
)

test('garbage behind a whole answer is refused', async () => {
  client.write(get)
  const server = await ends.upstream.next()
  await server.until('\r\n\r\n')
  server.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
  await client.until('{}')
  client.clear()
  client.write('\x00garbage\r\n\r\n')
  await client.ended
  expect(client.text()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*TEELINE_REQUEST_MALFORMED/)
})
