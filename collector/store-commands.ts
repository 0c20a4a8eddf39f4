/** `teeline query` and `teeline prices`: where the answers come from and where they go. */
import { TeelineError } from '../schemas/errors.js'
import { type ConfigFlags, loadConfig } from './config.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { listPrices, showPrice } from './prices-command.js'
import { runQuery as ask } from './query-command.js'
import { readStoreAddress } from './store/embedded-store.js'

/** `teeline query`: asks the configured server, or the embedded store that runs on the data directory. */
export async function runQuery(sql: string, options: ConfigFlags & { format: string }): Promise<number> {
  await ask({ sql, format: options.format, store: await findStore(options), out: process.stdout })
  return 0
}

/**
 * The store that a command talks to.
 *
 * @throws TeelineError `TEELINE_STORE_UNREACHABLE` when the embedded one does not run.
 */
export async function findStore(flags: ConfigFlags): Promise<StoreAddress> {
  const { config, dataDir } = loadConfig(flags, process.env)
  const { url, user, password, database } = config.store
  if (url !== undefined) return { url, user, password: password ?? '', database }
  const embedded = await readStoreAddress(dataDir)
  if (embedded === undefined) {
    throw new TeelineError(
      'TEELINE_STORE_UNREACHABLE',
      `no store runs on the data directory ${dataDir}`,
      'Start it with teeline up, name its directory with --data, or set store.url.'
    )
  }
  return { url: embedded.url, user: embedded.user, password: embedded.password, database }
}

export function runPricesList(options: { provider?: string; json: boolean }): void {
  listPrices({ out: process.stdout, ...options })
}

export function runPricesShow(
  model: string,
  options: { provider?: string; at?: string; json: boolean }
): void {
  const { at, ...rest } = options
  showPrice({ out: process.stdout, model, ...rest, ...(at !== undefined && { at: parseDate(at) }) })
}

function parseDate(text: string): Date {
  const date = new Date(text)
  if (!Number.isNaN(date.getTime())) return date
  throw new TeelineError('TEELINE_USAGE', `--at ${text} is not a date`, 'Write it as 2026-11-21.')
}
