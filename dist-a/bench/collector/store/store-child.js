import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TeelineError } from '../../schemas/errors.js';
import { packageRoot } from '../package-root.js';
import { places } from './engine-settings.js';
const startTimeoutMs = 60_000;
const stopTimeoutMs = 8000;
/** A store process that answers requests. */
export class StoreChild {
    port;
    #process;
    constructor(child, port) {
        this.#process = child;
        this.port = port;
    }
    /**
     * Starts the process and waits until it listens.
     *
     * @throws TeelineError TEELINE_DATA_IN_USE, TEELINE_STORE_MISSING, TEELINE_LISTEN_FAILED, TEELINE_STORE_START_FAILED.
     */
    static async start(options) {
        const { log, childPath = entryPath(), ...rest } = options;
        const child = fork(childPath, [], {
            // A process group of its own: Ctrl-C and a supervisor's signal to the group are for the collector.
            detached: true,
            env: childEnvironment(),
            execArgv: [],
            stdio: ['ignore', 'pipe', 'pipe', 'ipc']
        });
        const lastLines = listen(child, log);
        const closed = new Promise(resolve => child.once('close', resolve));
        child.send({ type: 'start', ...rest }, () => undefined);
        const word = await firstWord(child);
        if (word.type === 'ready')
            return new StoreChild(child, word.port);
        child.kill('SIGKILL');
        await closed;
        throw startError(explained(word, lastLines), rest);
    }
    get pid() {
        return this.#process.pid ?? -1;
    }
    /** Calls back when the process has ended, however it did. */
    onExit(listener) {
        this.#process.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`));
    }
    /** Asks the process to finish what it does and to leave; after a while it is made to. */
    async stop() {
        const child = this.#process;
        if (child.exitCode !== null || child.signalCode !== null)
            return;
        const left = new Promise(resolve => child.once('exit', () => resolve()));
        child.send({ type: 'stop' }, () => undefined);
        const late = new AbortController();
        await Promise.race([
            left,
            delay(stopTimeoutMs, undefined, { signal: late.signal }).catch(() => undefined)
        ]);
        late.abort();
        child.kill('SIGKILL');
        await left;
    }
}
/** Passes on what the process prints, and keeps the last of it: the engine's reasons stand there only. */
function listen(child, log) {
    const lastLines = [];
    for (const stream of [child.stdout, child.stderr]) {
        if (stream === null)
            continue;
        createInterface({ input: stream }).on('line', line => {
            log(line);
            lastLines.push(line);
            if (lastLines.length > 20)
                lastLines.shift();
        });
    }
    return lastLines;
}
async function firstWord(child) {
    const end = new AbortController();
    const { signal } = end;
    const failed = (message) => ({ type: 'failed', reason: 'engine', message });
    try {
        return await Promise.race([
            once(child, 'message', { signal }).then(([message]) => message),
            once(child, 'exit', { signal }).then(([code, by]) => failed(`its process ended at once (${by ?? `exit code ${code}`})`)),
            delay(startTimeoutMs, failed(`it was not ready within ${startTimeoutMs} ms`), { signal })
        ]);
    }
    catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
    }
    finally {
        end.abort();
    }
}
/** What the engine printed last says more than what it threw. */
function explained(word, lastLines) {
    if (word.reason !== 'engine')
        return word;
    const printed = lastLines.findLast(line => line.startsWith('Code: '));
    if (printed === undefined)
        return word;
    return {
        type: 'failed',
        reason: printed.includes('Cannot lock file') ? 'locked' : 'engine',
        message: printed
    };
}
function startError({ reason, message }, { directory, host, port }) {
    switch (reason) {
        case 'locked':
            return new TeelineError('TEELINE_DATA_IN_USE', `Another process has the store in ${directory} open.`, 'Stop the other teeline, or choose another directory with --data.');
        case 'missing':
            return new TeelineError('TEELINE_STORE_MISSING', `The embedded ClickHouse is not here: ${firstLine(message)}`, 'Set store.url to a ClickHouse server, or install the optional package chdb (Linux with glibc, or macOS).');
        case 'listen':
            return new TeelineError('TEELINE_LISTEN_FAILED', `The store cannot listen on ${host}:${port}: ${firstLine(message)}`, 'Free that address, or choose another with --store-listen.');
        case 'engine':
            return new TeelineError('TEELINE_STORE_START_FAILED', `The embedded ClickHouse did not start: ${firstLine(message)}`, `Look at the log lines above. The data is in ${directory}.`);
    }
}
function firstLine(text) {
    return text.split('\n', 1)[0] ?? '';
}
/** Compiled, it lies beside this file; from the sources, the build has put it into `dist`. */
function entryPath() {
    const beside = fileURLToPath(new URL('./main.js', import.meta.url));
    return existsSync(beside) ? beside : fileURLToPath(new URL('dist/collector/store/main.js', packageRoot));
}
/** Only what a process needs: the collector's environment holds other people's keys. */
function childEnvironment() {
    const kept = [
        'PATH',
        'HOME',
        'TMPDIR',
        'LANG',
        'LC_ALL',
        'LD_LIBRARY_PATH',
        'DYLD_LIBRARY_PATH',
        'CHDB_LIBCHDB_PATH'
    ];
    const env = Object.fromEntries(kept.map(name => [name, process.env[name]]).filter(([, value]) => value !== undefined));
    // A statement holds a thread of libuv's pool while it runs; files, gzip and kills need some too.
    const threads = places.writes + places.reads + 6;
    return { ...env, TZ: 'UTC', UV_THREADPOOL_SIZE: String(threads) };
}
//# sourceMappingURL=store-child.js.map