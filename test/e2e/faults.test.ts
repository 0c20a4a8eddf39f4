/** What happens when a part of teeline, or of what it stands between, is killed. Real processes, real signals. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openaiChatJson, openaiChatStream } from '../support/bodies.js'
import { RawConnection } from '../support/raw-client.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { startTeeline, type Teeline } from '../support/teeline.js'
import { until } from '../support/until.js'

let upstream: ReplayServer
let dataDir: string
let running: Teeline | undefined

beforeAll(async () => {
  upstream = await startReplayServer()
})

afterAll(() => upstream.close())

beforeEach(() => {
  upstream.clear()
  dataDir = mkdtempSync(join(tmpdir(), 'teeline-faults-'))
})

afterEach(async () => {
  await running?.stop('SIGKILL').catch(() => {})
  running = undefined
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 12 })
})

async function start(collector: object = {}, env: Record<string, string> = {}): Promise<Teeline> {
  const config = {
    collector,
    record: { flushIntervalMs: 200 },
    routes: [{ prefix: '/openai', provider: 'openai', upstream: upstream.url }]
  }
  running = await startTeeline({ config, dataDir, env })
  return running
}

const chat = {
  method: 'POST',
  target: '/openai/v1/chat/completions',
  body: '{"model":"gpt-4o-mini","stream":true}'
}

/** Sends `count` chats, one after the other; resolves with their ids. */
async function chats(url: string, count: number): Promise<string[]> {
  const connection = await RawConnection.open(url)
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const { headers, complete } = await connection.exchange(chat)
    expect(complete).toBe(true)
    ids.push(headers.find(([name]) => name === 'x-teeline-id')![1])
  }
  connection.close()
  return ids
}

interface Stats {
  recorder: { delivery: { pendingRows: number; oldestAgeMs: number | null } }
  store: { pid: number }
}

async function stats(teeline: Teeline): Promise<Stats> {
  return (await (await fetch(`${teeline.adminUrl}/stats`)).json()) as Stats
}

async function storePid(teeline: Teeline): Promise<number> {
  return (await stats(teeline)).store.pid
}

