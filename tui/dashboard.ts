/** What the app knows, and what keys do to it. The terminal, the store and the clock are given to it. */
import type { Connection } from '../schemas/connection.js'
import type { TeelineError } from '../schemas/errors.js'
import type { Chrome } from './chrome.js'
import { asSql, jsonToCopy, mostCopied } from './copy.js'
import type { AnyFeed, Source } from './feed.js'
import { emptyFilter, type Filter, parseFilter } from './filter.js'
import { globalBindings } from './keys/bindings.js'
import { clickOf, rowAction } from './keys/click.js'
import { type Command, parseCommand } from './keys/command-line.js'
import type { Look } from './kit/look.js'
import { type Prompt, typeInto } from './prompt.js'
import { Refresher } from './refresher.js'
import { type Frame, type Screen, type ScreenId, screenIds } from './screens/screen.js'
import { type Outage, statusLine } from './status.js'
import { groupings, neighbour, type View, windowName, windows } from './view.js'

export interface DashboardOptions {
  screens: readonly Screen[]
  first: ScreenId
  view: View
  look: Look
  /** Pause between questions that the user set, in ms; NULL: as each feed has it. */
  intervalMs: number | null
  /** A key changed what is shown: paint at once. */
  changed(): void
  /** The store changed what is shown: paint when it is time. */
  arrived(): void
  /** Give the store up and find it again. */
  lost(error: TeelineError): void
  copy(text: string): void
  mouse(isOn: boolean): void
  repaint(): void
  quit(code: number): void
}

export class Dashboard {
  readonly look: Look
  connection: Connection | null = null
  outage: Outage | null = null
  view: View
  isPaused = false
  chrome: Chrome
  readonly #options: DashboardOptions
  readonly #refresher: Refresher
  readonly #listeners = new Set<() => void>()
  #hasMouse = false
  /** What was looked at before Enter led to its requests; NULL once another screen is gone to. */
  #from: { screen: ScreenId; filter: Filter } | null = null
  /** The screen's lines as they were drawn last. */
  #drawn: readonly string[] = []

