import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addUser, makeFolder, sweepLeftovers } from '../../demo/leftovers.js'

let within: string

beforeEach(() => {
  within = mkdtempSync(join(tmpdir(), 'teeline-leftovers-'))
})

afterEach(() => rmSync(within, { recursive: true, force: true }))

function folder(name: string, users: readonly number[]): string {
  const path = join(within, name)
  mkdirSync(path)
  writeFileSync(join(path, 'rows'), 'rows')
  for (const pid of users) addUser(path, pid)
  return path
}

/** Of a process that has been, and is no more. */
function gonePid(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid
}

it('removes the folder of a demonstration whose processes have all gone, and no other', () => {
  const gone = folder('teeline-demo-gone', [gonePid(), gonePid()])
  const used = folder('teeline-demo-used', [gonePid(), process.pid])
  const untold = folder('teeline-demo-untold', [])
  const others = folder('somebody-else', [gonePid()])
  const link = join(within, 'teeline-demo-link')
  symlinkSync(others, link)
  writeFileSync(join(within, 'teeline-demo-file'), '')
  sweepLeftovers(within)
  expect([gone, used, untold, others, link].map(path => existsSync(path))).toEqual([
    false,
    true,
    true,
    true,
    true
  ])
  expect(existsSync(join(others, 'rows'))).toBe(true)
})

it('leaves a folder alone that has just been made', () => {
  const fresh = makeFolder()
  try {
    sweepLeftovers()
    expect(existsSync(fresh)).toBe(true)
  } finally {
    rmSync(fresh, { recursive: true })
  }
})
