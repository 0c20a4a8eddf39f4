/** The drawing of an opened request's time: pure functions of figures and a size. */
import { describe, expect, it } from 'vitest';
import { createLook, plainLook } from '../../tui/kit/look.js';
import { widthOf } from '../../tui/kit/text.js';
import { cellsOfStretches, momentLine } from '../../tui/kit/time-line.js';
import { axisWidth, columnsOf, heightOn, scaleOf, waveform } from '../../tui/kit/waveform.js';
const ascii = createLook({ ascii: true, colour: false, attributes: false });
const colourful = createLook({ ascii: false, colour: true, attributes: true });
describe('a waveform', () => {
    it('shows in each column the longest of its values when there are more than columns', () => {
        const values = Array.from({ length: 1_000 }, (_, at) => (at === 617 ? 90 : 1 + (at % 3)));
        const columns = columnsOf(values, 70);
        expect(columns).toHaveLength(70);
        expect(columns.filter(column => column?.value === 90)).toHaveLength(1);
        expect(columns.every(column => column !== null && column.value >= 3)).toBe(true);
    });
    it('shows every value when there are fewer, each as wide as the next, parted where there is room', () => {
        expect(columnsOf([5, 9], 7).map(column => column?.value ?? null)).toEqual([5, 5, 5, null, 9, 9, null]);
        expect(columnsOf([5, 9], 4).map(column => column?.value)).toEqual([5, 5, 9, 9]);
        expect(columnsOf([5], 4).map(column => column?.value)).toEqual([5, 5, 5, 5]);
        expect(columnsOf([], 4)).toEqual([]);
    });
    it('has a linear scale from 0 while that shows the median, and else a logarithmic one below it', () => {
        expect(scaleOf([10, 20, 40])).toEqual({ isLog: false, high: 50, low: 0 });
        expect(scaleOf([0, 0, 0])).toEqual({ isLog: false, high: 1, low: 0 });
        const scale = scaleOf([8_000, 9_000, 10_000, 48_000_000]);
        expect(scale).toEqual({ isLog: true, high: 50_000_000, low: 1_000 });
        expect([0, 1_000, 50_000_000].map(value => heightOn(scale, value))).toEqual([0, 0, 1]);
        expect(heightOn(scale, 10_000)).toBeCloseTo(Math.log(10) / Math.log(50_000), 9);
    });
    it.each([
        [1, 1],
        [2, 3],
        [50, 5],
        [300, 9]
    ])('of %i values in %i lines fills the width exactly, in every look', (count, height) => {
        const values = Array.from({ length: count }, (_, at) => 1 + (at % 7));
        for (const look of [plainLook, ascii, colourful]) {
            const lines = draw(values, { width: 72, height, look });
            expect(lines).toHaveLength(height);
            for (const line of lines)
                expect(widthOf(line)).toBe(72);
            const bare = look.encode(lines.at(-1) ?? '');
            if (look === ascii)
                expect(bare).toMatch(/^[\x20-\x7e]+$/);
        }
    });
    it('marks what is beyond the bound by a sign over its column, and by tone', () => {
        const lines = draw([10, 10, 60, 10], { width: axisWidth + 4, height: 2, look: plainLook });
        expect(lines).toEqual(['          ! ', '   100 │  ▂ ', '     0 │▂▂█▂']);
        expect(draw([10, 60], { width: axisWidth + 2, height: 1, look: colourful })[1]).toContain('\x1b[31m');
        expect(draw([10, 60], { width: axisWidth + 6, height: 1, look: ascii })).toEqual([
            '           !  ',
            '   100 |__ -- '
        ]);
    });
    it('draws the shortest value too, though it is nothing on the scale', () => {
        expect(draw([0, 40], { width: axisWidth + 2, height: 1, look: plainLook })).toEqual(['    50 │▁▆']);
    });
});
describe('a time line', () => {
    it('is to scale, as wide as asked for, and hides no stretch that lasts', () => {
        expect(cellsOfStretches([1, 0, 1, 998], 10)).toEqual([1, 0, 1, 8]);
        expect(cellsOfStretches([25, 75], 8)).toEqual([2, 6]);
        expect(cellsOfStretches([0, 0], 8)).toEqual([0, 0]);
        for (const width of [58, 78, 118, 198]) {
            const cells = cellsOfStretches([1_000, 20_000, 69_000, 80_000, 1_330_000, 50_000], width);
            expect(cells.reduce((sum, each) => sum + each, 0)).toBe(width);
        }
    });
    it('names its moments where they are, and leaves out what would run into one named before', () => {
        const moments = [
            { label: 'E2E 9s', cell: 30 },
            { label: 'TTFT 3s', cell: 10 },
            { label: 'TTFB 2s', cell: 5 },
            { label: '0', cell: 0 }
        ];
        expect(momentLine(moments, 30, '|')).toBe('|0        |TTFT 3s     E2E 9s|');
    });
});
function draw(values, { width, height, look }) {
    const scale = scaleOf(values);
    return waveform({ values, width, height, scale, look, format: String, isMarked: value => value > 50 });
}
//# sourceMappingURL=waveform.test.js.map