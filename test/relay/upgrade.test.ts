/** What an upstream may answer to the wish for an upgrade, and what its client may do meanwhile. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import { Peer, type PeerUpstream, startPeerUpstream } from '../support/peer.js'
import { type Relay, startRelay } from '../support/relay.js'
import { until } from '../support/until.js'

const upgrade =
  'GET /openai/v1/realtime?model=gpt-realtime HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-CamelCase: Kept\r\n\r\n'

describe('an upstream that is asked for an upgrade', () => {
  let silent: PeerUpstream
  let through: Relay
  let client: Peer
  let server: Peer

  beforeEach(async () => {
    silent = await startPeerUpstream()
    through = await startRelay({ upstream: `http://127.0.0.1:${silent.port}` })
    client = await Peer.open(through.url)
    client.write(upgrade)
    server = await silent.next()
    await server.until('\r\n\r\n')
    return async () => {
      client.socket.destroy()
      await through.close()
      silent.close()
    }
  })

  const accepted = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'

  test('and sends its first bytes in one packet with its 101 has them passed', async () => {
    server.write(`${accepted}\x81\x05hello`)
    await client.until('\x81\x05hello')
    expect(client.body()).toBe('\x81\x05hello')
    client.write('\x81\x03abc')
    await server.until('\x81\x03abc')
    server.socket.end()
    await client.ended
    expect(await through.ended(1)).toMatchObject([{ status: 101, upgraded: true, errorType: '' }])
  })

  test('and sends its 101, bytes and its end at once has all of it passed', async () => {
    server.socket.end(Buffer.from(`${accepted}\x81\x05hello`, 'latin1'))
    await client.ended
    expect(client.body()).toBe('\x81\x05hello')
  })

  test.each([
    ['a length', 'Content-Length: 5\r\n\r\nhello'],
    [
      'chunks, and trailers that nobody can be told of',
      'Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n'
    ],
    ['the end of its connection', '\r\nhello']
  ])('and answers 426 with a body of %s has it passed', async (_, rest) => {
    server.write(`HTTP/1.1 426 Upgrade Required\r\nX-A: 1\r\n${rest}`)
    if (rest.startsWith('\r\n')) server.socket.end()
    await client.ended
    expect(client.text()).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\nX-A: 1\r\n/)
    expect(client.body()).toMatch(/^(?:5\r\nhello\r\n0\r\n\r\n|hello)$/)
    expect(await through.ended(1)).toMatchObject([{ status: 426, endedBy: 'complete', errorType: '' }])
  })

  test('and answers with a head alone has it passed at once', async () => {
    server.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')
    await client.until('HTTP/1.1 200 OK\r\n')
    server.write('hello')
    await client.ended
  })

  test('and answers with more than its client reads is held back, and goes on when it does', async () => {
    const bytes = 40 * 2 ** 20
    client.socket.pause()
    server.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`)
    for (let i = 0; i < 40; i++) server.socket.write(Buffer.alloc(2 ** 20, 'x'))
    await until('it has to wait', () => server.socket.writableLength > 0)
    client.socket.resume()
    await client.ended
    expect(client.body().length).toBe(bytes)
    expect(await through.ended(1)).toMatchObject([
      { status: 200, errorType: '', response: { totalBytes: bytes } }
    ])
  })

  test('and breaks off its answer leaves it broken', async () => {
    server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
    await client.until('hello')
    server.socket.resetAndDestroy()
    await client.ended
    expect(client.text()).not.toContain('0\r\n\r\n')
    expect(await through.ended(1)).toMatchObject([{ status: 200, errorType: 'upstream_reset' }])
  })

  test.each([
    ['by a reset', () => client.socket.resetAndDestroy()],
    ['by an end', () => client.socket.end()]
  ])('has its request aborted when the client leaves %s', async (_, leave) => {
    leave()
    await server.ended
    expect(await through.ended(1)).toMatchObject([{ endedBy: 'client', errorType: 'client_abort' }])
  })

  test.each(['', '\x81\x03abc'])('and hints first has its hints passed, before its 101 (%j)', async early => {
    client.write(early)
    server.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nKeep-Alive: timeout=5\r\n\r\n')
    await client.until('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')
    server.write(accepted)
    await client.until('101 Switching Protocols')
    await server.until(early)
    server.socket.end()
    await client.ended
    expect(await through.ended(1)).toMatchObject([{ status: 101, errorType: '' }])
  })

  test('and redirects has its redirection passed, query and all', async () => {
    server.write('HTTP/1.1 302 Found\r\nLocation: wss://elsewhere.example/?a=b\r\nContent-Length: 0\r\n\r\n')
    await client.ended
    expect(client.text()).toMatch(/^HTTP\/1\.1 302 Found\r\nLocation: wss:\/\/elsewhere\.example\/\?a=b\r\n/)
  })

  test('and takes long has what its client says meanwhile kept within a bound, and all of it passed', async () => {
    const sent = 'x'.repeat(4 * 2 ** 20)
    client.write(sent)
    await until('the client has to wait', () => client.socket.writableLength > 0)
    server.write(accepted)
    await until('all of it', () => server.body().length >= sent.length)
    expect(server.body().slice(-sent.length)).toBe(sent)
  })

  test.each([
    ['the client', () => client, () => server],
    ['the upstream', () => server, () => client]
  ])('and accepts goes on speaking after the end of %s', async (_, first, second) => {
    server.write(accepted)
    await client.until('101 Switching Protocols')
    for (const peer of [first(), second()]) peer.socket.allowHalfOpen = true
    first().socket.end('\x88\x00')
    await second().ended
    second().write('\x81\x04more')
    await first().until('\x81\x04more')
    second().socket.end('\x88\x00')
    await once(first().socket, 'close')
    expect(await through.ended(1)).toMatchObject([{ status: 101, endedBy: 'complete', errorType: '' }])
  })

  test('and accepts is watched for the loss of its machine, and so is the client', async () => {
    server.write(accepted)
    await client.until('101 Switching Protocols')
    expect(await hasKeepAlive(Number(new URL(through.url).port), client.socket.localPort!)).toBe(true)
    expect(await hasKeepAlive(server.socket.remotePort!, silent.port)).toBe(true)
  })
})

/** Whether that side of a connection sends keep-alive probes, as Linux tells it; elsewhere it is taken for granted. */
async function hasKeepAlive(localPort: number, remotePort: number): Promise<boolean> {
  const table = await readFile('/proc/net/tcp', 'utf8').catch(() => null)
  if (table === null) return true
  const hex = (port: number) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const line = table.split('\n').find(each => {
    const [, local = '', remote = ''] = each.trim().split(/\s+/)
    return local.endsWith(hex(localPort)) && remote.endsWith(hex(remotePort))
  })
  return line?.trim().split(/\s+/)[5]?.startsWith('02:') ?? false
}

