/**
 * Accuracy through the whole product: `teeline load run`, the collector and the embedded store against a provider that keeps a
 * ledger of its own. Only a machine with time to spare can tell: a plain client beside the run says whether it had any.
 */
import { writeFileSync } from 'node:fs';
import { Agent, request as sendRequest } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nowUs } from '../../loadgen/engine/clock.js';
import { run, summaryOf, writeProfile } from '../loadgen/run-command.js';
import { hasChdb } from '../store/support.js';
import { startTeeline } from '../support/teeline.js';
import { startTimedServer } from '../support/timed-server.js';
const perSecond = 200;
const warmup = 200;
const count = 1_000;
const tokens = 20;
const fractions = [0.5, 0.9, 0.95, 0.99];
const metrics = ['ttft', 'tpot', 'e2e'];
/** What may be off on a machine with time to spare: 2 ms, or 1 %. */
const allowedUs = (truthUs) => Math.max(2_000, truthUs / 100);
/** A plain client that is off by more than this, or less idle time, is a machine on which nobody can measure 2 ms. */
const calmUs = 1_500;
const calmIdle = 0.2;
const attempts = 3;
describe.skipIf(!hasChdb)('a load run of 200 streams a second', () => {
    let provider;
    let teeline;
    beforeAll(async () => {
        provider = await startTimedServer(11);
        const upstream = provider.url.origin;
        teeline = await startTeeline({
            config: { routes: [{ prefix: '/openai', provider: 'openai', upstream }] }
        });
    });
    afterAll(async () => {
        await teeline?.stop();
        await provider?.close();
    });
    test('has the TTFT, TPOT and E2E percentiles of the provider’s ledger, within 2 ms or 1 %', async ({ skip }) => {
        const excuses = [];
        let off = [];
        for (let number = 0; number < attempts; number++) {
            const attempt = await measure(number);
            off = deviations(attempt);
            if (off.length === 0)
                return;
            const excuse = excuseOf(attempt);
            if (excuse !== '')
                excuses.push(excuse);
            if (excuses.length === 2)
                break;
        }
        skip(excuses.length > 0, `the machine was too busy to measure: ${excuses.join('; ')}`);
        expect(off).toEqual([]);
    });
    async function measure(number) {
        // The bodies and the plain calls of each attempt have numbers of their own in the ledger.
        const from = number * 100_000;
        const controlFrom = from + 50_000;
        const file = join(teeline.dataDir, `bodies-${number}.jsonl`);
        const bodies = Array.from({ length: warmup + count }, (_, index) => bodyOf(from + index));
        writeFileSync(file, `${bodies.join('\n')}\n`);
        const profile = writeProfile(teeline, `accuracy-${number}`, {
            count: warmup + count,
            warmup: { count: warmup },
            arms: ['openai/m'],
            arrivals: { kind: 'poisson', ratePerS: perSecond },
            requests: { kind: 'file', file },
            maxInFlight: 400
        });
        const control = new PlainCalls(provider.url, controlFrom);
        const idle = watchIdle();
        const said = await run(teeline, ['load', 'run', profile, '--json', '--yes']);
        const seen = await control.stop();
        const summary = summaryOf(said);
        const ledger = await provider.ledger();
        const made = [...ledger.values()].filter(({ seq }) => seq >= from + warmup && seq < controlFrom);
        expect(summary.total).toMatchObject({ sent: warmup + count, ok: count });
        expect(summary.rows_missing).toBe(0);
        expect(made).toHaveLength(count);
        return {
            summary,
            idle: idle(),
            rows: await rowsOf(summary.run_id),
            ledger: latenciesOf(made.map(momentsOf)),
            controlUs: worstOf(latenciesOf(seen), latenciesOf(seen.map(({ seq }) => momentsOf(ledger.get(seq)))))
        };
    }
    async function rowsOf(runId) {
        const rows = await teeline.query(`SELECT ttft_us, tpot_us, e2e_us FROM teeline.requests WHERE id IN
        (SELECT id FROM teeline.run_requests WHERE run_id = '${runId}' AND NOT warmup)`);
        const of = (pick) => rows.map(pick).sort((a, b) => a - b);
        return { ttft: of(row => row.ttft_us), tpot: of(row => row.tpot_us), e2e: of(row => row.e2e_us) };
    }
});
/** The percentiles that are off by more than is allowed, and those that the command prints otherwise than the rows have them. */
function deviations({ rows, ledger, summary, controlUs }) {
    return metrics.flatMap(metric => {
        const printed = summary.total.latency_ms[metric];
        return fractions.flatMap(fraction => {
            const [rowsUs, ledgerUs] = [quantile(rows[metric], fraction), quantile(ledger[metric], fraction)];
            const what = `${metric} p${fraction * 100}`;
            expect(Math.round(1000 * (printed[`p${fraction * 100}`] ?? 0)), what).toBe(rowsUs);
            const isOff = Math.abs(rowsUs - ledgerUs) > allowedUs(ledgerUs) + Math.min(controlUs, calmUs);
            return isOff ? [{ what, rowsUs, ledgerUs }] : [];
        });
    });
}
/** Why an attempt that is off says nothing; '' when it does. */
function excuseOf({ summary, controlUs, idle }) {
    if (summary.status === 'void')
        return summary.reason;
    if (idle < calmIdle)
        return `${Math.round(idle * 100)} % of it was idle`;
    return controlUs > calmUs ? `a plain client was off by ${Math.round(controlUs)} µs` : '';
}
/** Call it for the idle share since then. */
function watchIdle() {
    const times = () => cpus().map(({ times: { user, nice, sys, irq, idle } }) => [idle, user + nice + sys + irq + idle]);
    const sum = (at) => times().reduce((all, of) => all + (of[at] ?? 0), 0);
    const [idleBefore, allBefore] = [sum(0), sum(1)];
    return () => (sum(0) - idleBefore) / (sum(1) - allBefore);
}
function momentsOf({ headUs, firstTokenUs, lastTokenUs, endUs }) {
    return { startUs: headUs, firstUs: firstTokenUs, lastUs: lastTokenUs, endUs };
}
function latenciesOf(all) {
    const of = (latency) => all.map(latency).sort((a, b) => a - b);
    return {
        ttft: of(({ startUs, firstUs }) => firstUs - startUs),
        tpot: of(({ firstUs, lastUs }) => (lastUs - firstUs) / (tokens - 1)),
        e2e: of(({ startUs, endUs }) => endUs - startUs)
    };
}
function worstOf(seen, done) {
    return Math.max(...metrics.flatMap(metric => fractions.map(fraction => Math.abs(quantile(seen[metric], fraction) - quantile(done[metric], fraction)))));
}
function quantile(sorted, fraction) {
    return sorted[Math.floor(sorted.length * fraction)] ?? Number.NaN;
}
function bodyOf(seq) {
    return JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'go' }], seq });
}
/** The same requests by Node's own client, straight to the provider, one every 20 ms until it is told to stop. */
class PlainCalls {
    #agent = new Agent({ keepAlive: true });
    #calls = [];
    #timer;
    constructor(url, from) {
        this.#timer = setInterval(() => {
            this.#calls.push(plainCall(url, this.#agent, from + this.#calls.length));
        }, 20);
    }
    async stop() {
        clearInterval(this.#timer);
        const all = await Promise.all(this.#calls);
        this.#agent.destroy();
        return all;
    }
}
function plainCall(url, agent, seq) {
    const body = bodyOf(seq);
    return new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const request = sendRequest(url, { agent, method: 'POST', headers }, response => {
            let [firstUs, lastUs] = [0, 0];
            response.on('data', () => {
                lastUs = nowUs();
                if (firstUs === 0)
                    firstUs = lastUs;
            });
            response.on('end', () => resolve({ seq, startUs, firstUs, lastUs, endUs: nowUs() }));
        });
        request.on('error', reject);
        const startUs = nowUs();
        request.end(body);
    });
}
//# sourceMappingURL=load-accuracy.test.js.map