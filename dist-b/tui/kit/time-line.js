/** A time line: stretches of time one after the other on one line to scale, and below it the moments between them. */
import { fitText, widthOf } from './text.js';
/** Cells of each stretch, `width` in all: to scale, but none that lasts is unseen. */
export function cellsOfStretches(lengths, width) {
    const total = lengths.reduce((sum, length) => sum + length, 0);
    if (total === 0)
        return lengths.map(() => 0);
    let at = 0;
    const cells = lengths.map(length => {
        const from = Math.round((at / total) * width);
        at += length;
        return length === 0 ? 0 : Math.max(1, Math.round((at / total) * width) - from);
    });
    for (let over = cells.reduce((sum, each) => sum + each, -width); over !== 0; over -= Math.sign(over)) {
        const longest = cells.indexOf(Math.max(...cells));
        cells[longest] = (cells[longest] ?? 0) - Math.sign(over);
    }
    return cells;
}
/** Labels at their moments, behind a tick or before it; where two would meet, the one that comes first in `moments` stays. */
export function momentLine(moments, width, tick) {
    let line = ' '.repeat(width);
    for (const { label, cell } of moments) {
        const behind = { text: `${tick}${label}`, from: cell };
        const before = { text: `${label}${tick}`, from: cell - widthOf(label) - 1 };
        const place = [behind, before].find(({ text, from }) => isFree(line, from, from + widthOf(text)));
        if (place === undefined)
            continue;
        line = line.slice(0, place.from) + place.text + line.slice(place.from + widthOf(place.text));
    }
    return fitText(line, width);
}
/** With a blank on each side, so that labels do not run into each other. */
function isFree(line, from, to) {
    return from >= 0 && to <= line.length && line.slice(Math.max(0, from - 1), to + 1).trim() === '';
}
//# sourceMappingURL=time-line.js.map