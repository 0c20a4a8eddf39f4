/** What a client sees of an answer, on a socket that is real. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AnswerWriter, type BodyEnd } from '../../../collector/relay/client/answer-writer.js'
import { writeJoined } from '../../../collector/relay/http/joined-write.js'
import { Peer } from '../../support/peer.js'

async function pair(): Promise<{ socket: Socket; client: Peer }> {
  const server = createServer({ noDelay: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = once(server, 'connection')
  const client = await Peer.open(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
  const [socket] = (await accepted) as [Socket]
  onTestFinished(() => {
    client.socket.destroy()
    socket.destroy()
    server.close()
  })
  return { socket, client }
}

const alive = 'Connection: keep-alive\r\nKeep-Alive: timeout=72\r\n'
const close = 'Connection: close\r\n'
const coding = 'Transfer-Encoding: chunked\r\n'

describe('an answer', () => {
  const cases: [BodyEnd, boolean, boolean, boolean, string][] = [
    ['length', true, true, true, `HTTP/1.1 200 OK\r\nX-A: \u00e9\r\n${alive}\r\nabcd`],
    ['length', true, false, false, `HTTP/1.1 200 OK\r\nX-A: \u00e9\r\n${close}\r\nabcd`],
    ['length', false, true, true, `HTTP/1.1 200 OK\r\nX-A: \u00e9\r\n${alive}\r\nabcd`],
    ['none', true, true, true, `HTTP/1.1 200 OK\r\nX-A: \u00e9\r\n${alive}\r\n`],
    [
      'open',
      true,
      true,
      true,
      `HTTP/1.1 200 OK\r\nX-A: \u00e9\r\n${alive}${coding}\r\n2\r\nab\r\n2\r\ncd\r\n0\r\nX-T: 1\r\n\r\n`
    ],
    ['open', false, true, false, `HTTP/1.1 200 OK\r\nX-A: \u00e9\r\n${close}\r\nabcd`]
  ]
  test.each(cases)(
    'with a body by %s, HTTP/1.1: %s, may persist: %s, does: %s',
    async (body, isHttp11, may, does, wire) => {
      const { socket, client } = await pair()
      const writer = new AnswerWriter(socket)
      // Again, to see that nothing of one is left for the next.
      for (const _ of [1, 2]) {
        client.clear()
        expect(writer.begin(200, 'OK', ['X-A', '\u00e9'], body, isHttp11, may)).toBe(does)
        for (const piece of ['ab', '', 'cd']) writer.write(Buffer.from(piece))
        writer.end(['X-T', '1'])
        await client.until(wire.slice(-8))
        expect(client.text()).toBe(wire)
      }
    }
  )

  test('by chunks passes them as they are, and its last one leaves with its trailers', async () => {
    const { socket, client } = await pair()
    const writer = new AnswerWriter(socket)
    writer.begin(200, 'OK', [], 'wire', true, true)
    writer.writeWire(Buffer.from('2;x\r\nab\r\n'), false)
    const before = socket.bytesWritten
    writer.writeWire(Buffer.from('1\r\nc\r\n'), true)
    expect(socket.bytesWritten).toBe(before)
    writer.end(['X-T', '1'])
    await client.until(/2;x\r\nab\r\n1\r\nc\r\n0\r\nX-T: 1\r\n\r\n$/)
  })

  test('whose trailers are late leaves with what there is when it is flushed, once', async () => {
    const { socket, client } = await pair()
    const writer = new AnswerWriter(socket)
    writer.begin(200, 'OK', [], 'wire', true, true)
    writer.writeWire(Buffer.from('1\r\nc\r\n'), true)
    writer.flush()
    writer.flush()
    await client.until(/\r\n\r\n1\r\nc\r\n$/)
    writer.end([])
    await client.until(/\r\n\r\n1\r\nc\r\n0\r\n\r\n$/)
    expect(client.text().match(/HTTP/g)).toHaveLength(1)
  })

  test('has its head at once when it is flushed, and says when its client does not keep up', async () => {
    const { socket, client } = await pair()
    const writer = new AnswerWriter(socket)
    writer.inform(103, 'Early Hints', ['Link', 'x'])
    writer.begin(200, '', [], 'open', true, true)
    writer.flush()
    await client.until(`HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 \r\n${alive}${coding}\r\n`)
    client.socket.pause()
    expect(writer.write(Buffer.alloc(20_000_000))).toBe(false)
    expect(writer.inform(103, '', [])).toBe(false)
  })
})

describe('text, bytes and text', () => {
  test.each([0, 1, 1_000, 16_380, 16_384, 16_385, 100_000])(
    'leave in one write, around %i bytes',
    async length => {
      for (const [head, tail] of [
        ['h\u00e9', 't\u00fc'],
        ['', 't\u00fc'],
        ['h\u00e9', ''],
        ['', '']
      ] as const) {
        const { socket, client } = await pair()
        const bytes = Buffer.alloc(length, 'b')
        const whole = head + 'b'.repeat(length) + tail
        writeJoined(socket, head, bytes, tail)
        socket.end()
        await client.ended
        expect(client.text()).toBe(whole)
        // What was given may be used again by its owner: nothing is written into it.
        expect(bytes.equals(Buffer.alloc(length, 'b'))).toBe(true)
      }
    }
  )
})
