import { expect, test } from 'vitest';
import { periodStart } from '../../collector/deliver/telemetry/budget-spend.js';
test.each([
    ['day', '2026-11-22T23:59:59Z', '2026-11-22T00:00:00.000Z'],
    ['week', '2026-11-22T23:59:59Z', '2026-11-16T00:00:00.000Z'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['week', '2027-01-01T12:00:00Z', '2026-12-28T00:00:00.000Z'],
    ['month', '2026-11-30T23:59:59Z', '2026-11-01T00:00:00.000Z']
])('the %s of %s begins at %s', (period, now, start) => {
    expect(periodStart(period, new Date(now)).toISOString()).toBe(start);
});
//# sourceMappingURL=budget-spend.test.js.map