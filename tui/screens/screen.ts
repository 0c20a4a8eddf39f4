/** What a screen is to the app: feeds to keep fresh, lines to draw, keys to take, and what it shows as data. */
import type { Connection } from '../../schemas/connection.js'
import type { TeelineError } from '../../schemas/errors.js'
import type { AnyFeed } from '../feed.js'
import type { Binding } from '../keys/bindings.js'
import type { Look } from '../kit/look.js'
import type { View } from '../view.js'

export const screenIds = ['overview', 'spend', 'requests', 'runs', 'health'] as const
export type ScreenId = (typeof screenIds)[number]

/** The rectangle to draw in, and what is known around it. */
export interface Frame {
  /** Cells of each line, and the most lines: `Infinity` when it is printed and not shown. */
  width: number
  height: number
  view: View
  look: Look
  /** Now, by the wall clock. */
  at: Date
  /** NULL until the store is found. */
  connection: Connection | null
  isPaused: boolean
  /** Why the store does not answer, while it does not. */
  outage: TeelineError | null
}

/** Whether an action meant something here; or where it leads: another screen, looked at through a filter. */
export type Pressed = boolean | { screen: ScreenId; filter: string }

/**
 * One of the five. What the user did to it (cursor, order, what is open) lives in it; the view does not. Methods are
 * synchronous and quick: `draw` is called for every paint and every key.
 */
export interface Screen {
  readonly id: ScreenId
  /** Keys of this screen beside the global ones; a key stands in one table only. */
  readonly bindings: readonly Binding[]
  /** Actions that change nothing here now, left out of the footer; the same list as long as they are the same. */
  readonly idle: readonly string[]
  /** What of the view its figures are of: the status line tells these. */
  readonly spans: { window: 'view' | 'month' | null; by: boolean; filter: boolean }
  /** What must be fresh now, what is looked at first in front. Asked again after every key and every answer. */
  feeds(view: View): readonly AnyFeed[]
  /** At most `height` lines of exactly `width` cells each (`fitText` sees to that). Pure but for what it remembers of the size. */
  draw(frame: Frame): string[]
  /**
   * Takes an action of its own bindings or one of `up down top bottom page-up page-down enter escape sort reverse left
   * right move:<rows>`; false when it means nothing here.
   */
  press(action: string, view: View): Pressed
  /** What is on the screen as data: snake_case, money as decimal strings, unknown as NULL. */
  json(view: View, at: Date): unknown
}
