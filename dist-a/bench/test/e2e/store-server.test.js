/** A store that is a server: absent at start, behind credentials, with a database of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { startReplayServer } from '../support/replay-server.js';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
let upstream;
let serverDir;
const started = [];
beforeEach(async () => {
    upstream = await startReplayServer();
    serverDir = mkdtempSync(join(tmpdir(), 'teeline-server-'));
});
afterEach(async () => {
    for (const teeline of started.splice(0))
        await teeline.stop();
    await upstream.close();
    rmSync(serverDir, { recursive: true, force: true, maxRetries: 5 });
});
async function start(options) {
    const teeline = await startTeeline(options);
    started.push(teeline);
    return teeline;
}
test('a server that is absent at start does not stop the relay, and gets its tables and rows when it comes', async () => {
    // The embedded store of another teeline plays the server: it speaks ClickHouse's HTTP.
    const first = await start({ dataDir: serverDir });
    const { password } = JSON.parse(readFileSync(join(serverDir, 'store.json'), 'utf8'));
    const { host, origin } = new URL(first.storeUrl);
    await started.pop()?.stop();
    const teeline = await start({
        env: { CH_PASSWORD: password },
        config: {
            store: { url: origin, user: 'default', password: 'env:CH_PASSWORD', database: 'elsewhere' },
            record: { flushIntervalMs: 100 },
            routes: [{ prefix: '/openai', provider: 'openai', upstream: upstream.url }]
        }
    });
    const connection = await RawConnection.open(teeline.url);
    expect((await connection.exchange({ method: 'GET', target: '/openai/v1/models' })).status).toBe(200);
    connection.close();
    expect(teeline.output()).toContain('rows wait on disk');
    expect(teeline.output()).not.toContain(password);
    const server = await start({ dataDir: serverDir, args: ['--store-listen', host] });
    const [row] = await until('the row', async () => {
        const rows = await server.query('SELECT path FROM elsewhere.requests');
        return rows.length > 0 && rows;
    });
    expect(row?.path).toBe('/openai/v1/models');
});
//# sourceMappingURL=store-server.test.js.map