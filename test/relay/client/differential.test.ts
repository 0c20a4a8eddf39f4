/**
 * The same bytes to our reader and to Node's own (llhttp, strict): what ours reads as a request Node has to read as the very
 * same one. What ours refuses is its own matter; the tests of its parts have that.
 */
import { once } from 'node:events'
import { createServer, type Server as HttpServer, type IncomingMessage, METHODS } from 'node:http'
import { connect, createServer as createSocketServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClientConnection } from '../../../collector/relay/client/connection.js'
import type { RequestHead } from '../../../collector/relay/client/request-head.js'
import type { RequestReader } from '../../../collector/relay/client/request-reader.js'
import { unreadable } from '../../../collector/relay/refusal.js'
import { type Random, seededRandom } from '../../support/random.js'

interface Read {
  method: string
  target: string
  fields: string[]
  body: string
  trailers: string[]
}

/** One of the two readers: what it has read, in order, of the connection that was opened last. */
interface Side {
  port: number
  read: Read[]
  socket: Socket | null
  /** What it said of what it would not read. */
  refused: string
  close(): void
}

let ours: Side
let nodes: Side

beforeAll(async () => {
  ours = await startOurs()
  nodes = await startNodes()
})

afterAll(() => {
  ours.close()
  nodes.close()
})

async function portOf(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

async function startOurs(): Promise<Side> {
  const side: Side = { port: 0, read: [], socket: null, refused: '', close: () => server.close() }
  const reader = (connection: ClientConnection, { method, target, fields, bodyBytes }: RequestHead) => {
    const one: Read = { method, target, fields, body: '', trailers: [] }
    const answer = () => {
      side.read.push(one)
      connection.begin(200, 'OK', ['content-length', '0'], 'length')
      connection.end([])
    }
    const own: RequestReader = {
      start: () => bodyBytes === 0 && answer(),
      onBody: bytes => {
        one.body += bytes.toString('latin1')
      },
      onBodyWire: () => {},
      onBodyEnd: trailers => {
        one.trailers = trailers
        answer()
      },
      onMalformed: error => {
        side.refused = error.message
        connection.destroy()
      },
      onStalled: () => {},
      onClientDrain: () => {},
      onAnswered: () => {},
      onClientGone: () => {}
    }
    return own
  }
  const server = createSocketServer({ allowHalfOpen: true, noDelay: true }, socket => {
    side.socket = socket
    new ClientConnection(socket, {
      isDraining: false,
      idleTimeoutMs: 5_000,
      onGone: () => {},
      handlers: {
        onRequest: reader,
        onUpgrade: (_head, upgraded) => upgraded.destroy(),
        onUnreadable: (unread, error) => {
          side.refused = error.message
          unread.write(unreadable(error))
        }
      }
    })
  })
  side.port = await portOf(server)
  return side
}

async function startNodes(): Promise<Side> {
  const side: Side = { port: 0, read: [], socket: null, refused: '', close: () => server.close() }
  const onRequest = (request: IncomingMessage, response: { end(): void }) => {
    let body = ''
    request.on('error', () => {})
    request.on('data', bytes => {
      body += bytes.toString('latin1')
    })
    request.on('end', () => {
      const { method = '', url: target = '', rawHeaders: fields, rawTrailers: trailers } = request
      side.read.push({ method, target, fields, body, trailers })
      response.end()
    })
  }
  const server = createServer({ maxHeaderSize: 65_536, insecureHTTPParser: false }, onRequest)
  server.maxHeadersCount = 0
  server.on('checkExpectation', onRequest)
  server.on('connection', socket => {
    side.socket = socket
  })
  server.on('clientError', (error: Error & { code?: string }, socket) => {
    side.refused = error.code ?? error.message
    socket.destroy()
  })
  side.port = await portOf(server)
  return side
}

/** Sends the pieces to one side, and waits until all that it will read has been read. */
async function tell(side: Side, pieces: readonly Buffer[]): Promise<Read[]> {
  side.read = []
  side.socket = null
  side.refused = ''
  const client = connect({ port: side.port, host: '127.0.0.1', noDelay: true })
  client.on('error', () => {}).resume()
  const turn = () => new Promise(resolve => setImmediate(resolve))
  await once(client, 'connect')
  while (side.socket === null) await turn()
  const socket = side.socket as Socket
  let sent = 0
  for (const piece of pieces) {
    client.write(piece)
    sent += piece.length
    while (socket.bytesRead < sent && !socket.destroyed) await turn()
  }
  // An answer, and what is behind its request, take some turns more.
  for (let i = 0; i < 12; i++) await turn()
  client.destroy()
  return side.read
}

const methods = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'PROPFIND',
  'M-SEARCH',
  'get',
  'BREW'
]
const targets = [
  '/',
  '/openai/v1/chat/completions?x=1&y=%20',
  '*',
  'http://a/b',
  '/#f',
  '/a|b"c<>{}`\\^',
  '/x y',
  '/\u00fc',
  ''
]
const versions = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/1.2',
  'http/1.1',
  'HTTP/1.1 '
]
const lines = [
  ...[
    'X-Odd: v',
    'x-odd:v',
    'X-Empty:',
    'X-Blank: \t ',
    'X-Pad:\t a \t b \t',
    'X-Latin: caf\u00e9 \u0080\u00ff'
  ],
  ...[
    'X A: 1',
    'X-A : 1',
    ': 1',
    'nonsense',
    ' folded',
    '\tfolded',
    'X-\u00e9: 1',
    'X-Nul: \0',
    'X-Del: \x7f',
    'X-Lf: a\nb'
  ],
  ...[
    'X-Cr: a\rb',
    'X-Vt: \x0b',
    'Connection: keep-alive',
    'Connection: x, Keep-Alive',
    'Connection: close',
    'Connection: ,'
  ],
  ...[
    'Host: b',
    'Expect: 100-continue',
    'Expect: x',
    'TE: trailers',
    'Trailer: X-T',
    'Keep-Alive: timeout=5',
    'Date: x'
  ],
  ...[
    'Proxy-Connection: keep-alive',
    "!#$%&'*+-.^_`|~0: x",
    'Content-Length: 0',
    'Transfer-Encoding: identity'
  ]
]
const lengths = (length: number) => [
  ...[
    `Content-Length: ${length}`,
    `content-length:${length}`,
    `Content-Length: 00${length}`,
    `Content-Length:\t${length} `
  ],
  ...[
    `Content-Length: +${length}`,
    `Content-Length: ${length}, ${length}`,
    `Content-Length: ${length}a`,
    'Content-Length: -1'
  ],
  ...[
    `Content-Length: 0x${length}`,
    `Content-Length: ${length}.0`,
    'Content-Length:',
    `Content-Length : ${length}`,
    ''
  ],
  ...[`Content-Length: ${length}\r\nContent-Length: ${length}`, `Content-Length: ${length} ${length}`]
]
const codings = [
  ...[
    'Transfer-Encoding: chunked',
    'transfer-encoding:CHUNKED',
    'Transfer-Encoding: chunked\r\nContent-Length: 3'
  ],
  ...[
    'Content-Length: 3\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: chunked, gzip'
  ],
  ...[
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: chunkedx'
  ],
  ...[
    'Transfer-Encoding: \x0bchunked',
    'Transfer-Encoding:',
    'Transfer-Encoding: "chunked"',
    'Transfer-Encoding : chunked'
  ],
  ...[
    'Transfer-Encoding\t: chunked',
    'Transfer-Encoding: chunked;q=1',
    'Transfer-Encoding:\r\n chunked',
    'Transfer_Encoding: chunked'
  ]
]
const extensions = [
  '',
  '',
  '',
  ';a',
  ';a=b',
  ';a="b c"',
  ';',
  ' ;a',
  ' ',
  '\t',
  ';a=\n',
  ';\ra',
  ';a="b;c"',
  ';=',
  ';\u00e9',
  ';a\0'
]
const trailers = [
  '',
  '',
  '',
  'X-T: 1\r\n',
  'X-T:\t1 \r\nY-T: \r\n',
  'nonsense\r\n',
  ' folded\r\n',
  'X-T: a\nb\r\n',
  'X T: 1\r\n',
  'X-T: 1\n'
]
const lineEnds = ['\r\n', '\n', '\r', '\r\r\n', '\n\r', '']
const contents = [
  '',
  'a',
  '{"model":"m"}',
  '\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: b\r\n\r\n',
  '0\r\n\r\n',
  '\0\xff\x80'
]

