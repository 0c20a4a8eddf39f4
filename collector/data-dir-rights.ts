/** Who else gets at a data directory: the password of the store lies in it, and the secret behind key ids. */
import { chmodSync, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'

/** By name in the directory. What else there is holds no secret, or is in a folder of its own that is closed. */
export const secretFiles = { keySecret: 'key-id.secret', store: 'store.json' } as const

const others = 0o077

/** Closes what is ours to close: a directory that has nothing in it yet, and the secrets. The rest of it may be somebody's. */
export function closeToOthers(path: string): void {
  if (readdirSync(path).length === 0) close(path)
  for (const name of Object.values(secretFiles)) close(join(path, name))
}

/**
 * What of it others can read or write, in one line that says what to do; NULL when that is nothing, or when the system has
 * no such rights.
 */
export function openToOthers(path: string): string | null {
  const self = process.getuid?.()
  if (self === undefined) return null
  for (const file of [path, ...Object.values(secretFiles).map(name => join(path, name))]) {
    const stats = statOf(file)
    const trouble = stats === null ? null : troubleOf(file, stats, self)
    if (trouble !== null) return trouble
  }
  return null
}

function troubleOf(file: string, { uid, mode }: Stats, self: number): string | null {
  const isDirectory = (mode & 0o170000) === 0o040000
  const closed = isDirectory ? '700' : '600'
  const command =
    uid === self ? `chmod ${closed} ${file}` : `chown ${self} ${file} && chmod ${closed} ${file}`
  const does = isDirectory ? 'holds secrets' : 'is a secret'
  if ((mode & others) !== 0) {
    const how = (mode & 0o022) === 0 ? 'is open to' : 'can be written by'
    return `${file} ${does} and ${how} other users (mode ${(mode & 0o7777).toString(8)}): ${command}`
  }
  return uid === self ? null : `${file} ${does} and belongs to another user (uid ${uid}): ${command}`
}

/** Keeps what else the mode says, such as a group that is handed down. */
function close(file: string): void {
  const stats = statOf(file)
  if (stats === null || stats.uid !== process.getuid?.() || (stats.mode & others) === 0) return
  chmodSync(file, stats.mode & 0o7777 & ~others)
}

function statOf(file: string): Stats | null {
  return statSync(file, { throwIfNoEntry: false }) ?? null
}
