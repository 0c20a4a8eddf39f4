/** The sidecar as a user runs it: compiled, in a process of its own, with a configuration and a data folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import type { Row } from '../../schemas/row.js'
import { until } from './until.js'

export interface TeelineOptions {
  /** What `teeline.yaml` shall say. */
  config?: object
  /** Further arguments of `up`. */
  args?: string[]
  env?: Record<string, string>
  /** A folder to use again (and to leave behind); without it a fresh one, removed at the end. */
  dataDir?: string
  /** How long it may take to be ready. */
  withinMs?: number
}

interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface Teeline {
  /** Base URL of the collector; a route's prefix follows. */
  url: string
  adminUrl: string
  /** Base URL of the store, without credentials. */
  storeUrl: string
  dataDir: string
  pid: number
  /** Everything printed so far, both streams. */
  output(): string
  /** Asks the store. 64-bit integers come as numbers, decimals as strings. */
  query<T>(sql: string): Promise<T[]>
  /** Waits until `teeline.requests` holds at least `count` rows and returns all of them, oldest first. */
  rows(count: number, withinMs?: number): Promise<Row[]>
  /** Ends the collector (default SIGTERM) and says how it went; what is left of its processes is killed. */
  stop(signal?: NodeJS.Signals, withinMs?: number): Promise<Exit>
  /** Resolves when the collector has gone, by whatever cause. */
  exited: Promise<Exit>
}

/** The file that `up` writes once it serves. */
interface ReadyFile {
  pid: number
  collectorUrl: string
  adminUrl: string
  storeUrl: string | null
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Absolute path of the compiled command: `TEELINE_DIST` or `dist`. */
export function cliPath(): string {
  return join(resolve(root, process.env['TEELINE_DIST'] ?? 'dist'), 'cli.js')
}

/** Starts `teeline up` on free ports and waits until it serves. Rejects with its output when it does not. */
export async function startTeeline(options: TeelineOptions = {}): Promise<Teeline> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'teeline-test-')))
  const readyFile = join(dataDir, 'teeline.json')
  // A killed predecessor leaves its file behind; ours is the one with our pid.
  const { child, output } = await spawnUp(dataDir, options)
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Exit)
  async function stop(signal: NodeJS.Signals = 'SIGTERM', withinMs = 40_000): Promise<Exit> {
    child.kill(signal)
    const exit = await Promise.race([exited, expired(withinMs)])
    killGroup(child)
    await groupGone(child)
    started.delete(child)
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    if (exit === null) throw new Error(`teeline did not stop within ${withinMs} ms of ${signal}\n${output()}`)
    return exit
  }
  try {
    const ready = await until('teeline to be ready', () => readReady(readyFile, child), {
      withinMs: options.withinMs ?? 30_000
    })
    if (ready === 'gone') throw new Error('it ended by itself')
    const query = storeQuery(dataDir)
    return {
      url: ready.collectorUrl.replace(/\/$/, ''),
      adminUrl: ready.adminUrl.replace(/\/$/, ''),
      storeUrl: ready.storeUrl ?? '',
      dataDir,
      pid: ready.pid,
      output,
      query,
      rows: (count, withinMs) => rows(query, count, withinMs),
      stop,
      exited
    }
  } catch (error) {
    await stop('SIGKILL').catch(() => {})
    throw new Error(`teeline did not start:\n${output()}`, { cause: error })
  }
}

const started = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of started) killGroup(child)
})

async function spawnUp(
  dataDir: string,
  { config = {}, args = [], env = {} }: TeelineOptions
): Promise<{ child: ChildProcess; output: () => string }> {
  const cli = cliPath()
  if (!existsSync(cli)) throw new Error(`${cli} is missing: run \`npm run build\` first`)
  const configFile = join(dataDir, 'test-config.yaml')
  // JSON is YAML.
  await writeFile(configFile, JSON.stringify(config))
  const any = '127.0.0.1:0'
  const files = ['--config', configFile, '--data', dataDir]
  const listens = ['--listen', any, '--admin', any, '--store-listen', any]
  const child = spawn(process.execPath, [cli, 'up', ...files, ...listens, ...args], {
    cwd: dataDir,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that whatever it starts can be ended with it.
    detached: true
  })
  started.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  return { child, output: () => printed }
}

async function readReady(file: string, child: ChildProcess): Promise<ReadyFile | 'gone' | undefined> {
  if (child.exitCode !== null || child.signalCode !== null) return 'gone'
  const text = await readFile(file, 'utf8').catch(() => '')
  if (text === '') return undefined
  const ready = JSON.parse(text) as ReadyFile
  return ready.pid === child.pid ? ready : undefined
}

function storeQuery(dataDir: string): Teeline['query'] {
  return async <T>(sql: string): Promise<T[]> => {
    const text = await readFile(join(dataDir, 'store.json'), 'utf8')
    const { url, user, password } = JSON.parse(text) as { url: string; user: string; password: string }
    const log = { level: ClickHouseLogLevel.OFF }
    const client = createClient({ url, username: user, password, request_timeout: 20_000, log })
    try {
      const result = await client.query({
        query: sql,
        format: 'JSONEachRow',
        clickhouse_settings: {
          output_format_json_quote_64bit_integers: 0,
          output_format_json_quote_decimals: 1
        }
      })
      return await result.json<T>()
    } finally {
      await client.close()
    }
  }
}

async function rows(query: Teeline['query'], count: number, withinMs = 20_000): Promise<Row[]> {
  await until(
    `${count} rows`,
    async () => {
      const [counted] = await query<{ n: number }>('SELECT count() AS n FROM teeline.requests')
      return (counted?.n ?? 0) >= count
    },
    { withinMs, everyMs: 100 }
  )
  return query<Row>('SELECT * FROM teeline.requests ORDER BY ts, id')
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // ESRCH: nothing is left of it, as it should be.
  }
}

/** A killed process may still be writing into its folder while it goes. */
async function groupGone({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return
  const isGone = () => {
    try {
      process.kill(-pid, 0)
      return false
    } catch {
      return true
    }
  }
  // Where nobody reaps orphans the group stays, and its processes are gone all the same.
  await until('its processes to be gone', isGone, { withinMs: 5_000 }).catch(() => {})
}

async function expired(ms: number): Promise<null> {
  return new Promise(resolve => setTimeout(() => resolve(null), ms).unref())
}
