import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nowUs } from '../../loadgen/engine/clock.js';
import { drive } from '../../loadgen/engine/drive.js';
import { createEngine } from '../../loadgen/engine/engine.js';
import { startBehaviourServer } from '../support/behaviour-server.js';
import { planned, planOf } from '../support/load-plan.js';
import { seededRandom } from '../support/random.js';
import { startTimedServer } from '../support/timed-server.js';
import { until } from '../support/until.js';
const classes = {
    good: '',
    early_hints: '',
    fin: 'truncated_stream',
    reset: 'reset',
    close_delimited: '',
    connection_close: '',
    malformed: 'malformed_http',
    too_many: 'http_429',
    hang: 'timeout_first_byte',
    drip: 'timeout_total',
    close_at_once: 'closed_before_body',
    head_only: 'closed_before_body',
    late: '',
    silence: 'timeout_idle',
    short_length: 'truncated_stream',
    no_number_length: 'malformed_http',
    no_number_chunk: 'malformed_http',
    not_http: 'malformed_http',
    surplus: '',
    surplus_begun: '',
    surplus_line: '',
    early_hints_at_once: '',
    no_content: '',
    not_found: 'http_4xx',
    unavailable: 'http_5xx'
};
const each = 60;
let server;
beforeAll(async () => {
    server = await startBehaviourServer();
});
afterAll(() => server.close());
describe('every way a server can answer ends in its own class', () => {
    const ended = new Map();
    let connections = 0;
    beforeAll(async () => {
        const random = seededRandom(20);
        const names = Object.keys(classes);
        const order = names
            .flatMap(name => Array.from({ length: each }, () => ({ name, place: random.next() })))
            .sort((a, b) => a.place - b.place)
            .map(({ name }) => name);
        const plan = planOf(order.map((_, seq) => planned(seq, seq * 3_000)), ({ seq }) => `/${order[seq]}`);
        const engine = await createEngine({
            target: server.url,
            maxInFlight: 400,
            timeouts: { firstByteMs: 4_000, idleMs: 3_000, totalMs: 8_000 },
            startedAtUs: nowUs()
        });
        const totals = await drive(plan, engine, {
            worker: { index: 0, count: 1 },
            signal: new AbortController().signal,
            graceMs: 20_000,
            onOutcome: outcome => {
                const name = order[outcome.seq];
                ended.set(name, [...(ended.get(name) ?? []), outcome]);
            }
        });
        expect(totals).toMatchObject({ planned: order.length, notDue: 0, stopped: false });
        connections = server.perConnection().length;
    });
    test.each(Object.entries(classes))('%s → "%s"', (name, kind) => {
        const outcomes = ended.get(name) ?? [];
        expect(outcomes).toHaveLength(each);
        expect(new Set(outcomes.map(outcome => outcome.kind))).toEqual(new Set([kind]));
        expect(server.seen.get(name)).toBe(each);
    });
    test('connections are used again where the server lets them', () => {
        expect(connections).toBeLessThan(Object.keys(classes).length * each * 0.9);
    });
});
test('a 408 on an idle connection belongs to no request, and costs none', async () => {
    const engine = await openEngine(1);
    for (let seq = 0; seq < 6; seq++) {
        const outcome = await send(engine, seq, '/idle_408');
        expect(outcome).toMatchObject({ kind: '', status: 200 });
        expect(outcome.connectUs).not.toBeNull();
        await until('the connection to be left', () => server.open() === 0);
    }
    engine.close();
});
test.each(['surplus', 'surplus_begun', 'surplus_line'])('what comes after an answer is not taken for the next one: %s', async (behaviour) => {
    const engine = await openEngine(1);
    expect(await send(engine, 0, `/${behaviour}`)).toMatchObject({ kind: '', status: 200, responseBytes: 2 });
    const next = await send(engine, 1, '/good');
    expect(next).toMatchObject({ kind: '', status: 200, responseBytes: 45 });
    expect(next.connectUs).not.toBeNull();
    engine.close();
});
test.each([
    ['early_hints', 45],
    ['early_hints_at_once', 2]
])('an informational answer is not the answer: %s', async (behaviour, responseBytes) => {
    const engine = await openEngine(1);
    expect(await send(engine, 0, `/${behaviour}`)).toMatchObject({ kind: '', status: 200, responseBytes });
    const next = await send(engine, 1, '/good');
    expect(next).toMatchObject({ kind: '', status: 200, responseBytes: 45, connectUs: null });
    engine.close();
});
test.each([
    ['seconds', '/too_many', 2_000],
    ['milliseconds, as some providers send', '/unavailable', 1_500]
])('the wait that a provider asks for is kept: %s', async (_, path, retryAfterMs) => {
    const engine = await openEngine(1);
    expect(await send(engine, 0, path)).toMatchObject({ retryAfterMs });
    engine.close();
});
test('the connection used last is used first: a server closes those that idle longest', async () => {
    const own = await startBehaviourServer();
    const engine = await openEngine(5, own.url);
    await Promise.all([0, 1, 2, 3, 4].map(seq => send(engine, seq, '/good')));
    for (let seq = 5; seq < 15; seq++)
        await send(engine, seq, '/good');
    engine.close();
    expect(own.perConnection().toSorted((a, b) => a - b)).toEqual([1, 1, 1, 1, 11]);
    await own.close();
});
test('a client that was held up does not take its own delay for the server’s', async () => {
    const elsewhere = await startTimedServer(1);
    const timeouts = { firstByteMs: 1_000, idleMs: 20_000, totalMs: 20_000 };
    const engine = await createEngine({ target: elsewhere.url, maxInFlight: 1, timeouts, startedAtUs: nowUs() });
    await send(engine, 0, '/');
    const held = send(engine, 1, '/');
    const untilUs = nowUs() + 1_500_000;
    while (nowUs() < untilUs)
        ;
    expect(await held).toMatchObject({ kind: '', connectUs: null });
    engine.close();
    await elsewhere.close();
});
test('an answer tells its id, size and moments', async () => {
    const engine = await openEngine(1);
    const cold = await send(engine, 0, '/good');
    const warm = await send(engine, 1, '/good');
    engine.close();
    expect(cold).toMatchObject({ id: 'an-id', responseBytes: 45, status: 200, detail: '', retryAfterMs: null });
    expect(cold.connectUs).toBeGreaterThan(0);
    expect(warm.connectUs).toBeNull();
    for (const { intendedUs, sentUs, firstByteUs, lastByteUs, doneUs } of [cold, warm]) {
        const moments = [intendedUs, sentUs, firstByteUs, lastByteUs, doneUs];
        expect(moments).toEqual(moments.toSorted((a, b) => Number(a) - Number(b)));
        expect(moments.every(Number.isInteger)).toBe(true);
    }
});
test('a server that is not there refuses each request, and is not asked again and again', async () => {
    const gone = await startBehaviourServer();
    await gone.close();
    const engine = await openEngine(8, gone.url);
    const outcomes = await Promise.all([0, 1, 2].map(seq => send(engine, seq, '/good')));
    engine.close();
    for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ kind: 'refused', detail: 'ECONNREFUSED', sentUs: null, status: null });
    }
});
async function openEngine(maxInFlight, target = server.url) {
    const timeouts = { firstByteMs: 20_000, idleMs: 20_000, totalMs: 20_000 };
    return createEngine({ target, maxInFlight, timeouts, startedAtUs: nowUs() });
}
function send(engine, seq, path) {
    const outgoing = { method: 'POST', path, headers: {}, body: Buffer.from(JSON.stringify({ seq })) };
    return new Promise(ended => engine.submit({ seq, outgoing, intendedUs: engine.nowUs() }, { ended }));
}
//# sourceMappingURL=server-behaviours.test.js.map