/** Recording can fail; relaying does not notice. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { startReplayServer } from '../support/replay-server.js';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
test('while the recorder cannot start calls pass, and when it can their loss is told', async () => {
    const upstream = await startReplayServer();
    const dataDir = mkdtempSync(join(tmpdir(), 'teeline-recorder-'));
    // No outbox can be opened where a file stands.
    const inTheWay = join(dataDir, 'outbox');
    writeFileSync(inTheWay, '');
    const teeline = await startTeeline({
        dataDir,
        config: {
            record: { flushIntervalMs: 100 },
            routes: [{ prefix: '/openai', provider: 'openai', upstream: upstream.url }]
        }
    });
    onTestFinished(async () => {
        await teeline.stop('SIGKILL').catch(() => { });
        await upstream.close();
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    });
    const connection = await RawConnection.open(teeline.url);
    const get = { method: 'GET', target: '/openai/v1/models' };
    for (let i = 0; i < 5; i++)
        expect((await connection.exchange(get)).status).toBe(200);
    // A recorder that began after the calls has had their slabs when it dies; on a busy machine some die before.
    const deaths = () => teeline.output().split('a new recorder starts').length - 1;
    const before = deaths();
    await until('two more deaths', () => deaths() >= before + 2, { withinMs: 40_000 });
    rmSync(inTheWay);
    await until('the loss to be told', async () => {
        const told = await teeline.query("SELECT toUInt32(sum(count)) AS n FROM teeline.events WHERE kind = 'rows_lost'");
        return told[0]?.n === 5;
    });
    expect((await connection.exchange(get)).status).toBe(200);
    const rows = await teeline.rows(1);
    expect(rows).toHaveLength(1);
    connection.close();
});
//# sourceMappingURL=recorder.test.js.map