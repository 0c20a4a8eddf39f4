/** Requests that a client sends before the answers to earlier ones have come. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Peer, startPeerUpstream } from '../support/peer.js';
import { startRelay } from '../support/relay.js';
import { until } from '../support/until.js';
let upstream;
let relay;
let client;
beforeEach(async () => {
    upstream = await startPeerUpstream();
    relay = await startRelay({
        upstream: `http://127.0.0.1:${upstream.port}`,
        collector: { responseHeader: false }
    });
    client = await Peer.open(relay.url);
});
afterEach(async () => {
    client.socket.destroy();
    await relay.close();
    upstream.close();
});
const get = (name) => `GET /openai/v1/${name} HTTP/1.1\r\nHost: a\r\n\r\n`;
/** The upstream's ends of these requests, in their order. */
async function servers(names) {
    const peers = await Promise.all(names.map(() => upstream.next()));
    await Promise.all(peers.map(peer => peer.until('\r\n\r\n')));
    return names.map(name => peers.find(peer => peer.text().startsWith(`GET /v1/${name} `)));
}
const chunked = (body, trailer = '') => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)};x\r\n${body}\r\n0\r\n${trailer}\r\n`;
const sized = (body) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
describe('answers come in the order of their requests', () => {
    test.each([
        ['both chunked', chunked('first', 'X-T: 1\r\n'), chunked('second', 'X-T: 2\r\n')],
        ['a length behind chunks', chunked('first'), sized('second')],
        ['chunks behind a length', sized('first'), chunked('second')]
    ])('when the later one is there first (%s)', async (_, one, two) => {
        client.write(get('a') + get('b'));
        const [a, b] = await servers(['a', 'b']);
        b.write(two);
        await until('the second answer has been read', () => relay.collector.stats().open === 2 && b.socket.bytesRead > 0);
        expect(client.text()).toBe('');
        a.write(one);
        await client.until(/first[\s\S]*second/);
        expect(client.text()).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*first[\s\S]*HTTP\/1\.1 200 OK[\s\S]*second/);
        const tapes = await relay.ended(2);
        expect(tapes.map(({ response }) => response.head.toString()).sort()).toEqual(['first', 'second']);
        expect(tapes.map(({ errorType }) => errorType)).toEqual(['', '']);
    });
    test('when both come piece by piece between each other', async () => {
        client.write(get('a') + get('b'));
        const [a, b] = await servers(['a', 'b']);
        const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
        a.write(head);
        b.write(head);
        for (let i = 0; i < 9; i++) {
            a.write(`2\r\na${i}\r\n`);
            b.write(`2\r\nb${i}\r\n`);
            await client.until(`a${i}`);
        }
        expect(client.text()).not.toContain('b0');
        a.write('0\r\n\r\n');
        await client.until('b8');
        for (let i = 9; i < 12; i++)
            b.write(`3;y\r\nb${i.toString().padStart(2, '0')}\r\n`);
        b.write('0\r\nX-T: 1\r\n\r\n');
        await client.until('X-T: 1\r\n\r\n');
        const data = [...client.text().matchAll(/([ab]\d+)\r\n/g)].map(([, name]) => name);
        expect(data.slice(0, 18)).toEqual([...'012345678'].map(i => `a${i}`).concat([...'012345678'].map(i => `b${i}`)));
        expect(data.slice(18)).toEqual(['b09', 'b10', 'b11']);
    });
    test('of twenty on one connection, answered from the last to the first', async () => {
        const warnings = [];
        const onWarning = (warning) => warnings.push(warning);
        process.on('warning', onWarning);
        const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
        client.write(names.map(get).join(''));
        const peers = await servers(names);
        for (const [i, peer] of [...peers.entries()].reverse())
            peer.write(chunked(`answer ${names[i]}.`));
        await client.until('answer n19.');
        const order = [...client.text().matchAll(/answer (n\d+)\./g)].map(([, name]) => name);
        expect(order).toEqual(names);
        await relay.ended(20);
        process.off('warning', onWarning);
        expect(warnings).toEqual([]);
    });
    test('also behind one that is broken off: then the connection ends', async () => {
        client.write(get('a') + get('b'));
        const [a, b] = await servers(['a', 'b']);
        b.write(sized('second'));
        a.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n');
        await client.until('first');
        a.socket.resetAndDestroy();
        await client.ended;
        expect(client.text()).not.toContain('second');
        const tapes = await relay.ended(2);
        expect(tapes.map(({ errorType }) => errorType).sort()).toEqual(['client_abort', 'upstream_reset']);
        await until('nothing open', () => relay.collector.stats().open === 0);
    });
});
test('a client that leaves has all of its pipelined requests aborted, and each leaves its row', async () => {
    client.write(get('a') + get('b') + get('c'));
    const peers = await servers(['a', 'b', 'c']);
    peers[1].write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
    peers[2].write(sized('whole'));
    await until('the third has ended upstream', () => relay.collector.stats().open === 3 && peers[2].socket.bytesWritten > 0);
    client.socket.resetAndDestroy();
    await Promise.all([peers[0].ended, peers[1].ended]);
    const tapes = await relay.ended(3);
    for (const tape of tapes)
        expect(tape).toMatchObject({ endedBy: 'client', errorType: 'client_abort' });
    expect(relay.collector.stats().open).toBe(0);
});
test('a later answer that the client does not get to read holds its upstream back, and goes on when its turn has come', async () => {
    client.write(get('a') + get('b'));
    const [a, b] = await servers(['a', 'b']);
    const piece = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    b.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    let count = 0;
    await until('the upstream has to wait', () => {
        for (; count < 2_000 && b.socket.writableLength < 2 ** 20; count++)
            b.write(piece);
        return b.socket.writableLength >= 2 ** 20;
    });
    expect(count).toBeLessThan(1_000);
    a.write(chunked('first'));
    b.write('0\r\nX-T: 1\r\n\r\n');
    await client.until('X-T: 1\r\n\r\n');
    expect(client.text().replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(count * 65_536);
    expect(await relay.ended(2)).toMatchObject([{ errorType: '' }, { errorType: '' }]);
});
test('a stopping collector cuts pipelined requests too, and comes to its end', async () => {
    client.write(get('a') + get('b') + get('c'));
    const [a, b] = await servers(['a', 'b', 'c']);
    for (const peer of [a, b])
        peer.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
    await client.until('hello');
    await relay.close();
    expect(await relay.ended(3)).toMatchObject(Array(3).fill({ errorType: 'collector_stopped' }));
});
test('an upgrade behind a request that is not answered ends the connection, and nothing else', async () => {
    for (const target of ['/openai/v1/realtime', '/unknown']) {
        const peer = await Peer.open(relay.url);
        peer.write(get('a'));
        const [server] = await servers(['a']);
        peer.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
        await peer.ended;
        await server.ended;
        expect(peer.text()).toBe('');
    }
    expect(await relay.ended(2)).toMatchObject(Array(2).fill({ errorType: 'client_abort' }));
});
//# sourceMappingURL=pipelining.test.js.map