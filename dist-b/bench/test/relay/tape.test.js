import { afterAll, beforeAll, expect, test } from 'vitest';
import { timeAt } from '../../collector/record/tape.js';
import { RawConnection } from '../support/raw-client.js';
import { startRelay } from '../support/relay.js';
import { startReplayServer } from '../support/replay-server.js';
let upstream;
beforeAll(async () => {
    upstream = await startReplayServer();
});
afterAll(() => upstream.close());
test('a tape tells when each part of a stream passed, on one clock', async () => {
    const relay = await startRelay({ upstream: upstream.url });
    upstream.on(() => ({
        framing: 'chunked',
        body: 'data: 1\n\ndata: 2\n\ndata: 3\n\n',
        plan: 'frame',
        delayMs: 300,
        gapMs: 200
    }));
    const connection = await RawConnection.open(relay.url);
    const before = Date.now() * 1_000;
    await connection.exchange({
        method: 'POST',
        target: '/openai/v1/chat/completions',
        body: '{"stream":true}'
    });
    connection.close();
    const [tape] = await relay.ended(1);
    expect(tape.response.head.toString()).toBe('data: 1\n\ndata: 2\n\ndata: 3\n\n');
    const [first, second, third] = [0, 9, 18].map(offset => timeAt(tape.response, offset));
    expect(tape.ttfbUs).toBeGreaterThan(250_000);
    expect(first).toBeGreaterThanOrEqual(tape.ttfbUs);
    expect(second - first).toBeGreaterThan(100_000);
    expect(third - second).toBeGreaterThan(100_000);
    expect(tape.endUs).toBeGreaterThanOrEqual(third);
    expect(tape.overheadUs).toBeGreaterThan(0);
    expect(tape.overheadUs).toBeLessThan(250_000);
    expect(Math.abs(tape.startedAtUs - before)).toBeLessThan(5_000_000);
    await relay.close();
});
test('only the exchange that opened a connection is charged for opening it', async () => {
    const relay = await startRelay({ upstream: upstream.url });
    upstream.on(() => ({ body: '{}' }));
    const connection = await RawConnection.open(relay.url);
    for (let i = 0; i < 3; i++)
        await connection.exchange({ method: 'GET', target: '/openai/v1/models' });
    connection.close();
    const tapes = await relay.ended(3);
    expect(tapes[0].connectUs).toBeGreaterThan(0);
    expect(tapes[0].waitUs).toBeGreaterThanOrEqual(tapes[0].connectUs);
    expect(tapes.slice(1).map(tape => tape.connectUs)).toEqual([null, null]);
    await relay.close();
});
test('parallel connections are each charged to the exchange that waited for them', async () => {
    const relay = await startRelay({ upstream: upstream.url });
    // Nothing is answered before all are there: none finds a connection that another one opened.
    let arrived = 0;
    let open = () => { };
    const allThere = new Promise(resolve => {
        open = resolve;
    });
    upstream.on(async () => {
        arrived += 1;
        if (arrived === 8)
            open();
        await allThere;
        return { body: '{}' };
    });
    const connections = await Promise.all(Array.from({ length: 8 }, () => RawConnection.open(relay.url)));
    await Promise.all(connections.map(one => one.exchange({ method: 'GET', target: '/openai/v1/models' })));
    for (const connection of connections)
        connection.close();
    const tapes = await relay.ended(8);
    for (const tape of tapes) {
        expect(tape.connectUs).toBeGreaterThan(0);
        expect(tape.waitUs).toBeGreaterThanOrEqual(tape.connectUs);
    }
    await relay.close();
});
test('every exchange has an id of its own, which its answer names', async () => {
    const relay = await startRelay({ upstream: upstream.url });
    upstream.on(() => ({ body: '{}' }));
    const connection = await RawConnection.open(relay.url);
    const ids = [];
    for (let i = 0; i < 5; i++) {
        const { headers } = await connection.exchange({ method: 'GET', target: '/openai/v1/models' });
        ids.push(headers.find(([name]) => name === 'x-teeline-id')[1]);
    }
    connection.close();
    const tapes = await relay.ended(5);
    expect(tapes.map(tape => tape.id)).toEqual(ids);
    expect(new Set(ids).size).toBe(5);
    await relay.close();
});
//# sourceMappingURL=tape.test.js.map