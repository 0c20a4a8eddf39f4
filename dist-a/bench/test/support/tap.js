/** A wire tap: forwards TCP untouched and keeps what passed, so that a test sees what an SDK's own client hides. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { ByteQueue, readHead, readMessage, requestFraming, responseFraming, statusOf } from './raw-http.js';
/** Listens on a free loopback port and forwards each connection to `target` (a URL whose path is ignored). */
export async function startTap(target) {
    const { hostname, port: targetPort } = new URL(target);
    const sockets = new Set();
    const records = [];
    const server = createServer({ noDelay: true }, client => {
        const upstream = connect({ host: hostname, port: Number(targetPort), noDelay: true });
        const record = { sent: [], received: [] };
        records.push(record);
        forward(client, upstream, record.sent);
        forward(upstream, client, record.received);
        sockets.add(client).add(upstream);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    return {
        url: `http://127.0.0.1:${port}`,
        exchanges: async () => (await Promise.all(records.map(readRecord))).flat(),
        clear: () => {
            for (const record of records) {
                record.sent.length = 0;
                record.received.length = 0;
            }
        },
        close: async () => {
            for (const socket of sockets)
                socket.destroy();
            server.close();
            await once(server, 'close');
        }
    };
}
function forward(from, to, kept) {
    from.on('data', bytes => {
        kept.push(bytes);
        to.write(bytes);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.resetAndDestroy());
}
async function readRecord(record) {
    const sent = ended(record.sent);
    const received = ended(record.received);
    const exchanges = [];
    for (;;) {
        const requestHead = await readHead(sent);
        if (requestHead === null)
            return exchanges;
        const request = await readMessage(sent, requestHead, requestFraming(requestHead));
        const method = request.firstLine.split(' ', 1)[0] ?? '';
        let responseHead = await readHead(received);
        while (responseHead !== null && statusOf(responseHead) < 200)
            responseHead = await readHead(received);
        if (responseHead === null)
            return exchanges;
        exchanges.push({
            request,
            response: await readMessage(received, responseHead, responseFraming(responseHead, method))
        });
    }
}
function ended(pieces) {
    const queue = new ByteQueue();
    queue.push(Buffer.concat(pieces));
    queue.end();
    return queue;
}
//# sourceMappingURL=tap.js.map