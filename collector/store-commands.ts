/** `teeline query`, `teeline prices` and `teeline report`: where the answers come from and where they go. */
import { existsSync } from 'node:fs'
import { TeelineError } from '../schemas/errors.js'
import { type Alternative, onModel, type Prices, underCards, underRules } from './alternatives.js'
import { type ConfigFlags, loadConfig, readOverride } from './config.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { readImportedPrices } from './imported-prices.js'
import { checkPrices } from './prices-check-command.js'
import { listPrices, showPrice } from './prices-command.js'
import { importPrices } from './prices-import-command.js'
import { runQuery as ask } from './query-command.js'
import { type ReportFormat, reportSpend } from './report-spend-command.js'
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

export async function runPricesCheck(
  options: ConfigFlags & { days: string; json: boolean }
): Promise<number> {
  const days = Number(options.days)
  if (!(days > 0 && days <= 36_500))
    throw new TeelineError('TEELINE_USAGE', `--days ${options.days} is no number of days`, 'Write it as 30.')
  return checkPrices({ out: process.stdout, store: await findStore(options), days, json: options.json })
}

export function runPricesImport(file: string, options: ConfigFlags): void {
  importPrices({ out: process.stdout, file, dataDir: loadConfig(options, process.env).dataDir })
}

export interface ReportSpendFlags extends ConfigFlags {
  month?: string
  by: string
  as?: string
  reprice?: string
  json?: boolean
  md?: boolean
}

/** `teeline report spend`. `--as` and `--reprice` may both be given: each is a column. */
export async function runReportSpend(options: ReportSpendFlags): Promise<number> {
  const store = await findStore(options)
  const format: ReportFormat = options.json === true ? 'json' : options.md === true ? 'md' : 'text'
  await reportSpend({
    out: process.stdout,
    store,
    by: options.by,
    alternatives: await alternativesOf(options, store),
    format,
    ...(options.month !== undefined && { month: options.month })
  })
  return 0
}

async function alternativesOf(options: ReportSpendFlags, store: StoreAddress): Promise<Alternative[]> {
  const { priceOverride, dataDir } = loadConfig(options, process.env)
  const prices: Prices = { override: priceOverride, imported: readImportedPrices(dataDir) }
  const models = (options.as ?? '').split(',').map(model => model.trim())
  const nowUs = Date.now() * 1000
  const alternatives = models.filter(model => model !== '').map(model => onModel(model, prices, nowUs))
  const { reprice } = options
  if (reprice === undefined) return alternatives
  const repriced = existsSync(reprice)
    ? underRules(reprice, readOverride(reprice), prices)
    : await underCards(reprice, store, prices)
  return [...alternatives, repriced]
}

function parseDate(text: string): Date {
  const date = new Date(text)
  if (!Number.isNaN(date.getTime())) return date
  throw new TeelineError('TEELINE_USAGE', `--at ${text} is not a date`, 'Write it as 2026-11-21.')
}
