/** A client made of sockets: sends exact bytes and keeps exact bytes. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { ByteQueue, readHead, readMessage, responseFraming, statusOf } from './raw-http.js';
import { encodeChunks } from './replay-answer.js';
/** One keep-alive connection. */
export class RawConnection {
    socket;
    incoming = new ByteQueue();
    #host;
    constructor(socket, host) {
        this.socket = socket;
        this.#host = host;
        socket.setNoDelay(true);
        socket.on('data', bytes => this.incoming.push(bytes));
        socket.on('end', () => this.incoming.end());
        // 'close' follows each error, and ends what was being read.
        socket.on('error', () => { });
        socket.on('close', () => this.incoming.end());
    }
    static async open(url) {
        const { hostname, port, host } = new URL(url);
        const socket = connect({ host: hostname, port: Number(port) });
        await once(socket, 'connect');
        return new RawConnection(socket, host);
    }
    /** Sends the request in one write and reads its answer, however it ends. */
    async exchange(request) {
        this.socket.write(encodeRequest(request, this.#host));
        return this.response(request.method);
    }
    /** Reads the next answer. Throws when the connection ended before its head. */
    async response(method) {
        const interim = [];
        for (;;) {
            const head = await readHead(this.incoming);
            if (head === null)
                throw new Error('the connection ended before an answer');
            const status = statusOf(head);
            if (status >= 100 && status < 200 && status !== 101) {
                interim.push(head);
                continue;
            }
            const message = await readMessage(this.incoming, head, responseFraming(head, method));
            return { ...message, status, interim };
        }
    }
    close() {
        this.socket.destroy();
    }
}
/** The request's bytes on the wire. */
function encodeRequest(request, host) {
    const body = Buffer.from((request.body ?? ''));
    const fields = [['Host', host], ...(request.headers ?? [])];
    if (request.chunkSizes !== undefined)
        fields.push(['Transfer-Encoding', 'chunked']);
    else if (body.length > 0 || request.method === 'POST')
        fields.push(['Content-Length', String(body.length)]);
    const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const bytes = Buffer.from(`${request.method} ${request.target} HTTP/1.1\r\n${head}\r\n`, 'latin1');
    return Buffer.concat([
        bytes,
        request.chunkSizes === undefined ? body : encodeChunks(body, request.chunkSizes)
    ]);
}
//# sourceMappingURL=raw-client.js.map