import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../support/random.js'
import { until } from '../support/until.js'
import { type Behaviour, FakeClickHouse } from './fake-clickhouse.js'
import { numbersOf } from './open-delivery.js'

/** Compiled code, since a process of its own cannot run TypeScript on the oldest Node that is supported. */
const dist = resolve(process.env['TEELINE_DIST'] ?? 'dist')
const script = join(import.meta.dirname, 'delivery-process.mjs')
const rowsOfARound = 1_000_000

let directory: string
let store: FakeClickHouse
const children: ChildProcess[] = []

beforeEach(async () => {
  if (!existsSync(join(dist, 'collector/deliver/delivery.js')))
    throw new Error(`${dist}: run npm run build first`)
  directory = mkdtempSync(join(tmpdir(), 'teeline-kill-'))
  store = new FakeClickHouse()
  await store.start()
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await store.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** Runs the process from row `from` on until `moment` has come, kills it, and gives how many rows it had flushed. */
async function killAt(from: number, moment: () => Promise<unknown>): Promise<number> {
  const child = start(String(from))
  let flushed = 0
  if (child.stdout === null) throw new Error('no stdout')
  createInterface(child.stdout).on('line', line => {
    flushed = Number(line)
  })
  await until('a flush', () => flushed > 0)
  await moment()
  child.kill('SIGKILL')
  await once(child, 'close')
  return flushed
}

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [script, dist, store.address.url, directory, ...args], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  return child
}

async function deliverTheRest(): Promise<void> {
  const [code] = await once(start(), 'close')
  expect(code).toBe(0)
}

/** Each flushed row once and in order; a row that was not flushed at most once. */
function expectEachRowOnce(rounds: readonly number[]): void {
  const stored = numbersOf(store.rows['requests'])
  expect(new Set(stored).size).toBe(stored.length)
  expect(stored).toEqual(stored.toSorted((a, b) => a - b))
  const there = new Set(stored)
  for (const [round, flushed] of rounds.entries()) {
    const missing = []
    for (let n = 0; n < flushed; n++) if (!there.has(round * rowsOfARound + n)) missing.push(n)
    expect(missing).toEqual([])
  }
}

test.each<[string, Behaviour]>([
  ['before the store has applied a sealed batch', 'hang'],
  ['after the store has applied a sealed batch and before it said so', 'apply-then-hang'],
  ['after the answer was lost', 'apply-then-reset']
])('a process killed %s leaves each flushed row once', async (_, behaviour) => {
  const rounds = []
  for (let round = 0; round < 3; round++) {
    const before = store.inserts.length
    // A few batches pass, the next one is where it dies.
    store.behave = (__, attempt) => (attempt < before + 2 ? 'apply' : behaviour)
    rounds.push(
      await killAt(round * rowsOfARound, () => until('the batch', () => store.inserts.length > before + 2))
    )
  }
  store.behave = () => 'apply'
  await deliverTheRest()
  expectEachRowOnce(rounds)
})

test('a process killed at any moment leaves each flushed row once', async () => {
  const random = seededRandom(7)
  const rounds = []
  store.behave = () => random.pick(['apply', 'apply', 'apply', 'apply-then-reset', 'refuse'])
  for (let round = 0; round < 6; round++) {
    const wait = random.integer(0, 150)
    rounds.push(await killAt(round * rowsOfARound, () => new Promise(done => setTimeout(done, wait))))
  }
  store.behave = () => 'apply'
  await deliverTheRest()
  expectEachRowOnce(rounds)
})

test('a process killed while a poison row is being isolated leaves every other row once', async () => {
  const random = seededRandom(11)
  const rounds = []
  for (let round = 0; round < 4; round++) {
    // Every row that ends in 7 cannot be read, so that batches are cut all the time.
    store.behave = insert =>
      insert.lines.some(line => line.endsWith('7}'))
        ? {
            status: 400,
            code: 27,
            body: 'Code: 27. DB::Exception: Cannot parse (CANNOT_PARSE_INPUT_ASSERTION_FAILED)'
          }
        : random.pick(['apply', 'apply', 'apply-then-reset'])
    const wait = random.integer(20, 200)
    rounds.push(await killAt(round * rowsOfARound, () => new Promise(done => setTimeout(done, wait))))
  }
  store.behave = () => 'apply'
  await deliverTheRest()
  const stored = numbersOf(store.rows['requests'])
  expect(new Set(stored).size).toBe(stored.length)
  const there = new Set(stored)
  for (const [round, flushed] of rounds.entries()) {
    for (let n = 0; n < flushed; n++) if (n % 10 !== 7) expect(there.has(round * rowsOfARound + n)).toBe(true)
  }
})

test('a thread that dies leaves each flushed row once to the next one in its process', async () => {
  const rounds = []
  for (let round = 0; round < 3; round++) {
    const argv = [dist, store.address.url, directory, String(round * rowsOfARound)]
    const worker = new Worker(script, { argv, stdout: true })
    let flushed = 0
    createInterface(worker.stdout).on('line', line => {
      flushed = Number(line)
    })
    await until('some flushes', () => flushed > 300)
    // Both may come at once, so that nobody could ask for the second after the first; and `once` would take the error for its own.
    const exit = new Promise(resolve => worker.once('exit', resolve))
    const death = once(worker, 'error')
    // Not `terminate()`: within a call of LMDB's binding it ends the process (nodejs/node-addon-api#975).
    worker.postMessage('die')
    await Promise.all([death, exit])
    rounds.push(flushed)
  }
  const last = new Worker(script, { argv: [dist, store.address.url, directory] })
  expect(await once(last, 'exit')).toEqual([0])
  expectEachRowOnce(rounds)
})
