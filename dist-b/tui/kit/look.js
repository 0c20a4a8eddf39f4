/** How things look: glyphs that the terminal can draw, and tones it may colour. */
import { widthOf } from './text.js';
export function createLook({ ascii, colour, attributes }) {
    const codes = attributes ? (colour ? colourCodes : monoCodes) : {};
    return {
        glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
        paint(tone, text) {
            const code = codes[tone];
            return code === undefined || text === '' ? text : `\x1b[${code}m${text}\x1b[0m`;
        },
        encode: ascii ? toAscii : line => line
    };
}
/** The 16 colours only, so that the user's theme decides. */
const colourCodes = {
    dim: '2',
    strong: '1',
    good: '32',
    warn: '33',
    bad: '31',
    accent: '36',
    second: '35',
    inverse: '7'
};
const monoCodes = { dim: '2', strong: '1', bad: '1', inverse: '7' };
const unicodeGlyphs = {
    spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
    bar: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
    track: '·',
    rule: '─',
    ruleUp: '│',
    separator: '·',
    cursor: '▸',
    up: '▲',
    down: '▼',
    dot: '●',
    none: '–',
    more: '…',
    braille: true,
    fills: ['░', '▒', '▓', '▞', '▄', '█', '·']
};
const asciiGlyphs = {
    spark: ['_', '.', '.', '-', '-', '=', '=', '#'],
    bar: ['#'],
    track: '.',
    rule: '-',
    ruleUp: '|',
    separator: '|',
    cursor: '>',
    up: '^',
    down: 'v',
    dot: '*',
    none: '-',
    more: '~',
    braille: false,
    fills: ['.', ':', '+', '%', '=', '#', '-']
};
/** What is printed and not painted. */
export const plainLook = createLook({ ascii: false, colour: false, attributes: false });
/** Signs of ours that may stand in titles and figures, cell for cell. */
const signs = {
    '·': '|',
    '…': '~',
    '–': '-',
    '—': '-',
    '±': '~',
    µ: 'u',
    '×': 'x',
    '→': '>'
};
function toAscii(line) {
    if (!beyondAscii.test(line))
        return line;
    return line.replace(allBeyondAscii, character => signs[character] ?? '?'.repeat(widthOf(character)));
}
const beyondAscii = /[^\0-\x7f]/;
const allBeyondAscii = /[^\0-\x7f]/gu;
//# sourceMappingURL=look.js.map