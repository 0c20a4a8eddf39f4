import type { Key } from 'ink'
import { describe, expect, it } from 'vitest'
import { conflicts, globalBindings } from '../../tui/keys/bindings.js'
import { complete, parseCommand } from '../../tui/keys/command-line.js'
import { footer, helpLines } from '../../tui/keys/hints.js'
import { keyNames } from '../../tui/keys/names.js'
import { plainLook } from '../../tui/kit/look.js'
import { widthOf } from '../../tui/kit/text.js'
import { typeInto } from '../../tui/prompt.js'
import { createScreens } from '../../tui/screens/all.js'

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false
}

describe('the key table', () => {
  it.each(createScreens().map(screen => [screen.id, screen] as const))(
    'has no key twice on %s',
    (_, screen) => {
      expect(conflicts([...screen.bindings, ...globalBindings])).toEqual([])
    }
  )

  it('finds a key that stands twice', () => {
    const binding = { keys: ['x', 'q'], action: 'x', hint: '', help: '' }
    expect(conflicts([binding, ...globalBindings])).toEqual(['q'])
  })

  it.each([60, 80, 120, 300])(
    'makes a footer that fits %i cells, and always says how to get help and out',
    width => {
      for (const screen of createScreens()) {
        const line = footer([...screen.bindings, ...globalBindings], width, plainLook)
        expect(widthOf(line)).toBeLessThanOrEqual(width)
        expect(line).toContain('? help')
        expect(line).toContain('q quit')
      }
    }
  )

  it('lists every key of every screen in the help at 80 x 24, with nothing cut off', () => {
    for (const screen of createScreens()) {
      const bindings = [...screen.bindings, ...globalBindings]
      const lines = helpLines(bindings, 80, 20, plainLook)
      for (const line of lines) expect(widthOf(line)).toBe(80)
      for (const { help } of bindings) expect(lines.join('\n')).toContain(help)
    }
  })

  it('says in the words of the footer what a key does where there are too few cells for more', () => {
    for (const screen of createScreens()) {
      const lines = helpLines([...screen.bindings, ...globalBindings], 60, 12, plainLook)
      for (const line of lines) expect(widthOf(line)).toBe(60)
      const text = lines.join('\n')
      for (const words of [
        /\/ {2}filter\b/,
        /s r {2}sort, reverse/,
        /\[ \] {2}window/,
        /: {2}command\b/,
        /Space {2}pause/
      ])
        expect(text).toMatch(words)
      expect(text).not.toContain('filter: mode')
    }
  })
})

describe('keys', () => {
  it('come one by one though they were sent together', () => {
    expect(keyNames('jjG', none)).toEqual(['j', 'j', 'G'])
  })

  it('have names', () => {
    expect(keyNames('', { ...none, downArrow: true })).toEqual(['down'])
    expect(keyNames('', { ...none, delete: true })).toEqual(['backspace'])
    expect(keyNames('', { ...none, tab: true, shift: true })).toEqual(['shift-tab'])
    expect(keyNames('', { ...none, escape: true, meta: true })).toEqual(['escape'])
    expect(keyNames('c', { ...none, ctrl: true })).toEqual(['ctrl-c'])
    expect(keyNames(' ', none)).toEqual(['space'])
    expect(keyNames('[', none)).toEqual(['['])
  })

  it('are the wheel and clicks too, and not what else a terminal reports', () => {
    expect(keyNames('[<64;10;5M', none)).toEqual(['wheel-up'])
    expect(keyNames('[<0;10;5M', none)).toEqual(['click:4:9'])
    expect(keyNames('[<0;10;5m', none)).toEqual([])
    expect(keyNames('[I', none)).toEqual([])
  })
})

describe('the prompt', () => {
  const prompt = { sign: ':', text: 'sp', problem: 'x' } as const

  it('takes characters, takes them back, and ends', () => {
    expect(typeInto(prompt, 'e')).toMatchObject({ text: 'spe', problem: '' })
    expect(typeInto(prompt, 'space')).toMatchObject({ text: 'sp ' })
    expect(typeInto(prompt, 'backspace')).toMatchObject({ text: 's' })
    expect(typeInto({ ...prompt, text: '' }, 'backspace')).toBe('leave')
    expect(typeInto(prompt, 'tab')).toMatchObject({ text: 'spend ' })
    expect(typeInto(prompt, 'return')).toBe('enter')
    expect(typeInto(prompt, 'escape')).toBe('leave')
    expect(typeInto(prompt, 'up')).toBe(prompt)
  })

  it('knows screens, windows, groupings, filters and the way out', () => {
    expect(parseCommand('spend')).toEqual({ screen: 'spend' })
    expect(parseCommand('req')).toEqual({ screen: 'requests' })
    expect(parseCommand('24h')).toEqual({ window: '24h' })
    expect(parseCommand('by user')).toEqual({ by: 'user' })
    expect(parseCommand('filter err p>2s')).toEqual({ filter: 'err p>2s' })
    expect(parseCommand('q')).toEqual({ action: 'quit' })
    expect(parseCommand('nonsense')).toEqual({
      problem: 'no command "nonsense": a screen, 5m to month, by user, filter err, q'
    })
    expect(parseCommand('overveiw')).toEqual({ problem: 'no command "overveiw"; did you mean overview?' })
    expect(parseCommand('by fetaure')).toEqual({ problem: 'no command "by fetaure"; did you mean feature?' })
    expect(complete('by fea')).toBe('by feature ')
  })
})
