/**
 * Days of the rows that a filter leaves, for figures of any window of days. A day is read once, and again when rows came to it: the
 * count of all rows of each day, which `daily` keeps, tells. What is to be read is read newest first, a slice of days at a time and
 * never two at once: no question is long, and little is left to cancel when the screen is left.
 */
import type { Answer, FeedOptions, Question, Source } from './feed.js'
import { type DayCounts, type DayRow, dayCountsQuestion, daysQuestion } from './queries/days.js'
import { isDaysOfRows } from './queries/traffic.js'
import { dayAfter, dayBefore, daysBetween, type View, type Window } from './view.js'

/** The days that are read, without a gap up to today. */
export interface Days {
  /** By the store's clock; as all days `YYYY-MM-DD`, UTC. */
  today: string
  /** Oldest first. */
  read: readonly string[]
  /** How many there are to read, and whether that is done. */
  of: number
  isWhole: boolean
  /** From the beginning of the first one up to now. */
  seconds: number
  /** Those of days to come among them, by clocks that are ahead. */
  rows: readonly DayRow[]
}

/** What a feed makes of days. */
export interface FromDays<Row> {
  /** Gives the same rows in one go. */
  question(view: View): Question | null
  /** Default: that of the view. */
  window?: Window
  first(view: View, today: string): string
  /** NULL: such a part of the days says nothing. */
  figures(days: Days): readonly Row[] | null
}

interface Reading {
  source: Source
  view: View
  signal: AbortSignal
  /** When the feed began to ask: monotonic ms. */
  since: number
  first(view: View, today: string): string
}

interface Day {
  rows: readonly DayRow[]
  /** Of all rows whatever the filter: no more than there were when it was read, in that turn. */
  count: number
  turn: number
}

/** A look at what there is to read. */
interface Turn {
  number: number
  /** Monotonic ms. */
  at: number
  today: string
  seconds: number
  counts: ReadonlyMap<string, number>
}

/** What a slice is to take, in ms: nothing that a screen asks is to take over 150. */
const aimMs = 100
const mostDaysOfSlice = 31
/** Groups of days: of one answer, which the store has in memory, and of all that is kept, some 20 MB. */
const mostOfSlice = 1_000
const mostKept = 6_000

export class DayBook {
  #key = ''
  #source: Source | null = null
  readonly #days = new Map<string, Day>()
  #turn: Turn | null = null
  #turnBefore: Turn | null = null
  #daysOfSlice = 1
  #hasTooMany = false
  #last: Promise<unknown> = Promise.resolve()

  /** Whether what was asked last leaves too many groups to keep, such as thousands of users a day: its question is asked instead. */
  get hasTooMany(): boolean {
    return this.#hasTooMany
  }

  /** Options of a feed that takes from here what is of days of rows, and asks the store itself for all else. */
  feed<Row>(from: FromDays<Row>): Pick<FeedOptions<Row>, 'question' | 'parts'> {
    return {
      question: from.question,
      parts: (source, view, signal) =>
        isDaysOfRows({ ...view, window: from.window ?? view.window })
          ? this.#answers({ source, view, signal, since: performance.now(), first: from.first }, from)
          : null
    }
  }

