import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cliPath } from './support/teeline.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'teeline-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [cliPath(), ...args], {
    cwd: folder,
    // Nobody answers there; `up` serves all the same.
    env: { ...process.env, TEELINE_STORE_URL: 'http://127.0.0.1:9' },
    encoding: 'utf8',
    timeout: 60_000
  })
  return { status, lines: stderr.trimEnd().split('\n') }
}

test.each([
  [['upp'], "TEELINE_USAGE: unknown command 'upp' (Did you mean up?)"],
  [['up', '--lisen', 'x'], "TEELINE_USAGE: unknown option '--lisen' (Did you mean --listen?)"],
  [
    ['demo', '--seed', 'x'],
    "TEELINE_USAGE: option '--seed <n>' argument 'x' is invalid. It is a whole number."
  ],
  [['query'], "TEELINE_USAGE: missing required argument 'sql'"]
])('a slip of the pen (%j) is one line with its code, what to do, and exit code 2', (args, line) => {
  expect(run(...args)).toEqual({ status: 2, lines: [line, 'Type teeline --help for what there is.'] })
})

test.each(['listen', 'admin'])(
  'a taken address of --%s is named with the flag that sets another',
  async name => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const taken = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const other = name === 'listen' ? '--admin' : '--listen'
    const addresses = [`--${name}`, taken, other, '127.0.0.1:0']
    const { status, lines } = run('up', '--data', join(folder, 'data'), ...addresses)
    server.close()
    expect(status).toBe(1)
    expect(lines.slice(-2)).toEqual([
      `TEELINE_LISTEN_FAILED: collector.${name} ${taken} is in use`,
      `Free it, or set another: collector.${name} in teeline.yaml, or --${name}.`
    ])
  }
)

test('what kept it from starting is told, also when the recorder dies meanwhile', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const taken = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const data = join(folder, 'broken')
  mkdirSync(data)
  writeFileSync(join(data, 'outbox'), 'no directory')
  const { status, lines } = run('up', '--data', data, '--listen', taken, '--admin', '127.0.0.1:0')
  server.close()
  expect(status).toBe(1)
  expect(lines.at(-2)).toBe(`TEELINE_LISTEN_FAILED: collector.listen ${taken} is in use`)
  expect(lines.join('\n')).toContain('recorder: TEELINE_OUTBOX_FAILED: the outbox in ')
})
