import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { firstValue } from '../support/raw-http.js';
import { startRelay } from '../support/relay.js';
import { startReplayServer } from '../support/replay-server.js';
const get = { method: 'GET', target: '/openai/v1/models' };
let upstream;
let relay;
beforeAll(async () => {
    upstream = await startReplayServer();
});
beforeEach(async () => {
    upstream.clear();
    relay = await startRelay({ upstream: upstream.url });
    return () => relay.close();
});
afterAll(() => upstream.close());
async function answerTo(request, answer) {
    upstream.on(() => answer);
    const connection = await RawConnection.open(relay.url);
    const response = await connection.exchange(request);
    connection.close();
    return response;
}
test('a 304 that tells the length of what it stands for passes', async () => {
    const raw = 'HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\nETag: "x"\r\n\r\n';
    const response = await answerTo(get, { raw });
    expect(response.firstLine).toBe('HTTP/1.1 304 Not Modified');
    expect(response.headers.slice(0, 2)).toEqual([
        ['Content-Length', '1000'],
        ['ETag', '"x"']
    ]);
    const [tape] = await relay.ended(1);
    expect(tape).toMatchObject({ status: 304, errorType: '', endedBy: 'complete' });
});
test('a 100 that nobody asked for is passed over', async () => {
    const raw = 'HTTP/1.1 100 Continue\r\nX-A: b\r\n\r\nHTTP/1.1 200 OK\r\nX-C: d\r\nContent-Length: 2\r\n\r\nok';
    const response = await answerTo(get, { raw });
    expect(response.firstLine).toBe('HTTP/1.1 200 OK');
    expect(response.headers[0]).toEqual(['X-C', 'd']);
    expect(response.body.toString()).toBe('ok');
});
test('more than a thousand fields pass both ways', async () => {
    const headers = Array.from({ length: 1_500 }, (_, at) => [`X-${at}`, `${at}`]);
    for (const asking of [[], [['Expect', '100-continue']]]) {
        upstream.clear();
        const response = await answerTo({ ...get, headers: [...headers, ...asking] }, { headers, body: 'ok' });
        expect(response.headers.filter(([name]) => /^X-\d/.test(name))).toEqual(headers);
        expect(upstream.requests[0].headers.filter(([name]) => /^X-\d/.test(name))).toEqual(headers);
    }
});
test('an answer that ends with its connection, and that by a reset, is broken for the client too', async () => {
    const response = await answerTo(get, {
        script: async (writer) => {
            await writer.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n');
            await writer.write('data: 1\n\n');
            await writer.reset();
        }
    });
    expect(response.body.toString()).toBe('data: 1\n\n');
    expect(response.complete).toBe(false);
    const [tape] = await relay.ended(1);
    expect(tape).toMatchObject({ errorType: 'upstream_reset', errorCode: 'ECONNRESET', endedBy: 'upstream' });
});
describe('an answer of which nobody can tell where it ends is a 502 that says so:', () => {
    test.each([
        ['a length beside chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
        ['two lengths', 'Content-Length: 2\r\nContent-Length: 2\r\n\r\nok'],
        ['a length that is none', 'Content-Length: 2, 2\r\n\r\nok'],
        ['a negative length', 'Content-Length: -2\r\n\r\nok'],
        ['a length that no number holds', 'Content-Length: 99999999999999999999999\r\n\r\nok']
    ])('%s', async (_, rest) => {
        const response = await answerTo(get, { raw: `HTTP/1.1 200 OK\r\n${rest}` });
        expect(response.status).toBe(502);
        expect(firstValue(response.headers, 'x-teeline-error')).toBe('TEELINE_UPSTREAM_MALFORMED');
    });
});
//# sourceMappingURL=upstream-answers.test.js.map