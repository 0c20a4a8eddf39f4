/** What the replay server can answer, and how it goes out: bytes, cuts, waits, and the ways in which answers break. */
import type { Socket } from 'node:net'
import { seededRandom } from './random.js'
import type { ByteQueue, HeaderPair } from './raw-http.js'
import { cut, frameEnds, planWrites, type WritePlan } from './write-plan.js'

export interface ReplayAnswer {
  status?: number
  /** Reason phrase; default `OK`. `''` sends none. */
  reason?: string
  /** End-to-end fields, names and order as they shall be on the wire. Framing fields are added after them. */
  headers?: HeaderPair[]
  body?: Buffer | string
  /** Default `length`, or `none` for HEAD, 1xx, 204 and 304. */
  framing?: 'length' | 'chunked' | 'close' | 'none'
  /** Payload bytes in each HTTP chunk, repeated; default: one chunk for each SSE frame. */
  chunkSizes?: number[]
  trailers?: HeaderPair[]
  /** Informational heads that go out first, such as 103 Early Hints. */
  interim?: { status: number; reason?: string; headers?: HeaderPair[] }[]
  /** Default `whole`. */
  plan?: WritePlan
  seed?: number
  /** Between two writes; 0 (default) lets one turn of the event loop pass, so that they stay two writes. */
  gapMs?: number
  /** Before the first byte. */
  delayMs?: number
  /** `complete` (default): after the request's body. `head`: at once, while it may still be coming. */
  when?: 'complete' | 'head'
  /** How it ends: `reset` (RST) or `close` (FIN) after `afterBytes` of the wire, `hang` goes silent there. */
  ending?: { how: 'reset' | 'close' | 'hang'; afterBytes: number }
  /** Closes the connection after the answer, saying so. */
  closeAfter?: boolean
  /** Goes out as it is in place of all of the above. */
  raw?: Buffer | string
  /** Full control: the connection is the script's until it returns; then it is closed. */
  script?: (writer: Writer) => Promise<void>
}

/** A connection to write to, in separate writes. */
export class Writer {
  readonly socket: Socket
  /** What the peer sends from here on (after an upgrade, its frames). */
  readonly incoming: ByteQueue

  constructor(socket: Socket, incoming: ByteQueue) {
    this.socket = socket
    this.incoming = incoming
  }

  /** One write; resolves when the socket takes more, or is gone. */
  async write(bytes: Buffer | string): Promise<void> {
    const { socket } = this
    if (socket.destroyed || socket.write(bytes)) return
    await new Promise<void>(resolve => {
      function done(): void {
        socket.off('drain', done).off('close', done)
        resolve()
      }
      socket.on('drain', done).on('close', done)
    })
  }

  /** Writes the pieces one by one, with time between them. Stops when the peer is gone. */
  async writeAll(pieces: readonly Buffer[], gapMs = 0): Promise<void> {
    for (const piece of pieces) {
      if (this.socket.destroyed) return
      await this.write(piece)
      await this.wait(gapMs)
    }
  }

  /** `ms` on the clock, or with 0 one turn of the event loop. */
  async wait(ms: number): Promise<void> {
    await new Promise<void>(resolve => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)))
  }

  /** RST: what was written has gone out, the rest never comes. */
  async reset(): Promise<void> {
    // An RST throws away what the peer's kernel has not handed on yet: let it be read first.
    await this.wait(20)
    this.socket.resetAndDestroy()
  }

  /** FIN after what was written. */
  async end(): Promise<void> {
    if (this.socket.destroyed) return
    this.socket.end()
    await this.wait(0)
  }

  /** Until the peer goes away. */
  async closed(): Promise<void> {
    const { socket } = this
    if (!socket.closed) await new Promise(resolve => socket.once('close', resolve))
  }
}

