/** What had to be dropped, until it stands in `teeline.events`: counted by table and reason, with the first and last time. */
import type { Event } from '../../schemas/event.js'
import type { Table } from './outbox-database.js'
import { toTimestamp } from './timestamp.js'

/** `outbox_full`: the bound on disk. `memory_full`: the disk did not keep up, or refused. `closed`: pushed too late. */
export type LossReason = 'outbox_full' | 'memory_full' | 'closed'

interface Loss {
  table: Table
  reason: LossReason
  count: number
  fromMs: number
  toMs: number
}

export class Losses {
  #byKind = new Map<string, Loss>()

  /** Takes up what an earlier process had counted and not yet told. Anything but a list of losses is passed over. */
  static restore(saved: unknown): Losses {
    const losses = new Losses()
    for (const loss of Array.isArray(saved) ? saved : [])
      losses.#byKind.set(`${loss.table} ${loss.reason}`, loss)
    return losses
  }

  get isEmpty(): boolean {
    return this.#byKind.size === 0
  }

  add(table: Table, reason: LossReason, atMs: number): void {
    const kind = `${table} ${reason}`
    const loss = this.#byKind.get(kind)
    if (loss === undefined) {
      this.#byKind.set(kind, { table, reason, count: 1, fromMs: atMs, toMs: atMs })
      return
    }
    loss.count += 1
    loss.toMs = atMs
  }

  /** What to keep on disk beside the rows; `restore` reads it. */
  snapshot(): Loss[] {
    return [...this.#byKind.values()].map(loss => ({ ...loss }))
  }

  /** One event row for each table and reason; the losses are empty after it. */
  takeEvents(collector: string): string[] {
    const events = [...this.#byKind.values()].map(loss => JSON.stringify(toEvent(loss, collector)))
    this.#byKind.clear()
    return events
  }
}

function toEvent({ table, reason, count, fromMs, toMs }: Loss, collector: string): Event {
  const from = toTimestamp(fromMs)
  const to = toTimestamp(toMs)
  return {
    ts: to,
    kind: 'rows_lost',
    message: `${count} rows of ${table} were dropped between ${from} and ${to} (${reason})`,
    count,
    attributes: { table, reason, from, to },
    collector
  }
}
