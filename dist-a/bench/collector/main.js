/** `teeline up`: the collector and, unless `store.url` names a server, the embedded ClickHouse beside it. */
import { startAdmin } from './admin.js';
import { banner } from './banner.js';
import { loadConfig, printableConfig } from './config.js';
import { openDataDir } from './data-dir.js';
import { buildLog } from './log.js';
import { startPairs } from './pairs.js';
import { routesOf } from './routing/routes.js';
import { openStore } from './store.js';
import { version } from './version.js';
/** Undelivered rows stay on disk; a stop does not wait longer than this for the store to take them. */
const deliverTimeoutMs = 3_000;
/** A clean drain exits with 0; one that had to be cut short with this. */
const interrupted = 130;
/**
 * Runs until a stop signal, then drains. Resolves with the exit code.
 *
 * @throws TeelineError when it cannot start; nothing is left behind then.
 */
export async function runUp(options) {
    const loaded = loadConfig(options, process.env);
    if (options.printConfig === true) {
        process.stdout.write(`${JSON.stringify(printableConfig(loaded), null, 2)}\n`);
        return 0;
    }
    const log = buildLog(loaded.config.logLevel, process.stderr);
    const dataDir = openDataDir(loaded.dataDir);
    const stop = stopSignal();
    const running = {};
    try {
        await start(running, loaded, dataDir, log);
        await stop.first;
        const { pairs } = running;
        let exitCode = 0;
        stop.onSecond(() => {
            exitCode = interrupted;
            pairs?.cut();
        });
        const stats = await pairs?.stats();
        process.stderr.write(stopping(stats?.relay.open ?? 0, loaded.config.collector.drainTimeoutMs));
        await shutDown(running);
        return exitCode;
    }
    finally {
        await shutDown(running);
        dataDir.release();
    }
}
async function start(running, loaded, dataDir, log) {
    const { config } = loaded;
    const routes = routesOf(config);
    const pairs = await startPairs({ loaded, dataDir, routes, log });
    running.pairs = pairs;
    const store = await openStore(config.store, dataDir.path, log, pairs);
    running.store = store;
    running.admin = await startAdmin(config.collector.admin, { version, pairs, routes, store: store.state });
    announce(running, loaded, dataDir, routes);
}
function announce(running, loaded, dataDir, routes) {
    const { url, user, embedded } = running.store.state();
    dataDir.announce({
        pid: process.pid,
        collectorUrl: running.pairs.url,
        adminUrl: running.admin.url,
        storeUrl: url,
        storeUser: user
    });
    process.stdout.write(banner({
        version,
        collectorUrl: running.pairs.url,
        workers: loaded.config.collector.workers,
        adminUrl: running.admin.url,
        store: { url, embedded },
        dataDir: loaded.dataDir,
        routes
    }));
}
/** In the order of the flow, so that nothing is asked of what has gone: relay and recorder, store. */
async function shutDown(running) {
    const { pairs, admin, store } = running;
    for (const part of Object.keys(running))
        delete running[part];
    await pairs?.close(deliverTimeoutMs);
    await admin?.close();
    await store?.close();
}
function stopping(open, drainTimeoutMs) {
    if (open === 0)
        return '\nstopping\n';
    const streams = open === 1 ? '1 open call' : `${open} open calls`;
    return `\nstopping: waiting up to ${drainTimeoutMs / 1000} s for ${streams}; once more to cut them\n`;
}
/** The first SIGINT or SIGTERM begins the drain, a later one ends it. */
function stopSignal() {
    let onLater = null;
    const first = new Promise(resolve => {
        const listener = () => {
            onLater?.();
            resolve();
        };
        process.on('SIGINT', listener);
        process.on('SIGTERM', listener);
        process.on('SIGHUP', listener);
    });
    return {
        first,
        onSecond: listener => {
            onLater = listener;
        }
    };
}
//# sourceMappingURL=main.js.map