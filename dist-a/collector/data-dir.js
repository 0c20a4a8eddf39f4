/** The data directory: one collector at a time, and what must outlive it. */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TeelineError } from '../schemas/errors.js';
const runFileName = 'teeline.json';
const lockFileName = 'teeline.lock';
/** Workers of a collector that was killed hold its directory for a moment longer: for them the next one waits. */
const orphansMs = 5_000;
/**
 * Creates the directory if need be and takes it.
 *
 * @throws TeelineError `TEELINE_DATA_IN_USE` while another collector has it; `TEELINE_CONFIG_INVALID` when it cannot be written.
 */
export function openDataDir(path) {
    try {
        mkdirSync(path, { recursive: true, mode: 0o700 });
    }
    catch (cause) {
        throw unusable(path, cause);
    }
    const lockFile = join(path, lockFileName);
    takeLock(lockFile, path);
    const runFile = join(path, runFileName);
    rmSync(runFile, { force: true });
    return {
        path,
        keySecret: loadKeySecret(join(path, 'key-id.secret')),
        announce: run => replace(runFile, `${JSON.stringify(run, null, 2)}\n`),
        share: pids => replace(lockFile, [process.pid, ...pids].map(owner).join('\n')),
        release: () => {
            rmSync(runFile, { force: true });
            rmSync(lockFile, { force: true });
        }
    };
}
/** The running collector of that directory; null when there is none. */
export function readRunFile(path) {
    try {
        const run = JSON.parse(readFileSync(join(path, runFileName), 'utf8'));
        return isAlive(run.pid) ? run : null;
    }
    catch {
        return null;
    }
}
function takeLock(lockFile, path) {
    // Twice: the second time after a lock whose owner is gone was cleared away.
    for (const isLast of [false, true]) {
        try {
            const file = openSync(lockFile, 'wx', 0o600);
            writeSync(file, owner(process.pid));
            closeSync(file);
            return;
        }
        catch (cause) {
            if (cause.code !== 'EEXIST')
                throw unusable(path, cause);
            const holders = readFileSync(lockFile, 'utf8').split('\n');
            const [first = ''] = holders;
            const holder = isLast || isHolding(first) ? first : waitForRest(holders);
            if (holder !== undefined)
                throw inUse(path, Number.parseInt(holder, 10));
            rmSync(lockFile, { force: true });
        }
    }
}
/** Workers end when their collector has; the one that has not by now is told. */
function waitForRest(holders) {
    const deadline = performance.now() + orphansMs;
    for (;;) {
        const holder = holders.find(isHolding);
        if (holder === undefined || performance.now() > deadline)
            return holder;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
}
function isHolding(holder) {
    const pid = Number.parseInt(holder, 10);
    return isAlive(pid) && owner(pid) === holder && !isZombie(pid);
}
/** Ended, and nobody has asked how: in a container whose first process does not, orphans stay like that. */
function isZombie(pid) {
    return statOf(pid)?.[1] === 'Z';
}
/** The fields of /proc/PID/stat from the end of the name on; NULL where there are none. */
function statOf(pid) {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        return stat.slice(stat.lastIndexOf(')')).split(' ');
    }
    catch {
        return null;
    }
}
function replace(file, text) {
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
}
/** A process id and, where the system tells it, its start: ids come round again, the pair does not. */
function owner(pid) {
    return `${pid} ${statOf(pid)?.[20] ?? ''}`;
}
function isAlive(pid) {
    if (!Number.isInteger(pid) || pid <= 0)
        return false;
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
function loadKeySecret(file) {
    try {
        return readFileSync(file);
    }
    catch {
        const secret = randomBytes(32);
        writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
        return secret;
    }
}
function inUse(path, pid) {
    return new TeelineError('TEELINE_DATA_IN_USE', `process ${pid} has the data directory ${path}`, 'Stop it, or give this one a directory of its own with --data.');
}
function unusable(path, cause) {
    return new TeelineError('TEELINE_CONFIG_INVALID', `cannot use the data directory ${path}: ${cause.message}`, 'Give a directory that this user may write, with --data.', cause);
}
//# sourceMappingURL=data-dir.js.map