/** Screen 5: how teeline itself is. */
import { type AnyFeed, Feed } from '../feed.js'
import { List } from '../kit/list.js'
import { beside, block, titleLine } from '../kit/panel.js'
import { notice } from '../kit/states.js'
import { sorted, table } from '../kit/table.js'
import {
  type CollectorStats,
  type EventKindRow,
  type EventRow,
  eventKindsQuestion,
  eventsQuestion,
  type LimitRow,
  limitsQuestion,
  type OverheadPiece,
  type OverheadRow,
  overheadQuestion,
  overheadSeriesQuestion,
  rawWindow,
  readStats,
  type TableRow,
  tablesQuestion
} from '../queries/health.js'
import { refreshMs, type View, windowName } from '../view.js'
import { chartHeight, chartLines, OutboxHistory } from './health-charts.js'
import {
  collectorFacts,
  eventColumns,
  eventFacts,
  type Fact,
  factLines,
  limitFacts,
  overheadFacts,
  sizeFacts
} from './health-parts.js'
import type { Frame, Pressed, Screen } from './screen.js'

/** Least cells that leave room for two columns. */
const widthWithTwo = 120
/** Lines of the events' table that are left to it, and that it takes at the most while there are charts. */
const leastEvents = 4
const eventsBesideCharts = 12

