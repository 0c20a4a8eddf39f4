/** A client made of sockets: sends exact bytes and keeps exact bytes. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import {
  ByteQueue,
  type Head,
  type HeaderPair,
  type Message,
  readHead,
  readMessage,
  responseFraming,
  statusOf
} from './raw-http.js'
import { encodeChunks } from './replay-answer.js'

export interface RawRequest {
  method: string
  target: string
  /** Without `Host` and framing, which are added first and last. */
  headers?: HeaderPair[]
  body?: Buffer | string
  /** Sends the body chunked, cut at these sizes; default is a content-length. */
  chunkSizes?: number[]
}

/** An answer, with the informational heads that came before it. */
export interface RawResponse extends Message {
  status: number
  interim: Head[]
}

/** One keep-alive connection. */
export class RawConnection {
  readonly socket: Socket
  readonly incoming = new ByteQueue()
  #host: string

  private constructor(socket: Socket, host: string) {
    this.socket = socket
    this.#host = host
    socket.setNoDelay(true)
    socket.on('data', bytes => this.incoming.push(bytes))
    socket.on('end', () => this.incoming.end())
    // 'close' follows each error, and ends what was being read.
    socket.on('error', () => {})
    socket.on('close', () => this.incoming.end())
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port, host } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port) })
    await once(socket, 'connect')
    return new RawConnection(socket, host)
  }

  /** Sends the request in one write and reads its answer, however it ends. */
  async exchange(request: RawRequest): Promise<RawResponse> {
    this.socket.write(encodeRequest(request, this.#host))
    return this.response(request.method)
  }

  /** Reads the next answer. Throws when the connection ended before its head. */
  async response(method: string): Promise<RawResponse> {
    const interim: Head[] = []
    for (;;) {
      const head = await readHead(this.incoming)
      if (head === null) throw new Error('the connection ended before an answer')
      const status = statusOf(head)
      if (status >= 100 && status < 200 && status !== 101) {
        interim.push(head)
        continue
      }
      const message = await readMessage(this.incoming, head, responseFraming(head, method))
      return { ...message, status, interim }
    }
  }

  close(): void {
    this.socket.destroy()
  }
}

/** The request's bytes on the wire. */
function encodeRequest(request: RawRequest, host: string): Buffer {
  const body = Buffer.from((request.body ?? '') as string)
  const fields: HeaderPair[] = [['Host', host], ...(request.headers ?? [])]
  if (request.chunkSizes !== undefined) fields.push(['Transfer-Encoding', 'chunked'])
  else if (body.length > 0 || request.method === 'POST') fields.push(['Content-Length', String(body.length)])
  const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const bytes = Buffer.from(`${request.method} ${request.target} HTTP/1.1\r\n${head}\r\n`, 'latin1')
  return Buffer.concat([
    bytes,
    request.chunkSizes === undefined ? body : encodeChunks(body, request.chunkSizes)
  ])
}
