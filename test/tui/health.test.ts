import { describe, expect, it } from 'vitest'
import { TeelineError } from '../../schemas/errors.js'
import { widthOf } from '../../tui/kit/text.js'
import { Health } from '../../tui/screens/health.js'
import { limitsOf } from '../../tui/screens/health-parts.js'
import { defaultView } from '../../tui/view.js'
import { answer, frameOf, sizes, viewOf } from '../support/screen-rows.js'
import { collectorStats, eventRows } from '../support/spend-rows.js'

const overhead = {
  requests: 41_000,
  p50_us: 118,
  p95_us: 240,
  p99_us: 391,
  max_us: 2_100,
  captured_partly: 4,
  seconds: 900
}

function filled(): Health {
  const screen = new Health()
  answer(screen, 'collector', [collectorStats()])
  answer(screen, 'overhead', [overhead])
  answer(screen, 'events by kind', [
    { kind: 'rows_lost', events: 2, count: 3, last: '2026-11-21 13:59:00.000000' }
  ])
  answer(screen, 'events', eventRows())
  answer(screen, 'tables', [
    { table: 'requests', rows: 10_000_000, bytes: 551_000_000, parts: 10 },
    { table: 'spend', rows: 135_000, bytes: 5_000_000, parts: 7 }
  ])
  answer(screen, 'limits', [
    {
      route: '/openai',
      key_id: 'k1',
      ts: '2026-11-21 14:03:02.000000',
      rate_limit: { 'x-ratelimit-limit-requests': '5000', 'x-ratelimit-remaining-requests': '123' }
    }
  ])
  return screen
}

const text = (screen: Health, size: (typeof sizes)[number], more = {}): string =>
  screen.draw(frameOf(size, more)).join('\n')

describe('the health screen', () => {
  it.each(sizes)('fits $columns x $rows', size => {
    const lines = filled().draw(frameOf(size))
    if (process.env['SHOW']) console.log(lines.join('\n'))
    expect(lines.length).toBeLessThanOrEqual(size.rows - 3)
    for (const line of lines) expect(widthOf(line)).toBe(size.columns)
  })

  it('says what waits, what was lost, and whether the store takes rows', () => {
    const lines = text(filled(), sizes[2])
    expect(lines).toMatch(/!outbox +412 rows, 502 kB, the oldest 21s old/)
    expect(lines).toMatch(/!lost +3 rows since start, 0 refused/)
    expect(lines).toMatch(
      /!store +does not answer the collector, embedded http:\/\/127\.0\.0\.1:8123, restarted once/
    )
    expect(lines).toMatch(/added +p50 118µs {2}p95 240µs {2}p99 391µs {2}max 2\.1ms/)
    expect(lines).toMatch(/!\/openai k1 +requests ▎·{9} 123 of 5,000 left, 20s ago/)
    // In half of a narrower terminal the bar gives way, not the figures.
    expect(text(filled(), sizes[1])).toMatch(/\/openai k1 +requests 123 of 5,000 left, 20s ago/)
    expect(lines).toMatch(/all +556 MB +10M rows +17 parts/)
    expect(lines).toContain('the outbox is full')
  })

  it('never shows figures of one window under the name of another', () => {
    const lines = text(filled(), sizes[1], { view: viewOf({ window: '24h' }) })
    expect(lines).toMatch(/Overhead · last 24h ─+.*\n +Looking/)
    expect(lines).toMatch(/Losses and restarts · last 24h ─+.*\n +Looking/)
    expect(lines).not.toContain('41,000 requests')
    expect(lines).not.toContain('Events · last 24h')
  })

  it('marks percentiles of few requests with ~', () => {
    const screen = filled()
    answer(screen, 'overhead', [{ ...overhead, requests: 40 }])
    expect(text(screen, sizes[1])).toContain('p50 118µs  p95 240µs  p99 ~391µs')
  })

  it('draws overhead and outbox over time where there is room, and asks for them only there', () => {
    const screen = filled()
    const names = (): string[] => screen.feeds().map(feed => feed.name)
    expect(text(screen, sizes[0])).not.toContain('Overhead over time')
    expect(names()).not.toContain('overhead over time')
    expect(text(screen, sizes[2])).toMatch(
      /Overhead over time · last 15m .*Outbox over time · while this screen is open/
    )
    expect(names()).toContain('overhead over time')
    answer(screen, 'overhead over time', [{ p50_us: 100, p95_us: 200, p99_us: 400 }])
    expect(text(screen, sizes[2])).toMatch(/ 500µs .*\n/)
  })

  it('says which window overhead is of when the other one is too wide to read', () => {
    const screen = new Health()
    const view = viewOf({ window: '30d' })
    answer(screen, 'overhead', [], view)
    expect(text(screen, sizes[1], { view })).toContain('Overhead · last 24h')
  })

  it('tells that no collector runs, that it does not answer, and that nothing is lost', () => {
    const screen = new Health()
    expect(text(screen, sizes[1])).toContain('Looking for the store')
    answer(screen, 'collector', [])
    answer(screen, 'events by kind', [])
    expect(text(screen, sizes[1])).toContain('teeline up starts one')
    expect(text(screen, sizes[1])).toContain('none: nothing was lost')
    answer(screen, 'collector', [collectorStats()])
    screen.feeds()[0]?.fail(new TeelineError('TEELINE_STORE_QUERY_FAILED', 'away', 'doctor'))
    expect(text(screen, sizes[1])).toContain('does not answer now: away')
  })

  it('says once and in full why there is nothing, while the store is down from the beginning', () => {
    const outage = new TeelineError(
      'TEELINE_STORE_UNREACHABLE',
      'no store runs here',
      'Start it with teeline up.'
    )
    const lines = text(new Health(), sizes[0], { outage })
    expect(lines.match(/TEELINE_STORE_UNREACHABLE/g)).toHaveLength(1)
    expect(lines).toContain('Start it with teeline up.')
    // What was known is left where it was.
    expect(text(filled(), sizes[0], { outage })).toContain('exchanges since start')
  })

  it('moves in its events, and gives all as data', () => {
    const screen = filled()
    screen.draw(frameOf(sizes[1]))
    expect(screen.press('down')).toBe(true)
    expect(screen.press('enter')).toBe(false)
    expect(screen.json()).toMatchObject({ collector: { rss_bytes: 180_000_000 }, overhead: { p95_us: 240 } })
    expect(screen.feeds().every(feed => feed.key(defaultView).length > 0)).toBe(true)
  })

  it('reads the limits of several providers', () => {
    expect(
      limitsOf({ 'anthropic-ratelimit-tokens-limit': '100', 'anthropic-ratelimit-tokens-remaining': '40' })
    ).toEqual([{ what: 'tokens', left: 40, limit: 100 }])
    expect(
      limitsOf({ 'x-ratelimit-remaining': '7', 'retry-after': '2', 'x-ratelimit-remaining-tokens': 'soon' })
    ).toEqual([{ what: 'calls', left: 7, limit: null }])
  })
})
