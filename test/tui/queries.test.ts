/** What screens ask, over real rows in the real engine; every figure is also asked of it in independent SQL. */
import type { ClickHouseClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrateStore } from '../../collector/deliver/migrate.js'
import type { Connection } from '../../schemas/connection.js'
import type { Row } from '../../schemas/row.js'
import type { Question } from '../../tui/feed.js'
import { BudgetReader } from '../../tui/queries/budgets.js'
import {
  eventKindsQuestion,
  limitsQuestion,
  type OverheadPiece,
  overheadQuestion,
  overheadSeriesQuestion,
  tablesQuestion
} from '../../tui/queries/health.js'
import {
  monthQuestion,
  type OverviewRow,
  overviewQuestion,
  type SeriesRow,
  seriesQuestion
} from '../../tui/queries/overview.js'
import { requestQuestion, type TailRow, tailQuestion } from '../../tui/queries/requests.js'
import { type RunArm, type RunLine, runArmsQuestion, runsQuestion } from '../../tui/queries/runs.js'
import { openSource } from '../../tui/queries/source.js'
import { type SpendRow, spendDaysQuestion, spendQuestion } from '../../tui/queries/spend.js'
import { trafficOf } from '../../tui/queries/traffic.js'
import { groupings, type View } from '../../tui/view.js'
import { clientOf, hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { seededRandom } from '../support/random.js'
import { ago, rowAt, twoMonthsOfRows } from '../support/request-rows.js'
import { viewOf } from '../support/screen-rows.js'

const columns = {
  model: "if(r.response_model != '', r.response_model, r.request_model)",
  provider: 'r.provider',
  route: 'r.route',
  user: 'r.user',
  feature: 'r.feature',
  key: 'r.key_id'
} as const

const windows = {
  '5m': 'ts > now64() - INTERVAL 5 MINUTE',
  '15m': 'ts > now64() - INTERVAL 15 MINUTE',
  '1h': 'ts > now64() - INTERVAL 1 HOUR',
  '24h': 'ts > now64() - INTERVAL 1 DAY',
  '7d': "toDate(ts) >= toDate(now('UTC')) - 7",
  '30d': "toDate(ts) >= toDate(now('UTC')) - 30",
  month: "toYYYYMM(ts) = toYYYYMM(now('UTC'))"
} as const

const filters = {
  '': '1',
  'model:gpt*': "startsWith(if(response_model != '', response_model, request_model), 'gpt')",
  'err !user:user-1': "error_type <> '' AND user <> 'user-1'",
  'p>700ms': 'e2e_us > 700000',
  'status:429,5xx !err:http_5xx wire:unknown':
    "(status = 429 OR status >= 500) AND error_type <> 'http_5xx' AND wire = 'unknown'",
  'route:/openai,/relay feature:""': "route IN ('/openai', '/relay') AND feature = ''"
} as const

const budgets: Connection['config']['budgets'] = [
  { name: 'all', usd: 10, period: 'month', match: {} },
  { name: 'gpt', usd: 1, period: 'week', match: { model: 'gpt*', route: '/openai' } },
  { name: 'one', usd: 5, period: 'day', match: { user: 'user-1' } },
  { name: 'mixed', usd: 5, period: 'month', match: { user: 'user-1', provider: 'openai' } }
]

describe.skipIf(!hasChdb)('with two months of rows', () => {
  let store: TestStore
  let client: ClickHouseClient
  let source: ReturnType<typeof openSource>

  beforeAll(async () => {
    store = await openTestStore()
    const address = { ...store, database: 'teeline' }
    await migrateStore(address)
    client = clientOf(store, { database: 'teeline' })
    await client.insert({ table: 'requests', values: twoMonthsOfRows(), format: 'JSONEachRow' })
    await client.insert({ table: 'run_requests', values: runRequests(), format: 'JSONEachRow' })
    await client.insert({ table: 'runs', values: runs(), format: 'JSONEachRow' })
    await client.insert({ table: 'events', values: events(), format: 'JSONEachRow' })
    source = openSource({ store: address, config: { budgets } } as unknown as Connection)
  }, 60_000)

  afterAll(async () => {
    await source?.close()
    await client?.close()
    await store?.remove()
  })

  const ask = <T>(question: Question): Promise<T[]> => source.query<T>(question, new AbortController().signal)
  const sql = <T>(text: string): Promise<T[]> => ask<T>({ sql: text, params: {} })

  const views = (['5m', '15m', '1h', '24h', '7d', '30d', 'month'] as const).flatMap(window =>
    (Object.keys(filters) as (keyof typeof filters)[]).map(filter => ({ window, filter }))
  )

  test.each(views)(
    'the overview of $window with filter "$filter" is what SQL says, by each grouping',
    async ({ window, filter }) => {
      const where = `${windows[window]} AND ${filters[filter]}`
      for (const by of groupings) {
        const view = viewOf({ window, by, filter })
        const [all, ...found] = await ask<OverviewRow>(overviewQuestion(view))
        expect(all).toMatchObject({ is_all: 1, name: '', provider: '' })
        const wanted =
          await sql<Wanted>(`SELECT ${columns[by]} AS name, ${by === 'model' ? 'r.provider' : "''"} AS p, ${figures(view)}
        FROM requests AS r WHERE ${where} GROUP BY name, p ORDER BY requests DESC, name, p`)
        expect(found.map(({ name, provider }) => [name, provider])).toEqual(
          wanted.map(({ name, p }) => [name, p])
        )
        for (const [at, row] of found.entries()) expectFigures(view, row, wanted[at] as Wanted)
      }
    }
  )

  test('totals are of all rows together, and zero without any', async () => {
    for (const { window, filter } of views) {
      const view = viewOf({ window, filter })
      const [total] = await ask<OverviewRow>(overviewQuestion(view))
      const [wanted] = await sql<Wanted>(
        `SELECT '' AS name, '' AS p, ${figures(view)} FROM requests AS r WHERE ${windows[window]} AND ${filters[filter]}`
      )
      expectFigures(view, total as OverviewRow, wanted as Wanted)
    }
    const [none, ...others] = await ask<OverviewRow>(overviewQuestion(viewOf({ filter: 'model:none' })))
    expect(none).toMatchObject({ requests: 0, errors: 0, e2e_p95_us: null, cost_usd: null, seconds: 900 })
    expect(others).toEqual([])
  })

  test('month to date is the calendar month, whatever the window', async () => {
    for (const by of groupings) {
      const found = await ask<object>(monthQuestion(viewOf({ by })))
      const wanted =
        await sql<object>(`SELECT ${columns[by]} AS name, ${by === 'model' ? 'r.provider' : "''"} AS provider,
        sum(r.cost_usd) AS cost_usd, count() AS requests, countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
        countIf(r.usage_source IN ('partial', 'estimated')) AS estimated
        FROM requests AS r WHERE ${windows.month} GROUP BY name, provider
        ORDER BY sum(r.cost_usd) DESC NULLS LAST, name, provider`)
      expect(found).toEqual(wanted)
    }
  })

  test('a series has all its pieces, and they add up', async () => {
    for (const window of ['15m', '30d'] as const) {
      const view = viewOf({ window })
      const [, group] = await ask<OverviewRow>(overviewQuestion(view))
      const series = await ask<SeriesRow>(seriesQuestion(view, group as OverviewRow))
      expect(series.length).toBe(window === '15m' ? 120 : 31)
      const sum = (pick: (row: SeriesRow) => number): number =>
        series.reduce((total, row) => total + pick(row), 0)
      expect(sum(row => row.requests)).toBe(group?.requests)
      expect(sum(row => row.errors)).toBe(group?.errors)
      expect(series.filter(row => row.requests === 0).every(row => row.e2e_p50_us === null)).toBe(true)
    }
  })

  test('the tail begins with the newest, then brings what ended since, however long ago it began', async () => {
    const view = viewOf({ window: '1h' })
    const first = await ask<TailRow>(tailQuestion(view, null, 20))
    const wanted = await sql<{ id: string }>(
      `SELECT id FROM requests WHERE ${windows['1h']} ORDER BY ts DESC LIMIT 20`
    )
    expect(new Set(first.map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)))
    const newest = first
      .map(({ ended }) => ended)
      .sort()
      .at(-1) as string
    const late = { ...rowAt(1_200, seededRandom(7)), id: 'late', e2e_us: 1_260_000_000 }
    await client.insert({ table: 'requests', values: [late], format: 'JSONEachRow' })
    const next = await ask<TailRow>(tailQuestion(view, { ended: newest, overlapS: 10 }, 100))
    expect(next[0]).toMatchObject({ id: 'late', cost_usd: late.cost_usd, route: late.route })
    expect(next.length).toBeLessThan(100)
    const [whole] = await ask<Row>(requestQuestion(late.ts, 'late'))
    const { cost_usd, cost_list_usd, ...rest } = late
    expect(whole).toMatchObject(rest)
    expect([whole?.cost_usd, whole?.cost_list_usd].map(Number)).toEqual([cost_usd, cost_list_usd].map(Number))
  })

  test.each(groupings)('spend by %s, this month and the last, is what SQL says', async by => {
    const found = await ask<SpendRow>(spendQuestion(viewOf({ by })))
    const last = "toYYYYMM(ts) = toYYYYMM(addMonths(now('UTC'), -1))"
    const wanted =
      await sql<SpendRow>(`SELECT ${columns[by]} AS name, ${by === 'model' ? 'r.provider' : "''"} AS provider,
      countIf(${windows.month}) AS requests, sumOrNullIf(r.input_tokens, ${windows.month}) AS input_tokens,
      sumOrNullIf(r.output_tokens, ${windows.month}) AS output_tokens, sumOrNullIf(r.cost_usd, ${windows.month}) AS cost_usd,
      sumOrNullIf(r.cost_usd, ${last}) AS last_month_usd,
      sumOrNullIf(r.cost_usd, ${last} AND toDayOfMonth(ts) < toDayOfMonth(now('UTC'))) AS last_month_same_days_usd,
      sumOrNullIf(r.cost_usd, ${windows.month} AND toDate(ts) < toDate(now('UTC'))) AS whole_days_usd,
      countIf(${windows.month} AND r.cost_usd IS NULL AND r.usage_source <> 'none') AS unpriced,
      countIf(${windows.month} AND r.usage_source IN ('partial', 'estimated')) AS estimated
      FROM requests AS r WHERE ${windows.month} OR ${last} GROUP BY name, provider
      ORDER BY sumOrNullIf(r.cost_usd, ${windows.month}) DESC NULLS LAST, name, provider`)
    expect(found).toEqual(wanted)
    expect(found.length).toBeGreaterThan(0)
  })

  test('days of spend, of all and with a filter that no day tells, are what SQL says', async () => {
    for (const filter of ['', 'err', 'provider:openai'] as const) {
      const where = { '': '1', err: "error_type != ''", 'provider:openai': "provider = 'openai'" }[filter]
      const wanted =
        await sql(`SELECT toString(toDate(ts)) AS day, sum(r.cost_usd) AS cost_usd, count() AS requests,
        countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced,
        countIf(r.usage_source IN ('estimated', 'partial')) AS estimated FROM requests AS r
        WHERE ts >= toStartOfMonth(addMonths(now('UTC'), -1)) AND ${where} GROUP BY day ORDER BY day`)
      expect(await ask(spendDaysQuestion(viewOf({ filter })))).toEqual(wanted)
    }
  })

  test('budgets are spent by what they match, in their period', async () => {
    const reader = new BudgetReader()
    const found = await reader.read(source, new Date(), new AbortController().signal)
    expect(await reader.read(source, new Date(), new AbortController().signal)).toEqual(found)
    const spentSql = async (where: string): Promise<string | null> =>
      (await sql<{ usd: string | null }>(`SELECT sum(cost_usd) AS usd FROM requests WHERE ${where}`))[0]
        ?.usd ?? null
    const wanted = [
      windows.month,
      "toMonday(ts) = toMonday(now('UTC')) AND startsWith(if(response_model != '', response_model, request_model), 'gpt') AND route = '/openai'",
      "toDate(ts) = toDate(now('UTC')) AND user = 'user-1'",
      `${windows.month} AND user = 'user-1' AND provider = 'openai'`
    ]
    for (const [at, where] of wanted.entries())
      expect(Number(found[at]?.spent_usd)).toBe(Number(await spentSql(where)))
    expect(found.map(({ name }) => name)).toEqual(['all', 'gpt', 'one', 'mixed'])
    expect(found[1]?.forecast).toBeNull()
  })

  test('runs: the newest version, what was measured, and each arm joined with what the collector saw', async () => {
    const [run, ...others] = await ask<RunLine>(runsQuestion())
    expect(others).toEqual([])
    const e2e = 'quantileExact(0.95)(assumeNotNull(done_us) - assumeNotNull(sent_us))'
    const [wanted] = await sql<object>(`SELECT count() AS measured, countIf(outcome = '') AS ok,
      (SELECT ${e2e} FROM run_requests WHERE outcome = '' AND warmup = 0) AS e2e_p95_us FROM run_requests WHERE warmup = 0`)
    expect(run).toMatchObject({ ...wanted, run_id: 'run-1', status: 'complete', arms: ['a', 'b'] })
    const arms = await ask<RunArm>(runArmsQuestion(run as RunLine))
    expect(arms.map(({ arm }) => arm)).toEqual(['a', 'b'])
    for (const arm of arms) {
      const of = `arm = '${arm.arm}' AND warmup = 0`
      const [client] = await sql<object>(`SELECT count() AS requests, countIf(outcome = '') AS ok,
        quantileExactIf(0.5)(assumeNotNull(done_us) - assumeNotNull(sent_us), outcome = '') AS e2e_p50_us,
        quantileExactIf(0.99)(assumeNotNull(done_us) - intended_us, outcome = '') AS intended_p99_us
        FROM run_requests WHERE ${of}`)
      const ids = `SELECT id FROM run_requests WHERE ${of}`
      const [collector] = await sql<object>(`SELECT sum(cost_usd) AS cost_usd,
        quantileExactIf(0.95)(ttft_us, id IN (${ids} AND outcome = '')) AS ttft_p95_us FROM requests WHERE id IN (${ids})`)
      expect(arm).toMatchObject({ ...client, ...collector })
      expect(arm.e2e_curve).toEqual([...arm.e2e_curve].sort((a, b) => a - b))
      expect(arm.outcomes).toEqual({ '': arm.ok, http_429: arm.requests - arm.ok })
    }
  })

  test('health: overhead, losses, sizes and the last limits of a route are what SQL says', async () => {
    const [overhead] = await ask<object>(overheadQuestion(viewOf({ window: '30d' })))
    const [wanted] =
      await sql<object>(`SELECT count(overhead_us) AS requests, quantileExact(0.95)(overhead_us) AS p95_us,
      max(overhead_us) AS max_us FROM requests WHERE ${windows['24h']}`)
    expect(overhead).toMatchObject(wanted as object)
    const pieces = await ask<OverheadPiece>(overheadSeriesQuestion(viewOf({ window: '30d' })))
    expect(pieces).toHaveLength(60)
    const known = pieces.filter(({ p99_us }) => p99_us !== null)
    expect(known.length).toBeGreaterThan(0)
    for (const { p50_us, p99_us } of known) expect(p50_us).toBeLessThanOrEqual(p99_us ?? 0)
    expect(await ask(eventKindsQuestion(viewOf({ window: '1h' })))).toMatchObject([
      { kind: 'rows_lost', events: 2, count: 7 }
    ])
    const tables = await ask<{ table: string; rows: number }>(tablesQuestion())
    const [all] = await sql<{ n: number }>('SELECT count() AS n FROM requests')
    expect(tables.find(({ table }) => table === 'requests')?.rows).toBe(all?.n)
    const limits = await ask<{ route: string; key_id: string; rate_limit: object }>(limitsQuestion())
    expect(limits.length).toBeGreaterThan(0)
    for (const { route, key_id, rate_limit } of limits) {
      const [last] = await sql<{ rate_limit: object }>(`SELECT rate_limit FROM requests
        WHERE route = '${route}' AND key_id = '${key_id}' AND length(rate_limit) > 0 AND ${windows['1h']} ORDER BY ts DESC LIMIT 1`)
      expect(rate_limit).toEqual(last?.rate_limit)
    }
  })

  test('a batch that is sent again counts once in the days', async () => {
    const values = [rowAt(40, seededRandom(3)), rowAt(41, seededRandom(4))].map(row => ({
      ...row,
      feature: 'again'
    }))
    const settings = {
      insert_deduplication_token: 'again',
      insert_deduplicate: 1,
      deduplicate_blocks_in_dependent_materialized_views: 1
    } as const
    for (let time = 0; time < 2; time++)
      await client.insert({ table: 'requests', values, format: 'JSONEachRow', clickhouse_settings: settings })
    expect(await sql("SELECT sum(requests) AS n FROM daily WHERE feature = 'again'")).toEqual([{ n: 2 }])
    expect(
      await sql('SELECT sum(requests) = (SELECT count() FROM requests) AS same FROM daily_users')
    ).toEqual([{ same: 1 }])
  })

  test('a question that is left is cancelled; one that is wrong says why; a store that is away is told', async () => {
    const abort = new AbortController()
    const slow = source.query(
      { sql: 'SELECT sleepEachRow(0.1) FROM numbers(200) SETTINGS max_block_size = 1', params: {} },
      abort.signal
    )
    abort.abort()
    await expect(slow).rejects.toBeDefined()
    await expect(sql('SELECT nothing FROM requests')).rejects.toMatchObject({
      code: 'TEELINE_STORE_QUERY_FAILED'
    })
    const away = openSource({
      store: { ...store, database: 'teeline', url: 'http://127.0.0.1:1' }
    } as unknown as Connection)
    await expect(away.query({ sql: 'SELECT 1', params: {} }, abort.signal)).rejects.toBeDefined()
    await expect(
      away.query({ sql: 'SELECT 1', params: {} }, new AbortController().signal)
    ).rejects.toMatchObject({
      code: 'TEELINE_STORE_UNREACHABLE'
    })
    await away.close()
  })
})