/** Most parts as they should be, so that one odd one is what is looked at. */
function some<T>(random: Random, usual: T, odd: readonly T[], chance: number): T {
  return random.chance(chance) ? random.pick(odd) : usual
}

function requestText(random: Random): string {
  const chance = random.pick([0, 0.05, 0.2])
  const lineEnd = () => some(random, '\r\n', lineEnds, chance / 6)
  const content = random.pick(contents)
  const isChunked = random.chance(0.4)
  const body = content === '' ? '' : isChunked ? chunksOf(random, content, chance, lineEnd) : content
  const framing = isChunked
    ? some(random, codings[0] as string, codings, chance)
    : some(random, `Content-Length: ${content.length}`, lengths(content.length), chance)
  const fields = [some(random, 'Host: a', ['', 'Host:', 'host: b', 'Host: a, b'], chance), framing]
  for (let i = random.integer(0, 3); i > 0; i--)
    fields.splice(random.integer(0, 2), 0, some(random, 'X-A: 1', lines, 0.1 + chance))
  const last = isChunked
    ? `${some(random, '0', ['00', '0;a', '0 ', '-0', '0x0'], chance)}\r\n${some(random, '', trailers, chance * 2)}${lineEnd()}`
    : ''
  const line = [
    some(random, 'POST', methods, chance),
    some(random, '/x', targets, chance),
    some(random, 'HTTP/1.1', versions, chance)
  ]
  const head = [
    line.join(some(random, ' ', ['  ', '\t', ''], chance / 6)),
    ...fields.filter(field => field !== '')
  ]
  return `${some(random, '', ['\r\n', '\n', '\r', '\r\n\r\n', ' '], chance / 2)}${head.map(text => text + lineEnd()).join('')}${lineEnd()}${body}${last}`
}

