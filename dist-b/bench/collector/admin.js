/** The admin address: what an orchestrator, a script or a person asks a running collector. Loopback only. */
import Fastify, {} from 'fastify';
import { acceptsOpenMetrics, contentTypeOf } from './deliver/telemetry/content-type.js';
import { addressUrl, listen } from './listen.js';
/** Builds the admin server and begins to listen. */
export async function startAdmin(address, sources) {
    const app = Fastify({ logger: false });
    addRoutes(app, sources);
    await listen(app, 'collector.admin', address);
    return { url: addressUrl(app.server), close: () => app.close() };
}
function addRoutes(app, { version, pairs, routes, store }) {
    app.get('/health', () => ({ status: 'ok', version, uptime_s: Math.floor(process.uptime()) }));
    // Recording and the store do not count: a collector without them relays all the same.
    app.get('/ready', (_request, reply) => {
        const ready = pairs.isReady();
        return reply.code(ready ? 200 : 503).send({ ready, draining: pairs.isDraining() });
    });
    app.get('/routes', () => routes.map(({ prefix, provider, upstream }) => ({ prefix, provider, upstream })));
    app.get('/metrics', async (request, reply) => {
        const openMetrics = acceptsOpenMetrics(request.headers.accept);
        const text = await pairs.page(openMetrics);
        if (text === null)
            return reply.code(503).type('text/plain').send('the recorder does not answer\n');
        return reply.type(contentTypeOf(openMetrics)).send(Buffer.from(text.buffer));
    });
    app.get('/stats', async () => {
        const { relay, recorder, rssBytes, workers } = await pairs.stats();
        return {
            relay: {
                exchanges: relay.exchanges,
                failed: relay.failed,
                open: relay.open,
                backlog_bytes: relay.backlogBytes
            },
            recorder,
            store: store(),
            rss_bytes: rssBytes,
            ...(workers !== undefined && { workers })
        };
    });
}
//# sourceMappingURL=admin.js.map