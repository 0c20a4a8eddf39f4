/** The HTTP interface as curl and other tools see it. */
import { request as httpRequest } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, firstValue, hasChdb, openTestStore, type TestStore } from './support.js'

describe.skipIf(!hasChdb)('the HTTP interface', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
    await store.client.command({ query: 'CREATE TABLE default.t (n Int64) ENGINE = Memory' })
  })
  afterAll(() => store?.remove())

  const ask = (path: string, init: RequestInit = {}) => {
    const headers = { 'x-clickhouse-key': store.password, ...(init.headers as Record<string, string>) }
    return fetch(store.url + path, { ...init, headers })
  }
  const post = (body: string | Uint8Array<ArrayBuffer>, path = '/', headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body, headers })

  test('answers a ping, and the root, without a password', async () => {
    for (const path of ['/ping', '/']) {
      const answer = await fetch(store.url + path)
      expect([answer.status, await answer.text()]).toEqual([200, 'Ok.\n'])
    }
  })

  test('lets in by header, by Basic authentication and by URL', async () => {
    const { user, password } = store
    const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    const ways: [string, Record<string, string>][] = [
      ['/', { 'x-clickhouse-user': user, 'x-clickhouse-key': password }],
      ['/', { authorization: basic }],
      [`/?user=${user}&password=${password}`, {}]
    ]
    for (const [path, headers] of ways) {
      const answer = await fetch(store.url + path, { method: 'POST', body: 'SELECT 1', headers })
      expect([answer.status, await answer.text()]).toEqual([200, '1\n'])
    }
  })

  test('keeps out who has no password, a wrong one, or another name', async () => {
    const ways: [number, Record<string, string>][] = [
      [401, {}],
      [403, { 'x-clickhouse-key': 'wrong' }],
      [403, { 'x-clickhouse-user': 'someone', 'x-clickhouse-key': store.password }],
      [403, { authorization: `Basic ${Buffer.from('default:').toString('base64')}` }]
    ]
    for (const [status, headers] of ways) {
      const answer = await fetch(store.url, { method: 'POST', body: 'SELECT 1', headers })
      expect([answer.status, answer.headers.get('x-clickhouse-exception-code')]).toEqual([status, '516'])
      expect(await answer.text()).not.toContain(store.password)
    }
  })

  test('takes the SQL from the URL, from the body, or from both', async () => {
    expect(await (await ask('/?query=SELECT%201')).text()).toBe('1\n')
    expect(await (await post('SELECT 2')).text()).toBe('2\n')
    expect(await (await post('3', '/?query=SELECT')).text()).toBe('3\n')
  })

  test('GET only reads', async () => {
    for (const query of ['INSERT INTO t VALUES (1)', 'CREATE TABLE x (n Int8) ENGINE = Memory']) {
      for (const also of ['', '&readonly=0', '&readonly=2']) {
        const answer = await ask(`/?query=${encodeURIComponent(query)}${also}`)
        expect(answer.headers.get('x-clickhouse-exception-code')).toBe('164')
      }
    }
  })

  test('takes the format from the header, from default_format, and from the SQL before both', async () => {
    const formats = { 'x-clickhouse-format': 'CSV' }
    expect(await (await post("SELECT 'a'", '/', formats)).text()).toBe('"a"\n')
    expect(await (await post("SELECT 'a'", '/?default_format=CSV')).text()).toBe('"a"\n')
    const named = await post("SELECT 'a' FORMAT TSV", '/?default_format=CSV', formats)
    expect([named.headers.get('x-clickhouse-format'), await named.text()]).toEqual(['TSV', 'a\n'])
  })

  test('takes the database from the URL or the header', async () => {
    const sql = 'SELECT currentDatabase()'
    expect(await (await post(sql, '/?database=system')).text()).toBe('system\n')
    expect(await (await post(sql, '/', { 'x-clickhouse-database': 'system' })).text()).toBe('system\n')
    const none = await post(sql, '/?database=no%60where')
    expect([none.status, none.headers.get('x-clickhouse-exception-code')]).toEqual([404, '81'])
  })

  test.each(['SHOW TABLES', 'DESCRIBE TABLE t', 'EXISTS t', 'EXPLAIN SELECT 1', 'SHOW CREATE TABLE t'])(
    'answers %s',
    async sql => {
      const answer = await post(sql)
      expect(answer.status, await answer.clone().text()).toBe(200)
      expect((await answer.text()).length).toBeGreaterThan(0)
    }
  )

  test('unpacks gzip, deflate and brotli bodies, and says which it cannot', async () => {
    expect(await (await post(gzipSync('SELECT 5'), '/', { 'content-encoding': 'gzip' })).text()).toBe('5\n')
    expect(await (await post(brotliCompressSync('SELECT 6'), '/', { 'content-encoding': 'br' })).text()).toBe(
      '6\n'
    )
    const unknown = await post('x', '/', { 'content-encoding': 'zstd' })
    expect(unknown.headers.get('x-clickhouse-exception-code')).toBe('89')
    const broken = await post('no gzip', '/', { 'content-encoding': 'gzip' })
    expect(broken.headers.get('x-clickhouse-exception-code')).toBe('271')
  })

  test('refuses a body that unpacks to more than it may hold', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32))
    const answer = await post(bomb, '/', { 'content-encoding': 'gzip' })
    expect([answer.status, answer.headers.get('x-clickhouse-exception-code')]).toEqual([413, '229'])
  })

  test('counts the rows of an INSERT from VALUES and from a SELECT', async () => {
    const written = async (sql: string) =>
      JSON.parse((await post(sql)).headers.get('x-clickhouse-summary') ?? '{}').written_rows
    expect(await written('INSERT INTO t VALUES (1), (1 + 1);')).toBe('2')
    expect(await written('INSERT INTO t\n\nSELECT number\nFROM numbers(7)')).toBe('7')
  })

  test('a client that knows nothing of exception tags sees a broken answer, not a short one', async () => {
    const ended = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(
        store.url,
        { method: 'POST', headers: { 'x-clickhouse-key': store.password } },
        response => {
          response.on('error', error => resolve(error.message))
          response.on('end', () => resolve('whole'))
          response.resume()
        }
      )
      request.on('error', reject)
      request.end('SELECT throwIf(number = 300000) FROM numbers(1000000) FORMAT JSONEachRow')
    })
    expect(ended).toBe('aborted')
  })

  test('a slow reader of a huge answer costs bounded memory and holds up nobody', async () => {
    const before = await residentBytes(store.pid())
    const answer = await post('SELECT repeat(toString(number), 20) FROM numbers(100000000) FORMAT TSV')
    const reader = answer.body?.getReader()
    for (let read = 0; read < 50; read++) await reader?.read()
    expect(await firstValue(store.client, 'SELECT 1')).toBe(1)
    expect((await residentBytes(store.pid())) - before).toBeLessThan(300e6)
    await reader?.cancel()
    const running =
      "SELECT toUInt32(count()) FROM system.processes WHERE query LIKE '%repeat(toString%' AND query NOT LIKE '%processes%'"
    await eventually(async () => (await firstValue(store.client, running)) === 0)
  })

  test('turns away what is over its queue, and takes rows all the while', async () => {
    const leave = new AbortController()
    const refused: (string | null)[] = []
    const many = Array.from({ length: 160 }, () =>
      ask(`/?query=${encodeURIComponent('SELECT count() FROM numbers(1e13)')}`, {
        signal: leave.signal
      }).then(
        answer => refused.push(`${answer.status} ${answer.headers.get('x-clickhouse-exception-code')}`),
        () => 'left'
      )
    )
    await eventually(() => refused.length === 160 - 6 - 128)
    expect(new Set(refused)).toEqual(new Set(['503 202']))
    await store.client.insert({ table: 't', values: [{ n: 1 }], format: 'JSONEachRow' })
    leave.abort()
    await Promise.all(many)
    // The server sees them leave a moment after they have left.
    await eventually(async () => (await firstValue(store.client, 'SELECT 1').catch(() => null)) === 1)
  })

  test('queries that together want more memory than there is end in ClickHouse’s own error, and the store goes on', async () => {
    const pid = store.pid()
    const big = 'SELECT number AS k, any(toString(number)) FROM numbers(1e9) GROUP BY k FORMAT Null'
    const settings = '/?max_bytes_ratio_before_external_group_by=0&max_execution_time=20'
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(big, settings)))
    for (const answer of answers) {
      expect(answer.headers.get('x-clickhouse-exception-code')).toBe('241')
      expect(await answer.text()).toContain('MEMORY_LIMIT_EXCEEDED')
    }
    await store.client.insert({ table: 't', values: [{ n: 2 }], format: 'JSONEachRow' })
    expect(store.pid()).toBe(pid)
  })

  test('refuses what it does not know', async () => {
    expect((await ask('/elsewhere?query=SELECT%201')).status).toBe(404)
    expect((await ask('/', { method: 'PUT', body: 'x' })).status).toBe(405)
    expect((await post('SELECT 1', '/?no_such_setting=1')).headers.get('x-clickhouse-exception-code')).toBe(
      '115'
    )
    expect((await post('SELECT 1', '/?a%20b=1')).headers.get('x-clickhouse-exception-code')).toBe('36')
  })

  test('answers a query by a header that no query id can break', async () => {
    const answer = await post('SELECT 1', '/?query_id=a%0D%0Ab')
    expect([answer.status, answer.headers.get('x-clickhouse-query-id')]).toEqual([
      200,
      expect.stringMatching(/^[\w-]{36}$/)
    ])
  })
})

async function residentBytes(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'VmRSS: 0 kB')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
}
