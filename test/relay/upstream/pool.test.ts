import { buildConnector } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Blame } from '../../../collector/relay/blame.js'
import { nowUs } from '../../../collector/relay/clock.js'
import type { AnswerReader, Connection } from '../../../collector/relay/upstream/connection.js'
import { UpstreamPool } from '../../../collector/relay/upstream/pool.js'
import { type Peer, type PeerUpstream, startPeerUpstream } from '../../support/peer.js'

const keepAliveTimeoutMs = 100

let upstream: PeerUpstream
let pool: UpstreamPool
let origin: string

beforeEach(async () => {
  upstream = await startPeerUpstream()
  origin = `http://127.0.0.1:${upstream.port}`
  const limits = { headersTimeoutMs: 5_000, idleTimeoutMs: 5_000, keepAliveTimeoutMs, maxHeaderBytes: 1_000 }
  pool = new UpstreamPool(buildConnector({ timeout: 5_000 }), limits, new Blame(() => {}))
})

afterEach(() => {
  pool.destroy()
  upstream.close()
})

function acquire(): Promise<{ connection: Connection; connectUs: number }> {
  return new Promise((resolve, reject) => {
    pool.acquire(origin, {
      onConnection: (connection, connectUs) => resolve({ connection, connectUs }),
      onError: reject
    })
  })
}

/** Sends a request; `then` runs in the very turn in which its answer ends. */
async function exchange<T>(connection: Connection, server: Peer, then: () => T): Promise<T> {
  server.clear()
  const ended = new Promise<T>((resolve, reject) => {
    const reader: AnswerReader = {
      onInformation: () => {},
      onHead: () => {},
      // A client that is full, by the last piece of an answer.
      onData: () => connection.pause(),
      onWire: () => {},
      onTold: () => {},
      onDrain: () => {},
      onEnd: () => resolve(then()),
      onError: reject
    }
    const head = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'
    connection.send({ method: 'GET', head, body: Buffer.alloc(0), isAsking: false }, reader)
  })
  await server.until('\r\n\r\n')
  server.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello')
  return ended
}

test('a connection is free for the next request when its answer has ended, though its client was full by then', async () => {
  const { connection } = await acquire()
  const server = await upstream.next()
  for (let i = 0; i < 3; i++) {
    const next = await exchange(connection, server, acquire)
    expect(next.connection).toBe(connection)
    expect(next.connectUs).toBe(-1)
  }
})

test('a connection past its time is not used again, even before it has been closed', async () => {
  const { connection } = await acquire()
  const server = await upstream.next()
  const next = await exchange(connection, server, () => {
    const end = nowUs() + keepAliveTimeoutMs * 1_000
    while (nowUs() < end);
    return acquire()
  })
  expect(next.connection).not.toBe(connection)
  expect(next.connectUs).toBeGreaterThan(0)
})

test('a connection that idles is closed when its time is up', async () => {
  await acquire().then(({ connection }) => connection.giveBack())
  const server = await upstream.next()
  await server.ended
})

test('a pool that was closed gives no connection', async () => {
  pool.destroy()
  await expect(acquire()).rejects.toThrow()
  const server = await upstream.next()
  await server.ended
})
