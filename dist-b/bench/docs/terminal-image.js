/** A terminal's screen as an SVG: text stays text, colours are those of a dark terminal. */
import xterm from '@xterm/headless';
const cell = { width: 8.4, height: 18 };
const padding = 12;
const colours = { ground: '#15181e', text: '#d5d9e0' };
const palette = [
    ['#15181e', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#d5d9e0'],
    ['#7f8693', '#ff7b86', '#b5e08f', '#ffd68a', '#82c4ff', '#e09bf2', '#7fd8e3', '#ffffff']
].flat();
/** Draws what a terminal of that size shows after `output`. */
export async function terminalSvg(output, columns, rows) {
    const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
    await new Promise(resolve => screen.write(output, resolve));
    const width = Math.ceil(columns * cell.width + 2 * padding);
    const height = rows * cell.height + 2 * padding;
    const lines = Array.from({ length: rows }, (_, row) => lineSvg(piecesOf(screen, row), row));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
<rect width="${width}" height="${height}" rx="8" fill="${colours.ground}"/>
${lines.filter(line => line !== '').join('\n')}
</svg>
`;
}
function piecesOf(screen, row) {
    const line = screen.buffer.active.getLine(screen.buffer.active.viewportY + row);
    const pieces = [];
    for (let column = 0; line !== undefined && column < screen.cols; column++) {
        const at = line.getCell(column);
        if (at === undefined || at.getWidth() === 0)
            continue;
        const style = styleOf(at);
        const content = at.getChars() === '' ? ' ' : at.getChars();
        const last = pieces.at(-1);
        if (last !== undefined && isAlike(last, style) && last.from + last.cells === column) {
            last.content += content;
            last.cells += at.getWidth();
        }
        else
            pieces.push({ ...style, from: column, cells: at.getWidth(), content });
    }
    return pieces;
}
function styleOf(at) {
    const text = at.isFgPalette() ? (palette[at.getFgColor()] ?? colours.text) : colours.text;
    const ground = at.isBgPalette() ? (palette[at.getBgColor()] ?? colours.ground) : colours.ground;
    const isInverse = at.isInverse() !== 0;
    return {
        text: isInverse ? ground : text,
        ground: isInverse ? text : ground,
        bold: at.isBold() !== 0,
        dim: at.isDim() !== 0
    };
}
function isAlike(a, b) {
    return a.text === b.text && a.ground === b.ground && a.bold === b.bold && a.dim === b.dim;
}
function lineSvg(pieces, row) {
    const y = padding + row * cell.height;
    return pieces
        .map(piece => {
        const x = (padding + piece.from * cell.width).toFixed(1);
        const width = (piece.cells * cell.width).toFixed(1);
        const ground = piece.ground === colours.ground
            ? ''
            : `<rect x="${x}" y="${y}" width="${width}" height="${cell.height}" fill="${piece.ground}"/>`;
        if (piece.content.trim() === '')
            return ground;
        const weight = piece.bold ? ' font-weight="bold"' : '';
        const opacity = piece.dim ? ' opacity="0.65"' : '';
        // The length holds the columns together whatever the font's own widths are.
        return `${ground}<text x="${x}" y="${y + 13.5}" fill="${piece.text}"${weight}${opacity} textLength="${width}" xml:space="preserve">${escaped(piece.content)}</text>`;
    })
        .join('');
}
function escaped(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
//# sourceMappingURL=terminal-image.js.map