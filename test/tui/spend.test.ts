import { describe, expect, it } from 'vitest'
import { widthOf } from '../../tui/kit/text.js'
import { Spend } from '../../tui/screens/spend.js'
import { answer, at, frameOf, sizes, viewOf } from '../support/screen-rows.js'
import { budgetRows, spendDays, spendRows } from '../support/spend-rows.js'

function filled(): Spend {
  const screen = new Spend()
  answer(screen, 'spend', spendRows())
  answer(screen, 'days', spendDays())
  answer(screen, 'budgets', budgetRows())
  return screen
}

const text = (screen: Spend, size: (typeof sizes)[number], more = {}): string =>
  screen.draw(frameOf(size, more)).join('\n')

describe('the spend screen', () => {
  it.each(sizes)('fits $columns x $rows, and names its month', size => {
    const lines = filled().draw(frameOf(size))
    if (process.env['SHOW']) console.log(lines.join('\n'))
    expect(lines.length).toBeLessThanOrEqual(size.rows - 3)
    for (const line of lines) expect(widthOf(line)).toBe(size.columns)
    expect(lines.join('\n')).toContain('Spend by model · Nov 2026 (UTC)')
  })

  it('says what is spent, estimated and without a price', () => {
    const lines = text(filled(), sizes[2])
    expect(lines).toMatch(/gpt-5\.2 .* \$1,671\.25 /)
    expect(lines).toMatch(/gemini-3-pro .* ~\$557\.08 /)
    expect(lines).toMatch(/通义千问-max .* \? /)
    // 1671.25 * (1 + 1/2 + 1/3 + 1/4), estimates among it, and something without a price.
    expect(lines).toContain('Nov to date ~$3,482+?')
    expect(lines).toMatch(/\+60\.0%/)
  })

  it('names a change for the days it compares, and says in 60 columns too which prices its figures have', () => {
    expect(text(filled(), sizes[1])).toMatch(/ \$ Oct +DAY 1-20 /)
    expect(text(filled(), sizes[1], { at: new Date('2026-11-02T09:00:00Z') })).toMatch(/ \$ Oct +DAY 1 /)
    const view = viewOf({ by: 'provider' })
    const screen = new Spend()
    answer(screen, 'spend', spendRows(), view)
    const lines = screen.draw(frameOf({ columns: 60, rows: 16 }, { view })).join('\n')
    expect(lines).toContain('Spend by provider · Nov 2026 (UTC), as priced then')
  })

  it('forecasts the month from its days, with the interval', () => {
    const lines = text(filled(), sizes[2])
    expect(lines).toMatch(/forecast \$[\d,]+\+\? \(80%: \$[\d,]+ to \$[\d,]+\)/)
    expect(lines).toContain('by weekday')
    const bare = new Spend()
    answer(bare, 'spend', spendRows())
    expect(text(bare, sizes[1])).toContain('needs 2 whole days')
  })

  it('puts a budget beside what is spent of it, in words too', () => {
    const lines = text(filled(), sizes[1])
    expect(lines).toMatch(/everything .* 64% \$3,214 of \$5,000 a month · forecast 95%/)
    expect(lines).toMatch(/search team .* 120% OVER \$120\.00 of/)
    expect(lines).toMatch(/unknown .* \?/)
  })

  it('keeps what a budget came to in a narrow terminal, and lets the bar and a long name go first', () => {
    const screen = new Spend()
    answer(screen, 'spend', spendRows())
    const long = {
      ...budgetRows()[0],
      name: 'a team with a rather long name',
      spent_usd: '62290.40',
      usd: 900
    }
    answer(screen, 'budgets', [long])
    const lines = text(screen, { columns: 80, rows: 24 } as const)
    expect(lines).toMatch(
      / a team with .*… █+ 6921% OVER \$62,290 of \$900\.00 a month · forecast 528% ! *$/m
    )
    expect(text(screen, { columns: 60, rows: 16 } as never)).toContain(
      '6921% OVER $62,290 of $900.00 a month'
    )
  })

  it('gives its forecast as data in the names of JSON', () => {
    const data = filled().json(viewOf({}), at) as { forecast: object; budgets: { forecast: object }[] }
    const names = ['usd', 'low', 'high', 'interval_percent', 'whole_days', 'by_weekday']
    expect(Object.keys(data.forecast)).toEqual(names)
    expect(Object.keys(data.budgets[0]?.forecast ?? {})).toEqual(names)
  })

  it('tells a month that nothing was asked in from one that has no price', () => {
    const nothing = { requests: 0, cost_usd: null, unpriced: 0, estimated: 0, whole_days_usd: null }
    const unpriced = { ...nothing, requests: 7, unpriced: 7 }
    const monthOf = (change: object) => {
      const screen = new Spend()
      answer(screen, 'spend', [{ ...spendRows()[0], ...change }])
      answer(screen, 'days', [])
      return text(screen, sizes[1])
    }
    expect(monthOf(nothing)).toContain('Nov to date $0 · forecast – (needs 2 whole days)')
    expect(monthOf(unpriced)).toContain(
      'Nov to date ? · forecast – (nothing has a price: teeline prices check)'
    )
  })

  it('draws the days of this month and the one before, where there is room', () => {
    expect(text(filled(), sizes[2])).toContain('Days of Oct (UTC)')
    expect(text(filled(), sizes[0])).not.toContain('Days of Oct (UTC)')
    expect(text(filled(), sizes[0])).toContain('Days of Nov (UTC)')
  })

  it('draws no scale of days where no day has a price', () => {
    const screen = filled()
    answer(
      screen,
      'days',
      spendDays().map(day => ({ ...day, cost_usd: null }))
    )
    expect(text(screen, sizes[1])).not.toMatch(/Days of|\$1\.00/)
  })

  it('says of a budget that its spend is in part an estimate', () => {
    const screen = filled()
    answer(
      screen,
      'budgets',
      budgetRows().map(row => ({ ...row, estimated: 3 }))
    )
    expect(text(screen, sizes[1])).toMatch(/everything .* ~\$3,214 of/)
  })

  it('adds both months up beside the budget where there is room', () => {
    expect(text(filled(), sizes[2])).toMatch(
      /Added up, Nov to now beside Oct \(UTC\)[\s\S]*Nov .*Oct .*budget/
    )
    expect(text(filled(), sizes[1])).not.toContain('Added up')
    const filtered = viewOf({ filter: 'err' })
    const screen = filled()
    for (const [name, rows] of [
      ['spend', spendRows()],
      ['days', spendDays()]
    ] as const)
      answer(screen, name, rows, filtered)
    expect(text(screen, sizes[2], { view: filtered })).not.toMatch(/Oct .*budget/)
  })

  it('is the month, whatever the window; leads to the requests; and gives all as data', () => {
    const screen = filled()
    const view = viewOf({ window: '5m' })
    expect(text(screen, sizes[1], { view })).toContain('Nov 2026 (UTC)')
    expect(screen.press('down', view)).toBe(true)
    expect(screen.press('enter', view)).toEqual({
      screen: 'requests',
      filter: 'model:"claude-sonnet-5" provider:"anthropic"'
    })
    expect(screen.json(view, at)).toMatchObject({
      month: '2026-11',
      total: { cost_usd: expect.stringMatching(/^3481\.77083333/), unpriced: 8_000 },
      forecast: { by_weekday: true },
      budgets: [{ name: 'everything' }, {}, {}],
      rows: [{ name: 'gpt-5.2' }, {}, {}, {}, {}]
    })
  })

  it('says that it is of part of the days, and forecasts and adds up nothing from them', () => {
    const view = viewOf({ filter: 'p>5s' })
    for (const size of sizes) {
      const screen = new Spend()
      const note = '12 of 51 days read'
      answer(screen, 'spend', spendRows(), view, note)
      answer(screen, 'days', spendDays(), view, note)
      const lines = screen.draw(frameOf(size, { view }))
      for (const line of lines) expect(widthOf(line)).toBe(size.columns)
      const shown = lines.join('\n')
      expect(lines[0]).toMatch(/^ so far 12 of 51 days read · Nov to date /)
      expect(shown).toContain('forecast – (needs all days)')
      expect(shown).toMatch(/Spend by model · Nov 2026 \(UTC\) · 12 of 51 days read/)
      expect(shown).toMatch(/Days of Nov \(UTC\), today so far · 12 of/)
      expect(shown).not.toContain('Added up')
      answer(screen, 'spend', spendRows(), view)
      answer(screen, 'days', spendDays(), view)
      expect(text(screen, size, { view })).not.toContain('days read')
    }
  })

  it('says why there is nothing', () => {
    const screen = new Spend()
    expect(text(screen, sizes[0])).toContain('Looking for the store')
    answer(screen, 'spend', [])
    expect(text(screen, sizes[0])).toContain('No requests in Nov 2026 (UTC)')
  })
})
