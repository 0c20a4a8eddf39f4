/** Rows that the store cannot read, told of together: one event for many, and now and then a line in the log. */
import type { Event } from '../../schemas/event.js'
import type { InsertOutcome } from './insert-outcome.js'
import type { Table } from './outbox-database.js'
import type { Log } from './store-state.js'
import { toTimestamp } from './timestamp.js'

export interface RefusalsOptions {
  deadLetterFile: string
  collector: string
  log: Log
  now: () => number
  /** Takes an event as a line of JSON. */
  write: (line: string) => void
}

/** The same kind of trouble is logged, and told in an event, at most this often. */
export const quietMs = 10_000

export class Refusals {
  readonly #options: RefusalsOptions
  #count = 0
  /** Of the last one. */
  #table = ''
  #code = ''
  #toldAtMs = Number.NEGATIVE_INFINITY
  #loggedAtMs = Number.NEGATIVE_INFINITY

  constructor(options: RefusalsOptions) {
    this.#options = options
  }

  /** One more row was refused; it lies in the dead-letter file. */
  add(table: Table, { code, name }: InsertOutcome): void {
    this.#count += 1
    this.#table = table
    this.#code = code === null ? name : `${code} ${name}`
    if (this.#options.now() - this.#toldAtMs >= quietMs) this.tell()
  }

  /** Tells of those since the last time, if any. */
  tell(): void {
    if (this.#count === 0) return
    const { deadLetterFile: file, collector, log, now, write } = this.#options
    const [count, table, code, nowMs] = [this.#count, this.#table, this.#code, now()]
    this.#count = 0
    this.#toldAtMs = nowMs
    const message = `the store cannot read ${count} rows of ${table} (${code}); they are kept in ${file}`
    if (nowMs - this.#loggedAtMs >= quietMs) {
      this.#loggedAtMs = nowMs
      log('error', message)
    }
    const attributes = { table, code, file }
    const event: Event = {
      ts: toTimestamp(nowMs),
      kind: 'dead_letter',
      message,
      count,
      attributes,
      collector
    }
    write(JSON.stringify(event))
  }
}
