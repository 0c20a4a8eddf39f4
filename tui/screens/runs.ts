/** Screen 4: load runs; one of them arm by arm, or two of them compared. */
import type { Comparison } from '../../schemas/comparison.js'
import type { Connection } from '../../schemas/connection.js'
import { type AnyFeed, Feed } from '../feed.js'
import { List } from '../kit/list.js'
import { plainLook } from '../kit/look.js'
import { titleLine } from '../kit/panel.js'
import { sorted, table } from '../kit/table.js'
import { type RunArm, type RunLine, runArmsQuestion, runsQuestion } from '../queries/runs.js'
import type { View } from '../view.js'
import { comparisonLines, runLines } from './runs-detail.js'
import { runsNotice } from './runs-notice.js'
import { runColumns } from './runs-parts.js'
import type { Frame, Pressed, Screen } from './screen.js'

/** Compares two runs by their ids. Throws TeelineError. */
export type CompareRuns = (connection: Connection, a: string, b: string) => Promise<Comparison>

/** Least lines of a body that shows the list and a run below it. */
const heightWithDetail = 18
const listRows = 8

const idleAlways = ['filter', 'group', 'window-on']
const idlePicked = [...idleAlways, 'escape']
const idleUnpicked = [...idlePicked, 'compare']
const idleComparing = [...idleAlways, 'pick', 'sort', 'reverse', 'enter']

export class Runs implements Screen {
  readonly id = 'runs'
  readonly bindings = [
    { keys: ['x'], action: 'pick', hint: 'pick', help: 'pick a run to compare: A, then B; again lets it go' },
    { keys: ['c'], action: 'compare', hint: 'compare', help: 'compare A and B, or go back to the list' },
    {
      keys: ['e'],
      action: 'curve',
      hint: 'curve',
      help: 'next curve; comparing in few lines: also the other figures'
    }
  ]
  readonly spans = { window: null, by: false, filter: false } as const
  readonly #list = new List({ column: 'started', descending: true })
  readonly #found = new List()
  readonly #compareRuns: CompareRuns | null
  #picked: readonly string[] = []
  #isComparing = false
  /** How often the next curve was asked for. */
  #turns = 0
  #selected: RunLine | null = null
  readonly #runs = new Feed<RunLine>({
    name: 'runs',
    question: runsQuestion,
    everyMs: () => 5_000,
    key: () => 'runs'
  })
  readonly #arms = new Feed<RunArm>({
    name: 'run',
    question: () => (this.#selected === null ? null : runArmsQuestion(this.#selected)),
    everyMs: () => (this.#selected?.status === 'running' ? 2_000 : 60_000),
    key: () => `${this.#selected?.run_id} ${this.#selected?.status}`
  })
  readonly #comparison: Feed<Comparison>

  /** Without `compareRuns` runs are shown one by one. */
  constructor({ compareRuns }: { compareRuns?: CompareRuns | undefined } = {}) {
    this.#compareRuns = compareRuns ?? null
    this.#comparison = new Feed<Comparison>({
      name: 'comparison',
      read: async ({ connection }) => {
        const [a, b] = this.#picked
        if (a === undefined || b === undefined || compareRuns === undefined) return []
        return [await compareRuns(connection, a, b)]
      },
      everyMs: () => Number.POSITIVE_INFINITY,
      // Compared again once one that was running has ended.
      key: () => this.#picked.map(id => `${id} ${this.#statusOf(id)}`).join(' ')
    })
  }

  get idle(): readonly string[] {
    if (this.#isComparing) return idleComparing
    return this.#picked.length < 2 ? idleUnpicked : idlePicked
  }

  feeds(): AnyFeed[] {
    if (this.#isComparing) {
      const isRunning = this.#picked.some(id => this.#statusOf(id) === 'running')
      return isRunning ? [this.#comparison, this.#runs] : [this.#comparison]
    }
    return this.#selected === null ? [this.#runs] : [this.#runs, this.#arms]
  }

  draw(frame: Frame): string[] {
    return this.#isComparing ? this.#drawComparison(frame) : this.#drawList(frame)
  }

  press(action: string, _view: View): Pressed {
    if (action === 'pick') return this.#pick()
    if (action === 'curve') {
      this.#turns += 1
      return true
    }
    if (action === 'compare') return this.#compare(!this.#isComparing)
    if (action === 'escape') return this.#isComparing && this.#compare(false)
    if (action === 'enter') return this.#open()
    const isTaken = (this.#isComparing ? this.#found : this.#list).press(action)
    if (!this.#isComparing) this.#select()
    return isTaken
  }

  json(): unknown {
    if (this.#isComparing) return { comparison: this.#comparison.rows?.[0] ?? null }
    return { runs: this.#rows(), run: this.#selected?.run_id ?? null, arms: this.#arms.rows ?? [] }
  }

  #drawList(frame: Frame): string[] {
    const { width, height, look } = frame
    const missing = runsNotice(this.#runs, frame)
    const hint = this.#picked.length === 2 ? 'c compares A and B' : 'x picks two runs to compare'
    const count = this.#runs.rows?.length ?? 0
    const head = titleLine(`Load runs, newest first by start · ${count}`, hint, width, look)
    if (missing !== null) return [head, ...missing]
    this.#select()
    const columns = runColumns(this.#picked, look)
    const rows = this.#rows()
    const hasDetail = height >= heightWithDetail
    const room =
      hasDetail && height !== Number.POSITIVE_INFINITY
        ? Math.min(rows.length, Math.max(listRows, Math.floor(height / 4))) + 1
        : height - 1
    const body = [head, ...table({ columns, rows, list: this.#list, width, height: room, look })]
    if (!hasDetail || this.#selected === null) return body
    const isOutdated = this.#arms.isOutdated(frame.view)
    const detail = { run: this.#selected, arms: isOutdated ? null : this.#arms.rows, turns: this.#turns }
    return [...body, ...runLines(detail, { ...frame, height: height - body.length })]
  }

  #drawComparison(frame: Frame): string[] {
    const [a, b] = this.#picked
    const { rows, error } = this.#comparison
    const isOutdated = this.#comparison.isOutdated(frame.view)
    const state = { a, b, comparison: isOutdated ? null : (rows?.[0] ?? null), error, turns: this.#turns }
    return comparisonLines(state, this.#found, frame)
  }

  #rows(): readonly RunLine[] {
    return sorted(this.#runs.rows ?? [], runColumns(this.#picked, plainLook), this.#list.order)
  }

  #statusOf(id: string): string {
    return this.#runs.rows?.find(({ run_id }) => run_id === id)?.status ?? ''
  }

  #select(): void {
    this.#selected = this.#rows()[this.#list.cursor] ?? null
  }

  /** A third pick takes the place of the second. */
  #pick(): boolean {
    const id = this.#selected?.run_id
    if (id === undefined || this.#isComparing) return false
    if (this.#picked.includes(id)) this.#picked = this.#picked.filter(picked => picked !== id)
    else this.#picked = [...this.#picked.slice(0, 1), id]
    return true
  }

  #compare(isOn: boolean): boolean {
    if (isOn && (this.#picked.length < 2 || this.#compareRuns === null)) return false
    this.#isComparing = isOn
    return true
  }

  /** Two picked: compared; else the requests of the run that the cursor is on. */
  #open(): Pressed {
    if (this.#isComparing || this.#selected === null) return false
    if (this.#picked.length === 2) return this.#compare(true)
    return { screen: 'requests', filter: `run:"${this.#selected.run_id}"` }
  }
}
