import { expect, test } from 'vitest';
import { Timeline } from '../../collector/record/timeline.js';
import { gapsInOne } from '../../schemas/row.js';
const second = 1_000_000;
test('a stall is told by when it began and how long it was; after a hole nothing is', () => {
    const timeline = new Timeline();
    for (const at of [100, 200, 200 + second, 201 + 2 * second])
        timeline.output(at, true);
    timeline.break();
    timeline.output(9 * second, true);
    timeline.output(9 * second + 50, true);
    expect(timeline.gapsUs).toEqual([100, second, second + 1, 50]);
    expect(timeline.stalls).toEqual([{ atUs: 200 + second, lengthUs: second + 1 }]);
    expect(timeline.times()).toMatchObject({ stalls: 1, gapMaxUs: second + 1, frames: 6 });
});
test('a stream that stands still all the time is counted whole and told in part', () => {
    const timeline = new Timeline();
    for (let frame = 0; frame <= 100; frame++)
        timeline.output(frame * 2 * second, true);
    expect(timeline.times().stalls).toBe(100);
    expect(timeline.stalls).toHaveLength(32);
    expect(timeline.stalls.at(-1)).toEqual({ atUs: 62 * second, lengthUs: 2 * second });
});
test('a stream of up to 129 frames keeps each of its gaps, in order', () => {
    const { gapsUs } = timelineOf(Array.from({ length: 128 }, (_, at) => at + 0.4)).times();
    expect(gapsUs).toEqual(Array.from({ length: 128 }, (_, at) => at));
});
test('a longer stream keeps the longest gap of each run, so that no stall is lost, and frames tell how long a run is', () => {
    for (const count of [129, 255, 256, 257, 1_000, 100_000]) {
        const gaps = Array.from({ length: count }, (_, at) => (at % 97 === 5 ? 2 * second + at : 10 + (at % 7)));
        const { gapsUs, gapMaxUs, frames } = timelineOf(gaps).times();
        const run = gapsInOne(frames);
        expect(gapsUs).toHaveLength(Math.ceil(count / run));
        expect(gapsUs.length).toBeLessThanOrEqual(128);
        expect(gapsUs.length).toBeGreaterThanOrEqual(64);
        expect(gapsUs).toEqual(gapsUs.map((_, at) => Math.max(...gaps.slice(at * run, (at + 1) * run))));
        expect(Math.max(...gapsUs)).toBe(gapMaxUs);
    }
});
test('fewer than two frames have no gap, and a hole makes none', () => {
    expect(new Timeline().times().gapsUs).toEqual([]);
    const timeline = new Timeline();
    timeline.output(5, true);
    timeline.output(null, true);
    timeline.break();
    timeline.output(900, true);
    expect(timeline.times()).toMatchObject({ gapsUs: [], frames: 3 });
});
test('a gap longer than 32 bits of microseconds stands as the longest that they hold', () => {
    const { gapsUs, gapMaxUs } = timelineOf([5, 3 * 3_600 * second]).times();
    expect(gapsUs).toEqual([5, 4_294_967_295]);
    expect(gapMaxUs).toBe(3 * 3_600 * second);
});
/** Visible frames with these gaps between them. */
function timelineOf(gaps) {
    const timeline = new Timeline();
    let at = 1_000;
    timeline.output(at, true);
    for (const gap of gaps) {
        at += gap;
        timeline.output(at, true);
    }
    return timeline;
}
//# sourceMappingURL=timeline.test.js.map