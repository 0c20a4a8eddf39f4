/** A waveform: values in their order as columns of one scale, which fills a width and hides none of the tall ones. */
import { niceTop } from './charts.js';
import { fitText } from './text.js';
/** Linear from 0, unless the longest would leave the others flat. */
export function scaleOf(values) {
    const most = Math.max(0, ...values);
    const high = niceTop(most);
    const median = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    if (most <= flatBelow * median || most === 0)
        return { isLog: false, high, low: 0 };
    const low = median === 0 ? high / widest : Math.max(niceTop(median / 10), high / widest);
    return { isLog: true, high, low };
}
/** Times the median: on a linear scale an ordinary value would then be no more than one step of eight high. */
const flatBelow = 8;
/** Bottom to top of a logarithmic scale at most. */
const widest = 100_000;
/** From 0 to 1, where a value stands on a scale. */
export function heightOn({ isLog, high, low }, value) {
    const share = isLog ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : value / high;
    return Math.max(0, Math.min(1, share));
}
/** `width` columns: the largest value of each when there are more values than columns, several for each when there are less. */
export function columnsOf(values, width) {
    const startOf = (x) => Math.floor((x * values.length) / width);
    const isParted = values.length > 1 && width >= 3 * values.length;
    return Array.from({ length: values.length === 0 ? 0 : width }, (_, x) => {
        const from = startOf(x);
        const next = startOf(x + 1);
        if (values.length > width)
            return { value: Math.max(...values.slice(from, next)), isFirst: true };
        if (isParted && next !== from)
            return null;
        return { value: values[from] ?? 0, isFirst: x === 0 || startOf(x - 1) !== from };
    });
}
/** Cells left of the columns. */
export const axisWidth = 8;
/** Lines of `width` cells; none of no values. */
export function waveform({ values, width, height, scale, look, format, isMarked }) {
    const columns = columnsOf(values, width - axisWidth);
    if (columns.length === 0)
        return [];
    const levels = columns.map(column => column === null ? 0 : Math.max(1, Math.round(heightOn(scale, column.value) * height * steps)));
    const lines = Array.from({ length: height }, (_, line) => {
        const label = look.paint('dim', `${fitText(labelAt(line, height, scale, format), axisWidth - 2, 'right')} ${look.glyphs.ruleUp}`);
        return label + row(columns, levels, (height - 1 - line) * steps, { look, isMarked });
    });
    const marks = columns
        .map(column => (column?.isFirst === true && isMarked(column.value) ? '!' : ' '))
        .join('');
    return marks.trim() === '' ? lines : [' '.repeat(axisWidth) + look.paint('bad', marks), ...lines];
}
/** Parts of a cell's height. */
const steps = 8;
function labelAt(line, height, { isLog, high, low }, format) {
    if (line === 0)
        return format(high);
    if (line === height - 1)
        return isLog ? `<${format(low)}` : '0';
    const isHalf = line * 2 === height - 1;
    return isHalf ? format(isLog ? Math.sqrt(low * high) : high / 2) : '';
}
/** One line of the columns; `base` steps lie below it. */
function row(columns, levels, base, { look, isMarked }) {
    const { spark } = look.glyphs;
    let line = '';
    for (let from = 0, to = 0; from < columns.length; from = to) {
        const isBad = isMarked(columns[from]?.value ?? 0);
        let cells = '';
        for (to = from; to < columns.length && isMarked(columns[to]?.value ?? 0) === isBad; to++) {
            const filled = Math.min(steps, (levels[to] ?? 0) - base);
            cells += filled <= 0 ? ' ' : (spark[filled - 1] ?? ' ');
        }
        line += look.paint(isBad ? 'bad' : 'accent', cells);
    }
    return line;
}
//# sourceMappingURL=waveform.js.map