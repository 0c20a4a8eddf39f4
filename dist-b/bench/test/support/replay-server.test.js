import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seededRandom } from './random.js';
import { RawConnection } from './raw-client.js';
import { endToEnd } from './raw-http.js';
import { acceptUpgrade, echo, encodeAnswer, silence } from './replay-answer.js';
import { startReplayServer } from './replay-server.js';
import { startTap } from './tap.js';
import { planWrites, writePlans } from './write-plan.js';
const stream = Buffer.from('data: {"text":"Grüße, 世界 🦊"}\n\ndata: {"n":2}\r\n\r\nevent: x\ndata: 3\n\ndata: [DONE]\n\n');
describe('write plans', () => {
    test.each(writePlans)('%s loses and adds no byte', plan => {
        const pieces = planWrites(stream, plan, seededRandom(7));
        expect(Buffer.concat(pieces)).toEqual(stream);
        expect(pieces.every(piece => piece.length > 0)).toBe(true);
    });
    test('the same seed gives the same cuts, another seed gives others', () => {
        const cuts = (seed) => planWrites(stream, 'random', seededRandom(seed)).map(one => one.length);
        expect(cuts(3)).toEqual(cuts(3));
        expect(cuts(3)).not.toEqual(cuts(4));
    });
    test('utf8 cuts inside characters, crlf inside line ends, frame after each frame', () => {
        const broken = planWrites(stream, 'utf8', seededRandom(1)).filter(piece => piece.toString().includes('\ufffd'));
        expect(broken.length).toBeGreaterThan(8);
        expect(planWrites(stream, 'crlf', seededRandom(1)).some(piece => piece.at(-1) === 0x0d)).toBe(true);
        expect(planWrites(stream, 'frame', seededRandom(1))).toHaveLength(4);
        expect(planWrites(stream, 'frames', seededRandom(1)).length).toBeLessThan(4);
    });
});
describe('replay server', () => {
    let server;
    let connection;
    beforeEach(async () => {
        server = await startReplayServer();
        connection = await RawConnection.open(server.url);
    });
    afterEach(async () => {
        connection.close();
        await server.close();
    });
    test.each(writePlans)('answers byte for byte under %s, chunked and not', async (plan) => {
        for (const framing of ['length', 'chunked']) {
            server.on(() => ({
                headers: [
                    ['X-One', 'a'],
                    ['x-one', 'B']
                ],
                body: stream,
                framing,
                plan,
                seed: 5
            }));
            const response = await connection.exchange({ method: 'GET', target: '/a%2Fb?c=%20' });
            expect(response.body).toEqual(stream);
            expect(endToEnd(response.headers).slice(0, 2)).toEqual([
                ['X-One', 'a'],
                ['x-one', 'B']
            ]);
            expect(response).toMatchObject({ status: 200, framing, complete: true });
        }
        expect(server.requests.map(request => request.target)).toEqual(['/a%2Fb?c=%20', '/a%2Fb?c=%20']);
        expect(server.connections()).toBe(1);
    });
    test('keeps what was sent: head bytes, order of fields, body with and without its framing', async () => {
        await connection.exchange({
            method: 'POST',
            target: '/upload',
            headers: [
                ['X-B', '2'],
                ['x-a', '1'],
                ['X-B', '3']
            ],
            body: 'hello world',
            chunkSizes: [1, 4]
        });
        const request = await server.nextRequest();
        expect(request.headers.slice(1, 4)).toEqual([
            ['X-B', '2'],
            ['x-a', '1'],
            ['X-B', '3']
        ]);
        expect(request.bytes.toString()).toContain('\r\nX-B: 2\r\nx-a: 1\r\nX-B: 3\r\n');
        expect(request.chunkSizes).toEqual([1, 4, 1, 4, 1]);
        expect(request.body.toString()).toBe('hello world');
        expect(request.wireBody.toString()).toMatch(/^1\r\nh\r\n4\r\nello\r\n/);
        expect(request).toMatchObject({ state: 'complete', bodyBytes: 11, method: 'POST' });
    });
    test('sends interim heads, trailers and compressed bodies', async () => {
        const body = gzipSync(stream);
        server.on(() => ({
            interim: [{ status: 103, reason: 'Early Hints', headers: [['link', '</a>']] }],
            headers: [['content-encoding', 'gzip']],
            framing: 'chunked',
            chunkSizes: [3],
            trailers: [['X-Sum', '9']],
            plan: 'bytes',
            body
        }));
        const response = await connection.exchange({ method: 'GET', target: '/' });
        expect(response.interim.map(head => head.firstLine)).toEqual(['HTTP/1.1 103 Early Hints']);
        expect(response.body).toEqual(body);
        expect(response.chunkSizes[0]).toBe(3);
        expect(response.trailers).toEqual([['X-Sum', '9']]);
    });
    test.each([
        ['HEAD', 200],
        ['GET', 204],
        ['GET', 304]
    ])('%s %i has no body and leaves the connection open', async (method, status) => {
        server.on(() => ({ status, body: 'never seen' }));
        for (let turn = 0; turn < 2; turn++) {
            expect(await connection.exchange({ method, target: '/' })).toMatchObject({ status, framing: 'none' });
        }
    });
    test('resets and closes where it is told', async () => {
        const whole = encodeAnswer('GET', { body: stream, framing: 'chunked' });
        for (const how of ['reset', 'close']) {
            const one = await RawConnection.open(server.url);
            server.on(() => ({ body: stream, framing: 'chunked', ending: { how, afterBytes: whole.length - 9 } }));
            const response = await one.exchange({ method: 'GET', target: '/' });
            expect(response.complete).toBe(false);
            expect(response.wireBody.length).toBeGreaterThan(20);
        }
    });
    test('stays silent, and notes when the peer leaves', async () => {
        server.on(() => silence());
        const answer = expect(connection.exchange({ method: 'GET', target: '/' })).rejects.toThrow('ended before an answer');
        const request = await server.nextRequest();
        expect(request.abortedAtMs).toBeNull();
        connection.close();
        await request.closed;
        expect(request.abortedAtMs).not.toBeNull();
        await answer;
    });
    test('answers early while the upload is still coming', async () => {
        server.on(() => ({ status: 413, reason: 'Too Large', when: 'head', closeAfter: true }));
        connection.socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\npart');
        expect(await connection.response('POST')).toMatchObject({ status: 413 });
        expect((await server.nextRequest()).state).not.toBe('complete');
    });
    test('says 100 Continue when asked, before the body', async () => {
        connection.socket.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n');
        await server.nextRequest();
        connection.socket.write('ok');
        expect((await connection.response('POST')).interim).toHaveLength(1);
    });
    test('accepts an upgrade and passes raw bytes, or refuses it', async () => {
        server.on(() => acceptUpgrade([
            ['Upgrade', 'websocket'],
            ['Connection', 'Upgrade']
        ], echo));
        const upgrade = { method: 'GET', target: '/', headers: [['Upgrade', 'websocket']] };
        expect(await connection.exchange(upgrade)).toMatchObject({ status: 101 });
        connection.socket.write(Buffer.from([0, 255, 13, 10]));
        expect(await connection.incoming.take(4)).toEqual(Buffer.from([0, 255, 13, 10]));
    });
    test.each([
        ['a length and a coding', 'POST / HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n'],
        ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n'],
        ['a folded field', 'POST / HTTP/1.1\r\nA: b\r\n c\r\n\r\n'],
        ['a bad chunk size', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n']
    ])('refuses %s and says so', async (_, bytes) => {
        const socket = connect(server.port, '127.0.0.1');
        socket.write(bytes);
        socket.on('error', () => { });
        await text(socket).catch(() => '');
        expect(server.problems).toHaveLength(1);
    });
    test('a tap shows both directions of what passes', async () => {
        const tap = await startTap(server.url);
        server.on(() => ({ body: stream, framing: 'chunked', plan: 'random' }));
        const through = await RawConnection.open(tap.url);
        await through.exchange({ method: 'POST', target: '/', body: 'abc' });
        await through.exchange({ method: 'GET', target: '/2' });
        const seen = await tap.exchanges();
        expect(seen.map(one => one.request.firstLine)).toEqual(['POST / HTTP/1.1', 'GET /2 HTTP/1.1']);
        expect(seen[1]?.response.body).toEqual(stream);
        through.close();
        await tap.close();
    });
});
//# sourceMappingURL=replay-server.test.js.map