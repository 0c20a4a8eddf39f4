import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TeelineError } from '../../schemas/errors.js'
import { Feed, pauseMs, type Source } from '../../tui/feed.js'
import { Refresher } from '../../tui/refresher.js'
import { defaultView, type View } from '../../tui/view.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface Asked {
  sql: string
  signal: AbortSignal
  answer(rows: object[]): void
  refuse(error: Error): void
}

function stage(intervalMs: number | null = null) {
  const asked: Asked[] = []
  const lost: TeelineError[] = []
  let view: View = defaultView
  let isPaused = false
  const feed = new Feed<object>({
    name: 'a',
    question: ({ window }) => ({ sql: window, params: {} }),
    everyMs: () => 1_000
  })
  let wanted = [feed]
  const source = {
    query: ({ sql }: { sql: string }, signal: AbortSignal) =>
      new Promise((resolve, reject) => asked.push({ sql, signal, answer: resolve, refuse: reject }))
  } as unknown as Source
  const refresher = new Refresher({
    wanted: () => wanted,
    view: () => view,
    isPaused: () => isPaused,
    changed: () => {},
    lost: error => lost.push(error),
    intervalMs
  })
  return {
    asked,
    lost,
    feed,
    refresher,
    source,
    look: (change: Partial<View>) => {
      view = { ...view, ...change }
      refresher.reconcile()
    },
    pause: (is: boolean) => {
      isPaused = is
      refresher.reschedule()
    },
    leave: () => {
      wanted = []
      refresher.reconcile()
    }
  }
}

it('asks once, and again only after the answer and a pause', async () => {
  const { asked, refresher, source, feed } = stage()
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toHaveLength(1)
  asked[0]?.answer([{ n: 1 }])
  await vi.advanceTimersByTimeAsync(900)
  expect(asked).toHaveLength(1)
  expect(feed.rows).toEqual([{ n: 1 }])
  // An answer that took 5 s is followed by a pause of 10 s.
  await vi.advanceTimersByTimeAsync(9_200)
  expect(asked).toHaveLength(2)
})

it('asks an interval after the last question, however long the answer was on its way', async () => {
  const { asked, refresher, source } = stage(200)
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(0)
  for (let n = 0; n < 5; n++) {
    await vi.advanceTimersByTimeAsync(40)
    asked[n]?.answer([])
    await vi.advanceTimersByTimeAsync(162)
  }
  expect(asked).toHaveLength(6)
})

it('asks feeds of one interval together, whenever each was asked first, and slower ones on a beat of theirs', async () => {
  const askedAt: Record<string, number[]> = {}
  const feeds = Object.entries({ first: 200, second: 200, slow: 400 }).map(
    ([name, ms]) => new Feed<object>({ name, question: () => ({ sql: name, params: {} }), everyMs: () => ms })
  )
  const wanted: Feed<object>[] = []
  const source = {
    query: async ({ sql }: { sql: string }) => {
      askedAt[sql] = [...(askedAt[sql] ?? []), Math.round(performance.now())]
      return []
    }
  } as unknown as Source
  const refresher = new Refresher({
    wanted: () => wanted,
    view: () => defaultView,
    isPaused: () => false,
    changed: () => {},
    lost: () => {},
    intervalMs: null
  })
  refresher.connect(source)
  for (const feed of feeds) {
    await vi.advanceTimersByTimeAsync(70)
    wanted.push(feed)
    refresher.reconcile()
  }
  await vi.advanceTimersByTimeAsync(3_000)
  refresher.stop()
  const { first = [], second = [], slow = [] } = askedAt
  expect(first.length).toBeGreaterThan(14)
  expect(first[0]).not.toBe(second[0])
  expect(first.slice(-10)).toEqual(second.slice(-10))
  expect(slow.slice(-5).every(at => first.includes(at))).toBe(true)
})

it('asks as often as the user wants, but no sooner than twice what an answer took', async () => {
  const { asked, refresher, source } = stage(200)
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(0)
  asked[0]?.answer([])
  await vi.advanceTimersByTimeAsync(210)
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(400)
  asked[1]?.answer([])
  await vi.advanceTimersByTimeAsync(700)
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(120)
  expect(asked).toHaveLength(3)
})

it('asks what is asked less often in proportion to the interval, never sooner than it, and not beyond its own pause', () => {
  const [often, seldom] = [2_000, 5_000].map(ms => ({ everyMs: () => ms }))
  const pauses = (intervalMs: number | null) =>
    [often, seldom].map(feed => pauseMs(feed!, [often!, seldom!], defaultView, intervalMs))
  expect(pauses(null)).toEqual([2_000, 5_000])
  expect(pauses(200)).toEqual([200, 500])
  expect(pauses(4_000)).toEqual([4_000, 5_000])
  expect(pauses(60_000)).toEqual([60_000, 60_000])
  const once = { everyMs: () => Number.POSITIVE_INFINITY }
  expect(pauseMs(once, [once], defaultView, 200)).toBe(Number.POSITIVE_INFINITY)
})

