/** The collector: clients in front, upstreams behind, a journal to the recorder. */
import type { Socket } from 'node:net'
import type { Config } from '../schemas/config.js'
import { addressUrl, listenOn } from './listen.js'
import type { Log } from './log.js'
import type { RequestHandlers } from './relay/client/request-reader.js'
import { ClientServer } from './relay/client/server.js'
import { Exchange } from './relay/exchange.js'
import { Journal, type SlabReader } from './relay/journal.js'
import { buildLine, type Line } from './relay/line.js'
import { unreadable } from './relay/refusal.js'
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
  recorder: SlabReader,
  log: Log
): Promise<Collector & { url: string }> {
  const { collector, clients } = buildCollector(config, routes, recorder, log)
  await listenOn(clients.server, 'collector.listen', config.listen)
  return { ...collector, url: addressUrl(clients.server) }
}

/** Builds a collector that does not listen: another process does, and hands connections over to `accept`. */
export function openCollector(
  config: Config['collector'],
  routes: Route[],
  recorder: SlabReader,
  log: Log
): Collector & { accept(connection: Socket): void } {
  const { collector, clients } = buildCollector(config, routes, recorder, log)
  return { ...collector, accept: connection => clients.accept(connection) }
}

function buildCollector(
  config: Config['collector'],
  routes: Route[],
  recorder: SlabReader,
  log: Log
): { collector: Collector; clients: ClientServer } {
  const journal = new Journal(recorder, config.tapeBufferBytes)
  const line = buildLine(config, buildRouter(routes), journal, message => log('error', message))
  const handlers: RequestHandlers = {
    onRequest: (connection, head) => new Exchange(line, connection, head),
    onUpgrade: (head, socket, first) => relayUpgrade(line, head, socket, first),
    onUnreadable: (socket, error) => socket.write(unreadable(line.blame.of(error)))
  }
  const clients = new ClientServer(handlers, config.idleTimeoutMs)
  const collector: Collector = {
    journal,
    stats: () => ({
      ...line.counts,
      open: line.open.size,
      draining: line.draining,
      backlogBytes: journal.backlogBytes
    }),
    close: async () => {
      await drain(line, clients, config.drainTimeoutMs)
      line.close()
      journal.flush()
    },
    cut: () => line.open.cutAll()
  }
  return { collector, clients }
}

async function drain(line: Line, clients: ClientServer, timeoutMs: number): Promise<void> {
  line.draining = true
  clients.drain()
  const timer = setTimeout(() => line.open.cutAll(), timeoutMs)
  await line.open.emptied()
  clearTimeout(timer)
  clients.close()
}
