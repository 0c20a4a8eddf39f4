import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataDir } from '../../collector/data-dir.js'
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
