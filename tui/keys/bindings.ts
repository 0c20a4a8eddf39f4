/** One table of keys drives dispatch, footer and help. */

export interface Binding {
  /** Names of keys: a character, or `up down left right pageup pagedown home end return escape tab shift-tab space ctrl-x`. */
  keys: readonly string[]
  action: string
  /** A word or two for the footer; '' keeps it out of there. */
  hint: string
  /** What it does, for the help overlay. */
  help: string
}

/** Keys that work on every screen. */
export const globalBindings: readonly Binding[] = [
  { keys: ['?'], action: 'help', hint: 'help', help: 'this list' },
  { keys: ['q'], action: 'quit', hint: 'quit', help: 'quit' },
  {
    keys: ['/'],
    action: 'filter',
    hint: 'filter',
    help: 'filter: model:gpt* status:5xx p>2s err !user:x word'
  },
  { keys: ['s'], action: 'sort', hint: 'sort', help: 'sort by the next column' },
  { keys: ['r'], action: 'reverse', hint: 'reverse', help: 'reverse the order' },
  { keys: ['b'], action: 'group', hint: 'by', help: 'group by model, provider, route, user, feature, key' },
  { keys: ['['], action: 'window-back', hint: '', help: 'narrower window: down to 5m' },
  { keys: [']'], action: 'window-on', hint: 'window', help: 'wider window: up to the calendar month' },
  { keys: ['return'], action: 'enter', hint: 'open', help: 'open what the cursor is on' },
  { keys: ['escape', 'backspace'], action: 'escape', hint: '', help: 'back; then clear the filter' },
  { keys: ['space'], action: 'pause', hint: 'pause', help: 'freeze the screen; again: live' },
  { keys: ['j', 'down'], action: 'down', hint: '', help: 'down' },
  { keys: ['k', 'up'], action: 'up', hint: '', help: 'up' },
  { keys: ['g', 'home'], action: 'top', hint: '', help: 'to the top' },
  { keys: ['G', 'end'], action: 'bottom', hint: '', help: 'to the bottom' },
  { keys: ['pagedown', 'ctrl-f'], action: 'page-down', hint: '', help: 'a page down' },
  { keys: ['pageup', 'ctrl-b'], action: 'page-up', hint: '', help: 'a page up' },
  { keys: ['h', 'left'], action: 'left', hint: '', help: 'left' },
  { keys: ['l', 'right'], action: 'right', hint: '', help: 'right' },
  { keys: ['1'], action: 'screen:overview', hint: '', help: 'Overview' },
  { keys: ['2'], action: 'screen:spend', hint: '', help: 'Spend' },
  { keys: ['3'], action: 'screen:requests', hint: '', help: 'Requests' },
  { keys: ['4'], action: 'screen:runs', hint: '', help: 'Runs' },
  { keys: ['5'], action: 'screen:health', hint: '', help: 'Health' },
  { keys: ['tab'], action: 'screen-on', hint: '', help: 'next screen' },
  { keys: ['shift-tab'], action: 'screen-back', hint: '', help: 'previous screen' },
  { keys: [':'], action: 'command', hint: 'command', help: 'command: spend, 24h, by user, filter err, q' },
  { keys: ['y'], action: 'copy-json', hint: 'copy', help: 'copy what is shown as JSON (OSC 52)' },
  { keys: ['Y'], action: 'copy-sql', hint: '', help: 'copy the SQL behind it (OSC 52)' },
  { keys: ['m'], action: 'mouse', hint: '', help: 'mouse on or off; off lets the terminal select text' },
  { keys: ['ctrl-l'], action: 'repaint', hint: '', help: 'paint all anew, ask all anew' },
  { keys: ['ctrl-c'], action: 'interrupt', hint: '', help: 'quit (exit code 130)' }
]

/** Keys that stand for two actions, which a screen and the global table must never have. */
export function conflicts(bindings: readonly Binding[]): string[] {
  const seen = new Set<string>()
  return bindings.flatMap(binding => binding.keys).filter(key => seen.size === seen.add(key).size)
}
