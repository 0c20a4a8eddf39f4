/** Reports over rows in the real engine; what a page says is asked of it in independent SQL. */
import type { ClickHouseClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inBatches, onModel, type Prices } from '../../collector/alternatives.js'
import { migrateStore } from '../../collector/deliver/migrate.js'
import { allRowsOf } from '../../collector/store-reader.js'
import { usageRows } from '../../collector/usage-rows.js'
import { compare } from '../../collector/what-if.js'
import type { Config } from '../../schemas/config.js'
import type { OtherPrice, Selection } from '../../schemas/what-if.js'
import type { Ask } from '../../tui/reports/ask.js'
import { reportBatch } from '../../tui/reports/batch.js'
import type { ReportFormat } from '../../tui/reports/format.js'
import { reportSpend } from '../../tui/reports/spend.js'
import { clientOf, hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { callerRows, hostile } from '../support/caller-rows.js'
import { cellsUnder, checkedPage } from '../support/page.js'

const now = new Date('2026-11-20T15:00:00Z')
const month = '2026-11'
const prices: Prices = { override: { fx: {}, rules: [] }, imported: null }
const budgets: Config['budgets'] = [
  { name: 'all', usd: 1, period: 'month', match: {} },
  { name: 'a day', usd: 0.02, period: 'day', match: { feature: 'chat' } },
  { name: 'a week', usd: 0.5, period: 'week', match: { provider: 'openai', model: 'gpt-4o*' } }
]

describe.skipIf(!hasChdb)('a month of many kinds of callers', () => {
  let store: TestStore
  let client: ClickHouseClient
  const address = () => ({ ...store, database: 'teeline' })
  const ask: Ask = question => allRowsOf(address(), question)
  const price = (selection: Selection, others: readonly OtherPrice[]) =>
    compare(
      usageRows(address(), selection),
      others.map(other =>
        'model' in other ? onModel(other.model, prices, now.getTime() * 1000) : inBatches(prices)
      )
    )
  const spend = async (format: ReportFormat, by: string, others: OtherPrice[] = []) =>
    (await reportSpend({ ask, price, budgets, month, by, others, now }, [format])).get(format) ?? ''
  const inAllForms = (of: string) =>
    reportBatch({ ask, price, month: of, now }, ['json', 'html', 'text', 'md'])
  let batches: ReturnType<typeof inAllForms> | undefined
  const batch = async (format: ReportFormat) => {
    batches ??= inAllForms(month)
    return (await batches).get(format) ?? ''
  }
  const rowsOf = async <T>(query: string): Promise<T[]> => {
    const clickhouse_settings = { output_format_json_quote_64bit_integers: 0 } as const
    return (await client.query({ query, format: 'JSONEachRow', clickhouse_settings })).json<T>()
  }
  const inNovember = 'toYYYYMM(ts) = 202611'

  beforeAll(async () => {
    store = await openTestStore()
    await migrateStore(address())
    client = clientOf(store, { database: 'teeline' })
    await client.insert({ table: 'requests', values: callerRows(), format: 'JSONEachRow' })
  })

  afterAll(async () => {
    await client?.close()
    await store?.remove()
  })

  describe('report batch', () => {
    interface Line {
      feature: string
      verdict: string
      requests: number
      cost_usd: string | null
      signs: Record<string, { percent: number | null; holds: boolean }>
      batch: { requests: number; spent_usd: string; batch_usd: string; saved_usd: string } | null
      without_batch_price: number
    }
    const lines = async () => JSON.parse(await batch('json')).rows as Line[]
    const holding = ({ signs }: Line) => Object.keys(signs).filter(name => signs[name]?.holds)

    test('tells jobs, worker loops and timers from people, agents and live traffic', async () => {
      const found = await lines()
      const told = Object.fromEntries(found.map(line => [line.feature, [line.verdict, ...holding(line)]]))
      expect(told).toEqual({
        nightly: ['likely', 'nameless', 'unstreamed', 'bursts', 'silence'],
        worker: ['likely', 'nameless', 'unstreamed', 'chained'],
        relayed: ['likely', 'nameless', 'unstreamed', 'clock'],
        foreign: ['likely', 'nameless', 'unstreamed', 'clock'],
        [hostile]: ['likely', 'nameless', 'unstreamed', 'clock'],
        live: ['possible', 'nameless', 'unstreamed']
      })
    })

    test('what is spent is what SQL says, and the batch price half of it where one is known', async () => {
      for (const line of await lines()) {
        const { cost_usd, requests, half } = (
          await rowsOf<{ cost_usd: string | null; requests: number; half: number }>(
            `SELECT toString(sum(r.cost_usd)) AS cost_usd, count() AS requests, toFloat64(sum(r.cost_usd)) / 2 AS half FROM requests AS r
             WHERE ${inNovember} AND feature = '${line.feature.replaceAll("'", "\\'")}' AND run_id = ''`
          )
        )[0] ?? { cost_usd: null, requests: 0, half: 0 }
        expect(line).toMatchObject({ cost_usd, requests })
        if (['relayed', 'foreign', hostile].includes(line.feature)) {
          expect(line.batch).toBeNull()
        } else {
          expect(line.batch).toMatchObject({ requests, spent_usd: cost_usd })
          expect(Number(line.batch?.batch_usd)).toBeCloseTo(half, 6)
          expect(Number(line.batch?.saved_usd)).toBeCloseTo(half, 6)
        }
      }
      expect((await lines()).find(({ feature }) => feature === 'relayed')).toMatchObject({
        without_batch_price: 24
      })
    })

    test('counts what it did not look at, and says how it was told', async () => {
      const answer = JSON.parse(await batch('json'))
      const [others] = await rowsOf<object>(
        `SELECT uniqExact(feature) AS groups, count() AS requests, toString(sum(r.cost_usd)) AS cost_usd FROM requests AS r
         WHERE ${inNovember} AND run_id = '' AND operation = 'chat' AND feature IN ('chat', 'agent', 'few', 'impatient')`
      )
      expect(answer.others).toEqual(others)
      expect(answer.left_out).toEqual({ runs: 30, other_operations: 1 })
      expect(answer.naming_used).toBe(true)
      const text = await batch('text')
      expect(text).toMatch(
        /^likely +relayed +anthropic\/claude-sonnet-4.5 +openrouter +24 .*no price known +-$/m
      )
      expect(text).toContain('anthropic: 0.5 of the standard price (https://platform.claude.com/')
      expect(text).toContain('48 of the calls above have a cost and no known batch price')
      expect(await batch('md')).toMatch(/^\| NOBODY WAITS \| FEATURE .*\n\| --- \| --- /m)
    })

    test('the page has the same figures, and names are but text on it', async () => {
      const page = checkedPage(await batch('html'))
      const cells = cellsUnder(page, 'What batches would save')
      for (const { feature, verdict, requests, cost_usd, batch: sums } of await lines()) {
        expect(cells).toContainEqual([
          verdict,
          feature,
          expect.anything(),
          expect.anything(),
          requests.toLocaleString('en-US'),
          cost_usd ?? '-',
          ...(sums === null ? ['-', 'no price known', '-'] : [sums.spent_usd, sums.batch_usd, sums.saved_usd])
        ])
      }
    })

    test('a month without calls has a report too', async () => {
      const empty = await inAllForms('2025-01')
      expect(empty.get('text')).toContain('No group of calls shows signs enough.')
      checkedPage(empty.get('html') ?? '')
    })
  })

  describe('report spend', () => {
    test('days, last month and budgets add up to what SQL says', async () => {
      const answer = JSON.parse(await spend('json', 'feature'))
      expect(answer.days).toEqual(
        await rowsOf(
          `SELECT toString(toDate(ts)) AS day, toString(sum(cost_usd)) AS usd FROM requests WHERE ${inNovember} GROUP BY day ORDER BY day`
        )
      )
      const [before] = await rowsOf<{ usd: string; to: string }>(
        `SELECT toString(sum(cost_usd)) AS usd, toString(sumIf(cost_usd, ts < '2026-10-20 15:00:00')) AS to FROM requests WHERE toYYYYMM(ts) = 202610`
      )
      expect(answer.last_month).toMatchObject({ usd: before?.usd, usd_to_same_moment: before?.to })
      expect(answer.rows.find(({ name }: { name: string }) => name === 'gone')).toMatchObject({
        requests: 0,
        cost_usd: null,
        last_month_usd: expect.stringMatching(/^0\.\d+$/)
      })
      const [all, day, week] = answer.budgets
      const [{ usd } = { usd: '' }] = await rowsOf<{ usd: string }>(
        `SELECT toString(sum(cost_usd)) AS usd FROM requests WHERE ${inNovember}`
      )
      expect(all.periods).toEqual([{ from: '2026-11-01', usd, over: Number(usd) > 1 }])
      const ofChat = await rowsOf<{ from: string; usd: string }>(
        `SELECT toString(toDate(ts)) AS from, toString(sum(cost_usd)) AS usd FROM requests WHERE ${inNovember} AND feature = 'chat' GROUP BY from ORDER BY from`
      )
      expect(day.periods).toHaveLength(20)
      expect(day.periods).toEqual(
        expect.arrayContaining(ofChat.map(line => ({ ...line, over: Number(line.usd) > 0.02 })))
      )
      // The first of November 2026 is a Sunday.
      const weeks = await rowsOf<{ from: string; usd: string }>(
        `SELECT toString(toMonday(ts)) AS from, toString(sum(cost_usd)) AS usd FROM requests
         WHERE ts >= '2026-10-26' AND ts < '2026-12-07' AND provider = 'openai' AND startsWith(response_model, 'gpt-4o') GROUP BY from ORDER BY from`
      )
      expect(week.periods.filter(({ usd }: { usd: string | null }) => usd !== '0')).toEqual(
        weeks.map(line => ({ ...line, over: Number(line.usd) > 0.5 }))
      )
    })

    test('a budget that nobody drew on is spent to 0, which is known', async () => {
      const nobody = [{ name: 'n', usd: 1, period: 'month' as const, match: { feature: 'nobody' } }]
      const asked = { ask, price, budgets: nobody, month: '2026-11', by: 'model', others: [], now }
      const answer = await reportSpend(asked, ['json', 'text'])
      expect(JSON.parse(answer.get('json') ?? '').budgets[0].periods).toEqual([
        { from: '2026-11-01', usd: '0', over: false }
      ])
      expect(answer.get('text')).toMatch(/^n .* 1\.00 +0\.000000 +0\.0 %/m)
    })

    test('the forecast holds what is spent, stands in its interval and is called an estimate', async () => {
      const { forecast, total } = JSON.parse(await spend('json', 'model'))
      expect(Number(forecast.usd)).toBeGreaterThanOrEqual(Number(Number(total.cost_usd).toFixed(2)))
      expect(Number(forecast.low)).toBeLessThanOrEqual(Number(forecast.usd))
      expect(Number(forecast.high)).toBeGreaterThanOrEqual(Number(forecast.usd))
      expect(await spend('text', 'model')).toMatch(
        /^By the end of the month, an estimate: \$[\d.]+, between/m
      )
    })

    test('the page has the figures of SQL, whatever the names are', async () => {
      const page = checkedPage(await spend('html', 'feature'))
      const cells = cellsUnder(page, 'By feature')
      const wanted = await rowsOf<{ name: string; requests: number; cost: string }>(
        `SELECT if(feature = '', '(none)', feature) AS name, count() AS requests, ifNull(toString(sum(cost_usd)), 'unpriced') AS cost
         FROM requests WHERE ${inNovember} GROUP BY name`
      )
      for (const { name, requests, cost } of wanted) {
        const line = cells.find(([first]) => first === name)
        expect([line?.[1], line?.[4]], name).toEqual([requests.toLocaleString('en-US'), cost])
      }
      expect(cells.at(-1)?.[0]).toBe('total')
      const drawn = [...page.querySelectorAll('figure rect title')].map(({ textContent }) => textContent)
      expect(drawn.some(text => text.startsWith('2026-11-03, nightly: '))).toBe(true)
    })

    test('the page of other models has the figures of the JSON', async () => {
      const others = [{ model: 'gpt-4.1-mini' }]
      const { rows: lines } = JSON.parse(await spend('json', 'provider', others))
      const cells = cellsUnder(checkedPage(await spend('html', 'provider', others)), 'By provider')
      for (const { name, requests, spent_usd, otherwise_usd } of lines) {
        const usd = [spent_usd, otherwise_usd['gpt-4.1-mini']]
        expect(cells).toContainEqual([name, requests.toLocaleString('en-US'), ...usd])
      }
    })

    test('a month without a price says so, and draws no scale', async () => {
      const unpriced = {
        ...callerRows()[0],
        ts: '2026-08-03 10:00:00.000000',
        cost_usd: null,
        cost_list_usd: null
      }
      await client.insert({ table: 'requests', values: [unpriced], format: 'JSONEachRow' })
      const then = new Date('2026-08-20T15:00:00Z')
      const asked = { ask, price, budgets, month: '2026-08', by: 'user', others: [], now: then }
      const august = await reportSpend(asked, ['html', 'text'])
      expect(august.get('text')).toContain('No forecast: nothing has a price.')
      expect(august.get('text')).toContain('UTC: no cost is known.')
      const page = checkedPage(august.get('html') ?? '')
      expect(page.querySelector('main')?.textContent).toContain('No request of this month has a price.')
      expect(page.querySelector('figure')).toBeNull()
    })

    const anyRow = callerRows()[0]
    const insert = (rows: readonly object[]) =>
      client.insert({
        table: 'requests',
        values: rows.map(row => ({ ...anyRow, ...row })),
        format: 'JSONEachRow'
      })
    const reportOf = (of: string, by = 'user', at = now) =>
      reportSpend({ ask, price, budgets, month: of, by, others: [], now: at }, ['html', 'json', 'md', 'text'])

    test('a month that has begun without a price is forecast from the one before, in every form', async () => {
      await insert([{ ts: '2026-12-01 00:30:00.000000', cost_usd: null }])
      const begun = await reportOf('2026-12', 'user', new Date('2026-12-01T01:00:00Z'))
      const { forecast, until } = JSON.parse(begun.get('json') ?? '')
      expect(until).toBe('2026-12-01 01:00:00')
      const said = `$${Number(forecast.usd).toFixed(2)}`
      for (const format of ['text', 'md', 'html'] as const) {
        expect(begun.get(format)).toContain(said)
        expect(begun.get(format)).not.toContain('No forecast')
      }
    })

    test('a day of failures only is not called unpriced', async () => {
      await insert([{ ts: '2026-07-03 10:00:00.000000', cost_usd: null, usage_source: 'none' }])
      const text = (await reportOf('2026-07')).get('text')
      expect(text).toMatch(/^2026-07-03 +-$/m)
    })

    test('says how much of the cost is from estimated tokens, and of what was not used nothing', async () => {
      const ts = '2026-06-03 10:00:00.000000'
      await insert([
        { ts, user: 'a', cost_usd: '1.5' },
        { ts, user: 'b', cost_usd: '2.25', usage_source: 'estimated' },
        { ts: '2026-05-03 10:00:00.000000', user: 'gone', cost_usd: '1' }
      ])
      const june = await reportOf('2026-06')
      const { rows, total } = JSON.parse(june.get('json') ?? '')
      expect(rows.map((row: { estimated_usd: string | null }) => row.estimated_usd)).toEqual([
        '2.25',
        null,
        null
      ])
      expect(total).toMatchObject({ cost_usd: '3.75', estimated_usd: '2.25' })
      expect(june.get('text')).toContain(
        '1 request of them estimated at least in part, and with them $2.25 of'
      )
      expect(june.get('text')).toMatch(/^gone +0 +- +- +- +1\.000000/m)
      expect(june.get('html')).toContain('$2.25 of it from estimated tokens')
    })

    test('a page that has not every name has what the others cost', async () => {
      const users = Array.from({ length: 103 }, (_, n) => ({
        user: `u${n}`,
        cost_usd: n < 100 ? '2' : '1.25'
      }))
      await insert(users.map(row => ({ ...row, ts: '2026-04-03 10:00:00.000000' })))
      const cells = cellsUnder(checkedPage((await reportOf('2026-04')).get('html') ?? ''), 'By user')
      expect(cells).toHaveLength(102)
      expect(cells.at(-2)?.slice(0, 6)).toEqual(['and 3 more (--json has them)', '', '', '', '3.75', ''])
    })

    test('a month without requests has a page too', async () => {
      const empty = await reportSpend(
        { ask, price, budgets, month: '2025-01', by: 'user', others: [], now },
        ['html', 'text']
      )
      expect(checkedPage(empty.get('html') ?? '').querySelector('main')?.textContent).toContain(
        'No requests were recorded'
      )
    })
  })
})
