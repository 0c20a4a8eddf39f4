/**
 * Folders of demonstrations in the temporary directory: each says which processes use it, so that the next demonstration can
 * remove what one that was killed left behind, and nothing else.
 */
import { appendFileSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'teeline-demo-'
/** One process id a line. */
const usersFile = 'processes'

/** A fresh folder, ours alone, in use by this process. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  addUser(folder, process.pid)
  return folder
}

/** Says that a process uses the folder, as long as it runs. */
export function addUser(folder: string, pid: number): void {
  appendFileSync(join(folder, usersFile), `${pid}\n`)
}

/** Removes the folders whose processes have all gone; what cannot be told, or removed, stays. */
export function sweepLeftovers(within = tmpdir()): void {
  for (const name of readdirSync(within)) {
    if (!name.startsWith(prefix)) continue
    const folder = join(within, name)
    try {
      if (isLeftOver(folder)) rmSync(folder, { recursive: true, force: true })
    } catch {
      // Gone meanwhile, or somebody else's.
    }
  }
}

/** Ours, a folder and no link to one, and nobody there who uses it. */
function isLeftOver(folder: string): boolean {
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) return false
  const users = readFileSync(join(folder, usersFile), 'utf8').split('\n').filter(Boolean).map(Number)
  return users.length > 0 && !users.some(isRunning)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
