import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { endToEnd, firstValue } from '../support/raw-http.js';
import { startRelay } from '../support/relay.js';
import { startReplayServer } from '../support/replay-server.js';
let upstream;
let relay;
beforeAll(async () => {
    upstream = await startReplayServer();
    relay = await startRelay({ upstream: upstream.url });
});
afterAll(async () => {
    await relay.close();
    await upstream.close();
});
beforeEach(() => upstream.clear());
/** Sends one request through the relay and gives both ends' view. */
async function pass(request, answer = { body: '{}' }) {
    upstream.on(() => answer);
    const connection = await RawConnection.open(relay.url);
    const response = await connection.exchange(request);
    const received = upstream.requests[0];
    await received.complete();
    connection.close();
    expect(upstream.problems).toEqual([]);
    return { response, received };
}
/** Without what differs by design: the host, and the body's length, which stands at the head's end. */
function sent(headers) {
    return endToEnd(headers).filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase()));
}
describe('the request', () => {
    test('keeps names, order, repeats and unknown fields of its headers', async () => {
        const headers = [
            ['X-Odd-CASE', '1'],
            ['authorization', 'Bearer sk-test'],
            ['X-Repeat', 'a'],
            ['Content-Type', 'application/json'],
            ['X-Repeat', 'b'],
            ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
            ['X-Empty', ''],
            ['x-latin', 'caf\u00e9']
        ];
        const { received } = await pass({ method: 'POST', target: '/openai/v1/x', headers, body: '{"a":1.50}' });
        expect(sent(received.headers)).toEqual(headers);
        expect(received.body.toString()).toBe('{"a":1.50}');
        expect(firstValue(received.headers, 'host')).toBe(upstream.host);
    });
    test('loses only hop-by-hop fields, those that Connection names, and ours', async () => {
        const headers = [
            ['Connection', 'keep-alive, X-Hop'],
            ['X-Hop', 'gone'],
            ['TE', 'trailers'],
            ['X-Teeline-User', 'ada'],
            ['x-teeline-tag-team', 'red'],
            ['X-Stays', 'yes']
        ];
        const { received } = await pass({ method: 'GET', target: '/openai/v1/models', headers });
        expect(sent(received.headers)).toEqual([['X-Stays', 'yes']]);
        expect(firstValue(received.headers, 'x-hop')).toBeUndefined();
        expect(firstValue(received.headers, 'te')).toBeUndefined();
    });
    test('keeps query and percent-encoding of its target as they are', async () => {
        const rest = '/v1/a%2Fb//c%zz/../d?x=%20+&y[]=1&x=2';
        const { received } = await pass({ method: 'GET', target: `/openai${rest}` });
        expect(received.target).toBe(rest);
    });
    test.each([
        ['binary', Buffer.from(Array.from({ length: 512 }, (_, i) => i & 255))],
        ['compressed', gzipSync('{"model":"m"}')],
        ['longer than one read', Buffer.alloc(3_000_000, 'teeline ')]
    ])('passes a %s body byte for byte', async (_, body) => {
        const { received } = await pass({ method: 'POST', target: '/openai/v1/x', body });
        expect(received.body.equals(body)).toBe(true);
        expect(firstValue(received.headers, 'content-length')).toBe(String(body.length));
    });
    test.each([[3], [100_000]])('that is chunked stays chunked (%i bytes)', async (length) => {
        const { received } = await pass({
            method: 'POST',
            target: '/openai/v1/x',
            body: 'x'.repeat(length),
            chunkSizes: [7_000]
        });
        expect(firstValue(received.headers, 'transfer-encoding')).toBe('chunked');
        expect(firstValue(received.headers, 'content-length')).toBeUndefined();
    });
    test('passes a chunked body, also an empty one', async () => {
        const body = 'x'.repeat(100_000);
        const { received } = await pass({ method: 'POST', target: '/openai/v1/x', body, chunkSizes: [7, 60_000] });
        expect(received.body.toString()).toBe(body);
        upstream.clear();
        const empty = await pass({ method: 'POST', target: '/openai/v1/x', chunkSizes: [] });
        expect(empty.received.body.length).toBe(0);
    });
    test.each(['GET', 'HEAD', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('passes %s', async (method) => {
        const { received, response } = await pass({ method, target: '/openai/v1/files/f' }, { body: 'hello' });
        expect(received.method).toBe(method);
        expect(response.body.toString()).toBe(method === 'HEAD' ? '' : 'hello');
    });
    test('with Expect: 100-continue gets its 100 and passes', async () => {
        upstream.on(() => ({ body: 'done' }));
        const connection = await RawConnection.open(relay.url);
        connection.socket.write('POST /openai/v1/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n');
        const response = connection.response('POST');
        connection.socket.once('data', () => connection.socket.write('body'));
        const { interim, body } = await response;
        expect(interim.map(head => head.firstLine)).toEqual(['HTTP/1.1 100 Continue']);
        expect(body.toString()).toBe('done');
        expect(upstream.requests[0].body.toString()).toBe('body');
        connection.close();
    });
});
describe('the answer', () => {
    const get = { method: 'GET', target: '/openai/v1/models' };
    test('keeps status, reason, names, order and repeats of its headers', async () => {
        const headers = [
            ['X-RateLimit-Remaining-Tokens', '12'],
            ['Set-Cookie', 'a=1'],
            ['content-type', 'application/json'],
            ['set-cookie', 'b=2'],
            ['retry-after', '7'],
            ['x-latin', 'caf\u00e9'],
            ['Date', 'Sat, 21 Nov 2026 00:00:00 GMT']
        ];
        const { response } = await pass(get, { status: 429, reason: 'Slow Down', headers, body: '{"error":1}' });
        expect(response.firstLine).toBe('HTTP/1.1 429 Slow Down');
        const ours = response.headers.filter(([name]) => name !== 'x-teeline-id');
        expect(sent(ours)).toEqual(headers);
        expect(response.body.toString()).toBe('{"error":1}');
        expect(firstValue(response.headers, 'x-teeline-id')).toMatch(/^[\w/-]+$/);
    });
    test('gains no Date, no Server and no other field', async () => {
        const { response } = await pass(get, { headers: [['x-only', '1']], body: 'a' });
        const names = response.headers.map(([name]) => name.toLowerCase()).sort();
        expect(names).toEqual(['connection', 'content-length', 'keep-alive', 'x-only', 'x-teeline-id']);
    });
    test('keeps its reason phrase when the status line comes in pieces, cut at every byte', async () => {
        const bytes = 'HTTP/1.1 429 Tr\u00e8s Occup\u00e9\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';
        for (let at = 1; at < bytes.length; at++) {
            upstream.clear();
            const script = async (writer) => {
                await writer.write(Buffer.from(bytes.slice(0, at), 'latin1'));
                await new Promise(resolve => setTimeout(resolve, 2));
                await writer.write(Buffer.from(bytes.slice(at), 'latin1'));
            };
            const { response } = await pass(get, { script });
            expect(response.firstLine).toBe('HTTP/1.1 429 Tr\u00e8s Occup\u00e9');
            expect(response.body.toString()).toBe('ok');
        }
    });
    test('without a reason phrase stays without one', async () => {
        const { response } = await pass(get, { reason: '', body: 'a' });
        expect(response.firstLine.trimEnd()).toBe('HTTP/1.1 200');
    });
    test.each([
        ['length', 'length'],
        ['chunked', 'chunked'],
        ['close', 'chunked']
    ])('framed by %s passes byte for byte', async (framing, expected) => {
        const body = Buffer.from('data: {"a":"é"}\n\n'.repeat(200));
        const { response } = await pass(get, { framing, body, plan: 'random', seed: 3 });
        expect(response.body.equals(body)).toBe(true);
        expect(response.framing).toBe(expected);
    });
    test('compressed stays compressed', async () => {
        const body = gzipSync('data: 1\n\n'.repeat(50));
        const { response } = await pass(get, {
            headers: [['content-encoding', 'gzip']],
            body,
            framing: 'chunked'
        });
        expect(response.body.equals(body)).toBe(true);
    });
    test.each([
        [204, { status: 204 }],
        [304, { status: 304, headers: [['etag', '"x"']] }]
    ])('%i passes without a body', async (status, answer) => {
        const { response } = await pass(get, answer);
        expect(response.status).toBe(status);
        expect(response.body.length).toBe(0);
    });
    test('of a HEAD keeps the length that a GET would have', async () => {
        const { response } = await pass({ ...get, method: 'HEAD' }, { body: 'hello' });
        expect(firstValue(response.headers, 'content-length')).toBe('5');
        expect(response.body.length).toBe(0);
    });
    test('keeps its trailers', async () => {
        const trailers = [['X-Checksum', 'abc']];
        const answer = {
            framing: 'chunked',
            body: 'abc',
            headers: [['Trailer', 'X-Checksum']],
            trailers
        };
        const { response } = await pass(get, answer);
        expect(response.trailers).toEqual(trailers);
        expect(firstValue(response.headers, 'trailer')).toBe('X-Checksum');
    });
    test('is preceded by the informational heads that the upstream sent', async () => {
        const interim = [{ status: 103, reason: 'Early Hints', headers: [['Link', '</a>']] }];
        const { response } = await pass(get, { interim, body: 'x' });
        expect(response.interim.map(head => head.firstLine)).toEqual(['HTTP/1.1 103 Early Hints']);
        expect(response.interim[0].headers).toEqual([['Link', '</a>']]);
    });
    test('whose head comes alone has it passed at once, bytes beyond ASCII included', async () => {
        const headers = [['X-Latin', 'caf\u00e9']];
        const { response } = await pass(get, {
            headers,
            framing: 'chunked',
            body: 'late',
            plan: 'frame',
            gapMs: 5
        });
        expect(sent(response.headers)[0]).toEqual(headers[0]);
    });
    test('reaches the client piece by piece, as it comes', async () => {
        let release = () => { };
        const released = new Promise(resolve => {
            release = resolve;
        });
        upstream.on(() => ({
            script: async (writer) => {
                await writer.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n');
                await writer.write('data: one\n\n');
                await released;
                await writer.write('data: two\n\n');
            }
        }));
        const connection = await RawConnection.open(relay.url);
        const response = connection.exchange(get);
        await new Promise(resolve => {
            let seen = '';
            connection.socket.on('data', bytes => {
                seen += bytes;
                if (seen.includes('data: one'))
                    resolve();
            });
        });
        release();
        expect((await response).body.toString()).toBe('data: one\n\ndata: two\n\n');
        connection.close();
    });
});
test('the header of ours can be turned off', async () => {
    const quiet = await startRelay({ upstream: upstream.url, collector: { responseHeader: false } });
    const connection = await RawConnection.open(quiet.url);
    const response = await connection.exchange({ method: 'GET', target: '/openai/v1/models' });
    expect(firstValue(response.headers, 'x-teeline-id')).toBeUndefined();
    connection.close();
    await quiet.close();
});
//# sourceMappingURL=transparency.test.js.map