/** A feed: a question that is asked again and again while its screen is looked at, and the last answer to it. */
import type { Connection } from '../schemas/connection.js'
import type { TeelineError } from '../schemas/errors.js'
import type { View } from './view.js'

/** What to ask the store; values of `{name:Type}` in the SQL stand in `params`. */
export interface Question {
  sql: string
  params: Record<string, unknown>
}

/** What feeds read from. */
export interface Source {
  connection: Connection
  /**
   * Rows of an answer: decimals are strings, counts are numbers.
   *
   * @throws TeelineError TEELINE_STORE_QUERY_FAILED, TEELINE_STORE_UNREACHABLE; what `signal` gives when it is aborted.
   */
  query<Row>(question: Question, signal: AbortSignal): Promise<Row[]>
}

/** Rows, and what they are not yet all of: '' of a whole answer, `12 of 31 days read` of a part. */
export interface Answer<Row> {
  rows: readonly Row[]
  note: string
}

export interface FeedOptions<Row> {
  /** Names it in error lines and in copied SQL. */
  name: string
  /** The question at this moment, for reading and for copying it as SQL; NULL when there is nothing to ask. */
  question?(view: View): Question | null
  /** Where the rows come from when it is not (or not only) the store; default: `question`, asked of the store. */
  read?(source: Source, view: View, signal: AbortSignal): Promise<readonly Row[]>
  /** Answers that hold ever more, the last of them all; NULL where the view needs no such. */
  parts?(source: Source, view: View, signal: AbortSignal): AsyncIterable<Answer<Row>> | null
  /** From one question to the next, in ms; Infinity: asked once for each `key`. */
  everyMs(view: View): number
  /** When it changes, the query in flight is cancelled and a new one asked at once. Default: the whole view. */
  key?(view: View): string
  /** What stays of the rows at hand when fresh ones of the same key come; default: the fresh ones only. */
  merge?(kept: readonly Row[], fresh: readonly Row[]): readonly Row[]
}

/** The last answer. `rows` is NULL until there is one; an error leaves the rows that were there. */
export class Feed<Row> {
  readonly name: string
  rows: readonly Row[] | null = null
  /** What is to be said of rows that are part of an answer; '' of a whole one. */
  note = ''
  /** Wall clock of the answer, ms; NULL when there was none. */
  answeredAt: number | null = null
  /** How long the answer took, ms; of one in parts, the last of them. */
  tookMs: number | null = null
  error: TeelineError | null = null
  /** The view that the rows at hand are of. */
  answered: View | null = null
  readonly #options: FeedOptions<Row>
  #answeredKey: string | null = null

  constructor(options: FeedOptions<Row>) {
    this.name = options.name
    this.#options = options
  }

  question(view: View): Question | null {
    return this.#options.question?.(view) ?? null
  }

  everyMs(view: View): number {
    return this.#options.everyMs(view)
  }

  key(view: View): string {
    return this.#options.key?.(view) ?? `${view.window} ${view.by} ${view.filter.text}`
  }

  /** Whether the rows at hand answer another question than the one of `view`: still shown, and shown as such. */
  isOutdated(view: View): boolean {
    return this.rows !== null && this.#answeredKey !== this.key(view)
  }

  /**
   * Asks, and takes the answer unless `signal` is aborted meanwhile. `told` hears of each part of an answer before the last.
   * Throws what reading throws.
   */
  async refresh(source: Source, view: View, signal: AbortSignal, told = (): void => {}): Promise<void> {
    let began = performance.now()
    const take = (rows: readonly Row[], note: string): void => {
      if (!signal.aborted) this.accept(rows, view, Date.now(), performance.now() - began, note)
    }
    const parts = this.#options.parts?.(source, view, signal) ?? null
    if (parts === null) return take(await this.#read(source, view, signal), '')
    for await (const { rows, note } of parts) {
      take(rows, note)
      if (signal.aborted) return
      if (note !== '') told()
      began = performance.now()
    }
  }

  /** Takes an answer; `at` is wall-clock ms. */
  accept(rows: readonly Row[], view: View, at: number, tookMs: number, note = ''): void {
    const key = this.key(view)
    const isSame = this.rows !== null && this.#answeredKey === key
    this.rows = isSame && this.#options.merge ? this.#options.merge(this.rows ?? [], rows) : rows
    this.note = note
    this.#answeredKey = key
    this.answered = view
    this.answeredAt = at
    this.tookMs = tookMs
    this.error = null
  }

  fail(error: TeelineError): void {
    this.error = error
  }

  #read(source: Source, view: View, signal: AbortSignal): Promise<readonly Row[]> {
    if (this.#options.read !== undefined) return this.#options.read(source, view, signal)
    const question = this.question(view)
    return question === null ? Promise.resolve([]) : source.query<Row>(question, signal)
  }
}

/**
 * From one question of `feed` to the next, in ms. `intervalMs`, where the user set one, is that of what a screen
 * asks most often; what it asks less often by itself keeps its proportion to that, though never beyond its own pause.
 */
export function pauseMs(
  feed: Pick<AnyFeed, 'everyMs'>,
  feeds: readonly Pick<AnyFeed, 'everyMs'>[],
  view: View,
  intervalMs: number | null
): number {
  const everyMs = feed.everyMs(view)
  if (intervalMs === null || !Number.isFinite(everyMs)) return everyMs
  const mostOftenMs = Math.min(everyMs, ...feeds.map(each => each.everyMs(view)))
  return Math.max(intervalMs, Math.min(everyMs, (intervalMs * everyMs) / mostOftenMs))
}

/** A feed whatever its rows are, as the refresher and the status line take it. */
export type AnyFeed = Pick<
  Feed<unknown>,
  | 'name'
  | 'rows'
  | 'note'
  | 'answeredAt'
  | 'tookMs'
  | 'error'
  | 'question'
  | 'everyMs'
  | 'key'
  | 'isOutdated'
  | 'refresh'
  | 'fail'
>
