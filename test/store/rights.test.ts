/** What the store's password is worth: the store, and not the files and the network of the machine that it runs on. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChdb, openTestStore, type TestStore, temporaryFolder } from './support.js'

const secret = 'what-stands-in-a-file-of-this-machine'

describe.skipIf(!hasChdb)('who has the password', () => {
  let store: TestStore
  let folder: string
  let host: string
  let network: Server
  let connections = 0

  beforeAll(async () => {
    folder = await temporaryFolder()
    await mkdir(join(folder, 'others'))
    await writeFile(join(folder, 'others', 'secret.txt'), `${secret}\n`)
    network = createServer(socket => {
      connections++
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(network, 'listening')
    host = `127.0.0.1:${(network.address() as { port: number }).port}`
    store = await openTestStore()
    await ask('CREATE TABLE default.t (a String) ENGINE = MergeTree ORDER BY a')
  })

  afterAll(async () => {
    await store?.remove()
    network?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function ask(sql: string, query = '', body?: string) {
    const url = body === undefined ? `/?${query}` : `/?query=${encodeURIComponent(sql)}&${query}`
    const headers = { 'x-clickhouse-key': store.password }
    const answer = await fetch(store.url + url, { method: 'POST', headers, body: body ?? sql })
    return { code: answer.headers.get('x-clickhouse-exception-code'), text: await answer.text() }
  }

  const filled = (sql: string) =>
    sql
      .replaceAll('@file', join(folder, 'others', 'secret.txt'))
      .replaceAll('@folder', join(folder, 'others'))
      .replaceAll('@host', host)

  test.each([
    "SELECT * FROM file('@file', LineAsString)",
    "SELECT file('@file')",
    "SELECT `file`('@file')",
    'SELECT "fi\\x6ce"(\'@file\')',
    "SELECT \u201cfile\u201d('@file')",
    "SELECT \u2018 /* \u2019, file('@file') -- */",
    "SELECT /* */ file /* */ ('@file')",
    "SELECT * APPLY(file) FROM (SELECT '@file')",
    "SELECT arrayMap(file, ['@file'])",
    'CREATE FUNCTION reads AS path -> file(path)',
    "INSERT INTO default.t VALUES (file('@file'))",
    "INSERT INTO default.t FORMAT Values (file('@file'))",
    "INSERT INTO default.t SELECT file('@file')",
    "SELECT 1 SETTINGS additional_result_filter = 'throwIf(file(\\'FILE\\') != \\'\\')'",
    "SELECT * FROM eval('SELECT file(\\'FILE\\')') SETTINGS allow_experimental_eval_table_function = 1",
    "SELECT 1 SETTINGS dialect = 'kusto'",
    "SELECT * FROM filesystem('@folder')",
    "SELECT * FROM icebergLocal('@folder')",
    "SELECT * FROM sqlite('@file', 't')",
    "CREATE TABLE default.f (a String) ENGINE = File(LineAsString, '@file')",
    "CREATE DATABASE f ENGINE = Filesystem('@folder')",
    "CREATE DICTIONARY default.d (a String) PRIMARY KEY a SOURCE(FILE(path '@file' format 'LineAsString')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)",
    "BACKUP TABLE default.t TO File('@folder')"
  ])('cannot read a file of this machine: %s', async sql => {
    const { code, text } = await ask(filled(sql))
    expect(code, text).toMatch(/^(?:497|452|318)$/)
    expect((await ask('SELECT * FROM default.t')).text).not.toContain(secret)
  })

  test('cannot read one by a name that comes as a parameter, or by rows that come beside their statement', async () => {
    const mapped = await ask(filled("SELECT arrayMap({f:Identifier}, ['@file'])"), 'param_f=file')
    expect(mapped).toMatchObject({ code: '497' })
    const rows = await ask('INSERT INTO default.t VALUES', '', filled("(file('@file'))"))
    expect(rows).toMatchObject({ code: '497' })
    expect((await ask("SELECT {f:String} || 'file'", 'param_f=file')).text).toBe('filefile\n')
  })

  test.each([
    "INSERT INTO FUNCTION file('@folder/out', 'TSV', 'a String') SELECT 'x'",
    "CREATE TABLE default.r (a String) ENGINE = EmbeddedRocksDB(0, '@folder/out') PRIMARY KEY a",
    "CREATE TABLE default.l (a Int8) ENGINE = MergeTree ORDER BY a SETTINGS disk = disk(type = object_storage, object_storage_type = local, metadata_type = plain, path = '@folder/out/')",
    "ATTACH TABLE default.o FROM '@folder' (a Int8) ENGINE = MergeTree ORDER BY a",
    "SELECT 1 INTO OUTFILE '@folder/out'"
  ])('cannot write, make or move one: %s', async sql => {
    const { code, text } = await ask(filled(sql))
    expect(code, text).toMatch(/^(?:497|452|358|36)$/)
    expect(existsSync(join(folder, 'others', 'out'))).toBe(false)
    expect(existsSync(join(folder, 'others', 'secret.txt'))).toBe(true)
  })

  test.each([
    "SELECT * FROM url('http://@host/x', LineAsString)",
    "INSERT INTO FUNCTION url('http://@host/x', 'TSV', 'a String') SELECT 'x'",
    "SELECT * FROM s3('http://@host/bucket/x', 'LineAsString')",
    "SELECT * FROM gcs('http://@host/bucket/x', 'LineAsString')",
    "SELECT * FROM remote('@host', system.one)",
    "SELECT * FROM mysql('@host', 'a', 'b', 'c', 'd')",
    "SELECT * FROM postgresql('@host', 'a', 'b', 'c', 'd')",
    "SELECT * FROM mongodb('@host', 'a', 'b', 'c', 'd', 'e String')",
    "SELECT * FROM redis('@host', 'k', 'k String, v String')",
    "SELECT * FROM hdfs('hdfs://@host/x', 'TSV', 'a String')",
    "SELECT * FROM azureBlobStorage('DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://@host/a;', 'c', 'x', 'CSV', 'auto', 'a String')",
    "SELECT * FROM deltaLake('http://@host/bucket/x')",
    "SELECT * FROM iceberg('http://@host/bucket/x')",
    "CREATE TABLE default.u (a String) ENGINE = URL('http://@host/x', TSV)",
    "CREATE TABLE default.k (a String) ENGINE = Kafka('@host', 't', 'g', 'CSV')",
    "CREATE DATABASE m ENGINE = MySQL('@host', 'a', 'b', 'c')",
    "CREATE DICTIONARY default.h (a String) PRIMARY KEY a SOURCE(HTTP(url 'http://@host/x' format 'TSV')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)",
    "CREATE TABLE default.w (a Int8) ENGINE = MergeTree ORDER BY a SETTINGS disk = disk(type = web, endpoint = 'http://@host/x/')",
    "CREATE TABLE default.s (a Int8) ENGINE = MergeTree ORDER BY a SETTINGS disk = disk(type = s3, endpoint = 'http://@host/bucket/', access_key_id = 'a', secret_access_key = 'b')"
  ])('cannot reach the network: %s', async sql => {
    const { code, text } = await ask(filled(sql))
    expect(code, text).toMatch(/^(?:497|452)$/)
    expect(connections).toBe(0)
  })

  test.each([
    'CREATE USER other',
    'GRANT FILE ON *.* TO default',
    "CREATE NAMED COLLECTION c AS url = 'http://@host/'"
  ])('cannot give more rights: %s', async sql => {
    expect(await ask(filled(sql))).toMatchObject({ code: '497' })
  })

  test('has the rest of ClickHouse', async () => {
    for (const sql of [
      'CREATE DATABASE own',
      'CREATE TABLE own.a (n Int64, s String) ENGINE = MergeTree ORDER BY n',
      'CREATE TABLE own.b AS own.a ENGINE = Memory',
      'CREATE MATERIALIZED VIEW own.v TO own.b AS SELECT * FROM own.a',
      "INSERT INTO own.a VALUES (1, 'a file'), (2, upper('b'))",
      'ALTER TABLE own.a ADD COLUMN x Int64 DEFAULT n',
      'OPTIMIZE TABLE own.a FINAL',
      'CREATE VIEW own.w AS WITH r AS (SELECT * FROM own.b) SELECT s FROM r ORDER BY n',
      'EXCHANGE TABLES own.a AND own.b',
      'DETACH TABLE own.a',
      'ATTACH TABLE own.a',
      'CREATE FUNCTION twice AS n -> n * 2'
    ]) {
      expect(await ask(sql)).toEqual({ code: null, text: '' })
    }
    expect((await ask('SELECT * FROM own.w')).text).toBe('a file\nB\n')
    expect((await ask("SELECT twice(2), trim(BOTH 'x' FROM 'xyx')")).text).toBe('4\ty\n')
    await ask('DROP DATABASE own SYNC')
  })
})
