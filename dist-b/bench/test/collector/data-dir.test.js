import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataDir } from '../../collector/data-dir.js';
import { until } from '../support/until.js';
let path;
const children = [];
beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'teeline-data-'));
});
afterEach(() => {
    for (const child of children.splice(0))
        child.kill('SIGKILL');
    rmSync(path, { recursive: true, force: true });
});
function start(command) {
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    return child;
}
/** A lock as a collector that was killed leaves it, with a worker that it had. */
function leaveLock(worker) {
    const dir = openDataDir(path);
    dir.share([worker]);
    const [, holder = ''] = readFileSync(join(path, 'teeline.lock'), 'utf8').split('\n');
    writeFileSync(join(path, 'teeline.lock'), `99999999 1\n${holder}`);
}
test.skipIf(process.platform !== 'linux')('a worker of a killed collector keeps the directory until it is gone', async () => {
    const worker = start('exec sleep 60');
    leaveLock(worker.pid);
    expect(() => openDataDir(path)).toThrow(`process ${worker.pid} has the data directory`);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    openDataDir(path).release();
});
test.skipIf(process.platform !== 'linux')('one that has ended and was not reaped is gone', async () => {
    // Its parent becomes a program that never asks for its children's ends.
    const parent = start('sleep 0.3 & echo $!; exec sleep 60');
    const [line] = await once(parent.stdout, 'data');
    const zombie = Number(line);
    leaveLock(zombie);
    await until('a zombie', () => readFileSync(`/proc/${zombie}/stat`, 'latin1').includes(') Z '));
    openDataDir(path).release();
});
test('the process that has the directory is refused a second time', () => {
    const dir = openDataDir(path);
    expect(() => openDataDir(path)).toThrow(`process ${process.pid} has the data directory`);
    dir.release();
});
test('a directory that cannot be made is an error that says what to do', () => {
    writeFileSync(join(path, 'file'), '');
    expect(() => openDataDir(join(path, 'file', 'data'))).toThrow(expect.objectContaining({ code: 'TEELINE_CONFIG_INVALID', hint: expect.stringContaining('--data') }));
});
//# sourceMappingURL=data-dir.test.js.map