/** `teeline top` in a real pseudo-terminal: what it takes, it gives back. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { runInTerminal, type Size, type TerminalProgram } from '../support/terminal.js'
import { until } from '../support/until.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const dist = resolve(root, process.env['TEELINE_DIST'] ?? 'dist')
const cli = join(dist, 'cli.js')
const script = fileURLToPath(new URL('./top-process.mjs', import.meta.url))

const running: TerminalProgram[] = []
afterEach(async () => {
  for (const program of running.splice(0)) await program.dispose()
})

async function top(
  scenario: 'waiting' | 'down' | 'crash' | 'refused',
  size: Size = { columns: 80, rows: 24 },
  { env = {}, flags = [] }: { env?: Record<string, string>; flags?: string[] } = {}
): Promise<TerminalProgram> {
  if (!existsSync(`${dist}/tui/live.js`)) throw new Error(`${dist} is not built: run \`npm run build\` first`)
  const program = await runInTerminal([process.execPath, script, scenario, dist, ...flags], { size, env })
  running.push(program)
  return program
}

/** The terminal is as a shell wants it. */
async function expectSane(program: TerminalProgram): Promise<void> {
  await until('the last bytes', () => program.left().alternate === false, { withinMs: 10_000 })
  expect(program.left()).toEqual({ alternate: false, cursor: true, wrap: true })
  expect(program.modes()).toMatch(/[^-]icanon/)
  expect(program.modes()).toMatch(/[^-]echo /)
}

const isUp = (text: string): boolean => text.includes('1 Overview') && text.includes('quit')

describe('the terminal is given back', () => {
  it('after q, with exit code 0', async () => {
    const program = await top('waiting')
    await program.see('the first frame', isUp)
    expect(program.left()).toEqual({ alternate: true, cursor: false, wrap: false })
    program.type('q')
    expect(await program.exited).toBe(0)
    await expectSane(program)
  })

  it('after Ctrl-C, with exit code 130', async () => {
    const program = await top('waiting')
    await program.see('the first frame', isUp)
    program.type('\x03')
    expect(await program.exited).toBe(130)
    await expectSane(program)
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130]
  ] as const)('after %s, with exit code %i', async (signal, code) => {
    const program = await top('waiting')
    await program.see('the first frame', isUp)
    program.type('m')
    await program.see('the mouse to be on', text => text.includes('mouse on'))
    process.kill(program.pid, signal)
    expect(await program.exited).toBe(code)
    await expectSane(program)
    expect(program.output().lastIndexOf('\x1b[?1000l')).toBeGreaterThan(
      program.output().lastIndexOf('\x1b[?1000h')
    )
  })

  it('when its window is closed, it ends by SIGHUP and dumps no core', async () => {
    const code = join(mkdtempSync(join(tmpdir(), 'teeline-hang-up-')), 'code')
    // A shell that outlives the terminal tells how it ended.
    const shell = `trap : HUP; "$0" "$@"; echo $? > ${code}`
    const command = ['sh', '-c', shell, process.execPath, cli, 'top', '--data', dirname(code)]
    const program = await runInTerminal(command, { size: { columns: 80, rows: 24 } })
    running.push(program)
    await program.see('the first frame', isUp)
    program.hangUp()
    // Node that sets a terminal right which has gone ends by SIGABRT, 134.
    expect(await until('its exit code', () => readFileSync(code, 'utf8').trim() || null)).toBe('129')
    rmSync(dirname(code), { recursive: true, force: true })
  })

  it('after a crash, which is told below', async () => {
    const program = await top('crash')
    expect(await program.exited).toBe(1)
    await expectSane(program)
    expect(program.output().slice(program.output().lastIndexOf('\x1b[?1049l'))).toContain('broken on purpose')
  })

  it('when the configuration is wrong, which is told below', async () => {
    const program = await top('refused')
    expect(await program.exited).toBe(1)
    await expectSane(program)
    expect(program.output().slice(program.output().lastIndexOf('\x1b[?1049l'))).toContain(
      'store.url is no URL'
    )
  })
})