it('cancels a question whose view was left, and asks the new one at once', async () => {
  const { asked, refresher, source, feed, look } = stage()
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(1)
  look({ window: '24h' })
  await vi.advanceTimersByTimeAsync(1)
  expect(asked.map(({ sql, signal }) => [sql, signal.aborted])).toEqual([
    ['15m', true],
    ['24h', false]
  ])
  asked[0]?.answer([{ late: true }])
  await vi.advanceTimersByTimeAsync(1)
  expect(feed.rows).toBeNull()
})

it('asks what is the same question in a narrower window by the pause of that one, and not of the wide one', async () => {
  let asked = 0
  let view: View = { ...defaultView, window: '30d' }
  const feed = new Feed<object>({
    name: 'month to date',
    everyMs: ({ window }) => (window === '30d' ? 60_000 : 5_000),
    key: () => 'month',
    read: async () => {
      asked += 1
      return []
    }
  })
  const refresher = new Refresher({
    wanted: () => [feed],
    view: () => view,
    isPaused: () => false,
    changed: () => {},
    lost: () => {},
    intervalMs: null
  })
  refresher.connect({} as Source)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(asked).toBe(1)
  view = defaultView
  refresher.reconcile()
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toBe(2)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(asked).toBe(5)
  refresher.stop()
})

it('shows each part of an answer as it comes, and pauses only behind the last', async () => {
  const told: string[] = []
  const ends: (() => void)[] = []
  const feed = new Feed<number>({
    name: 'a',
    everyMs: () => 1_000,
    async *parts() {
      for (const day of [1, 2]) {
        await new Promise<void>(resolve => ends.push(resolve))
        yield { rows: [day], note: day === 1 ? '1 of 2 days read' : '' }
      }
    }
  })
  const refresher = new Refresher({
    wanted: () => [feed],
    view: () => defaultView,
    isPaused: () => false,
    changed: () => told.push(`${feed.rows} ${feed.note}`),
    lost: () => {},
    intervalMs: null
  })
  refresher.connect({} as Source)
  for (let end = 0; end < 2; end++) {
    await vi.advanceTimersByTimeAsync(1_500)
    expect(ends).toHaveLength(end + 1)
    ends[end]?.()
  }
  await vi.advanceTimersByTimeAsync(500)
  expect(told).toEqual(['1 1 of 2 days read', '2 '])
  // Not of all parts together: what is said of the store is how long one question takes it.
  expect(feed.tookMs).toBeCloseTo(1_500, -2)
  refresher.stop()
})

it('cancels what is asked when the screen is left', async () => {
  const { asked, refresher, source, leave } = stage()
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(1)
  leave()
  expect(asked[0]?.signal.aborted).toBe(true)
})

it('asks ever later while the store refuses, and keeps the rows that were there', async () => {
  const { asked, refresher, source, feed } = stage()
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(1)
  asked[0]?.answer([{ n: 1 }])
  await vi.advanceTimersByTimeAsync(1_100)
  const waits: number[] = []
  for (let n = 1; n < 5; n++) {
    asked[n]?.refuse(new Error('no'))
    const from = Date.now()
    while (asked.length === n + 1) await vi.advanceTimersByTimeAsync(100)
    waits.push(Math.round((Date.now() - from) / 1_000))
  }
  expect(waits).toEqual([1, 2, 4, 8])
  expect(feed.rows).toEqual([{ n: 1 }])
  expect(feed.error?.message).toBe('no')
})

it('tells when the store went away', async () => {
  const { asked, refresher, source, lost } = stage()
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(1)
  asked[0]?.refuse(new TeelineError('TEELINE_STORE_UNREACHABLE', 'gone', 'start it'))
  await vi.advanceTimersByTimeAsync(1)
  expect(lost.map(({ code }) => code)).toEqual(['TEELINE_STORE_UNREACHABLE'])
})

it('asks nothing again during a pause, but what was not answered yet', async () => {
  const { asked, refresher, source, pause, look } = stage()
  refresher.connect(source)
  await vi.advanceTimersByTimeAsync(1)
  asked[0]?.answer([{ n: 1 }])
  await vi.advanceTimersByTimeAsync(1)
  pause(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  look({ window: '1h' })
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(2)
  asked[1]?.answer([])
  pause(false)
  await vi.advanceTimersByTimeAsync(1_100)
  expect(asked.length).toBeGreaterThan(2)
})