type Wanted = Omit<OverviewRow, 'is_all' | 'provider' | 'trend' | 'seconds'> & { p: string }

const latencies = [
  'ttft_p50_us',
  'ttft_p95_us',
  'ttft_p99_us',
  'e2e_p50_us',
  'e2e_p95_us',
  'e2e_p99_us',
  'tpot_p50_us'
] as const
/** Values of many rows are not all kept where days are read: their quantile stands at the rank below where two would do. */
function figures(view: View): string {
  const isRows = trafficOf(view).table === 'requests'
  const quantile = isRows && trafficOf(view).days ? 'quantileExactWeighted' : 'quantileExact'
  const weight = quantile === 'quantileExact' ? '' : ', 1'
  return `count() AS requests, countIf(r.error_type != '') AS errors, sum(r.output_tokens) AS output_tokens, sum(r.cost_usd) AS cost_usd,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced, countIf(r.usage_source IN ('partial', 'estimated')) AS estimated,
  ${latencies
    .map(name => {
      const [, column, percent] = /^(\w+)_p(\d\d)_us$/.exec(name) ?? []
      return `if(count(r.${column}_us) = 0, NULL, ${quantile}(0.${percent})(r.${column}_us${weight})) AS ${name}`
    })
    .join(', ')}`
}

