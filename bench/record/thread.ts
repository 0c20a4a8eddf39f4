/**
 * One recorder thread as the collector runs it: slabs in, rows to the outbox, and from there into the embedded store. The
 * thread has core 0 to itself where Linux lets it; what feeds it and the store share the rest.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { createClient } from '@clickhouse/client'
import type { StoreAddress } from '../../collector/deliver/store-writer.js'
import { kinds } from '../../collector/record/slab.js'
import type { Tape } from '../../collector/record/tape.js'
import { RecorderThread } from '../../collector/recorder-thread.js'
import { endText, openEnding } from '../../collector/relay/exchange-text.js'
import { Journal } from '../../collector/relay/journal.js'
import { openStore } from '../../collector/store.js'
import { configFrom } from '../../test/support/config.js'

const warmMs = 1_500
const windowMs = 4_000
/** The relay would leave bytes out at a quarter below its own bound; here the feeder waits instead. */
const maxBacklogBytes = 16_777_216

export interface ThreadFigures {
  /** Rows that the recorder made and put on disk, while it also delivered. */
  rowsPerSecond: number
  /** Microseconds of the recorder's thread for each row; NULL where threads cannot be told apart. */
  threadUs: number | null
  /** Written and, in the end, not in the store. */
  lost: number
}

/** What a recorder thread does with these tapes, over and over. */
export async function measureThread(tapes: readonly Tape[]): Promise<ThreadFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'teeline-bench-record-'))
  const before = new Set(taskTimes().keys())
  const { recorder, journal, store } = await start(dir)
  try {
    const feeder = new Feeder(journal, tapes)
    await feeder.feed(warmMs)
    const task = recorderTask(before)
    const [rows, cpuUs, at] = [feeder.written, taskTimes().get(task ?? '') ?? 0, performance.now()]
    await feeder.feed(windowMs)
    const read = feeder.written - rows
    const threadUs = task === null ? null : ((taskTimes().get(task) ?? 0) - cpuUs) / read
    const rowsPerSecond = (read * 1000) / (performance.now() - at)
    journal.flush()
    return { rowsPerSecond, threadUs, lost: feeder.written - (await rowsIn(store.address, feeder.written)) }
  } finally {
    await recorder.close(30_000)
    await store.close()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function start(dir: string) {
  const config = configFrom({ store: { listen: '127.0.0.1:0' } })
  const setup = {
    record: config.record,
    outboxDir: join(dir, 'outbox'),
    leftOutboxDirs: [],
    deadLetterFile: join(dir, 'dead-letter.ndjson'),
    keySecret: Buffer.alloc(32, 7),
    collector: 'bench/0',
    tapesBytes: 134_217_728,
    prices: { override: { fx: {}, rules: [] }, imported: null },
    metrics: config.metrics,
    budgets: []
  }
  const recorder = new RecorderThread(setup, () => {})
  const journal = new Journal(recorder, config.collector.tapeBufferBytes)
  let address: StoreAddress | null = null
  const opened = await openStore(config.store, dir, () => {}, {
    setStore: given => {
      address = given
      recorder.setStore(given)
    },
    writeEvent: () => {}
  })
  if (address === null) throw new Error('the store did not say where it is')
  return { recorder, journal, store: { address: address as StoreAddress, close: () => opened.close() } }
}

/** Plays the relay: writes exchanges into slabs as fast as they are read. */
class Feeder {
  readonly #journal: Journal
  readonly #tapes: readonly Tape[]
  written = 0

  constructor(journal: Journal, tapes: readonly Tape[]) {
    this.#journal = journal
    this.#tapes = tapes
  }

  async feed(ms: number): Promise<void> {
    const until = performance.now() + ms
    while (performance.now() < until) {
      if (this.#journal.backlogBytes > maxBacklogBytes) await rest(1)
      else for (const tape of this.#tapes) this.#write(tape)
    }
    // What is on its way is read before anybody counts.
    while (this.#journal.backlogBytes > 0) await rest(1)
  }

  #write(tape: Tape): void {
    const journal = this.#journal
    const atUs = performance.now() * 1000
    const way = `${tape.route}\n\n${tape.provider}\n${tape.upstreamHost}`
    const target = `${tape.method}\n${tape.path}\n${tape.upstreamPath}`
    const fields = tape.requestHeaders.join('\n')
    journal.open(0, atUs, `bench-${this.written}\n${Date.now() * 1000}\n${way}\n${target}\n${fields}`)
    journal.bytes(kinds.requestBytes, 0, atUs, tape.request.head)
    journal.responseHead(0, atUs, `${tape.status}\n${tape.responseHeaders.join('\n')}`)
    const { head, offsets } = tape.response
    offsets.forEach((from, at) => {
      journal.bytes(
        kinds.responseBytes,
        0,
        atUs + at * 1_000,
        head.subarray(from, offsets[at + 1] ?? head.length)
      )
    })
    const ending = openEnding(false)
    const bytes = { requestBytes: tape.request.head.length, responseBytes: head.length }
    journal.end(0, atUs + 1_000_000, endText({ ...ending, status: tape.status ?? 0, ...bytes }))
    this.written++
  }
}

/** Microseconds on a core so far, of each thread of this process; empty where it cannot be told. */
function taskTimes(): Map<string, number> {
  const times = new Map<string, number>()
  if (process.platform !== 'linux') return times
  for (const task of readdirSync('/proc/self/task')) {
    const [ns = '0'] = readFileSync(`/proc/self/task/${task}/schedstat`, 'latin1').split(' ')
    times.set(task, Number(ns) / 1000)
  }
  return times
}

/** The busiest of the threads that were not there before; it gets core 0, all others the rest. */
function recorderTask(before: ReadonlySet<string>): string | null {
  const added = [...taskTimes()].filter(([task]) => !before.has(task)).sort((a, b) => b[1] - a[1])
  const task = added[0]?.[0] ?? null
  if (task === null) return null
  execFileSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' })
  execFileSync('taskset', ['-cp', '0', task], { stdio: 'ignore' })
  return task
}

/** Rows in the store, once they are `wanted` or 30 s have passed. */
async function rowsIn({ url, user, password }: StoreAddress, wanted: number): Promise<number> {
  const client = createClient({ url, username: user, password })
  try {
    for (let attempt = 0; ; attempt++) {
      const query = 'SELECT toUInt32(count()) AS n FROM teeline.requests'
      const rows = await (await client.query({ query, format: 'JSONEachRow' })).json<{ n: number }>()
      const n = rows[0]?.n ?? 0
      if (n >= wanted || attempt === 60) return n
      await rest(500)
    }
  } finally {
    await client.close()
  }
}
