/** Pages, charts and tables from fixed figures. */
import { describe, expect, test } from 'vitest'
import { lyingBars, shareCurves, stackedBars } from '../../tui/reports/charts.js'
import { comparisonPage } from '../../tui/reports/comparison-page.js'
import { html } from '../../tui/reports/html.js'
import { daysOf, historyFrom, monthBefore, monthOf } from '../../tui/reports/month.js'
import { budgetTable } from '../../tui/reports/spend-text.js'
import { htmlTable, markdownTable, textTable } from '../../tui/reports/table.js'
import { fixedComparison, hostileLabel } from '../support/comparison.js'
import { cellsUnder, checkedPage } from '../support/page.js'

const hostile = hostileLabel
const words = { title: hostile, description: hostile }

describe('what comes from outside', () => {
  test('is text in a template, in an attribute too, and control characters are gone', () => {
    const { markup } = html`<td title="${hostile}">${hostile}</td>${[html`<b>${'<'}</b>`]}${3}`
    expect(markup).not.toMatch(/<script|<img|\p{Cc}|\u202e/u)
    expect(markup).toContain('&quot;alert(&#39;2&#39;)&quot;&gt;&amp;amp;')
    expect(markup).toContain('<b>&lt;</b>3')
  })

  test('is text in every chart', () => {
    const values = [1, 2, 3]
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
      shareCurves(
        words,
        [
          { name: hostile, values },
          { name: 'b', values }
        ],
        'ms'
      )
    ]
    for (const { markup } of charts) {
      checkedPage(documentOf(markup))
      expect(markup).not.toMatch(/<script|<img|\p{Cc}2J|\p{Cc}\[/u)
    }
  })

  test('neither breaks a table nor moves the cursor', () => {
    const table = {
      columns: [{ name: 'name' }, { name: 'n', isNumber: true }],
      rows: [[`a|b\n${hostile}`, '1']]
    }
    const text = textTable(table)
    expect(text.split('\n')).toHaveLength(2)
    expect(text).not.toContain('\u001b')
    const markdown = markdownTable(table)
    expect(markdown.split('\n')).toHaveLength(3)
    expect(markdown).toContain('a\\|b')
    expect(markdown).not.toMatch(/[^\\]<script/)
  })
})

describe('amounts in a table of a page', () => {
  const amounts = ['1610.226055', '0.000123456', '0', '25.5']
  const { markup } = htmlTable('Of a month, USD.', {
    columns: [{ name: 'name' }, { name: 'Cost', isNumber: true }, { name: 'Each', isNumber: true }],
    rows: amounts.map(usd => ['a', { usd }, { usd: '0.000001234' }])
  })
  const page = checkedPage(documentOf(markup))

  test('have the places that the largest of their column needs, and never look like nothing', () => {
    const cells = [...page.querySelectorAll('td')].map(({ textContent }) => textContent)
    expect(cells.filter((_, at) => at % 2 === 0)).toEqual(['1,610.23', '<0.01', '0.00', '25.50'])
    expect(cells.filter((_, at) => at % 2 === 1)).toEqual(amounts.map(() => '0.000001'))
  })

  test('tell the exact one to who points at them, and are exact in text', () => {
    const titles = [...page.querySelectorAll('td')].map(cell => cell.getAttribute('title'))
    expect(titles.filter((_, at) => at % 2 === 0)).toEqual(amounts.map(usd => `${usd} USD`))
    expect(textTable({ columns: [{ name: 'a' }], rows: [[{ usd: '0.000123456' }]] })).toBe('A\n0.000123')
  })
})

