/** The data directory: one collector at a time, and what must outlive it. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { TeelineError } from '../schemas/errors.js'
import { closeToOthers, secretFiles } from './data-dir-rights.js'

/** Where other commands find the running collector; written when all of it is up, removed when it stops. */
export interface RunFile {
  pid: number
  collectorUrl: string
  adminUrl: string
  storeUrl: string
  storeUser: string
}

export interface DataDir {
  path: string
  /** Key of the hash that tells credentials apart; made once, so that `key_id` outlives restarts. */
  keySecret: Buffer
  announce(run: RunFile): void
  /** These processes use the directory too; until each of them is gone, nobody else gets it. */
  share(pids: readonly number[]): void
  release(): void
}

const runFileName = 'teeline.json'
const lockFileName = 'teeline.lock'
const keySecretBytes = 32
/** Workers of a collector that was killed hold its directory for a moment longer: for them the next one waits. */
const orphansMs = 5_000

/**
 * Creates the directory if need be and takes it.
 *
 * @throws TeelineError `TEELINE_DATA_IN_USE` while another collector has it; `TEELINE_CONFIG_INVALID` when it cannot be written.
 */
export function openDataDir(path: string): DataDir {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    closeToOthers(path)
  } catch (cause) {
    throw unusable(path, cause)
  }
  const lockFile = join(path, lockFileName)
  takeLock(lockFile, path)
  const runFile = join(path, runFileName)
  let keySecret: Buffer
  try {
    rmSync(runFile, { force: true })
    keySecret = loadKeySecret(join(path, secretFiles.keySecret))
  } catch (cause) {
    rmSync(lockFile, { force: true })
    throw unusable(path, cause)
  }
  return {
    path,
    keySecret,
    announce: run => replace(runFile, `${JSON.stringify(run, null, 2)}\n`),
    share: pids => replace(lockFile, [process.pid, ...pids].map(owner).join('\n')),
    release: () => {
      rmSync(runFile, { force: true })
      rmSync(lockFile, { force: true })
    }
  }
}

/** The running collector of that directory; null when there is none. */
export function readRunFile(path: string): RunFile | null {
  try {
    const run = JSON.parse(readFileSync(join(path, runFileName), 'utf8')) as RunFile
    return isAlive(run.pid) ? run : null
  } catch {
    return null
  }
}

function takeLock(lockFile: string, path: string): void {
  // Twice: the second time after a lock whose owner is gone was cleared away.
  for (const isLast of [false, true]) {
    try {
      const file = openSync(lockFile, 'wx', 0o600)
      writeSync(file, owner(process.pid))
      closeSync(file)
      return
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(path, cause)
      const holders = readFileSync(lockFile, 'utf8').split('\n')
      const [first = ''] = holders
      const holder = isLast || isHolding(first) ? first : waitForRest(holders)
      if (holder !== undefined) throw inUse(path, Number.parseInt(holder, 10))
      rmSync(lockFile, { force: true })
    }
  }
}

/** Workers end when their collector has; the one that has not by now is told. */
function waitForRest(holders: readonly string[]): string | undefined {
  const deadline = performance.now() + orphansMs
  for (;;) {
    const holder = holders.find(isHolding)
    if (holder === undefined || performance.now() > deadline) return holder
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
}

function isHolding(holder: string): boolean {
  const pid = Number.parseInt(holder, 10)
  return isAlive(pid) && owner(pid) === holder && !isZombie(pid)
}

/** Ended, and nobody has asked how: in a container whose first process does not, orphans stay like that. */
function isZombie(pid: number): boolean {
  return statOf(pid)?.[1] === 'Z'
}

/** The fields of /proc/PID/stat from the end of the name on; NULL where there are none. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')')).split(' ')
  } catch {
    return null
  }
}

/** Anew, for what was left there, or laid there, would keep its own mode. */
function replace(file: string, content: string | Buffer): void {
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, content, { mode: 0o600, flag: 'wx' })
  renameSync(`${file}.new`, file)
}

/** A process id and, where the system tells it, its start: ids come round again, the pair does not. */
function owner(pid: number): string {
  return `${pid} ${statOf(pid)?.[20] ?? ''}`
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Half of it, as a full disk or a loss of power may leave it, is none: under an empty one keys could be guessed from their ids. */
function loadKeySecret(file: string): Buffer {
  const kept = existsSync(file) ? readFileSync(file) : null
  if (kept?.length === keySecretBytes) return kept
  const secret = randomBytes(keySecretBytes)
  replace(file, secret)
  return secret
}

function inUse(path: string, pid: number): TeelineError {
  return new TeelineError(
    'TEELINE_DATA_IN_USE',
    `process ${pid} has the data directory ${path}`,
    'Stop it, or give this one a directory of its own with --data.'
  )
}

function unusable(path: string, cause: unknown): TeelineError {
  return new TeelineError(
    'TEELINE_CONFIG_INVALID',
    `cannot use the data directory ${path}: ${(cause as Error).message}`,
    'Give a directory that this user may write, with --data.',
    cause
  )
}
