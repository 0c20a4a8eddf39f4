/** `teeline top --once` and `--json`: what is printed, from the real engine. */
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrateStore } from '../../collector/deliver/migrate.js'
import { blankRow } from '../../collector/record/blank-row.js'
import type { Connection } from '../../schemas/connection.js'
import { TeelineError } from '../../schemas/errors.js'
import { plainLook } from '../../tui/kit/look.js'
import { widthOf } from '../../tui/kit/text.js'
import { type ScreenId, screenIds } from '../../tui/screens/screen.js'
import { snapshot } from '../../tui/snapshot.js'
import { clientOf, hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { viewOf } from '../support/screen-rows.js'

describe.skipIf(!hasChdb)('a screen printed once', () => {
  let store: TestStore
  let connection: Connection

  beforeAll(async () => {
    store = await openTestStore()
    const address = { ...store, database: 'teeline' }
    await migrateStore(address)
    const client = clientOf(store, { database: 'teeline' })
    await client.insert({ table: 'requests', values: rows(), format: 'JSONEachRow' })
    await client.close()
    const budgets = [{ name: 'all', usd: 100, period: 'month', match: {} }]
    connection = {
      store: address,
      config: { budgets },
      adminUrl: null,
      collectorUrl: null
    } as unknown as Connection
  }, 60_000)

  afterAll(async () => {
    await store?.remove()
  })

  async function print(
    screen: ScreenId,
    more: { json?: boolean; width?: number; filter?: string } = {}
  ): Promise<string> {
    let text = ''
    const out = new Writable({
      write(chunk, _encoding, done) {
        text += chunk
        done()
      }
    })
    const { json = false, width = 100, filter = '' } = more
    const view = viewOf({ window: '1h', filter })
    await snapshot({ screen, view, look: plainLook, width, json, connect: async () => connection, out })
    return text
  }

  const spans: Readonly<Record<ScreenId, string>> = {
    overview: 'last 1h, by model',
    spend: '[A-Z][a-z]{2} \\d{4} \\(UTC\\), by model',
    requests: 'last 1h',
    runs: 'all times',
    health: 'last 1h'
  }
  test.each(screenIds)(
    '%s is aligned text of no more than the width, with its window and its time',
    async screen => {
      for (const width of [80, 160]) {
        const text = await print(screen, { width })
        expect(text).toMatch(
          new RegExp(
            `^teeline ${screen}, ${spans[screen]} +as of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\n`
          )
        )
        for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there.
        expect(text).not.toMatch(/\x1b/)
      }
    }
  )

  test.each(screenIds)('%s as data says what it is of, and never leaves a question open', async screen => {
    const data = JSON.parse(await print(screen, { json: true }))
    // A screen's own span, and NULL for what its figures do not follow.
    const spans: Readonly<Record<ScreenId, object>> = {
      overview: { window: '1h', by: 'model', filter: '' },
      spend: { window: 'month', by: 'model', filter: '' },
      requests: { window: '1h', by: null, filter: '' },
      runs: { window: null, by: null, filter: null },
      health: { window: '1h', by: null, filter: null }
    }
    expect(data).toMatchObject({ screen, ...spans[screen], as_of: expect.stringMatching(/Z$/) })
  })

  test('text and data have the same figures', async () => {
    const text = await print('overview')
    const { rows: found } = JSON.parse(await print('overview', { json: true }))
    expect(found).toMatchObject([{ name: 'gpt-5.2', requests: 30, cost_usd: '0.9', errors: 3 }])
    expect(text).toMatch(/^ gpt-5\.2 .* 10\.0!! /m)
    const { total, budgets } = JSON.parse(await print('spend', { json: true }))
    expect(total).toMatchObject({ cost_usd: '0.9' })
    expect(budgets).toMatchObject([{ name: 'all', usd: 100, spent_usd: '0.9' }])
    expect(await print('spend')).toMatch(/^ all +.* 0\.90% \$0\.900 of \$100\.00 a month/m)
  })

  test('a filter is said, and what it leaves is printed', async () => {
    const data = JSON.parse(await print('overview', { json: true, filter: 'err' }))
    expect(data).toMatchObject({ filter: 'err', rows: [{ requests: 3, errors: 3, cost_usd: null }] })
    expect(await print('overview', { filter: 'model:none' })).toContain(
      'No requests match model:none in the last 1h.'
    )
  })

  test('a reader that goes away is no error; another fault is one', async () => {
    const broken = (code: string): Writable =>
      new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) })
    const options = { screen: 'overview', view: viewOf({}), look: plainLook, width: 80, json: false } as const
    const connect = async (): Promise<Connection> => connection
    await expect(snapshot({ ...options, connect, out: broken('EPIPE') })).resolves.toBeUndefined()
    await expect(snapshot({ ...options, connect, out: broken('ENOSPC') })).rejects.toThrow('ENOSPC')
  })

  test('a store that is away is an error, not an empty screen', async () => {
    const away = { ...connection, store: { ...connection.store, url: 'http://127.0.0.1:1' } }
    const out = new Writable({ write: (_chunk, _encoding, done) => done() })
    const options = {
      screen: 'spend',
      view: viewOf({}),
      look: plainLook,
      width: 80,
      json: true,
      out
    } as const
    await expect(snapshot({ ...options, connect: async () => away })).rejects.toMatchObject({
      code: 'TEELINE_STORE_UNREACHABLE'
    })
    const refused = new TeelineError('TEELINE_CONFIG_INVALID', 'no', 'yes')
    await expect(snapshot({ ...options, connect: () => Promise.reject(refused) })).rejects.toBe(refused)
  })
})

/** 30 requests of the last quarter of an hour, all in this month but in its first minutes; each tenth failed. */
function rows(): object[] {
  const now = new Date()
  const monthMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)
  return Array.from({ length: 30 }, (_, at) => ({
    ...blankRow(),
    ts: new Date(Math.max(monthMs, now.getTime() - at * 30_000))
      .toISOString()
      .replace('T', ' ')
      .replace('Z', '000'),
    id: `row-${at}`,
    provider: 'openai',
    request_model: 'gpt-5.2',
    route: '/openai',
    status: at % 10 === 0 ? 500 : 200,
    error_type: at % 10 === 0 ? 'http_5xx' : '',
    usage_source: at % 10 === 0 ? 'none' : 'reported',
    e2e_us: 1_000_000 + at,
    cost_usd: at % 10 === 0 ? null : '0.033333333'
  })).map((row, at) =>
    row.cost_usd === null ? row : { ...row, cost_usd: at === 1 ? '0.033333342' : row.cost_usd }
  )
}
