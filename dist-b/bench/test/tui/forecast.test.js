import { describe, expect, it } from 'vitest';
import { forecastMonth } from '../../tui/forecast.js';
import { seededRandom } from '../support/random.js';
const at = new Date('2026-11-21T12:00:00Z');
/** Whole days before `at`, oldest first, and today's half. */
function daysBefore(count, usd, today = 0) {
    const midnight = Date.parse('2026-11-21T00:00:00Z');
    const days = Array.from({ length: count }, (_, index) => {
        const day = new Date(midnight - (count - index) * 86_400_000);
        return { day: day.toISOString().slice(0, 10), usd: usd(day).toFixed(9) };
    });
    return [...days, { day: '2026-11-21', usd: today.toFixed(9) }];
}
describe('the forecast of a month', () => {
    it('is none without two whole days', () => {
        expect(forecastMonth([], at)).toBeNull();
        expect(forecastMonth([{ day: '2026-11-21', usd: '5' }], at)).toBeNull();
        expect(forecastMonth(daysBefore(1, () => 10), at)).toBeNull();
        expect(forecastMonth(daysBefore(2, () => 10), at)).toMatchObject({ days: 2, isWeekly: false });
    });
    it('of even days is what is spent and as much for each day to come, without doubt', () => {
        // 20 days and half of today at 10; 9.5 days to come.
        expect(forecastMonth(daysBefore(20, () => 10, 5), at)).toEqual({
            usd: '300.00',
            low: '300.00',
            high: '300.00',
            isWeekly: true,
            days: 14
        });
    });
    it('tells weekdays apart after two weeks', () => {
        const isWeekend = (day) => day.getUTCDay() % 6 === 0;
        const days = daysBefore(30, day => (isWeekend(day) ? 0 : 100));
        // To come: half of a Saturday, a Sunday, Monday to Friday, Saturday, Sunday, Monday.
        const spent = 15 * 100;
        expect(forecastMonth(days, at)).toMatchObject({ usd: (spent + 600).toFixed(2), isWeekly: true, days: 28 });
        const few = forecastMonth(daysBefore(10, day => (isWeekend(day) ? 0 : 100)), at);
        expect(few).toMatchObject({ isWeekly: false, days: 10 });
        expect(Number(few?.high)).toBeGreaterThan(Number(few?.low) + 200);
    });
    it('never falls below what is spent, to the cent of the decimals', () => {
        const days = [
            ...daysBefore(3, day => (day.getUTCDate() === 18 ? 500 : 0)),
            { day: '2026-11-02', usd: '0.10' }
        ];
        const forecast = forecastMonth(days, at);
        expect(Number(forecast?.low)).toBe(500.1);
        expect(Number(forecast?.usd)).toBeGreaterThan(500.1);
    });
    it('counts a day without a request, and one without a price, as nothing', () => {
        const gap = daysBefore(10, () => 10).filter(({ day }) => day !== '2026-11-15');
        const unknown = daysBefore(10, () => 10).map(each => each.day === '2026-11-15' ? { ...each, usd: null } : each);
        expect(forecastMonth(gap, at)).toEqual(forecastMonth(unknown, at));
        expect(Number(forecastMonth(gap, at)?.usd)).toBeCloseTo(90 + 9.5 * 9, 2);
    });
    it('of the last moment of a month is what was spent', () => {
        const end = new Date('2026-11-30T23:59:59.999Z');
        const days = Array.from({ length: 30 }, (_, index) => ({
            day: `2026-11-${String(index + 1).padStart(2, '0')}`,
            usd: '1.5'
        }));
        expect(Number(forecastMonth(days, end)?.usd)).toBeCloseTo(45, 2);
    });
    it('uses the month before on the first day of a month', () => {
        const first = new Date('2026-12-01T06:00:00Z');
        const days = Array.from({ length: 28 }, (_, index) => ({
            day: `2026-11-${String(index + 3).padStart(2, '0')}`,
            usd: '10'
        }));
        expect(forecastMonth(days, first)).toMatchObject({ usd: '307.50', days: 28 });
    });
    it.each([3, 8, 20, 40])('holds what came, for four of five made months, with %i days before', known => {
        const random = seededRandom(known);
        let held = 0;
        const months = 400;
        for (let month = 0; month < months; month++) {
            // Uniform about 100: the sum of what comes is known to the one who made it.
            const next = () => 100 + 60 * (random.next() - 0.5);
            const days = daysBefore(known, next, 50);
            const spent = days
                .filter(({ day }) => day >= '2026-11-01')
                .reduce((sum, { usd }) => sum + Number(usd), 0);
            const rest = 0.5 * next() + Array.from({ length: 9 }, next).reduce((sum, usd) => sum + usd, 0);
            const forecast = forecastMonth(days, at);
            if (forecast !== null && spent + rest >= Number(forecast.low) && spent + rest <= Number(forecast.high))
                held++;
        }
        expect(held / months).toBeGreaterThan(0.74);
        expect(held / months).toBeLessThan(0.9);
    });
});
//# sourceMappingURL=forecast.test.js.map