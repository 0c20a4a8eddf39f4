/** What a run is worth in the end, and when nothing more can come of it. */
import { describe, expect, test } from 'vitest';
import { headerOf } from '../../loadgen/engine/retry-after.js';
import { runExitCode } from '../../loadgen/run/exit-code.js';
import { judgeRun, statusOf } from '../../loadgen/run/judge-run.js';
import { goneAtMs } from '../../loadgen/run/lost-runs.js';
import { epochMs } from '../../loadgen/run/time.js';
const healthy = { cpuShare: 0.3, loopDelayP99Us: 2_000, loopDelayMaxUs: 30_000 };
function outcomes(count, unreached) {
    return Array.from({ length: count }, (_, seq) => ({
        seq,
        id: '',
        kind: seq < unreached ? (seq % 2 === 0 ? 'refused' : 'connect') : '',
        detail: '',
        status: seq < unreached ? null : 200,
        retryAfterMs: null,
        intendedUs: seq,
        sentUs: seq < unreached ? null : seq,
        connectUs: null,
        firstByteUs: null,
        lastByteUs: null,
        doneUs: seq + 1,
        requestBytes: 0,
        responseBytes: 0,
        chunks: 0
    }));
}
describe('a run is void', () => {
    test('when its collector was away for more than one request in a hundred', () => {
        expect(judgeRun([healthy], outcomes(300, 3), [])).toMatchObject({ verdict: 'good', reasons: [] });
        expect(judgeRun([healthy], outcomes(300, 4), [])).toMatchObject({
            verdict: 'void',
            reasons: ['4 of 300 requests did not reach the collector']
        });
    });
    test('when one of its processes was lost, whatever the others did', () => {
        const { verdict, reasons } = judgeRun([healthy], outcomes(10, 0), ['worker 1 ended']);
        expect({ verdict, reasons }).toEqual({ verdict: 'void', reasons: ['worker 1 ended'] });
    });
});
test('a run without one good answer has failed, unless it was stopped or is void', () => {
    const none = { measured: 20, ok: 0 };
    expect(statusOf('', [], { measured: 20, ok: 1 })).toEqual({ status: 'complete', reason: '' });
    expect(statusOf('', [], none)).toEqual({ status: 'failed', reason: 'all 20 measured requests failed' });
    expect(statusOf('', [], { measured: 0, ok: 0 })).toEqual({
        status: 'failed',
        reason: 'no request was measured'
    });
    expect(statusOf('interrupted', [], none)).toEqual({ status: 'partial', reason: 'interrupted' });
    expect(statusOf('interrupted', ['late'], none)).toEqual({ status: 'void', reason: 'interrupted; late' });
});
test.each([
    ['complete', true, false, 0],
    ['complete', false, false, 3],
    ['partial', true, false, 0],
    ['partial', true, true, 130],
    ['failed', true, false, 1],
    ['failed', false, false, 3],
    ['void', false, false, 1]
])('%s, objectives met: %s, interrupted: %s: exit code %i', (status, met, interrupted, code) => {
    expect(runExitCode({ status, objectives: [{ met }] }, interrupted)).toBe(code);
});
describe('a run of which nothing is heard', () => {
    const started = '2026-11-20 10:00:00.000000';
    const startedMs = epochMs(started);
    /** Seconds after its start at which it must be over. */
    const goneAfterS = (profile, heardAfterS = 0, planned = 0) => {
        const profile_json = JSON.stringify({ graceS: 60, timeouts: { totalMs: 120_000 }, ...profile });
        const goneMs = goneAtMs({ ts: started, planned, profile_json }, startedMs + heardAfterS * 1000);
        return (goneMs - startedMs) / 1000;
    };
    const waitS = 60 + 120 + 300;
    test('may still run until its arrivals are over and all that is on its way has ended', () => {
        const poisson = { kind: 'poisson', ratePerS: 2 };
        expect(goneAfterS({ arrivals: poisson, durationS: 100 })).toBe(100 + waitS);
        expect(goneAfterS({ arrivals: poisson }, 0, 400)).toBe(200 + waitS);
        const stages = [
            { durationS: 30, ratePerS: 1 },
            { durationS: 70, ratePerS: 2 }
        ];
        expect(goneAfterS({ arrivals: { kind: 'stages', stages, gapCv: 1 } })).toBe(100 + waitS);
    });
    test('is judged by its last row where nobody can say how long it takes', () => {
        expect(goneAfterS({ arrivals: { kind: 'closed', concurrency: 4 } }, 1_000, 50)).toBe(1_000 + waitS);
        expect(goneAfterS({ arrivals: { kind: 'trace', file: 'x' } }, 20)).toBe(20 + waitS);
        expect(goneAfterS({ arrivals: { kind: 'poisson', ratePerS: 2 }, durationS: 100 }, 5_000)).toBe(5_000 + waitS);
    });
});
test('of the ids of two collectors on the way the nearest one’s counts, which stands last', () => {
    const headers = ['X-Teeline-Id', 'far-1', 'content-type', 'text/event-stream', 'x-teeline-id', 'near-7'];
    expect(headerOf(headers, 'x-teeline-id')).toBe('near-7');
});
//# sourceMappingURL=run-judgement.test.js.map