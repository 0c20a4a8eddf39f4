/**
 * Keeps the feeds of the visible screen fresh: one query in flight for each, cancelled when its screen or its question is
 * left, the next one on a beat an interval later, though no sooner after the answer than twice what that took, and ever later while the
 * store refuses.
 */
import { TeelineError } from '../schemas/errors.js'
import { type AnyFeed, pauseMs, type Source } from './feed.js'
import type { View } from './view.js'

export interface RefresherOptions {
  /** The feeds that are wanted now. */
  wanted(): readonly AnyFeed[]
  view(): View
  isPaused(): boolean
  /** A feed got an answer; or, with `false`, was refused one. */
  changed(isAnswered: boolean): void
  /** The store went away. */
  lost(error: TeelineError): void
  /** Pause between questions that the user set, in ms; NULL: as each feed has it. */
  intervalMs: number | null
}

interface Run {
  key: string
  /** The feed's own pause when the next question was set: in a narrower window the same question is asked more often. */
  everyMs: number
  abort: AbortController
  /** To the next question; NULL while one is in flight, and where there is no next. */
  timer: NodeJS.Timeout | null
  failures: number
}

const longestMs = 30_000

export class Refresher {
  readonly #options: RefresherOptions
  readonly #runs = new Map<AnyFeed, Run>()
  #source: Source | null = null

  constructor(options: RefresherOptions) {
    this.#options = options
  }

  /** Asks `source` from now on; NULL: asks nothing until there is another. */
  connect(source: Source | null): void {
    this.stop()
    this.#source = source
    this.reconcile()
  }

  /** Brings what is asked in line with what is wanted: after a key, an answer, a pause. */
  reconcile(): void {
    if (this.#source === null) return
    const wanted = new Set(this.#options.wanted())
    for (const [feed, run] of this.#runs) {
      if (!wanted.has(feed) || isOther(run, feed, this.#options.view())) this.#end(feed, run)
    }
    for (const feed of wanted) {
      if (!this.#runs.has(feed)) this.#begin(feed)
    }
  }

  /** Asks all that is wanted at once, whatever was answered when. */
  refresh(): void {
    this.stop()
    if (this.#source !== null) for (const feed of this.#options.wanted()) this.#begin(feed, 0)
  }

  /** Reckons anew when what is due: a pause began or ended. */
  reschedule(): void {
    this.stop()
    this.reconcile()
  }

  /** Cancels everything. */
  stop(): void {
    for (const [feed, run] of this.#runs) this.#end(feed, run)
  }

  #begin(feed: AnyFeed, delayMs?: number): void {
    const run: Run = {
      key: feed.key(this.#options.view()),
      everyMs: 0,
      abort: new AbortController(),
      timer: null,
      failures: 0
    }
    this.#runs.set(feed, run)
    this.#schedule(feed, run, delayMs ?? this.#dueInMs(feed))
  }

  #end(feed: AnyFeed, run: Run): void {
    run.abort.abort()
    if (run.timer !== null) clearTimeout(run.timer)
    this.#runs.delete(feed)
  }

  /** What was answered before its screen was left need not be asked again at once. */
  #dueInMs(feed: AnyFeed): number {
    if (feed.rows === null || feed.answeredAt === null || feed.isOutdated(this.#options.view())) return 0
    const tookMs = feed.tookMs ?? 0
    const pauseMs = Math.max(this.#everyMs(feed) - tookMs, 2 * tookMs)
    return Math.max(0, feed.answeredAt + pauseMs - Date.now())
  }

  /**
   * From an answer to the next question: up to a beat of the interval, about one after the last question. Feeds of one interval
   * are so asked together, of one moment; and what wakes up once instead of twice takes a tenth less of the machine.
   */
  #untilBeatMs(feed: AnyFeed): number {
    const everyMs = this.#everyMs(feed)
    if (everyMs === Number.POSITIVE_INFINITY) return everyMs
    const now = performance.now()
    const tookMs = feed.tookMs ?? 0
    const beat = Math.round((now - tookMs) / everyMs + 1) * everyMs
    return Math.max(beat - now, 2 * tookMs)
  }

  #everyMs(feed: AnyFeed): number {
    const { wanted, view, intervalMs, isPaused } = this.#options
    return isPaused() ? Number.POSITIVE_INFINITY : pauseMs(feed, wanted(), view(), intervalMs)
  }

  #schedule(feed: AnyFeed, run: Run, delayMs: number): void {
    if (delayMs === Number.POSITIVE_INFINITY) return
    run.everyMs = feed.everyMs(this.#options.view())
    run.timer = setTimeout(() => void this.#ask(feed, run), delayMs)
  }

  async #ask(feed: AnyFeed, run: Run): Promise<void> {
    run.timer = null
    const source = this.#source
    if (source === null) return
    try {
      const { signal } = run.abort
      await feed.refresh(source, this.#options.view(), signal, () => this.#options.changed(true))
      run.failures = 0
    } catch (error) {
      if (run.abort.signal.aborted) return
      run.failures += 1
      const told = toTeelineError(error)
      feed.fail(told)
      if (told.code === 'TEELINE_STORE_UNREACHABLE') return this.#options.lost(told)
    }
    if (run.abort.signal.aborted) return
    const backOffMs = run.failures === 0 ? 0 : Math.min(longestMs, 1_000 * 2 ** (run.failures - 1))
    this.#schedule(feed, run, Math.max(this.#untilBeatMs(feed), backOffMs))
    this.#options.changed(run.failures === 0)
    this.reconcile()
  }
}

/** Whether its question, or when that is due, is another by now. */
function isOther({ key, timer, everyMs }: Run, feed: AnyFeed, view: View): boolean {
  return key !== feed.key(view) || (timer !== null && everyMs !== feed.everyMs(view))
}

/** An error that screens can show: a code, what happened, what to do. */
export function toTeelineError(error: unknown): TeelineError {
  if (error instanceof TeelineError) return error
  const text = error instanceof Error ? error.message : String(error)
  return new TeelineError(
    'TEELINE_STORE_QUERY_FAILED',
    text,
    'Start again with --verbose to see where it comes from.',
    error
  )
}
