/** A provider made of sockets: it answers with exact bytes under a seeded write plan and keeps what it was sent. */
import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import {
  ByteQueue,
  type Framing,
  firstValue,
  type Head,
  type HeaderPair,
  MalformedMessage,
  readBody,
  readHead,
  requestFraming
} from './raw-http.js'
import { type ReplayAnswer, Writer, writeAnswer } from './replay-answer.js'

/** A request as its bytes told it. The fields about the body are final once `complete()` has resolved. */
export interface ReplayRequest extends Head {
  /** Counted from 0, over all connections. */
  index: number
  /** Which connection brought it, counted from 0. */
  connection: number
  method: string
  framing: Framing
  /** Path and query as sent. */
  target: string
  /** Process clock when the head had come. */
  arrivedAtMs: number
  /** Empty when the server was started with `keepBodies: false`. */
  wireBody: Buffer
  /** Payload without chunk framing, still compressed if it was. Empty with `keepBodies: false`. */
  body: Buffer
  bodyBytes: number
  /** Hex digest of the payload; `''` until the body is complete. */
  bodySha256: string
  chunkSizes: number[]
  trailers: HeaderPair[]
  /** `cut`: the peer left before the end of the body. */
  state: 'reading' | 'complete' | 'cut'
  /** Resolves when the body is complete or cut; never rejects. */
  complete(): Promise<void>
  /** Process clock when the peer went away before the answer was out; NULL as long as it did not. */
  abortedAtMs: number | null
  /** Resolves when the connection that brought it is gone. */
  closed: Promise<void>
  /** Stops and starts reading from its connection: a slow reader. */
  pause(): void
  resume(): void
  header(name: string): string | undefined
}

type ReplayHandler = (request: ReplayRequest) => ReplayAnswer | Promise<ReplayAnswer>

export interface ReplayServerOptions {
  tls?: { key: string; cert: string }
  /** False: bodies are counted and digested, not kept. */
  keepBodies?: boolean
  /** False: `Expect: 100-continue` gets no 100 by itself. */
  autoContinue?: boolean
}

export interface ReplayServer {
  /** `http://127.0.0.1:PORT` or `https://localhost:PORT`. */
  url: string
  host: string
  port: number
  requests: ReplayRequest[]
  /** What was wrong with the bytes that came; empty when every peer spoke HTTP/1.1 strictly. */
  problems: string[]
  connections(): number
  /** Who answers from now on; without one, 200 and `{}`. */
  on(handler: ReplayHandler): void
  /** The next request that has not been handed out yet, once its head is there. Rejects after `withinMs`. */
  nextRequest(withinMs?: number): Promise<ReplayRequest>
  /** Forgets requests and problems. */
  clear(): void
  close(): Promise<void>
}

