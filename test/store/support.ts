import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { type EmbeddedStore, startEmbeddedStore } from '../../collector/store/embedded-store.js'

/** Where the compiled files are: `npm run build` puts them into `dist`. */
export const distFolder = resolve(process.env['TEELINE_TEST_DIST'] ?? 'dist')

export const hasChdb = resolves('chdb/package.json')
if (!hasChdb) console.warn('chdb is not installed: tests with the embedded store are skipped')

function resolves(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'teeline-store-'))
}

export interface TestStore extends EmbeddedStore {
  dataDir: string
  client: ClickHouseClient
  lines: string[]
  /** Ends the store and removes its folder. */
  remove(): Promise<void>
}

export async function openTestStore(dataDir?: string): Promise<TestStore> {
  const folder = dataDir ?? (await temporaryFolder())
  const lines: string[] = []
  const store = await startEmbeddedStore({
    dataDir: folder,
    host: '127.0.0.1',
    port: 0,
    log: line => lines.push(line),
    childPath: join(distFolder, 'collector/store/main.js')
  })
  const client = clientOf(store)
  const remove = async () => {
    await client.close()
    await store.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return { ...store, dataDir: folder, client, lines, remove }
}

export function clientOf(
  store: Pick<EmbeddedStore, 'url' | 'user' | 'password'>,
  options: Parameters<typeof createClient>[0] = {}
): ClickHouseClient {
  return createClient({
    url: store.url,
    username: store.user,
    password: store.password,
    log: { level: ClickHouseLogLevel.OFF },
    ...options
  })
}

/** Polls until `condition` gives something. */
export async function eventually<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 10_000
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${condition}`)
    await delay(10)
  }
}

export async function firstValue<T>(client: ClickHouseClient, query: string): Promise<T> {
  const answer = await client.query({ query, format: 'JSONCompactEachRow' })
  const [row] = await answer.json<[T]>()
  if (row === undefined) throw new Error(`no row: ${query}`)
  return row[0]
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
