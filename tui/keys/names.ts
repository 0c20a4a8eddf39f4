/** What Ink hands over for a key, as names of the key table. */
import type { Key } from 'ink'

const specials = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'return'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  // Ink 6 calls 0x7f, which terminals send for backspace, delete.
  ['delete', 'backspace']
] as const satisfies readonly (readonly [keyof Key, string])[]

/**
 * The names of what was pressed, one for each character: a held key, and a paste, come as one string. A mouse report comes
 * as `wheel-up`, `wheel-down` or `click:<line>:<column>` (from 0), any other report as nothing.
 */
export function keyNames(input: string, key: Key): string[] {
  const mouse = mouseReport.exec(input)
  if (mouse !== null) return mouseName(mouse)
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab']
  const special = specials.find(([property]) => key[property])
  if (special !== undefined) return [special[1]]
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`]
  if (key.meta || input.startsWith('[')) return input === '[' ? ['['] : typed(input, key)
  return typed(input, key)
}

const mouseReport = /^\[<(\d+);(\d+);(\d+)([Mm])$/
/** CSI sequences that Ink does not know come with their escape character cut off. */
const unknownSequence = /^\[[\d;?<>]*[A-Za-z~]$/

function typed(input: string, key: Key): string[] {
  if (key.meta || unknownSequence.test(input)) return []
  return [...input].flatMap(character => characterName(character))
}

function characterName(character: string): string[] {
  if (character === ' ') return ['space']
  if (character === '\r' || character === '\n') return ['return']
  if (character === '\t') return ['tab']
  return character < ' ' ? [] : [character]
}

function mouseName([, button, column, line, end]: readonly string[]): string[] {
  if (button === '64') return ['wheel-up']
  if (button === '65') return ['wheel-down']
  return button === '0' && end === 'M' ? [`click:${Number(line) - 1}:${Number(column) - 1}`] : []
}
