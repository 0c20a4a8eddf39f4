import { IncomingMessage } from 'node:http'

const kAsksForUpgrade = Symbol('asksForUpgrade')

/**
 * A client's request, that counts as one for an upgrade only when it asks for a WebSocket, in HTTP/1.1 and without a body. A
 * server may pass over any other wish (RFC 9110 §7.8), and here must: Java's HTTP client asks for `h2c` with each request, its
 * body included.
 */
export class ClientRequest extends IncomingMessage {
  declare [kAsksForUpgrade]: boolean | null

  /** Set and asked by Node's HTTP server: false lets the request go on as any other. */
  get upgrade(): boolean {
    return this[kAsksForUpgrade] === true && (this.method === 'CONNECT' || asksForWebSocket(this))
  }

  set upgrade(asked: boolean | null) {
    this[kAsksForUpgrade] = asked
  }
}

function asksForWebSocket({ method, headers, httpVersionMinor }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
  return method === 'GET' && httpVersionMinor > 0 && !hasBody && /\bwebsocket\b/i.test(headers.upgrade ?? '')
}
