import { describe, expect, it } from 'vitest'
import { widthOf } from '../../tui/kit/text.js'
import type { OverviewRow } from '../../tui/queries/overview.js'
import { Overview } from '../../tui/screens/overview.js'
import { defaultView, type View } from '../../tui/view.js'
import {
  answer,
  at,
  frameOf,
  monthRows,
  overviewRows,
  seriesRows,
  sizes,
  totalsRow,
  viewOf
} from '../support/screen-rows.js'

function filled(count?: number, view: View = defaultView): Overview {
  const screen = new Overview()
  answer(screen, 'groups', [totalsRow(), ...overviewRows(count)], view)
  answer(screen, 'month to date', monthRows(count))
  screen.draw(frameOf(sizes[0]))
  answer(screen, 'series', seriesRows())
  return screen
}

/** What stands under `head` in the line of `name`; columns are at least a space apart. */
function cell(lines: readonly string[], name: string, head: string): string {
  const heads = lines[2] ?? ''
  const line = lines.find(each => each.slice(1).startsWith(name)) ?? ''
  const end = heads.indexOf(head) + head.length + (heads[heads.indexOf(head) + head.length] === '▼' ? 1 : 0)
  return line.slice(0, end).trimEnd().split(' ').at(-1) ?? ''
}

describe('the overview', () => {
  it.each(sizes)('fills $columns x $rows exactly, few rows or many', size => {
    for (const count of [1, 8, 40]) {
      const frame = frameOf(size)
      const lines = filled(count).draw(frame)
      expect(lines.length).toBeLessThanOrEqual(frame.height)
      for (const line of lines) expect(widthOf(line)).toBe(frame.width)
    }
  })

  it('has every column where there is room, and the ones that matter where there is not', () => {
    const heads = sizes.map(size => filled().draw(frameOf(size))[2] ?? '')
    for (const head of heads)
      for (const name of ['MODEL', 'REQ/S', 'ERR%', 'E2E95', '$ Nov']) expect(head).toContain(name)
    for (const name of ['TTFT50', 'TTFT95', 'TTFT99', 'E2E50', 'E2E99', 'TPOT50', 'TOK/S', '$/H', 'TREND']) {
      expect(heads[2]).toContain(name)
    }
  })

  it('asks for the chart and the month less often than for the figures, and never more often than those', () => {
    const pauses = (window: View['window']) =>
      filled()
        .feeds()
        .map(feed => feed.everyMs(viewOf({ window })))
    expect(pauses('5m')).toEqual([2_000, 5_000, 5_000])
    expect(pauses('24h')).toEqual([10_000, 10_000, 10_000])
  })

  it('draws the chart anew when its rows, its window or its room is another', () => {
    const screen = filled()
    const chart = (size: (typeof sizes)[number]) => screen.draw(frameOf(size)).slice(-12)
    const before = chart(sizes[1])
    expect(chart(sizes[1])).toEqual(before)
    expect(chart(sizes[2])).not.toEqual(before)
    const doubled = seriesRows().map(row => ({ ...row, e2e_p50_us: (row.e2e_p50_us ?? 0) * 2 }))
    answer(screen, 'series', doubled)
    expect(chart(sizes[1])).not.toEqual(before)
    answer(screen, 'series', seriesRows())
    expect(chart(sizes[1])).toEqual(before)
  })

  it('never shows figures of one window under the name of another', () => {
    const screen = filled()
    const frame = frameOf(sizes[1], { view: viewOf({ window: '24h', by: 'feature' }) })
    const lines = screen.draw(frame)
    expect(lines[0]).toContain('Asking for last 24h, by feature')
    expect(lines[1]).toMatch(/By model · last 15m .*figures from before/)
    expect(lines[2]).toContain('MODEL')
    answer(screen, 'groups', [totalsRow(), ...overviewRows()], frame.view)
    expect(screen.draw(frame)[1]).toContain('By feature · last 24h')
  })

  it('shows the figures of a row', () => {
    const lines = filled().draw(frameOf(sizes[2]))
    expect(
      ['REQ/S', 'ERR%', 'TTFT95', 'E2E50', 'E2E95', 'TOK/S', '$/H', '$ Nov'].map(head =>
        cell(lines, 'gpt-5.2', head)
      )
    ).toEqual(['3.67', '0.1', '343ms', '601ms', '1.83s', '917', '$11.77', '$620.13'])
  })

  it('marks what is estimated, what has no price, and what is not known', () => {
    const lines = filled().draw(frameOf(sizes[2]))
    expect(cell(lines, 'gemini-3-pro', '$/H')).toBe('~$7.49')
    expect(cell(lines, 'mistral-large-2411', '$/H')).toBe('$5.49+?')
    expect(cell(lines, 'deepseek-chat', 'TPOT50')).toBe('–')
    expect(lines.find(line => line.includes('通义千问'))).toMatch(/ \? +\? /)
  })

  it('marks percentiles of few requests with ~, and many errors with ! and !!', () => {
    const rows = [
      { ...overviewRows(1)[0], name: 'few', requests: 40, errors: 1 },
      { ...overviewRows(1)[0], name: 'bad', requests: 1_000, errors: 80 }
    ]
    const screen = filled()
    answer(screen, 'groups', rows)
    const lines = screen.draw(frameOf(sizes[2]))
    expect(cell(lines, 'few', 'E2E99')).toBe('~2.71s')
    expect(cell(lines, 'few', 'ERR%')).toBe('2.5!')
    expect(cell(lines, 'bad', 'E2E99')).toBe('2.71s')
    expect(cell(lines, 'bad', 'ERR%')).toBe('8.0!!')
  })

  it('puts the points of every column of figures in line', () => {
    const screen = filled()
    const costs = ['0.0004', '12.5', '0.0000001', '330']
    const rows = costs.map((cost_usd, at) => ({
      ...(overviewRows(1)[0] as OverviewRow),
      name: `model-${at}`,
      cost_usd,
      errors: at * 30,
      estimated: at % 2
    }))
    answer(screen, 'groups', rows)
    for (const size of sizes) {
      const lines = screen.draw(frameOf(size))
      const shown = lines.filter(line => line.slice(1).startsWith('model-'))
      for (const line of shown) expect(line).not.toContain('…')
      for (const head of ['$/H', 'ERR%']) {
        const end = (lines[2] ?? '').indexOf(head) + head.length
        const points = shown
          .map(line => line.slice(0, end).lastIndexOf('.'))
          .filter((_, at) => head !== 'ERR%' || at > 0)
        expect(new Set(points).size).toBe(1)
      }
    }
    expect(cell(screen.draw(frameOf(sizes[0])), 'model-0', '$/H')).toBe('<$0.01')
  })

  it('keeps names near their figures in a wide terminal, and uses the width for more of them', () => {
    const wide = { columns: 300, rows: 80 }
    const lines = filled().draw(frameOf(wide))
    expect(lines[2]).toMatch(/^ MODEL {16}PROVIDER {5}REQ\/S▼/)
    for (const head of ['TOK/S', 'REQ TREND', 'FAILED', '$/1K REQ', 'REQ Nov'])
      expect(lines[2]).toContain(head)
    expect(lines.join('\n')).toMatch(/· latency · last 15m .*Spend · Nov 2026/)
    expect(lines.join('\n')).toContain('· req/s · last 15m')
  })

  it('draws requests a second of a window that is empty in part', () => {
    const screen = filled()
    const empty = {
      requests: 0,
      errors: 0,
      seconds: 0,
      e2e_p50_us: null,
      e2e_p95_us: null,
      e2e_p99_us: null,
      ttft_p95_us: null
    }
    const series = seriesRows().map((row, at) => (at % 2 === 0 ? row : { ...row, ...empty }))
    answer(screen, 'series', series)
    screen.press('chart', defaultView)
    const lines = screen.draw(frameOf(sizes[1]))
    expect(lines.join('\n')).toContain('· req/s · last 15m')
    expect(lines.join('\n')).not.toContain('NaN')
    expect(lines.some(line => /│.*[\u2801-\u28ff]/.test(line))).toBe(true)
  })

  it('says above its figures that they are of part of the days', () => {
    const view = viewOf({ window: '30d', filter: 'p>5s' })
    for (const size of sizes) {
      const screen = new Overview()
      answer(screen, 'groups', [totalsRow(), ...overviewRows()], view, '12 of 31 days read')
      const lines = screen.draw(frameOf(size, { view }))
      expect(lines[0]).toMatch(/^ 12 of 31 days read /)
      expect(lines[1]).toContain('By model · last 30d · 12 of 31 days read')
      for (const line of lines) expect(widthOf(line)).toBe(size.columns)
      answer(screen, 'groups', [totalsRow(), ...overviewRows()], view)
      expect(screen.draw(frameOf(size, { view })).join('\n')).not.toContain('days read')
    }
  })

  it('shows no month of one filter beside the figures of another', () => {
    const screen = filled()
    const view = viewOf({ filter: 'err' })
    answer(screen, 'groups', [totalsRow(), ...overviewRows()], view)
    const lines = screen.draw(frameOf(sizes[2], { view }))
    expect(lines[0]).toMatch(/ Nov … /)
    expect(lines.join('\n')).not.toContain('$1,240')
  })

  it('keeps the cursor on its row when the order changes', () => {
    const screen = filled()
    screen.press('down', defaultView)
    expect(screen.draw(frameOf(sizes[1]))[4]).toMatch(/^▸gpt-5.2/)
    screen.press('reverse', defaultView)
    expect(screen.draw(frameOf(sizes[1])).find(line => line.startsWith('▸'))).toMatch(/^▸gpt-5.2/)
  })

  it('has the cursor on the first row until it is moved, and does not flip between two that are close', () => {
    const [a, b, c] = overviewRows(3)
    const screen = new Overview()
    const cursorAfter = (...requests: number[]): string => {
      const rows = [a, b, c].flatMap((row, n) => (row ? [{ ...row, requests: requests[n] ?? 0 }] : []))
      answer(screen, 'groups', [totalsRow(), ...rows])
      const lines = screen.draw(frameOf(sizes[1]))
      return lines.find(line => line.startsWith('▸'))?.split(' ')[0] ?? ''
    }
    expect(cursorAfter(1, 2, 3)).toBe('▸claude-sonnet-5')
    expect(cursorAfter(1_000, 960, 500)).toBe('▸claude-opus-4-8')
    expect(cursorAfter(1_000, 1_040, 600)).toBe('▸claude-opus-4-8')
    expect(cursorAfter(1_000, 1_200, 700)).toBe('▸gpt-5.2')
    screen.press('down', defaultView)
    expect(cursorAfter(1_000, 5_000, 4_000)).toBe('▸claude-opus-4-8')
  })

  it('says of a chart whose it is and of which window, and cuts a long name before those', () => {
    const long = { ...overviewRows(1)[0], name: 'a-model-whose-name-has-no-end-at-all' }
    const screen = new Overview()
    answer(screen, 'groups', [totalsRow(), long])
    screen.draw(frameOf(sizes[1]))
    answer(screen, 'series', seriesRows())
    const text = screen.draw(frameOf(sizes[1])).join('\n')
    expect(text).toMatch(/─ a-model-\S+… · req\/s · last 15m ─/)
    expect(text).toContain('─ a-model-whose-name-has-no-end-at-all · latency · last 15m ─')
  })

  it('names window, grouping and month beside its figures', () => {
    const frame = frameOf(sizes[1], { view: viewOf({ window: 'month', by: 'user' }) })
    const text = filled(8, frame.view).draw(frame).join('\n')
    expect(text).toContain('By user · Nov 2026 (UTC)')
    expect(text).toContain('Spend · Nov 2026 (UTC)')
  })

  it('says that it waits, why it is empty, and what to do', () => {
    const screen = new Overview()
    expect(screen.draw(frameOf(sizes[0])).join('\n')).toContain('Looking for the store')
    answer(screen, 'groups', [])
    expect(screen.draw(frameOf(sizes[0])).join('\n')).toContain('No requests in the last 15m.')
    const view = viewOf({ filter: 'err' })
    answer(screen, 'groups', [], view)
    expect(screen.draw(frameOf(sizes[0], { view })).join('\n')).toContain('Esc clears the filter')
  })

  it('gives its figures as data, unknown as NULL', () => {
    const data = filled().json(defaultView, at) as {
      rows: { cost_usd: string | null; month: object | null }[]
    }
    expect(data.rows).toHaveLength(8)
    expect(data.rows[7]).toMatchObject({ name: '通义千问-max', cost_usd: null, month: { cost_usd: null } })
  })
})
