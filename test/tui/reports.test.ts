/** Pages, charts and tables from fixed figures. */
import { describe, expect, test } from 'vitest'
import { batchPage } from '../../tui/reports/batch-page.js'
import { signsOf } from '../../tui/reports/batch-signs.js'
import { batchText } from '../../tui/reports/batch-text.js'
import { lyingBars, shareCurves, stackedBars } from '../../tui/reports/charts.js'
import { comparisonPage } from '../../tui/reports/comparison-page.js'
import { html } from '../../tui/reports/html.js'
import { daysOf, historyFrom, monthBefore, monthOf } from '../../tui/reports/month.js'
import { whatIfPage } from '../../tui/reports/spend-page.js'
import { budgetTable } from '../../tui/reports/spend-text.js'
import { htmlTable, markdownTable, markdownText, textTable } from '../../tui/reports/table.js'
import { whatIfJson, whatIfText } from '../../tui/reports/what-if-text.js'
import { fixedComparison, hostileLabel } from '../support/comparison.js'
import { cellsUnder, checkedPage } from '../support/page.js'

const rowCells = ({ markup }: { markup: string }) =>
  [...checkedPage(documentOf(markup)).querySelectorAll('td')].map(({ textContent }) => textContent)

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

  test('is no markup of Markdown, and is left alone where it could be none', () => {
    expect(markdownText('__main__ ~~gone~~ &lt;b&gt; `a`')).toBe(
      '\\_\\_main\\_\\_ \\~\\~gone\\~\\~ \\&lt;b\\&gt; \\`a\\`'
    )
    expect(markdownText('my_feature_2')).toBe('my_feature_2')
  })

  test('is text in the notes of other models too, where the models that answered are named', () => {
    const group = {
      group: hostile,
      requests: 1,
      spentUsd: '1',
      otherwiseUsd: ['0.0004'],
      leftOut: { withoutUsage: 0, unpriced: 0, unpricedElsewhere: 0 }
    }
    const notes = [`Text tokens × 1 from ${hostile}\n# b.`]
    const alternatives = [{ name: 'm', unpriced: 0, alone: { requests: 0, usd: '0' }, notes }]
    const whatIf = { groups: [group], total: { ...group, group: 'total' }, alternatives }
    const report = { by: 'model' as const, month: monthOf('2026-01', new Date('2026-03-01')), whatIf }
    const markdown = whatIfText(report, 'md')
    expect(markdown).not.toMatch(/[^\\]<script|^# b/m)
    expect(whatIfText(report, 'text')).not.toMatch(/\p{Cc}\[|\u202e|^# b/mu)
    // 0.04 % of what was spent is not nothing.
    expect(markdown).toContain('| \\<0.1 % |')
    expect(whatIfPage(report)).toContain('$0.0004, &lt;0.1 %')
    expect(JSON.parse(whatIfJson(report))).toMatchObject({ until: '2026-02-01 00:00:00' })
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

describe('an amount', () => {
  const columns = [{ name: 'name' }, { name: 'Cost', isNumber: true }]
  const rows = ['12345.678', '0.25'].map(usd => ['a', { usd }])

  test('of many thousands has cents on a page, so that a column adds up', () => {
    expect(rowCells(htmlTable('Of a month, USD.', { columns, rows }))).toEqual(['12,345.68', '0.25'])
  })

  test('too small for the places of text does not look like nothing there', () => {
    const text = (usd: string) => textTable({ columns: [{ name: 'a' }], rows: [[{ usd }]] })
    expect(text('0.00000002')).toBe('A\n<0.000001')
    expect(text('0')).toBe('A\n0.000000')
  })
})

describe('charts', () => {
  test('a name of wide letters keeps within the room for names, and keeps its letters whole', () => {
    const { markup } = lyingBars(words, [{ label: '文👩‍👩‍👧‍👦'.repeat(20), value: 1, text: '$1' }], 'USD')
    const names = [...checkedPage(documentOf(markup)).querySelectorAll('text')].map(text => text.textContent)
    expect(names).toContain(`${'文👩‍👩‍👧‍👦'.repeat(6)}…`)
  })

  test('a day tells its amount to the cent to who points at it', () => {
    const series = [{ name: 'a', values: [12_345.678] }]
    const { markup } = stackedBars(words, { days: ['2026-11-01'], series, unit: 'USD' })
    expect(markup).toContain('2026-11-01, a: 12,345.68 USD')
  })

  test('bars that are not drawn are counted, and so are the groups that are not listed', () => {
    const signs = signsOf({ ...noSigns, requests: 30 }, true)
    const batch = { requests: 30, spentUsd: '2', batchUsd: '1', savedUsd: '1' }
    const name = { model: 'm', provider: 'openai', host: 'h', operation: 'chat' }
    const lines = Array.from({ length: 23 }, (_, n) => {
      const line = { ...name, feature: `f${n}`, verdict: 'possible' as const, signs, requests: 30, usd: '2' }
      return { ...line, batch, withoutBatchPrice: 0 }
    })
    const month = monthOf('2026-01', new Date('2026-03-01'))
    const others = { groups: 0, requests: 0, usd: null }
    const rest = { others, leftOut: { runs: 0, otherOperations: 0 }, isNamingUsed: true, notes: [] }
    const page = checkedPage(batchPage({ month, lines, ...rest }))
    expect(page.querySelector('figcaption')?.textContent).toContain('the first 20 of 23')
    expect(page.querySelector('main')?.textContent).toContain('too few signs: 0 groups, 0 calls.')
    const one = { ...rest, others: { groups: 1, requests: 1, usd: null } }
    expect(batchText({ month, lines, ...one }, 'text')).toContain('1 group, 1 call, cost not known.')
  })

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
    expect(figures.get('Cost of a priced request, USD')).toEqual(['$0.00103', '$0.00103'])
    const exact = [...page.querySelectorAll('td span')].map(span => span.getAttribute('title'))
    expect(exact.filter(title => title !== null)).toContain('0.001025 USD')
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

  test('says which requests it is of, from where on a difference is shown, and why a figure is none', () => {
    const { a, b, ...rest } = fixedComparison()
    const objectives = b.objectives.map(objective => ({ ...objective, met: false }))
    const failed = checkedPage(comparisonPage({ ...rest, a, b: { ...b, objectives } }))
    const said = failed.querySelector('main')?.textContent
    expect(said).toContain('of good answers, warm-up left out')
    expect(said).toContain('a difference is shown below 0.01')
    expect(cellsUnder(failed, 'Objectives').at(-1)).toEqual([
      'B: ttft p95',
      '800 ms',
      'none: too many failed',
      '✗ not met'
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

const noSigns = {
  ...{ nameless: 0, streamable: 0, unstreamed: 0, in_burst: 0, chainable: 0, chained: 0 },
  ...{ on_clock: 0, sat_out: 0, left_early: 0, pauses: 0, reading_pauses: 0 }
}

describe('budgets', () => {
  test('of less than a cent and of thousands are said as they are', () => {
    const budget = {
      name: 'all',
      period: 'month',
      match: {},
      unpriced: 0,
      forecast: null,
      periods: []
    } as const
    const allowed = [0.005, 200, 12_000].map(
      usd => budgetTable([{ ...budget, periods: [], usd }]).rows[0]?.[3]
    )
    expect(allowed).toEqual(['0.005', '200.00', '12,000.00'])
  })

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
