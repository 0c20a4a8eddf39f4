import { uniform } from './random.js';
/**
 * The rows in order of their new moments. A clock with a coarse step puts many requests on one moment; sent like that they
 * would be a burst that never was. So they are spread evenly over the step that follows.
 */
export function traceTimes(rows, arrivals, random) {
    const stepUs = arrivals.spreadMs === undefined ? clockStepUs(rows) : arrivals.spreadMs * 1_000;
    const timed = rows.map(row => ({
        dueUs: Math.round((row.offsetUs + (stepUs > 0 ? uniform(random) * stepUs : 0)) / arrivals.speed),
        row
    }));
    return stepUs > 0 ? timed.sort((a, b) => a.dueUs - b.dueUs) : timed;
}
/**
 * The step of the clock that the rows were stamped with, in µs; 0 for a fine clock, and for moments that no two rows share.
 * Its steps may be off by a hundredth: Mooncake's moments stand 2,997 to 3,003 ms apart.
 */
function clockStepUs(rows) {
    const moments = [...new Set(rows.map(({ offsetUs }) => offsetUs))];
    if (moments.length < 2 || moments.length === rows.length)
        return 0;
    const gaps = moments.slice(1).map((moment, index) => moment - moments[index]);
    gaps.sort((a, b) => a - b);
    const shortest = gaps[Math.floor(gaps.length / 100)];
    if (shortest < leastStepUs)
        return 0;
    const single = gaps.filter(gap => Math.round(gap / shortest) === 1);
    const step = single[Math.floor(single.length / 2)];
    const fitting = gaps.filter(gap => Math.abs(gap - Math.round(gap / step) * step) <= step / 100);
    return fitting.length >= 0.95 * gaps.length ? step : 0;
}
const leastStepUs = 10_000;
//# sourceMappingURL=trace-times.js.map