  constructor(options: DashboardOptions) {
    this.#options = options
    this.look = options.look
    this.view = options.view
    this.chrome = { screen: options.first, overlay: null, prompt: null, message: '', bindings: [], idle: [] }
    this.#show({})
    this.#refresher = new Refresher({
      wanted: () => this.feeds(),
      view: () => this.view,
      isPaused: () => this.isPaused,
      changed: isAnswered => {
        if (isAnswered) this.outage = null
        options.arrived()
      },
      lost: options.lost,
      intervalMs: options.intervalMs
    })
  }

  get screen(): Screen {
    const found = this.#options.screens.find(({ id }) => id === this.chrome.screen)
    if (found === undefined) throw new Error(`there is no screen ${this.chrome.screen}`)
    return found
  }

  feeds(): readonly AnyFeed[] {
    return this.screen.feeds(this.view)
  }

  /** Asks `source` from now on. */
  connected(connection: Connection, source: Source): void {
    this.connection = connection
    this.#refresher.connect(source)
    this.#options.changed()
  }

  /** The store does not answer; nothing is asked until `connected`. */
  disconnected(outage: Outage): void {
    this.outage = outage
    this.#refresher.connect(null)
    this.#options.changed()
  }

  stop(): void {
    this.#refresher.stop()
  }

  /** Calls back when `chrome` is another; gives the way to end that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  status(width: number, at: Date): string {
    const isConnected = this.connection !== null
    const { spans } = this.screen
    const facts = { view: this.view, spans, at, feeds: this.feeds(), isPaused: this.isPaused, isConnected }
    return statusLine(
      { ...facts, outage: this.outage, intervalMs: this.#options.intervalMs },
      width,
      this.look
    )
  }

  /** The screen's lines. Drawing finds the row that the cursor is on, and with it what else is to be asked. */
  draw(width: number, height: number, at: Date): readonly string[] {
    this.#drawn = this.screen.draw(this.frame(width, height, at))
    this.#refresher.reconcile()
    return this.#drawn
  }

  frame(width: number, height: number, at: Date): Frame {
    const { view, look, connection, isPaused } = this
    return { width, height, view, look, at, connection, isPaused, outage: this.outage?.error ?? null }
  }

  /** Takes the name of a key. `bodyTop` is the screen's first line on the terminal, for clicks. */
  key(name: string, bodyTop: number): void {
    const { prompt, overlay } = this.chrome
    if (prompt !== null) this.#type(prompt, name)
    else if (overlay !== null && name !== 'ctrl-c') this.#show({ overlay: null })
    else this.#act(this.#actionOf(name, bodyTop))
    this.#refresher.reconcile()
    this.#options.changed()
  }

  #actionOf(name: string, bodyTop: number): string {
    if (name === 'wheel-up') return 'up'
    if (name === 'wheel-down') return 'down'
    const click = clickOf(name)
    if (click !== null) return rowAction(click.line - bodyTop, this.#drawn, this.look.glyphs.cursor)
    return this.chrome.bindings.find(({ keys }) => keys.includes(name))?.action ?? ''
  }

  #type(prompt: Prompt, name: string): void {
    const next = typeInto(prompt, name)
    if (next === 'leave') this.#show({ prompt: null })
    else if (next !== 'enter') this.#show({ prompt: next })
    else if (prompt.sign === '/') this.#filter(prompt.text)
    else this.#command(prompt.text)
  }

  #filter(text: string): void {
    const filter = parseFilter(text)
    if ('problem' in filter) {
      this.#show({ prompt: { sign: '/', text, problem: filter.problem } })
      return
    }
    this.view = { ...this.view, filter }
    this.#show({ prompt: null })
  }

  #command(text: string): void {
    const command = parseCommand(text)
    if ('problem' in command) this.#show({ prompt: { sign: ':', text, problem: command.problem } })
    else {
      this.#show({ prompt: null })
      this.#obey(command)
    }
  }

  #obey(command: Command): void {
    if ('action' in command) this.#act(command.action)
    else if ('screen' in command) this.#go(command.screen)
    else if ('filter' in command) this.#filter(command.filter)
    else this.#look(command)
  }

  #act(action: string): void {
    if (this.chrome.message !== '') this.#show({ message: '' })
    const global = this.#globals[action]
    if (action.startsWith('screen:')) this.#go(action.slice(7) as ScreenId)
    else if (global !== undefined) global()
    else if (action !== '') this.#press(action)
    this.#show({})
  }

  #press(action: string): void {
    const pressed = this.screen.press(action, this.view)
    if (typeof pressed === 'object') {
      const from = { screen: this.chrome.screen, filter: this.view.filter }
      this.#filter(pressed.filter)
      this.#go(pressed.screen)
      this.#from = from
    } else if (!pressed && action === 'escape') this.#back()
  }

  /** To where Enter led from, its filter too; else the filter is cleared, where it is of what is seen. */
  #back(): void {
    const from = this.#from
    if (from !== null) {
      this.view = { ...this.view, filter: from.filter }
      this.#go(from.screen)
    } else if (this.screen.spans.filter) this.view = { ...this.view, filter: emptyFilter }
  }

  readonly #globals: Readonly<Record<string, () => void>> = {
    help: () => this.#show({ overlay: 'help' }),
    filter: () => this.#show({ prompt: { sign: '/', text: this.view.filter.text, problem: '' } }),
    command: () => this.#show({ prompt: { sign: ':', text: '', problem: '' } }),
    group: () => this.#group(),
    'window-back': () => this.#window(-1),
    'window-on': () => this.#window(1),
    'screen-on': () => this.#go(this.#neighbourScreen(1)),
    'screen-back': () => this.#go(this.#neighbourScreen(-1)),
    pause: () => this.#pause(),
    'copy-json': () => this.#copy(jsonToCopy(this.screen, this.view, new Date())),
    'copy-sql': () => this.#copy({ text: asSql(this.screen, this.view), what: 'SQL' }),
    mouse: () => this.#mouse(),
    repaint: () => {
      this.#options.repaint()
      this.#refresher.refresh()
    },
    quit: () => this.#options.quit(0),
    interrupt: () => this.#options.quit(130)
  }

  #go(screen: ScreenId): void {
    this.#from = null
    this.#show({ screen, overlay: null })
  }

  #neighbourScreen(step: 1 | -1): ScreenId {
    const at = screenIds.indexOf(this.chrome.screen) + step + screenIds.length
    return screenIds[at % screenIds.length] ?? this.chrome.screen
  }

  #group(): void {
    const by = groupings[(groupings.indexOf(this.view.by) + 1) % groupings.length] ?? this.view.by
    this.#look({ by })
  }

  #window(step: 1 | -1): void {
    this.#look({ window: neighbour(windows, this.view.window, step) })
  }

  /** Takes a window or a grouping; says so where it is not seen. */
  #look({ by, window }: Partial<Pick<View, 'by' | 'window'>>): void {
    this.view = { ...this.view, ...(by && { by }), ...(window && { window }) }
    const { spans } = this.screen
    if (by && !spans.by) this.#show({ message: `by ${by} on Overview and Spend; nothing is grouped here` })
    const shown = spans.window
    if (!window || shown === 'view') return
    const here = shown === 'month' ? 'this screen is of the calendar month' : 'this screen is of all times'
    this.#show({ message: `${here}; the window of the others is now ${windowName(window, new Date())}` })
  }

  #pause(): void {
    this.isPaused = !this.isPaused
    this.#refresher.reschedule()
  }

  #mouse(): void {
    this.#hasMouse = !this.#hasMouse
    this.#options.mouse(this.#hasMouse)
    this.#show({
      message: this.#hasMouse
        ? 'mouse on: a click picks a row or a tab, a second one opens it (m: off)'
        : 'mouse off'
    })
  }

  #copy({ text, what }: { text: string; what: string }): void {
    const size = Buffer.byteLength(text)
    if (text === '') this.#show({ message: `nothing to copy as ${what} yet` })
    else if (size > mostCopied)
      this.#show({ message: `too large to copy: ${size} bytes of ${what}; filter first` })
    else {
      this.#options.copy(text)
      this.#show({ message: `copied ${size} bytes of ${what}, if this terminal allows it (OSC 52)` })
    }
  }

  #show(change: Partial<Chrome>): void {
    const next = { ...this.chrome, ...change }
    const screen = this.#options.screens.find(({ id }) => id === next.screen)
    const bindings = [...(screen?.bindings ?? []), ...globalBindings]
    next.idle = screen?.idle ?? []
    const isSame =
      next.idle === this.chrome.idle &&
      bindings.length === next.bindings.length &&
      bindings.every((each, at) => each === next.bindings[at])
    if (Object.keys(change).length === 0 && isSame) return
    this.chrome = { ...next, bindings: isSame ? next.bindings : bindings }
    for (const listener of this.#listeners) listener()
  }
}