/** Listens on a free loopback port. */
export async function startReplayServer(options: ReplayServerOptions = {}): Promise<ReplayServer> {
  const state: State = {
    options,
    handler: () => ({ headers: [['content-type', 'application/json']], body: '{}' }),
    requests: [],
    problems: [],
    handedOut: 0,
    waiting: new Set(),
    sockets: new Set(),
    connections: 0,
    counted: 0
  }
  const accept = (socket: Socket): void => void serve(socket, state)
  const server: Server =
    options.tls === undefined
      ? createTcpServer({ noDelay: true }, accept)
      : createTlsServer(options.tls, accept)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const scheme = options.tls === undefined ? 'http' : 'https'
  const host = `${options.tls === undefined ? '127.0.0.1' : 'localhost'}:${port}`
  return {
    url: `${scheme}://${host}`,
    host,
    port,
    requests: state.requests,
    problems: state.problems,
    connections: () => state.sockets.size,
    on: handler => {
      state.handler = handler
    },
    nextRequest: (withinMs = 10_000) => nextRequest(state, withinMs),
    clear: () => {
      state.requests.length = 0
      state.problems.length = 0
      state.handedOut = 0
    },
    close: async () => {
      for (const socket of state.sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}

interface State {
  options: ReplayServerOptions
  handler: ReplayHandler
  requests: ReplayRequest[]
  problems: string[]
  handedOut: number
  waiting: Set<() => void>
  sockets: Set<Socket>
  connections: number
  counted: number
}

async function serve(socket: Socket, state: State): Promise<void> {
  const connection = state.connections++
  const queue = new ByteQueue()
  state.sockets.add(socket)
  socket.setNoDelay(true)
  socket.on('data', bytes => queue.push(bytes))
  socket.on('end', () => queue.end())
  // A reset is how some of our peers are meant to leave; 'close' follows and tells the rest.
  socket.on('error', () => {})
  const closed = new Promise<void>(resolve => {
    socket.on('close', () => {
      queue.end()
      state.sockets.delete(socket)
      resolve()
    })
  })
  try {
    while (await serveOne(socket, queue, connection, closed, state));
  } catch (error) {
    if (!socket.destroyed) state.problems.push(error instanceof Error ? error.message : String(error))
    socket.destroy()
  }
}

async function serveOne(
  socket: Socket,
  queue: ByteQueue,
  connection: number,
  closed: Promise<void>,
  state: State
): Promise<boolean> {
  const head = await readHead(queue)
  if (head === null) {
    socket.end()
    return false
  }
  const request = buildRequest(head, socket, connection, closed, state)
  let answered = false
  void closed.then(() => {
    if (!answered) request.abortedAtMs = performance.now()
  })
  const body = takeBody(request, queue, socket, state)
  state.requests.push(request)
  for (const wake of state.waiting) wake()
  const writer = new Writer(socket, queue)
  if (state.options.autoContinue !== false && request.header('expect')?.toLowerCase() === '100-continue') {
    await writer.write(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'))
  }
  const answer = await state.handler(request)
  if (answer.when !== 'head') await request.complete()
  // Who left in the middle of the upload gets no answer.
  if (request.state === 'cut' && socket.destroyed) return false
  const keepAlive = await writeAnswer(writer, request, answer)
  answered = true
  if (!keepAlive) return false
  await body
  return request.state === 'complete' && !socket.destroyed
}

function buildRequest(
  head: Head,
  socket: Socket,
  connection: number,
  closed: Promise<void>,
  state: State
): ReplayRequest {
  const match = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(head.firstLine)
  if (match === null) throw new MalformedMessage(`not a request line: ${JSON.stringify(head.firstLine)}`)
  return {
    ...head,
    index: state.counted++,
    connection,
    method: match[1] as string,
    framing: requestFraming(head),
    target: match[2] as string,
    arrivedAtMs: performance.now(),
    wireBody: Buffer.alloc(0),
    body: Buffer.alloc(0),
    bodyBytes: 0,
    bodySha256: '',
    chunkSizes: [],
    trailers: [],
    state: 'reading',
    complete: () => Promise.resolve(),
    abortedAtMs: null,
    closed,
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    header: name => firstValue(head.headers, name)
  }
}

/** Reads the body beside the answer, so that an early answer and a slow upload are possible. */
function takeBody(request: ReplayRequest, queue: ByteQueue, socket: Socket, state: State): Promise<void> {
  const kept = { wire: [] as Buffer[], data: [] as Buffer[] }
  const digest = createHash('sha256')
  const done = readInto(request, queue, state, kept, digest).catch((error: unknown) => {
    state.problems.push(error instanceof Error ? error.message : String(error))
    request.state = 'cut'
    socket.destroy()
  })
  request.complete = () => done
  return done
}

async function readInto(
  request: ReplayRequest,
  queue: ByteQueue,
  state: State,
  kept: { wire: Buffer[]; data: Buffer[] },
  digest: Hash
): Promise<void> {
  const keep = state.options.keepBodies !== false
  const length = Number(request.header('content-length') ?? 0)
  const trailers = await readBody(queue, request.framing, length, {
    onWire: bytes => void (keep && kept.wire.push(bytes)),
    onData: bytes => {
      request.bodyBytes += bytes.length
      digest.update(bytes)
      if (keep) kept.data.push(bytes)
    },
    onChunk: size => void request.chunkSizes.push(size)
  })
  request.wireBody = Buffer.concat(kept.wire)
  request.body = Buffer.concat(kept.data)
  request.trailers = trailers ?? []
  request.state = trailers === null ? 'cut' : 'complete'
  if (trailers !== null) request.bodySha256 = digest.digest('hex')
}

async function nextRequest(state: State, withinMs: number): Promise<ReplayRequest> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const request = state.requests[state.handedOut]
    if (request !== undefined) {
      state.handedOut++
      return request
    }
    const left = deadline - performance.now()
    if (left <= 0) throw new Error(`no request came within ${withinMs} ms`)
    await new Promise<void>(resolve => {
      const wake = (): void => {
        clearTimeout(timer)
        state.waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, left)
      state.waiting.add(wake)
    })
  }
}
