/** A server that does to each request what its path names: the good, the rare and the broken, as bytes on a socket. */
import { once } from 'node:events';
import { createServer } from 'node:net';
const chunkedHead = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nx-teeline-id: an-id\r\n\r\n';
const okHead = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n';
const lastChunk = '0\r\n\r\n';
const behaviours = {
    good: socket => stream(socket, 3, () => socket.write(lastChunk)),
    early_hints: socket => {
        socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n');
        setImmediate(() => behaviours.good(socket));
    },
    fin: socket => stream(socket, 2, () => socket.end()),
    reset: socket => stream(socket, 2, () => setTimeout(() => socket.resetAndDestroy(), 20)),
    close_delimited: socket => socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nall of it'),
    connection_close: socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello'),
    malformed: socket => socket.write(`${chunkedHead}5\r\nhelloGARBAGE\r\n`),
    too_many: socket => socket.write('HTTP/1.1 429 Too Many Requests\r\nretry-after: 2\r\ncontent-length: 2\r\n\r\n{}'),
    hang: () => { },
    late: socket => setTimeout(() => behaviours.good(socket), 300),
    stall_2s: socket => setTimeout(() => behaviours.good(socket), 2_000),
    drip: socket => {
        socket.write(chunkedHead);
        const timer = setInterval(() => socket.write(chunk('x')), 100);
        socket.on('close', () => clearInterval(timer));
    },
    close_at_once: socket => socket.end(),
    head_only: socket => socket.end(chunkedHead),
    silence: socket => stream(socket, 2, () => { }),
    short_length: socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhello'),
    no_number_length: socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\nhello'),
    no_number_chunk: socket => socket.write(`${chunkedHead}5\r\nhello\r\nzz\r\nhello\r\n\r\n`),
    not_http: socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n'),
    surplus: socket => socket.write(`${okHead}okHTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n`),
    surplus_begun: socket => socket.write(`${okHead}okHTTP/1.1 500 No\r\nconte`),
    surplus_line: socket => socket.write(`${okHead}okHTT`),
    early_hints_at_once: socket => socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${okHead}ok`),
    no_content: socket => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
    not_found: socket => socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'),
    unavailable: socket => socket.write('HTTP/1.1 503 Service Unavailable\r\nretry-after-ms: 1500\r\ncontent-length: 0\r\n\r\n'),
    /** Answers, and a moment later, when nothing is asked, tells that it has waited long enough. */
    idle_408: socket => stream(socket, 1, () => {
        socket.write(lastChunk);
        setTimeout(() => socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'), 5);
    })
};
export async function startBehaviourServer() {
    const seen = new Map();
    const sockets = new Set();
    const requests = [];
    const server = createServer({ noDelay: true }, socket => {
        const index = requests.push(0) - 1;
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => { });
        let received = '';
        socket.on('data', bytes => {
            received += bytes.toString('latin1');
            for (;;) {
                const request = wholeRequest(received);
                if (!request)
                    return;
                received = received.slice(request.length);
                requests[index] = (requests[index] ?? 0) + 1;
                seen.set(request.behaviour, (seen.get(request.behaviour) ?? 0) + 1);
                behaviours[request.behaviour](socket);
            }
        });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: new URL(`http://127.0.0.1:${server.address().port}`),
        seen,
        perConnection: () => requests,
        open: () => sockets.size,
        close: async () => {
            for (const socket of sockets)
                socket.destroy();
            server.close();
            await once(server, 'close');
        }
    };
}
function wholeRequest(received) {
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd < 0)
        return null;
    const bodyLength = Number(/content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? 0);
    const length = headEnd + 4 + bodyLength;
    if (received.length < length)
        return null;
    return { behaviour: /^POST \/(\w+)/.exec(received)?.[1] ?? '', length };
}
/** A head and `count` chunks, each on its way before the next. */
function stream(socket, count, then) {
    socket.write(chunkedHead);
    let left = count;
    function next() {
        if (left-- === 0)
            then();
        else
            socket.write(chunk('data: {"a":1}\n\n'), () => setImmediate(next));
    }
    next();
}
function chunk(text) {
    return `${text.length.toString(16)}\r\n${text}\r\n`;
}
//# sourceMappingURL=behaviour-server.js.map