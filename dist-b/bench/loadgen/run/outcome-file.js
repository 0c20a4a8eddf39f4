/**
 * The run's own record on disk, written as it goes: one JSON line for the run, one for each outcome, one for what it came
 * to. What the store does not take is not lost. `RUN.unsent.jsonl` becomes `RUN.jsonl` when the store has all of it.
 */
import { createReadStream, createWriteStream, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { goneAtMs } from './lost-runs.js';
const unsentSuffix = '.unsent.jsonl';
/** Creates `DATA/runs` if need be. `run` is the first line. */
export function openOutcomeFile(dataDir, run) {
    const folder = join(dataDir, 'runs');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const unsent = join(folder, `${run.run_id}${unsentSuffix}`);
    let path = unsent;
    const file = createWriteStream(unsent, { mode: 0o600, flags: 'wx' });
    const failed = { error: null };
    file.on('error', error => {
        failed.error = error;
    });
    const writer = { host: hostname(), pid: process.pid };
    file.write(`${JSON.stringify({ ...run, writer })}\n`);
    return {
        path: () => path,
        add(lines) {
            if (lines.length > 0 && failed.error === null) {
                file.write(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
            }
        },
        async close() {
            if (failed.error !== null)
                throw failed.error;
            file.end();
            await finished(file);
        },
        markSent() {
            path = markSent(unsent);
        },
        remove() {
            file.destroy();
            rmSync(unsent, { force: true });
        }
    };
}
/** Renames the file of a run that the store has in full, and says how it is called now. */
export function markSent(unsent) {
    const sent = `${unsent.slice(0, -unsentSuffix.length)}.jsonl`;
    renameSync(unsent, sent);
    return sent;
}
/** Reads a file as far as it was written; a line that was cut off is none. */
export async function readKeptRun(file) {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
    let first = null;
    const requests = [];
    let summary = null;
    for await (const line of lines) {
        const value = parsed(line);
        if (value === null)
            continue;
        if (first === null)
            first = value;
        else if ('summary' in value)
            summary = value.summary;
        else
            requests.push(value);
    }
    if (first === null)
        throw new Error('it does not say of which run it is');
    const { writer, ...run } = first;
    requests.sort((a, b) => a.seq - b.seq);
    const isOpen = summary === null && (writer === undefined || mayWrite(writer, () => isOverdue(file, run)));
    return { run, requests, summary, isOpen };
}
function parsed(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return null;
    }
}
/** Of a process here the system knows; of one on another machine only its silence tells. */
function mayWrite({ host, pid }, isSilent) {
    if (host !== hostname())
        return !isSilent();
    if (pid === process.pid)
        return true;
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code !== 'ESRCH';
    }
}
function isOverdue(file, run) {
    return Date.now() > goneAtMs(run, statSync(file).mtimeMs);
}
/** Files of runs that the store does not have in full: it was away at their end, or they still run. */
export function unsentFiles(dataDir) {
    const folder = join(dataDir, 'runs');
    try {
        const names = readdirSync(folder).filter(name => name.endsWith(unsentSuffix));
        return names.toSorted().map(name => join(folder, name));
    }
    catch {
        return [];
    }
}
//# sourceMappingURL=outcome-file.js.map