describe('a client whose upgrade has no answer yet', () => {
  let silent: PeerUpstream
  let own: Relay

  beforeEach(async () => {
    silent = await startPeerUpstream()
    own = await startRelay({ upstream: `http://127.0.0.1:${silent.port}`, collector: { drainTimeoutMs: 10 } })
    return async () => {
      await own.close()
      silent.close()
    }
  })

  /** Both ends, when the upgrade has come upstream; the client says its end only when it is told to. */
  const ask = async () => {
    const { hostname, port } = new URL(own.url)
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const client = new Peer(socket)
    client.write(upgrade)
    const server = await silent.next()
    await server.until('\r\n\r\n')
    return { client, server }
  }

  test.each(['says its end', 'breaks off'])('has left when it %s, and its request is aborted', async how => {
    const { client, server } = await ask()
    if (how === 'says its end') client.socket.end()
    else client.socket.resetAndDestroy()
    await server.ended
    expect(await own.ended(1)).toMatchObject([{ endedBy: 'client', errorType: 'client_abort', status: null }])
    client.socket.destroy()
  })

  test('has its row when it is declined, though it keeps its side open', async () => {
    const { client, server } = await ask()
    server.write('HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno')
    await client.until(/Connection: close\r\n\r\nno$/)
    expect(await own.ended(1)).toMatchObject([{ endedBy: 'complete', status: 401 }])
    expect(own.collector.stats().open).toBe(0)
    client.socket.destroy()
  })

  test('does not hold up a collector that stops, though it keeps its side open', async () => {
    const { client } = await ask()
    await own.collector.close()
    await client.until('TEELINE_COLLECTOR_STOPPING')
    expect(await own.ended(1)).toMatchObject([{ errorType: 'collector_stopped', status: 503 }])
    client.socket.destroy()
  })
})
