/**
 * What paints the terminal. Ink hands over its frame of chrome (`write`), panes hand over lines; one write a paint goes out,
 * with the changed cells of each line only, at their absolute place, and nothing when nothing changed. Relative cursor
 * movement, as Ink's own output uses, drifts where a terminal draws a character wider than Ink thinks.
 */
import { Writable } from 'node:stream'
import { blankCells, type Cells, changes, writeLine } from './cells.js'

/** Lines of a full-width pane, from line `top` of the terminal on. What a line lacks of `width` cells is blank, what it has beyond is cut. */
export interface Pane {
  top: number
  height: number
  lines(width: number, height: number): readonly string[]
}

export interface Terminal {
  readonly columns: number
  readonly rows: number
  readonly writableNeedDrain: boolean
  write(text: string): boolean
  on(event: 'resize' | 'drain', listener: () => void): unknown
  off(event: 'resize' | 'drain', listener: () => void): unknown
}

/** What waits for it runs once this turn is over, as by `queueMicrotask`, which also makes a resource for async hooks each time. */
const turn = Promise.resolve()

/** Between paints of what arrives, in ms. */
const leastPauseMs = 200

export class ScreenSink extends Writable {
  readonly isTTY = true
  /** Paints that sent bytes, and their bytes. */
  readonly painted = { paints: 0, bytes: 0 }
  readonly #out: Terminal
  #frame: readonly string[] = []
  #panes: readonly Pane[] = []
  /** What stands on the terminal, by line; `spare` takes the next one. */
  #shown: { line: string; cells: Cells; spare: Cells }[] = []
  #isQueued = false
  #timer: NodeJS.Timeout | null = null
  /** Monotonic ms of the last paint. */
  #paintedAt = Number.NEGATIVE_INFINITY
  #isClosed = false
  #isCleared = true

  readonly #encode: (line: string) => string

  /** `encode` makes of each line what this terminal can take, cell for cell. */
  constructor(out: Terminal, encode: (line: string) => string) {
    super({ decodeStrings: false })
    this.#out = out
    this.#encode = encode
    out.on('resize', this.#resized)
    out.on('drain', this.soon)
  }

  get columns(): number {
    // A terminal that has gone has no size.
    return this.#out.columns ?? 0
  }

  get rows(): number {
    return this.#out.rows ?? 0
  }

  /**
   * Takes a whole frame, as Ink writes it with `debug: true`; it is painted once this turn is over. Its last line is the
   * terminal's last, the others are the first ones: what is between, Ink need not lay out.
   */
  override write(frame: unknown): boolean {
    this.#frame = String(frame).split('\n')
    this.soon()
    return true
  }

  /** The panes from now on; they cover Ink's lines below them. */
  place(panes: readonly Pane[]): void {
    this.#panes = panes
    this.soon()
  }

  /** Paints what changed, now. A terminal that has not taken the last paint yet is spared. */
  paint(): void {
    if (this.#isClosed || this.#out.writableNeedDrain) return
    this.#paintedAt = performance.now()
    const { columns, rows } = this
    const lines = this.#frame.slice(0, -1)
    lines[rows - 1] = this.#frame.at(-1) ?? ''
    for (const pane of this.#panes) {
      const drawn = pane.lines(columns, pane.height)
      for (let at = 0; at < pane.height && pane.top + at < rows; at++) lines[pane.top + at] = drawn[at] ?? ''
    }
    const output = this.#isCleared ? [] : ['\x1b[0m\x1b[2J']
    this.#isCleared = true
    for (let y = 0; y < rows; y++) {
      const line = this.#encode(lines[y] ?? '')
      const shown = this.#shown[y] ?? { line: '', cells: blankCells(columns), spare: blankCells(columns) }
      if (line === shown.line) continue
      const cells = shown.spare
      writeLine(cells, line)
      changes(output, shown.cells, cells, y)
      this.#shown[y] = { line, cells, spare: shown.cells }
    }
    this.#flush(output.join(''))
  }

  /** Paints everything anew, the terminal cleared before. */
  repaint(): void {
    this.#shown = []
    this.#isCleared = false
    this.soon()
  }

  /** Nothing is painted from here on. */
  close(): void {
    this.#isClosed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#out.off('resize', this.#resized)
    this.#out.off('drain', this.soon)
  }

  readonly #resized = (): void => {
    this.repaint()
    this.emit('resize')
  }

  /** Paints once this turn is over, so that what changes together is painted together. */
  readonly soon = (): void => {
    if (this.#isQueued) return
    this.#isQueued = true
    void turn.then(this.#paintQueued)
  }

  readonly #paintQueued = (): void => {
    this.#isQueued = false
    this.paint()
  }

  /** As `soon`, but so that what keeps arriving is painted five times a second at most. */
  later(): void {
    if (this.#timer !== null || this.#isClosed) return
    const waitMs = this.#paintedAt + leastPauseMs - performance.now()
    if (waitMs <= 0) this.soon()
    else {
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.soon()
      }, waitMs)
    }
  }

  #flush(output: string): void {
    if (output === '') return
    // DEC 2026: terminals that know it show the whole paint at once.
    const text = `\x1b[?2026h${output}\x1b[?2026l`
    this.painted.paints += 1
    this.painted.bytes += Buffer.byteLength(text)
    this.#out.write(text)
  }
}
