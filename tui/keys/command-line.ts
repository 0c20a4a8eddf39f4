/** What may be typed behind `:`: a screen, a window, a grouping, a filter, or q. */

import { nearestHint } from '../nearest.js'
import { type ScreenId, screenIds } from '../screens/screen.js'
import { groupings, windows } from '../view.js'

export type Command =
  | { action: string }
  | { screen: ScreenId }
  | { window: (typeof windows)[number] }
  | { by: (typeof groupings)[number] }
  | { filter: string }

/** What `text` asks for, or what is wrong with it. */
export function parseCommand(text: string): Command | { problem: string } {
  const [word = '', ...rest] = text.trim().split(/\s+/)
  const value = rest.join(' ')
  if (word === 'filter') return { filter: value }
  const name = word === 'by' || word === 'window' || word === 'screen' ? value : word
  const screen = only(screenIds, name)
  if (screen !== undefined) return { screen }
  const window = windows.find(each => each === name)
  if (window !== undefined) return { window }
  const by = only(groupings, name)
  if (by !== undefined) return { by }
  if (name === 'q' || name === 'quit') return { action: 'quit' }
  if (name === 'help' || name === '') return { action: 'help' }
  const meant = nearestHint(name, words()) || ': a screen, 5m to month, by user, filter err, q'
  return { problem: `no command "${text.trim()}"${meant}` }
}

/** `text` with its last word completed, when what begins like it is one word only. */
export function complete(text: string): string {
  const last = /\S*$/.exec(text)?.[0] ?? ''
  const candidates = words().filter(word => word.startsWith(last))
  return candidates.length === 1 && last !== ''
    ? `${text.slice(0, text.length - last.length)}${candidates[0]} `
    : text
}

function words(): string[] {
  return [...screenIds, ...windows, ...groupings.map(by => `by ${by}`), 'filter', 'q'].map(word =>
    word.replace(/^by /, '')
  )
}

/** The name that `text` begins, when it is one. */
function only<T extends string>(names: readonly T[], text: string): T | undefined {
  const exact = names.find(name => name === text)
  const begun = names.filter(name => text !== '' && name.startsWith(text))
  return exact ?? (begun.length === 1 ? begun[0] : undefined)
}
