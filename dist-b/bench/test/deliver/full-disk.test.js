import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { FakeClickHouse } from './fake-clickhouse.js';
import { newPlace, numbersOf } from './open-delivery.js';
const dist = resolve(process.env['TEELINE_DIST'] ?? 'dist');
const script = join(import.meta.dirname, 'full-disk-process.mjs');
// Bounds in blocks of 512 or 1024 bytes, as the shell has it: the disk ends at another place of a write each time.
test.each([4100, 7777, 12_345])('a full disk keeps the rows on it, delivers them, and takes new ones in their place (bound %i)', async (bound) => {
    const place = newPlace();
    const store = new FakeClickHouse();
    const { url } = await store.start();
    onTestFinished(() => store.stop());
    const limited = ['-c', `ulimit -f ${bound} && exec "$0" "$@"`, process.execPath, script];
    const child = spawn('sh', [...limited, dist, url, place.directory], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [printed, errors] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close')
    ]);
    expect(child.exitCode, errors).toBe(0);
    // LMDB has a word on stderr for every write that fails; none may.
    expect(errors).toBe('');
    const { pushed, rowsLost, lostInAll, lastError, log } = JSON.parse(printed);
    expect(rowsLost).toBeGreaterThan(0);
    expect(lostInAll).toBe(rowsLost);
    expect(lastError).toMatch(/^outbox: EFBIG/);
    expect(log.some((line) => line.startsWith('error the outbox cannot be written'))).toBe(true);
    expect(log).toContain('info the outbox can be written again');
    const stored = numbersOf(store.rows['requests']);
    expect(stored).toHaveLength(pushed - rowsLost);
    expect(stored).toEqual([...new Set(stored)].toSorted((a, b) => a - b));
    expect(stored.at(-1)).toBe(pushed - 1);
    const lost = store.rows['events'];
    expect(lost.reduce((sum, { count }) => sum + count, 0)).toBe(rowsLost);
});
//# sourceMappingURL=full-disk.test.js.map