/** Sends `answer`; true when the connection may carry another request. */
export async function writeAnswer(
  writer: Writer,
  request: { method: string },
  answer: ReplayAnswer
): Promise<boolean> {
  const { delayMs = 0, gapMs = 0, ending, interim = [] } = answer
  if (answer.script !== undefined) {
    await answer.script(writer)
    writer.socket.end()
    return false
  }
  if (delayMs > 0) await writer.wait(delayMs)
  for (const early of interim) await writer.writeAll([encodeHead(early)], gapMs)
  const bytes = encodeAnswer(request.method, answer)
  const random = seededRandom(answer.seed ?? 1)
  const sent = ending === undefined ? bytes : bytes.subarray(0, ending.afterBytes)
  await writer.writeAll(planWrites(sent, answer.plan ?? 'whole', random), gapMs)
  if (ending?.how === 'reset') await writer.reset()
  if (ending?.how === 'hang') await writer.closed()
  const last =
    ending !== undefined || answer.raw !== undefined || answer.closeAfter || answer.framing === 'close'
  if (last) await writer.end()
  return !last
}

/** The whole answer as it stands on the wire (without interim heads). */
export function encodeAnswer(method: string, answer: ReplayAnswer): Buffer {
  if (answer.raw !== undefined) return Buffer.from(answer.raw as string)
  const { status = 200, headers = [], trailers = [] } = answer
  const body = Buffer.from((answer.body ?? '') as string)
  const bodyless = method === 'HEAD' || status === 204 || status === 304
  const framing = answer.framing ?? (status === 204 || status === 304 ? 'none' : 'length')
  const fields: HeaderPair[] = [...headers]
  if (framing === 'length') fields.push(['Content-Length', String(body.length)])
  if (framing === 'chunked') fields.push(['Transfer-Encoding', 'chunked'])
  if (answer.closeAfter || framing === 'close') fields.push(['Connection', 'close'])
  const head = encodeHead({ ...answer, status, headers: fields })
  if (bodyless || framing === 'none') return head
  return Buffer.concat([head, framing === 'chunked' ? encodeChunks(body, answer.chunkSizes, trailers) : body])
}

function encodeHead(head: {
  status: number
  reason?: string | undefined
  headers?: HeaderPair[] | undefined
}): Buffer {
  const fields = (head.headers ?? []).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.from(`HTTP/1.1 ${head.status} ${head.reason ?? 'OK'}\r\n${fields}\r\n`, 'latin1')
}

/** Chunk framing (RFC 9112 §7.1) around `body`. */
export function encodeChunks(body: Buffer, sizes: number[] | undefined, trailers: HeaderPair[] = []): Buffer {
  const pieces = cut(body, sizes === undefined ? frameEnds(body) : repeated(sizes, body.length))
  const chunks = pieces.map(piece =>
    Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, crlf])
  )
  const end = trailers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([...chunks, Buffer.from(`0\r\n${end}\r\n`, 'latin1')])
}

const crlf = Buffer.from('\r\n')

function* repeated(sizes: number[], length: number): Generator<number> {
  let offset = 0
  for (let index = 0; offset < length; index++) {
    offset += Math.max(1, sizes[index % sizes.length] ?? length)
    yield offset
  }
}

/** A 101 that hands the connection to `talk`: frames pass raw from here on. */
export function acceptUpgrade(headers: HeaderPair[], talk: (writer: Writer) => Promise<void>): ReplayAnswer {
  return {
    when: 'head',
    script: async writer => {
      await writer.write(encodeHead({ status: 101, reason: 'Switching Protocols', headers }))
      await talk(writer)
    }
  }
}

/** Says back whatever comes, until the peer ends. */
export async function echo(writer: Writer): Promise<void> {
  for (;;) {
    const bytes = await writer.incoming.take(65_536)
    if (bytes === null) return
    await writer.write(bytes)
  }
}

/** Takes the request and never says a word. */
export function silence(): ReplayAnswer {
  return { script: writer => writer.closed() }
}
