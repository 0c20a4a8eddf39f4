import { addressUrl, listenOn } from './listen.js';
import { ClientServer } from './relay/client/server.js';
import { Exchange } from './relay/exchange.js';
import { Journal } from './relay/journal.js';
import { buildLine } from './relay/line.js';
import { unreadable } from './relay/refusal.js';
import { relayUpgrade } from './relay/tunnel.js';
import { buildRouter } from './routing/routes.js';
/**
 * Builds the collector and begins to listen.
 *
 * @returns it, and its base URL with the port that was given for port 0.
 * @throws TeelineError `TEELINE_LISTEN_FAILED`
 */
export async function startCollector(config, routes, recorder) {
    const { collector, clients } = buildCollector(config, routes, recorder);
    await listenOn(clients.server, 'collector.listen', config.listen);
    return { ...collector, url: addressUrl(clients.server) };
}
/** Builds a collector that does not listen: another process does, and hands connections over to `accept`. */
export function openCollector(config, routes, recorder) {
    const { collector, clients } = buildCollector(config, routes, recorder);
    return { ...collector, accept: connection => clients.accept(connection) };
}
function buildCollector(config, routes, recorder) {
    const journal = new Journal(recorder, config.tapeBufferBytes);
    const line = buildLine(config, buildRouter(routes), journal);
    const clients = new ClientServer({
        onRequest: (connection, head) => new Exchange(line, connection, head),
        onUpgrade: (head, socket, first) => relayUpgrade(line, head, socket, first),
        onUnreadable: (socket, error) => socket.write(unreadable(error))
    });
    const collector = {
        journal,
        stats: () => ({
            ...line.counts,
            open: line.open.size,
            draining: line.draining,
            backlogBytes: journal.backlogBytes
        }),
        close: async () => {
            await drain(line, clients, config.drainTimeoutMs);
            line.close();
            journal.flush();
        },
        cut: () => line.open.cutAll()
    };
    return { collector, clients };
}
async function drain(line, clients, timeoutMs) {
    line.draining = true;
    clients.drain();
    const timer = setTimeout(() => line.open.cutAll(), timeoutMs);
    await line.open.emptied();
    clearTimeout(timer);
    clients.close();
}
//# sourceMappingURL=collector.js.map