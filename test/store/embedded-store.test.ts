/** The life of the store's process: started, found, killed, started again, ended. */
import { spawn } from 'node:child_process'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { readStoreAddress, startEmbeddedStore } from '../../collector/store/embedded-store.js'
import {
  clientOf,
  distFolder,
  eventually,
  firstValue,
  hasChdb,
  isAlive,
  openTestStore,
  type TestStore,
  temporaryFolder
} from './support.js'

const childPath = join(distFolder, 'collector/store/main.js')
const quiet = { host: '127.0.0.1', port: 0, log: () => undefined, childPath }

describe.skipIf(!hasChdb)('the embedded store', () => {
  const open: TestStore[] = []
  const start = async (dataDir?: string) => {
    const store = await openTestStore(dataDir)
    open.push(store)
    return store
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map(store => store.remove()))
  })

  test('can be found by its data directory while it runs, by its owner only', async () => {
    const store = await start()
    const { url, user, password } = store
    expect(await readStoreAddress(store.dataDir)).toEqual({ url, user, password })
    expect(password).toMatch(/^[\w-]{43}$/)
    expect((await stat(join(store.dataDir, 'store.json'))).mode & 0o777).toBe(0o600)
    await store.close()
    expect(await readStoreAddress(store.dataDir)).toBeUndefined()
    const again = await start(store.dataDir)
    expect(again.password).toBe(password)
  })

  test.each(['', '{"password": "half', 'null', '[]', '{"password":""}', '{"password":5}'])(
    'makes a new password when its file holds %j',
    async content => {
      const dataDir = await temporaryFolder()
      await writeFile(join(dataDir, 'store.json'), content)
      expect(await readStoreAddress(dataDir)).toBeUndefined()
      const { password, client } = await start(dataDir)
      expect(password).toMatch(/^[\w-]{43}$/)
      expect(await firstValue(client, 'SELECT 1')).toBe(1)
    }
  )

  test('has the password neither in its command line nor in its environment', async () => {
    const store = await start()
    for (const name of ['cmdline', 'environ']) {
      const text = await readFile(`/proc/${store.pid()}/${name}`, 'latin1').catch(() => '')
      expect(text).not.toContain(store.password)
    }
  })

  test('refuses a data directory that is in use, here and from another process', async () => {
    const store = await start()
    await expect(startEmbeddedStore({ ...quiet, dataDir: store.dataDir })).rejects.toMatchObject({
      code: 'TEELINE_DATA_IN_USE'
    })
    const other = keeperProcess(store.dataDir)
    expect(await other.said).toBe('TEELINE_DATA_IN_USE')
    expect(await firstValue(store.client, 'SELECT 1')).toBe(1)
    expect(await readStoreAddress(store.dataDir)).toMatchObject({ url: store.url })
  })

  test('says that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await eventually(() => server.listening)
    const { port } = server.address() as AddressInfo
    const dataDir = await temporaryFolder()
    await expect(startEmbeddedStore({ ...quiet, dataDir, port })).rejects.toMatchObject({
      code: 'TEELINE_LISTEN_FAILED',
      message: expect.stringContaining(`127.0.0.1:${port}`)
    })
    server.close()
    await rm(dataDir, { recursive: true })
  })

  test('killed while rows come in, it is back at the same place with every acknowledged row, once', async () => {
    const store = await start()
    await store.client.command({
      query: `CREATE TABLE rows (n UInt64, batch UInt32) ENGINE = MergeTree ORDER BY n
        SETTINGS non_replicated_deduplication_window = 10000`
    })
    await store.client.command({
      query: `CREATE TABLE sums (batch UInt32, rows SimpleAggregateFunction(sum, UInt64))
        ENGINE = AggregatingMergeTree ORDER BY batch SETTINGS non_replicated_deduplication_window = 10000`
    })
    await store.client.command({
      query: 'CREATE MATERIALIZED VIEW feed TO sums AS SELECT batch, count() AS rows FROM rows GROUP BY batch'
    })
    const restarts: number[] = []
    store.onRestart(count => restarts.push(count))
    const batches = 150
    for (let batch = 0; batch < batches; batch++) {
      const values = Array.from({ length: 200 }, (_, at) => ({ n: batch * 200 + at, batch }))
      const send = () =>
        store.client
          .insert({
            table: 'rows',
            values,
            format: 'JSONEachRow',
            clickhouse_settings: {
              insert_deduplication_token: `batch-${batch}`,
              deduplicate_blocks_in_dependent_materialized_views: 1
            }
          })
          .then(
            () => true,
            () => false
          )
      if (batch % 50 === 20) process.kill(store.pid(), 'SIGKILL')
      await eventually(send)
    }
    expect(restarts).toEqual([1, 2, 3])
    const counts = 'SELECT toUInt32(count()) + toUInt32(uniqExact(n)) * 1000000 FROM rows'
    expect(await firstValue(store.client, counts)).toBe(batches * 200 * 1_000_001)
    expect(await firstValue(store.client, 'SELECT toUInt32(sum(rows)) FROM sums')).toBe(batches * 200)
  })

  test('outlives the signals that its parent gets, and leaves when told', async () => {
    const store = await start()
    const pid = store.pid()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal)
    expect(await firstValue(store.client, 'SELECT 1')).toBe(1)
    expect(store.pid()).toBe(pid)
    await store.close()
    expect(isAlive(pid)).toBe(false)
  })

  test('leaves when its parent is killed, and the next one takes over its directory', async () => {
    const dataDir = await temporaryFolder()
    const keeper = keeperProcess(dataDir)
    const pid = Number(await keeper.said)
    expect(isAlive(pid)).toBe(true)
    keeper.process.kill('SIGKILL')
    const store = await start(dataDir)
    expect(await firstValue(store.client, 'SELECT 1')).toBe(1)
    await eventually(() => !isAlive(pid))
  })

  test('finishes the requests that it has when it is closed', async () => {
    const store = await start()
    const client = clientOf(store)
    const asked = client.query({ query: 'SELECT sleep(1), 7 AS n', format: 'JSONEachRow' })
    const running = "SELECT toUInt32(count()) FROM system.processes WHERE query LIKE '%sleep(1)%'"
    await eventually(async () => (await firstValue<number>(store.client, running)) > 1)
    const closed = store.close()
    expect(await (await asked).json()).toMatchObject([{ n: 7 }])
    await closed
    await client.close()
  })

  test('stays within its caps of memory and threads', async () => {
    const store = await start()
    const capped = "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'"
    expect(await firstValue(store.client, capped)).toBe('600000000')
    const synced = "SELECT value FROM system.merge_tree_settings WHERE name = 'fsync_after_insert'"
    expect(await firstValue(store.client, synced)).toBe('1')
  })
})

describe('without chdb', () => {
  test('says what to install or to set', async () => {
    const dataDir = await temporaryFolder()
    const missing = join(dataDir, 'missing.mjs')
    await writeFile(
      missing,
      `process.once('message', () => process.send({ type: 'failed', reason: 'missing', message: "Cannot find module 'chdb'" }))`
    )
    await expect(startEmbeddedStore({ ...quiet, dataDir, childPath: missing })).rejects.toMatchObject({
      code: 'TEELINE_STORE_MISSING',
      hint: expect.stringContaining('store.url')
    })
    await rm(dataDir, { recursive: true })
  })
})

/** A process that keeps a store, and says its pid or the code of its error. */
function keeperProcess(dataDir: string) {
  const module = pathToFileURL(join(distFolder, 'collector/store/embedded-store.js')).href
  const script = `import { startEmbeddedStore } from '${module}'
    startEmbeddedStore({ dataDir: process.env.DATA, host: '127.0.0.1', port: 0, log: () => undefined })
      .then(store => console.log(store.pid()), error => console.log(error.code))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const said = new Promise<string>(resolve => child.stdout.once('data', data => resolve(String(data).trim())))
  return { process: child, said }
}
