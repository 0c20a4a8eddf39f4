/** What the live screen says while the store is away or late, and that it finds it again. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { TeelineError } from '../../schemas/errors.js'
import { plainLook } from '../../tui/kit/look.js'
import { createScreens } from '../../tui/screens/all.js'
import { Overview } from '../../tui/screens/overview.js'
import { statusLine } from '../../tui/status.js'
import { defaultView } from '../../tui/view.js'
import { hasChdb } from '../store/support.js'
import { answer, at, frameOf, monthRows, overviewRows, totalsRow, viewOf } from '../support/screen-rows.js'
import { startTeeline, type Teeline } from '../support/teeline.js'
import { runInTerminal, type TerminalProgram } from '../support/terminal.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cli = join(resolve(root, process.env['TEELINE_DIST'] ?? 'dist'), 'cli.js')

describe('figures that are not fresh', () => {
  it('are called STALE once three turns went by without an answer, with the time that they are of', () => {
    const screen = new Overview()
    answer(screen, 'groups', [totalsRow(), ...overviewRows()])
    answer(screen, 'month to date', monthRows())
    const feeds = screen.feeds()
    const answeredAt = feeds[0]?.answeredAt ?? 0
    const facts = {
      view: defaultView,
      spans: screen.spans,
      feeds,
      isPaused: false,
      isConnected: true,
      outage: null,
      intervalMs: null
    }
    const statusAfter = (ms: number) =>
      statusLine({ ...facts, at: new Date(answeredAt + ms) }, 120, plainLook)
    expect(answeredAt).toBe(at.getTime())
    expect(statusAfter(5_900)).toContain('live every 2s')
    expect(statusAfter(5_900)).not.toContain('STALE')
    expect(statusAfter(6_100)).toContain('STALE every 2s')
    expect(statusAfter(6_100)).toContain('as of 14:03:22 UTC')
  })

  it('are said to be so in a narrow terminal too, and beside a long filter', () => {
    const screen = new Overview()
    answer(screen, 'groups', [totalsRow(), ...overviewRows()])
    const view = viewOf({ window: 'month', filter: `model:${'x'.repeat(90)}` })
    const error = new TeelineError('TEELINE_STORE_UNREACHABLE', 'gone', 'Start it.')
    const facts = {
      spans: screen.spans,
      feeds: screen.feeds(),
      isPaused: false,
      isConnected: true,
      intervalMs: null,
      outage: null,
      at
    }
    const calm = { ...facts, view: { ...defaultView, window: 'month' } } as const
    expect(statusLine(calm, 72, plainLook)).toMatch(
      /^ Nov 2026 \(UTC\) · by model +● live every 60s · as of 14:03:22 UTC $/
    )
    expect(statusLine(calm, 60, plainLook)).toMatch(/ ● live as of 14:03:22 UTC $/)
    const down = { error, attempts: 3, retryAt: at.getTime() + 4_000 }
    for (const width of [60, 80, 120]) {
      const line = statusLine({ ...facts, view, outage: down }, width, plainLook)
      expect(line).toMatch(/^ Nov 2026 \(UTC\) · by model · filter model:x+… ! STORE DOWN $/)
      expect(line).toHaveLength(width)
      expect(statusLine({ ...facts, view, isPaused: true }, width, plainLook)).toMatch(/ PAUSED $/)
    }
  })
})

describe('a screen that had nothing when the store went away', () => {
  it.each(createScreens().filter(({ id }) => id !== 'health'))(
    'says what to do about the store: $id',
    screen => {
      for (const feed of screen.feeds(defaultView)) answer(screen, feed.name, [])
      const outage = new TeelineError(
        'TEELINE_STORE_UNREACHABLE',
        'no store runs',
        'Start it with teeline up.'
      )
      const lines = screen.draw(frameOf({ columns: 80, rows: 24 }, { outage })).join('\n')
      expect(lines).toContain('Start it with teeline up.')
      expect(lines).not.toMatch(/No requests|No load runs/)
    }
  )
})

describe.skipIf(!hasChdb)('a store that is killed', { timeout: 90_000 }, () => {
  let teeline: Teeline | null = null
  let program: TerminalProgram | null = null

  afterEach(async () => {
    await program?.dispose()
    await teeline?.stop()
  })

  it('is said to be down, with the figures left where they were; fresh ones come when it is back', async () => {
    if (!existsSync(cli)) throw new Error(`${cli} is missing: run \`npm run build\` first`)
    teeline = await startTeeline()
    const call = () => fetch(`${teeline?.url}/ollama/api/chat`, { method: 'POST', body: '{"model":"llama"}' })
    await (await call()).arrayBuffer()
    await teeline.rows(1)
    const command = [process.execPath, cli, 'top', '--data', teeline.dataDir, '--screen', 'requests']
    program = await runInTerminal(command, { size: { columns: 120, rows: 36 } })
    await program.see('the row', text => text.includes('1 of 1') && text.includes('live'))
    // The collector would have it back too soon for anyone to see.
    const store = storePid(teeline.pid)
    process.kill(teeline.pid, 'SIGSTOP')
    process.kill(store, 'SIGKILL')
    await program.see('the outage', text => text.includes('STORE DOWN'), 30_000)
    expect(program.text()).toContain('1 of 1')
    process.kill(teeline.pid, 'SIGCONT')
    await program.see('the store again', text => text.includes('live every'), 40_000)
    await (await call()).arrayBuffer()
    await program.see('the new row', text => text.includes('1 of 2'), 40_000)
    expect(program.text()).not.toContain('STORE DOWN')
  })
})

/** The only child of the collector's process. */
function storePid(pid: number): number {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const line = listed.split('\n').find(each => new RegExp(`^ *\\d+ +${pid} .*store`).test(each))
  return Number(line?.trim().split(' ')[0])
}
