import { describe, expect, it, vi } from 'vitest'
import { createLook } from '../../tui/kit/look.js'
import { fitStyled } from '../../tui/kit/text.js'
import { ScreenSink } from '../../tui/screen-sink.js'
import { seededRandom } from '../support/random.js'
import { MemoryTerminal } from '../support/terminal.js'

const look = createLook({ ascii: false, colour: true, attributes: true })
const size = { columns: 60, rows: 16 }

function stage(lines: () => readonly string[]): { terminal: MemoryTerminal; sink: ScreenSink } {
  const terminal = new MemoryTerminal(size)
  const sink = new ScreenSink(terminal, look.encode)
  sink.write('top\n\nfooter')
  sink.place([{ top: 1, height: 15, lines: width => lines().map(line => fitStyled(line, width)) }])
  sink.paint()
  return { terminal, sink }
}

describe('the sink', () => {
  it('shows Ink’s frame and the panes over it', async () => {
    const { terminal } = stage(() => ['one', 'two'])
    expect((await terminal.lines()).slice(0, 4)).toEqual(['top', 'one', 'two', ''])
  })

  it('cuts a line that is too long where it would be cut in a table, and fills up a short one', async () => {
    const terminal = new MemoryTerminal(size)
    const sink = new ScreenSink(terminal, look.encode)
    const long = look.paint('bad', 'x'.repeat(59)) + look.paint('dim', '通')
    const lines = [long, `${long}y`, '通'.repeat(31), 'x'.repeat(60) + look.paint('dim', '')]
    sink.place([{ top: 0, height: 4, lines: () => lines }])
    sink.paint()
    const cut = `${'x'.repeat(59)}…`
    expect((await terminal.lines()).slice(0, 4)).toEqual([cut, cut, `${'通'.repeat(29)}…`, 'x'.repeat(60)])
    lines.fill('short')
    sink.paint()
    expect((await terminal.lines()).slice(0, 4)).toEqual(lines)
  })

  it('passes on no escape but those of tones, whoever wrote the line', async () => {
    const evil = 'a\x1b[2J\x1b]52;c;ZXZpbA==\x07b\x1b[31mc\x9b31m\r\nd\u202e'
    const { terminal } = stage(() => [evil, 'two'])
    const sent = terminal.writes.join('')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(sent.replace(/\x1b\[(\?2026[hl]|[\d;]*[mHCK])/g, '')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/)
    expect((await terminal.lines())[2]).toBe('two')
  })

  it('puts what follows a wide character at its place, however wide a terminal draws that', () => {
    const { terminal } = stage(() => ['👩‍👩‍👧‍👦 end'])
    expect(terminal.writes.join('')).toContain('👩‍👩‍👧‍👦\x1b[2;4Hend')
  })

  it('sends one write a paint, as a synchronised update', () => {
    let n = 0
    const { terminal, sink } = stage(() => Array.from({ length: 15 }, (_, y) => `row ${y} ${n}`))
    for (n = 1; n < 6; n++) {
      const before = terminal.writes.length
      sink.paint()
      expect(terminal.writes.length - before).toBe(1)
      const last = terminal.writes.at(-1)
      expect([last?.slice(0, 8), last?.slice(-8)]).toEqual(['\x1b[?2026h', '\x1b[?2026l'])
    }
  })

  it('sends no byte when nothing changed', () => {
    const { terminal, sink } = stage(() => ['one', look.paint('bad', 'two')])
    const before = terminal.writes.length
    for (let n = 0; n < 5; n++) sink.paint()
    sink.write('top\n\nfooter')
    sink.paint()
    expect(terminal.writes.length).toBe(before)
  })

  it('sends only what changed of a line', () => {
    let figure = '100'
    const { terminal, sink } = stage(() => [`a long name that stays   ${figure}   and an end that stays too`])
    figure = '250'
    sink.paint()
    expect(terminal.writes.at(-1)).toBe('\x1b[?2026h\x1b[2;26H25\x1b[?2026l')
  })

  it('paints the same picture by changes as from nothing, whatever changes', async () => {
    const random = seededRandom(7)
    const words = ['a', 'gpt-5.2', '通义千问', '', '  ', '▅▆▇', '$4.12', 'naïve']
    const tones = ['plain', 'bad', 'strong', 'dim', 'inverse'] as const
    const line = (): string =>
      Array.from({ length: random.integer(0, 9) }, () =>
        look.paint(random.pick(tones), random.pick(words))
      ).join(random.pick([' ', '', '   ']))
    let lines = Array.from({ length: 15 }, line)
    const { terminal, sink } = stage(() => lines)
    for (let n = 0; n < 60; n++) {
      lines = lines.map(kept => {
        if (random.chance(0.4)) return kept
        return random.chance(0.5) ? line() : kept.replace(/\d/g, digit => String((Number(digit) + 1) % 10))
      })
      sink.paint()
      const { terminal: fresh } = stage(() => lines)
      expect(await terminal.picture()).toEqual(await fresh.picture())
    }
  })

  it('clears only at a resize, and then paints all', async () => {
    const { terminal, sink } = stage(() => ['one', 'two'])
    sink.paint()
    expect(terminal.writes.join('')).not.toContain('\x1b[2J')
    terminal.resize({ columns: 70, rows: 20 })
    sink.paint()
    expect(terminal.writes.join('').split('\x1b[2J')).toHaveLength(2)
    expect((await terminal.lines()).slice(0, 3)).toEqual(['top', 'one', 'two'])
  })

  it('spares a terminal that has not taken the last paint, and catches up once it has', async () => {
    let text = 'one'
    const { terminal, sink } = stage(() => [text])
    const before = terminal.writes.length
    terminal.writableNeedDrain = true
    for (text of ['two', 'three', 'four']) sink.paint()
    expect(terminal.writes.length).toBe(before)
    terminal.writableNeedDrain = false
    terminal.emit('drain')
    await Promise.resolve()
    expect(terminal.writes.length).toBe(before + 1)
    expect((await terminal.lines())[1]).toBe('four')
  })

  it('paints what keeps arriving five times a second, and a key at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      let n = 0
      const { terminal, sink } = stage(() => [`figure ${n}`])
      await Promise.resolve()
      const before = terminal.writes.length
      for (n = 1; n <= 100; n++) {
        sink.later()
        await vi.advanceTimersByTimeAsync(10)
      }
      expect(terminal.writes.length - before).toBe(5)
      sink.later()
      sink.soon()
      await Promise.resolve()
      expect(terminal.writes.length - before).toBe(6)
    } finally {
      vi.useRealTimers()
    }
  })

  it('never writes past the last line, and nothing once it is closed', async () => {
    const { terminal, sink } = stage(() => Array.from({ length: 40 }, (_, y) => `row ${y}`))
    expect((await terminal.lines())[15]).toBe('row 14')
    const before = terminal.writes.length
    sink.close()
    sink.write('\x1b[?25h')
    sink.repaint()
    await Promise.resolve()
    expect(terminal.writes.length).toBe(before)
  })
})
