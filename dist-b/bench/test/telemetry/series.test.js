import { expect, test } from 'vitest';
import { bounds, SeriesBook } from '../../collector/deliver/telemetry/series.js';
import { blankRow } from '../../collector/record/blank-row.js';
import { seededRandom } from '../support/random.js';
const rowOf = (part) => ({
    ...blankRow(),
    provider: 'openai',
    route: '/openai',
    request_model: 'gpt-5',
    ...part
});
test('ten thousand prices add up to the last billionth of a dollar', () => {
    const random = seededRandom(5);
    const book = new SeriesBook(10, null);
    let nanos = 0n;
    for (let i = 0; i < 10_000; i++) {
        const nano = random.integer(0, 2_000_000_000);
        nanos += BigInt(nano);
        const text = String(nano).padStart(10, '0');
        const usd = `${text.slice(0, -9)}.${text.slice(-9)}`.replace(/\.?0+$/, '');
        book.count(rowOf({ cost_usd: usd === '' ? '0' : usd, usage_source: 'reported' }));
    }
    expect(BigInt(only(book).costNanoUsd)).toBe(nanos);
});
test('a time that is not known is in no bucket, and one on a bound is within it', () => {
    const book = new SeriesBook(10, null);
    book.count(rowOf({ ttft_us: null }));
    book.count(rowOf({ ttft_us: 10_000 }));
    book.count(rowOf({ ttft_us: 10_001 }));
    book.count(rowOf({ ttft_us: 1_000_000_000 }));
    const { counts, count, sumUs } = only(book).times.ttft;
    expect(counts).toEqual([1, 1, ...Array(12).fill(0), 1]);
    expect(count).toBe(3);
    expect(sumUs).toBe(1_000_020_001);
});
test('bounds are those of the conventions', () => {
    expect(bounds.e2e.map(us => us / 1e6)).toEqual([
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    ]);
    expect(bounds.tpot.map(us => us / 1e6)).toEqual([
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5
    ]);
});
test('estimated tokens stand apart from reported ones, and unknown usage is no zero', () => {
    const book = new SeriesBook(10, null);
    book.count(rowOf({ usage_source: 'reported', input_tokens: 7, output_tokens: 3, cache_read_tokens: 4 }));
    book.count(rowOf({ usage_source: 'estimated', input_tokens: 5 }));
    book.count(rowOf({ usage_source: 'none' }));
    const series = only(book);
    expect(series.tokens).toEqual({
        'input reported': 7,
        'output reported': 3,
        'cache_read reported': 4,
        'input estimated': 5
    });
    expect(series).toMatchObject({ requests: 3, withoutUsage: 1, unpriced: 2 });
});
test('a book that goes on from another counts in the same label sets', () => {
    const first = new SeriesBook(2, null);
    for (const request_model of ['a', 'b', 'c', 'a'])
        first.count(rowOf({ request_model, e2e_us: 5 }));
    const second = new SeriesBook(2, structuredClone(first.state));
    for (const request_model of ['a', 'c', 'd'])
        second.count(rowOf({ request_model, e2e_us: 5 }));
    const requests = second.state.series.map(({ labels, requests, times }) => [
        labels.model,
        requests,
        times.e2e.count
    ]);
    expect(requests).toEqual([
        ['a', 3, 3],
        ['b', 1, 1],
        ['other', 3, 3]
    ]);
    expect(second.state.folded).toBe(3);
});
function only(book) {
    const { series } = book.state;
    expect(series).toHaveLength(1);
    return series[0];
}
//# sourceMappingURL=series.test.js.map