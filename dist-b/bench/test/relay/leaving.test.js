/** Clients that leave at each moment, and that no answer ever reaches another request's client. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Peer, startPeerUpstream } from '../support/peer.js';
import { seededRandom } from '../support/random.js';
import { RawConnection } from '../support/raw-client.js';
import { startRelay } from '../support/relay.js';
import { startReplayServer } from '../support/replay-server.js';
import { until } from '../support/until.js';
describe('a client that leaves', () => {
    let upstream;
    let relay;
    beforeEach(async () => {
        upstream = await startPeerUpstream();
        relay = await startRelay({ upstream: `http://127.0.0.1:${upstream.port}` });
    });
    afterEach(async () => {
        await relay.close();
        upstream.close();
    });
    const get = 'GET /openai/v1/models HTTP/1.1\r\nHost: a\r\n\r\n';
    const post = 'POST /openai/v1/files HTTP/1.1\r\nHost: a\r\n';
    const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const moments = [
        ['before the answer’s head', get, '', null],
        ['within the answer’s head', get, 'HTTP/1.1 200 OK\r\n', null],
        ['behind an informational head', get, 'HTTP/1.1 103 Early Hints\r\n\r\n', ' 103 '],
        ['behind the answer’s head', get, chunked, ' 200 '],
        ['within a chunk', get, `${chunked}ff\r\nhello`, 'hello'],
        ['behind a chunk', get, `${chunked}5\r\nhello\r\n`, 'hello'],
        ['within a body of a length', get, 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello', 'hello'],
        ['within a body without an end', get, 'HTTP/1.1 200 OK\r\n\r\nhello', 'hello'],
        ['within an upload of a length', `${post}Content-Length: 99\r\n\r\nhello`, '', null],
        ['within a chunked upload', `${post}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, '', null],
        ['while it asks', `${post}Content-Length: 99\r\nExpect: 100-continue\r\n\r\n`, '', null],
        ['within an upload whose answer has begun', `${post}Content-Length: 99\r\n\r\nhello`, chunked, ' 200 ']
    ];
    test.each(moments)('%s has its request aborted, and nothing stays open', async (_, request, said, seen) => {
        for (const how of ['end', 'resetAndDestroy']) {
            const client = await Peer.open(relay.url);
            client.write(request);
            const server = await upstream.next();
            await server.until(request.endsWith('hello') || request.includes('5\r\n') ? 'hello' : '\r\n\r\n');
            server.write(said);
            if (seen !== null)
                await client.until(seen);
            client.socket[how]();
            await server.ended;
            expect((await relay.ended(1)).pop()).toMatchObject({ endedBy: 'client', errorType: 'client_abort' });
            await until('nothing open', () => upstream.open.size === 0 && relay.collector.stats().open === 0);
            relay.tapes.length = 0;
        }
    });
    test('while its upstream connection is being opened leaves none that carries half of a request', async () => {
        const clients = await Promise.all(Array.from({ length: 20 }, () => Peer.open(relay.url)));
        for (const client of clients) {
            client.write(get);
            client.socket.resetAndDestroy();
        }
        await relay.ended(20);
        const client = await Peer.open(relay.url);
        client.write(`${post}Content-Length: 2\r\n\r\n{}`);
        const peers = [];
        await until('the request', async () => {
            while (peers.length < upstream.connections)
                peers.push(await upstream.next());
            return peers.some(peer => peer.text().endsWith('{}'));
        });
        for (const peer of peers) {
            if (peer.text().startsWith('GET'))
                await peer.ended;
            expect(peer.text()).not.toMatch(/GET[\s\S]*POST/);
        }
        expect(relay.collector.stats().open).toBe(1);
        client.socket.destroy();
    });
});
describe('of many requests with random aborts', () => {
    let upstream;
    let relay;
    beforeEach(async () => {
        upstream = await startReplayServer({ keepBodies: false });
        relay = await startRelay({ upstream: upstream.url, captureBytes: 1_024 });
        upstream.on(({ target, index }) => ({
            body: `${target} `.repeat(1 + (index % 40)),
            framing: index % 3 === 0 ? 'length' : 'chunked',
            chunkSizes: [7, 100, 1_000],
            trailers: index % 3 === 1 ? [['X-Target', target]] : [],
            plan: index % 5 === 0 ? 'random' : 'whole',
            seed: index
        }));
    });
    afterEach(async () => {
        await relay.close();
        await upstream.close();
    });
    test('each answer belongs to its request', async () => {
        const random = seededRandom(7);
        const total = 2_000;
        let sent = 0;
        let whole = 0;
        let left = 0;
        async function work() {
            let connection = null;
            while (sent < total) {
                const target = `/v1/item-${sent++}`;
                connection ??= await RawConnection.open(relay.url);
                const body = random.chance(0.5) ? 'x'.repeat(random.integer(1, 40_000)) : '';
                const isChunked = random.chance(0.3);
                const request = {
                    method: 'POST',
                    target: `/openai${target}`,
                    body,
                    ...(isChunked && { chunkSizes: [9_000] })
                };
                const exchange = connection.exchange(request);
                if (random.chance(0.4)) {
                    const abandoned = connection;
                    connection = null;
                    left++;
                    const turns = random.integer(0, 12);
                    for (let i = 0; i < turns; i++)
                        await new Promise(resolve => setImmediate(resolve));
                    abandoned.socket.resetAndDestroy();
                    await exchange.catch(() => { });
                    continue;
                }
                const answer = await exchange;
                expect(answer.complete).toBe(true);
                expect([...new Set(answer.body.toString().trim().split(' '))]).toEqual([target]);
                for (const [, value] of answer.trailers)
                    expect(value).toBe(target);
                whole++;
            }
            connection?.close();
        }
        await Promise.all(Array.from({ length: 24 }, work));
        expect(whole + left).toBe(total);
        expect(whole).toBeGreaterThan(1_000);
        await until('nothing open', () => relay.collector.stats().open === 0);
        expect(upstream.problems).toEqual([]);
        const tapes = await relay.ended(total - 100);
        for (const { path, response, errorType } of tapes) {
            if (errorType === '')
                expect(response.head.toString()).toContain(path.replace('/openai', ''));
        }
    });
});
//# sourceMappingURL=leaving.test.js.map