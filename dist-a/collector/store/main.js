import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Engine } from './engine.js';
import { buildStoreServer } from './store-server.js';
/**
 * The store's own process. It is started by `startEmbeddedStore`, told over IPC what to open, and leaves when told to or
 * when its parent is gone. Signals are the parent's business: it drains into the store before it lets the store go.
 */
const running = {};
const drainMs = 3000;
/** For what the engine has still to let go of, when its clients were cut off. */
const cancelMs = 2000;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => undefined);
process.title = 'teeline store';
process.on('message', (message) => {
    if (message.type === 'start')
        void start(message);
    else
        void leave();
});
process.once('disconnect', () => void leave());
async function start(options) {
    try {
        const engine = await Engine.open(options.directory);
        running.engine = engine;
        const server = buildStoreServer(engine, { password: options.password });
        server.listen(options.port, options.host);
        await once(server, 'listening');
        running.server = server;
        tell({ type: 'ready', port: server.address().port });
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        tell({ type: 'failed', reason: failureOf(error), message });
        await leave();
    }
}
function failureOf(error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['MODULE_NOT_FOUND', 'CHDB_PLATFORM', 'CHDB_ABI'].includes(code))
        return 'missing';
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen')
        return 'listen';
    return 'engine';
}
/** No new requests; those at work have a moment to end; then the engine writes out what it holds, and all is over. */
function leave() {
    running.leaving ??= (async () => {
        if (running.server !== undefined)
            await drain(running.server);
        const isClosed = (await running.engine?.close(cancelMs)) ?? true;
        // An engine at work does not survive a regular exit; it is made to survive this one.
        if (!isClosed)
            process.kill(process.pid, 'SIGKILL');
        process.exit(0);
    })();
    return running.leaving;
}
async function drain(server) {
    const closed = once(server, 'close');
    server.close();
    // A connection that falls idle after this would be kept open for its next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 10);
    await Promise.race([closed, delay(drainMs)]);
    clearInterval(sweep);
    server.closeAllConnections();
}
function tell(message) {
    if (process.connected)
        process.send?.(message);
}
//# sourceMappingURL=main.js.map