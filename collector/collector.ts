/** The collector: Fastify in front, the relay behind it, a journal to the recorder. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../schemas/config.js'
import { TeelineError } from '../schemas/errors.js'
import { splitAddress } from './config.js'
import { relay } from './relay/exchange.js'
import { Journal, type SlabReader } from './relay/journal.js'
import { buildLine, type Line, maxHeaderBytes } from './relay/line.js'
import { relayUpgrade } from './relay/tunnel.js'
import { buildRouter, type Route } from './routing/routes.js'

export interface Collector {
  /** Base URL, with the port that was given for port 0. */
  url: string
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
 * @throws TeelineError `TEELINE_LISTEN_FAILED`
 */
export async function startCollector(
  config: Config['collector'],
  routes: Route[],
  recorder: SlabReader
): Promise<Collector> {
  const journal = new Journal(recorder, config.tapeBufferBytes)
  const line = buildLine(config, buildRouter(routes), journal)
  const app = buildServer(line)
  await listen(app, 'collector.listen', config.listen)
  return {
    url: addressUrl(app.server),
    journal,
    stats: () => ({
      ...line.counts,
      open: line.open.size,
      draining: line.draining,
      backlogBytes: journal.backlogBytes
    }),
    close: async () => {
      await drain(line, app.server, config.drainTimeoutMs)
      await app.close()
      await line.close()
      journal.flush()
    },
    cut: () => line.open.cutAll()
  }
}

/** Listens on `host:port`; the error names the configuration key. */
export async function listen(app: FastifyInstance, key: string, address: string): Promise<void> {
  try {
    await app.listen(splitAddress(address))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`
    throw new TeelineError(
      'TEELINE_LISTEN_FAILED',
      `${key} ${address} ${reason}`,
      `Set another one: ${key} in teeline.yaml, or the flag.`,
      cause
    )
  }
}

/** `http://127.0.0.1:8787` of a listening server. */
export function addressUrl(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

function buildServer(line: Line): FastifyInstance {
  const app = Fastify({
    logger: false,
    // One static route for all: the path is the provider's business, and is neither decoded nor judged here.
    rewriteUrl: () => '/',
    http: { maxHeaderSize: maxHeaderBytes, insecureHTTPParser: false },
    clientErrorHandler: onClientError
  })
  // The request is taken over before Fastify reads a body.
  app.addHook('onRequest', (request, reply) => {
    reply.hijack()
    request.raw.url = request.originalUrl
    relay(line, request.raw, reply.raw)
  })
  app.route({ method: app.supportedMethods, url: '/', handler: () => {} })
  app.server.on('upgrade', (request, socket, head) => relayUpgrade(line, request, socket, head))
  app.server.on('checkContinue', (request, response) => onExpectContinue(app.server, line, request, response))
  return app
}

/** RFC 9110 §10.1.1: the body is asked for, unless it is known by now that it would be refused. */
function onExpectContinue(
  server: Server,
  line: Line,
  request: IncomingMessage,
  response: ServerResponse
): void {
  const bodyBytes = Number(request.headers['content-length'] ?? 0)
  if (bodyBytes <= line.config.maxBodyBytes) response.writeContinue()
  server.emit('request', request, response)
}

/** What is not HTTP, or could be read in two ways (RFC 9112 §11.2), ends here. */
function onClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  const message = `the request is not valid HTTP/1.1 (${error.code ?? 'unknown'})`
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
