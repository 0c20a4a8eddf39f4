/** A store that goes away during a run takes none of its results with it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readProfile } from '../../loadgen/profile/read-profile.js'
import { unsentFiles } from '../../loadgen/run/outcome-file.js'
import { performRun } from '../../loadgen/run/perform-run.js'
import { prepareRun } from '../../loadgen/run/prepare-run.js'
import type { Store } from '../../loadgen/store/store.js'
import { type ChatServer, startChatServer } from './chat-server.js'

let server: ChatServer
let folder: string

beforeAll(async () => {
  server = await startChatServer()
  folder = mkdtempSync(join(tmpdir(), 'teeline-run-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const never = new AbortController().signal

/** Takes the first `inserts` and answers nothing. */
function storeThatLeaves(inserts: number): Store & { inserted: object[] } {
  const inserted: object[] = []
  const gone = async (): Promise<never> => {
    throw new Error('the store does not answer')
  }
  return {
    inserted,
    rows: gone,
    slices: gone as never,
    async insert(_table, rows) {
      if (inserted.length >= inserts) await gone()
      inserted.push(...rows)
    },
    close: async () => {}
  }
}

async function prepared() {
  const file = join(folder, 'plain.profile.yaml')
  const arrivals = { kind: 'constant', ratePerS: 200 }
  const requests = { inputTokens: 20, outputTokens: 5 }
  writeFileSync(file, JSON.stringify({ count: 30, arms: ['openai/gpt-4o'], arrivals, requests }))
  return prepareRun({
    loaded: readProfile(file, {}, {}),
    // No collector: the provider stands in its place, and its answers have no id.
    own: { collectorUrl: server.url, adminUrl: null },
    collector: '',
    workers: 1,
    priceOf: () => null
  })
}

test('every outcome is in a file, which says that the store does not have it', async () => {
  const store = storeThatLeaves(1)
  const { job } = await prepared()
  const place = { store, dataDir: folder, screen: null, interrupts: { first: never, second: never } }
  const { summary, file, unsent } = await performRun(job, place)
  expect(unsent).toBe('the store does not answer')
  expect(basename(file)).toBe(`${summary.run_id}.unsent.jsonl`)
  expect(unsentFiles(folder)).toEqual([file])
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(lines[0]).toMatchObject({ run_id: summary.run_id, status: 'running' })
  expect(lines.slice(1, 31).map(({ seq }) => seq)).toHaveLength(30)
  expect(lines.at(-1)).toEqual({ summary })
  expect(summary.total).toMatchObject({ sent: 30, ok: 30, input_tokens: null, cost_usd: '0' })
  expect(summary.total.latency_ms).toMatchObject({ ttft: { n: 0, p50: null }, e2e: { n: 30 } })
})

test('a store that is away at the beginning refuses the run before anything is sent', async () => {
  server.reset()
  const { job } = await prepared()
  const place = {
    store: storeThatLeaves(0),
    dataDir: folder,
    screen: null,
    interrupts: { first: never, second: never }
  }
  await expect(performRun(job, place)).rejects.toThrow('the store does not answer')
  expect(server.requests).toHaveLength(0)
})

test('a collector that cannot be found ends the run with its reason', async () => {
  const { job } = await prepared()
  const order = { ...job.order, collectorUrl: 'http://teeline.invalid:1/' }
  const place = {
    store: storeThatLeaves(9),
    dataDir: folder,
    screen: null,
    interrupts: { first: never, second: never }
  }
  const { summary } = await performRun({ ...job, order }, place)
  expect(summary).toMatchObject({ status: 'void', reason: expect.stringContaining('teeline.invalid') })
})
