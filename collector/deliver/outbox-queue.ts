/**
 * One table's rows in the outbox: its two databases, and what is known of them without reading rows. What writes is for
 * within a transaction; what then has changed is told after it.
 */
import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { Database, RootDatabase } from 'lmdb'
import { sliceRows } from './ndjson.js'
import { diskBytesOf, type EntryKey, firstKey, rangeOf, startingAt, type Table } from './outbox-database.js'

/** Rows that have their place in the order but are not on disk yet. Appending the same entry again changes nothing. */
export interface Entry {
  table: Table
  key: EntryKey
  data: Buffer
}

export interface SealedBatch {
  table: Table
  /** Deduplication token: one for these bytes, for ever. */
  token: string
  seq: number
  skip: number
  rows: number
  /** The last entry, by its number. */
  last: number
}

interface BatchRecord {
  token: string
  rows: number
  last: number
}

const scanSlice = 2000

export class OutboxQueue {
  readonly #table: Table
  readonly #entries: Database<Buffer, EntryKey>
  readonly #batches: Database<BatchRecord, [number, number]>
  #nextSeq = 1
  /** Entries up to this number belong to a batch. */
  #sealedThrough = 0
  #rows = 0
  #bytes = 0
  #diskBytes = 0
  #unsealedRows = 0
  #unsealedBytes = 0

  constructor(root: RootDatabase, table: Table) {
    this.#table = table
    this.#entries = root.openDB<Buffer, EntryKey>(table, { encoding: 'binary' })
    this.#batches = root.openDB<BatchRecord, [number, number]>(`${table}.batches`, { encoding: 'json' })
  }

  /** Rows that the store has not acknowledged. */
  get rows(): number {
    return this.#rows
  }

