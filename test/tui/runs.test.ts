import { describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../schemas/connection.js'
import { TeelineError } from '../../schemas/errors.js'
import { widthOf } from '../../tui/kit/text.js'
import { Runs } from '../../tui/screens/runs.js'
import { defaultView } from '../../tui/view.js'
import { answer, frameOf, sizes } from '../support/screen-rows.js'
import { comparison, runArms, runLines } from '../support/spend-rows.js'

function filled(deps: ConstructorParameters<typeof Runs>[0] = {}): Runs {
  const screen = new Runs(deps)
  answer(screen, 'runs', runLines())
  screen.draw(frameOf(sizes[0]))
  answer(screen, 'run', runArms())
  return screen
}

const text = (screen: Runs, size: (typeof sizes)[number]): string => screen.draw(frameOf(size)).join('\n')

function comparing(): Runs {
  const screen = filled({ compareRuns: async () => comparison() })
  screen.press('pick', defaultView)
  screen.press('down', defaultView)
  screen.press('pick', defaultView)
  screen.press('compare', defaultView)
  return screen
}

describe('the runs screen', () => {
  it.each(sizes)('fits $columns x $rows, the list and a comparison', size => {
    const compared = comparing()
    answer(compared, 'comparison', [comparison()])
    for (const screen of [filled(), compared]) {
      const lines = screen.draw(frameOf(size))
      if (process.env['SHOW']) console.log(lines.join('\n'))
      expect(lines.length).toBeLessThanOrEqual(size.rows - 3)
      for (const line of lines) expect(widthOf(line)).toBe(size.columns)
    }
  })

  it('shows the run under the cursor arm by arm, with a curve of either latency', () => {
    const screen = filled()
    expect(text(screen, sizes[2])).toMatch(/gpt-5\.2 +9\.0k +99\.4 +210ms +480ms/)
    expect(text(screen, sizes[2])).toContain('timeout_idle 20, http_429 30'.split(', ').reverse().join(', '))
    expect(text(screen, sizes[2])).toContain('Percentiles, end to end')
    screen.press('curve', defaultView)
    expect(text(screen, sizes[2])).toContain('Percentiles, time to first token')
  })

  it('marks percentiles of few requests with ~, of a run and of its arms', () => {
    const screen = new Runs()
    answer(screen, 'runs', [{ ...runLines()[1], ok: 12 }])
    screen.draw(frameOf(sizes[2]))
    answer(screen, 'run', [{ ...runArms()[0], ok: 67 }])
    const lines = text(screen, sizes[2])
    expect(lines).toMatch(/ complete .* 1\.20s +~3\.40s /)
    expect(lines).toMatch(/gpt-5\.2 +9\.0k .* 210ms +480ms +~900ms +1\.10s +3\.40s +~6\.10s /)
  })

  it('says in full, in 60 columns too, why a run has no figures yet', () => {
    const screen = new Runs()
    answer(screen, 'runs', runLines().slice(0, 1))
    screen.draw(frameOf({ columns: 60, rows: 24 }))
    answer(screen, 'run', [])
    const lines = screen.draw(frameOf({ columns: 60, rows: 24 })).map(line => line.trim())
    expect(lines.join(' ')).toContain(
      'what it measured is here when it has ended; until then see 3 Requests.'
    )
  })

  it('keeps out of the footer what does nothing: comparing before two are picked, picking while comparing', () => {
    const screen = filled({ compareRuns: async () => comparison() })
    expect(screen.idle).toContain('compare')
    expect(screen.idle).not.toContain('pick')
    const compared = comparing()
    expect(compared.idle).toEqual(expect.arrayContaining(['pick', 'sort', 'reverse', 'enter']))
    compared.press('escape', defaultView)
    expect(compared.idle).not.toContain('compare')
    expect(compared.idle).not.toContain('pick')
  })

  it('ends what it cannot say of unlike sides with a sign, and has it in full beside the other figures', () => {
    const screen = comparing()
    const cautions = [
      'The sides differ in one thing and another.',
      'Answers differ as well; costs depend on it.'
    ]
    answer(screen, 'comparison', [{ ...comparison(), cautions: [...cautions, ...cautions] }])
    const size = { columns: 60, rows: 24 }
    const drawn = (): string[] => screen.draw(frameOf(size)).map(line => line.trimEnd())
    expect(
      drawn()
        .slice(1, 4)
        .map(line => line.endsWith(' …'))
    ).toEqual([false, false, true])
    screen.press('curve', defaultView)
    const all = drawn()
    expect(all.filter(line => line.includes(cautions[1] ?? ''))).toHaveLength(2)
    expect(all.length).toBeLessThanOrEqual(21)
  })

  it('says of which profile either side is, where there is room', () => {
    const screen = comparing()
    const { a, b } = comparison()
    answer(screen, 'comparison', [
      { ...comparison(), a: { ...a, name: 'after' }, b: { ...b, name: 'before' } }
    ])
    expect(text(screen, sizes[1])).toContain('Compared · A after run-0011 · B before run-0012')
    expect(text(screen, sizes[0])).toContain('Compared · A run-0011 · B run-0012')
  })

  it('says once of how many requests a month is', () => {
    const screen = comparing()
    const monthly = (requests: number, source: string) => {
      answer(screen, 'comparison', [{ ...comparison(), monthly: { requests, source } }])
      return text(screen, sizes[2]).replace(/\s+/g, ' ')
    }
    expect(monthly(1_234, '1,234 requests recorded in the last 30 days')).toMatch(
      /month: 1,234 requests recorded in the last 30 days/
    )
    expect(monthly(9_000, '300 requests recorded in the last 24.0 hours')).toMatch(
      /month: 9,000 requests, from 300/
    )
  })

  it('asks for the arms of the run that the cursor moved to', () => {
    const screen = filled()
    const [, arms] = screen.feeds()
    expect(arms?.question(defaultView)?.params['run']).toBe('run-0012')
    screen.press('down', defaultView)
    expect(arms?.question(defaultView)?.params['run']).toBe('run-0011')
    expect(arms?.isOutdated(defaultView)).toBe(true)
    expect(text(screen, sizes[1])).toContain('Asking the store')
  })

  it('compares the two that were picked, once, and goes back', async () => {
    const compareRuns = vi.fn(async () => comparison())
    const screen = filled({ compareRuns })
    expect(screen.press('compare', defaultView)).toBe(false)
    screen.press('pick', defaultView)
    screen.press('down', defaultView)
    screen.press('pick', defaultView)
    expect(text(screen, sizes[1])).toMatch(/^ ?A 2026-11-20/m)
    expect(screen.press('compare', defaultView)).toBe(true)
    expect(text(screen, sizes[1])).toContain('Resampling both runs')
    const [feed] = screen.feeds()
    const connection = { dataDir: '/x' } as Connection
    await feed?.refresh({ connection, query: async () => [] }, defaultView, new AbortController().signal)
    expect(compareRuns.mock.calls).toEqual([[connection, 'run-0012', 'run-0011']])
    const lines = text(screen, sizes[2])
    expect(lines).toMatch(/ttft p50 +241ms +198ms +-18% +-50ms to -36ms +<0\.001 +faster/)
    expect(lines).toMatch(/ttft p99 +241ms +– +– +– +too few samples/)
    expect(lines).toContain('! B began eleven minutes after A')
    // The interval matters more than white space.
    for (const size of [sizes[0], sizes[1]]) {
      expect(text(screen, size)).toMatch(/ttft p50 +241ms +198ms +-18% +-50ms to -36ms +faster/)
    }
    expect(feed?.everyMs(defaultView)).toBe(Number.POSITIVE_INFINITY)
    expect(screen.json()).toMatchObject({ comparison: { a: { label: 'run-0011' } } })
    expect(screen.press('escape', defaultView)).toBe(true)
    expect(text(screen, sizes[1])).toContain('Load runs')
  })

  it('turns to the figures and the curves of a comparison where there are too few lines for all', () => {
    const compared = comparing()
    answer(compared, 'comparison', [comparison()])
    const seen = [0, 1, 2, 3, 4].map(() => {
      const lines = compared.draw(frameOf(sizes[0]))
      for (const line of lines) expect(widthOf(line)).toBe(80)
      compared.press('curve', defaultView)
      return lines.join('\n')
    })
    expect(seen[0]).toContain('ttft p50')
    expect(seen[1]).toMatch(/cost\/month/)
    expect(seen[2]).toContain('Percentiles, end to end')
    expect(seen[3]).toContain('Percentiles, time to first token')
    expect(seen[4]).toBe(seen[0])
  })

  it('compares again when a run that was running has ended', () => {
    const screen = comparing()
    const [feed] = screen.feeds()
    answer(screen, 'comparison', [comparison()])
    expect(feed?.isOutdated(defaultView)).toBe(false)
    const ended = runLines().map(run => ({ ...run, status: 'complete' as const }))
    answer(screen, 'runs', ended)
    expect(feed?.isOutdated(defaultView)).toBe(true)
    expect(screen.feeds().map(({ name }) => name)).toEqual(['comparison'])
  })

  it('says what a comparison was refused for', () => {
    const screen = comparing()
    screen.feeds()[0]?.fail(new TeelineError('TEELINE_USAGE', 'run-0011 has no requests.', 'Pick another.'))
    expect(text(screen, sizes[0])).toContain('! TEELINE_USAGE: run-0011 has no requests. Pick another.')
  })

  it('says what makes a run when there is none', () => {
    const screen = new Runs()
    answer(screen, 'runs', [])
    expect(text(screen, sizes[0])).toContain('teeline load run PROFILE')
  })
})
