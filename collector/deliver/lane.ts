/**
 * The rows of one table on their way from the outbox to the store: one batch in flight, oldest first, sent under its
 * token until the store has it. What the store cannot read is cut in two until single rows stand alone; those go to the
 * dead-letter file. Every step is on disk before the next, so that a killed process goes on where it was:
 *
 *     seal ──▶ send ──applied──▶ acknowledge
 *               ├─ transient, schema ──▶ pause ──▶ send (same bytes, same token)
 *               └─ rejected ──▶ split ──▶ send the left half, then the right half
 *                     └─ one row ──▶ dead-letter file ──▶ acknowledge
 */
import { Backoff, type BackoffBounds } from './backoff.js'
import { appendDeadLetter } from './dead-letter.js'
import type { InsertOutcome } from './insert-outcome.js'
import type { Outbox } from './outbox.js'
import type { Table } from './outbox-database.js'
import type { SealedBatch } from './outbox-queue.js'
import type { StoreAddress, StoreWriter } from './store-writer.js'

export interface LaneOptions {
  table: Table
  deadLetterFile: string
  flushIntervalMs: number
  maxBatchRows: number
  maxBatchBytes: number
  insertTimeoutMs: number
  backoff: BackoffBounds
  store: () => StoreAddress | null
  now: () => number
  /** The store has these rows; they have left the outbox. */
  onApplied: (rows: number) => void
  /** An attempt failed and will be made again. `name`: fit for a log. */
  onRetry: (name: string) => void
  onDeadLetter: (outcome: InsertOutcome) => void
  /** All sealed rows are dealt with. */
  onIdle: () => void
}

/** How often a store that is not there yet is looked for: asking costs nothing. */
const absentPauseMs = 250
const longestInsertMs = 300_000

export class Lane {
  readonly #outbox: Outbox
  readonly #writer: StoreWriter
  readonly #options: LaneOptions
  readonly #backoff: Backoff
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #endPause: (() => void) | null = null
  #finishing = false
  #timeoutMs: number

  constructor(outbox: Outbox, writer: StoreWriter, options: LaneOptions) {
    this.#outbox = outbox
    this.#writer = writer
    this.#options = options
    this.#backoff = new Backoff(options.backoff)
    this.#timeoutMs = options.insertTimeoutMs
  }

  /** Rows are in the outbox. Sends them when they fill a batch, else `flushIntervalMs` after the oldest came. */
  notify(): void {
    if (this.#running !== null || this.#finishing) return
    const delay = this.#delayMs()
    if (delay === 0) this.#start()
    else if (delay !== null) this.#timer ??= setTimeout(() => this.#start(), delay)
  }

  /** The store is back, or new: a pause ends now. */
  wake(): void {
    this.#backoff.reset()
    this.#endPause?.()
  }

  /**
   * Sends what there is, without waiting for more, until the outbox is empty, an attempt fails, or `deadlineMs` have
   * passed; an insert is cut off then, and made again at the next start.
   */
  async finish(deadlineMs: number): Promise<void> {
    this.#finishing = true
    this.#clearTimer()
    const deadline = setTimeout(() => this.#stop.abort(), deadlineMs)
    this.#endPause?.()
    await this.#running
    if (deadlineMs > 0 && !this.#stop.signal.aborted) this.#start()
    await this.#running
    clearTimeout(deadline)
  }

  #start(): void {
    this.#clearTimer()
    this.#running ??= this.#deliverAll().finally(() => {
      this.#running = null
      this.notify()
    })
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  async #deliverAll(): Promise<void> {
    for (;;) {
      let done: boolean | null = false
      try {
        done = await this.#deliverNext()
      } catch (error) {
        // The outbox or the dead-letter file refused a write. What was sent is sent again, under the same token.
        this.#options.onRetry(error instanceof Error ? `outbox: ${error.message}` : 'outbox')
        if (!this.#finishing) await this.#pause(this.#backoff.next())
      }
      if (done === null) break
      if (!done && this.#finishing) break
    }
    this.#options.onIdle()
  }

  /** True: a step was made. False: it has to be made again. NULL: there is nothing to send now. */
  async #deliverNext(): Promise<boolean | null> {
    const batch = this.#outbox.head(this.#options.table) ?? (await this.#sealed())
    if (batch === undefined || this.#stop.signal.aborted) return null
    const address = this.#options.store()
    if (address === null) {
      if (!this.#finishing) await this.#pause(Math.min(absentPauseMs, this.#options.backoff.maxMs))
      return false
    }
    const pieces = this.#outbox.read(batch)
    const bounds = { timeoutMs: this.#timeoutMs, signal: this.#stop.signal }
    const outcome = await this.#writer.insert(address, batch.table, batch.token, pieces, bounds)
    if (outcome.kind === 'applied') await this.#applied(batch)
    else if (outcome.kind === 'rejected') await this.#rejected(batch, pieces, outcome)
    else return this.#failed(outcome)
    return true
  }

  async #sealed(): Promise<SealedBatch | undefined> {
    const delay = this.#finishing ? 0 : this.#delayMs()
    if (delay === null || delay > 0) return undefined
    const { maxBatchRows, maxBatchBytes, table } = this.#options
    return this.#outbox.seal(table, { rows: maxBatchRows, bytes: maxBatchBytes })
  }

  async #applied(batch: SealedBatch): Promise<void> {
    await this.#outbox.acknowledge(batch)
    this.#backoff.reset()
    this.#timeoutMs = this.#options.insertTimeoutMs
    this.#options.onApplied(batch.rows)
  }

  async #rejected(batch: SealedBatch, pieces: Buffer[], outcome: InsertOutcome): Promise<void> {
    this.#backoff.reset()
    if (batch.rows > 1) return this.#outbox.split(batch)
    const at = new Date(this.#options.now()).toISOString()
    const { table, token } = batch
    const letter = { at, table, token, code: outcome.code, error: outcome.message }
    await appendDeadLetter(this.#options.deadLetterFile, letter, Buffer.concat(pieces).toString().trimEnd())
    await this.#outbox.acknowledge(batch)
    this.#options.onDeadLetter(outcome)
  }

  async #failed(outcome: InsertOutcome): Promise<false> {
    if (this.#stop.signal.aborted) return false
    // A store that needs longer than the bound for each batch would otherwise never be through with one.
    if (outcome.name === 'timeout') this.#timeoutMs = Math.min(2 * this.#timeoutMs, longestInsertMs)
    this.#options.onRetry(outcome.name)
    if (!this.#finishing) await this.#pause(this.#backoff.next())
    return false
  }

  /** Until there is something to send: 0 now, NULL when there is nothing. */
  #delayMs(): number | null {
    const { table, maxBatchRows, maxBatchBytes, flushIntervalMs, now } = this.#options
    if (this.#outbox.head(table) !== undefined) return 0
    const { rows, bytes, sinceMs } = this.#outbox.unsealed(table)
    if (sinceMs === null) return null
    if (rows >= maxBatchRows || bytes >= maxBatchBytes) return 0
    return Math.min(flushIntervalMs, Math.max(0, sinceMs + flushIntervalMs - now()))
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#endPause = null
  }
}