  async *#answers<Row>(reading: Reading, { question, figures }: FromDays<Row>): AsyncGenerator<Answer<Row>> {
    for (let isDone = false; !isDone; ) {
      const days = await this.#alone(async () => {
        isDone = await this.#readSlice(reading)
        return this.#daysOf(reading)
      })
      if (this.#hasTooMany) break
      // What is read anew is kept as it was until it is all there.
      const rows = isDone || !days.isWhole ? figures(days) : null
      if (rows !== null) yield { rows, note: noteOf(days) }
    }
    const { source, view, signal } = reading
    const inOneGo = this.#hasTooMany ? question(view) : null
    if (inOneGo !== null)
      yield { rows: await this.#alone(() => source.query<Row>(inOneGo, signal)), note: '' }
  }

  /** True when nothing is left to read. */
  async #readSlice(reading: Reading): Promise<boolean> {
    reading.signal.throwIfAborted()
    this.#open(reading)
    if (this.#hasTooMany) return true
    const turn = await this.#look(reading)
    const days = this.#nextDays(turn, reading)
    if (days.length > 0) await this.#read(days, turn, reading)
    return this.#hasTooMany || this.#nextDays(turn, reading).length === 0
  }

  /** Forgets the days of another filter. */
  #open({ source, view: { by, filter } }: Reading): void {
    const key = `${by} ${filter.text}`
    if (source === this.#source && key === this.#key) return
    this.#source = source
    this.#key = key
    this.#days.clear()
    this.#turn = null
    this.#daysOfSlice = 1
    this.#hasTooMany = false
  }

  /** One look for all feeds that began to ask before it. */
  async #look({ source, signal, since }: Reading): Promise<Turn> {
    if (this.#turn !== null && this.#turn.at >= since) return this.#turn
    const at = performance.now()
    const [found] = await source.query<DayCounts>(dayCountsQuestion(), signal)
    const { today, seconds, counts } = found as DayCounts
    this.#turnBefore = this.#turn
    this.#turn = { number: (this.#turn?.number ?? 0) + 1, at, today, seconds, counts: new Map(counts) }
    return this.#turn
  }

  /** The next slice, newest first: days in a row that were not read yet, or that rows came to since. */
  #nextDays(turn: Turn, { view, first }: Reading): string[] {
    const oldest = first(view, turn.today)
    const days: string[] = []
    for (let day = turn.today; day >= oldest && days.length < this.#daysOfSlice; day = dayBefore(day)) {
      if (this.#isDue(day, turn)) days.push(day)
      else if (days.length > 0) break
    }
    return days
  }

  #isDue(day: string, { number, counts }: Turn): boolean {
    const known = this.#days.get(day)
    return known === undefined || (known.turn < number && known.count !== (counts.get(day) ?? 0))
  }

  async #read(days: readonly string[], turn: Turn, { source, view, signal }: Reading): Promise<void> {
    const [newest = '', oldest = ''] = [days[0], days.at(-1)]
    const range = { from: oldest, to: newest === turn.today ? null : dayAfter(newest) }
    const began = performance.now()
    const rows = await source.query<DayRow>(daysQuestion(view, range, mostOfSlice), signal)
    const isTooLong = rows.length > mostOfSlice
    if (isTooLong && days.length > 1) this.#daysOfSlice = 1
    else {
      this.#keep(days, rows, turn)
      this.#daysOfSlice = nextLength(days.length, performance.now() - began)
      const kept = [...this.#days.values()].reduce((sum, { rows }) => sum + rows.length, 0)
      this.#hasTooMany = isTooLong || kept > mostKept
      if (this.#hasTooMany) this.#days.clear()
    }
  }

  #keep(days: readonly string[], rows: readonly DayRow[], { number, counts }: Turn): void {
    const byDay = new Map<string, DayRow[]>(days.map(day => [day, []]))
    for (const row of rows) {
      const ofDay = byDay.get(row.day)
      if (ofDay === undefined) byDay.set(row.day, [row])
      else ofDay.push(row)
    }
    // The count of a day may be seen sooner than its rows: what changed since the last turn is read once more in the next.
    const before = this.#turnBefore?.counts ?? counts
    for (const [day, rows] of byDay) this.#days.set(day, { rows, count: before.get(day) ?? 0, turn: number })
  }

  #daysOf({ view, first }: Reading): Days {
    const { today, seconds } = this.#turn as Turn
    const oldest = first(view, today)
    const read: string[] = []
    for (let day = today; day >= oldest && this.#days.has(day); day = dayBefore(day)) read.unshift(day)
    const of = daysBetween(oldest, today) + 1
    return {
      today,
      read,
      of,
      isWhole: read.length === of,
      seconds: seconds + Math.max(0, read.length - 1) * 86_400,
      rows: [...this.#days].filter(([day]) => day >= (read[0] ?? today)).flatMap(([, { rows }]) => rows)
    }
  }

  /** One question at a time, whichever feed asks it. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work)
    this.#last = mine.catch(() => {})
    return mine
  }
}

/** Days of the next slice. Twice as many take less than twice as long: the store reads in blocks that hold rows of other days too. */
function nextLength(days: number, tookMs: number): number {
  if (tookMs > aimMs) return Math.max(1, Math.floor((days * aimMs) / tookMs))
  const more = tookMs < aimMs / 2 ? 2 * days : tookMs < aimMs * 0.8 ? days + 1 : days
  return Math.min(more, mostDaysOfSlice)
}

function noteOf({ read, of, isWhole }: Days): string {
  return isWhole ? '' : `${read.length} of ${of} days read`
}