describe('what a person sees', () => {
  it.each([
    { columns: 80, rows: 24 },
    { columns: 120, rows: 36 },
    { columns: 200, rows: 60 }
  ])('leaves no debris when resized to $columns x $rows', async size => {
    const fresh = await top('waiting', size)
    await fresh.see('the first frame', isUp)
    const resized = await top('waiting', { columns: 100, rows: 30 })
    await resized.see('the first frame', isUp)
    for (const step of [{ columns: 90, rows: 50 }, { columns: 61, rows: 17 }, size]) resized.resize(step)
    await resized.see('the picture of a fresh start', text => text === fresh.text())
  })

  it('says what is missing in a terminal that is too small, and comes back', async () => {
    const program = await top('waiting', { columns: 50, rows: 12 })
    await program.see('the size that is needed', text => text.includes('60x16'))
    program.resize({ columns: 60, rows: 16 })
    await program.see('the screen', isUp)
    program.type('q')
    expect(await program.exited).toBe(0)
  })

  it('tells that the store is down, why, what to do, and when it is tried again', async () => {
    const program = await top('down', { columns: 120, rows: 36 })
    await program.see('the outage', text => text.includes('STORE DOWN'))
    await program.see('why and what to do', text =>
      ['TEELINE_STORE_UNREACHABLE', 'no store runs on /tmp/none', 'teeline up'].every(each =>
        text.includes(each)
      )
    )
    await program.see('another try', text => /try [2-9] in \ds/.test(text))
  })

  it('lists the keys on ?, and any key closes the list', async () => {
    const program = await top('waiting')
    await program.see('the first frame', isUp)
    program.type('?')
    await program.see('the keys', text => text.includes('Keys of Overview') && text.includes('copy the SQL'))
    program.type('x')
    await program.see('the screen again', text => !text.includes('Keys of') && text.includes('By model'))
  })

  it('takes keys that come at once, a filter, and moves between screens with the view kept', async () => {
    const program = await top('waiting', { columns: 120, rows: 36 })
    await program.see('the first frame', isUp)
    program.type(']]b/')
    await program.see('the prompt', text => text.includes('last 6h') && text.includes('by provider'))
    program.type('err p>2s\r')
    await program.see('the filter', text => text.includes('filter err p>2s'))
    program.type('3')
    await program.see(
      'the requests',
      text => text.includes('[3 Requests]') && text.includes('filter err p>2s')
    )
    program.type('\x1b')
    await program.see('no filter', text => !text.includes('filter err'))
    program.type(':24h\r')
    await program.see('the window of the command', text => text.includes('last 24h'))
  })
})

describe('what is sent', () => {
  it('has no colour with NO_COLOR, and only 16 colours without', async () => {
    const plain = await top('down', undefined, { env: { NO_COLOR: '1' } })
    await plain.see('the outage', text => text.includes('STORE DOWN'))
    expect(plain.output()).not.toMatch(/\[[\d;]*(3[0-9]|4[0-9]|9[0-7])m/)
    const coloured = await top('down')
    await coloured.see('the outage', text => text.includes('STORE DOWN'))
    expect(coloured.output()).toContain('\x1b[31m')
    expect(coloured.output()).not.toMatch(/\[[34]8;/)
  })

  it.each([
    ['--ascii', {}, ['--ascii']],
    ['a locale that is not UTF-8', { LANG: 'C' }, []]
  ])('is 7-bit with %s', async (_, env: Record<string, string>, flags: string[]) => {
    const program = await top('down', undefined, { env, flags })
    await program.see('the outage', text => text.includes('STORE DOWN'))
    expect([...program.output()].filter(character => character > '\x7f')).toEqual([])
  })

  it('clears the screen at the start and at a resize only', async () => {
    const program = await top('waiting')
    await program.see('the first frame', isUp)
    program.type('?x3')
    await program.see('the requests', text => text.includes('[3 Requests]'))
    const clears = (): number => program.output().split('\x1b[2J').length - 1
    expect(clears()).toBe(1)
    program.resize({ columns: 100, rows: 30 })
    // Columns and rows are set one after the other: one resize, or two.
    await until('a clear', () => clears() > 1)
    await program.see('the screen of that size', text =>
      /as of|connecting/.test(text.split('\n')[1]?.slice(80) ?? '')
    )
    expect(clears()).toBeLessThanOrEqual(3)
    expect(program.output()).not.toContain('\x1b[3J')
  })
})
