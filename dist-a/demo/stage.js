/** The processes of a demonstration: started in order, ended together, their data removed. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TeelineError } from '../schemas/errors.js';
const cli = fileURLToPath(new URL('../cli.js', import.meta.url));
const providerProcess = fileURLToPath(new URL('./provider-process.js', import.meta.url));
const readyWithinMs = 20_000;
const stopWithinMs = 10_000;
const pollMs = 25;
export class Stage {
    /** A temporary directory; gone after `close`. */
    dataDir = mkdtempSync(join(tmpdir(), 'teeline-demo-'));
    logFile = join(this.dataDir, 'demo.log');
    #children = [];
    #isClosing = false;
    /** Starts the simulated providers; resolves with their base URL. */
    async startProviders(seed) {
        const child = fork(providerProcess, [String(seed)], {
            stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
            detached: true
        });
        this.#children.push(child);
        const [message] = (await once(child, 'message'));
        return message.url;
    }
    /** Starts a `teeline` command in the background; what it prints goes to the log file. */
    start(args) {
        const log = openSync(this.logFile, 'a', 0o600);
        const child = spawn(process.execPath, ['--max-semi-space-size=2', cli, ...args], {
            // It ends when the channel does, so that a demo that is killed leaves nothing running.
            stdio: ['ignore', log, log, 'ipc'],
            env: { ...process.env, MALLOC_ARENA_MAX: '2' },
            // A group of its own: Ctrl-C in the terminal is for the screen, which then ends this one in order.
            detached: true
        });
        this.#children.push(child);
        return child;
    }
    /** Runs a `teeline` command on this terminal until it ends, or `signal` ends it; resolves with its exit code. */
    async show(args, signal) {
        if (signal.aborted)
            return 130;
        const child = spawn(process.execPath, [cli, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
        this.#children.push(child);
        signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
        const [code] = (await once(child, 'exit'));
        return code ?? 1;
    }
    /** Resolves when the collector on the data directory serves. Throws TeelineError `TEELINE_DEMO_FAILED` when it does not. */
    async collectorReady(child) {
        const deadline = performance.now() + readyWithinMs;
        while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
            const run = await readFile(join(this.dataDir, 'teeline.json'), 'utf8').catch(() => '');
            if (run.includes(`"pid": ${child.pid},`))
                return;
            await new Promise(resolve => setTimeout(resolve, pollMs));
        }
        const said = await readFile(this.logFile, 'utf8').catch(() => '');
        throw new TeelineError('TEELINE_DEMO_FAILED', `the collector did not start: ${said.trim().split('\n').at(-1) ?? 'it said nothing'}`, 'Try teeline up by itself; teeline doctor says what is amiss.');
    }
    /** Ends every process, the last started first, and removes the data. */
    async close() {
        if (this.#isClosing)
            return;
        this.#isClosing = true;
        for (const child of this.#children.reverse())
            await end(child);
        rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
}
async function end(child) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await exited;
    clearTimeout(timer);
}
//# sourceMappingURL=stage.js.map