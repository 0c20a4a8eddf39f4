/** Questions of the screens over HTTP: what they carry, how they fail, and that the store ends what is left. */
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { StoreHttp, StoreRefusal } from '../../tui/queries/store-http.js'
import { hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { until } from '../support/until.js'

const never = new AbortController().signal
const settings = { output_format_json_quote_64bit_integers: 0, readonly: 2 }

describe.skipIf(!hasChdb)('a question to the embedded store', () => {
  let store: TestStore
  let http: StoreHttp

  beforeAll(async () => {
    store = await openTestStore()
    http = open(store)
  }, 60_000)

  afterAll(async () => {
    http?.close()
    await store?.remove()
  })

  it('carries any value as it is, and gives rows as they are', async () => {
    const text = 'a\\b \'c\' "d"\ttab\nline\r{x:String} ü 通'
    const rows = await http.ask(
      'SELECT {t:String} AS t, {n:UInt32} AS n, NULL AS no',
      { t: text, n: 7 },
      never
    )
    expect(rows).toEqual([{ t: text, n: 7, no: null }])
    const list = [text, "it's", 'back\\slash', '', ',']
    expect(await http.ask('SELECT {l:Array(String)} AS l', { l: list }, never)).toEqual([{ l: list }])
    expect(await http.ask('SELECT {l:Array(UInt8)} AS l', { l: [1, 2] }, never)).toEqual([{ l: [1, 2] }])
    expect(await http.ask('SELECT 1 WHERE 0', {}, never)).toEqual([])
  })

  it('is refused with the number and the words of the store', async () => {
    await expect(http.ask('SELECT nothing FROM numbers(1)', {}, never)).rejects.toMatchObject({
      code: '47',
      message: expect.stringMatching(/^Unknown expression identifier `nothing`/)
    })
  })

  it('that fails behind its first rows is refused, and gives none of them', async () => {
    const sql = 'SELECT throwIf(number = 400000) AS x FROM numbers(500000)'
    await expect(http.ask(sql, {}, never)).rejects.toBeInstanceOf(StoreRefusal)
  })

  it('may only read', async () => {
    await expect(http.ask('CREATE DATABASE written', {}, never)).rejects.toMatchObject({ code: '164' })
  })

  it('that is left is ended in the store as well', async () => {
    const running = async () => {
      const sql =
        "SELECT count() AS n FROM system.processes WHERE query LIKE '%sleepEachRow(0.05)%' AND query NOT LIKE '%processes%'"
      return (await http.ask<{ n: number }>(sql, {}, never))[0]?.n
    }
    const abort = new AbortController()
    const sql = 'SELECT sum(sleepEachRow(0.05)) FROM numbers(2000) SETTINGS max_block_size = 1'
    const left = http.ask(sql, {}, abort.signal)
    left.catch(() => {})
    await until('the question to run', async () => (await running()) === 1)
    abort.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    await until('the question to be ended', async () => (await running()) === 0)
  })
})

describe('what answers instead of a store', () => {
  let server: Server | null = null

  afterEach(() => {
    server?.closeAllConnections?.()
    server?.close()
  })

  it('is told by its status and its words', async () => {
    const http = await answering((_, response) => response.writeHead(502).end('Bad gateway'))
    await expect(http.ask('SELECT 1', {}, never)).rejects.toThrow('HTTP 502: Bad gateway')
  })

  it('is given up after a silence', async () => {
    const http = await answering(() => {}, 50)
    await expect(http.ask('SELECT 1', {}, never)).rejects.toThrow('no answer for 0.05 s')
  })

  it('is asked over one connection, question after question', async () => {
    const ports = new Set<number | undefined>()
    const http = await answering((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('[\n{"x":1}\n]\n')
    })
    for (let time = 0; time < 3; time++) expect(await http.ask('SELECT 1', {}, never)).toEqual([{ x: 1 }])
    expect(ports.size).toBe(1)
    http.close()
  })

  it('gives what comes in pieces that end within a character, and without a length, as it was meant', async () => {
    const bytes = Buffer.from('[\n{"x":"通ü"},\n{"x":"é"}\n]\n')
    const pieces = await answering((_, response) => {
      for (const byte of bytes) response.write(Buffer.of(byte))
      response.end()
    })
    expect(await pieces.ask('SELECT 1', {}, never)).toEqual([{ x: '通ü' }, { x: 'é' }])
    server?.closeAllConnections()
    server?.close()
    const endless = await raw(socket => socket.end(`HTTP/1.1 200 OK\r\n\r\n${bytes}`))
    expect(await endless.ask('SELECT 1', {}, never)).toEqual([{ x: '通ü' }, { x: 'é' }])
  })

  it('is no answer when it ends early, or when its chunks are none', async () => {
    const head = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n[{"x":1}]\n\r\n'
    const cut = await raw(socket => socket.end(head))
    await expect(cut.ask('SELECT 1', {}, never)).rejects.toThrow('the connection was closed')
    server?.close()
    const wrong = await raw(socket => socket.write(`${head}?\r\n\r\n`))
    await expect(wrong.ask('SELECT 1', {}, never)).rejects.toThrow('no chunk size')
  })

  it('is asked over another connection when the last one has ended meanwhile', async () => {
    const sockets: Socket[] = []
    const http = await answering((request, response) => {
      sockets.push(request.socket)
      response.end('[\n{"x":1}\n]\n')
    })
    await http.ask('SELECT 1', {}, never)
    sockets[0]?.end()
    await until('the end to arrive', () => sockets[0]?.destroyed)
    expect(await http.ask('SELECT 1', {}, never)).toEqual([{ x: 1 }])
    expect(new Set(sockets).size).toBe(2)
    http.close()
  })

  /** What is written to whoever connects, once he has asked. */
  async function raw(answer: (socket: Socket) => void): Promise<StoreHttp> {
    const listening = createNetServer(socket =>
      socket.once('data', () => answer(socket)).on('error', () => {})
    )
    server = listening as Server
    await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
    const { port } = listening.address() as AddressInfo
    return open({ url: `http://127.0.0.1:${port}`, user: 'u', password: 'p' })
  }

  async function answering(
    listener: Parameters<typeof createServer>[1],
    timeoutMs?: number
  ): Promise<StoreHttp> {
    server = createServer(listener as never)
    await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return open({ url: `http://127.0.0.1:${port}`, user: 'u', password: 'p' }, timeoutMs)
  }
})

function open(
  { url, user, password }: { url: string; user: string; password: string },
  timeoutMs = 30_000
): StoreHttp {
  return new StoreHttp({ store: { url, user, password, database: 'default' }, settings, timeoutMs })
}
