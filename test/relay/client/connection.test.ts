/** A client's connection by itself: what it tells of its requests, and what becomes of the socket. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ClientConnection } from '../../../collector/relay/client/connection.js'
import { maxHeaderBytes } from '../../../collector/relay/client/head-reader.js'
import type { RequestHead } from '../../../collector/relay/client/request-head.js'
import type { ConnectionOwner, RequestReader } from '../../../collector/relay/client/request-reader.js'
import { nowUs } from '../../../collector/relay/clock.js'
import { unreadable } from '../../../collector/relay/refusal.js'
import { Peer } from '../../support/peer.js'
import { until } from '../../support/until.js'

/** Keeps what it is told of one request, and answers when the test says so. */
class Reader implements RequestReader {
  readonly connection: ClientConnection
  readonly head: RequestHead
  readonly told: string[] = []
  body = ''
  onStart: (reader: Reader) => void = () => {}
  onPiece: (reader: Reader) => void = () => {}

  constructor(connection: ClientConnection, head: RequestHead) {
    this.connection = connection
    this.head = head
  }

  answer(status: number, body: string): void {
    this.connection.begin(status, 'X', ['content-length', String(body.length)], 'length')
    this.connection.answer.write(Buffer.from(body))
    this.connection.end([])
  }

  start(): void {
    this.onStart(this)
  }
  onBody(bytes: Buffer): void {
    this.body += bytes.toString('latin1')
    this.onPiece(this)
  }
  onBodyWire(): void {}
  onBodyEnd(trailers: string[]): void {
    this.told.push(['whole', ...trailers].join(' '))
  }
  onMalformed(): void {
    this.told.push('malformed')
    this.answer(400, 'malformed')
  }
  onStalled(): void {
    this.told.push('stalled')
    this.answer(408, 'late')
  }
  onClientDrain(): void {}
  onAnswered(): void {
    this.told.push('answered')
  }
  onClientGone(): void {
    this.told.push('gone')
  }
}

let server: Server
let owner: ConnectionOwner & { isDraining: boolean }
let connections: ClientConnection[]
let readers: Reader[]
let errors: Error[]
let client: Peer
/** What a test does with each request at once. */
let onStart: (reader: Reader) => void
let onPiece: (reader: Reader) => void

