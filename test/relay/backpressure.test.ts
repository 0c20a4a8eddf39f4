import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RawConnection } from '../support/raw-client.js'
import { type Relay, startRelay } from '../support/relay.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { until } from '../support/until.js'

let upstream: ReplayServer
let relay: Relay

beforeAll(async () => {
  upstream = await startReplayServer({ keepBodies: false })
  relay = await startRelay({
    upstream: upstream.url,
    captureBytes: 65_536,
    collector: { maxBodyBytes: sentBytes }
  })
})

afterAll(async () => {
  await relay.close()
  await upstream.close()
})

const mebi = 1_048_576
/**
 * What sockets, streams and parsers on the way may hold between them; half of what is sent. Nearly all of it is the kernel's: it lets a
 * receiver's buffer grow to 32 MiB (tcp_rmem), and there are two.
 */
const boundBytes = 80 * mebi
const sentBytes = 2 * boundBytes

/** Resolves with the count when it has stopped growing. */
async function settled(count: () => number): Promise<number> {
  let last = -1
  let still = 0
  await until('a standstill', () => {
    still = count() === last ? still + 1 : 0
    last = count()
    return still === 10
  })
  return last
}

test('a client that does not read stops the upstream within a bound', async () => {
  let written = 0
  const block = Buffer.alloc(mebi, 'x')
  upstream.on(() => ({
    script: async writer => {
      await writer.write(`HTTP/1.1 200 OK\r\ncontent-length: ${sentBytes}\r\n\r\n`)
      for (let i = 0; i < sentBytes / mebi && !writer.socket.destroyed; i++) {
        await writer.write(block)
        written += block.length
      }
    }
  }))
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(relay.url).port) })
  await once(socket, 'connect')
  socket.pause()
  socket.write('GET /openai/v1/files/f/content HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(await settled(() => written)).toBeLessThan(boundBytes)
  let received = 0
  socket.on('data', bytes => {
    received += bytes.length
  })
  socket.resume()
  await until('the rest', () => received > sentBytes)
  socket.destroy()
  const [tape] = await relay.ended(1)
  expect(tape).toMatchObject({ endedBy: 'complete', capture: 'truncated' })
  expect(tape!.response.totalBytes).toBe(sentBytes)
  expect(tape!.response.head.length + tape!.response.tail.length).toBe(65_536)
})

test('a client that does not read a stream of small frames stops the upstream within a bound, twice on one connection', async () => {
  upstream.clear()
  const frame = Buffer.from(`1f4\r\n${'f'.repeat(500)}\r\n`)
  const many = Buffer.concat(Array.from({ length: 500 }, () => frame))
  let written = 0
  const rounds = Math.ceil(sentBytes / many.length)
  upstream.on(() => ({
    script: async writer => {
      await writer.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      for (let i = 0; i < rounds && !writer.socket.destroyed; i++) {
        await writer.write(many)
        written += many.length
      }
      await writer.write('0\r\n\r\n')
    }
  }))
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(relay.url).port) })
  await once(socket, 'connect')
  const ask = 'GET /openai/v1/files/f/content HTTP/1.1\r\nHost: a\r\n\r\n'
  const ends = { seen: 0 }
  for (let turn = 1; turn <= 2; turn++) {
    written = 0
    socket.pause()
    socket.write(ask)
    expect(await settled(() => written)).toBeLessThan(boundBytes)
    countEnds(socket, ends)
    socket.resume()
    await until('the end', () => ends.seen === turn)
    socket.removeAllListeners('data')
  }
  const tapes = await relay.ended(2)
  for (const tape of tapes.slice(-2)) {
    expect(tape).toMatchObject({ endedBy: 'complete' })
    expect(tape.response.totalBytes).toBe(rounds * 500 * 500)
  }
  socket.destroy()
})

test('a client that stops reading within each of many answers has none of them held back by what earlier ones left', async () => {
  upstream.clear()
  const warnings: Error[] = []
  const onWarning = (warning: Error) => warnings.push(warning)
  process.on('warning', onWarning)
  const chunk = Buffer.from(`100000\r\n${'x'.repeat(mebi)}\r\n`)
  let held: Socket | null = null
  upstream.on(() => ({
    script: async writer => {
      held = writer.socket
      await writer.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      for (let i = 0; i < 12; i++) writer.socket.write(chunk)
      await writer.write('0\r\n\r\n')
    }
  }))
  const connection = await RawConnection.open(relay.url)
  for (let turn = 0; turn < 12; turn++) {
    held = null
    connection.socket.pause()
    connection.socket.write('GET /openai/v1/files/f/content HTTP/1.1\r\nHost: a\r\n\r\n')
    await until('the upstream has to wait', () => held !== null && held.writableLength > 0)
    connection.socket.resume()
    const answer = await connection.response('GET')
    expect(answer.complete).toBe(true)
    expect(answer.body.length).toBe(12 * mebi)
  }
  connection.close()
  process.off('warning', onWarning)
  // A listener left behind by each would be one too many by now.
  expect(warnings).toEqual([])
})

test('an upstream that does not read stops the client within a bound', async () => {
  upstream.clear()
  upstream.on(() => ({ body: 'got it' }))
  const connection = await RawConnection.open(relay.url)
  const { socket } = connection
  const total = sentBytes
  socket.write(`POST /openai/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: ${total}\r\n\r\n`)
  const block = Buffer.alloc(mebi, 'x')
  let sent = 0
  const sendMore = () => {
    while (sent < total) {
      sent += block.length
      if (!socket.write(block)) return
    }
  }
  socket.on('drain', sendMore)
  sendMore()
  const received = await upstream.nextRequest()
  received.pause()
  expect(await settled(() => sent - socket.writableLength)).toBeLessThan(boundBytes)
  received.resume()
  const response = await connection.response('POST')
  expect(response.body.toString()).toBe('got it')
  expect(received.bodyBytes).toBe(total)
  connection.close()
})

test('an upstream with news before its answer, and no end of it, is stopped by a client that does not read', async () => {
  const news = `HTTP/1.1 103 Early Hints\r\nLink: ${'x'.repeat(mebi / 64)}\r\n\r\n`
  let sent = 0
  upstream.clear()
  upstream.on(() => ({
    script: async writer => {
      for (; sent < sentBytes; sent += news.length) await writer.write(news)
      await writer.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone')
    }
  }))
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(relay.url).port) })
  await once(socket, 'connect')
  socket.pause()
  socket.write('GET /openai/v1/x HTTP/1.1\r\nHost: a\r\n\r\n')
  await upstream.nextRequest()
  expect(await settled(() => sent)).toBeLessThan(boundBytes)
  let end = ''
  socket.on('data', bytes => {
    end = (end + bytes.toString('latin1', Math.max(0, bytes.length - 4))).slice(-4)
  })
  socket.resume()
  await until('the answer', () => end === 'done')
  socket.destroy()
})

/** Counts the ends of chunked bodies; a last chunk may come in two pieces. */
function countEnds(socket: Socket, ends: { seen: number }): void {
  let tail = ''
  socket.on('data', bytes => {
    tail = (tail + bytes.toString('latin1')).slice(-5)
    if (tail === '0\r\n\r\n') ends.seen++
  })
}
