/** `collector.workers`: several processes behind one address that look like one collector. Real processes, real signals. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openaiChatJson, openaiChatStream } from '../support/bodies.js';
import { RawConnection } from '../support/raw-client.js';
import { encodeAnswer } from '../support/replay-answer.js';
import { startReplayServer } from '../support/replay-server.js';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { openMetrics, samplesOf, scrape, sumOf } from '../telemetry/metrics-page.js';
const workers = 3;
const key = 'Bearer sk-workers-one-key-for-all';
let upstream;
let sockets;
let dataDir;
let running;
const open = [];
beforeAll(async () => {
    upstream = await startReplayServer();
    sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(sockets, 'listening');
    sockets.on('connection', socket => socket.on('message', message => socket.send(String(message))));
});
afterAll(async () => {
    for (const client of sockets.clients)
        client.terminate();
    sockets.close();
    await upstream.close();
});
beforeEach(() => {
    upstream.clear();
    upstream.on(() => ({ headers: json, body: openaiChatJson({ input: 5, output: 3 }) }));
    dataDir = mkdtempSync(join(tmpdir(), 'teeline-workers-'));
});
afterEach(async () => {
    for (const connection of open.splice(0))
        connection.close();
    await running?.stop('SIGKILL').catch(() => { });
    running = undefined;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});
const json = [['content-type', 'application/json']];
async function start(collector = { workers }, store = {}) {
    const live = `http://127.0.0.1:${sockets.address().port}`;
    const config = {
        collector,
        store,
        record: { flushIntervalMs: 200 },
        metrics: { maxSeries: 10 },
        routes: [
            { prefix: '/openai', provider: 'openai', upstream: upstream.url },
            { prefix: '/live', provider: 'openai', upstream: live }
        ]
    };
    running = await startTeeline({ config, dataDir });
    return running;
}
async function connect(url, count) {
    const connections = await Promise.all(Array.from({ length: count }, () => RawConnection.open(url)));
    open.push(...connections);
    return connections;
}
/** One chat; resolves with its id. */
async function chat(connection, model = 'gpt-4o-mini') {
    const { headers, complete, status } = await connection.exchange(request(model));
    expect([status, complete]).toEqual([200, true]);
    return headers.find(([name]) => name === 'x-teeline-id')[1];
}
function request(model) {
    return {
        method: 'POST',
        target: '/openai/v1/chat/completions',
        headers: [['authorization', key]],
        body: JSON.stringify({ model, stream: true })
    };
}
/** From now on answers are streams that stop half-way, until they are released. */
function holdStreams() {
    let release = () => { };
    const released = new Promise(resolve => {
        release = resolve;
    });
    const stream = openaiChatStream({ input: 5, output: 40 });
    const bytes = encodeAnswer('POST', { framing: 'chunked', body: stream });
    upstream.on(() => ({
        script: async (writer) => {
            await writer.write(bytes.subarray(0, 900));
            await released;
            await writer.write(bytes.subarray(900));
        }
    }));
    return release;
}
/** So many chats one after the other on each connection. */
async function chats(connections, each, model = (_) => 'gpt-4o-mini') {
    const ids = await Promise.all(connections.map(async (connection, index) => {
        const own = [];
        for (let n = 0; n < each; n++)
            own.push(await chat(connection, model(index * each + n)));
        return own;
    }));
    return ids.flat();
}
async function stats(teeline) {
    return (await (await fetch(`${teeline.adminUrl}/stats`)).json());
}
async function pids(teeline) {
    return (await stats(teeline)).workers.map(worker => worker.pid);
}
/** Where nobody reaps orphans they stay as zombies, and are gone all the same. */
function isAlive(pid) {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
    }
    catch {
        return false;
    }
}
/** Ids that the store has not exactly once, or has and nobody was given. */
async function differences(teeline, ids) {
    const rows = await teeline.query('SELECT id, toUInt32(count()) AS n FROM teeline.requests GROUP BY id');
    const counts = new Map(rows.map(({ id, n }) => [id, n]));
    const given = new Set(ids);
    return [...ids.filter(id => counts.get(id) !== 1), ...[...counts.keys()].filter(id => !given.has(id))];
}
/** Counters and buckets of `after` that are less than they were. */
function fallen(before, after) {
    return before
        .filter(({ name }) => /_(total|bucket|count|sum)$/.test(name))
        .filter(({ name, labels, value }) => sumOf(after, name, labels) < value)
        .map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`);
}
async function samples(teeline) {
    return samplesOf((await scrape(teeline.adminUrl)).text);
}
test('many connections are spread evenly, and rows, metrics and statistics are those of one collector', async () => {
    const teeline = await start();
    const connections = [];
    const ids = [];
    for (let n = 0; n < 12; n++) {
        connections.push(...(await connect(teeline.url, 1)));
        ids.push(await chat(connections[n], `model-${n}`));
    }
    expect((await stats(teeline)).workers.map(worker => worker.connections)).toEqual([4, 4, 4]);
    // More models than label sets may be shown.
    ids.push(...(await chats(connections, 4, n => `model-${n % 15}`)));
    const socket = new WebSocket(`${teeline.url.replace('http', 'ws')}/live/v1/realtime`);
    await once(socket, 'open');
    socket.send('are you there?');
    expect(String((await once(socket, 'message'))[0])).toBe('are you there?');
    socket.close();
    await once(socket, 'close');
    const rows = await teeline.rows(61);
    const chatRows = rows.filter(row => row.route === '/openai');
    expect(chatRows.map(row => row.id).sort()).toEqual([...ids].sort());
    expect(new Set(rows.map(row => row.key_id).filter(id => id !== '')).size).toBe(1);
    const writers = [...new Set(chatRows.map(row => row.collector))].sort();
    expect(writers.map(writer => writer.split('/').at(-1))).toEqual(['0', '1', '2']);
    const told = await until('all rows on the page', async () => {
        const now = samplesOf((await scrape(teeline.adminUrl, openMetrics)).text);
        return sumOf(now, 'teeline_rows_delivered_total') >= 61 && now;
    });
    const [sums] = await teeline.query(`
    SELECT toUInt32(count()) AS n, toFloat64(sum(e2e_us)) AS e2e, toUInt32(sum(output_tokens)) AS output,
      toFloat64(sum(cost_usd)) AS cost FROM teeline.requests`);
    expect(sumOf(told, 'teeline_requests_total')).toBe(sums.n);
    expect(sumOf(told, 'teeline_exchanges_total')).toBe(61);
    expect(Math.round(sumOf(told, 'teeline_e2e_seconds_sum') * 1e6)).toBe(sums.e2e);
    expect(sumOf(told, 'teeline_e2e_seconds_bucket', { le: '+Inf' })).toBe(sums.n);
    expect(sumOf(told, 'teeline_tokens_total', { kind: 'output' })).toBe(sums.output);
    expect(sumOf(told, 'teeline_cost_usd_total')).toBeCloseTo(sums.cost ?? 0, 9);
    const shown = new Set(told.filter(one => one.name === 'teeline_requests_total').map(one => one.labels['model']));
    expect(shown.has('other')).toBe(true);
    expect(shown.size).toBeLessThanOrEqual(11);
    expect(sumOf(told, 'teeline_metrics_folded_total')).toBe(sumOf(told, 'teeline_requests_total', { model: 'other' }));
    expect(told.some(one => one.traceId !== null)).toBe(true);
    expect(sumOf(told, 'teeline_workers_answering')).toBe(workers);
    // A recorder reports twice a second.
    const { relay } = await until('nothing to wait', async () => {
        const now = await stats(teeline);
        return now.recorder.delivery.pendingRows === 0 && now.recorder.rows === 61 && now;
    });
    expect(relay).toMatchObject({ exchanges: 61, open: 0 });
});
test('a worker killed during streams takes only its own; its written rows arrive once, counters do not fall', async () => {
    const teeline = await start();
    const connections = await connect(teeline.url, 6);
    const ids = await chats(connections, 5);
    await teeline.rows(ids.length);
    const { store, workers: before } = await stats(teeline);
    // What is written from here on stays in the outboxes until the store goes on.
    process.kill(store.pid, 'SIGSTOP');
    ids.push(...(await chats(connections, 5)));
    await writtenDown(teeline, 30);
    const page = await until('a page that tells them', async () => {
        const now = await samples(teeline);
        return sumOf(now, 'teeline_requests_total') === 60 && now;
    });
    const release = holdStreams();
    let broken = 0;
    const streams = connections.map(async (connection) => {
        const answer = await connection.exchange(request('gpt-4o-mini')).catch(() => null);
        if (answer?.complete !== true)
            broken++;
        return answer;
    });
    await until('six streams', async () => (await stats(teeline)).relay.open === 6);
    process.kill(before[1].pid, 'SIGKILL');
    await until('two to break', () => broken === 2);
    release();
    const whole = (await Promise.all(streams)).flatMap(answer => (answer?.complete === true ? answer : []));
    expect(whole).toHaveLength(4);
    ids.push(...whole.map(({ headers }) => headers.find(([name]) => name === 'x-teeline-id')[1]));
    upstream.on(() => ({ headers: json, body: openaiChatJson({ input: 5, output: 3 }) }));
    ids.push(...(await chats(await connect(teeline.url, 3), 2)));
    await until('another worker in its place', async () => {
        const { workers: now } = await stats(teeline);
        return now[1].answering && now[1].pid !== before[1].pid;
    });
    expect(fallen(page, await samples(teeline))).toEqual([]);
    process.kill(store.pid, 'SIGCONT');
    await teeline.rows(ids.length);
    expect(await differences(teeline, ids)).toEqual([]);
    const [event] = await until('the event', async () => {
        const found = await teeline.query("SELECT kind, message FROM teeline.events WHERE kind = 'worker_restarted'");
        return found.length > 0 && found;
    });
    expect(event.message).toContain('worker 1 died (SIGKILL)');
    expect(sumOf(await samples(teeline), 'teeline_worker_restarts_total')).toBe(1);
});
test('a worker that hangs holds up neither the page nor the others; killed then, others get its connections', async () => {
    const teeline = await start();
    const ids = await chats(await connect(teeline.url, 6), 2);
    await teeline.rows(ids.length);
    const before = await until('a page that tells them', async () => {
        const now = await samples(teeline);
        return sumOf(now, 'teeline_requests_total') === ids.length && now;
    });
    const [, hung] = await pids(teeline);
    process.kill(hung, 'SIGSTOP');
    let answered = 0;
    const answers = (await connect(teeline.url, 9)).map(async (connection) => {
        const id = await chat(connection);
        answered++;
        return id;
    });
    // About a third of them is on the way to the worker that hangs.
    await until('the others to answer', () => answered >= 4);
    const told = await samples(teeline);
    expect(sumOf(told, 'teeline_workers_answering')).toBe(2);
    expect(fallen(before, told)).toEqual([]);
    expect((await stats(teeline)).workers.map(worker => worker.answering)).toEqual([true, false, true]);
    process.kill(hung, 'SIGKILL');
    ids.push(...(await Promise.all(answers)));
    await teeline.rows(ids.length);
    expect(await differences(teeline, ids)).toEqual([]);
    // And a stop, asked for twice, cuts the streams of all workers.
    upstream.on(() => ({
        framing: 'chunked',
        body: 'data: 1\n\n'.repeat(50),
        ending: { how: 'hang', afterBytes: 300 }
    }));
    const streams = (await connect(teeline.url, 4)).map(connection => connection.exchange(request('gpt-5')));
    await until('four streams', async () => (await stats(teeline)).relay.open === 4);
    process.kill(teeline.pid, 'SIGINT');
    await until('the first signal to be seen', () => teeline.output().includes('stopping'));
    process.kill(teeline.pid, 'SIGINT');
    expect((await Promise.all(streams)).map(answer => answer.complete)).toEqual([false, false, false, false]);
    expect((await teeline.exited).code).toBe(130);
});
test('killed, begun again, stopped during streams, begun with fewer workers: each row arrives once', async () => {
    // A store that is not there: all rows wait in the outboxes.
    const away = { url: 'http://127.0.0.1:9' };
    const killed = await start({ workers }, away);
    const ids = await chats(await connect(killed.url, 6), 5);
    await writtenDown(killed, ids.length);
    const orphans = await pids(killed);
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    const stopped = await start({ workers }, away);
    expect(orphans.filter(isAlive)).toEqual([]);
    const processes = await pids(stopped);
    const [idle, ...connections] = await connect(stopped.url, 7);
    ids.push(await chat(idle));
    const release = holdStreams();
    let streaming = 6;
    const streams = connections.map(async (connection) => {
        const answer = await connection.exchange(request('gpt-4o-mini'));
        streaming--;
        return answer;
    });
    await until('six streams', async () => (await stats(stopped)).relay.open === 6);
    const idleClosed = once(idle.socket, 'close').then(() => streaming);
    const exit = stopped.stop('SIGTERM');
    expect(await idleClosed).toBe(6);
    await expect(RawConnection.open(stopped.url)).rejects.toThrow();
    release();
    for (const { complete, headers } of await Promise.all(streams)) {
        expect(complete).toBe(true);
        ids.push(headers.find(([name]) => name === 'x-teeline-id')[1]);
    }
    expect((await exit).code).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(stopped.output()).toContain('for 6 open calls');
    expect(existsSync(join(dataDir, 'teeline.lock'))).toBe(false);
    const teeline = await start({ workers: 1 });
    await teeline.rows(ids.length);
    expect(await differences(teeline, ids)).toEqual([]);
    await until('the outboxes of the others to be removed', () => [1, 2].every(worker => !existsSync(join(dataDir, `outbox-${worker}`))));
    // Three starts, two of them of four processes.
}, 120_000);
/** Waits until so many rows wait, and from then on as long as ten commits of an outbox take. */
async function writtenDown(teeline, rows) {
    const delivery = async () => (await stats(teeline)).recorder.delivery;
    const sinceMs = await until('rows to wait', async () => {
        const { pendingRows, oldestAgeMs } = await delivery();
        return pendingRows >= rows ? oldestAgeMs : null;
    });
    await until('commits', async () => ((await delivery()).oldestAgeMs ?? 0) > sinceMs + 1_000);
}
test('an address that is taken is one error', async () => {
    const taken = ['--listen', upstream.host];
    const failure = await startTeeline({ config: { collector: { workers } }, args: taken }).then(() => '', error => String(error));
    expect(failure.match(/TEELINE_LISTEN_FAILED/g)).toHaveLength(1);
    expect(failure).toContain(`collector.listen ${upstream.host} is in use`);
});
//# sourceMappingURL=workers.test.js.map