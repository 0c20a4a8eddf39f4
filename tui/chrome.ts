/** What Ink shows around the panes: tabs, footer, the list of keys. */
import type { Binding } from './keys/bindings.js'
import type { Prompt } from './prompt.js'
import type { ScreenId } from './screens/screen.js'

/** A new object whenever any of it changed. */
export interface Chrome {
  screen: ScreenId
  overlay: 'help' | null
  prompt: Prompt | null
  /** Said in the footer until the next key. */
  message: string
  bindings: readonly Binding[]
  /** Actions of these that change nothing now: kept out of the footer. */
  idle: readonly string[]
}
