/** `teeline up`: the collector and, unless `store.url` names a server, the embedded ClickHouse beside it. */
import { type Admin, startAdmin } from './admin.js'
import { banner } from './banner.js'
import { type ConfigFlags, type LoadedConfig, loadConfig, printableConfig } from './config.js'
import { type DataDir, openDataDir } from './data-dir.js'
import { openToOthers } from './data-dir-rights.js'
import { buildLog, type Log } from './log.js'
import { type Pairs, startPairs } from './pairs.js'
import { type Route, routesOf } from './routing/routes.js'
import { openStore, type Store } from './store.js'
import { version } from './version.js'

/** Undelivered rows stay on disk; a stop does not wait longer than this for the store to take them. */
const deliverTimeoutMs = 3_000
/** A clean drain exits with 0; one that had to be cut short with this. */
const interrupted = 130

export interface UpOptions extends ConfigFlags {
  printConfig?: boolean
}

/**
 * Runs until a stop signal, then drains. Resolves with the exit code.
 *
 * @throws TeelineError when it cannot start; nothing is left behind then.
 */
export async function runUp(options: UpOptions): Promise<number> {
  const loaded = loadConfig(options, process.env)
  if (options.printConfig === true) {
    process.stdout.write(`${JSON.stringify(printableConfig(loaded), null, 2)}\n`)
    return 0
  }
  const log = buildLog(loaded.config.logLevel, process.stderr)
  const dataDir = openDataDir(loaded.dataDir)
  const trouble = openToOthers(dataDir.path)
  if (trouble !== null) log('warn', trouble)
  const stop = stopSignal()
  const running: Running = {}
  try {
    await start(running, loaded, dataDir, log)
    await stop.first
    const { pairs } = running
    let exitCode = 0
    stop.onSecond(() => {
      exitCode = interrupted
      pairs?.cut()
    })
    const stats = await pairs?.stats()
    process.stderr.write(stopping(stats?.relay.open ?? 0, loaded.config.collector.drainTimeoutMs))
    await shutDown(running)
    return exitCode
  } finally {
    await shutDown(running)
    dataDir.release()
  }
}

/** What is up, so that whatever came up before a failure goes down again. */
interface Running {
  pairs?: Pairs
  admin?: Admin
  store?: Store
}

async function start(running: Running, loaded: LoadedConfig, dataDir: DataDir, log: Log): Promise<void> {
  const { config } = loaded
  const routes = routesOf(config)
  const pairs = await startPairs({ loaded, dataDir, routes, log })
  running.pairs = pairs
  const store = await openStore(config.store, dataDir.path, log, pairs)
  running.store = store
  running.admin = await startAdmin(config.collector.admin, { version, pairs, routes, store: store.state })
  announce(running as Required<Running>, loaded, dataDir, routes)
}

function announce(running: Required<Running>, loaded: LoadedConfig, dataDir: DataDir, routes: Route[]): void {
  const { url, user, embedded } = running.store.state()
  dataDir.announce({
    pid: process.pid,
    collectorUrl: running.pairs.url,
    adminUrl: running.admin.url,
    storeUrl: url,
    storeUser: user
  })
  process.stdout.write(
    banner({
      version,
      collectorUrl: running.pairs.url,
      workers: loaded.config.collector.workers,
      adminUrl: running.admin.url,
      store: { url, embedded },
      dataDir: loaded.dataDir,
      routes
    })
  )
}

/** In the order of the flow, so that nothing is asked of what has gone: relay and recorder, store. */
async function shutDown(running: Running): Promise<void> {
  const { pairs, admin, store } = running
  for (const part of Object.keys(running)) delete running[part as keyof Running]
  await pairs?.close(deliverTimeoutMs)
  await admin?.close()
  await store?.close()
}

function stopping(open: number, drainTimeoutMs: number): string {
  if (open === 0) return '\nstopping\n'
  const streams = open === 1 ? '1 open call' : `${open} open calls`
  return `\nstopping: waiting up to ${drainTimeoutMs / 1000} s for ${streams}; once more to cut them\n`
}

/** The first SIGINT or SIGTERM begins the drain, a later one ends it. */
function stopSignal(): { first: Promise<void>; onSecond: (listener: () => void) => void } {
  let onLater: (() => void) | null = null
  const first = new Promise<void>(resolve => {
    const listener = () => {
      onLater?.()
      resolve()
    }
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    process.on('SIGHUP', listener)
  })
  return {
    first,
    onSecond: listener => {
      onLater = listener
    }
  }
}
