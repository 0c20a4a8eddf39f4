/** The admin address: what an orchestrator, a script or a person asks a running collector. Loopback only. */
import Fastify, { type FastifyInstance } from 'fastify'
import type { Collector } from './collector.js'
import { addressUrl, listen } from './collector.js'
import { acceptsOpenMetrics, contentTypeOf } from './deliver/telemetry/content-type.js'
import type { RecorderThread } from './recorder-thread.js'
import type { Route } from './routing/routes.js'
import type { StoreState } from './store.js'

export interface Admin {
  url: string
  close(): Promise<void>
}

export interface AdminSources {
  version: string
  collector: Collector
  recorder: RecorderThread
  routes: Route[]
  /** Where the store is, without credentials. */
  store: () => StoreState
}

/** Builds the admin server and begins to listen. */
export async function startAdmin(address: string, sources: AdminSources): Promise<Admin> {
  const app = Fastify({ logger: false })
  addRoutes(app, sources)
  await listen(app, 'collector.admin', address)
  return { url: addressUrl(app.server), close: () => app.close() }
}

/** A scraper's own patience is ten seconds by default. */
const scrapeTimeoutMs = 5_000

function addRoutes(
  app: FastifyInstance,
  { version, collector, recorder, routes, store }: AdminSources
): void {
  app.get('/health', () => ({ status: 'ok', version, uptime_s: Math.floor(process.uptime()) }))
  // Recording and the store do not count: a collector without them relays all the same.
  app.get('/ready', (_request, reply) => {
    const { draining } = collector.stats()
    return reply.code(draining ? 503 : 200).send({ ready: !draining, draining })
  })
  app.get('/routes', () => routes.map(({ prefix, provider, upstream }) => ({ prefix, provider, upstream })))
  app.get('/metrics', async (request, reply) => {
    const { exchanges, open, backlogBytes } = collector.stats()
    const openMetrics = acceptsOpenMetrics(request.headers.accept)
    const text = await recorder.scrape({ exchanges, open, backlogBytes }, openMetrics, scrapeTimeoutMs)
    if (text === null) return reply.code(503).type('text/plain').send('the recorder does not answer\n')
    return reply.type(contentTypeOf(openMetrics)).send(Buffer.from(text.buffer))
  })
  app.get('/stats', () => {
    const relay = collector.stats()
    return {
      relay: {
        exchanges: relay.exchanges,
        failed: relay.failed,
        open: relay.open,
        backlog_bytes: relay.backlogBytes
      },
      recorder: { running: recorder.isRunning, ...recorder.stats },
      store: store(),
      rss_bytes: process.memoryUsage.rss()
    }
  })
}
