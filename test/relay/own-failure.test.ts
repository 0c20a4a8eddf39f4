/** Our own code fails: that is not told as somebody else's fault, and nothing of the call reaches the log. */
import { beforeEach, expect, test } from 'vitest'
import { type Ends, startEnds } from '../support/ends.js'
import type { Peer } from '../support/peer.js'
import { until } from '../support/until.js'

let ends: Ends
let client: Peer
/** The next time that this key of the configuration or of a route is read, that fails. */
let failing: string

const secret = 'sk-secret-0123456789'

beforeEach(async () => {
  failing = ''
  ends = await startEnds({
    reading: part =>
      new Proxy(part, {
        get(target, key) {
          if (key !== failing) return Reflect.get(target, key)
          failing = ''
          throw new TypeError(`cannot read ${secret}`)
        }
      })
  })
  client = await ends.open()
  return () => ends.close()
})

/** One line, which says where, and nothing of what was read there. */
function expectOneLine(): void {
  expect(ends.relay.logged).toEqual([
    expect.stringMatching(/^TEELINE_COLLECTOR_FAILED: .* TypeError at .*own-failure\.test\.ts:\d+/)
  ])
  expect(ends.relay.logged.join()).not.toContain(secret)
}

test('at an answer’s head it is a 500 in the provider’s envelope, and in the log once, however often', async () => {
  for (let i = 1; i <= 3; i++) {
    failing = 'responseHeader'
    client.clear()
    client.write('GET /anthropic/v1/models HTTP/1.1\r\nHost: a\r\n\r\n')
    const server = await ends.upstream.next()
    await server.until('\r\n\r\n')
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    await server.ended
    await client.until('"type":"api_error","message":"TEELINE_COLLECTOR_FAILED: ')
    expect(client.text()).toMatch(/^HTTP\/1\.1 500 Internal Server Error\r\n/)
    expect((await ends.relay.ended(i))[i - 1]).toMatchObject({
      status: 500,
      endedBy: 'collector',
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

test.each([
  ['without a body', 'GET', '\r\n', ''],
  ['whose body is to come', 'POST', 'Content-Length: 2\r\n\r\n', ''],
  ['whose body has begun', 'POST', 'Content-Length: 2\r\n\r\n', '{']
])('at a request %s it is a 500, and no malformed request', async (_, method, fields, part) => {
  const head = `${method} /anthropic/v1/models HTTP/1.1\r\nHost: a\r\n${fields}`
  if (part !== '') {
    client.write(head)
    await until('it has begun', () => ends.relay.collector.stats().open === 1)
  }
  failing = 'maxBodyBytes'
  client.write(part === '' ? head : part)
  await client.until('"type":"api_error","message":"TEELINE_COLLECTOR_FAILED: ')
  expect(await ends.relay.ended(1)).toMatchObject([
    { status: 500, endedBy: 'collector', errorType: 'rejected', errorCode: 'TEELINE_COLLECTOR_FAILED' }
  ])
  expectOneLine()
})
