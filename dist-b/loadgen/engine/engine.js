import { nowUs } from './clock.js';
import { Connection } from './connection.js';
import { createDialler } from './dialler.js';
import { Exchange } from './exchange.js';
/** Rejects with TEELINE_LOAD_COLLECTOR when the target's name cannot be resolved. */
export async function createEngine(options) {
    return new PooledEngine(options, await createDialler(options.target, options.tls?.ca));
}
class PooledEngine {
    target;
    dialler;
    timeouts;
    #startedAtUs;
    #maxInFlight;
    #connections = [];
    #busy = new Set();
    /** Last in, first out: the connection used last is the one that its server will close last. */
    #idle = [];
    /** Without a socket, ready to dial. */
    #cold = [];
    #queue = new Waiting();
    #halted = false;
    constructor(options, dialler) {
        this.target = options.target;
        this.dialler = dialler;
        this.timeouts = options.timeouts;
        this.#startedAtUs = options.startedAtUs;
        this.#maxInFlight = options.maxInFlight;
    }
    get inFlight() {
        return this.#busy.size;
    }
    get queued() {
        return this.#queue.length;
    }
    nowUs() {
        return nowUs() - this.#startedAtUs;
    }
    submit(submission, listener) {
        const exchange = new Exchange(submission, listener);
        const connection = this.#halted ? undefined : this.#freeConnection();
        if (connection)
            this.#start(connection, exchange);
        else if (this.#halted)
            this.#unsent(exchange);
        else
            this.#queue.push(exchange);
    }
    settled(connection, exchange, kind, detail) {
        const endUs = this.nowUs();
        this.#busy.delete(connection);
        const next = this.#queue.shift();
        if (next)
            this.#start(connection, next);
        else if (connection.warm)
            this.#idle.push(connection);
        else
            this.#cold.push(connection);
        exchange.listener.ended(exchange.outcome(kind, detail, endUs));
    }
    halt() {
        this.#halted = true;
        const waiting = this.#queue;
        this.#queue = new Waiting();
        for (let exchange = waiting.shift(); exchange; exchange = waiting.shift())
            this.#unsent(exchange);
    }
    close() {
        this.halt();
        for (const connection of [...this.#busy])
            connection.cut('timeout_total', 'grace_period');
        for (const connection of this.#connections)
            connection.destroy();
    }
    #start(connection, exchange) {
        this.#busy.add(connection);
        connection.run(exchange);
    }
    #freeConnection() {
        for (let last = this.#idle.pop(); last; last = this.#idle.pop()) {
            if (last.warm)
                return last;
            // Its server closed it while it was idle.
            this.#cold.push(last);
        }
        const cold = this.#cold.pop();
        if (cold || this.#connections.length >= this.#maxInFlight)
            return cold;
        const made = new Connection(this);
        this.#connections.push(made);
        return made;
    }
    #unsent(exchange) {
        exchange.listener.ended(exchange.outcome('unsent', '', this.nowUs()));
    }
}
/** First in, first out, in constant time however long it grows (`Array.shift` moves all that is left). */
class Waiting {
    #items = [];
    #head = 0;
    get length() {
        return this.#items.length - this.#head;
    }
    push(exchange) {
        this.#items.push(exchange);
    }
    shift() {
        const item = this.#items[this.#head];
        if (item === undefined)
            return undefined;
        this.#head++;
        if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
            this.#items = this.#items.slice(this.#head);
            this.#head = 0;
        }
        return item;
    }
}
//# sourceMappingURL=engine.js.map