/** Where the store of a configuration is. Apart from the commands, which load the price list: the screens need only this. */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { TeelineError } from '../schemas/errors.js'
import { type ConfigFlags, loadConfig } from './config.js'
import { secretFiles } from './data-dir-rights.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { readStoreAddress } from './store/embedded-store.js'

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
    const isClosed = isClosedToUs(join(dataDir, secretFiles.store))
    throw new TeelineError(
      'TEELINE_STORE_UNREACHABLE',
      isClosed
        ? `the data directory ${dataDir} is another user's, and closed to this one`
        : `no store runs on the data directory ${dataDir}`,
      isClosed
        ? 'Ask as the user who runs teeline up, name another directory with --data, or set store.url.'
        : 'Start it with teeline up, name its directory with --data, or set store.url.'
    )
  }
  return { url: embedded.url, user: embedded.user, password: embedded.password, database }
}

/** Whether a store runs there is then not for us to know. */
function isClosedToUs(file: string): boolean {
  try {
    closeSync(openSync(file, 'r'))
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}
