import { expect, test } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { rowLine } from '../../collector/record/row-line.js';
import { requestColumns } from '../../schemas/row.js';
import { contextOf, tapeOf } from './tapes.js';
const row = rowFromTape(tapeOf({ path: '/v1/chat/completions' }), contextOf());
/** What a column holds when a row does not name it: ClickHouse's default of the type. */
function defaultOf(type) {
    if (type.startsWith('Nullable'))
        return null;
    if (type.startsWith('Map'))
        return {};
    if (type.startsWith('Array'))
        return [];
    if (type === 'Bool')
        return false;
    return /U?Int/.test(type) ? 0 : '';
}
function readBack(line) {
    const defaults = Object.entries(requestColumns).map(([name, type]) => [name, defaultOf(type)]);
    return { ...Object.fromEntries(defaults), ...JSON.parse(line) };
}
test('what is left out of a line is what the table puts there by itself', () => {
    expect(readBack(rowLine(row))).toEqual(row);
});
test('a zero is written, and texts survive whatever is in them', () => {
    const odd = {
        ...row,
        input_tokens: 0,
        output_tokens: null,
        mutated: true,
        error_message: 'a "quote", a \\ and a \n line, é, \u0000, 😀',
        user: 'plain name',
        tags: { 'a"b': 'c\\' },
        units: { pages: 0.5 },
        gaps_us: [0, 12_000, 4_294_967_295],
        cost_usd: '0.000000001'
    };
    expect(rowLine(odd)).toContain('"input_tokens":0');
    expect(readBack(rowLine(odd))).toEqual(odd);
});
//# sourceMappingURL=row-line.test.js.map