beforeEach(async () => {
  connections = []
  readers = []
  errors = []
  onStart = () => {}
  onPiece = () => {}
  owner = {
    isDraining: false,
    idleTimeoutMs: 5_000,
    handlers: {
      onRequest: (connection, head) => {
        const reader = Object.assign(new Reader(connection, head), { onStart, onPiece })
        readers.push(reader)
        return reader
      },
      onUpgrade: (_head, socket) => socket.destroy(),
      onUnreadable: (socket, error) => socket.write(unreadable(error))
    },
    onGone: () => {}
  }
  server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    socket.on('error', error => errors.push(error))
    connections.push(new ClientConnection(socket, owner))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  client = await Peer.open(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
})

afterEach(async () => {
  client.socket.destroy()
  for (const { socket } of connections) socket.destroy()
  server.close()
  expect(errors).toEqual([])
})

const get = (name: string) => `GET /${name} HTTP/1.1\r\nHost: a\r\n\r\n`
const chunks = 'POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
const request = async (number: number) => {
  await until('a request', () => readers.length > number, { everyMs: 2 })
  return readers[number] as Reader
}
const connected = async () => {
  await until('a connection', () => connections.length > 0, { everyMs: 2 })
  return connections[0] as ClientConnection
}
const later = (seconds: number) => nowUs() + seconds * 1e6
/** Everything that was written has come: both ends are in this process. */
const settled = async (bytes: number) => {
  const { socket } = await connected()
  await until('all has come', () => socket.bytesRead >= bytes, { everyMs: 2 })
}

describe('a body that is not HTTP', () => {
  test.each(['zzz\r\n', '1\r\nab', '0\r\nno field\r\n\r\n', '0\r\n folded\r\n\r\n', '1\n'])(
    'ends the connection with its answer: %j',
    async body => {
      client.write(`${chunks}1\r\na\r\n${body}`)
      await client.until('malformed')
      expect(client.text()).toMatch(/^HTTP\/1\.1 400 X\r\n[\s\S]*Connection: close\r\n\r\nmalformed$/)
      await client.ended
      expect((await request(0)).told).toEqual(['malformed', 'answered'])
    }
  )

  test('is not told of when it has its answer by what came before it in the same read', async () => {
    onPiece = reader => reader.answer(413, 'too large')
    client.write(`${chunks}1\r\na\r\nzzz\r\n`)
    await client.ended
    expect(client.text()).toMatch(/^HTTP\/1\.1 413 X\r\n[\s\S]*too large$/)
    expect((await request(0)).told).toEqual(['answered'])
    // It may go on sending, and its answer is not lost by that.
    expect((await connected()).socket.destroyed).toBe(false)
  })

  test('takes nothing from an answer that is complete, and still on its way', async () => {
    client.socket.pause()
    client.write(`${chunks}1\r\na\r\n`)
    const reader = await request(0)
    const body = 'z'.repeat(20_000_000)
    reader.answer(200, body)
    expect(reader.connection.socket.writableLength).toBeGreaterThan(0)
    client.write('zzz\r\n')
    await settled(chunks.length + 6 + 5)
    client.socket.resume()
    await client.ended
    expect(client.body()).toHaveLength(body.length)
    expect(reader.told).toEqual(['answered'])
  })
})

describe('a head', () => {
  const headOf = (bytes: number) => {
    const start = 'GET /x HTTP/1.1\r\nHost: a\r\nX: '
    return start + 'y'.repeat(bytes - start.length)
  }

  test.each([0, 1, 2, 3])(
    'of exactly the limit is read, with %i bytes of its end in the first piece',
    async n => {
      const head = headOf(maxHeaderBytes)
      client.write(head + '\r\n\r\n'.slice(0, n))
      await settled(head.length + n)
      client.write('\r\n\r\n'.slice(n))
      expect((await request(0)).head.target).toBe('/x')
    }
  )

  test('of one byte more is refused, whole or not', async () => {
    client.write(`${headOf(maxHeaderBytes + 1)}\r\n\r`)
    await client.until('431 Request Header Fields Too Large')
  })

  test.each([
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a space', ' GET'],
    ['half a line end', '\rGET'],
    ['lines that end by LF', 'GET / HTTP/1.1\nHost: a\n'],
    ['a line that ends by LF, in a later piece', 'GET / HTTP/1.1\r\nHost: a\r\nX: |\nY: b\r\n']
  ])('that begins with %s is refused before its end', async (_, text) => {
    let sent = 0
    for (const piece of text.split('|')) {
      client.write(piece)
      sent += piece.length
      await settled(sent)
    }
    await client.until('400 Bad Request')
    expect(readers).toEqual([])
  })

  test('has a minute, and then its answer says so', async () => {
    client.write('GET / HTTP/1.1\r\nHo')
    await settled(18)
    const connection = await connected()
    connection.checkTime(later(59))
    expect(client.text()).toBe('')
    connection.checkTime(later(61))
    await client.until('408 Request Timeout')
    await client.ended
  })
})

describe('an idle connection', () => {
  test('is closed without a word after the time that clients were told', async () => {
    onStart = reader => reader.answer(200, 'ok')
    client.write(get('x'))
    await client.until('timeout=72')
    const connection = await connected()
    connection.checkTime(later(71))
    expect(connection.socket.destroyed).toBe(false)
    connection.checkTime(later(73))
    await client.ended
    expect(client.text()).toMatch(/ok$/)
    await until('it is gone', () => connection.socket.closed)
  })

  test('is idle with line ends, or half of one, behind a body too', async () => {
    onStart = reader => reader.answer(200, 'ok')
    client.write(get('x'))
    await client.until('ok')
    const connection = await connected()
    let sent = get('x').length
    for (const piece of ['\r', '\n', '\r\n\r', '\n\r']) {
      client.write(piece)
      sent += piece.length
      await settled(sent)
      expect(connection.isIdle).toBe(true)
    }
    connection.checkTime(later(61))
    client.write(`\n${get('y')}`)
    expect((await request(1)).head.target).toBe('/y')
  })
})

describe('a client that says its end', () => {
  test('has left when its answer is not complete', async () => {
    client.write(get('x'))
    const reader = await request(0)
    client.socket.end()
    await until('it is gone', () => reader.told.length > 0)
    expect(reader.told).toEqual(['gone'])
  })

  test('has its answer when that is complete, and nothing that it sent ahead is looked at', async () => {
    client.socket.pause()
    client.write(get('a') + get('b'))
    const reader = await request(0)
    const { socket } = reader.connection
    reader.answer(200, 'z'.repeat(20_000_000))
    expect(socket.writableLength).toBeGreaterThan(0)
    client.socket.end()
    await until('its end has come', () => socket.readableEnded)
    client.socket.resume()
    await client.ended
    expect(client.body()).toHaveLength(20_000_000)
    await until('it is gone', () => socket.closed)
    expect(reader.told).toEqual(['answered'])
    expect(readers).toHaveLength(1)
  })

  test('has what it asked for in the same packet, when that is there at once', async () => {
    onStart = reader => reader.answer(200, reader.head.target)
    client.socket.end(get('a') + get('b'))
    await client.ended
    expect(client.text()).toMatch(/\/a[\s\S]*\/b$/)
  })
})

describe('an owner that stops', () => {
  test('has each connection closed with the answer that it is at', async () => {
    client.write(get('a') + get('b'))
    const reader = await request(0)
    owner.isDraining = true
    reader.answer(200, 'ok')
    await client.ended
    expect(client.text()).toMatch(/Connection: close\r\n\r\nok$/)
    expect(readers).toHaveLength(1)
  })

  test('reads a body to its end before that', async () => {
    client.write('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab')
    const reader = await request(0)
    owner.isDraining = true
    client.write('cd')
    await until('the body is there', () => reader.told.includes('whole'))
    expect(reader.body).toBe('abcd')
    reader.answer(200, 'ok')
    await client.ended
    expect(reader.told).toEqual(['whole', 'answered'])
  })
})

describe('a client with its answer before all of its body', () => {
  test('may send the rest, which nobody hears of, for half a minute', async () => {
    // It does not end its own side when the other side has.
    client.socket.allowHalfOpen = true
    client.write('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab')
    const reader = await request(0)
    await until('its body began', () => reader.body === 'ab')
    reader.answer(413, 'no')
    await client.until(/Connection: close\r\n\r\nno$/)
    const connection = await connected()
    client.write('c'.repeat(98) + get('b'))
    await settled(60 + 100)
    connection.checkTime(later(29))
    expect(connection.socket.destroyed).toBe(false)
    connection.checkTime(later(31))
    expect(connection.socket.destroyed).toBe(true)
    expect([reader.body, readers.length]).toEqual(['ab', 1])
  })
})
