/** What all exchanges of one relay thread share. */
import hyperid from 'hyperid';
import { buildConnector } from 'undici';
import { maxHeaderBytes } from './client/connection.js';
import { WallClock } from './clock.js';
import { OpenSet } from './open-set.js';
import { UpstreamPool } from './upstream/pool.js';
/** Upstream connections that idle for longer are closed; servers close theirs after 5 s or more. */
const keepAliveTimeoutMs = 4_000;
export function buildLine(config, find, journal) {
    const upstreams = buildUpstreams(config);
    return {
        config,
        find,
        journal,
        upstreams,
        wall: new WallClock(),
        nextId: hyperid({ urlSafe: true }),
        open: new OpenSet(),
        counts: { exchanges: 0, failed: 0 },
        draining: false,
        usageRefusers: new Set(),
        close: () => upstreams.destroy()
    };
}
function buildUpstreams(config) {
    // Said out loud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's environment cannot turn it off.
    const connect = buildConnector({
        timeout: config.connectTimeoutMs,
        rejectUnauthorized: true,
        allowH2: false
    });
    const { headersTimeoutMs, idleTimeoutMs } = config;
    return new UpstreamPool(connect, { headersTimeoutMs, idleTimeoutMs, keepAliveTimeoutMs, maxHeaderBytes });
}
//# sourceMappingURL=line.js.map