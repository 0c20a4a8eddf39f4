/** The prices of a second source as they lie in the data directory. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TeelineError } from '../schemas/errors.js'
import type { ImportedPrices } from './record/prices/imported.js'

const fileName = 'prices-imported.json'

/** NULL when nothing was imported. Throws `TEELINE_CONFIG_UNREADABLE` when the file is not what the import wrote. */
export function readImportedPrices(dataDir: string): ImportedPrices | null {
  const path = join(dataDir, fileName)
  try {
    const prices = JSON.parse(readFileSync(path, 'utf8')) as Partial<ImportedPrices>
    if (prices.source !== 'litellm' || typeof prices.version !== 'string' || !Array.isArray(prices.cards))
      throw new Error('it has not the form of one')
    return prices as ImportedPrices
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new TeelineError(
      'TEELINE_CONFIG_UNREADABLE',
      `cannot read the imported prices in ${path}: ${(cause as Error).message}`,
      'Import them again with teeline prices import, or remove the file.',
      cause
    )
  }
}

/** Takes the place of what was imported before, at once or not at all. Returns the file's path. */
export function writeImportedPrices(dataDir: string, prices: ImportedPrices): string {
  const path = join(dataDir, fileName)
  writeFileSync(`${path}.new`, `${JSON.stringify(prices)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return path
}
