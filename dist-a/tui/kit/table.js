import { fitStyled, fitText, widthOf } from './text.js';
/** The head and the rows in view; shorter than `height` when there are fewer rows. Without a page the cursor is not drawn. */
export function table({ columns, rows, list, width, height, look }) {
    const shown = placed(columns, rows, width - 1);
    const pageRows = Math.max(1, Math.min(rows.length, height - 1));
    list.shown(rows.length, pageRows, columns.filter(column => column.sortBy).map(column => column.key));
    const head = look.paint('dim', fitText(` ${shown.map(place => headCell(place, list.order, look)).join(' ')}`, width));
    const isPrinted = height === Infinity;
    const body = rows.slice(list.top, list.top + pageRows).map((row, at) => {
        const isOn = !isPrinted && list.top + at === list.cursor;
        return rowLine(row, shown, { isOn, rows, width, look });
    });
    return [head, ...body];
}
/** `rows` in the list's order; equal ones stay as they came. */
export function sorted(rows, columns, order) {
    const sortBy = columns.find(column => column.key === order.column)?.sortBy;
    if (sortBy === undefined)
        return rows;
    const sign = order.descending ? -1 : 1;
    return [...rows].sort((a, b) => {
        const [x, y] = [sortBy(a), sortBy(b)];
        if (x === null || y === null)
            return x === y ? 0 : x === null ? 1 : -1;
        return x < y ? -sign : x > y ? sign : 0;
    });
}
/** A cell whose form depends on all rows of the table: `form` is called again only when they are others. */
export function inForm(form) {
    let measured = null;
    let cell = () => '';
    return (row, width, rows) => {
        if (rows !== measured)
            cell = form(rows);
        measured = rows;
        return cell(row, width);
    };
}
/** Rows whose cells are measured for a width: more than any terminal shows. */
const rowsMeasured = 200;
const widthStep = 4;
function placed(columns, rows, width) {
    let kept = [...columns];
    while (need(kept) > width) {
        const last = kept.reduce((worst, column) => (column.priority > worst.priority ? column : worst));
        if (last.priority === 0)
            break;
        kept = kept.filter(column => column !== last);
    }
    const places = kept.map(column => ({ column, width: column.width }));
    grow(places, rows, width - need(kept));
    return places;
}
/** Shares out what is left over; what one column may not take goes to the others, or stays free at the right. */
function grow(places, rows, room) {
    let left = room;
    let open = places.filter(({ column }) => column.grow !== undefined);
    while (left > 0 && open.length > 0) {
        const shares = open.reduce((sum, { column }) => sum + (column.grow ?? 0), 0);
        const wanted = (place) => place.width + Math.floor((left * (place.column.grow ?? 0)) / shares);
        const full = open.filter(place => wanted(place) >= mostOf(place.column, rows));
        if (full.length === 0) {
            const widths = open.map(wanted);
            for (const [at, place] of open.entries())
                place.width = widths[at] ?? place.width;
            return;
        }
        for (const place of full) {
            const most = Math.max(place.width, mostOf(place.column, rows));
            left -= most - place.width;
            place.width = most;
        }
        open = open.filter(place => !full.includes(place));
    }
}
/** In steps, so that a table whose rows come and go does not move its columns with each of them. */
function mostOf({ most, cell, width }, rows) {
    if (most === undefined)
        return Number.POSITIVE_INFINITY;
    if (most !== 'content')
        return most;
    const longest = rows.slice(0, rowsMeasured).reduce((cells, row) => {
        const shown = cell(row, width, rows);
        return Math.max(cells, widthOf(typeof shown === 'string' ? shown : shown.text));
    }, 0);
    return Math.ceil(longest / widthStep) * widthStep;
}
function need(columns) {
    return columns.reduce((sum, column) => sum + column.width + 1, -1);
}
function headCell({ column, width }, order, look) {
    const arrow = order.descending ? look.glyphs.down : look.glyphs.up;
    const head = column.key === order.column ? `${column.head}${arrow}` : column.head;
    return fitText(head, width, column.align ?? 'left', '');
}
function rowLine(row, places, { isOn, rows, width, look }) {
    const cells = places.map(place => {
        const cell = place.column.cell(row, place.width, rows);
        const [text, tone] = typeof cell === 'string' ? [cell, 'plain'] : [cell.text, cell.tone];
        const fitted = fitText(text, place.width, place.column.align ?? 'left', look.glyphs.more);
        return isOn ? fitted : look.paint(tone, fitted);
    });
    const line = (isOn ? look.glyphs.cursor : ' ') + cells.join(' ');
    return isOn
        ? look.paint('inverse', fitText(line, width))
        : widthOf(line) === width
            ? line
            : fitStyled(line, width);
}
//# sourceMappingURL=table.js.map