/** Footer and help, from the key table. */
import type { Look } from '../kit/look.js'
import { fitStyled, fitText, widthOf } from '../kit/text.js'
import type { Binding } from './bindings.js'

const shown: Readonly<Record<string, string>> = {
  return: 'Enter',
  escape: 'Esc',
  space: 'Space',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  backspace: 'Backspace',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End'
}

function keyLabel(key: string): string {
  return shown[key] ?? key.replace(/^ctrl-(.)/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`)
}

/** As many `key hint` pairs as fit, those of the screen before the global ones. One cell is left free at the end. */
export function footer(bindings: readonly Binding[], width: number, look: Look): string {
  let line = ''
  let cells = 0
  for (const { keys, hint } of bindings) {
    if (hint === '') continue
    const label = keyLabel(keys[0] ?? '')
    const more = label.length + hint.length + 3
    if (cells + more > width) continue
    line += ` ${look.paint('accent', label)} ${hint} `
    cells += more
  }
  return line
}

interface HelpEntry {
  keys: string
  help: string
  /** The words of the footer, where there are too few cells for `help`; '' without any. */
  short: string
}

function helpEntries(bindings: readonly Binding[]): HelpEntry[] {
  const helps = [...new Set(bindings.map(({ help }) => help))]
  return helps.map(help => {
    const same = bindings.filter(binding => binding.help === help)
    const keys = same.length === 1 ? (same[0]?.keys ?? []) : same.map(binding => binding.keys[0] ?? '')
    const hints = same.flatMap(({ hint }) => (hint === '' ? [] : [hint]))
    return { keys: keys.map(keyLabel).join(' '), help, short: hints.join(', ') }
  })
}

/** Every key with what it does, in as many columns as fit, at most `height` lines. */
export function helpLines(bindings: readonly Binding[], width: number, height: number, look: Look): string[] {
  const entries = helpEntries(bindings)
  const keyWidth = Math.max(...entries.map(entry => widthOf(entry.keys)))
  const helpWidth = Math.max(...entries.map(entry => widthOf(entry.help)))
  const room = Math.max(1, height)
  const columns = Math.min(Math.ceil(entries.length / room), Math.max(1, Math.floor(width / (keyWidth + 16))))
  const columnWidth = Math.min(keyWidth + helpWidth + 5, Math.floor(width / columns))
  const perColumn = Math.ceil(entries.length / columns)
  return Array.from({ length: Math.min(room, perColumn) }, (_, at) => {
    const cells = Array.from({ length: columns }, (_, column) => {
      const entry = entries[column * perColumn + at]
      if (entry === undefined) return ' '.repeat(columnWidth)
      const keys = look.paint('accent', fitText(entry.keys, keyWidth, 'right'))
      const room = columnWidth - keyWidth - 4
      const text = widthOf(entry.help) > room && entry.short !== '' ? entry.short : entry.help
      return `  ${keys}  ${fitText(text, room)}`
    })
    return fitStyled(cells.join(''), width)
  })
}
