import { errors } from 'undici';
import { nowUs } from '../clock.js';
import { Connection } from './connection.js';
/** Silence is looked for this often, or four times in the shortest limit. */
const maxCheckMs = 1_000;
const minCheckMs = 10;
export class UpstreamPool {
    #connect;
    #limits;
    #open = new Set();
    /** By origin; the one used last is the first to be used again. */
    #idle = new Map();
    #timer;
    #isClosed = false;
    /** `connect` opens sockets: TLS, its checks and its time limit are its own. */
    constructor(connect, limits) {
        this.#connect = connect;
        this.#limits = limits;
        const shortest = Math.min(limits.headersTimeoutMs, limits.idleTimeoutMs, limits.keepAliveTimeoutMs);
        const checkMs = Math.max(minCheckMs, Math.min(maxCheckMs, shortest / 4));
        this.#timer = setInterval(() => this.#checkTimes(), checkMs).unref();
    }
    /** Gives an open connection to that origin, or opens one. */
    acquire(origin, waiter) {
        const idle = this.#idle.get(origin);
        for (let connection = idle?.pop(); connection !== undefined; connection = idle?.pop()) {
            if (!connection.isUsable)
                continue;
            waiter.onConnection(connection, -1);
            return;
        }
        this.#openOne(origin, waiter);
    }
    onFree(connection) {
        const idle = this.#idle.get(connection.origin);
        if (idle === undefined)
            this.#idle.set(connection.origin, [connection]);
        else
            idle.push(connection);
    }
    onGone(connection) {
        this.#open.delete(connection);
        const idle = this.#idle.get(connection.origin);
        const at = idle?.indexOf(connection) ?? -1;
        if (at >= 0)
            idle?.splice(at, 1);
        if (idle?.length === 0)
            this.#idle.delete(connection.origin);
    }
    /** Closes all connections, those in use too. */
    destroy() {
        this.#isClosed = true;
        clearInterval(this.#timer);
        for (const connection of this.#open)
            connection.abort();
    }
    #openOne(origin, waiter) {
        const startedUs = nowUs();
        this.#connect(connectOptions(origin), (error, socket) => {
            if (error !== null) {
                waiter.onError(error);
                return;
            }
            const connection = new Connection(origin, socket, this.#limits, this);
            this.#open.add(connection);
            if (this.#isClosed) {
                connection.abort();
                waiter.onError(new errors.ClientDestroyedError());
                return;
            }
            waiter.onConnection(connection, nowUs() - startedUs);
        });
    }
    #checkTimes() {
        const atUs = nowUs();
        for (const connection of this.#open)
            connection.checkTime(atUs);
    }
}
function connectOptions(origin) {
    const { protocol, hostname, host, port } = new URL(origin);
    return { protocol, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), host, port };
}
//# sourceMappingURL=pool.js.map