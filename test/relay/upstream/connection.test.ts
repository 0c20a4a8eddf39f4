/** A connection to an upstream by itself: how it reads heads that come in pieces. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Blame } from '../../../collector/relay/blame.js'
import { type AnswerReader, Connection } from '../../../collector/relay/upstream/connection.js'
import { type PeerUpstream, startPeerUpstream } from '../../support/peer.js'
import { until } from '../../support/until.js'

const maxHeaderBytes = 200

let upstream: PeerUpstream
const sockets: Socket[] = []

beforeEach(async () => {
  upstream = await startPeerUpstream()
})

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  upstream.close()
})

/** What is told of an answer that comes in these pieces, each a read of its own. */
async function toldOf(...pieces: string[]): Promise<string[]> {
  const socket = connect({ host: '127.0.0.1', port: upstream.port })
  sockets.push(socket)
  await once(socket, 'connect')
  const told: string[] = []
  const limits = { headersTimeoutMs: 5_000, idleTimeoutMs: 5_000, keepAliveTimeoutMs: 5_000, maxHeaderBytes }
  const connection = new Connection('', socket, limits, {
    blame: new Blame(() => {}),
    onFree: () => {},
    onGone: () => {}
  })
  const head = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'
  connection.send({ method: 'GET', head, body: Buffer.alloc(0), isAsking: false }, readerInto(told))
  const server = await upstream.next()
  let bytes = 0
  for (const piece of pieces) {
    server.write(piece)
    bytes += piece.length
    await until('it has been read', () => socket.bytesRead >= bytes || socket.destroyed, { everyMs: 1 })
  }
  return told
}

function readerInto(told: string[]): AnswerReader {
  return {
    onInformation: ({ status }) => told.push(`${status}`),
    onHead: ({ status }) => told.push(`${status}`),
    onData: bytes => told.push(bytes.toString('latin1')),
    onWire: () => {},
    onTold: () => {},
    onDrain: () => {},
    onEnd: () => told.push('end'),
    onError: error => told.push((error as Error & { code?: string }).code ?? error.message)
  }
}

/** So long without the blank line and the line end before it. */
function headOf(bytes: number): string {
  const start = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: '
  return start + 'x'.repeat(bytes - start.length)
}

describe('a head', () => {
  test('of all that is allowed is read, wherever it is split around its end', async () => {
    const wire = `${headOf(maxHeaderBytes)}\r\n\r\n{}`
    for (let at = maxHeaderBytes - 3; at < wire.length - 1; at++)
      expect([at, ...(await toldOf(wire.slice(0, at), wire.slice(at)))]).toEqual([at, '200', '{}', 'end'])
  })

  test('of a byte more is refused, wherever it is split around its end', async () => {
    const wire = `${headOf(maxHeaderBytes + 1)}\r\n\r\n{}`
    for (let at = maxHeaderBytes - 3; at <= wire.length; at++) {
      const told = await toldOf(wire.slice(0, at), wire.slice(at))
      expect([at, ...told]).toEqual([at, 'UND_ERR_HEADERS_OVERFLOW'])
    }
  })

  test('of all that is allowed is read behind an informational one, at once and byte by byte', async () => {
    const heads = `HTTP/1.1 103 Early Hints\r\n\r\n${headOf(maxHeaderBytes)}\r\n\r\n`
    expect(await toldOf(`${heads}{}`)).toEqual(['103', '200', '{}', 'end'])
    expect(await toldOf(...heads, '{}')).toEqual(['103', '200', '{}', 'end'])
  })

  test('with a line that ends by LF alone is refused at once, whichever line it is', async () => {
    for (const wire of ['HTTP/1.1 200 OK\n', 'HTTP/1.1 200 OK\r\nX: 1\n', 'HTTP/1.1 200 OK\r\nX: 1\r\n\n'])
      for (let at = 1; at <= wire.length; at++) {
        const told = await toldOf(wire.slice(0, at), wire.slice(at))
        expect([wire, at, ...told]).toEqual([wire, at, 'HPE_INVALID_CONSTANT'])
      }
  })
})
