/** A store that goes away during a run takes none of its results with it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readProfile } from '../../loadgen/profile/read-profile.js';
import { deliverUnsent } from '../../loadgen/run/deliver-unsent.js';
import { unsentFiles } from '../../loadgen/run/outcome-file.js';
import { performRun } from '../../loadgen/run/perform-run.js';
import { prepareRun } from '../../loadgen/run/prepare-run.js';
import { startChatServer } from './chat-server.js';
let server;
let folder;
beforeAll(async () => {
    server = await startChatServer();
    folder = mkdtempSync(join(tmpdir(), 'teeline-run-'));
});
afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
});
const never = new AbortController().signal;
/** Waits for nothing: the store of these tests does not come back by itself. */
const atOnce = { first: never, second: AbortSignal.abort() };
/** Takes the first `inserts` and answers nothing. */
function storeThatLeaves(inserts) {
    const inserted = [];
    const gone = async () => {
        throw new Error('the store does not answer');
    };
    return {
        inserted,
        rows: gone,
        slices: gone,
        async insert(_table, rows) {
            if (inserted.length >= inserts)
                await gone();
            inserted.push(...rows);
        },
        close: async () => { }
    };
}
async function prepared() {
    const file = join(folder, 'plain.profile.yaml');
    const arrivals = { kind: 'constant', ratePerS: 200 };
    const requests = { inputTokens: 20, outputTokens: 5 };
    writeFileSync(file, JSON.stringify({ count: 30, arms: ['openai/gpt-4o'], arrivals, requests }));
    return prepareRun({
        loaded: readProfile(file, {}, {}),
        // No collector: the provider stands in its place, and its answers have no id.
        own: { collectorUrl: server.url, adminUrl: null },
        collector: '',
        workers: 1,
        priceOf: () => null
    });
}
test('every outcome is in a file, which says that the store does not have it', async () => {
    const store = storeThatLeaves(1);
    const { job } = await prepared();
    const place = { store, dataDir: folder, screen: null, interrupts: atOnce };
    const { summary, file, unsent } = await performRun(job, place);
    expect(unsent).toBe('the store does not answer');
    expect(basename(file)).toBe(`${summary.run_id}.unsent.jsonl`);
    expect(unsentFiles(folder)).toEqual([file]);
    const lines = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));
    expect(lines[0]).toMatchObject({ run_id: summary.run_id, status: 'running' });
    expect(lines.slice(1, 31).map(({ seq }) => seq)).toHaveLength(30);
    expect(lines.at(-1)).toEqual({ summary });
    expect(summary.total).toMatchObject({ sent: 30, ok: 30, input_tokens: null, cost_usd: '0' });
    // Answers without an id have no row either.
    expect(summary.rows_missing).toBe(30);
    expect(summary.total.latency_ms).toMatchObject({ ttft: { n: 0, p50: null }, e2e: { n: 30 } });
});
test('a store that is away at the beginning refuses the run before anything is sent', async () => {
    server.reset();
    const { job } = await prepared();
    const place = {
        store: storeThatLeaves(0),
        dataDir: folder,
        screen: null,
        interrupts: atOnce
    };
    const before = unsentFiles(folder);
    await expect(performRun(job, place)).rejects.toThrow('the store does not answer');
    expect(server.requests).toHaveLength(0);
    expect(unsentFiles(folder)).toEqual(before);
});
test('a collector that cannot be found ends the run with its reason', async () => {
    const { job } = await prepared();
    const order = { ...job.order, collectorUrl: 'http://teeline.invalid:1/' };
    const place = {
        store: storeThatLeaves(9),
        dataDir: folder,
        screen: null,
        interrupts: atOnce
    };
    const { summary } = await performRun({ ...job, order }, place);
    expect(summary).toMatchObject({ status: 'void', reason: expect.stringContaining('teeline.invalid') });
});
/** Has no rows of the collector, and keeps what it is given. */
function storeThatTakes() {
    const tables = {};
    return {
        tables,
        rows: async () => [],
        slices: (() => []),
        async insert(table, rows) {
            tables[table] = [...(tables[table] ?? []), ...rows];
        },
        close: async () => { }
    };
}
const quiet = { screen: null, interrupts: atOnce };
test('a store that is back gets the runs that it missed, and those whose process was killed', async () => {
    const dataDir = mkdtempSync(join(folder, 'data-'));
    const missed = await performRun((await prepared()).job, { store: storeThatLeaves(1), dataDir, ...quiet });
    const whole = readFileSync(missed.file, 'utf8').trimEnd().split('\n');
    // The file of a process that is gone, in the middle of a line.
    const first = JSON.parse(whole[0]);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const run = { ...first, run_id: 'run-killed', writer: { ...first.writer, pid: dead } };
    const killed = join(dataDir, 'runs', 'run-killed.unsent.jsonl');
    const requests = whole
        .slice(1, 21)
        .map(line => JSON.stringify({ ...JSON.parse(line), run_id: 'run-killed' }));
    writeFileSync(killed, [JSON.stringify(run), ...requests, '{"run_id":"run-ki'].join('\n'));
    // One that still runs.
    const open = join(dataDir, 'runs', 'run-open.unsent.jsonl');
    writeFileSync(open, `${JSON.stringify({ ...first, run_id: 'run-open' })}\n`);
    // One of another machine, which may still write, and one that was to end hours ago.
    const far = { ...first, writer: { host: 'elsewhere', pid: 1 } };
    const young = join(dataDir, 'runs', 'run-young.unsent.jsonl');
    writeFileSync(young, `${JSON.stringify({ ...far, run_id: 'run-young' })}\n`);
    const lost = join(dataDir, 'runs', 'run-lost.unsent.jsonl');
    writeFileSync(lost, `${JSON.stringify({ ...far, run_id: 'run-lost', ts: '2026-01-01 00:00:00.000000' })}\n`);
    utimesSync(lost, 1_767_225_660, 1_767_225_660);
    const away = await deliverUnsent(storeThatLeaves(0), dataDir);
    expect(away.join()).toMatch(/run-killed.*the store does not answer/);
    expect(away).toHaveLength(3);
    expect(unsentFiles(dataDir)).toHaveLength(5);
    const store = storeThatTakes();
    await deliverUnsent(store, dataDir);
    expect(unsentFiles(dataDir)).toEqual([open, young]);
    const { run_requests: rows = [], runs = [] } = store.tables;
    const countOf = (id) => rows.filter(({ run_id }) => run_id === id).length;
    expect([countOf(missed.summary.run_id), countOf('run-killed'), rows.length]).toEqual([30, 20, 50]);
    expect(runs.find(({ run_id }) => run_id === missed.summary.run_id)).toMatchObject({
        status: missed.summary.status,
        sent: 30,
        planned: 30,
        version: 3
    });
    expect(runs.find(({ run_id }) => run_id === 'run-killed')).toMatchObject({
        status: expect.stringMatching(/partial|void/),
        reason: expect.stringContaining('its process ended before the run did'),
        sent: 20,
        planned: 30
    });
    expect(await deliverUnsent(store, dataDir)).toEqual([]);
});
//# sourceMappingURL=run-store.test.js.map