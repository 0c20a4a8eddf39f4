/** A provider made of sockets: it answers with exact bytes under a seeded write plan and keeps what it was sent. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { ByteQueue, firstValue, MalformedMessage, readBody, readHead, requestFraming } from './raw-http.js';
import { Writer, writeAnswer } from './replay-answer.js';
/** Listens on a free loopback port. */
export async function startReplayServer(options = {}) {
    const state = {
        options,
        handler: () => ({ headers: [['content-type', 'application/json']], body: '{}' }),
        requests: [],
        problems: [],
        handedOut: 0,
        waiting: new Set(),
        sockets: new Set(),
        connections: 0,
        counted: 0
    };
    const accept = (socket) => void serve(socket, state);
    const server = options.tls === undefined
        ? createTcpServer({ noDelay: true }, accept)
        : createTlsServer(options.tls, accept);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const scheme = options.tls === undefined ? 'http' : 'https';
    const host = `${options.tls === undefined ? '127.0.0.1' : 'localhost'}:${port}`;
    return {
        url: `${scheme}://${host}`,
        host,
        port,
        requests: state.requests,
        problems: state.problems,
        connections: () => state.sockets.size,
        on: handler => {
            state.handler = handler;
        },
        nextRequest: (withinMs = 10_000) => nextRequest(state, withinMs),
        clear: () => {
            state.requests.length = 0;
            state.problems.length = 0;
            state.handedOut = 0;
        },
        close: async () => {
            for (const socket of state.sockets)
                socket.destroy();
            server.close();
            await once(server, 'close');
        }
    };
}
async function serve(socket, state) {
    const connection = state.connections++;
    const queue = new ByteQueue();
    state.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('data', bytes => queue.push(bytes));
    socket.on('end', () => queue.end());
    // A reset is how some of our peers are meant to leave; 'close' follows and tells the rest.
    socket.on('error', () => { });
    const closed = new Promise(resolve => {
        socket.on('close', () => {
            queue.end();
            state.sockets.delete(socket);
            resolve();
        });
    });
    try {
        while (await serveOne(socket, queue, connection, closed, state))
            ;
    }
    catch (error) {
        if (!socket.destroyed)
            state.problems.push(error instanceof Error ? error.message : String(error));
        socket.destroy();
    }
}
async function serveOne(socket, queue, connection, closed, state) {
    const head = await readHead(queue);
    if (head === null) {
        socket.end();
        return false;
    }
    const request = buildRequest(head, socket, connection, closed, state);
    let answered = false;
    void closed.then(() => {
        if (!answered)
            request.abortedAtMs = performance.now();
    });
    const body = takeBody(request, queue, socket, state);
    state.requests.push(request);
    for (const wake of state.waiting)
        wake();
    const writer = new Writer(socket, queue);
    if (state.options.autoContinue !== false && request.header('expect')?.toLowerCase() === '100-continue') {
        await writer.write(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'));
    }
    const answer = await state.handler(request);
    if (answer.when !== 'head')
        await request.complete();
    // Who left in the middle of the upload gets no answer.
    if (request.state === 'cut' && socket.destroyed)
        return false;
    const keepAlive = await writeAnswer(writer, request, answer);
    answered = true;
    if (!keepAlive)
        return false;
    await body;
    return request.state === 'complete' && !socket.destroyed;
}
function buildRequest(head, socket, connection, closed, state) {
    const match = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(head.firstLine);
    if (match === null)
        throw new MalformedMessage(`not a request line: ${JSON.stringify(head.firstLine)}`);
    return {
        ...head,
        index: state.counted++,
        connection,
        method: match[1],
        framing: requestFraming(head),
        target: match[2],
        arrivedAtMs: performance.now(),
        wireBody: Buffer.alloc(0),
        body: Buffer.alloc(0),
        bodyBytes: 0,
        bodySha256: '',
        chunkSizes: [],
        trailers: [],
        state: 'reading',
        complete: () => Promise.resolve(),
        abortedAtMs: null,
        closed,
        pause: () => void socket.pause(),
        resume: () => void socket.resume(),
        header: name => firstValue(head.headers, name)
    };
}
/** Reads the body beside the answer, so that an early answer and a slow upload are possible. */
function takeBody(request, queue, socket, state) {
    const kept = { wire: [], data: [] };
    const digest = createHash('sha256');
    const done = readInto(request, queue, state, kept, digest).catch((error) => {
        state.problems.push(error instanceof Error ? error.message : String(error));
        request.state = 'cut';
        socket.destroy();
    });
    request.complete = () => done;
    return done;
}
async function readInto(request, queue, state, kept, digest) {
    const keep = state.options.keepBodies !== false;
    const length = Number(request.header('content-length') ?? 0);
    const trailers = await readBody(queue, request.framing, length, {
        onWire: bytes => void (keep && kept.wire.push(bytes)),
        onData: bytes => {
            request.bodyBytes += bytes.length;
            digest.update(bytes);
            if (keep)
                kept.data.push(bytes);
        },
        onChunk: size => void request.chunkSizes.push(size)
    });
    request.wireBody = Buffer.concat(kept.wire);
    request.body = Buffer.concat(kept.data);
    request.trailers = trailers ?? [];
    request.state = trailers === null ? 'cut' : 'complete';
    if (trailers !== null)
        request.bodySha256 = digest.digest('hex');
}
async function nextRequest(state, withinMs) {
    const deadline = performance.now() + withinMs;
    for (;;) {
        const request = state.requests[state.handedOut];
        if (request !== undefined) {
            state.handedOut++;
            return request;
        }
        const left = deadline - performance.now();
        if (left <= 0)
            throw new Error(`no request came within ${withinMs} ms`);
        await new Promise(resolve => {
            const wake = () => {
                clearTimeout(timer);
                state.waiting.delete(wake);
                resolve();
            };
            const timer = setTimeout(wake, left);
            state.waiting.add(wake);
        });
    }
}
//# sourceMappingURL=replay-server.js.map