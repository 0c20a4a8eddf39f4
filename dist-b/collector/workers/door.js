/**
 * The one address of several workers. It accepts connections and hands each to the worker that has fewest.
 *
 * Not by `node:cluster`. Where its workers accept for themselves, the kernel chooses: 2, 2, 1 and 55 of 60 connections was
 * seen. Where it hands them out in turn, a connection on its way to a worker that dies stays open and is never answered
 * (Node 20.20), and a worker that was started again gets no more of them than those with many.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { splitAddress } from '../address.js';
import { addressUrl, listenError } from '../listen.js';
/** Whose oldest connection has been on its way for longer gets no more until it has arrived: it hangs, or is overloaded. */
const lateMs = 100;
/** Connections that no worker has taken yet; more are refused. */
const maxWaiting = 1_024;
export class Door {
    #server;
    #workers = new Set();
    #waiting = [];
    constructor() {
        // Not read here: the first byte is for the worker. Small writes are not held back, as by an HTTP server itself.
        this.#server = createServer({ pauseOnConnect: true, noDelay: true }, connection => {
            connection.on('error', () => { });
            this.#waiting.push(connection);
            this.#handOut();
        });
        this.#server.maxConnections = maxWaiting;
    }
    /**
     * Begins to listen.
     *
     * @throws TeelineError `TEELINE_LISTEN_FAILED`
     */
    static async open(address) {
        const door = new Door();
        try {
            door.#server.listen(splitAddress(address));
            await once(door.#server, 'listening');
        }
        catch (cause) {
            throw listenError('collector.listen', address, cause);
        }
        // Out of file descriptors, say: the next connection may find some.
        door.#server.on('error', () => { });
        return door;
    }
    get url() {
        return addressUrl(this.#server);
    }
    /** From now on it gets connections. */
    admit(worker) {
        this.#workers.add(worker);
        this.#handOut();
    }
    /** The oldest that was on its way to it has arrived. */
    arrived(worker) {
        // Closes this process' copy only.
        worker.handed.shift()?.connection.destroy();
        this.#handOut();
    }
    /** It has died: what was on its way to it goes to others. */
    dismiss(worker) {
        this.#workers.delete(worker);
        this.#waiting.unshift(...worker.handed.splice(0).map(({ connection }) => connection));
        this.#handOut();
    }
    /** Stops listening. What was handed out arrives all the same. */
    close() {
        this.#server.close();
        for (const connection of this.#waiting.splice(0))
            connection.destroy();
    }
    #handOut() {
        while (this.#waiting.length > 0) {
            const worker = this.#freest();
            if (worker === undefined)
                return;
            const connection = this.#waiting.shift();
            if (connection === undefined || connection.destroyed)
                continue;
            worker.handed.push({ connection, atMs: performance.now() });
            worker.connections++;
            // Among equals it is the last from now on, so that calls with a connection each go to all of them in turn.
            this.#workers.delete(worker);
            this.#workers.add(worker);
            worker.hand(connection);
        }
    }
    #freest() {
        const lateSince = performance.now() - lateMs;
        let freest;
        for (const worker of this.#workers) {
            const isLate = (worker.handed[0]?.atMs ?? lateSince) < lateSince;
            if (!isLate && worker.connections < (freest?.connections ?? Number.POSITIVE_INFINITY))
                freest = worker;
        }
        return freest;
    }
}
//# sourceMappingURL=door.js.map