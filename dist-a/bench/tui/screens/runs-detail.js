import { lineChart } from '../kit/charts.js';
import { List } from '../kit/list.js';
import { duration, whole } from '../kit/numbers.js';
import { beside, titleLine } from '../kit/panel.js';
import { table } from '../kit/table.js';
import { fitStyled, fitText, wrap } from '../kit/text.js';
import { armColumns, comparisonColumns, sideFigures } from './runs-parts.js';
const curveNames = { e2e: 'end to end', ttft: 'time to first token' };
const tones = ['accent', 'second', 'good', 'warn'];
const leastChart = 6;
const chartHeight = 12;
const widthWithSides = 110;
const widthWithCurves = 150;
/** A run's arms and their curve. */
export function runLines({ run, arms, curve }, frame) {
    const { width, height, look } = frame;
    const title = `${run.name} · ${run.run_id} · without warm-up`;
    const head = titleLine(title, 'DUE from the moment it was due; LAG of the send', width, look);
    if (arms === null)
        return [head, fitText('  Asking the store …', width)];
    if (arms.length === 0) {
        const isRunning = run.status === 'running';
        const why = isRunning
            ? 'It is running: what it measured is here when it has ended; until then see 3 Requests.'
            : 'No measured requests of this run are in the store.';
        return [head, fitText(`  ${why}`, width)];
    }
    const rows = table({
        columns: armColumns(look),
        rows: arms,
        list: unseen(),
        width,
        height: Number.POSITIVE_INFINITY,
        look
    });
    const isPrinted = height === Number.POSITIVE_INFINITY;
    const room = isPrinted ? chartHeight : height - rows.length - 1;
    const shown = isPrinted ? rows : rows.slice(0, Math.max(2, height - 1));
    if (room < leastChart)
        return [head, ...shown];
    const seriesOf = (curve) => arms.slice(0, tones.length).map(({ arm, e2e_curve, ttft_curve }, at) => ({
        name: arm === '' ? 'all' : arm,
        tone: tones[at] ?? 'plain',
        values: curve === 'e2e' ? e2e_curve : ttft_curve
    }));
    return [head, ...shown, ...curves(curve, seriesOf, { ...frame, height: room })];
}
/** Two sides: verdicts, what else they show, curves, and what makes them unlike. */
export function comparisonLines({ a, b, comparison, error, curve }, list, frame) {
    const { width, height, look } = frame;
    const head = titleLine(`Compared · A ${comparison?.a.label ?? a} · B ${comparison?.b.label ?? b}`, 'Esc: list', width, look);
    if (comparison === null) {
        const text = error === null ? 'Resampling both runs …' : `! ${error.code}: ${error.message} ${error.hint}`;
        return [head, '', ...wrap(text, width - 4).map(line => `  ${line}`)].map(line => fitStyled(line, width));
    }
    const isPrinted = height === Number.POSITIVE_INFINITY;
    const cautions = comparison.cautions
        .flatMap(caution => wrap(`! ${caution}`, width - 2))
        .map(line => fitStyled(` ${look.paint('warn', line)}`, width));
    const hasSides = width >= widthWithSides;
    const sides = sideLines(comparison, frame, hasSides ? Math.floor(width * 0.36) : width);
    const rest = height - 1 - Math.min(cautions.length, 3);
    const chart = rest >= 24 ? Math.min(chartHeight, rest - 14) : isPrinted ? chartHeight : 0;
    const tableWidth = hasSides ? width - Math.floor(width * 0.36) - 2 : width;
    const tableRoom = isPrinted ? height : rest - chart - (hasSides || rest < 20 ? 0 : sides.length);
    const verdicts = table({
        columns: comparisonColumns,
        rows: comparison.percentiles,
        list,
        width: tableWidth,
        height: tableRoom,
        look
    });
    const figures = hasSides
        ? beside(verdicts, sides, tableWidth, width).slice(0, isPrinted ? undefined : rest - chart)
        : rest < 20
            ? verdicts
            : [...verdicts, ...sides];
    const top = [head, ...cautions.slice(0, isPrinted ? undefined : 3), ...figures];
    if (chart === 0)
        return top;
    const room = isPrinted ? chart : height - top.length;
    return [...top, ...curves(curve, shown => curvesOf(comparison, shown), { ...frame, height: room })];
}
function sideLines(comparison, { look }, width) {
    const cell = Math.max(8, Math.floor((width - 18) / 2));
    const row = (label, a, b) => fitStyled(` ${look.paint('dim', fitText(label, 16))}${fitText(a, cell, 'right')}${fitText(b, cell, 'right')}`, width);
    const monthly = comparison.monthly === null
        ? []
        : wrap(`month: ${whole(comparison.monthly.requests)} requests, ${comparison.monthly.source}`, width - 2).map(line => fitStyled(` ${look.paint('dim', line)}`, width));
    return [row('', 'A', 'B'), ...sideFigures(comparison).map(([label, a, b]) => row(label, a, b)), ...monthly];
}
function curvesOf({ a, b }, curve) {
    const inMicroseconds = (samples) => (samples ?? []).map(ms => ms * 1_000);
    return [
        { name: 'A', tone: 'accent', values: inMicroseconds(a.curves[curve]) },
        { name: 'B', tone: 'second', values: inMicroseconds(b.curves[curve]) }
    ];
}
/** One curve, or both beside each other where there is room; `curve` is the one that is shown, or the left one. */
function curves(curve, seriesOf, frame) {
    if (frame.width < widthWithCurves) {
        return curveLines(curveNames[curve], seriesOf(curve), frame, 'e: other curve');
    }
    const other = curve === 'e2e' ? 'ttft' : 'e2e';
    const left = Math.floor(frame.width / 2) - 1;
    return beside(curveLines(curveNames[curve], seriesOf(curve), { ...frame, width: left }, 'e: swap'), curveLines(curveNames[other], seriesOf(other), { ...frame, width: frame.width - left - 2 }, ''), left, frame.width);
}
/** Percentiles from left to right; the last hundredth is left out, as one slow request would flatten all the rest. */
function curveLines(name, series, { width, height, look }, note) {
    const shown = series.map(({ values, ...rest }) => ({
        ...rest,
        values: values.slice(0, Math.ceil(values.length * 0.99))
    }));
    const size = { width, height: height - 1, look, from: 'p0', to: 'p99' };
    return [
        titleLine(`Percentiles, ${name}`, note, width, look),
        ...lineChart({ ...size, series: shown, format: duration })
    ];
}
/** A table without a cursor. */
function unseen() {
    return new List();
}
//# sourceMappingURL=runs-detail.js.map