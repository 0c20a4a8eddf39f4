import { expect, test } from 'vitest';
import { SeriesBook } from '../../collector/deliver/telemetry/series.js';
import { SeriesSum } from '../../collector/deliver/telemetry/series-sum.js';
import { blankRow } from '../../collector/record/blank-row.js';
import { seededRandom } from '../support/random.js';
const random = seededRandom(23);
function row(model) {
    return {
        ...blankRow(),
        provider: 'openai',
        route: '/openai',
        request_model: model,
        error_type: random.integer(0, 3) === 0 ? 'http_5xx' : '',
        usage_source: 'reported',
        input_tokens: random.integer(0, 900),
        cost_usd: `0.${String(random.integer(0, 999_999_999)).padStart(9, '0')}`,
        ttft_us: random.integer(1, 90_000_000),
        e2e_us: random.integer(1, 90_000_000)
    };
}
/** Without exemplars, whose times are those of the clock. */
function plain({ series, folded }) {
    const bare = series.map(one => ({
        ...one,
        times: Object.fromEntries(Object.entries(one.times).map(([name, time]) => [name, { ...time, exemplars: [] }]))
    }));
    return { folded, series: bare.toSorted((a, b) => a.labels.model.localeCompare(b.labels.model)) };
}
test('the books of several workers add up to the book of one that counted all', () => {
    const books = [new SeriesBook(50, null), new SeriesBook(50, null), new SeriesBook(50, null)];
    const all = new SeriesBook(50, null);
    for (let n = 0; n < 3_000; n++) {
        const one = row(`model-${random.integer(0, 9)}`);
        all.count(one);
        books[n % 3].count(one);
    }
    const before = structuredClone(books.map(book => book.state));
    const sum = new SeriesSum(50).sum(books.map(book => book.state));
    expect(plain(sum)).toEqual(plain(all.state));
    expect(books.map(book => book.state)).toEqual(before);
    const [first] = sum.series;
    const newest = Math.max(...before.flatMap(book => exemplarTimes(book, first.labels.model)));
    expect(Math.max(...exemplarTimes({ series: [first], folded: 0 }, first.labels.model))).toBe(newest);
});
function exemplarTimes({ series }, model) {
    const found = series.find(one => one.labels.model === model);
    return found?.times.e2e.exemplars.flatMap(exemplar => exemplar?.atMs ?? []) ?? [];
}
test('the bound on label sets holds for the sum, and no series ever falls or vanishes', () => {
    const books = [new SeriesBook(10, null), new SeriesBook(10, null)];
    const sum = new SeriesSum(10);
    let shown = new Map();
    let exchanges = 0;
    for (let n = 0; n < 40; n++) {
        books[n % 2].count(row(`model-${n % 30}`));
        exchanges++;
        // In another order each time: which are shown must not depend on it.
        const states = books.map(book => book.state);
        const { series, folded } = sum.sum(n % 3 === 0 ? states.reverse() : states);
        const now = new Map(series.map(one => [one.labels.model, one.requests]));
        expect(now.size).toBeLessThanOrEqual(11);
        for (const [model, requests] of shown)
            expect(now.get(model) ?? 0).toBeGreaterThanOrEqual(requests);
        expect([...now.values()].reduce((total, requests) => total + requests)).toBe(exchanges);
        expect(folded).toBe(now.get('other') ?? 0);
        shown = now;
    }
    expect(shown.size).toBe(11);
});
//# sourceMappingURL=series-sum.test.js.map