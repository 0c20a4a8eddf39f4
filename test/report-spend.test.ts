/** Reports and checks over real rows in the real engine; every figure is also asked of it in independent SQL. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ClickHouseClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Alternative, onModel, type Prices, underCards, underRules } from '../collector/alternatives.js'
import { readOverride } from '../collector/config.js'
import { migrateStore } from '../collector/deliver/migrate.js'
import { priceCardLine } from '../collector/price-cards.js'
import { checkPrices } from '../collector/prices-check-command.js'
import { blankRow } from '../collector/record/blank-row.js'
import { createPriceBook, type UsedCard } from '../collector/record/prices/price.js'
import { unknownUsage } from '../collector/record/usage.js'
import { allRowsOf } from '../collector/store-reader.js'
import { type UsageRow, usageRows } from '../collector/usage-rows.js'
import { compare } from '../collector/what-if.js'
import type { Row } from '../schemas/row.js'
import type { ReportFormat } from '../tui/reports/format.js'
import { reportSpend, type SpendOptions } from '../tui/reports/spend.js'
import { newPlace, openAt } from './deliver/open-delivery.js'
import { clientOf, distFolder, hasChdb, openTestStore, type TestStore } from './store/support.js'
import { checkedPage } from './support/page.js'

const now = new Date('2026-11-21T12:00:00Z')
const nowUs = now.getTime() * 1000
const prices: Prices = { override: { fx: {}, rules: [] }, imported: null }

describe.skipIf(!hasChdb)('with a month of rows', () => {
  let store: TestStore
  let client: ClickHouseClient
  const address = () => ({ ...store, database: 'teeline' })

  beforeAll(async () => {
    store = await openTestStore()
    await migrateStore(address())
    client = clientOf(store, { database: 'teeline' })
    await client.insert({ table: 'requests', values: rows(), format: 'JSONEachRow' })
  }, 60_000)

  afterAll(async () => {
    await client?.close()
    await store?.remove()
  })

  interface Asked extends Partial<SpendOptions> {
    alternatives?: Alternative[]
    format?: ReportFormat
  }

  const report = async ({ alternatives = [], format = 'json', ...over }: Asked = {}) => {
    const options: SpendOptions = {
      ask: question => allRowsOf(address(), question),
      price: selection => compare(usageRows(address(), selection), alternatives),
      budgets: [],
      month: '2026-11',
      by: 'model',
      others: alternatives.map(({ name }) => ({ model: name })),
      now,
      ...over
    }
    return (await reportSpend(options, [format])).get(format) ?? ''
  }

  const first = async <T>(query: string): Promise<T> => {
    const clickhouse_settings = { output_format_json_quote_64bit_integers: 0 } as const
    const answer = await client.query({ query, format: 'JSONEachRow', clickhouse_settings })
    return (await answer.json<T>())[0] as T
  }
  const november = 'toYYYYMM(ts) = 202611'

  test.each([
    ['model', "if(response_model != '', response_model, request_model)"],
    ['provider', 'provider'],
    ['feature', 'feature'],
    ['user', 'user'],
    ['key', 'key_id'],
    ['route', 'route']
  ])('spend by %s adds up to what SQL says', async (by, column) => {
    const { rows: lines, total } = JSON.parse(await report({ by }))
    for (const { name, last_month_usd: _, ...line } of lines) {
      const where = `${november} AND ${column} = '${name}'`
      expect(line, name).toMatchObject(
        await first<object>(
          `SELECT count() AS requests, sum(r.input_tokens) AS input_tokens, toString(sum(r.cost_usd)) AS cost_usd,
           countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced FROM requests AS r WHERE ${where}`
        )
      )
    }
    expect(total).toMatchObject({ requests: 45, unpriced: 2, without_usage: 1 })
    expect(total).toMatchObject(
      await first<object>(`SELECT toString(sum(cost_usd)) AS cost_usd FROM requests WHERE ${november}`)
    )
  })

  test('the table is aligned, names its window and says what is unpriced', async () => {
    const text = await report({ format: 'text' })
    expect(text).toContain('Spend by model, 2026-11-01 00:00 to 2026-11-21 12:00 UTC, so far, USD\n')
    expect(text).toMatch(/^MODEL +REQUESTS +INPUT +OUTPUT +COST +LAST MONTH +AT LIST +REPORTED +UNPRICED$/m)
    expect(text).toMatch(/^my-finetune-7b +2 +2,000 +200 +unpriced +- +unpriced +- +2$/m)
    const [head = '', line = ''] = text.split('\n').slice(2)
    expect(line.length).toBe(head.length)
    expect(await report({ month: '2026-10', format: 'text' })).toContain('2026-11-01 00:00 UTC, USD')
    expect(await report({ month: '2025-01', format: 'text' })).toContain('No requests were recorded.')
    expect(await report({ format: 'md' })).toMatch(/^\| MODEL \| REQUESTS .*\n\| --- \| ---: /m)
  })

  test('a wrong month and a wrong attribute are mistakes in the command', async () => {
    await expect(report({ month: '2026-13' })).rejects.toMatchObject({ code: 'TEELINE_USAGE' })
    await expect(report({ by: 'colour' })).rejects.toMatchObject({ hint: expect.stringContaining('feature') })
  })

  test('--as: the same traffic on a model of the same tokenizer costs what SQL makes of its tokens', async () => {
    const said = JSON.parse(await report({ alternatives: [onModel('gpt-4.1-mini', prices, nowUs)] }))
    const mini = said.rows.find(({ name }: { name: string }) => name === 'gpt-4o-mini')
    // 0.4 input, 0.1 cached, 1.6 output, in USD for a million tokens.
    const sql = `SELECT count() AS requests, toString(sum(cost_usd)) AS spent_usd, sum(
        (input_tokens - cache_read_tokens) * 4 + cache_read_tokens + output_tokens * 16) AS tenths
      FROM requests WHERE ${november} AND response_model = 'gpt-4o-mini' AND cost_usd IS NOT NULL`
    const { tenths, ...spent } = await first<{ tenths: number }>(sql)
    expect(mini).toMatchObject({ ...spent, otherwise_usd: { 'gpt-4.1-mini': expect.anything() } })
    expect(Number(mini.otherwise_usd['gpt-4.1-mini'])).toBeCloseTo(tenths / 1e7, 12)
    expect(said.left_out).toEqual({ without_usage: 1, unpriced: 2, unpriced_elsewhere: 0 })
  })

  test('--as: tokens are corrected for the tokenizer, request by request, and the factor is said', async () => {
    const said = JSON.parse(await report({ alternatives: [onModel('claude-haiku-4-5', prices, nowUs)] }))
    const mini = said.rows.find(({ name }: { name: string }) => name === 'gpt-4o-mini')
    const { other } = await first<{ other: number }>(
      `SELECT sum((floor(input_tokens * 1.15 + 0.5) - floor(cache_read_tokens * 1.15 + 0.5)) * 1 + floor(cache_read_tokens * 1.15 + 0.5) * 0.1
        + floor(output_tokens * 1.15 + 0.5) * 5) / 1e6 AS other
       FROM requests WHERE ${november} AND response_model = 'gpt-4o-mini'`
    )
    expect(Number(mini.otherwise_usd['claude-haiku-4-5'])).toBeCloseTo(other, 9)
    const [side] = said.alternatives
    expect(side.notes.join(' ')).toContain('× 1.15 from ')
    expect(side.notes.join(' ')).toMatch(/× 1 from [^;]*claude-sonnet-4-5/)
    // Of a model whose tokenizer nobody knows a factor is a guess, and called one.
    expect(side.notes.join(' ')).toMatch(
      /× 1\.15 \(a guess: not both tokenizers were measured\) from [^;]*my-finetune-7b/
    )
    expect(side.notes.join(' ')).not.toMatch(/guess[^;]*gpt-4o-mini/)
    expect(side.alone).toMatchObject({ requests: 2 })
  })

  test('--as: says so when cached input has no price of its own there', async () => {
    const alternatives = ['gpt-4', 'gpt-4.1-mini'].map(model => onModel(model, prices, nowUs))
    const [plain, cached] = JSON.parse(await report({ alternatives })).alternatives
    expect(plain.notes.join(' ')).toContain('Cached input costs what input costs')
    expect(cached.notes.join(' ')).not.toContain('Cached input')
  })

  test('--as: several models stand side by side, each line of the same requests', async () => {
    const models = ['gpt-4.1-mini', 'claude-sonnet-4.5', 'deepseek-v3.2']
    const alternatives = models.map(model => onModel(model, prices, nowUs))
    const text = await report({ alternatives, format: 'text' })
    expect(text).toMatch(/^MODEL +REQUESTS +SPENT +gpt-4.1-mini +claude-sonnet-4.5 +deepseek-v3.2$/m)
    expect(text).toMatch(/^of spent +100 % +[\d.]+ % +[\d.]+ % +[\d.]+ %$/m)
    expect(text).toContain('In no line: 1 without known use,')
    expect(() => onModel('gpt-4.1-mni', prices, nowUs)).toThrow(/no price is known for gpt-4.1-mni/)
  })

  test('--as: each run of a model is priced by its own length, and what hides the lengths is not priced', async () => {
    const august = { ts: '2026-08-10 10:00:00.000000', provider: 'anthropic', wire: 'anthropic.messages' }
    const run = {
      input_tokens: 150_000,
      output_tokens: 10,
      cache_creation: { ephemeral_1h_input_tokens: 50_000 }
    }
    const iterations = [
      { type: 'message', ...run },
      { type: 'advisor_message', model: 'claude-opus-4-8', ...run }
    ]
    const totals = { input_tokens: 400_000, output_tokens: 20, cache_write_tokens: 100_000 }
    const opus = { ...august, ...totals, cache_write_1h_tokens: 100_000, response_model: 'claude-sonnet-4-5' }
    const batch = { ...august, ...totals, wire: 'openai.batches', response_model: 'gpt-5.4' }
    const realtime = {
      ...august,
      input_tokens: 400_000,
      output_tokens: 0,
      status: 101,
      response_model: 'gpt-5.4'
    }
    const values = [
      rowOf({ ...opus, usage_json: JSON.stringify({ input_tokens: 1, iterations }) }),
      rowOf(batch),
      rowOf(realtime),
      rowOf({ ...batch, wire: 'openai.chat' })
    ]
    await client.insert({ table: 'requests', values, format: 'JSONEachRow' })
    const where = 'toYYYYMM(ts) = 202608'
    const rows: UsageRow[] = []
    for await (const slice of usageRows(address(), { group: 'wire', where, params: {} })) rows.push(...slice)
    const costs = (model: string) => {
      const other = onModel(model, prices, nowUs)
      return rows.map(row => [row.group, row.usage.parts?.length ?? 1, other.price(row)]).toSorted()
    }
    // 2.5 USD for a million of input, 5 with more than 271,999 tokens in one call; 15 and 22.5 for output. Claude's text
    // has 1.15 and 1.45 tokens of its own for one of OpenAI's.
    const first = (173_913 * 2.5 + 9 * 15) / 1e6
    const second = (137_931 * 2.5 + 7 * 15) / 1e6
    expect(costs('gpt-5.4')).toEqual([
      ['anthropic.messages', 1, null],
      ['anthropic.messages', 2, (first + second).toFixed(9).replace(/0+$/, '')],
      ['openai.batches', 1, null],
      ['openai.chat', 1, ((400_000 * 5 + 20 * 22.5) / 1e6).toFixed(9).replace(/0+$/, '')]
    ])
    // Without a cliff the length of each does not matter.
    expect(costs('gpt-4.1').map(([, , cost]) => cost)).not.toContain(null)
  })

  test('--reprice FILE: what the traffic costs under other rules', async () => {
    const file = join(store.dataDir, 'relay.yaml')
    writeFileSync(file, 'fx: { CNY: [{ rate: 8 }] }\nrules: [{ match: { provider: openai }, currency: CNY }]')
    const alternatives = [underRules('relay', readOverride(file), prices)]
    const { rows: lines } = JSON.parse(await report({ by: 'provider', alternatives }))
    const byName = new Map<string, { spent_usd: string; otherwise_usd: Record<string, string> }>(
      lines.map((line: { name: string }) => [line.name, line])
    )
    const openai = byName.get('openai')
    expect(Number(openai?.otherwise_usd['relay'])).toBeCloseTo(Number(openai?.spent_usd) / 8, 8)
    expect(byName.get('anthropic')?.otherwise_usd['relay']).toBe(byName.get('anthropic')?.spent_usd)
  })

  test('--reprice CARD: cards travel through the outbox into the store and are priced by', async () => {
    const used: UsedCard[] = []
    const book = createPriceBook({ onCard: card => used.push(card) })
    book.price({ ...unknownUsage(), inputTokens: 1, outputTokens: 1 }, queryOf(rows()[1] as Row))
    const [card] = used
    if (card === undefined) throw new Error('no card was used')
    const dear = structuredClone(JSON.parse(priceCardLine(card, now.getTime())))
    dear.card_id = dear.card_id.replace(/@[^/]+/, '@9.9.9')
    dear.source_version = '9.9.9'
    dear.json = dear.json
      .replaceAll('"0.15"', '"1.5"')
      .replaceAll('"0.6"', '"6"')
      .replaceAll('"0.075"', '"0.75"')
    const delivery = await openAt(newPlace(), address)
    // Twice, as after a restart.
    for (const line of [priceCardLine(card, now.getTime()), JSON.stringify(dear), JSON.stringify(dear)])
      delivery.push('price_cards', line)
    await delivery.close({ deliverTimeoutMs: 10_000 })
    expect(await first('SELECT count() AS n, uniq(card_id) AS cards FROM price_cards')).toEqual({
      n: 3,
      cards: 2
    })

    for (const id of [dear.card_id, 'genai-prices@9.9.9']) {
      const { rows: lines } = JSON.parse(
        await report({ alternatives: [await underCards(id, address(), prices)] })
      )
      for (const line of lines) {
        const factor = line.name === 'gpt-4o-mini' ? 10 : 1
        expect(Number(line.otherwise_usd[id]), line.name).toBeCloseTo(factor * Number(line.spent_usd), 7)
      }
    }
    const bundled = await underCards('genai-prices@0.1.8', address(), prices)
    const { total } = JSON.parse(await report({ alternatives: [bundled] }))
    expect(total.otherwise_usd['genai-prices@0.1.8']).toBe(total.spent_usd)
    await expect(underCards('genai-prices@0.0', address(), prices)).rejects.toMatchObject({
      code: 'TEELINE_USAGE'
    })
  })

  const documented = ['prices', 'reports']
    .map(page => readFileSync(new URL(`../docs/${page}.md`, import.meta.url), 'utf8'))
    .join('\n')
  const commands = [...documented.matchAll(/^ {4}teeline (.+)$/gm)].map(([, command = '']) => command)

  test.each(commands)('the documentation says: teeline %s', async command => {
    writeFileSync(join(store.dataDir, 'relay.yaml'), 'rules: [{ multiplier: 0.85 }]')
    const words = [join(distFolder, 'cli.js'), ...command.split(' ')]
    const env = { ...process.env, TEELINE_DATA: store.dataDir }
    const run = promisify(execFile)(process.execPath, words, { cwd: store.dataDir, env })
    // A check that finds a drift, as it does here while the rows are less than a month old, says so by its exit code.
    const { code, stdout, stderr } = await run.then(
      said => ({ code: 0, ...said }),
      failure => failure
    )
    expect(stderr).toBe('')
    expect(code).toBeLessThanOrEqual(command.startsWith('prices check') ? 1 : 0)
    expect(stdout).toMatch(/^(o3 at openai|Left unpriced|(## )?Spend by |(## )?Calls that nobody |\{)/)
  })

  test('--html writes a page beside what is printed; a folder that is not there is a mistake in the command', async () => {
    const env = { ...process.env, TEELINE_DATA: store.dataDir }
    const teeline = (...words: string[]) =>
      promisify(execFile)(process.execPath, [join(distFolder, 'cli.js'), 'report', ...words], {
        cwd: store.dataDir,
        env
      })
    for (const kind of ['spend', 'batch']) {
      const file = join(store.dataDir, `${kind}.html`)
      const { stdout, stderr } = await teeline(kind, '--month', '2026-11', '--json', '--html', file)
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toMatchObject({ from: '2026-11-01 00:00:00' })
      checkedPage(readFileSync(file, 'utf8'))
    }
    const refused = teeline('batch', '--html', join(store.dataDir, 'nowhere', 'page.html'))
    await expect(refused).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('TEELINE_USAGE') })
  })

  test('check says why a tier has no price', async () => {
    const july = { ts: '2026-07-10 10:00:00.000000', response_model: 'gpt-5.5-2026-04-23' }
    const values = [
      rowOf({ ...july, service_tier: 'scale' }),
      rowOf({ ...july, service_tier: 'priority', input_tokens: 300_000 })
    ]
    await client.insert({ table: 'requests', values, format: 'JSONEachRow' })
    let text = ''
    const out = { write: (more: string) => (text += more) }
    const before = new Date('2026-07-31T00:00:00Z')
    expect(await checkPrices({ out, store: address(), days: 30, now: before, json: false })).toBe(0)
    expect(text).toMatch(
      /^openai +gpt-5.5-2026-04-23 +priority +1 +300000 +100 +priority: not known with long context$/m
    )
    expect(text).toMatch(/^openai +gpt-5.5-2026-04-23 +scale +1 +1000 +100 +scale: sold by contract$/m)
  })

  test('check lists what is unpriced, and marks charges that are off by more than 2 %', async () => {
    let text = ''
    const out = { write: (more: string) => (text += more) }
    expect(await checkPrices({ out, store: address(), days: 30, now, json: false })).toBe(1)
    expect(text).toContain('Left unpriced, 2026-10-22 12:00 to 2026-11-21 12:00 UTC')
    expect(text).toMatch(/^relay +my-finetune-7b +2 +2000 +200 +no price for the model/m)
    expect(text).toMatch(/^openrouter +anthropic\/claude-sonnet-4.5 +1 +[\d.]+ +[\d.]+ +1.0500 +DRIFT$/m)
    expect(text).toMatch(/^x_ai +grok-4 +1 +[\d.]+ +[\d.]+ +1.0100$/m)
    text = ''
    expect(await checkPrices({ out, store: address(), days: 1, now, json: true })).toBe(0)
    expect(JSON.parse(text)).toMatchObject({ unpriced: [], reported: [] })
  })
})

/** 40 chats of two makers, two reported charges, two without a price, one that failed: all in November; one in October. */
function rows(): Row[] {
  const made = Array.from({ length: 40 }, (_, n) =>
    rowOf({
      ts: `2026-11-${String(1 + (n % 19)).padStart(2, '0')} 10:00:00.000000`,
      provider: n % 4 === 0 ? 'anthropic' : 'openai',
      response_model: n % 4 === 0 ? 'claude-sonnet-4-5' : 'gpt-4o-mini',
      route: n % 4 === 0 ? '/anthropic' : '/openai',
      feature: n % 3 === 0 ? 'search' : '',
      user: `user-${n % 5}`,
      key_id: `key-${n % 2}`,
      input_tokens: 1000 + 37 * n,
      cache_read_tokens: n % 7 === 0 ? 512 : 0,
      output_tokens: 11 * n
    })
  )
  const reported = (provider: string, response_model: string, ratio: number) => {
    const row = rowOf({ provider, response_model, ts: '2026-11-10 10:00:00.000000' })
    return { ...row, cost_reported_usd: (Number(row.cost_usd) * ratio).toFixed(9) }
  }
  const unpriced = { provider: 'relay', response_model: 'my-finetune-7b', ts: '2026-11-05 10:00:00.000000' }
  return [
    ...made,
    reported('openrouter', 'anthropic/claude-sonnet-4.5', 1.05),
    reported('x_ai', 'grok-4', 1.01),
    rowOf(unpriced),
    rowOf(unpriced),
    rowOf({ ts: '2026-10-31 23:59:59.999999' }),
    { ...blankRow(), ts: '2026-11-06 10:00:00.000000', provider: 'openai', request_model: 'gpt-4o-mini' }
  ]
}

function rowOf(over: Partial<Row>): Row {
  const row: Row = {
    ...blankRow(),
    provider: 'openai',
    response_model: 'gpt-4o-mini',
    usage_source: 'reported',
    input_tokens: 1000,
    cache_read_tokens: 0,
    output_tokens: 100,
    ...over
  }
  const { input_tokens, cache_read_tokens, output_tokens } = row
  const usage = {
    ...unknownUsage(),
    inputTokens: input_tokens,
    cacheReadTokens: cache_read_tokens,
    outputTokens: output_tokens
  }
  const { costUsd, costListUsd, source, card } = createPriceBook().price(usage, queryOf(row))
  return { ...row, cost_usd: costUsd, cost_list_usd: costListUsd, price_source: source, price_card: card }
}

function queryOf({ provider, response_model: model, ts, service_tier: serviceTier }: Row) {
  return {
    provider,
    upstreamHost: '',
    model,
    serviceTier,
    atUs: Date.parse(`${ts.replace(' ', 'T')}Z`) * 1000
  }
}
