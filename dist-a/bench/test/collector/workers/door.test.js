import { once } from 'node:events';
import { createServer, connect as toConnect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Door } from '../../../collector/workers/door.js';
import { until } from '../../support/until.js';
const doors = [];
const clients = [];
afterEach(() => {
    for (const door of doors.splice(0))
        door.close();
    for (const client of clients.splice(0))
        client.destroy();
});
async function open() {
    const door = await Door.open('127.0.0.1:0');
    doors.push(door);
    return door;
}
async function connect(door, count = 1) {
    for (let n = 0; n < count; n++) {
        const client = toConnect({ host: '127.0.0.1', port: Number(new URL(door.url).port) });
        client.on('error', () => { });
        clients.push(client);
        await once(client, 'connect');
    }
}
/** `prompt`: what is handed to it arrives at once. */
class Worker {
    connections = 0;
    handed = [];
    got = [];
    #prompt;
    constructor(prompt) {
        this.#prompt = prompt;
    }
    hand(connection) {
        this.got.push(connection);
        if (this.#prompt !== null)
            setImmediate(() => this.#prompt?.arrived(this));
    }
}
function counts(workers) {
    return workers.map(worker => worker.got.length);
}
test('each connection goes to the worker with fewest, among equals in turn', async () => {
    const door = await open();
    const workers = [new Worker(door), new Worker(door), new Worker(door)];
    for (const worker of workers)
        door.admit(worker);
    await connect(door, 6);
    await until('six', () => counts([...workers]).reduce((sum, n) => sum + n) === 6);
    expect(counts([...workers])).toEqual([2, 2, 2]);
    workers[2].connections -= 2;
    await connect(door, 2);
    await until('eight', () => workers[2].got.length === 4);
});
test('a burst is spread although nothing of it has arrived yet', async () => {
    const door = await open();
    const workers = [new Worker(null), new Worker(null)];
    for (const worker of workers)
        door.admit(worker);
    await connect(door, 8);
    await until('eight', () => counts(workers).reduce((sum, n) => sum + n) >= 2);
    const [first, second] = counts(workers);
    expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
});
test('a worker that does not take what it was handed gets no more, and others get it when it is gone', async () => {
    const door = await open();
    const hung = new Worker(null);
    door.admit(hung);
    await connect(door);
    await until('one on its way', () => hung.handed.length === 1);
    const since = performance.now();
    await until('it to be late', () => performance.now() - since > 150);
    await connect(door, 2);
    const other = new Worker(door);
    door.admit(other);
    await until('two for the other', () => other.got.length === 2);
    expect(hung.got).toHaveLength(1);
    door.dismiss(hung);
    await until('three for the other', () => other.got.length === 3);
    expect(other.got[2]).toBe(hung.got[0]);
});
test('connections wait while there is no worker', async () => {
    const door = await open();
    await connect(door, 3);
    const worker = new Worker(door);
    door.admit(worker);
    await until('three', () => worker.got.length === 3);
});
test('an address that is taken is told by its key in the configuration', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    await expect(Door.open(`127.0.0.1:${port}`)).rejects.toMatchObject({
        code: 'TEELINE_LISTEN_FAILED',
        message: `collector.listen 127.0.0.1:${port} is in use`
    });
    server.close();
});
//# sourceMappingURL=door.test.js.map