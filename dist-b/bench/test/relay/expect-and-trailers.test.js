/** Requests that ask before they send their body, and requests with trailers, against an upstream made of a socket. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Peer, startPeerUpstream } from '../support/peer.js';
import { startRelay } from '../support/relay.js';
import { until } from '../support/until.js';
const ask = [
    'POST /openai/v1/chat/completions HTTP/1.1',
    'Host: a',
    'X-Odd-CASE: 1',
    'Expect: 100-continue',
    'X-Repeat: a',
    'X-Repeat: b',
    'Content-Length: 15'
];
const body = '{"model":"gpt"}';
const answer = 'HTTP/1.1 200 Fine\r\nContent-Type: application/json\r\nContent-Length: 2\r\nX-Latin: caf\u00e9\r\n\r\n{}';
let upstream;
let relay;
const clients = [];
beforeEach(async () => {
    upstream = await startPeerUpstream();
    relay = await startRelay(optionsOf({}));
});
afterEach(async () => {
    for (const client of clients.splice(0))
        client.socket.destroy();
    await relay.close();
    upstream.close();
});
describe('a client that asks before it sends its body', () => {
    test.each(['directly', 'through the relay'])('gets its 100 from the upstream, and only then (%s)', async (how) => {
        const { client, server } = await meet(how, ask);
        expect(client.text()).toBe('');
        expect(endToEnd(server.text())).toEqual([
            'POST /v1/chat/completions HTTP/1.1',
            'X-Odd-CASE: 1',
            'Expect: 100-continue',
            'X-Repeat: a',
            'X-Repeat: b',
            'Content-Length: 15'
        ]);
        server.write('HTTP/1.1 100 Continue\r\n\r\n');
        await client.until('HTTP/1.1 100 Continue\r\n\r\n');
        expect(client.text()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
        client.write(body);
        await server.until(`\r\n\r\n${body}`);
        server.write(answer);
        await client.until('{}');
        expect(client.text()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 Fine\r\n/);
        expect(endToEnd(client.text().slice(25))).toEqual([
            'HTTP/1.1 200 Fine',
            'Content-Type: application/json',
            'Content-Length: 2',
            'X-Latin: caf\u00e9'
        ]);
    });
    test('keeps its connection, and leaves a tape like any other', async () => {
        const { client, server } = await meet('through the relay', ask);
        server.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n');
        await client.until('Link: </a>\r\n\r\n');
        client.write(body);
        await server.until(body);
        server.write(answer);
        await client.until('{}');
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({
            status: 200,
            endedBy: 'complete',
            errorType: '',
            request: { totalBytes: 15 }
        });
        expect(tape.request.head.toString()).toBe(body);
        expect(tape.connectUs).toBeGreaterThan(0);
        expect(tape.waitUs).toBeGreaterThanOrEqual(tape.connectUs);
        client.write(`${ask.join('\r\n')}\r\n\r\n`);
        await server.until(/chat.*chat.*\r\n\r\n$/s);
        server.write(`HTTP/1.1 100 Continue\r\n\r\n`);
        client.write(body);
        await server.until(/{"model":"gpt"}.*{"model":"gpt"}$/s);
        server.write(answer);
        const [, second] = await relay.ended(2);
        // The upstream's connection was kept too.
        expect(second).toMatchObject({ status: 200, connectUs: null });
        expect(upstream.connections).toBe(1);
    });
    test.each([
        ['417 Expectation Failed', 'directly'],
        ['417 Expectation Failed', 'through the relay'],
        ['401 Unauthorized', 'directly'],
        ['401 Unauthorized', 'through the relay']
    ])('gets a refusal (%s) instead, and the body is not asked for (%s)', async (status, how) => {
        const { client, server } = await meet(how, ask);
        server.write(`HTTP/1.1 ${status}\r\nContent-Length: 4\r\nX-Why: no\r\n\r\nnope`);
        await client.until('nope');
        expect(endToEnd(client.text())).toEqual([`HTTP/1.1 ${status}`, 'Content-Length: 4', 'X-Why: no']);
        expect(server.text()).toMatch(/\r\n\r\n$/);
        if (how === 'directly')
            return;
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({
            status: Number(status.slice(0, 3)),
            endedBy: 'complete',
            request: { totalBytes: 0 }
        });
        // Nobody can tell whether the body would still come, so this connection cannot carry another request.
        await client.ended;
    });
    test('and does not wait has its body passed all the same', async () => {
        const { client, server } = await meet('through the relay', ask, body);
        await server.until(body);
        server.write(answer);
        await client.until('{}');
        expect(client.text()).toMatch(/^HTTP\/1\.1 200 Fine\r\n/);
    });
    test('has a long body passed byte for byte, as fast as the upstream reads it', async () => {
        const long = Buffer.alloc(5_000_000, 'teeline ');
        const { client, server } = await meet('through the relay', [
            ...ask.slice(0, -1),
            `Content-Length: ${long.length}`
        ]);
        server.write('HTTP/1.1 100 Continue\r\n\r\n');
        await client.until('100 Continue');
        client.write(long.toString());
        await until('all of it', () => server.text().length >= long.length);
        expect(server.text().endsWith(long.toString())).toBe(true);
        server.write(answer);
        await client.until('{}');
    });
    test('in HTTP/1.0 does not know what it asks: its question goes no further', async () => {
        const head = ask.map(line => line.replace('HTTP/1.1', 'HTTP/1.0'));
        const { server } = await meet('through the relay', head, body);
        await server.until(body);
        expect(server.text()).not.toContain('Expect');
    });
    test('for something else than 100-continue has that passed too', async () => {
        const { client, server } = await meet('through the relay', ask.map(line => line.replace('100-continue', 'tea')), body);
        await server.until(body);
        expect(server.text()).toContain('\r\nExpect: tea\r\n');
        server.write('HTTP/1.1 417 No Tea\r\nContent-Length: 0\r\n\r\n');
        await client.until('417 No Tea');
        expect(await relay.ended(1)).toMatchObject([{ status: 417 }]);
    });
    test('and leaves has its upstream request aborted', async () => {
        const { client, server } = await meet('through the relay', ask);
        client.socket.destroy();
        await server.ended;
        expect(await relay.ended(1)).toMatchObject([
            { endedBy: 'client', errorType: 'client_abort', status: null }
        ]);
    });
});
describe('an upstream that is asked for the body', () => {
    test('and says nothing becomes a 504', async () => {
        const { client } = await meet('through the relay', ask);
        await client.until('TEELINE_UPSTREAM_TIMEOUT');
        expect(client.text()).toMatch(/^HTTP\/1\.1 504 /);
        expect(await relay.ended(1)).toMatchObject([
            {
                status: 504,
                errorType: 'upstream_timeout',
                endedBy: 'upstream',
                errorCode: 'UND_ERR_HEADERS_TIMEOUT'
            }
        ]);
    });
    test('and hangs up becomes a 502', async () => {
        const { client, server } = await meet('through the relay', ask);
        server.socket.resetAndDestroy();
        await client.until('TEELINE_UPSTREAM_RESET');
        expect(await relay.ended(1)).toMatchObject([
            { status: 502, errorType: 'upstream_reset', endedBy: 'upstream' }
        ]);
    });
    test('and does not speak HTTP becomes a 502', async () => {
        const { client, server } = await meet('through the relay', ask);
        server.write('HELLO\r\n\r\n');
        await client.until('TEELINE_UPSTREAM_MALFORMED');
        expect(await relay.ended(1)).toMatchObject([{ status: 502, errorType: 'upstream_reset' }]);
    });
    test('and is not there becomes a 502', async () => {
        upstream.close();
        await until('the port is closed', () => !upstream.server.listening);
        const client = await Peer.open(relay.url);
        clients.push(client);
        client.write(`${ask.join('\r\n')}\r\n\r\n`);
        await client.until('TEELINE_UPSTREAM_CONNECT');
        expect(await relay.ended(1)).toMatchObject([
            { status: 502, errorType: 'upstream_connect', errorCode: 'ECONNREFUSED', waitUs: null }
        ]);
    });
    test('and breaks off its answer leaves it broken for the client', async () => {
        const { client, server } = await meet('through the relay', ask, body);
        await server.until(body);
        server.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
        await client.until('half');
        server.socket.resetAndDestroy();
        await client.ended;
        expect(client.text()).toMatch(/half$/);
        expect(await relay.ended(1)).toMatchObject([
            { status: 200, errorType: 'upstream_reset', endedBy: 'upstream' }
        ]);
    });
    test('and falls silent within its answer has it cut', async () => {
        const { client, server } = await meet('through the relay', ask, body);
        await server.until(body);
        server.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
        await client.ended;
        expect(await relay.ended(1)).toMatchObject([{ status: 200, errorType: 'upstream_timeout' }]);
    });
    test('and answers within the upload has its answer passed', async () => {
        const { client, server } = await meet('through the relay', [
            ...ask.slice(0, -1),
            'Content-Length: 1000000'
        ]);
        server.write('HTTP/1.1 100 Continue\r\n\r\n');
        await client.until('100 Continue');
        client.write('x'.repeat(1000));
        await server.until('xxx');
        server.write('HTTP/1.1 413 Too Much\r\nContent-Length: 3\r\n\r\nBig');
        await client.until('Big');
        expect(await relay.ended(1)).toMatchObject([{ status: 413 }]);
    });
    test('and streams to a client that does not read is held back', async () => {
        const { client, server } = await meet('through the relay', ask, body);
        await server.until(body);
        client.socket.pause();
        server.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
        const piece = Buffer.alloc(65_536, 'x');
        let written = 0;
        await until('the upstream has to wait', () => {
            while (written < 2 ** 28 && server.socket.writableLength < 2 ** 20) {
                server.socket.write(piece);
                written += piece.length;
            }
            return server.socket.writableLength >= 2 ** 20;
        });
        expect(written).toBeLessThan(2 ** 27);
        client.socket.resume();
        server.socket.end();
        await client.ended;
        expect(client.text().length).toBeGreaterThan(written);
    });
});
describe('trailers of a request', () => {
    const chunked = [
        'POST /openai/v1/files HTTP/1.1',
        'Host: a',
        'Trailer: X-Checksum, X-Note',
        'Transfer-Encoding: chunked'
    ];
    test.each(['directly', 'through the relay'])('reach the upstream as they were sent (%s)', async (how) => {
        const end = '5\r\nhello\r\n0\r\nX-Checksum: abc\r\nx-note: caf\u00e9\r\n\r\n';
        const { client, server } = await meet(how, chunked, end);
        await server.until('x-note: caf\u00e9\r\n\r\n');
        expect(server.text()).toMatch(/\r\n\r\n5\r\nhello\r\n0\r\nX-Checksum: abc\r\nx-note: caf\u00e9\r\n\r\n$/);
        expect(endToEnd(server.text())).toContain('Trailer: X-Checksum, X-Note');
        server.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\n{}\r\n0\r\nX-Sum: 7\r\n\r\n');
        await client.until('X-Sum: 7\r\n\r\n');
        expect(client.text()).toMatch(/\r\n\r\n2\r\n{}\r\n0\r\nX-Sum: 7\r\n\r\n$/);
    });
    test('that were announced and did not come leave a body like any other', async () => {
        const { server } = await meet('through the relay', chunked, '5\r\nhello\r\n0\r\n\r\n');
        await server.until(/\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
    });
    test('of a body over maxBodyBytes end with it: a 413, and the upstream request is aborted', async () => {
        await relay.close();
        relay = await startRelay(optionsOf({ maxBodyBytes: 4 }));
        const { client, server } = await meet('through the relay', chunked, '3\r\nhel\r\n');
        client.write('2\r\nlo\r\n0\r\nX-Note: 1\r\n\r\n');
        await client.until(' 413 ');
        await server.ended;
    });
});
function optionsOf(collector) {
    const limits = { headersTimeoutMs: 1_000, idleTimeoutMs: 1_000, responseHeader: false };
    return { upstream: `http://127.0.0.1:${upstream.port}`, collector: { ...limits, ...collector } };
}
/** Sends a request to the upstream, which has received its head when this resolves. */
async function meet(how, head, rest = '') {
    const isDirect = how === 'directly';
    const lines = isDirect ? head.map(line => line.replace(' /openai/', ' /')) : head;
    const client = await Peer.open(isDirect ? `http://127.0.0.1:${upstream.port}` : relay.url);
    clients.push(client);
    client.write(`${lines.join('\r\n')}\r\n\r\n${rest}`);
    const server = await upstream.next();
    await server.until('\r\n\r\n');
    return { client, server };
}
/** Lines of a head without what belongs to one hop, and without the host, which is the upstream's own name. */
function endToEnd(message) {
    const [head = ''] = message.split('\r\n\r\n');
    return head.split('\r\n').filter(line => !/^(?:host|connection|keep-alive|transfer-encoding):/i.test(line));
}
//# sourceMappingURL=expect-and-trailers.test.js.map