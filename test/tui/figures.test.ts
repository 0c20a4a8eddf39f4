/** What stands on a screen, against SQL of its own over the same rows in the real engine. */
import { Writable } from 'node:stream'
import type { ClickHouseClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateStore } from '../../collector/deliver/migrate.js'
import { blankRow } from '../../collector/record/blank-row.js'
import { rowFromTape } from '../../collector/record/record.js'
import { rowLine } from '../../collector/record/row-line.js'
import type { Connection } from '../../schemas/connection.js'
import { plainLook } from '../../tui/kit/look.js'
import { duration, usdAligned, usdWith } from '../../tui/kit/numbers.js'
import { openSource } from '../../tui/queries/source.js'
import { Requests } from '../../tui/screens/requests.js'
import type { ScreenId } from '../../tui/screens/screen.js'
import { snapshot } from '../../tui/snapshot.js'
import { chatChunk, chatEnd, chatUsage } from '../record/streams.js'
import { contextOf, eventStream, sse, tapeOf } from '../record/tapes.js'
import { clientOf, hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { frameOf, viewOf } from '../support/screen-rows.js'

const models = [
  ['openai', 'gpt-5.2'],
  ['openai', 'gpt-5-mini'],
  ['azure.ai.openai', 'gpt-5-mini'],
  ['anthropic', 'claude-sonnet-5']
] as const

describe.skipIf(!hasChdb)('figures on a screen', { timeout: 60_000 }, () => {
  let store: TestStore
  let client: ClickHouseClient
  let connection: Connection

  beforeAll(async () => {
    store = await openTestStore()
    const address = { ...store, database: 'teeline' }
    await migrateStore(address)
    client = clientOf(store, { database: 'teeline' })
    await client.insert({ table: 'requests', values: rows(), format: 'JSONEachRow' })
    connection = { store: address, config: { budgets: [] }, adminUrl: null, collectorUrl: null } as never
  }, 60_000)

  afterAll(async () => {
    await client?.close()
    await store?.remove()
  })

  /** Lines of the screen as printed; the same lines stand in the live frame. */
  async function printed(screen: ScreenId): Promise<string[]> {
    let text = ''
    const out = new Writable({
      write(chunk, _encoding, done) {
        text += chunk
        done()
      }
    })
    const view = viewOf({ window: '1h' })
    const options = { screen, view, look: plainLook, width: 220, json: false, out }
    await snapshot({ ...options, connect: async () => connection })
    return text.split('\n')
  }

  async function ask<Row>(query: string): Promise<Row[]> {
    return (await client.query({ query, format: 'JSONEachRow' })).json<Row>()
  }

  it('equal those of SQL, on the overview, for every model of every provider and for all together', async () => {
    const found = await ask<{
      provider: string
      model: string
      n: string
      failed: string
      times: number[]
      cost: string
    }>(
      `SELECT provider, request_model AS model, toString(count()) AS n, toString(countIf(error_type != '')) AS failed,
        arraySort(groupArray(assumeNotNull(e2e_us))) AS times, toString(sum(cost_usd)) AS cost
      FROM requests WHERE ts > now() - INTERVAL 1 HOUR GROUP BY provider, model`
    )
    const lines = await printed('overview')
    const head = lines.findIndex(line => line.includes('REQ/S'))
    const table = lines.slice(head + 1).filter(line => line.trim() !== '')
    expect(table).toHaveLength(models.length)
    for (const { provider, model, n, failed, times, cost } of found) {
      const line = table.find(each => new RegExp(`^.${model} +${provider} `).test(each)) ?? ''
      expect(cell(lines[head] ?? '', line, 'REQ/S')).toBe((Number(n) / 3_600).toFixed(4))
      const share = (100 * Number(failed)) / Number(n)
      expect(cell(lines[head] ?? '', line, 'ERR%').replace(/!+$/, '')).toBe(
        share === 0 ? '0' : share.toFixed(1)
      )
      expect(cell(lines[head] ?? '', line, 'E2E50')).toBe(duration(at(times, 0.5)))
      expect(cell(lines[head] ?? '', line, 'E2E95')).toBe(duration(at(times, 0.95)))
      expect(cell(lines[head] ?? '', line, '$/H')).toBe(usdAligned(found.map(each => each.cost))(cost))
    }
  })

  it('equal those of SQL, on the requests, newest end first', async () => {
    const found = await ask<{
      ended: string
      status: number
      model: string
      e2e_us: number
      cost: string | null
    }>(
      `SELECT formatDateTime(addMicroseconds(ts, e2e_us), '%H:%i:%S') AS ended, status, request_model AS model,
        toUInt32(e2e_us) AS e2e_us, toString(cost_usd) AS cost FROM requests ORDER BY addMicroseconds(ts, e2e_us) DESC, id LIMIT 20`
    )
    const lines = await printed('requests')
    const head = lines.findIndex(line => line.includes('ENDED UTC'))
    for (const [index, { ended, status, model, e2e_us, cost }] of found.entries()) {
      const line = lines[head + 1 + index] ?? ''
      expect(line.trim().split(/[. ]/)[0]).toBe(ended)
      expect(line).toContain(` ${status} ${model} `)
      expect(cell(lines[head] ?? '', line, 'E2E')).toBe(duration(e2e_us))
      // A failed one used nothing: no price is missing.
      expect(cell(lines[head] ?? '', line, '$')).toBe(cost === null ? '–' : usdWith(6)(cost))
    }
  })

  it('equal those of SQL, of an opened request: moments, gaps one by one, stalls and cost', async () => {
    await client.insert({ table: 'requests', values: [streamedRow()], format: 'JSONEachRow' })
    const screen = new Requests({ explainCost: async () => null })
    const source = openSource(connection)
    const view = viewOf({ window: '1h', filter: 'feature:streamed' })
    const frame = frameOf({ columns: 120, rows: 60 }, { view })
    const refresh = async (): Promise<void> => {
      for (const feed of screen.feeds(view)) await feed.refresh(source, view, new AbortController().signal)
    }
    try {
      await refresh()
      screen.draw(frame)
      expect(screen.press('enter', view)).toBe(true)
      await refresh()
      const lines = screen.draw(frame)
      const text = lines.join('\n')
      const [found] = await ask<Found>(
        `SELECT ttfb_us, ttft_us, last_token_us, e2e_us, frames, length(gaps_us) AS kept, arrayMax(gaps_us) AS longest,
          arraySort(gaps_us)[toUInt32(ceil(0.5 * length(gaps_us)))] AS p50, arrayCount(gap -> gap > 1000000, gaps_us) AS stalls
        FROM requests WHERE feature = 'streamed'`
      )
      if (found === undefined) throw new Error('the row is not there')
      expect(text).toMatch(new RegExp(`to first byte .* at ${duration(found.ttfb_us)} `))
      expect(text).toMatch(new RegExp(`TTFT ${duration(found.ttft_us)} .* E2E ${duration(found.e2e_us)}`))
      expect(text).toMatch(new RegExp(`tokens .* at ${duration(found.last_token_us)} `))
      expect(text).toContain(`Gaps between its ${found.frames} frames`)
      expect(text).toContain(`p50 ${duration(found.p50)}`)
      expect(text).toContain(`longest ${duration(found.longest)} · ! ${found.stalls} over 1s`)
      // One column a gap: the tallest stands where SQL finds the longest, under its mark.
      expect(found.kept).toBe(120 - 1 - 8)
      const at = (
        await ask<{ at: number }>(`SELECT toUInt32(indexOf(gaps_us, arrayMax(gaps_us))) AS at FROM requests
        WHERE feature = 'streamed'`)
      )[0]?.at
      const marks = lines.find(line => /^ +!/.test(line) && line.trim() === '!') ?? ''
      expect(marks.indexOf('!')).toBe(8 + (at ?? 0) - 1)
      const top = lines[lines.indexOf(marks) + 1] ?? ''
      expect(top.slice(8).search(/[▁-█]/)).toBe((at ?? 0) - 1)
    } finally {
      await source.close()
    }
  })
})

interface Found {
  ttfb_us: number
  ttft_us: number
  last_token_us: number
  e2e_us: number
  frames: number
  kept: number
  longest: number
  p50: number
  stalls: number
}

/** A stream of 112 frames, recorded by the recorder itself; its longest gap is the 62nd. */
function streamedRow(): object {
  const word = sse(chatChunk({ content: 'x' }))
  const end = sse(chatEnd(), chatUsage(10, 112), '[DONE]')
  let at = 170_000
  const chunks = Array.from({ length: 112 }, (_, frame): [string, number] => {
    if (frame > 0) at += frame === 62 ? 1_700_000 : 6_000 + ((frame * 7_919) % 5_000)
    return [word, at]
  })
  const tape = tapeOf({ responseHeaders: eventStream, response: [...chunks, [end, at + 30_000]] })
  const startedAtUs = (Date.now() - 60_000) * 1_000
  const row = rowFromTape({ ...tape, id: 'streamed', startedAtUs, ttfbUs: 90_000 }, contextOf())
  return { ...JSON.parse(rowLine(row)), feature: 'streamed' }
}

/** What stands right-aligned under `name`. */
function cell(head: string, line: string, name: string): string {
  const end = (new RegExp(` ${name.replace('$', '\\$')}(?=▼| |$)`).exec(head)?.index ?? 0) + 1 + name.length
  const isSorted = head[end] === '▼'
  return (
    line
      .slice(0, isSorted ? end + 1 : end)
      .trimEnd()
      .split(' ')
      .at(-1)
      ?.replace(/^~/, '') ?? ''
  )
}

/** The percentile as the nearest rank at or above it. */
function at(times: readonly number[], share: number): number {
  return times[Math.max(0, Math.ceil(share * times.length) - 1)] ?? 0
}

/** 400 requests of the last half hour in four uneven groups; each ninth of one of them failed. */
function rows(): object[] {
  const now = Date.now()
  return Array.from({ length: 400 }, (_, index) => {
    const [provider, model] = models[index % 7 < 3 ? 0 : index % 4] ?? models[0]
    const isFailed = model === 'gpt-5-mini' && index % 9 === 0
    return {
      ...blankRow(),
      ts: new Date(now - 20_000 - index * 4_003).toISOString().replace('T', ' ').replace('Z', '000'),
      id: `row-${String(index).padStart(4, '0')}`,
      provider,
      request_model: model,
      route: '/x',
      status: isFailed ? 500 : 200,
      error_type: isFailed ? 'http_5xx' : '',
      usage_source: isFailed ? 'none' : 'reported',
      e2e_us: 200_000 + ((index * 7_919) % 400) * 5_003,
      output_tokens: isFailed ? null : 10,
      cost_usd: isFailed ? null : (0.001 + index / 1_000_000).toFixed(9)
    }
  })
}