describe('charts', () => {
  test('colour comes from the page, so that it can be dark', () => {
    const { markup } = stackedBars(words, {
      days: ['2026-11-01'],
      series: [{ name: 'a', values: [1] }],
      unit: 'USD'
    })
    expect(markup).toContain('fill="var(--c1)"')
    expect(markup).toContain('fill="currentColor"')
    expect(markup).not.toMatch(/fill="(?:#|rgb|white|black)/)
  })

  test('a month without a cost, a single sample and values of 0 are drawn too', () => {
    const days = ['2026-11-01', '2026-11-02']
    const empty = stackedBars(words, { days, series: [], unit: 'USD' })
    const flat = shareCurves(words, [{ name: 'a', values: [5] }], 'ms')
    const zero = lyingBars(words, [{ label: 'a', value: 0, text: '$0' }], 'USD')
    for (const { markup } of [empty, flat, zero]) expect(markup).not.toMatch(/NaN|Infinity|undefined/)
  })
})

describe('the page of a comparison', () => {
  const page = checkedPage(comparisonPage(fixedComparison()))

  test('says the verdict of every percentile, and what it is from', () => {
    const rows = cellsUnder(page, 'Latency')
    expect(rows[0]).toEqual([
      'TTFT p50',
      '300290 to 310',
      '360350 to 370',
      '60.055.0 to 65.0',
      '+20.0 %',
      '< 0.001',
      '▲ slower'
    ])
    expect(rows[1]).toEqual(['E2E p99', '-', '-', '-', '-', '-', '· too few samples'])
    const verdict = page.querySelector('section')?.textContent
    expect(verdict).toMatch(/B is slower:\s+TTFT p50/)
    expect(page.querySelector('.lead')?.textContent).toContain(
      '2026-11-21 05:00 to 2026-11-21 05:10 UTC, 1,200 requests'
    )
  })

  test('holds cautions, tokens, cost, ends and objectives; what is not known is not 0', () => {
    expect(page.querySelector('aside')?.textContent).toContain('They do not overlap.')
    const figures = new Map(
      cellsUnder(page, 'Volume, tokens and cost').map(([name = '', ...rest]) => [name, rest])
    )
    expect(figures.get('Output tokens')).toEqual(['2,345', 'unknown'])
    expect(figures.get('Cost of a month, USD')).toEqual(['$30.75', 'unknown'])
    expect(cellsUnder(page, 'How requests ended')).toEqual([
      ['good answer', '1,170 (97.50 %)', '1,200 (100.00 %)'],
      ['http_429', '30 (2.50 %)', '0 (0.00 %)']
    ])
    expect(cellsUnder(page, 'Objectives')).toEqual([
      ['A: ttft p95', '800 ms', '640 ms', '✓ met'],
      ['A: failed requests', '1.00 %', '2.50 %', '✗ not met'],
      ['B: ttft p95', '800 ms', 'unknown', 'not known']
    ])
  })

  test('shows a name from outside as it is, and lets it wrap', () => {
    expect(page.querySelector('h1')?.textContent).toContain('<script>alert(1)</script>')
    expect(page.querySelector('style')?.textContent).toContain('overflow-wrap: anywhere')
  })
})

describe('the month of a report', () => {
  const now = new Date('2026-03-30T15:00:00Z')

  test('ends now while it lasts, and is compared with last month to the same moment', () => {
    const month = monthOf('2026-03', now)
    expect(month.title).toBe('2026-03-01 00:00 to 2026-03-30 15:00 UTC, so far')
    expect(daysOf(month)).toHaveLength(30)
    // February has no 30th.
    expect(monthBefore(month)).toMatchObject({ name: '2026-02', until: '2026-03-01 00:00:00', isOver: true })
    expect(monthBefore(monthOf('2026-03', new Date('2026-03-02T01:00:00Z'))).until).toBe(
      '2026-02-02 01:00:00'
    )
    expect(historyFrom(month, now)).toBe('2026-03-01 00:00:00')
    expect(historyFrom(month, new Date('2026-03-05T15:00:00Z'))).toBe('2026-02-05 00:00:00')
  })

  test('is refused when it has not begun', () => {
    expect(() => monthOf('2026-04', now)).toThrow('--month 2026-04 has not begun')
    expect(monthOf('2026-04', new Date('2026-04-01T00:00:00Z')).isOver).toBe(false)
  })

  test('a past one is whole', () => {
    const month = monthOf('2026-01', now)
    expect(month).toMatchObject({ isOver: true, until: '2026-02-01 00:00:00' })
    expect(monthBefore(month)).toMatchObject({ name: '2025-12', until: '2026-01-01 00:00:00' })
  })
})

function documentOf(markup: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`
  return `<!doctype html><html><head>${policy}<style></style></head><body>${markup}</body></html>`
}

describe('budgets', () => {
  test('say in words that one is over, and of a forecast no more than cents', () => {
    const forecast = { usd: '278.09', low: '270', high: '290', isWeekly: true, days: 28 }
    const budget = { name: 'all', usd: 200, period: 'month', match: {}, unpriced: 0, forecast } as const
    const of = (usd: string, isOver: boolean) =>
      budgetTable([{ ...budget, periods: [{ from: '2026-11-01', usd, isOver }] }]).rows[0]?.slice(3, 8)
    expect(of('265.08612', true)).toEqual([
      '200.00',
      { usd: '265.08612' },
      '132.5 %, over',
      '278.09 (139 %)',
      '1 of 1'
    ])
    expect(of('20', false)).toEqual(['200.00', { usd: '20' }, '10.0 %', '278.09 (139 %)', '0 of 1'])
  })
})