/** How often each id stands in the store. */
async function occurrences(teeline: Teeline): Promise<Map<string, number>> {
  const rows = await teeline.query<{ id: string; n: number }>(
    'SELECT id, toUInt32(count()) AS n FROM teeline.requests GROUP BY id'
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

function onceEach(ids: string[]): Map<string, number> {
  return new Map(ids.map(id => [id, 1]))
}

/** What the sums of spend count, once that is `least`: a view's part may be there a moment after the rows that it is of. */
async function summed(teeline: Teeline, least: number): Promise<number> {
  return until('the sums of all rows', async () => {
    const [spend] = await teeline.query<{ n: number }>(
      'SELECT toUInt32(sum(requests)) AS n FROM teeline.spend'
    )
    return spend !== undefined && spend.n >= least ? spend.n : undefined
  })
}

test('the store is killed: relaying goes on, and every row arrives once when it is back', async () => {
  upstream.on(() => ({ framing: 'chunked', body: openaiChatStream({ input: 5, output: 3 }) }))
  const teeline = await start()
  const ids = await chats(teeline.url, 20)
  process.kill(await storePid(teeline), 'SIGKILL')
  ids.push(...(await chats(teeline.url, 200)))
  await teeline.rows(ids.length)
  expect(await occurrences(teeline)).toEqual(onceEach(ids))
  // Rows and events are batches of their own, in no order.
  const restarts = await until('the restart as an event', async () => {
    const [counted] = await teeline.query<{ n: number }>(
      "SELECT toUInt32(count()) AS n FROM teeline.events WHERE kind = 'store_restarted'"
    )
    return counted?.n || undefined
  })
  expect(restarts).toBe(1)
  expect(await summed(teeline, ids.length)).toBe(ids.length)
})

test('the collector is killed with kill -9: no finished, flushed row is lost or doubled', async () => {
  upstream.on(() => ({
    body: openaiChatJson({ input: 5, output: 3 }),
    headers: [['content-type', 'application/json']]
  }))
  const ids: string[] = []
  for (let round = 0; round < 3; round++) {
    const teeline = await start()
    const store = await storePid(teeline)
    ids.push(...(await chats(teeline.url, 50)))
    await teeline.rows(ids.length)
    if (round === 1) {
      // Nothing can be delivered now, so all that is flushed waits on disk.
      process.kill(store, 'SIGSTOP')
      ids.push(...(await chats(teeline.url, 50)))
      await pendingOnDisk(teeline, 50)
    }
    const exit = await teeline.stop('SIGKILL')
    expect(exit.signal).toBe('SIGKILL')
    if (round === 1) process.kill(store, 'SIGCONT')
  }
  const teeline = await start()
  await teeline.rows(ids.length)
  expect(await occurrences(teeline)).toEqual(onceEach(ids))
})

/** Waits until that many rows are pending, and from then on as long as ten commits of the outbox take. */
async function pendingOnDisk(teeline: Teeline, rows: number): Promise<void> {
  const pending = async () => (await stats(teeline)).recorder.delivery
  const sinceMs = await until('rows to be pending', async () => {
    const { pendingRows, oldestAgeMs } = await pending()
    return pendingRows >= rows ? oldestAgeMs : null
  })
  await until('commits', async () => ((await pending()).oldestAgeMs ?? 0) > sinceMs + 1_000)
}

test('SIGTERM during streams: those that end in time are whole, each leaves its row, new ones are refused', async () => {
  upstream.on(() => ({
    framing: 'chunked',
    body: openaiChatStream({ input: 5, output: 20 }),
    plan: 'frame',
    gapMs: 30
  }))
  const teeline = await start()
  const connections = await Promise.all(Array.from({ length: 5 }, () => RawConnection.open(teeline.url)))
  const answers = connections.map(connection => connection.exchange(chat))
  await until('five streams', () => upstream.requests.length === 5)
  const stopped = teeline.stop('SIGTERM')
  for (const answer of await Promise.all(answers)) {
    expect(answer.complete).toBe(true)
    expect(answer.body.toString()).toContain('[DONE]')
  }
  expect((await stopped).code).toBe(0)
  await expect(RawConnection.open(teeline.url)).rejects.toThrow()
  const again = await start()
  const rows = await again.rows(5)
  expect(rows.map(row => [row.ended_by, row.error_type])).toEqual(
    Array.from({ length: 5 }, () => ['complete', ''])
  )
})

test('SIGTERM during a stream that does not end: it is cut at drainTimeoutMs and its row says by whom', async () => {
  upstream.on(() => ({
    framing: 'chunked',
    body: openaiChatStream({ input: 5, output: 20 }),
    plan: 'frame',
    ending: { how: 'hang', afterBytes: 600 }
  }))
  const teeline = await start({ drainTimeoutMs: 300 })
  const connection = await RawConnection.open(teeline.url)
  const answer = connection.exchange(chat)
  await until('first bytes', () => connection.socket.bytesRead > 300)
  expect((await teeline.stop('SIGTERM')).code).toBe(0)
  expect((await answer).complete).toBe(false)
  const again = await start()
  const [row] = await again.rows(1)
  expect(row).toMatchObject({ ended_by: 'collector', error_type: 'collector_stopped', status: 200 })
})

test('a second stop signal cuts what is open at once', async () => {
  upstream.on(() => ({
    framing: 'chunked',
    body: 'data: 1\n\n'.repeat(50),
    ending: { how: 'hang', afterBytes: 300 }
  }))
  const teeline = await start()
  const connection = await RawConnection.open(teeline.url)
  const answer = connection.exchange(chat)
  await until('first bytes', () => connection.socket.bytesRead > 300)
  process.kill(teeline.pid, 'SIGINT')
  await until('the first signal to be seen', () => teeline.output().includes('stopping'))
  process.kill(teeline.pid, 'SIGINT')
  expect((await teeline.exited).code).toBe(130)
  expect((await answer).complete).toBe(false)
})

test('a stop leaves nothing behind: no process, no lock, no file that says it runs', async () => {
  const teeline = await start()
  const child = await storePid(teeline)
  await teeline.stop('SIGINT')
  expect(() => process.kill(child, 0)).toThrow()
  await expect(fetch(`${teeline.storeUrl}/ping`)).rejects.toThrow()
  const again = await start()
  expect(again.pid).not.toBe(teeline.pid)
})

test('a second collector on the same data directory is refused and the first goes on', async () => {
  const teeline = await start()
  await expect(startTeeline({ dataDir })).rejects.toThrow(/TEELINE_DATA_IN_USE/)
  upstream.on(() => ({ body: '{}' }))
  await chats(teeline.url, 1)
})
