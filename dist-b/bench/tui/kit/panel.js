import { fitStyled, fitText, widthOf } from './text.js';
/** `── Models · last 15m ─────────────── 20 rows ──`: the line above a part. */
export function titleLine(title, note, width, look) {
    const { rule } = look.glyphs;
    const shown = fitText(title, Math.min(widthOf(title), Math.max(0, width - 6)), 'left', look.glyphs.more);
    const room = width - widthOf(shown) - 4;
    const right = note !== '' && widthOf(note) + 4 <= room ? ` ${note} ${rule}` : '';
    const line = rule.repeat(Math.max(0, room - widthOf(right)));
    return fitStyled(`${look.paint('dim', rule)} ${look.paint('strong', shown)} ${look.paint('dim', rule + line + right)}`, width);
}
/** Two parts beside each other, a gap between them; the shorter one is filled up. */
export function beside(left, right, leftWidth, width) {
    const rightWidth = width - leftWidth - gap;
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
        const [a, b] = [left[at] ?? '', right[at] ?? ''];
        return fitStyled(a, leftWidth) + ' '.repeat(gap) + fitStyled(b, rightWidth);
    });
}
/** Exactly `height` lines of exactly `width` cells. */
export function block(lines, width, height) {
    return Array.from({ length: height }, (_, at) => fitStyled(lines[at] ?? '', width));
}
const gap = 2;
//# sourceMappingURL=panel.js.map