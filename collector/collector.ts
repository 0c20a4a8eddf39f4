/** The collector: Fastify in front, the relay behind it, a journal to the recorder. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../schemas/config.js'
import { ClientRequest } from './client-request.js'
import { addressUrl, listen } from './listen.js'
import { relay } from './relay/exchange.js'
import { Journal, type SlabReader } from './relay/journal.js'
import { buildLine, type Line, maxHeaderBytes } from './relay/line.js'
import { relayUpgrade } from './relay/tunnel.js'
import { buildRouter, type Route } from './routing/routes.js'

/** One relay thread and what it serves. */
export interface Collector {
  journal: Journal
  stats(): CollectorStats
  /** Takes no new exchange, lets the open ones end within `drainTimeoutMs`, cuts the rest. Each leaves its row. */
  close(): Promise<void>
  /** Cuts what is still open, now. */
  cut(): void
}

export interface CollectorStats {
  exchanges: number
  failed: number
  open: number
  draining: boolean
  /** Bytes copied for the recorder and not yet read by it. */
  backlogBytes: number
}

/**
 * Builds the collector and begins to listen.
 *
 * @returns it, and its base URL with the port that was given for port 0.
 * @throws TeelineError `TEELINE_LISTEN_FAILED`
 */
export async function startCollector(
  config: Config['collector'],
  routes: Route[],
  recorder: SlabReader
): Promise<Collector & { url: string }> {
  const { collector, server, app } = buildCollector(config, routes, recorder)
  await listen(app, 'collector.listen', config.listen)
  return { ...collector, url: addressUrl(server) }
}

/** Builds a collector that does not listen: another process does, and hands connections over to `accept`. */
export async function openCollector(
  config: Config['collector'],
  routes: Route[],
  recorder: SlabReader
): Promise<Collector & { accept(connection: Socket): void }> {
  const { collector, server, app } = buildCollector(config, routes, recorder)
  await app.ready()
  // With this event Node begins to keep the list of connections, by which slow heads time out and idle ones are closed.
  server.emit('listening')
  return {
    ...collector,
    accept: connection => {
      // As on every connection that an HTTP server accepts itself.
      connection.allowHalfOpen = true
      server.emit('connection', connection)
    }
  }
}

function buildCollector(
  config: Config['collector'],
  routes: Route[],
  recorder: SlabReader
): { collector: Collector; server: Server; app: FastifyInstance } {
  const journal = new Journal(recorder, config.tapeBufferBytes)
  const line = buildLine(config, buildRouter(routes), journal)
  const app = buildServer(line)
  const { server } = app
  const collector: Collector = {
    journal,
    stats: () => ({
      ...line.counts,
      open: line.open.size,
      draining: line.draining,
      backlogBytes: journal.backlogBytes
    }),
    close: async () => {
      await drain(line, server, config.drainTimeoutMs)
      await app.close()
      line.close()
      journal.flush()
    },
    cut: () => line.open.cutAll()
  }
  return { collector, server, app }
}

function buildServer(line: Line): FastifyInstance {
  const app = Fastify({
    logger: false,
    // One static route for all: the path is the provider's business, and is neither decoded nor judged here.
    rewriteUrl: () => '/',
    http: { maxHeaderSize: maxHeaderBytes, insecureHTTPParser: false, IncomingMessage: ClientRequest },
    clientErrorHandler: onClientError
  })
  // The request is taken over before Fastify reads a body.
  app.addHook('onRequest', (request, reply) => {
    reply.hijack()
    request.raw.url = request.originalUrl
    relay(line, request.raw, reply.raw)
  })
  app.route({ method: app.supportedMethods, url: '/', handler: () => {} })
  // Bounded in bytes; Node's bound on their number drops what is above it without a word.
  app.server.maxHeadersCount = 0
  app.server.on('upgrade', (request, socket, head) => relayUpgrade(line, request, socket, head))
  app.server.on('connect', (_request, socket) => refuse(socket, '405 Method Not Allowed', notAProxy))
  // Whether a body is wanted that was asked about first (RFC 9110 §10.1.1) is the upstream's to say.
  const onExpectation = (request: IncomingMessage, response: ServerResponse) =>
    app.server.emit('request', request, response)
  app.server.on('checkContinue', onExpectation)
  app.server.on('checkExpectation', onExpectation)
  return app
}

/** What is not HTTP, or could be read in two ways (RFC 9112 §11.2), ends here. */
function onClientError(error: Error & { code?: string }, socket: ClientSocket): void {
  // Within an answer that has begun, another one would be taken for a part of it.
  const hasBegun = socket._httpMessage?.headersSent === true
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) {
    socket.destroy()
    return
  }
  const { code = 'unknown' } = error
  refuse(
    socket,
    statuses[code] ?? '400 Bad Request',
    messages[code] ?? `the request is not valid HTTP/1.1 (${code})`
  )
}

/** Node's own handler knows an answer on its way by this too: nothing public tells it. */
type ClientSocket = Socket & { _httpMessage?: ServerResponse | null }

const statuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout'
}

const messages: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'the head of the request was not complete in time',
  HPE_PAUSED_H2_UPGRADE: 'the request is HTTP/2, of which the collector speaks nothing: use HTTP/1.1'
}

const notAProxy = 'CONNECT is for proxies: set the base URL of the app to a route, not its HTTPS_PROXY'

function refuse(socket: Duplex, status: string, message: string): void {
  const body = JSON.stringify({
    error: { message, type: 'invalid_request_error', param: null, code: 'TEELINE_REQUEST_MALFORMED' }
  })
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close`
  socket.end(`${head}\r\n\r\n${body}`)
}

async function drain(line: Line, server: Server, timeoutMs: number): Promise<void> {
  line.draining = true
  // Stops listening; connections that are idle now or later are closed, open exchanges go on.
  server.close()
  const timer = setTimeout(() => line.open.cutAll(), timeoutMs)
  await line.open.emptied()
  clearTimeout(timer)
  server.closeAllConnections()
}
