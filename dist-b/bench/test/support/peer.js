/** Both ends of the relay as plain sockets: what was sent and what came, byte for byte and at the test's own pace. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { until } from './until.js';
/** One end of a connection, with all that it has received. */
export class Peer {
    socket;
    /** Resolves when the other side has said its end, or the connection is gone. */
    ended;
    #received = [];
    constructor(socket) {
        this.socket = socket;
        socket.setNoDelay(true);
        socket.on('data', (bytes) => this.#received.push(bytes));
        socket.on('error', () => { });
        this.ended = new Promise(resolve => {
            socket.on('end', resolve).on('close', () => resolve());
        });
    }
    static async open(url) {
        const { hostname, port } = new URL(url);
        const socket = connect({ host: hostname, port: Number(port) });
        await once(socket, 'connect');
        return new Peer(socket);
    }
    /** All of it, in latin1. */
    text() {
        this.#received = [Buffer.concat(this.#received)];
        return this.#received[0].toString('latin1');
    }
    /** What came behind the last blank line of a head. */
    body() {
        return this.text().slice(this.text().indexOf('\r\n\r\n') + 4);
    }
    /** Forgets what came. */
    clear() {
        this.#received = [];
    }
    write(text) {
        this.socket.write(text, 'latin1');
    }
    async until(what) {
        const has = () => (typeof what === 'string' ? this.text().includes(what) : what.test(this.text()));
        await until(`it received ${what}`, has, { everyMs: 2 }).catch(error => {
            throw new Error(`${error.message}; it has ${JSON.stringify(this.text().slice(-500))}`);
        });
    }
}
export async function startPeerUpstream(host = '127.0.0.1') {
    const peers = [];
    const open = new Set();
    const server = createServer(socket => {
        own.connections++;
        open.add(socket);
        socket.on('close', () => open.delete(socket));
        peers.push(new Peer(socket));
    });
    server.listen(0, host);
    await once(server, 'listening');
    const own = {
        port: server.address().port,
        server,
        connections: 0,
        open,
        next: async () => {
            await until('a connection', () => peers.length > 0, { everyMs: 2 });
            return peers.shift();
        },
        close: () => {
            for (const socket of open)
                socket.destroy();
            server.close();
        }
    };
    return own;
}
//# sourceMappingURL=peer.js.map