/** A data folder that everybody gets at, and a process that closes nothing by itself. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RawConnection } from '../support/raw-client.js'
import { type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { startTeeline, type Teeline } from '../support/teeline.js'

let upstream: ReplayServer
let dataDir: string
let umask: number
let teeline: Teeline | undefined

beforeEach(async () => {
  upstream = await startReplayServer()
  dataDir = mkdtempSync(join(tmpdir(), 'teeline-open-'))
  umask = process.umask(0)
})

afterEach(async () => {
  process.umask(umask)
  await teeline?.stop()
  await upstream.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('in a folder of mode 0777 and with a umask of 0, all that is written is its owner’s only, and a line says so of the folder', async () => {
  chmodSync(dataDir, 0o777)
  teeline = await startTeeline({
    dataDir,
    config: {
      record: { flushIntervalMs: 100 },
      routes: [{ prefix: '/openai', provider: 'openai', upstream: upstream.url }]
    }
  })
  const connection = await RawConnection.open(teeline.url)
  expect((await connection.exchange({ method: 'GET', target: '/openai/v1/models' })).status).toBe(200)
  connection.close()
  await teeline.rows(1)
  const open = readdirSync(dataDir).filter(name => (statSync(join(dataDir, name)).mode & 0o077) !== 0)
  // The test's own.
  expect(open).toEqual(['test-config.yaml'])
  const lines = teeline.output().split('\n')
  expect(lines.filter(line => line.includes(`chmod 700 ${dataDir}`))).toHaveLength(1)
  expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['key-id.secret', 'outbox', 'store.json']))
})
