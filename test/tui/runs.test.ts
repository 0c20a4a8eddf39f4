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
