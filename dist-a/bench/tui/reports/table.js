/** One table, three ways to print it: aligned text, Markdown, HTML. */
import { fitText, widthOf } from '../kit/text.js';
import { html, printable } from './html.js';
/** Columns two spaces apart; what is too long for a line is cut, and stands in full in the other forms. */
export function textTable({ columns, rows, foot = [] }) {
    const head = columns.map(({ name, isGiven }) => (isGiven === true ? name : name.toUpperCase()));
    const lines = [head, ...rows, ...foot].map(row => row.map(printable));
    const widths = columns.map((_, at) => Math.min(widestCell, lines.reduce((widest, row) => Math.max(widest, widthOf(row[at] ?? '')), 0)));
    const fitted = (cell, at) => fitText(cell, widths[at] ?? 0, columns[at]?.isNumber === true ? 'right' : 'left');
    return lines.map(row => row.map(fitted).join('  ').trimEnd()).join('\n');
}
export function markdownTable({ columns, rows, foot = [] }) {
    const head = columns.map(({ name, isGiven }) => (isGiven === true ? name : name.toUpperCase()));
    const rule = columns.map(({ isNumber }) => (isNumber === true ? '---:' : '---'));
    const lines = [head, ...rows, ...foot].map(row => row.map(markdownText));
    return [lines[0] ?? [], rule, ...lines.slice(1)].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
/** The first cell of a row is its header. */
export function htmlTable(caption, { columns, rows, foot = [] }) {
    const width = columns.length > 7 ? 'many' : columns.length < 3 ? 'few' : 'some';
    const isShort = rows.length + foot.length <= 16;
    return html `<div class="scroll ${width} ${isShort ? 'short' : 'long'}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(column => html `<th scope="col"${classOf(column)}>${column.name}</th>`)}</tr></thead>
<tbody>
${rows.map(row => htmlRow(row, columns))}</tbody>
${foot.length === 0 ? '' : html `<tbody class="foot">\n${foot.map(row => htmlRow(row, columns))}</tbody>\n`}</table></div>
`;
}
function htmlRow(row, columns) {
    const [first = '', ...rest] = row;
    const cells = rest.map((cell, at) => html `<td${classOf({ isNumber: columns[at + 1]?.isNumber ?? false })}>${cell}</td>`);
    return html `<tr><th scope="row">${first}</th>${cells}</tr>\n`;
}
function classOf({ isNumber = false, isGiven = false }) {
    const classes = [...(isNumber ? ['number'] : []), ...(isGiven ? ['given'] : [])];
    return classes.length === 0 ? html `` : html ` class="${classes.join(' ')}"`;
}
/** As text in every flavour: no markup, no HTML, no end of the cell. */
export function markdownText(text) {
    return printable(text).replace(/[\\|<>*`[\]]/g, sign => `\\${sign}`);
}
const widestCell = 48;
//# sourceMappingURL=table.js.map