  /** Their NDJSON, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  get diskBytes(): number {
    return this.#diskBytes
  }

  get unsealed(): { rows: number; bytes: number; sinceMs: number | null } {
    const first = this.#unsealedRows === 0 ? undefined : firstKey(this.#entries, this.#sealedThrough + 1)
    return { rows: this.#unsealedRows, bytes: this.#unsealedBytes, sinceMs: first?.[3] ?? null }
  }

  /** When the oldest waiting row came, in ms since the Unix epoch. */
  oldestMs(): number | null {
    return firstKey(this.#entries, 0)?.[3] ?? null
  }

  prepare(data: Buffer, rows: number, atMs: number): Entry {
    return { table: this.#table, key: [this.#nextSeq++, rows, data.length, atMs], data }
  }

  put({ key, data }: Entry): void {
    void this.#entries.put(key, data)
  }

  /** An entry is on disk. */
  added(key: EntryKey): void {
    this.#nextSeq = Math.max(this.#nextSeq, key[0] + 1)
    this.#rows += key[1]
    this.#bytes += key[2]
    this.#diskBytes += diskBytesOf(key)
    if (key[0] <= this.#sealedThrough) return
    this.#unsealedRows += key[1]
    this.#unsealedBytes += key[2]
  }

  /** The batch to send next, or undefined when none is sealed. */
  head(): SealedBatch | undefined {
    for (const { key, value } of this.#batches.getRange({ limit: 1 })) {
      const { token, rows, last } = value
      return { table: this.#table, token, seq: key[0], skip: key[1], rows, last }
    }
    return undefined
  }

  /** A new batch of the oldest unsealed entries, at least one and at most so many rows or bytes. Undefined: there are none. */
  gather(limits: { rows: number; bytes: number }): { batch: SealedBatch; bytes: number } | undefined {
    const keys: EntryKey[] = []
    let rows = 0
    let bytes = 0
    for (const key of this.#entries.getKeys({ start: startingAt(this.#sealedThrough + 1) })) {
      if (keys.length > 0 && (rows + key[1] > limits.rows || bytes + key[2] > limits.bytes)) break
      keys.push(key)
      rows += key[1]
      bytes += key[2]
    }
    const [first] = keys
    const last = keys.at(-1)
    if (first === undefined || last === undefined) return undefined
    const batch = { table: this.#table, token: randomUUID(), seq: first[0], skip: 0, rows, last: last[0] }
    return { batch, bytes }
  }

  putBatch({ seq, skip, token, rows, last }: SealedBatch): void {
    void this.#batches.put([seq, skip], { token, rows, last })
  }

  /** A batch of `gather` is on disk. */
  sealed({ last, rows }: SealedBatch, bytes: number): void {
    this.#sealedThrough = last
    this.#unsealedRows -= rows
    this.#unsealedBytes -= bytes
  }

  /** The rows of a batch as NDJSON, in pieces: the same bytes each time. */
  read(batch: SealedBatch): Buffer[] {
    const pieces: Buffer[] = []
    let skip = batch.skip
    let left = batch.rows
    for (const { key, value } of this.#entries.getRange(rangeOf(batch.seq, batch.last))) {
      const take = Math.min(left, key[1] - skip)
      pieces.push(skip === 0 && take === key[1] ? value : sliceRows(value, skip, take))
      left -= take
      skip = 0
    }
    return pieces
  }

  /** The entries that go with a batch. */
  usedUpBy(batch: SealedBatch): EntryKey[] {
    const keys = [...this.#entries.getKeys(rangeOf(batch.seq, batch.last))]
    const held = keys.reduce((sum, key) => sum + key[1], 0)
    // A later part of a batch that was cut in two still needs the entry in which this part ends.
    return batch.skip + batch.rows < held ? keys.slice(0, -1) : keys
  }

  remove({ seq, skip }: SealedBatch, usedUp: readonly EntryKey[]): void {
    void this.#batches.remove([seq, skip])
    for (const key of usedUp) void this.#entries.remove(key)
  }

  /** A batch and the entries that go with it have left the disk. */
  removed(batch: SealedBatch, usedUp: readonly EntryKey[]): void {
    this.#rows -= batch.rows
    for (const key of usedUp) {
      this.#bytes -= key[2]
      this.#diskBytes -= diskBytesOf(key)
    }
  }

  /** A batch of two rows or more as two, each with a token of its own; the left one has the key of the whole. */
  halves(batch: SealedBatch): [left: SealedBatch, right: SealedBatch] {
    const rows = Math.floor(batch.rows / 2)
    const { seq, skip, before } = this.#placeOf(batch, rows)
    return [
      { ...batch, token: randomUUID(), rows, last: skip === 0 ? before : seq },
      { ...batch, token: randomUUID(), rows: batch.rows - rows, seq, skip }
    ]
  }

  /** Where the row number `index` of a batch is, and the entry before that one. */
  #placeOf(batch: SealedBatch, index: number): { seq: number; skip: number; before: number } {
    let left = batch.skip + index
    let before = batch.seq
    for (const key of this.#entries.getKeys(rangeOf(batch.seq, batch.last))) {
      if (left < key[1]) return { seq: key[0], skip: left, before }
      left -= key[1]
      before = key[0]
    }
    throw new Error(`the outbox has fewer rows than the batch ${batch.token}`)
  }

  /** What an earlier process left. In slices, so that a day of waiting rows does not hold up the thread. */
  async count(): Promise<void> {
    for (const { value } of this.#batches.getRange({ reverse: true, limit: 1 }))
      this.#sealedThrough = value.last
    let start = 0
    for (;;) {
      const keys = [...this.#entries.getKeys({ start: startingAt(start), limit: scanSlice })]
      for (const key of keys) this.added(key)
      const last = keys.at(-1)
      if (last === undefined) break
      start = last[0] + 1
      await turn()
    }
    // The first rows of an entry may be delivered already, when its batch was cut in two.
    this.#rows -= this.head()?.skip ?? 0
  }
}
