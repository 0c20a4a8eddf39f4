import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { secretFiles } from '../data-dir-rights.js'
import { storeUser } from './credentials.js'

/** Where a store is and how to be let in. */
export interface StoreAddress {
  url: string
  user: string
  password: string
}

/** What `store.json` of a data directory says. `url` and `pid` stand there while the store runs. */
interface StoreFile extends Partial<StoreAddress> {
  /** The process that keeps the store, and starts it again when it dies. */
  pid?: number
}

/** The address of the embedded store that runs on this data directory; undefined when none does. */
export async function readStoreAddress(dataDir: string): Promise<StoreAddress | undefined> {
  const { url, user, password, pid } = await readStoreFile(dataDir)
  if (url === undefined || user === undefined || password === undefined) return undefined
  return pid !== undefined && isAlive(pid) ? { url, user, password } : undefined
}

/** The process that says it keeps the store of this directory, if it lives. */
export async function storeKeeper(dataDir: string): Promise<number | undefined> {
  const { pid } = await readStoreFile(dataDir)
  return pid !== undefined && isAlive(pid) ? pid : undefined
}

/** The data directory's password, or a new one: made once, so that what was told it keeps working. */
export async function storePassword(dataDir: string): Promise<string> {
  const { password } = await readStoreFile(dataDir)
  return password ?? randomBytes(32).toString('base64url')
}

/** For the owner's eyes only, and never half-written. Without `pid` and `url` the store does not run. */
export async function writeStoreFile(
  dataDir: string,
  address: Pick<StoreAddress, 'password'> & Partial<StoreAddress>,
  pid?: number
): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const content: StoreFile = { user: storeUser, ...address, ...(pid === undefined ? {} : { pid }) }
  const path = join(dataDir, secretFiles.store)
  const draft = `${path}.${process.pid}`
  // What was left there, or laid there, would keep its own mode.
  await rm(draft, { force: true })
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  await rename(draft, path)
}

async function readStoreFile(dataDir: string): Promise<StoreFile> {
  try {
    return checked(JSON.parse(await readFile(join(dataDir, secretFiles.store), 'utf8')))
  } catch {
    // Not there, or not ours: then nothing is known.
    return {}
  }
}

/** Only what is as this program writes it: an empty password would let everybody in. */
function checked(content: Record<string, unknown>): StoreFile {
  const file: StoreFile = {}
  for (const name of ['url', 'user', 'password'] as const) {
    const value = content[name]
    if (typeof value === 'string' && value !== '') file[name] = value
  }
  if (typeof content['pid'] === 'number') file.pid = content['pid']
  return file
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process: there, but not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
