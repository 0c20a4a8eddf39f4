import { describe, expect, test } from 'vitest';
import { sweepRates, sweepText } from '../../loadgen/run/sweep.js';
/** A provider that holds its objectives up to `capacity` requests a second. */
async function sweep(capacity, bounds = {}, status = 'complete') {
    const rates = [];
    const result = await sweepRates({ fromRate: 1, maxRate: 100, stages: 20, ...bounds }, async (rate) => {
        rates.push(rate);
        return summary(rate, rate <= capacity, status);
    });
    return { ...result, rates };
}
function summary(rate, met, status) {
    const none = { n: 0, p50: null, p90: null, p95: null, p99: null, max: null };
    const total = { rate_sent: rate, failed: 0, latency_ms: { ttft: none, tpot: none, e2e: none } };
    return {
        run_id: `run-${rate}`,
        status,
        reason: status === 'partial' ? 'the spend cap' : '',
        objectives: [{ met }],
        total,
        spend: { usd: '0.01' }
    };
}
describe('a sweep', () => {
    test('doubles until an objective fails, then halves the gap down to 5 %', async () => {
        const { rates, best, ended } = await sweep(21);
        expect(rates.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 32]);
        expect(rates.slice(6, 8)).toEqual([24, 20]);
        expect(best).toBeLessThanOrEqual(21);
        expect(best).toBeGreaterThan(21 / 1.06);
        expect(ended).toBe('the gap is closed to 5 %');
    });
    test('ends at the lowest rate when that already fails', async () => {
        expect(await sweep(0.5)).toMatchObject({ rates: [1], best: null, ended: 'the lowest rate already fails' });
    });
    test('goes no higher than it was asked to, and makes no more stages', async () => {
        const { rates, best } = await sweep(1e9, { maxRate: 10 });
        expect(rates).toEqual([1, 2, 4, 8, 10]);
        expect(best).toBe(10);
        const few = await sweep(21, { stages: 3 });
        expect(few).toMatchObject({ rates: [1, 2, 4], best: 4, ended: '3 stages were made' });
    });
    test('a void stage is not met, and one that was stopped ends the sweep', async () => {
        expect(await sweep(1e9, {}, 'void')).toMatchObject({ rates: [1], best: null });
        expect(await sweep(1e9, {}, 'partial')).toMatchObject({ rates: [1], best: null, ended: 'the spend cap' });
    });
    test('is told as a table in order of rate', async () => {
        const { rates: _, ...result } = await sweep(5);
        const text = sweepText(result);
        const column = text.split('\n').map(line => line.trim().split(/ +/)[0]);
        expect(column.slice(1, result.stages.length + 1)).toEqual(result.stages.map(({ ratePerS }) => String(ratePerS)).toSorted((a, b) => Number(a) - Number(b)));
        expect(text).toContain(`Highest rate that met the objectives: ${result.best} requests a second`);
    });
});
//# sourceMappingURL=run-sweep.test.js.map