/** Pages, charts and tables from fixed figures. */
import { describe, expect, test } from 'vitest';
import { lyingBars, shareCurves, stackedBars } from '../../tui/reports/charts.js';
import { comparisonPage } from '../../tui/reports/comparison-page.js';
import { html } from '../../tui/reports/html.js';
import { daysOf, historyFrom, monthBefore, monthOf } from '../../tui/reports/month.js';
import { budgetTable } from '../../tui/reports/spend-text.js';
import { markdownTable, textTable } from '../../tui/reports/table.js';
import { cellsUnder, checkedPage } from '../support/page.js';
const hostile = `</title><script>alert(1)</script><img src=x onerror="alert('2')">&amp;\u001b[2J\u202e`;
const words = { title: hostile, description: hostile };
describe('what comes from outside', () => {
    test('is text in a template, in an attribute too, and control characters are gone', () => {
        const { markup } = html `<td title="${hostile}">${hostile}</td>${[html `<b>${'<'}</b>`]}${3}`;
        expect(markup).not.toMatch(/<script|<img|\p{Cc}|\u202e/u);
        expect(markup).toContain('&quot;alert(&#39;2&#39;)&quot;&gt;&amp;amp;');
        expect(markup).toContain('<b>&lt;</b>3');
    });
    test('is text in every chart', () => {
        const values = [1, 2, 3];
        const charts = [
            stackedBars(words, {
                days: ['2026-11-01'],
                series: [
                    { name: hostile, values: [1] },
                    { name: 'b', values: [null] }
                ],
                unit: 'USD'
            }),
            lyingBars(words, [{ label: hostile, value: 1, text: hostile }], 'USD'),
            shareCurves(words, [
                { name: hostile, values },
                { name: 'b', values }
            ], 'ms')
        ];
        for (const { markup } of charts) {
            checkedPage(documentOf(markup));
            expect(markup).not.toMatch(/<script|<img|\p{Cc}2J|\p{Cc}\[/u);
        }
    });
    test('neither breaks a table nor moves the cursor', () => {
        const table = {
            columns: [{ name: 'name' }, { name: 'n', isNumber: true }],
            rows: [[`a|b\n${hostile}`, '1']]
        };
        const text = textTable(table);
        expect(text.split('\n')).toHaveLength(2);
        expect(text).not.toContain('\u001b');
        const markdown = markdownTable(table);
        expect(markdown.split('\n')).toHaveLength(3);
        expect(markdown).toContain('a\\|b');
        expect(markdown).not.toMatch(/[^\\]<script/);
    });
});
describe('charts', () => {
    test('colour comes from the page, so that it can be dark', () => {
        const { markup } = stackedBars(words, {
            days: ['2026-11-01'],
            series: [{ name: 'a', values: [1] }],
            unit: 'USD'
        });
        expect(markup).toContain('fill="var(--c1)"');
        expect(markup).toContain('fill="currentColor"');
        expect(markup).not.toMatch(/fill="(?:#|rgb|white|black)/);
    });
    test('a month without a cost, a single sample and values of 0 are drawn too', () => {
        const days = ['2026-11-01', '2026-11-02'];
        const empty = stackedBars(words, { days, series: [], unit: 'USD' });
        const flat = shareCurves(words, [{ name: 'a', values: [5] }], 'ms');
        const zero = lyingBars(words, [{ label: 'a', value: 0, text: '$0' }], 'USD');
        for (const { markup } of [empty, flat, zero])
            expect(markup).not.toMatch(/NaN|Infinity|undefined/);
    });
});
describe('the page of a comparison', () => {
    const page = checkedPage(comparisonPage(comparison()));
    test('says the verdict of every percentile, and what it is from', () => {
        const rows = cellsUnder(page, 'Latency');
        expect(rows[0]).toEqual([
            'TTFT p50',
            '300290 to 310',
            '360350 to 370',
            '60.055.0 to 65.0',
            '+20.0 %',
            '< 0.001',
            '▲ slower'
        ]);
        expect(rows[1]).toEqual(['E2E p99', '-', '-', '-', '-', '-', '· too few samples']);
        const verdict = page.querySelector('section')?.textContent;
        expect(verdict).toMatch(/B is slower:\s+TTFT p50/);
        expect(page.querySelector('.lead')?.textContent).toContain('2026-11-21 05:00 to 2026-11-21 05:10 UTC, 1,200 requests');
    });
    test('holds cautions, tokens, cost, ends and objectives; what is not known is not 0', () => {
        expect(page.querySelector('aside')?.textContent).toContain('They do not overlap.');
        const figures = new Map(cellsUnder(page, 'Volume, tokens and cost').map(([name = '', ...rest]) => [name, rest]));
        expect(figures.get('Output tokens')).toEqual(['2,345', 'unknown']);
        expect(figures.get('Cost of a month, USD')).toEqual(['$30.75', 'unknown']);
        expect(cellsUnder(page, 'How requests ended')).toEqual([
            ['good answer', '1,170 (97.50 %)', '1,200 (100.00 %)'],
            ['http_429', '30 (2.50 %)', '0 (0.00 %)']
        ]);
        expect(cellsUnder(page, 'Objectives')).toEqual([
            ['A: ttft p95', '800 ms', '640 ms', '✓ met'],
            ['A: failed requests', '1.00 %', '2.50 %', '✗ not met'],
            ['B: ttft p95', '800 ms', 'unknown', 'not known']
        ]);
    });
    test('shows a name from outside as it is, and lets it wrap', () => {
        expect(page.querySelector('h1')?.textContent).toContain('<script>alert(1)</script>');
        expect(page.querySelector('style')?.textContent).toContain('overflow-wrap: anywhere');
    });
});
describe('the month of a report', () => {
    const now = new Date('2026-03-30T15:00:00Z');
    test('ends now while it lasts, and is compared with last month to the same moment', () => {
        const month = monthOf('2026-03', now);
        expect(month.title).toBe('2026-03-01 00:00 to 2026-03-30 15:00 UTC, so far');
        expect(daysOf(month)).toHaveLength(30);
        // February has no 30th.
        expect(monthBefore(month)).toMatchObject({ name: '2026-02', until: '2026-03-01 00:00:00', isOver: true });
        expect(monthBefore(monthOf('2026-03', new Date('2026-03-02T01:00:00Z'))).until).toBe('2026-02-02 01:00:00');
        expect(historyFrom(month, now)).toBe('2026-03-01 00:00:00');
        expect(historyFrom(month, new Date('2026-03-05T15:00:00Z'))).toBe('2026-02-05 00:00:00');
    });
    test('a past one is whole', () => {
        const month = monthOf('2026-01', now);
        expect(month).toMatchObject({ isOver: true, until: '2026-02-01 00:00:00' });
        expect(monthBefore(month)).toMatchObject({ name: '2025-12', until: '2026-01-01 00:00:00' });
    });
});
function documentOf(markup) {
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
    return `<!doctype html><html><head>${policy}<style></style></head><body>${markup}</body></html>`;
}
function comparison() {
    const a = {
        label: 'run-a',
        kind: 'run',
        name: 'steady',
        from: '2026-11-21 05:00:00.000000',
        to: '2026-11-21 05:10:00.000000',
        status: 'complete',
        requests: 1200,
        ok: 1170,
        errorRate: { limit: 0.01, actual: 0.025, met: false },
        outcomes: { http_429: 30 },
        goodput: 0.95,
        objectives: [{ metric: 'ttft', percentile: 95, limitMs: 800, actualMs: 640, met: true }],
        inputTokens: 12_345,
        outputTokens: 2345,
        outputTokensPerSecond: 3.9,
        requestsPerSecond: 2,
        costUsd: '1.23',
        costPerRequestUsd: '0.001025',
        costPerMonthUsd: '30.75',
        unpriced: 0,
        sendLagMs: { p50: 0.1, p99: 1, max: 3 },
        curves: { ttft: [100, 200, 300], e2e: [10, 500, 4000] }
    };
    const b = {
        ...a,
        label: `run-b/${hostile}`,
        ok: 1200,
        outcomes: {},
        errorRate: null,
        outputTokens: null,
        costPerMonthUsd: null,
        objectives: [{ metric: 'ttft', percentile: 95, limitMs: 800, actualMs: null, met: null }]
    };
    return {
        a,
        b,
        percentiles: [
            {
                metric: 'ttft',
                percentile: 50,
                a: { value: 300, low: 290, high: 310 },
                b: { value: 360, low: 350, high: 370 },
                difference: { value: 60, low: 55, high: 65 },
                change: 0.2,
                pValue: 0.0001,
                verdict: 'slower'
            },
            {
                metric: 'e2e',
                percentile: 99,
                a: null,
                b: null,
                difference: null,
                change: null,
                pValue: null,
                verdict: 'too few samples'
            }
        ],
        monthly: { requests: 30_000, source: 'the last 14 days' },
        cautions: ['They do not overlap.']
    };
}
describe('budgets', () => {
    test('say in words that one is over, and of a forecast no more than cents', () => {
        const forecast = { usd: '278.09', low: '270', high: '290', isWeekly: true, days: 28 };
        const budget = { name: 'all', usd: 200, period: 'month', match: {}, unpriced: 0, forecast };
        const of = (usd, isOver) => budgetTable([{ ...budget, periods: [{ from: '2026-11-01', usd, isOver }] }]).rows[0]?.slice(3, 8);
        expect(of('265.08612', true)).toEqual([
            '200.00',
            '265.086120',
            '132.5 %, over',
            '278.09 (139 %)',
            '1 of 1'
        ]);
        expect(of('20', false)).toEqual(['200.00', '20.000000', '10.0 %', '278.09 (139 %)', '0 of 1']);
    });
});
//# sourceMappingURL=reports.test.js.map