import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultQueryFormat, runQuery } from '../../collector/query-command.js'
import { eventually, firstValue, hasChdb, openTestStore, type TestStore } from './support.js'

describe.skipIf(!hasChdb)('runQuery', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store?.remove())

  const run = async (sql: string, format = 'TabSeparated', over = {}) => {
    const out = new PassThrough()
    const said = text(out)
    await runQuery({ sql, format, store: { ...store, database: 'default', ...over }, out })
    out.end()
    return said
  }

  test('passes the answer on as it is', async () => {
    expect(await run('SELECT 1, NULL, 0.5')).toBe('1\t\\N\t0.5\n')
    expect(await run('SELECT 1 AS n FORMAT JSONEachRow')).toBe('{"n":1}\n')
    expect(await run("SELECT 'a' AS letter", defaultQueryFormat)).toContain('letter')
    expect(await run('SHOW DATABASES')).toContain('system\n')
    expect(await run('SELECT currentDatabase()', 'CSV', { database: 'system' })).toBe('"system"\n')
  })

  test('says what the store refuses, and what to do', async () => {
    await expect(run('SELECT * FROM nowhere')).rejects.toMatchObject({
      code: 'TEELINE_STORE_QUERY_FAILED',
      message: expect.stringContaining('code 60'),
      hint: expect.stringContaining('SHOW TABLES')
    })
    await expect(run('SELECT 1', 'Nope')).rejects.toMatchObject({
      hint: expect.stringContaining('JSONEachRow')
    })
    await expect(run('SELECT number FROM numbers(1e8)', 'JSON')).rejects.toMatchObject({
      hint: expect.stringContaining('format that streams')
    })
    await expect(run('SELECT 1', 'TSV', { password: 'wrong' })).rejects.toMatchObject({
      message: expect.stringContaining('code 516')
    })
  })

  test('says that nobody answers', async () => {
    await expect(run('SELECT 1', 'TSV', { url: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'TEELINE_STORE_UNREACHABLE'
    })
  })

  test('an error behind the first rows is an error, and no row', async () => {
    const out = new PassThrough()
    const said = text(out)
    const asked = runQuery({
      sql: 'SELECT throwIf(number = 300000) FROM numbers(3000000)',
      format: 'TSV',
      store: { ...store, database: 'default' },
      out
    })
    await expect(asked).rejects.toMatchObject({
      code: 'TEELINE_STORE_QUERY_FAILED',
      message: expect.stringContaining('code 395')
    })
    out.end()
    expect(new Set((await said).trimEnd().split('\n'))).toEqual(new Set(['0']))
  })

  test('a huge answer goes no faster than its reader, and in bounded memory', async () => {
    let bytes = 0
    const slow = new Writable({
      highWaterMark: 65_536,
      write(chunk, _encoding, done) {
        bytes += chunk.length
        void turn().then(() => done())
      }
    })
    const before = process.memoryUsage().rss
    await runQuery({
      sql: 'SELECT repeat(toString(number % 10), 99) FROM numbers(3000000)',
      format: 'TSV',
      store: { ...store, database: 'default' },
      out: slow
    })
    expect(bytes).toBe(300_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })

  test('a reader who has seen enough ends the query, quietly', async () => {
    const enough = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      }
    })
    enough.on('error', () => undefined)
    await runQuery({
      sql: 'SELECT number AS enough FROM numbers(1e13)',
      format: 'TSV',
      store: { ...store, database: 'default' },
      out: enough
    })
    const running =
      "SELECT toUInt32(count()) FROM system.processes WHERE query LIKE '%AS enough%' AND query NOT LIKE '%processes%'"
    await eventually(async () => (await firstValue(store.client, running)) === 0)
  })
})
