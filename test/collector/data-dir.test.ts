import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDataDir } from '../../collector/data-dir.js'
import { openToOthers } from '../../collector/data-dir-rights.js'
import { findStore } from '../../collector/find-store.js'
import { storePassword, writeStoreFile } from '../../collector/store/store-file.js'
import { until } from '../support/until.js'

let path: string
const children: ChildProcess[] = []

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'teeline-data-'))
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(path, { recursive: true, force: true })
})

function start(command: string): ChildProcess {
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  return child
}

/** A lock as a collector that was killed leaves it, with a worker that it had. */
function leaveLock(worker: number): void {
  const dir = openDataDir(path)
  dir.share([worker])
  const [, holder = ''] = readFileSync(join(path, 'teeline.lock'), 'utf8').split('\n')
  writeFileSync(join(path, 'teeline.lock'), `99999999 1\n${holder}`)
}

test('a secret that cannot be read is told with its code, and the directory is let go', () => {
  mkdirSync(join(path, 'key-id.secret'))
  expect(() => openDataDir(path)).toThrow(
    expect.objectContaining({ code: 'TEELINE_CONFIG_INVALID', message: expect.stringContaining(path) })
  )
  expect(readdirSync(path)).toEqual(['key-id.secret'])
})

test.skipIf(process.getuid === undefined)(
  "another user's directory is called closed, and not one without a store",
  async () => {
    await writeStoreFile(path, { password: 'x', url: 'http://127.0.0.1:9' }, process.pid)
    const isRoot = process.getuid?.() === 0
    if (isRoot) process.seteuid?.(65_534)
    else chmodSync(path, 0)
    try {
      await expect(findStore({ data: path })).rejects.toMatchObject({
        code: 'TEELINE_STORE_UNREACHABLE',
        message: expect.stringContaining("another user's")
      })
    } finally {
      if (isRoot) process.seteuid?.(0)
      else chmodSync(path, 0o700)
    }
  }
)

test.skipIf(process.platform !== 'linux')(
  'a worker of a killed collector keeps the directory until it is gone',
  async () => {
    const worker = start('exec sleep 60')
    leaveLock(worker.pid!)
    expect(() => openDataDir(path)).toThrow(`process ${worker.pid} has the data directory`)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    openDataDir(path).release()
  }
)

test.skipIf(process.platform !== 'linux')('one that has ended and was not reaped is gone', async () => {
  // Its parent becomes a program that never asks for its children's ends.
  const parent = start('sleep 0.3 & echo $!; exec sleep 60')
  const [line] = await once(parent.stdout!, 'data')
  const zombie = Number(line)
  leaveLock(zombie)
  await until('a zombie', () => readFileSync(`/proc/${zombie}/stat`, 'latin1').includes(') Z '))
  openDataDir(path).release()
})

test('the process that has the directory is refused a second time', () => {
  const dir = openDataDir(path)
  expect(() => openDataDir(path)).toThrow(`process ${process.pid} has the data directory`)
  dir.release()
})

test('a directory that cannot be made is an error that says what to do', () => {
  writeFileSync(join(path, 'file'), '')
  expect(() => openDataDir(join(path, 'file', 'data'))).toThrow(
    expect.objectContaining({ code: 'TEELINE_CONFIG_INVALID', hint: expect.stringContaining('--data') })
  )
})

test('the secret behind key ids is made once, for its owner only, and anew when it is not whole', () => {
  const file = join(path, 'key-id.secret')
  const open = () => {
    const dir = openDataDir(path)
    dir.release()
    return dir.keySecret
  }
  const first = open()
  expect(first).toHaveLength(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(open()).toEqual(first)
  for (const half of ['', 'half']) {
    writeFileSync(file, half)
    const made = open()
    expect(made).toHaveLength(32)
    expect(readFileSync(file)).toEqual(made)
  }
})

test('a directory that is made is its owner’s only', () => {
  const made = join(path, 'a', 'b')
  openDataDir(made).release()
  expect(statSync(made).mode & 0o777).toBe(0o700)
})

const modeOf = (file: string) => (statSync(file).mode & 0o7777).toString(8)

describe('a directory that is there already, and open to others,', () => {
  test('is closed when nothing lies in it yet, and keeps what else its mode says', () => {
    chmodSync(path, 0o2777)
    openDataDir(path).release()
    expect(modeOf(path)).toBe('2700')
    expect(openToOthers(path)).toBeNull()
  })

  test('is left as it is when something else lies in it, and that it is open is told with what to do', () => {
    writeFileSync(join(path, 'theirs.txt'), '')
    for (const [mode, how] of [
      [0o755, 'is open to'],
      [0o750, 'is open to'],
      [0o777, 'can be written by'],
      [0o1777, 'can be written by']
    ] as const) {
      chmodSync(path, mode)
      openDataDir(path).release()
      expect(modeOf(path)).toBe(mode.toString(8))
      expect(openToOthers(path)).toBe(
        `${path} holds secrets and ${how} other users (mode ${mode.toString(8)}): chmod 700 ${path}`
      )
    }
    chmodSync(path, 0o700)
    expect(openToOthers(path)).toBeNull()
  })

  test.skipIf(process.getuid?.() !== 0)('belongs to another user: that is told', () => {
    chownSync(path, 12_345, 0)
    expect(openToOthers(path)).toBe(
      `${path} holds secrets and belongs to another user (uid 12345): chown 0 ${path} && chmod 700 ${path}`
    )
  })

  test('has its secrets closed all the same', async () => {
    await writeStoreFile(path, { password: 'x' })
    openDataDir(path).release()
    for (const name of readdirSync(path)) chmodSync(join(path, name), 0o666)
    chmodSync(path, 0o755)
    chmodSync(join(path, 'store.json'), 0o644)
    openDataDir(path).release()
    expect(readdirSync(path).map(name => `${name} ${modeOf(join(path, name))}`)).toEqual([
      'key-id.secret 600',
      'store.json 600'
    ])
  })
})

test('a secret that can be read by others is told of, though the directory is closed', () => {
  openDataDir(path).release()
  const file = join(path, 'key-id.secret')
  chmodSync(file, 0o644)
  expect(openToOthers(path)).toBe(
    `${file} is a secret and is open to other users (mode 644): chmod 600 ${file}`
  )
})

describe('what lies where a secret is about to be written', () => {
  test('gives it neither its mode nor its place', async () => {
    const elsewhere = join(path, 'elsewhere')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'file'), 'kept')
    symlinkSync(join(elsewhere, 'file'), join(path, 'key-id.secret.new'))
    writeFileSync(join(path, `store.json.${process.pid}`), '')
    chmodSync(join(path, `store.json.${process.pid}`), 0o666)
    openDataDir(path).release()
    await writeStoreFile(path, { password: await storePassword(path) })
    expect(readFileSync(join(elsewhere, 'file'), 'utf8')).toBe('kept')
    expect(modeOf(join(path, 'key-id.secret'))).toBe('600')
    expect(modeOf(join(path, 'store.json'))).toBe('600')
  })
})
