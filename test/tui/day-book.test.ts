/** Screens over days of single rows, read a slice at a time from the real engine, against the one statement that gives the same. */
import type { ClickHouseClient } from '@clickhouse/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrateStore } from '../../collector/deliver/migrate.js'
import type { Connection } from '../../schemas/connection.js'
import type { AnyFeed, Source } from '../../tui/feed.js'
import type { OverviewRow } from '../../tui/queries/overview.js'
import { openSource } from '../../tui/queries/source.js'
import { createScreens } from '../../tui/screens/all.js'
import type { Screen } from '../../tui/screens/screen.js'
import { groupings, type View } from '../../tui/view.js'
import { clientOf, hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { seededRandom } from '../support/random.js'
import { rowAt, twoMonthsOfRows } from '../support/request-rows.js'
import { frameOf, sizes, viewOf } from '../support/screen-rows.js'

/** What no day tells. */
const filters = ['p>700ms', 'err !user:user-1', 'user:user-2', 'gpt', 'model:gpt* key:key-2'] as const
const aDayS = 86_400

describe.skipIf(!hasChdb)('days of single rows', { timeout: 60_000 }, () => {
  let store: TestStore
  let client: ClickHouseClient
  let source: ReturnType<typeof openSource>
  let asked: string[] = []
  let inFlight = { now: 0, most: 0 }
  /** Runs behind the answer to each question. */
  let answered = async (_sql: string): Promise<void> => {}
  /** Whether rows of the feature `unseen` are counted, and not to be seen yet. */
  let isBehind = false
  /** The store's clock, in place of its own: it stands still, so that two answers can be compared. */
  let clock = ''
  let watched: Source

  beforeAll(async () => {
    store = await openTestStore()
    const address = { ...store, database: 'teeline' }
    await migrateStore(address)
    client = clientOf(store, { database: 'teeline' })
    await insert(twoMonthsOfRows())
    source = openSource({ store: address, config: { budgets: [] } } as unknown as Connection)
    watched = { connection: source.connection, query: ask }
  }, 60_000)

  beforeEach(() => {
    asked = []
    inFlight = { now: 0, most: 0 }
    answered = async () => {}
    isBehind = false
    clock = new Date().toISOString().slice(0, 19).replace('T', ' ')
  })

  afterAll(async () => {
    await source?.close()
    await client?.close()
    await store?.remove()
  })

  const ask: Source['query'] = async ({ sql, params }, signal) => {
    const isSlice = sql.includes('group_by_overflow_mode')
    if (signal.aborted) asked.push('though left')
    if (isSlice) asked.push(`${params['from']} ${params['to'] ?? ''}`)
    inFlight.now += 1
    inFlight.most = Math.max(inFlight.most, inFlight.now)
    try {
      const at = sql
        .replaceAll("now('UTC')", `toDateTime('${clock}', 'UTC')`)
        .replaceAll("now64(6, 'UTC')", `toDateTime64('${clock}', 6, 'UTC')`)
      const seen = isBehind
        ? at.replace('FROM requests WHERE', "FROM requests WHERE feature != 'unseen' AND")
        : at
      const rows = await source.query<never>({ sql: seen, params }, signal)
      await answered(sql)
      return rows
    } finally {
      inFlight.now -= 1
    }
  }
  const insert = (values: object[]) => client.insert({ table: 'requests', values, format: 'JSONEachRow' })
  const row = (secondsAgo: number, more: object = {}) => ({ ...rowAt(secondsAgo, seededRandom(9)), ...more })
  const refresh = (feed: AnyFeed, view: View, told?: () => void) =>
    feed.refresh(watched, view, new AbortController().signal, told)

  /** Asks all that the screen wants, at once as it does, and what drawing finds to ask. */
  async function open(screen: Screen, view: View): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await Promise.all(screen.feeds(view).map(feed => refresh(feed, view)))
      screen.draw(frameOf(sizes[2], { view }))
    }
  }

  /** Every feed's rows beside those of its statement; but for what moves on with every moment. */
  async function expectSame(screen: Screen, view: View, feeds = screen.feeds(view)): Promise<void> {
    for (const feed of feeds) {
      if (screen.id === 'overview' && view.window === '15m' && feed.name !== 'month to date') continue
      const question = feed.question(view)
      if (question === null) continue
      const wanted = await ask<object>(question, new AbortController().signal)
      expect(plain(feed.rows ?? [], feed.name), `${feed.name} by ${view.by}`).toEqual(
        plain(wanted, feed.name)
      )
    }
  }

  function screenOf(id: 'overview' | 'spend'): Screen {
    return createScreens().find(each => each.id === id) as Screen
  }

  test.each(filters)(
    'with filter "%s" give what the statements give, in each window and grouping',
    async filter => {
      const [overview, spend] = createScreens()
      for (const by of groupings) {
        for (const window of ['15m', '7d', '30d', 'month'] as const) {
          const view = viewOf({ window, by, filter })
          await open(overview as Screen, view)
          await expectSame(overview as Screen, view)
        }
        const view = viewOf({ by, filter })
        await open(spend as Screen, view)
        await expectSame(spend as Screen, view)
        expect(spend?.feeds(view)[0]?.rows?.length).toBeGreaterThan(0)
      }
    }
  )

  test('are told as the part that is read, newest days first, until all are there', async () => {
    const view = viewOf({ window: '30d', filter: 'p>700ms' })
    const screen = screenOf('overview')
    const [groups] = screen.feeds(view) as [AnyFeed]
    const parts: { note: string; total: OverviewRow; text: string }[] = []
    await refresh(groups, view, () => {
      const text = screen.draw(frameOf(sizes[1], { view })).join('\n')
      parts.push({ note: groups.note, total: (groups.rows as OverviewRow[])[0] as OverviewRow, text })
    })
    expect(parts.length).toBeGreaterThan(2)
    for (const { note, total, text } of parts) {
      const days = Number(/^(\d+) of 31 days read$/.exec(note)?.[1])
      const [found] = await ask<object>(
        {
          sql: `SELECT toUInt32(count()) AS requests, sum(output_tokens) AS output_tokens FROM requests
            WHERE toDate(ts) > toDate(now('UTC')) - ${days} AND e2e_us > 700000`,
          params: {}
        },
        new AbortController().signal
      )
      expect(total).toMatchObject(found as object)
      expect(total.trend).toHaveLength(days)
      expect(Math.ceil(total.seconds / aDayS)).toBe(days)
      expect(text.split('\n')[0]).toContain(note)
      expect(text.split('\n')[1]).toContain(note)
    }
    expect(groups.note).toBe('')
    expect(screen.draw(frameOf(sizes[1], { view })).join('\n')).not.toContain('days read')
  })

  test('are read once for all that a screen shows, one slice at a time, and by the next screen no more', async () => {
    const view = viewOf({ window: '30d', filter: 'p>700ms' })
    const [overview, spend] = createScreens() as [Screen, Screen]
    await Promise.all(overview.feeds(view).map(feed => refresh(feed, view)))
    expect(inFlight.most).toBe(1)
    expect(new Set(asked).size).toBe(asked.length)
    const untilThen = asked.splice(0).map(slice => slice.slice(0, 10))
    await open(spend, view)
    for (const slice of asked) expect(slice.slice(11) <= (untilThen.at(-1) as string)).toBe(true)
  })

  test('are read again only where rows came to, late ones too', async () => {
    const view = viewOf({ window: '30d', filter: 'p>0ms' })
    const screen = screenOf('overview')
    await open(screen, view)
    asked = []
    await open(screen, view)
    expect(asked).toEqual([])
    const late = row(9 * aDayS)
    await insert([late])
    await Promise.all(screen.feeds(view).map(feed => refresh(feed, view)))
    await expectSame(screen, view)
    expect(new Set(asked.map(slice => slice.slice(0, 10)))).toEqual(new Set([late.ts.slice(0, 10)]))
  })

  test('are right in the next answer where a count is seen sooner than its rows', async () => {
    const view = viewOf({ window: '30d', filter: 'p>0ms' })
    const screen = screenOf('overview')
    await open(screen, view)
    isBehind = true
    await insert([row(5 * aDayS, { feature: 'unseen' })])
    await Promise.all(screen.feeds(view).map(feed => refresh(feed, view)))
    isBehind = false
    await Promise.all(screen.feeds(view).map(feed => refresh(feed, view)))
    await expectSame(screen, view)
    await open(screen, view)
    asked = []
    await open(screen, view)
    expect(asked).toEqual([])
  })

  test('lose and double no row that comes while they are read', async () => {
    for (const id of ['overview', 'spend'] as const) {
      const view = viewOf({ window: '30d', filter: 'p>0ms' })
      const screen = screenOf(id)
      let left = 4
      answered = async () => {
        if (left-- > 0) await insert([row(1, { feature: 'x' }), row((3 + left) * aDayS)])
      }
      await open(screen, view)
      await open(screen, view)
      await expectSame(screen, view)
    }
  })

  test('go over midnight, and over a clock that is ahead, with each row in one day', async () => {
    const [before, after] = ['2026-03-31 23:59:58', '2026-04-01 00:00:02']
    const at = (ts: string, more = {}) => row(0, { ts: `${ts}.500000`, feature: 'midnight', ...more })
    await insert([at('2026-02-28 12:00:00'), at('2026-03-30 12:00:00'), at('2026-03-31 23:59:57')])
    for (const id of ['overview', 'spend'] as const) {
      const screen = screenOf(id)
      const views = (['7d', 'month'] as const).map(window =>
        viewOf({ window, filter: 'feature:midnight p>0ms' })
      )
      clock = before
      // By the clock of its collector it is tomorrow.
      await insert([at('2026-04-01 00:00:00')])
      for (const view of views) {
        await open(screen, view)
        await expectSame(screen, view)
      }
      await insert([at('2026-03-31 23:59:59'), at('2026-04-01 00:00:01')])
      clock = after
      for (const view of views) {
        await open(screen, view)
        await expectSame(screen, view)
      }
    }
  })

  test('of more groups than are kept are asked for in one statement', async () => {
    await insert(Array.from({ length: 1_100 }, (_, at) => row(1, { user: `crowd-${at}`, feature: 'crowd' })))
    const view = viewOf({ window: '30d', by: 'user', filter: 'feature:crowd' })
    const screen = screenOf('overview')
    await open(screen, view)
    const [groups] = screen.feeds(view)
    expect(groups?.rows).toHaveLength(1_101)
    expect(asked).toHaveLength(1)
    expect(groups?.note).toBe('')
    await expectSame(screen, view)
    // The next filter is read by days again.
    asked = []
    const other = viewOf({ ...view, filter: 'feature:chat' })
    await open(screen, other)
    expect(asked.length).toBeGreaterThan(1)
    await expectSame(screen, other)
  })

  test('that are left are not read on; who comes back goes on where it stopped', async () => {
    const view = viewOf({ window: '30d', filter: 'p>700ms' })
    const screen = screenOf('overview')
    const [groups] = screen.feeds(view) as [AnyFeed]
    const abort = new AbortController()
    answered = async sql => {
      if (sql.includes('group_by_overflow_mode') && asked.length === 3) abort.abort()
    }
    const left = screen.feeds(view).map(feed => feed.refresh(watched, view, abort.signal))
    await Promise.allSettled(left)
    expect(asked).toHaveLength(3)
    const first = asked.splice(0)
    await refresh(groups, view)
    expect(asked.every(slice => slice.slice(11) <= (first.at(-1) as string).slice(0, 10))).toBe(true)
    expect(groups.note).toBe('')
    await expectSame(screen, view, [groups])
  })
})

/** Without what is not said of a piece without rows. */
function plain(rows: readonly unknown[], feed: string): object[] {
  return (rows as Record<string, unknown>[]).map(({ t, seconds, ...row }) =>
    feed === 'series' ? row : { ...row, seconds }
  )
}
