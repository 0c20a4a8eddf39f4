/** `teeline up`: the collector and, unless `store.url` names a server, the embedded ClickHouse beside it. */
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Admin, startAdmin } from './admin.js'
import { banner } from './banner.js'
import { type Collector, startCollector } from './collector.js'
import { type ConfigFlags, type LoadedConfig, loadConfig, printableConfig } from './config.js'
import { type DataDir, openDataDir } from './data-dir.js'
import { readImportedPrices } from './imported-prices.js'
import { buildLog, type Log } from './log.js'
import { RecorderThread } from './recorder-thread.js'
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
  const stop = stopSignal()
  const running: Running = {}
  try {
    await start(running, loaded, dataDir, log)
    await stop.first
    const { collector } = running
    process.stderr.write(stopping(collector, loaded.config.collector.drainTimeoutMs))
    let exitCode = 0
    stop.onSecond(() => {
      exitCode = interrupted
      collector?.cut()
    })
    await shutDown(running)
    return exitCode
  } finally {
    await shutDown(running)
    dataDir.release()
  }
}

/** What is up, so that whatever came up before a failure goes down again. */
interface Running {
  recorder?: RecorderThread
  collector?: Collector
  admin?: Admin
  store?: Store
}

async function start(running: Running, loaded: LoadedConfig, dataDir: DataDir, log: Log): Promise<void> {
  const { config } = loaded
  const routes = routesOf(config)
  const recorder = new RecorderThread(
    {
      record: config.record,
      outboxDir: join(dataDir.path, 'outbox'),
      deadLetterFile: join(dataDir.path, 'dead-letter.ndjson'),
      keySecret: dataDir.keySecret,
      collector: `${hostname()}/0`,
      prices: { override: loaded.priceOverride, imported: readImportedPrices(dataDir.path) },
      metrics: config.metrics,
      budgets: config.budgets
    },
    log
  )
  running.recorder = recorder
  const collector = await startCollector(config.collector, routes, recorder)
  running.collector = collector
  recorder.onSlab = number => collector.journal.recycle(number)
  recorder.onRestart = () => collector.journal.forgetOutstanding()
  const store = await openStore(config.store, dataDir.path, log, recorder)
  running.store = store
  running.admin = await startAdmin(config.collector.admin, {
    version,
    collector,
    recorder,
    routes,
    store: store.state
  })
  announce(running as Required<Running>, loaded, dataDir, routes)
}

function announce(running: Required<Running>, loaded: LoadedConfig, dataDir: DataDir, routes: Route[]): void {
  const { url, user, embedded } = running.store.state()
  dataDir.announce({
    pid: process.pid,
    collectorUrl: running.collector.url,
    adminUrl: running.admin.url,
    storeUrl: url,
    storeUser: user
  })
  process.stdout.write(
    banner({
      version,
      collectorUrl: running.collector.url,
      adminUrl: running.admin.url,
      store: { url, embedded },
      dataDir: loaded.dataDir,
      routes
    })
  )
}

/** In the order of the flow, so that nothing is asked of what has gone: relay, recorder, store. */
async function shutDown(running: Running): Promise<void> {
  const { collector, recorder, admin, store } = running
  for (const part of Object.keys(running)) delete running[part as keyof Running]
  await collector?.close()
  await recorder?.close(deliverTimeoutMs)
  await admin?.close()
  await store?.close()
}

function stopping(collector: Collector | undefined, drainTimeoutMs: number): string {
  const open = collector?.stats().open ?? 0
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
