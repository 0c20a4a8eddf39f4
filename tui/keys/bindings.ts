/** One table of keys drives dispatch, footer and help. */

export interface Binding {
  /** Names of keys: a character, or `up down left right pageup pagedown home end return escape tab shift-tab space ctrl-x`. */
  keys: readonly string[]
  action: string
  /** A word or two for the footer; '' keeps it out of there. */
  hint: string
  /** What it does, for the help overlay; keys of the same words stand there in one line. */
  help: string
}

const quit = 'quit; by Ctrl-C with exit code 130'
const sorting = 'sort by the next column; reverse the order'
const windows = 'narrower or wider window: 5m up to the calendar month'
const moving = 'down, up, left, right; arrows and the wheel too'
const leaping = 'to the top, to the bottom, a page down, a page up'
const screens = 'Overview, Spend, Requests, Runs, Health'
const neighbours = 'next screen, previous screen'
const copying = 'copy what is shown as JSON; copy the SQL behind it (OSC 52)'

/** Keys that work on every screen. */
export const globalBindings: readonly Binding[] = [
  { keys: ['?'], action: 'help', hint: 'help', help: 'this list' },
  { keys: ['q'], action: 'quit', hint: 'quit', help: quit },
  {
    keys: ['/'],
    action: 'filter',
    hint: 'filter',
    help: 'filter: model:gpt* status:5xx p>2s err !user:x word'
  },
  { keys: ['s'], action: 'sort', hint: 'sort', help: sorting },
  { keys: ['r'], action: 'reverse', hint: 'reverse', help: sorting },
  { keys: ['b'], action: 'group', hint: 'by', help: 'group by model, provider, route, user, feature, key' },
  { keys: ['['], action: 'window-back', hint: '', help: windows },
  { keys: [']'], action: 'window-on', hint: 'window', help: windows },
  { keys: ['return'], action: 'enter', hint: 'open', help: 'open what the cursor is on' },
  { keys: ['escape', 'backspace'], action: 'escape', hint: 'back', help: 'back; then clear the filter' },
  { keys: ['space'], action: 'pause', hint: 'pause', help: 'freeze the screen; again: live' },
  { keys: ['j', 'down'], action: 'down', hint: '', help: moving },
  { keys: ['k', 'up'], action: 'up', hint: '', help: moving },
  { keys: ['g', 'home'], action: 'top', hint: '', help: leaping },
  { keys: ['G', 'end'], action: 'bottom', hint: '', help: leaping },
  { keys: ['pagedown', 'ctrl-f'], action: 'page-down', hint: '', help: leaping },
  { keys: ['pageup', 'ctrl-b'], action: 'page-up', hint: '', help: leaping },
  { keys: ['h', 'left'], action: 'left', hint: '', help: moving },
  { keys: ['l', 'right'], action: 'right', hint: '', help: moving },
  { keys: ['1'], action: 'screen:overview', hint: '', help: screens },
  { keys: ['2'], action: 'screen:spend', hint: '', help: screens },
  { keys: ['3'], action: 'screen:requests', hint: '', help: screens },
  { keys: ['4'], action: 'screen:runs', hint: '', help: screens },
  { keys: ['5'], action: 'screen:health', hint: '', help: screens },
  { keys: ['tab'], action: 'screen-on', hint: 'next screen', help: neighbours },
  { keys: ['shift-tab'], action: 'screen-back', hint: '', help: neighbours },
  { keys: [':'], action: 'command', hint: 'command', help: 'command: spend, 24h, by user, filter err, q' },
  { keys: ['y'], action: 'copy-json', hint: 'copy JSON', help: copying },
  { keys: ['Y'], action: 'copy-sql', hint: 'copy SQL', help: copying },
  {
    keys: ['m'],
    action: 'mouse',
    hint: 'mouse',
    help: 'mouse on: click a row or a tab, again to open; off: select text'
  },
  { keys: ['ctrl-l'], action: 'repaint', hint: '', help: 'paint all anew, ask all anew' },
  { keys: ['ctrl-c'], action: 'interrupt', hint: '', help: quit }
]

/** Keys that stand for two actions, which a screen and the global table must never have. */
export function conflicts(bindings: readonly Binding[]): string[] {
  const seen = new Set<string>()
  return bindings.flatMap(binding => binding.keys).filter(key => seen.size === seen.add(key).size)
}