export class Health implements Screen {
  readonly id = 'health'
  readonly bindings = []
  readonly idle = ['filter', 'group', 'enter', 'escape']
  readonly spans = { window: 'view', by: false, filter: false } as const
  readonly #list = new List({ column: 'ts', descending: true })
  readonly #outbox = new OutboxHistory()
  /** Whether it was last drawn with charts; without them their figures are not asked for. */
  #hasCharts = false
  readonly #stats = new Feed<CollectorStats>({
    name: 'collector',
    read: async (source, _view, signal) => {
      const answers = await readStats(source, signal)
      for (const stats of answers) this.#outbox.add(stats, Date.now())
      return answers
    },
    everyMs: () => 1_000,
    key: () => 'stats'
  })
  readonly #overhead = new Feed<OverheadRow>({
    name: 'overhead',
    question: overheadQuestion,
    everyMs: view => refreshMs(rawWindow(view.window)),
    key: ({ window }) => rawWindow(window)
  })
  readonly #series = new Feed<OverheadPiece>({
    name: 'overhead over time',
    question: overheadSeriesQuestion,
    everyMs: slow,
    key: ({ window }) => rawWindow(window)
  })
  readonly #kinds = new Feed<EventKindRow>({
    name: 'events by kind',
    question: eventKindsQuestion,
    everyMs: slow,
    key: windowOf
  })
  readonly #events = new Feed<EventRow>({
    name: 'events',
    question: eventsQuestion,
    everyMs: slow,
    key: windowOf
  })
  readonly #tables = new Feed<TableRow>({
    name: 'tables',
    question: tablesQuestion,
    everyMs: slow,
    key: () => 'tables'
  })
  readonly #limits = new Feed<LimitRow>({
    name: 'limits',
    question: limitsQuestion,
    everyMs: slow,
    key: () => 'limits'
  })

  feeds(): AnyFeed[] {
    const series = this.#hasCharts ? [this.#series] : []
    return [this.#stats, this.#overhead, this.#kinds, this.#tables, this.#limits, this.#events, ...series]
  }

  draw(frame: Frame): string[] {
    const { width, height, look, view, at } = frame
    const isUnknown = this.feeds().every(({ rows }) => rows === null)
    // Said once, in full, and not in each part.
    if (isUnknown && frame.outage !== null) {
      return [titleLine('Collector and store · now', '', width, look), ...(notice(this.#tables, frame) ?? [])]
    }
    const top = width >= widthWithTwo ? this.#twoColumns(frame) : this.#oneColumn(frame)
    const events = this.#events.isOutdated(view) ? [] : (this.#events.rows ?? [])
    const title = titleLine(`Events · ${windowName(view.window, at)}`, `${events.length}`, width, look)
    const wanted = events.length === 0 ? 0 : Math.min(events.length + 2, leastEvents)
    const isPrinted = height === Number.POSITIVE_INFINITY
    const facts = isPrinted ? top : block(top, width, Math.min(top.length, height - wanted))
    const head = [...facts, ...this.#charts(frame, isPrinted ? 0 : height - facts.length, events.length)]
    if (events.length === 0) return head
    const rows = sorted(events, eventColumns, this.#list.order)
    const room = height - head.length - 1
    return [
      ...head,
      title,
      ...table({ columns: eventColumns, rows, list: this.#list, width, height: room, look })
    ]
  }

  press(action: string): Pressed {
    return this.#list.press(action)
  }

  json(): unknown {
    return {
      collector: this.#stats.rows?.[0] ?? null,
      overhead: this.#overhead.rows?.[0] ?? null,
      events_by_kind: this.#kinds.rows ?? [],
      events: this.#events.rows ?? [],
      tables: this.#tables.rows ?? [],
      limits: this.#limits.rows ?? []
    }
  }

  /** In what the facts leave free of the body, above the events. */
  #charts(frame: Frame, free: number, events: number): string[] {
    const room = free - (events === 0 ? 0 : Math.min(events + 2, eventsBesideCharts))
    this.#hasCharts = room >= chartHeight
    if (!this.#hasCharts) return []
    const window = rawWindow(frame.view.window)
    const overhead = this.#series.isOutdated(frame.view) ? [] : (this.#series.rows ?? [])
    return chartLines({ overhead, outbox: this.#outbox, window }, frame, room)
  }

  /** The tables of the store come last: they are the longest part, and the one that can be cut off. */
  #oneColumn(frame: Frame): string[] {
    const [collector, overhead, lost, store, limits] = this.#parts(frame, frame.width)
    return [collector, overhead, lost, limits, store].flatMap(part => part ?? [])
  }

  #twoColumns(frame: Frame): string[] {
    const left = Math.floor(frame.width / 2) - 1
    const right = frame.width - left - 2
    const [collector, overhead, lost] = this.#parts(frame, left)
    const [, , , store, limits] = this.#parts(frame, right)
    return beside(
      [collector, overhead, lost].flatMap(part => part ?? []),
      [store, limits].flatMap(part => part ?? []),
      left,
      frame.width
    )
  }

  /** The collector, its overhead, what was lost, the store's size, limits: what matters most in front. */
  #parts(frame: Frame, width: number): string[][] {
    const { look, view, at } = frame
    const name = windowName(view.window, at)
    const overheadName = windowName(rawWindow(view.window), at)
    const part = (title: string, feed: AnyFeed, facts: () => readonly Fact[]): string[] => [
      titleLine(title, '', width, look),
      ...factLines(stateOf(feed, frame) ?? facts(), width, frame)
    ]
    return [
      [titleLine('Collector · now', '', width, look), ...factLines(this.#collector(frame), width, frame)],
      part(`Overhead · ${overheadName}`, this.#overhead, () =>
        overheadFacts(this.#overhead.rows?.[0] ?? null, overheadName)
      ),
      part(`Losses and restarts · ${name}`, this.#kinds, () => eventFacts(this.#kinds.rows ?? [], look)),
      part('Store · on disk now', this.#tables, () => sizeFacts(this.#tables.rows ?? [])),
      part('Upstream limits · last answer of the last 1h', this.#limits, () =>
        limitFacts(this.#limits.rows ?? [], { at, width, look })
      )
    ]
  }

  #collector(frame: Frame): Fact[] {
    const { rows, error } = this.#stats
    if (error !== null && rows === null) return [['collector', `${error.message} ${error.hint}`, 'bad']]
    if (rows === null) return stateOf(this.#stats, frame) ?? []
    const facts = collectorFacts(rows[0] ?? null, 'none runs here: teeline up starts one')
    return error === null ? facts : [['collector', `does not answer now: ${error.message}`, 'bad'], ...facts]
  }
}

function slow(): number {
  return 5_000
}

function windowOf({ window }: View): string {
  return window
}

/** Why a part has nothing to show yet of what is asked now; NULL when it has. */
function stateOf(feed: AnyFeed, { view, outage, connection }: Frame): Fact[] | null {
  if (feed.rows !== null && !feed.isOutdated(view)) return null
  const told = feed.error ?? outage
  if (told !== null) return [[told.code, `${told.message} ${told.hint}`, 'bad']]
  return [['', connection === null ? 'Looking for the store …' : 'Asking …']]
}
