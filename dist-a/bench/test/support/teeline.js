/** The sidecar as a user runs it: compiled, in a process of its own, with a configuration and a data folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { until } from './until.js';
const root = fileURLToPath(new URL('../../', import.meta.url));
/** Absolute path of the compiled command: `TEELINE_DIST` or `dist`. */
function cliPath() {
    return join(resolve(root, process.env['TEELINE_DIST'] ?? 'dist'), 'cli.js');
}
/** Starts `teeline up` on free ports and waits until it serves. Rejects with its output when it does not. */
export async function startTeeline(options = {}) {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'teeline-test-')));
    const readyFile = join(dataDir, 'teeline.json');
    // A killed predecessor leaves its file behind; ours is the one with our pid.
    const { child, output } = await spawnUp(dataDir, options);
    const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
    async function stop(signal = 'SIGTERM', withinMs = 40_000) {
        child.kill(signal);
        const exit = await Promise.race([exited, expired(withinMs)]);
        killGroup(child);
        await groupGone(child);
        started.delete(child);
        if (options.dataDir === undefined)
            await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
        if (exit === null)
            throw new Error(`teeline did not stop within ${withinMs} ms of ${signal}\n${output()}`);
        return exit;
    }
    try {
        const ready = await until('teeline to be ready', () => readReady(readyFile, child), {
            withinMs: options.withinMs ?? 30_000
        });
        if (ready === 'gone')
            throw new Error('it ended by itself');
        const query = storeQuery(dataDir);
        return {
            url: ready.collectorUrl.replace(/\/$/, ''),
            adminUrl: ready.adminUrl.replace(/\/$/, ''),
            storeUrl: ready.storeUrl ?? '',
            dataDir,
            pid: ready.pid,
            output,
            query,
            rows: (count, withinMs) => rows(query, count, withinMs),
            stop,
            exited
        };
    }
    catch (error) {
        await stop('SIGKILL').catch(() => { });
        throw new Error(`teeline did not start:\n${output()}`, { cause: error });
    }
}
const started = new Set();
process.on('exit', () => {
    for (const child of started)
        killGroup(child);
});
async function spawnUp(dataDir, { config = {}, args = [], env = {} }) {
    const cli = cliPath();
    if (!existsSync(cli))
        throw new Error(`${cli} is missing: run \`npm run build\` first`);
    const configFile = join(dataDir, 'test-config.yaml');
    // JSON is YAML.
    await writeFile(configFile, JSON.stringify(config));
    const any = '127.0.0.1:0';
    const files = ['--config', configFile, '--data', dataDir];
    const listens = ['--listen', any, '--admin', any, '--store-listen', any];
    const child = spawn(process.execPath, [cli, 'up', ...files, ...listens, ...args], {
        cwd: dataDir,
        env: { ...process.env, NO_COLOR: '1', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A process group of its own, so that whatever it starts can be ended with it.
        detached: true
    });
    started.add(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text) => {
            printed += text;
        });
    }
    return { child, output: () => printed };
}
async function readReady(file, child) {
    if (child.exitCode !== null || child.signalCode !== null)
        return 'gone';
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text === '')
        return undefined;
    const ready = JSON.parse(text);
    return ready.pid === child.pid ? ready : undefined;
}
function storeQuery(dataDir) {
    return async (sql) => {
        const text = await readFile(join(dataDir, 'store.json'), 'utf8');
        const { url, user, password } = JSON.parse(text);
        const log = { level: ClickHouseLogLevel.OFF };
        const client = createClient({ url, username: user, password, request_timeout: 20_000, log });
        try {
            const result = await client.query({
                query: sql,
                format: 'JSONEachRow',
                clickhouse_settings: {
                    output_format_json_quote_64bit_integers: 0,
                    output_format_json_quote_decimals: 1
                }
            });
            return await result.json();
        }
        finally {
            await client.close();
        }
    };
}
async function rows(query, count, withinMs = 20_000) {
    await until(`${count} rows`, async () => {
        const [counted] = await query('SELECT count() AS n FROM teeline.requests');
        return (counted?.n ?? 0) >= count;
    }, { withinMs, everyMs: 100 });
    return query('SELECT * FROM teeline.requests ORDER BY ts, id');
}
function killGroup(child) {
    if (child.pid === undefined)
        return;
    try {
        process.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // ESRCH: nothing is left of it, as it should be.
    }
}
/** A killed process may still be writing into its folder while it goes. */
async function groupGone({ pid }) {
    if (pid === undefined)
        return;
    const isGone = () => {
        try {
            process.kill(-pid, 0);
            return false;
        }
        catch {
            return true;
        }
    };
    // Where nobody reaps orphans the group stays, and its processes are gone all the same.
    await until('its processes to be gone', isGone, { withinMs: 5_000 }).catch(() => { });
}
async function expired(ms) {
    return new Promise(resolve => setTimeout(() => resolve(null), ms).unref());
}
//# sourceMappingURL=teeline.js.map