/** `teeline demo` as a user starts it: up without keys, and gone without a trace. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasChdb } from '../store/support.js'
import { runInTerminal, type TerminalProgram } from '../support/terminal.js'
import { until } from '../support/until.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cli = join(resolve(root, process.env['TEELINE_DIST'] ?? 'dist'), 'cli.js')
const size = { columns: 120, rows: 36 }

describe.skipIf(!hasChdb)('the demonstration', { timeout: 90_000 }, () => {
  /** Temporary files of this demo only, and the mark by which its processes are known. */
  let folder: string
  let program: TerminalProgram | null = null

  beforeEach(() => {
    if (!existsSync(cli)) throw new Error(`${cli} is missing: run \`npm run build\` first`)
    folder = mkdtempSync(join(tmpdir(), 'teeline-demo-test-'))
  })

  afterEach(async () => {
    for (const pid of left(folder)) kill(pid)
    await program?.dispose()
    program = null
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  const env = () => ({ TMPDIR: folder })

  const data = () => readdirSync(folder).filter(name => name.startsWith('teeline-demo-'))

  async function expectNothingLeft(): Promise<void> {
    await until('its processes to be gone', () => left(folder).length === 0, { withinMs: 20_000 })
    expect(data()).toEqual([])
  }

  it.each([
    ['q', 'q', 0],
    ['Ctrl-C', '\x03', 130]
  ])('shows rows on the overview, and leaves nothing after %s', async (_, key, code) => {
    program = await runInTerminal([process.execPath, cli, 'demo'], { size, env: env() })
    await program.see('the overview', text => text.includes('[1 Overview]'), 30_000)
    await program.see('figures of a model', text => /gpt-4o-mini +openai +[\d.]/.test(text), 40_000)
    expect(program.text()).toContain('last 5m')
    program.type(key)
    expect(await program.exited).toBe(code)
    expect(program.left()).toEqual({ alternate: false, cursor: true, wrap: true })
    await expectNothingLeft()
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129]
  ] as const)(
    'leaves nothing after %s while its screen is shown, and ends with exit code %i',
    async (signal, code) => {
      program = await runInTerminal([process.execPath, cli, 'demo'], { size, env: env() })
      await program.see('the overview', text => text.includes('[1 Overview]'), 30_000)
      process.kill(program.pid, signal)
      expect(await program.exited).toBe(code)
      expect(program.left()).toEqual({ alternate: false, cursor: true, wrap: true })
      await expectNothingLeft()
    }
  )

  it('leaves nothing when its terminal is closed', async () => {
    program = await runInTerminal([process.execPath, cli, 'demo'], { size, env: env() })
    await program.see('the overview', text => text.includes('[1 Overview]'), 30_000)
    program.hangUp()
    await until('its data to be gone', () => data().length === 0, { withinMs: 20_000 })
    await expectNothingLeft()
  })

  it('killed, it takes its providers and its sidecar with it', async () => {
    const child = spawn(process.execPath, [cli, 'demo', '--headless'], {
      env: { ...process.env, ...env() },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    await until('its address', () => said.includes('Ctrl-C ends it'), { withinMs: 40_000 })
    // The providers, the sidecar and the sidecar's store.
    const family = descendants(child.pid ?? 0)
    child.kill('SIGKILL')
    expect(family).toHaveLength(3)
    await until('its processes to be gone', () => !family.some(isRunning), { withinMs: 30_000 })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'headless says where to call, and leaves nothing after %s',
    async signal => {
      const child = spawn(process.execPath, [cli, 'demo', '--headless'], {
        env: { ...process.env, ...env() },
        stdio: ['ignore', 'pipe', 'inherit']
      })
      const exited = once(child, 'exit')
      let said = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      await until('its address', () => said.includes('Ctrl-C ends it'), { withinMs: 40_000 })
      const url = /collector +(http:\S+)/.exec(said)?.[1]
      const answer = await fetch(`${url}/openai/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hello' }] })
      })
      await answer.arrayBuffer()
      expect(answer.headers.get('x-teeline-id')).toMatch(/./)
      child.kill(signal)
      await exited
      expect(said).toContain('data removed')
      await expectNothingLeft()
    }
  )
})

/** Processes that were started with this folder for temporary files. */
function left(folder: string): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' })
  return listed.split('\n').flatMap(line => {
    const [, pid = '', stat = '', args = ''] = /^ *(\d+) +(\S+) +(.*)$/.exec(line) ?? []
    return args.includes(`${folder}/`) && !stat.startsWith('Z') ? [Number(pid)] : []
  })
}

function descendants(pid: number): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = listed
    .trim()
    .split('\n')
    .map(line => line.trim().split(/ +/).map(Number))
  const below = (of: number): number[] =>
    pairs.flatMap(([child = 0, parent]) => (parent === of ? [child, ...below(child)] : []))
  return below(pid)
}

/** A process that has ended is listed until somebody asks how. */
function isRunning(pid: number): boolean {
  const listed = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' })
  return new RegExp(`^ *${pid} +[^Z]`, 'm').test(listed)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went by itself meanwhile.
  }
}
