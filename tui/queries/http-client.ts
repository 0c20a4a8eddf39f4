/**
 * HTTP over sockets that are kept, for who asks a few small things again and again all day: `node:http` takes two and a half times
 * the CPU for a question, and 5 MB. Answers are read by http-parser-js.
 */
import { connect, isIP, type Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { urlToHttpOptions } from 'node:url'
import { HTTPParser } from 'http-parser-js'

export interface Request {
  method: 'GET' | 'POST'
  path: string
  /** Lines, each with its `\r\n`. */
  headers: string
  body: string
}

export interface Answer {
  status: number
  /** Names and values in turn, as they came. */
  headers: readonly string[]
  text: string
  /** What broke off an answer whose head was there; NULL: it is whole. */
  broken: Error | null
}

/** A server ends a connection that is not used for 3 s or more: none is used again that was idle for longer than this. */
const idleMs = 2_500

export class HttpClient {
  readonly #url: URL
  readonly #timeoutMs: number
  readonly #idle: Connection[] = []
  readonly #busy = new Set<Connection>()

  /** `timeoutMs`: silence that ends a request. */
  constructor(url: URL, timeoutMs: number) {
    this.#url = url
    this.#timeoutMs = timeoutMs
  }

  /** Whether an answer came so far that no more of it is waited for, is asked after each piece with `isOver`. */
  async request(
    request: Request,
    signal: AbortSignal,
    isOver: (answer: Answer) => boolean = () => false
  ): Promise<Answer> {
    const connection = this.#kept() ?? new Connection(await dial(this.#url), this.#timeoutMs)
    if (signal.aborted) connection.end(signal.reason)
    signal.throwIfAborted()
    this.#busy.add(connection)
    const leave = (): void => connection.end(signal.reason)
    signal.addEventListener('abort', leave)
    try {
      const answer = await connection.send(textOf(request, this.#url), isOver)
      signal.throwIfAborted()
      return answer
    } finally {
      signal.removeEventListener('abort', leave)
      this.#busy.delete(connection)
      if (connection.isOpen) this.#idle.push(connection)
    }
  }

  close(): void {
    for (const connection of [...this.#idle, ...this.#busy]) connection.end(new Error('closed'))
    this.#idle.length = 0
  }

  /** The one that was used last: others may go. */
  #kept(): Connection | null {
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      if (last.isOpen && performance.now() - last.usedAt < idleMs) return last
      last.end(new Error('idle'))
    }
    return null
  }
}

async function dial(url: URL): Promise<Socket> {
  const { hostname, port } = urlToHttpOptions(url)
  const host = hostname ?? ''
  if (url.protocol !== 'https:') return connect({ host, port: Number(port ?? 80), noDelay: true })
  const tls = await import('node:tls')
  const servername = isIP(host) === 0 ? { servername: host } : {}
  return tls.connect({ host, port: Number(port ?? 443), ALPNProtocols: ['http/1.1'], ...servername })
}

function textOf({ method, path, headers, body }: Request, { host }: URL): string {
  const length = method === 'GET' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}${length}\r\n${body}`
}

/** One socket, and the one request that is on its way over it. */
class Connection {
  /** Monotonic ms of the last answer. */
  usedAt = 0
  isOpen = true
  readonly #socket: Socket
  readonly #parser = new HTTPParser(HTTPParser.RESPONSE)
  #answer: Answer | null = null
  #decoder = new StringDecoder('utf8')
  #isOver: (answer: Answer) => boolean = () => false
  #resolve: ((answer: Answer) => void) | null = null
  #reject: (error: unknown) => void = () => {}

  constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket
    // It also ends what is idle for so long, and so need not be set for each question.
    socket.setTimeout(timeoutMs, () => this.end(new Error(`no answer for ${timeoutMs / 1_000} s`)))
    socket.on('data', bytes => this.#read(bytes))
    socket.on('end', () => this.#ended())
    socket.on('close', () => this.end(new Error('the connection was closed')))
    socket.on('error', error => this.end(error))
    this.#listen()
  }

  send(text: string, isOver: (answer: Answer) => boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answer = null
      this.#isOver = isOver
      this.#resolve = resolve
      this.#reject = reject
      this.#socket.write(text)
    })
  }

  /** Closes it; what is on its way over it is broken off for `reason`. */
  end(reason: Error): void {
    this.isOpen = false
    this.#socket.destroy()
    const [answer, reject] = [this.#answer, this.#reject]
    if (this.#resolve === null) return
    if (answer !== null) this.#settle({ ...answer, broken: reason })
    else {
      this.#resolve = null
      reject(reason)
    }
  }

  #listen(): void {
    const parser = this.#parser
    strictAboutChunks(parser)
    parser[HTTPParser.kOnHeadersComplete] = ({ statusCode, headers, shouldKeepAlive }) => {
      // An interim answer, with the one that counts behind it.
      if (statusCode < 200) return
      this.isOpen = shouldKeepAlive
      this.#decoder = new StringDecoder('utf8')
      this.#answer = { status: statusCode, headers, text: '', broken: null }
    }
    parser[HTTPParser.kOnBody] = bytes => {
      if (this.#answer !== null) this.#answer.text += this.#decoder.write(bytes)
    }
    parser[HTTPParser.kOnMessageComplete] = () => {
      if (this.#answer !== null) this.#settle(this.#answer)
    }
  }

  #read(bytes: Buffer): void {
    // Nobody asked: what comes now belongs to no request.
    const parsed = this.#resolve === null ? new Error('nothing was asked') : this.#parser.execute(bytes)
    if (parsed instanceof Error) this.end(new Error(`an answer that is no HTTP: ${parsed.message}`))
    else if (this.#answer !== null && this.#isOver(this.#answer)) this.end(new Error('over'))
  }

  /** The other side ends: so does a body that has no length. */
  #ended(): void {
    const told = this.#resolve === null ? undefined : this.#parser.finish()
    if (told instanceof Error || this.#resolve !== null) this.end(new Error('the connection was closed'))
    else this.end(new Error('closed'))
  }

  #settle(answer: Answer): void {
    const resolve = this.#resolve
    this.#resolve = null
    this.#answer = null
    this.usedAt = performance.now()
    if (!this.isOpen) this.#socket.destroy()
    resolve?.(answer)
  }
}

/** http-parser-js takes a chunk size or a length that is no number for the end of the body, and the answer for whole. */
function strictAboutChunks(parser: InstanceType<typeof HTTPParser>): void {
  const strict = parser as unknown as { state: string; consumeLine(): string | undefined }
  const consumeLine = strict.consumeLine
  strict.consumeLine = () => {
    const line = consumeLine.call(strict)
    if (line !== undefined && strict.state === 'BODY_CHUNKHEAD' && !chunkSize.test(line)) {
      throw new Error('no chunk size')
    }
    return line
  }
}

const chunkSize = /^[0-9a-f]{1,12}[ \t]*(;|$)/i
