/** What each day of a month cost, as bars that stand beside each other. */
import { lineChart } from '../kit/charts.js';
import { amount } from '../kit/money.js';
import { usd } from '../kit/numbers.js';
import { titleLine } from '../kit/panel.js';
import { fitStyled, fitText } from '../kit/text.js';
import { monthNames } from './spend-parts.js';
const axisWidth = 9;
/** `height` lines: a title, bars, and the days below them. `days` holds the month's day 1 and on; NULL: no price is known. */
export function dayBars(days, { frame, width, height, title, most }) {
    const { look } = frame;
    const plot = height - 2;
    const cell = Math.max(1, Math.floor((width - axisWidth) / 31));
    const lines = Array.from({ length: plot }, (_, line) => {
        const label = line === 0 ? usd(String(most)) : line === plot - 1 ? '$0' : '';
        const bars = days.map(day => barPart(day === null ? 0 : day / most, plot - 1 - line, plot, look.glyphs));
        const drawn = bars.map(part => (cell === 1 ? part : `${part.repeat(cell - 1)} `)).join('');
        return fitStyled(look.paint('dim', `${fitText(label, axisWidth - 2, 'right')} ${look.glyphs.ruleUp}`) +
            look.paint('accent', drawn), width);
    });
    const labels = days
        .map((_, at) => fitText(at % every(cell) === 0 ? String(at + 1) : '', cell, 'left', ''))
        .join('');
    const shortLabels = cell === 1 ? oneCellLabels(days.length) : labels;
    return [
        titleLine(title, '', width, look),
        ...lines,
        look.paint('dim', fitText(' '.repeat(axisWidth) + shortLabels, width))
    ];
}
/** Costs of the month that begins `offset` months from now, day 1 first, up to its end or to today. */
export function daysOfMonth(days, at, offset) {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1));
    const count = offset === 0 ? at.getUTCDate() : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 0)).getUTCDate();
    const costs = new Map(days.map(({ day, cost_usd }) => [day, amount(cost_usd)]));
    return Array.from({ length: count }, (_, index) => {
        const day = new Date(first.getTime() + index * 86_400_000).toISOString().slice(0, 10);
        return costs.get(day) ?? null;
    });
}
/** `height` lines: how both months add up day by day, and the budget that is for all, if there is one. */
export function monthCurves({ now, last, limit }, frame, height) {
    const { width, look, at } = frame;
    const names = monthNames(at);
    const days = Math.max(last.length, new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate());
    const budget = limit === null ? [] : [{ name: 'budget', tone: 'warn', values: new Array(days).fill(limit) }];
    const series = [
        { name: names.now, tone: 'accent', values: addedUp(now, days) },
        { name: names.last, tone: 'second', values: addedUp(last, days) },
        ...budget
    ];
    const size = { width, height: height - 1, look, from: 'day 1', to: `day ${days}` };
    return [
        titleLine(`Added up, ${names.now} to now beside ${names.last} (UTC)`, '', width, look),
        ...lineChart({ ...size, series, format: value => usd(String(value)) })
    ];
}
function addedUp(days, count) {
    let sum = 0;
    return Array.from({ length: count }, (_, at) => {
        const day = days[at];
        if (day === undefined)
            return null;
        sum += day ?? 0;
        return sum;
    });
}
/** The part of a bar of `share` that stands on line `level`, counted from the bottom, of `plot`. */
function barPart(share, level, plot, { spark }) {
    const eighths = Math.round(Math.min(1, share) * plot * spark.length) - level * spark.length;
    // What cost anything is to be seen.
    const shown = level === 0 && share > 0 ? Math.max(1, eighths) : eighths;
    if (shown <= 0)
        return ' ';
    return spark[Math.min(shown, spark.length) - 1] ?? ' ';
}
function every(cell) {
    return cell >= 3 ? 1 : 5;
}
function oneCellLabels(count) {
    let line = '';
    for (let day = 1; day <= count; day += 5)
        line = line.padEnd(day - 1) + day;
    return line;
}
//# sourceMappingURL=spend-days.js.map