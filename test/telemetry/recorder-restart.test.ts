import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import type { SlabMessage } from '../../collector/record/slab.js'
import type { RecorderThread } from '../../collector/recorder-thread.js'
import { type Config, configSchema } from '../../schemas/config.js'
import { until } from '../support/until.js'
import { samplesOf, sumOf } from './metrics-page.js'

const dist = resolve(import.meta.dirname, '../..', process.env['TEELINE_DIST'] ?? 'dist')

test('counters go on where the recorder that died had left them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teeline-restart-'))
  const recorder = await startRecorder(folder)
  const scraped = async () => {
    const text = await recorder.scrape({ exchanges: 9, open: 1, backlogBytes: 0 }, false, 10_000)
    return text === null ? null : samplesOf(Buffer.from(text).toString())
  }
  const lost = (rows: number) => recorder.postMessage(slab({ lostRows: rows }))
  /** Rows lost by the first page after so many restarts that tells at least that many. */
  const lostAfter = (restarts: number, least: number) =>
    until(`${least} rows lost after ${restarts} restarts`, async () => {
      const samples = await scraped()
      if (samples === null || sumOf(samples, 'teeline_recorder_restarts_total') !== restarts) return false
      const rows = sumOf(samples, 'teeline_rows_lost_total')
      return rows >= least && rows
    })
  lost(3)
  expect(await lostAfter(0, 3)).toBe(3)
  // Memory that is none: whatever kills a recorder, this does.
  recorder.postMessage(slab({ memory: null as unknown as SharedArrayBuffer, usedBytes: 64 }))
  expect(await lostAfter(1, 1)).toBe(3)
  lost(2)
  expect(await lostAfter(1, 4)).toBe(5)
  await recorder.close(100)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function startRecorder(folder: string): Promise<RecorderThread> {
  const module = (await import(pathToFileURL(join(dist, 'collector/recorder-thread.js')).href)) as {
    RecorderThread: typeof RecorderThread
  }
  const { record, metrics, budgets } = Value.Default(configSchema, {}) as Config
  return new module.RecorderThread(
    {
      record,
      metrics,
      budgets,
      outboxDir: join(folder, 'outbox'),
      deadLetterFile: join(folder, 'dead-letter.ndjson'),
      keySecret: new Uint8Array(32),
      collector: 'test/0',
      tapesBytes: 2 ** 27,
      leftOutboxDirs: [],
      prices: { override: { fx: {}, rules: [] }, imported: null }
    },
    () => {}
  )
}

function slab(part: Partial<SlabMessage>): SlabMessage {
  return { memory: new SharedArrayBuffer(64), usedBytes: 0, lostRows: 0, lostBytes: 0, ...part }
}