function chunksOf(random: Random, content: string, chance: number, lineEnd: () => string): string {
  let text = ''
  for (let at = 0; at < content.length; ) {
    const size = random.integer(1, content.length - at)
    const digits = some(
      random,
      size.toString(16),
      [
        `0${size.toString(16)}`,
        size.toString(16).toUpperCase(),
        `+${size}`,
        ` ${size}`,
        `0x${size}`,
        `${size}g`,
        ''
      ],
      chance
    )
    text += `${digits}${some(random, '', extensions, chance)}${lineEnd()}${content.slice(at, at + size)}${lineEnd()}`
    at += size
  }
  return text
}

/** Up to three requests on one connection, a byte of them changed now and then, cut anywhere. */
function piecesOf(random: Random): Buffer[] {
  let text = ''
  for (let i = random.integer(1, 3); i > 0; i--) text += requestText(random)
  const bytes = Buffer.from(text, 'latin1')
  if (random.chance(0.2))
    bytes[random.integer(0, bytes.length - 1)] = random.pick([
      0, 9, 10, 13, 32, 44, 48, 58, 59, 127, 128, 255
    ])
  const pieces: Buffer[] = []
  const most = random.pick([1, 5, 40, bytes.length])
  for (let at = 0; at < bytes.length; ) {
    const size = most === bytes.length ? most : random.integer(1, most)
    pieces.push(bytes.subarray(at, at + size))
    at += size
  }
  return pieces
}

/** Ours takes any method, anything visible as a target, and any extension of a chunk but for what ends its line. */
const nodeIsStricter = ({ method }: Read) =>
  !METHODS.includes(method) || nodes.refused === 'HPE_STRICT' || nodes.refused === 'HPE_INVALID_URL'

test.each([1, 2, 3, 4])('what is read as a request here Node reads as the same (seed %i)', async seed => {
  const random = seededRandom(seed)
  let read = 0
  for (let i = 0; i < 400; i++) {
    const pieces = piecesOf(random)
    const mine = await tell(ours, pieces)
    const theirs = await tell(nodes, pieces)
    for (const [at, one] of mine.entries()) {
      if (theirs[at] === undefined && nodeIsStricter(one)) break
      expect({ of: pieces.join(''), ...theirs[at] }).toEqual({ of: pieces.join(''), ...one })
      read++
    }
  }
  expect(read).toBeGreaterThan(300)
})

test('whatever real clients send is read, in one piece and byte by byte', async () => {
  const long = `/openai/v1/x?${'q'.repeat(60_000)}`
  const requests = [
    'POST /openai/v1/chat/completions HTTP/1.1\r\nhost: localhost:8787\r\nconnection: keep-alive\r\naccept: application/json\r\ncontent-type: application/json\r\nauthorization: Bearer k\r\nx-stainless-retry-count: 0\r\naccept-language: *\r\nsec-fetch-mode: cors\r\nuser-agent: OpenAI/JS 5.0\r\naccept-encoding: gzip, deflate\r\ncontent-length: 2\r\n\r\n{}',
    'POST /anthropic/v1/messages HTTP/1.1\r\nHost: localhost:8787\r\nUser-Agent: python-requests/2.34.2\r\nAccept-Encoding: gzip, deflate\r\nAccept: */*\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}',
    'POST /openai/v1/files HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'POST /openai/v1/x HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nContent-Length: 2\r\nHost: localhost\r\nHTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA\r\nUpgrade: h2c\r\nUser-Agent: Java-http-client/17\r\n\r\n{}',
    'POST /openai/v1/x HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 2\r\nAccept-Encoding: gzip\r\n\r\n{}',
    'GET /openai/v1/models HTTP/1.0\r\nHost: localhost\r\nUser-Agent: ApacheBench/2.3\r\nConnection: Keep-Alive\r\n\r\n',
    `GET ${long} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    'POST /v1beta/models/gemini:streamGenerateContent?alt=sse HTTP/1.1\r\nHost: localhost\r\nX-Empty:\r\nX-Utf8: caf\u00c3\u00a9\r\nContent-Length: 0\r\n\r\n'
  ]
  for (const text of requests) {
    const bytes = Buffer.from(text, 'latin1')
    const pieces = text.includes(long) ? [bytes] : Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))
    for (const way of [[bytes], pieces]) {
      const [mine] = await tell(ours, way)
      expect(mine, text.slice(0, 60)).toBeDefined()
      expect(await tell(nodes, way)).toEqual([mine])
    }
  }
})
