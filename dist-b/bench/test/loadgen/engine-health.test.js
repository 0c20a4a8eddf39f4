import { expect, test } from 'vitest';
import { ClientWatch, judgeClient, sendLagUs } from '../../loadgen/engine/client-health.js';
import { nowUs } from '../../loadgen/engine/clock.js';
import { drive } from '../../loadgen/engine/drive.js';
import { createEngine } from '../../loadgen/engine/engine.js';
import { startBehaviourServer } from '../support/behaviour-server.js';
import { planned, planOf } from '../support/load-plan.js';
const healthy = { cpuShare: 0.3, loopDelayP99Us: 2_000, loopDelayMaxUs: 30_000 };
test('a client in time is good, whatever its worst single moment', () => {
    const lags = [...Array.from({ length: 995 }, () => 300), 80_000, 90_000, 100_000, 110_000, 120_000];
    expect(judgeClient([healthy], lags)).toEqual({
        verdict: 'good',
        reasons: [],
        lag: { p50Us: 300, p99Us: 300, maxUs: 120_000 }
    });
});
test('each way of being the bottleneck voids the run, with its reason', () => {
    expect(judgeClient([healthy], [1, 2, 60_000])).toMatchObject({ verdict: 'good' });
    expect(judgeClient([healthy], [1, 2, 60_000, 70_000])).toMatchObject({
        verdict: 'void',
        reasons: ['2 of 4 requests went out more than 50 ms after their moment']
    });
    expect(judgeClient([healthy, { ...healthy, loopDelayP99Us: 70_000 }], [])).toMatchObject({
        verdict: 'void',
        reasons: [expect.stringContaining('70 ms late')],
        lag: null
    });
    expect(judgeClient([{ ...healthy, cpuShare: 0.97 }], [])).toMatchObject({
        verdict: 'void',
        reasons: [expect.stringContaining('97 % of its core')]
    });
});
test('a client that cannot keep up with its schedule is found out', async () => {
    const server = await startBehaviourServer();
    const engine = await createEngine({
        target: server.url,
        maxInFlight: 10,
        timeouts: { firstByteMs: 20_000, idleMs: 20_000, totalMs: 20_000 },
        startedAtUs: nowUs()
    });
    const lags = [];
    const requests = Array.from({ length: 100 }, (_, seq) => planned(seq, seq * 5_000));
    const totals = await drive(planOf(requests, () => '/good'), engine, {
        worker: { index: 0, count: 1 },
        signal: new AbortController().signal,
        graceMs: 20_000,
        onOutcome: outcome => {
            lags.push(sendLagUs(outcome) ?? 0);
            const untilUs = nowUs() + 15_000;
            while (nowUs() < untilUs)
                ;
        }
    });
    await server.close();
    expect(totals.outcomes).toEqual({ '': 100 });
    const { verdict, reasons } = judgeClient([totals.health], lags);
    expect(verdict).toBe('void');
    expect(reasons.join(' ')).toContain('after their moment');
});
test('rounds spent waiting are not counted as work', async () => {
    const watch = new ClientWatch();
    const untilUs = nowUs() + 200_000;
    while (nowUs() < untilUs)
        ;
    watch.addIdle(1e9);
    expect(watch.figures().cpuShare).toBe(0);
});
//# sourceMappingURL=engine-health.test.js.map