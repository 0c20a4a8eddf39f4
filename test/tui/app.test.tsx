import { EventEmitter } from 'node:events'
import { render } from 'ink'
import { afterEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../schemas/connection.js'
import { App } from '../../tui/app.js'
import { Dashboard } from '../../tui/dashboard.js'
import { plainLook } from '../../tui/kit/look.js'
import { widthOf } from '../../tui/kit/text.js'
import { ScreenSink } from '../../tui/screen-sink.js'
import { createScreens } from '../../tui/screens/all.js'
import { defaultView } from '../../tui/view.js'
import { answer, at, monthRows, overviewRows, seriesRows, sizes, totalsRow } from '../support/screen-rows.js'
import { runLines } from '../support/spend-rows.js'
import { MemoryTerminal, type Size } from '../support/terminal.js'
import { until } from '../support/until.js'

/** Keys as a raw terminal sends them. */
class Keyboard extends EventEmitter {
  readonly isTTY = true
  readonly #pending: string[] = []

  setEncoding(): void {}
  setRawMode(): void {}
  ref(): void {}
  unref(): void {}

  read(): string | null {
    return this.#pending.shift() ?? null
  }

  type(keys: string): void {
    this.#pending.push(keys)
    this.emit('readable')
  }
}

interface Stage {
  terminal: MemoryTerminal
  keyboard: Keyboard
  dashboard: Dashboard
  copied: string[]
  quits: number[]
  /** The screen's lines once they satisfy `probe`. */
  see(what: string, probe: (text: string) => boolean): Promise<string>
  unmount(): void
}

function stage(size: Size, look = plainLook): Stage {
  const terminal = new MemoryTerminal(size)
  const keyboard = new Keyboard()
  const sink = new ScreenSink(terminal, look.encode)
  const copied: string[] = []
  const quits: number[] = []
  const dashboard = new Dashboard({
    screens: createScreens(),
    first: 'overview',
    view: defaultView,
    look,
    intervalMs: null,
    changed: () => sink.soon(),
    arrived: () => sink.later(),
    lost: () => {},
    copy: text => copied.push(text),
    mouse: () => {},
    repaint: () => sink.repaint(),
    quit: code => quits.push(code)
  })
  const ink = render(<App dashboard={dashboard} sink={sink} />, {
    stdout: sink as unknown as NodeJS.WriteStream,
    stdin: keyboard as unknown as NodeJS.ReadStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false
  })
  return {
    terminal,
    keyboard,
    dashboard,
    copied,
    quits,
    async see(what, probe) {
      let text = ''
      return until(
        what,
        async () => {
          text = (await terminal.lines()).join('\n')
          return probe(text) ? text : undefined
        },
        { withinMs: 10_000 }
      ).catch(error => {
        throw new Error(`${String(error)}; the screen is\n${text}`)
      })
    },
    unmount() {
      sink.close()
      ink.unmount()
      dashboard.stop()
    }
  }
}

const stages: Stage[] = []
afterEach(() => {
  for (const each of stages.splice(0)) each.unmount()
})

/** The overview with fixed rows in it. */
function filled(size: Size = sizes[1]): Stage {
  const made = stage(size)
  stages.push(made)
  answer(made.dashboard.screen, 'groups', [totalsRow(), ...overviewRows()])
  answer(made.dashboard.screen, 'month to date', monthRows())
  made.dashboard.screen.draw(made.dashboard.frame(size.columns, size.rows - 3, new Date()))
  answer(made.dashboard.screen, 'series', seriesRows())
  made.dashboard.key('', 2)
  return made
}

describe('the app', () => {
  it.each(sizes)('shows tabs, figures and keys at $columns x $rows', async size => {
    const { see } = filled(size)
    const text = await see('the overview', each => each.includes('gpt-5.2'))
    expect(text).toMatch(/^\[1 Overview\] {2}2 Spend/)
    expect(text).toContain('last 15m · by model')
    expect(text.trimEnd().split('\n')).toHaveLength(size.rows)
    expect(text.trimEnd().split('\n').at(-1)).toContain('? help  q quit')
  })

  it('moves the cursor, by keys that come together', async () => {
    const { keyboard, see } = filled()
    keyboard.type('jjjk')
    await see('the third row', text => /▸claude-sonnet-5/.test(text))
    keyboard.type('G')
    await see('the last row', text => /▸通义千问-max/.test(text))
  })

  it('takes a click on a row, a second one that opens it, and one on a tab; elsewhere it means nothing', async () => {
    const { keyboard, dashboard, terminal, see } = filled()
    const first = '▸claude-opus-4-8'
    const text = await see('the first row', each => each.includes(first))
    const at = text.split('\n').findIndex(line => line.startsWith(first)) + 1
    const click = (line: number, column = 20): void => keyboard.type(`\x1b[<0;${column};${line}M`)
    click(at + 2)
    await see('the third row', each => /▸claude-sonnet-5/.test(each))
    for (const line of [2, 3, at - 1, terminal.rows - 4]) click(line)
    await see('the third row still', each => /▸claude-sonnet-5/.test(each))
    click(at + 2)
    await see('its requests', each => each.includes('[3 Requests]'))
    expect(dashboard.view.filter.text).toBe('model:"claude-sonnet-5" provider:"anthropic"')
    click(1, 50)
    await see('Health', each => each.includes('[5 Health]'))
    click(1, 80)
    click(1, 1)
    await see('the overview', each => each.includes('[1 Overview]'))
  })

  it('lists every key of every screen in 80x24, and what the signs mean where there is room', async () => {
    const { keyboard, dashboard, see } = filled(sizes[0])
    for (const [at, name] of ['Overview', 'Spend', 'Requests', 'Runs', 'Health'].entries()) {
      keyboard.type(`${at + 1}?`)
      const text = await see('the keys', each => each.includes(`Keys of ${name}`))
      for (const { help } of dashboard.chrome.bindings) expect(text, name).toContain(help)
      if (name !== 'Runs') expect(text, name).toMatch(/ ~ estimated, or of few .* ! look at it/)
      keyboard.type('x')
    }
  })

  it('keeps window, grouping and filter from screen to screen', async () => {
    const { keyboard, dashboard, see } = filled()
    keyboard.type(']b')
    keyboard.type('/')
    keyboard.type('model:gpt* err')
    keyboard.type('\r')
    await see('the view', text => text.includes('last 1h · by provider · filter model:gpt* err'))
    keyboard.type('2')
    await see(
      'Spend',
      text =>
        text.includes('[2 Spend]') && text.includes('Nov 2026 (UTC) · by provider · filter model:gpt* err')
    )
    keyboard.type('3')
    await see(
      'Requests',
      text => text.includes('[3 Requests]') && text.includes('last 1h · filter model:gpt* err')
    )
    expect(dashboard.view).toMatchObject({ window: '1h', by: 'provider', filter: { text: 'model:gpt* err' } })
  })

  it('says that a key changes what other screens show, and keeps it out of the footer', async () => {
    const { keyboard, see } = filled()
    keyboard.type('2]')
    await see('the window', text =>
      text.includes('of the calendar month; the window of the others is now last 1h')
    )
    keyboard.type('4')
    await see(
      'Runs',
      text => text.includes('[4 Runs]') && text.includes(' all times') && !text.includes('/ filter')
    )
    keyboard.type('b')
    await see('the grouping', text => text.includes('by provider on Overview and Spend'))
    keyboard.type(':24h\r')
    await see('the window', text => text.includes('of all times; the window of the others is now last 24h'))
    keyboard.type(':by user\r')
    await see('the grouping', text => text.includes('by user on Overview and Spend'))
  })

  it('has in the footer what works now: comparing once two runs are picked, no picking while comparing', async () => {
    const { keyboard, dashboard, see } = filled()
    keyboard.type('4')
    await see('Runs', text => text.includes('[4 Runs]'))
    answer(dashboard.screen, 'runs', runLines())
    dashboard.draw(120, 33, new Date())
    keyboard.type('xjx')
    await see('two picked', text => / x pick {2}c compare /.test(text))
    keyboard.type('x')
    await see('one let go', text => / x pick {2}e curve /.test(text))
  })

  it('shows the end of a filter that is longer than the line, wide characters too', async () => {
    const { keyboard, terminal, see } = filled(sizes[0])
    keyboard.type('/')
    keyboard.type(`user:${'通义千问'.repeat(12)}END`)
    await see('its end', text => text.includes('千问END'))
    const line = (await terminal.lines()).at(-1) ?? ''
    expect(line.startsWith(' …')).toBe(true)
    expect(widthOf(line)).toBeLessThan(80)
  })

  it('says what is wrong with a filter, and takes none of it', async () => {
    const { keyboard, dashboard, see } = filled()
    keyboard.type('/')
    keyboard.type('modle:x')
    keyboard.type('\r')
    await see('the problem', text => text.includes('There is no "modle:"'))
    keyboard.type('\x1b')
    await see('the footer', text => text.includes('? help'))
    expect(dashboard.view.filter.text).toBe('')
  })

  it('leads from a row to its requests, through a filter that names the row', async () => {
    const { keyboard, see } = filled()
    keyboard.type('j\r')
    await see(
      'requests',
      text => text.includes('[3 Requests]') && text.includes('filter model:"gpt-5.2" provider:"openai"')
    )
  })

  it('leads back by Esc to where Enter led from, with the filter that was there', async () => {
    const { keyboard, dashboard, see } = filled()
    keyboard.type(':filter err\r')
    await see('the filter', text => text.includes('filter err'))
    answer(dashboard.screen, 'groups', [totalsRow(), ...overviewRows()], dashboard.view)
    keyboard.type('\r')
    await see('the requests', text => text.includes('[3 Requests]') && text.includes('filter err model:'))
    keyboard.type('\x1b')
    await see('the overview', text => text.includes('[1 Overview]') && / filter err {2}/.test(text))
    keyboard.type('\x1b')
    await see('no filter', text => text.includes('[1 Overview]') && !text.includes('filter err'))
  })

  it('keeps a filter that the screen where Esc is typed does not show', async () => {
    const { keyboard, dashboard, see } = filled()
    keyboard.type(':filter err\r')
    for (const [key, name] of [
      ['4', '[4 Runs]'],
      ['5', '[5 Health]']
    ] as const) {
      keyboard.type(key)
      await see(name, text => text.includes(name) && !text.includes(' Esc back '))
      // With the next key behind it at once, Esc would be Alt.
      dashboard.key('escape', 2)
      keyboard.type('1')
      await see('the filter', text => text.includes('[1 Overview]') && text.includes('filter err'))
    }
    expect(dashboard.view.filter.text).toBe('err')
  })

  it('says in seconds how long the store took where that is a second', () => {
    const { dashboard } = filled()
    dashboard.connection = {} as Connection
    const [groups] = dashboard.feeds()
    const taking = (tookMs: number): string => {
      Object.assign(groups ?? {}, { tookMs })
      return dashboard.status(120, at)
    }
    expect(taking(480)).toContain(' store <500 ms ')
    expect(taking(900)).toContain(' store <1 s ')
  })

  it('copies what is shown, as data and as SQL', () => {
    const { keyboard, copied } = filled()
    keyboard.type('yY')
    const data = JSON.parse(copied[0] ?? '') as { window: string; rows: { name: string; cost_usd: string }[] }
    expect(data).toMatchObject({ screen: 'overview', window: '15m', by: 'model', filter: '' })
    expect(data.rows[0]).toMatchObject({ name: 'claude-opus-4-8', cost_usd: '4.120000000' })
    expect(copied[1]).toContain('/* groups */\n')
    expect(copied[1]).not.toMatch(/\{\w+:/)
  })

  it('freezes and says so', async () => {
    const { keyboard, see } = filled()
    keyboard.type(' ')
    await see('the pause', text => text.includes('PAUSED as of 14:03:22 UTC'))
  })

  it('quits with 0 by q and with 130 by Ctrl-C', () => {
    const { keyboard, quits } = filled()
    keyboard.type('q')
    keyboard.type('\x03')
    expect(quits).toEqual([0, 130])
  })

  it('paints a key with one write, and nothing that did not change', async () => {
    const { keyboard, terminal, see } = filled()
    await see('the overview', text => text.includes('gpt-5.2'))
    const before = terminal.writes.length
    keyboard.type('j')
    await Promise.resolve()
    expect(terminal.writes.length).toBe(before + 1)
    expect(terminal.writes.at(-1)?.length).toBeLessThan(1_500)
  })

  it('leaves no debris when resized', async () => {
    const { terminal, see } = filled({ columns: 150, rows: 50 })
    terminal.resize({ columns: 80, rows: 24 })
    const fresh = filled({ columns: 80, rows: 24 })
    const picture = await fresh.see('the overview', text => text.includes('gpt-5.2'))
    await see('the picture of a fresh start', text => text === picture)
  })
})
