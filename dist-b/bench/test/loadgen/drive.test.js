import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendLagUs } from '../../loadgen/engine/client-health.js';
import { nowUs } from '../../loadgen/engine/clock.js';
import { drive } from '../../loadgen/engine/drive.js';
import { createEngine } from '../../loadgen/engine/engine.js';
import { startBehaviourServer } from '../support/behaviour-server.js';
import { planned, planOf } from '../support/load-plan.js';
import { seededRandom } from '../support/random.js';
let server;
beforeAll(async () => {
    server = await startBehaviourServer();
});
afterAll(() => server.close());
describe('an open loop', () => {
    test('delivers the arrivals that were planned: times and gaps pass a Kolmogorov–Smirnov test', async ({ skip }) => {
        const random = seededRandom(7);
        let dueUs = 0;
        const requests = Array.from({ length: 400 }, (_, seq) => {
            dueUs += (-Math.log(1 - random.next()) / 100) * 1e6;
            return planned(seq, dueUs);
        });
        const { outcomes, totals } = await run(planOf(requests, good));
        expect(totals.outcomes).toEqual({ '': 400 });
        const wanted = requests.map(request => Number(request.dueUs));
        const delivered = outcomes
            .map(({ sentUs, connectUs }) => Number(sentUs) - (connectUs ?? 0))
            .sort(ascending);
        // 1.63 √(2/n): a hundredth of true samples would lie farther apart.
        const limit = 1.63 * Math.sqrt(2 / requests.length);
        expect(distance(wanted, delivered)).toBeLessThan(limit);
        // What a generator that sends a second's requests at once would deliver does not pass.
        const bursts = wanted.map(us => Math.floor(us / 1e6) * 1e6);
        expect(distance(wanted, bursts)).toBeGreaterThan(limit);
        // A machine that is busy elsewhere delays some by more than a gap, whoever sends them.
        const lags = outcomes.map(outcome => Number(sendLagUs(outcome))).sort(ascending);
        skip(Number(lags[360]) >= 1_000, 'the times pass; the machine was too busy to judge the gaps between them');
        expect(distance(gaps(wanted), gaps(delivered))).toBeLessThan(limit);
    });
    test('a stalled server does not slow it, and the wait shows from the intended moment only', async () => {
        const requests = Array.from({ length: 200 }, (_, seq) => planned(seq, seq * 20_000));
        const path = ({ seq }) => (seq === 60 ? '/stall_2s' : '/good');
        const { outcomes, totals } = await run(planOf(requests, path), { maxInFlight: 1 });
        expect(totals).toMatchObject({ sent: 200, outcomes: { '': 200 } });
        const intended = outcomes.map(({ intendedUs, doneUs }) => doneUs - intendedUs).sort(ascending);
        const actual = outcomes.map(({ sentUs, doneUs }) => doneUs - Number(sentUs)).sort(ascending);
        expect(intended[179]).toBeGreaterThan(1_000_000);
        expect(actual[179]).toBeLessThan(500_000);
        expect(actual[199]).toBeGreaterThan(1_900_000);
    });
    test('what finds no free connection waits, is counted, and is sent', async () => {
        const requests = Array.from({ length: 40 }, (_, seq) => planned(seq, 0));
        let mostInFlight = 0;
        let mostQueued = 0;
        const { totals } = await run(planOf(requests, good), {
            maxInFlight: 3,
            onSent: engine => {
                mostInFlight = Math.max(mostInFlight, engine.inFlight);
                mostQueued = Math.max(mostQueued, engine.queued);
            }
        });
        expect(totals).toMatchObject({ sent: 40, outcomes: { '': 40 } });
        expect(mostInFlight).toBe(3);
        expect(mostQueued).toBeGreaterThan(30);
    });
    test('the next turn of a session is due its pause after the end of the one before', async () => {
        const requests = [0, 1, 2].flatMap(session => [0, 1, 2].map(turn => planned(session * 3 + turn, turn === 0 ? session * 1_000 : null, {
            session: { id: `s${session}`, turn, thinkUs: turn * 10_000 }
        })));
        const { outcomes, totals } = await run(planOf(requests, good));
        expect(totals.outcomes).toEqual({ '': 9 });
        const bySeq = new Map(outcomes.map(outcome => [outcome.seq, outcome]));
        for (const { seq, session } of requests) {
            if (session?.turn === 0)
                continue;
            const before = bySeq.get(seq - 1);
            expect(bySeq.get(seq)?.intendedUs).toBe(Number(before?.doneUs) + Number(session?.thinkUs));
        }
    });
});
describe('a closed loop', () => {
    test('keeps its number of requests on their way, until all are sent', async () => {
        const requests = Array.from({ length: 100 }, (_, seq) => planned(seq, null));
        let most = 0;
        const { totals } = await run(planOf(requests, good, { loop: { kind: 'closed', concurrency: 5 } }), {
            maxInFlight: 50,
            onSent: engine => {
                most = Math.max(most, engine.inFlight);
            }
        });
        expect(totals).toMatchObject({ sent: 100, notDue: 0, outcomes: { '': 100 } });
        expect(most).toBe(5);
    });
    test('its duration ends it; what never got a slot was not due', async () => {
        const requests = Array.from({ length: 100_000 }, (_, seq) => planned(seq, null));
        const loop = { kind: 'closed', concurrency: 2 };
        const { totals, outcomes } = await run(planOf(requests, good, { loop, durationUs: 300_000 }));
        expect(totals.sent).toBeGreaterThan(2);
        expect(totals.notDue).toBe(100_000 - outcomes.length);
        expect(totals.stopped).toBe(false);
        expect(Math.max(...outcomes.map(({ intendedUs }) => intendedUs))).toBeLessThan(300_000);
    });
});
describe('the end of a run', () => {
    test('what is still on its way after the grace period ends as timeout_total, and is told of', async () => {
        const requests = Array.from({ length: 10 }, (_, seq) => planned(seq, seq * 1_000));
        const path = ({ seq }) => (seq % 2 === 0 ? '/hang' : '/good');
        const { totals, outcomes } = await run(planOf(requests, path), { graceMs: 200 });
        expect(totals.outcomes).toEqual({ '': 5, timeout_total: 5 });
        const cut = outcomes.filter(({ kind }) => kind !== '');
        expect(new Set(cut.map(({ detail }) => detail))).toEqual(new Set(['grace_period']));
    });
    test('a signal stops the sending; what was due and waited is unsent, what is on its way may end', async () => {
        const requests = Array.from({ length: 500 }, (_, seq) => planned(seq, seq < 100 ? 0 : 3_600e6));
        const stop = new AbortController();
        let sentAfter = 0;
        const path = ({ seq }) => (seq < 4 ? '/late' : '/good');
        const { totals, outcomes } = await run(planOf(requests, path), {
            maxInFlight: 4,
            signal: stop.signal,
            onSent: engine => {
                if (stop.signal.aborted)
                    sentAfter++;
                if (engine.inFlight === 4)
                    setImmediate(() => stop.abort());
            }
        });
        expect(totals).toMatchObject({ planned: 500, stopped: true, notDue: 400 });
        expect(totals.outcomes).toEqual({ '': 4, unsent: 96 });
        expect(outcomes.filter(({ kind }) => kind === 'unsent').every(({ sentUs }) => sentUs === null)).toBe(true);
        expect(sentAfter).toBe(0);
    });
    test('a signal given before the start sends nothing', async () => {
        const requests = Array.from({ length: 5 }, (_, seq) => planned(seq, 1e9));
        const { totals } = await run(planOf(requests, good), { signal: AbortSignal.abort() });
        expect(totals).toMatchObject({ sent: 0, notDue: 5, outcomes: {}, stopped: true });
    });
    test('a plan that cannot build a request ends the drive with its error', async () => {
        const plan = planOf([planned(0, 0)], () => {
            throw new RangeError('no such prompt');
        });
        await expect(run(plan)).rejects.toThrow('no such prompt');
    });
});
describe('several workers', () => {
    test('send each request once between them, and leave sessions whole', async () => {
        const requests = Array.from({ length: 60 }, (_, seq) => {
            const turn = seq % 3;
            return seq < 30
                ? planned(seq, seq * 1_000)
                : planned(seq, turn === 0 ? seq * 1_000 : null, {
                    session: { id: `s${Math.floor(seq / 3)}`, turn, thinkUs: 100 }
                });
        });
        const plan = planOf(requests, good);
        const startedAtUs = nowUs() + 50_000;
        const shares = await Promise.all([0, 1, 2].map(index => run(plan, { startedAtUs, worker: { index, count: 3 } })));
        const seqs = shares.map(({ outcomes }) => outcomes.map(({ seq }) => seq));
        expect(seqs.flat().sort(ascending)).toEqual(requests.map(({ seq }) => seq));
        for (const [worker, own] of seqs.entries()) {
            expect(own.length, `worker ${worker}`).toBeGreaterThanOrEqual(18);
            const sessions = new Set(own.filter(seq => seq >= 30).map(seq => Math.floor(seq / 3)));
            expect(own.filter(seq => seq >= 30)).toHaveLength(sessions.size * 3);
        }
    });
    test('share the slots of a closed loop', async () => {
        const requests = Array.from({ length: 50 }, (_, seq) => planned(seq, null));
        const plan = planOf(requests, good, { loop: { kind: 'closed', concurrency: 3 } });
        const most = [0, 0];
        await Promise.all(most.map((_, index) => run(plan, {
            worker: { index, count: 2 },
            onSent: engine => {
                most[index] = Math.max(most[index] ?? 0, engine.inFlight);
            }
        })));
        expect(most).toEqual([2, 1]);
    });
});
describe('whatever happens, each planned request has one outcome or was not due', () => {
    const seeds = Array.from({ length: 12 }, (_, index) => 100 + index);
    test.each(seeds)('seed %i', async (seed) => {
        const random = seededRandom(seed);
        const plan = anyPlan(random);
        const stop = new AbortController();
        if (random.chance(0.4))
            setTimeout(() => stop.abort(), random.integer(0, 400));
        const { totals, outcomes } = await run(plan, {
            maxInFlight: random.integer(10, 60),
            timeoutMs: 100,
            graceMs: random.integer(0, 600),
            signal: stop.signal
        });
        const told = Object.values(totals.outcomes).reduce((sum, count) => sum + count, 0);
        expect(told + totals.notDue).toBe(plan.requests.length);
        expect(outcomes).toHaveLength(told);
        expect(new Set(outcomes.map(({ seq }) => seq)).size).toBe(told);
        expect(outcomes.filter(({ sentUs }) => sentUs !== null)).toHaveLength(totals.sent);
        for (const { kind, sentUs } of outcomes)
            if (kind === 'unsent')
                expect(sentUs).toBeNull();
    });
});
const any = [
    'good',
    'good',
    'good',
    'early_hints',
    'fin',
    'reset',
    'close_delimited',
    'connection_close',
    'malformed',
    'too_many',
    'hang',
    'drip',
    'close_at_once',
    'silence',
    'idle_408'
];
function anyPlan(random) {
    const behaviour = Array.from({ length: 200 }, () => random.pick(any));
    const isClosed = random.chance(0.3);
    let session = null;
    const requests = behaviour.map((_, seq) => {
        const goesOn = session !== null && random.chance(0.7);
        if (goesOn && session)
            session = { ...session, turn: session.turn + 1 };
        else
            session = random.chance(0.3) ? { id: `s${seq}`, turn: 0, thinkUs: random.integer(0, 20_000) } : null;
        return planned(seq, isClosed || goesOn ? null : seq * 2_000, { session });
    });
    return planOf(requests, ({ seq }) => `/${behaviour[seq]}`, {
        loop: isClosed ? { kind: 'closed', concurrency: random.integer(1, 20) } : { kind: 'open' },
        durationUs: random.chance(0.5) ? random.integer(100_000, 600_000) : null
    });
}
async function run(plan, options = {}) {
    const { timeoutMs = 20_000 } = options;
    const engine = await createEngine({
        target: server.url,
        maxInFlight: options.maxInFlight ?? 200,
        timeouts: { firstByteMs: timeoutMs, idleMs: timeoutMs, totalMs: timeoutMs },
        startedAtUs: options.startedAtUs ?? nowUs()
    });
    const outcomes = [];
    const totals = await drive(plan, engine, {
        worker: options.worker ?? { index: 0, count: 1 },
        signal: options.signal ?? new AbortController().signal,
        graceMs: options.graceMs ?? 20_000,
        onSent: () => options.onSent?.(engine),
        onOutcome: outcome => outcomes.push(outcome)
    });
    return { totals, outcomes };
}
function good() {
    return '/good';
}
function ascending(a, b) {
    return a - b;
}
function gaps(times) {
    return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}
/** Kolmogorov–Smirnov: the greatest distance between the two distribution functions. */
function distance(a, b) {
    const [sortedA, sortedB] = [a.toSorted(ascending), b.toSorted(ascending)];
    let [inA, inB, greatest] = [0, 0, 0];
    for (const value of [...sortedA, ...sortedB].sort(ascending)) {
        while (inA < sortedA.length && Number(sortedA[inA]) <= value)
            inA++;
        while (inB < sortedB.length && Number(sortedB[inB]) <= value)
            inB++;
        greatest = Math.max(greatest, Math.abs(inA / sortedA.length - inB / sortedB.length));
    }
    return greatest;
}
//# sourceMappingURL=drive.test.js.map