import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { firstValue } from '../support/raw-http.js';
import { startRelay } from '../support/relay.js';
import { silence } from '../support/replay-answer.js';
import { startReplayServer } from '../support/replay-server.js';
import { until } from '../support/until.js';
let upstream;
let relay;
beforeAll(async () => {
    upstream = await startReplayServer();
});
beforeEach(async () => {
    upstream.clear();
    relay = await startRelay({
        upstream: upstream.url,
        collector: { headersTimeoutMs: 300, idleTimeoutMs: 300, maxBodyBytes: 200_000 }
    });
    return () => relay.close();
});
afterAll(() => upstream.close());
const post = { method: 'POST', target: '/openai/v1/chat/completions', body: '{"model":"m"}' };
async function send(request = post, base = relay.url) {
    const connection = await RawConnection.open(base);
    const response = await connection.exchange(request);
    connection.close();
    return response;
}
describe('an upstream that', () => {
    test('refuses connections becomes a 502 in the wire’s own envelope', async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const { port } = server.address();
        server.close();
        const dead = await startRelay({ upstream: `http://127.0.0.1:${port}` });
        const openai = await send(post, dead.url);
        expect(openai.status).toBe(502);
        expect(firstValue(openai.headers, 'x-teeline-error')).toBe('TEELINE_UPSTREAM_CONNECT');
        expect(JSON.parse(openai.body.toString())).toMatchObject({ error: { code: 'TEELINE_UPSTREAM_CONNECT' } });
        const anthropic = await send({ ...post, target: '/anthropic/v1/messages' }, dead.url);
        expect(JSON.parse(anthropic.body.toString())).toMatchObject({
            type: 'error',
            error: { type: 'api_error' }
        });
        const gemini = await send({ ...post, target: '/gemini/v1beta/models/g:generateContent' }, dead.url);
        expect(JSON.parse(gemini.body.toString())).toMatchObject({ error: { code: 502, status: 'UNAVAILABLE' } });
        const tapes = await dead.ended(3);
        expect(tapes[0]).toMatchObject({
            errorType: 'upstream_connect',
            errorCode: 'ECONNREFUSED',
            endedBy: 'upstream',
            status: 502,
            ttfbUs: null,
            waitUs: null
        });
        expect(tapes[0].request.head.toString()).toBe(post.body);
        await dead.close();
    });
    test('never answers becomes a 504', async () => {
        upstream.on(silence);
        const response = await send();
        expect(response.status).toBe(504);
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'upstream_timeout', endedBy: 'upstream' });
    });
    test.each(['reset', 'close'])('ends by %s before its head becomes a 502', async (how) => {
        upstream.on(() => ({ ending: { how, afterBytes: 0 } }));
        const response = await send();
        expect(response.status).toBe(502);
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'upstream_reset', endedBy: 'upstream' });
    });
    test('answers with something that is not HTTP becomes a 502', async () => {
        upstream.on(() => ({ raw: 'HELLO\r\n\r\n', closeAfter: true }));
        const response = await send();
        expect(response.status).toBe(502);
        const [tape] = await relay.ended(1);
        expect(tape.errorCode).toBe('HPE_INVALID_CONSTANT');
        expect(firstValue(response.headers, 'x-teeline-error')).toBe('TEELINE_UPSTREAM_MALFORMED');
    });
    test.each([
        ['length', 'reset'],
        ['length', 'close'],
        ['chunked', 'reset'],
        ['chunked', 'close']
    ])('breaks off a %s answer by %s leaves it broken for the client too', async (framing, how) => {
        const body = 'data: 1\n\n'.repeat(100);
        upstream.on(() => ({ framing, body, plan: 'frame', ending: { how, afterBytes: 400 } }));
        const response = await send();
        expect(response.status).toBe(200);
        expect(response.complete).toBe(false);
        expect(body.startsWith(response.body.toString())).toBe(true);
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'upstream_reset', endedBy: 'upstream', status: 200 });
        expect(tape.response.head.equals(response.body)).toBe(true);
    });
    test('falls silent within an answer has it cut after the idle timeout', async () => {
        upstream.on(() => ({
            framing: 'chunked',
            body: 'data: 1\n\n'.repeat(100),
            plan: 'frame',
            ending: { how: 'hang', afterBytes: 200 }
        }));
        const response = await send();
        expect(response.complete).toBe(false);
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'upstream_timeout', endedBy: 'upstream', status: 200 });
    });
    test('answers an error has it passed untouched', async () => {
        upstream.on(() => ({ status: 529, reason: 'Overloaded', body: '{"type":"error"}' }));
        const response = await send();
        expect(response.firstLine).toBe('HTTP/1.1 529 Overloaded');
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: '', status: 529, endedBy: 'complete' });
    });
    test('answers before the upload is complete has its answer passed', async () => {
        upstream.on(() => ({ when: 'head', status: 401, reason: 'Unauthorized', body: 'no', closeAfter: true }));
        const response = await send({ ...post, body: 'x'.repeat(180_000), chunkSizes: [1_000] });
        expect(response.status).toBe(401);
        expect(response.body.toString()).toBe('no');
    });
});
describe('a client that leaves', () => {
    // A busy machine may hold up any one of them, hardly all.
    const times = 5;
    test('before the answer aborts its upstream request within 50 ms', async () => {
        const patient = await startRelay({ upstream: upstream.url });
        upstream.on(silence);
        const delays = [];
        for (let time = 0; time < times; time++) {
            const connection = await RawConnection.open(patient.url);
            void connection.exchange(post).catch(() => { });
            const received = await upstream.nextRequest();
            await received.complete();
            const leftAt = performance.now();
            connection.close();
            await received.closed;
            delays.push(performance.now() - leftAt);
        }
        expect(Math.min(...delays)).toBeLessThan(50);
        for (const tape of await patient.ended(times))
            expect(tape).toMatchObject({ errorType: 'client_abort', endedBy: 'client', status: null });
        expect(patient.collector.stats().open).toBe(0);
        await patient.close();
    });
    test('within a stream aborts its upstream request within 50 ms, and the tape keeps what had come', async () => {
        const patient = await startRelay({ upstream: upstream.url });
        upstream.on(() => ({
            framing: 'chunked',
            body: 'data: 1\n\n'.repeat(100),
            plan: 'frame',
            ending: { how: 'hang', afterBytes: 250 }
        }));
        const delays = [];
        for (let time = 0; time < times; time++) {
            const connection = await RawConnection.open(patient.url);
            void connection.exchange(post).catch(() => { });
            const received = await upstream.nextRequest();
            await until('first bytes', () => connection.socket.bytesRead > 300);
            const leftAt = performance.now();
            connection.close();
            await received.closed;
            delays.push(performance.now() - leftAt);
        }
        expect(Math.min(...delays)).toBeLessThan(50);
        for (const tape of await patient.ended(times)) {
            expect(tape).toMatchObject({ errorType: 'client_abort', endedBy: 'client', status: 200 });
            expect(tape.response.totalBytes).toBeGreaterThan(0);
        }
        await patient.close();
    });
    test('within an upload ends the upload', async () => {
        upstream.on(silence);
        const connection = await RawConnection.open(relay.url);
        connection.socket.write(`POST /openai/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(1_000)}`);
        const received = await upstream.nextRequest();
        connection.close();
        await received.complete();
        expect(received.state).toBe('cut');
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'client_abort', endedBy: 'client' });
    });
});
describe('a refusal of ours', () => {
    test('of an unknown route is a 404 that says where to look', async () => {
        const response = await send({ ...post, target: '/nowhere/v1' });
        expect(response.status).toBe(404);
        expect(response.body.toString()).toContain('TEELINE_ROUTE_UNKNOWN');
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'rejected', endedBy: 'collector', route: '' });
    });
    test('of a declared body over maxBodyBytes is a 413, and nothing goes upstream', async () => {
        const response = await send({ ...post, body: 'x'.repeat(200_001) });
        expect(response.status).toBe(413);
        expect(upstream.requests).toHaveLength(0);
    });
    test('of a chunked body over maxBodyBytes is a 413, and the upstream request is aborted', async () => {
        upstream.on(silence);
        const response = await send({ ...post, body: 'x'.repeat(300_000), chunkSizes: [50_000] });
        expect(response.status).toBe(413);
        await upstream.requests[0].closed;
        const [tape] = await relay.ended(1);
        expect(tape).toMatchObject({ errorType: 'rejected', endedBy: 'collector', status: 413 });
    });
    test('of an awaited body over maxBodyBytes comes without a 100', async () => {
        const connection = await RawConnection.open(relay.url);
        connection.socket.write('POST /openai/v1/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 200001\r\n\r\n');
        const response = await connection.response('POST');
        expect(response.status).toBe(413);
        expect(response.interim).toEqual([]);
        connection.close();
    });
});
describe('what could be read in two ways is refused with 400', () => {
    const head = 'POST /openai/v1/x HTTP/1.1\r\nHost: a\r\n';
    test.each([
        [
            'a length beside chunked coding',
            `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
        ],
        [
            'chunked coding beside a length',
            `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`
        ],
        ['two lengths', `${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd`],
        ['two equal lengths', `${head}Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd`],
        ['a length that is no number', `${head}Content-Length: +4\r\n\r\nabcd`],
        ['a folded field (obs-fold)', `${head}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n`],
        ['a bare line feed after a field', `${head}X-A: b\nContent-Length: 0\r\n\r\n`],
        ['a bare line feed after the request line', 'GET /openai/v1/x HTTP/1.1\nHost: a\r\n\r\n'],
        ['a bare carriage return', `${head}X-A: b\rX-B: c\r\nContent-Length: 0\r\n\r\n`],
        ['a blank before the colon', `${head}Content-Length : 4\r\n\r\nabcd`],
        ['coding that does not end in chunked', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
        ['coding that is not chunked', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
        [
            'chunked coding twice',
            `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
        ],
        ['a chunk size that is no number', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n`],
        ['a chunk size with a sign', `${head}Transfer-Encoding: chunked\r\n\r\n+2\r\nab\r\n0\r\n\r\n`],
        ['a chunk longer than its size', `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n`],
        ['a chunk ended by a bare line feed', `${head}Transfer-Encoding: chunked\r\n\r\n2\nab\r\n0\r\n\r\n`],
        ['a NUL in a field', `${head}X-A: b\0c\r\nContent-Length: 0\r\n\r\n`],
        ['no Host', 'GET /openai/v1/x HTTP/1.1\r\n\r\n']
    ])('%s', async (_, bytes) => {
        upstream.on(() => ({ body: 'passed' }));
        const connection = await RawConnection.open(relay.url);
        connection.socket.write(Buffer.from(bytes, 'latin1'));
        const response = await connection.response('POST');
        expect(response.status).toBe(400);
        for (const request of upstream.requests) {
            await request.closed;
            expect(request.state).not.toBe('complete');
        }
        connection.close();
    });
});
//# sourceMappingURL=endings.test.js.map