/** Whether its percentiles are those of buckets. */
function isApproximate(view: View): boolean {
  return ['rounded', 'buckets'].includes(trafficOf(view).latencies)
}

function expectFigures(view: View, row: OverviewRow, { p: _, ...wanted }: Wanted): void {
  const { is_all: _is_all, provider: _provider, trend, seconds, ...found } = row
  expect(seconds).toBeGreaterThan(0)
  expect(trend.reduce((sum, each) => sum + each, 0)).toBe(wanted.requests)
  const isLong = ['7d', '30d', 'month'].includes(view.window)
  const hasNone =
    isLong && !isApproximate(view) && ['user', 'key'].includes(view.by) && found.e2e_p50_us === null
  for (const name of latencies) {
    const [is, shall] = [found[name], wanted[name]]
    if (hasNone) expect(is).toBeNull()
    else if (isApproximate(view) && shall !== null) {
      // Half of a bucket of a 32nd of an octave.
      expect(Math.abs(Math.log2((is as number) / shall))).toBeLessThan(1 / 64 + 1e-4)
    } else expect(is).toBe(shall)
  }
  const plain = (all: object): object =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !name.endsWith('_us')))
  expect(plain(found)).toEqual(plain(wanted))
}

function runs(): object[] {
  const run = {
    run_id: 'run-1',
    ts: ago(7_200),
    name: 'steady',
    reason: '',
    seed: 1,
    collector: 'http://c',
    arms: ['a', 'b'],
    planned: 60,
    profile_json: '{}',
    summary_json: ''
  }
  return [
    { ...run, ended_at: null, status: 'running', sent: 0, version: 1 },
    { ...run, ended_at: ago(7_000), status: 'complete', sent: 60, version: 2 }
  ]
}

/** 60 requests of two arms, the first ten warm-up, every third refused; the collector wrote their rows. */
function runRequests(): object[] {
  return Array.from({ length: 60 }, (_, seq) => ({
    run_id: 'run-1',
    seq,
    ts: ago(7_100),
    id: `run-row-${seq}`,
    arm: seq % 2 === 0 ? 'a' : 'b',
    stage: 'hold',
    warmup: seq < 10,
    outcome: seq % 6 === 0 || seq % 6 === 3 ? 'http_429' : '',
    status: 200,
    intended_us: seq * 10_000,
    sent_us: seq * 10_000 + (seq % 5) * 100,
    done_us: seq * 10_000 + 400_000 + ((seq * 7_919) % 300_000)
  }))
}

function events(): object[] {
  const event = { message: 'lost', attributes: {}, collector: 'c-1' }
  return [
    { ...event, ts: ago(60), kind: 'rows_lost', count: 3 },
    { ...event, ts: ago(600), kind: 'rows_lost', count: 4 },
    { ...event, ts: ago(200_000), kind: 'store_restarted', count: 1 }
  ]
}
