/** Much at a time, for long, and up to the collector's end. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Peer } from '../support/peer.js'
import { RawConnection } from '../support/raw-client.js'
import { type Relay, startRelay } from '../support/relay.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { until } from '../support/until.js'

let upstream: ReplayServer
let relay: Relay

beforeEach(async () => {
  upstream = await startReplayServer({ keepBodies: false })
  relay = await startRelay({ upstream: upstream.url, captureBytes: 1_024 })
})

afterEach(async () => {
  await relay.close()
  await upstream.close()
})

test('five hundred streams at a time each get their own answer, whole and in its chunks', async () => {
  const pieces = 20
  let arrived = 0
  upstream.on(({ target }) => ({
    script: async writer => {
      await writer.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
      arrived++
      await until('all are there', () => arrived === 500)
      for (let i = 0; i < pieces; i++) {
        const text = `${target} ${i};`
        await writer.write(`${text.length.toString(16)}\r\n${text}\r\n`)
        await writer.wait(0)
      }
      await writer.write('0\r\n\r\n')
    }
  }))
  const answers = await Promise.all(
    Array.from({ length: 500 }, async (_, i) => {
      const connection = await RawConnection.open(relay.url)
      const answer = await connection.exchange({ method: 'GET', target: `/openai/v1/s${i}` })
      connection.close()
      return answer
    })
  )
  for (const [i, answer] of answers.entries()) {
    expect(answer.complete).toBe(true)
    expect(answer.chunkSizes).toHaveLength(pieces)
    expect(answer.body.toString()).toBe(Array.from({ length: pieces }, (_, k) => `/v1/s${i} ${k};`).join(''))
  }
})

test('ten thousand requests and two thousand that are aborted leave memory and handles as they were', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  upstream.on(({ target, index }) =>
    target.endsWith('hang')
      ? { framing: 'chunked', body: 'data: x\n\n'.repeat(20), ending: { how: 'hang', afterBytes: 150 } }
      : { framing: index % 2 === 0 ? 'chunked' : 'length', body: 'data: x\n\n'.repeat(20) }
  )
  const kept = await Promise.all(Array.from({ length: 8 }, () => RawConnection.open(relay.url)))
  const state = async () => {
    await until('nothing open', () => {
      relay.collector.journal.flush()
      return relay.collector.stats().open === 0 && relay.collector.stats().backlogBytes === 0
    })
    relay.tapes.length = 0
    upstream.clear()
    collectGarbage()
    await new Promise(resolve => setImmediate(resolve))
    collectGarbage()
    const sockets = process.getActiveResourcesInfo().filter(name => name.startsWith('TCP')).length
    return { heapBytes: process.memoryUsage().heapUsed, sockets }
  }
  const round = async (requests: number, aborts: number) => {
    for (let sent = 0; sent < requests; sent += 500) {
      const each = kept.map(async connection => {
        for (let i = 0; i < 500 / kept.length; i++) {
          const answer = await connection.exchange({ method: 'POST', target: '/openai/v1/x', body: '{}' })
          expect(answer.complete).toBe(true)
        }
      })
      await Promise.all(each)
      relay.tapes.length = 0
      upstream.clear()
    }
    for (let sent = 0; sent < aborts; sent += 20) {
      const each = Array.from({ length: 20 }, async (_, i) => {
        const client = await Peer.open(relay.url)
        client.write('GET /openai/v1/hang HTTP/1.1\r\nHost: a\r\n\r\n')
        if (i % 2 === 0) await client.until('data: x')
        client.socket.resetAndDestroy()
        await client.ended
      })
      await Promise.all(each)
      relay.tapes.length = 0
      upstream.clear()
    }
  }
  await round(1_000, 400)
  const before = await state()
  await round(10_000, 2_000)
  const after = await state()
  // A hundred bytes kept of each would be past it.
  expect((after.heapBytes - before.heapBytes) / 2 ** 20).toBeLessThan(1)
  // Those that idle between relay and upstream may be closed by now.
  expect(after.sockets).toBeLessThanOrEqual(before.sockets + 2)
  for (const connection of kept) connection.close()
})

test('a stopping collector lets streams and uploads end, and cuts those that do not', async () => {
  const writers: (() => Promise<void>)[] = []
  upstream.on(request =>
    request.method === 'POST'
      ? { body: 'uploaded' }
      : {
          script: async writer => {
            await writer.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
            await new Promise<void>(resolve => {
              writers.push(async () => {
                await writer.write('0\r\n\r\n')
                resolve()
              })
              void writer.closed().then(resolve)
            })
          }
        }
  )
  const open = async (request: string) => {
    const client = await Peer.open(relay.url)
    client.write(request)
    await upstream.nextRequest()
    return client
  }
  const get = 'GET /openai/v1/stream HTTP/1.1\r\nHost: a\r\n\r\n'
  const post = 'POST /openai/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234'
  const ending = await open(get)
  const uploading = await open(post)
  const endless = await open(get)
  const stuck = await open(post)
  await Promise.all([ending.until('hello'), endless.until('hello')])
  const closed = relay.collector.close()
  await writers[0]!()
  uploading.write('56789')
  await ending.until('0\r\n\r\n')
  await uploading.until('uploaded')
  await closed
  await Promise.all([endless.ended, stuck.until('TEELINE_COLLECTOR_STOPPING')])
  expect(endless.text()).not.toContain('0\r\n\r\n')
  const tapes = await relay.ended(4)
  expect(tapes.map(({ errorType }) => errorType).sort()).toEqual([
    '',
    '',
    'collector_stopped',
    'collector_stopped'
  ])
  await until('no connection upstream', () => upstream.connections() === 0)
})

test('a client that reads none of its answers does not hold up a collector that stops', async () => {
  const client = await Peer.open(relay.url)
  client.socket.pause()
  const refused = 'GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1_000)
  await until('an answer cannot leave', () => {
    for (let i = 0; i < 10 && client.socket.writableLength < 2 ** 20; i++) client.write(refused)
    return client.socket.writableLength >= 2 ** 20 && relay.collector.stats().open === 1
  })
  await relay.close()
  const count = relay.collector.stats().exchanges
  expect(await relay.ended(count)).toHaveLength(count)
  client.socket.destroy()
})
