/**
 * The rows on disk, in the order in which they came, until the store has them.
 *
 * One LMDB environment; for each table one database of entries and one of sealed batches:
 *
 *     entries   [seq, rows, bytes, atMs] → NDJSON      what one group commit wrote; never changed
 *     batches   [seq, skip] → {token, rows, last}      the rows under one deduplication token; written before the first send
 *
 * The key of an entry says what its value holds, so that counting needs no reading of rows. A batch begins `skip` rows
 * into the entry `seq`, so that a refused batch can be cut in two without moving a row. An acknowledged batch goes
 * together with the entries that it used up, in one transaction. What is committed here is synced to the disk.
 *
 * One process at a time: LMDB would let a second one in, and both would send. Whoever opens it holds the lock of the
 * data directory. Local disks only (LMDB maps the file).
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Database, RootDatabase } from 'lmdb'
import { sliceRows } from './ndjson.js'
import {
  diskBytesOf,
  type EntryKey,
  firstKey,
  openEnvironment,
  openQueues,
  type Queue,
  rangeOf,
  reasonOf,
  startingAt,
  statsOf,
  type Table,
  tables
} from './outbox-database.js'
import { OutboxFile } from './outbox-file.js'

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

/** An empty file above this size is begun anew at the next start: LMDB reuses free pages but never gives them back. */
const keepFileBytes = 64 * 1024 * 1024
const scanSlice = 2000
/**
 * Rows never take the last of the file: they leave a full disk only when a batch can be sealed and acknowledged, and LMDB
 * needs some new pages for that.
 */
const reserveBytes = 1024 * 1024
/** What a transaction without rows can need at most. */
const smallBytes = 128 * 1024

export class Outbox {
  readonly #root: RootDatabase
  readonly #meta: Database<unknown, string>
  readonly #queues: Record<Table, Queue>
  readonly #file: OutboxFile
  #diskBytes = 0
  /** The transaction before: one at a time, so that each knows where the last page is. */
  #before: Promise<unknown> = Promise.resolve()

  private constructor(root: RootDatabase, file: OutboxFile) {
    this.#root = root
    this.#file = file
    this.#meta = root.openDB<unknown, string>('meta', { encoding: 'json' })
    this.#queues = openQueues(root)
  }

  /** Opens or creates the outbox. Throws what LMDB throws when the directory cannot be used. */
  static async open(directory: string): Promise<Outbox> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, 'data.mdb')
    await OutboxFile.probe(path)
    const outbox = new Outbox(openEnvironment(directory), await OutboxFile.open(path))
    await outbox.#count()
    const isInUse = outbox.rows > 0 || outbox.meta('losses') !== undefined
    if (outbox.#file.bytes < keepFileBytes || isInUse) return outbox
    await outbox.close()
    await rm(path, { force: true })
    await rm(join(directory, 'lock.mdb'), { force: true })
    return new Outbox(openEnvironment(directory), await OutboxFile.open(path))
  }

  /** Rows that the store has not acknowledged. */
  get rows(): number {
    return tables.reduce((sum, table) => sum + this.#queues[table].rows, 0)
  }

  /** Their NDJSON, in bytes. */
  get bytes(): number {
    return tables.reduce((sum, table) => sum + this.#queues[table].bytes, 0)
  }

  /** About what they take on disk, pages counted whole. */
  get diskBytes(): number {
    return this.#diskBytes
  }

  unsealed(table: Table): { rows: number; bytes: number; sinceMs: number | null } {
    const queue = this.#queues[table]
    const first = queue.unsealedRows === 0 ? undefined : firstKey(queue.entries, queue.sealedThrough + 1)
    return { rows: queue.unsealedRows, bytes: queue.unsealedBytes, sinceMs: first?.[3] ?? null }
  }

  /** When the oldest waiting row came, in ms since the Unix epoch. */
  oldestMs(): number | null {
    const times = tables.map(table => firstKey(this.#queues[table].entries, 0)?.[3])
    return times.reduce<number | null>(
      (oldest, at) => (at === undefined ? oldest : Math.min(at, oldest ?? at)),
      null
    )
  }

  meta(key: string): unknown {
    return this.#meta.get(key)
  }

  /** Gives rows their place in the order. Every prepared entry must be appended, in this order. */
  prepare(table: Table, data: Buffer, rows: number, atMs: number): Entry {
    return { table, key: [this.#queues[table].nextSeq++, rows, data.length, atMs], data }
  }

  /**
   * Writes entries and `meta` values (undefined removes one) in one transaction, synced when this resolves.
   * Rejects when the disk does not take it; nothing of it is written then, and the same call may be made again.
   */
  async append(entries: readonly Entry[], meta: Record<string, unknown> = {}): Promise<void> {
    const bytes = entries.reduce((sum, { key }) => sum + diskBytesOf(key), 0)
    await this.#commit(bytes, () => {
      for (const entry of entries) void this.#queues[entry.table].entries.put(entry.key, entry.data)
      for (const [key, value] of Object.entries(meta)) {
        void (value === undefined ? this.#meta.remove(key) : this.#meta.put(key, value))
      }
    })
    for (const entry of entries) this.#added(entry.table, entry.key)
  }

  /**
   * A transaction that writes nearly nothing. After a full disk the pages that an acknowledgement freed can be used only
   * from the transaction after the next one; this one makes that step. Rejects as `append` does.
   */
  async touch(): Promise<void> {
    await this.#commit(0, () => void this.#meta.put('touched', 1))
  }

  /** The batch to send next, or undefined when none is sealed. */
  head(table: Table): SealedBatch | undefined {
    for (const { key, value } of this.#queues[table].batches.getRange({ limit: 1 })) {
      return { table, token: value.token, seq: key[0], skip: key[1], rows: value.rows, last: value.last }
    }
    return undefined
  }

  /** Seals the oldest unsealed entries, at least one and at most so many rows or bytes. Undefined: there are none. */
  async seal(table: Table, limits: { rows: number; bytes: number }): Promise<SealedBatch | undefined> {
    const queue = this.#queues[table]
    const keys: EntryKey[] = []
    let rows = 0
    let bytes = 0
    for (const key of queue.entries.getKeys({ start: startingAt(queue.sealedThrough + 1) })) {
      if (keys.length > 0 && (rows + key[1] > limits.rows || bytes + key[2] > limits.bytes)) break
      keys.push(key)
      rows += key[1]
      bytes += key[2]
    }
    const [first] = keys
    const last = keys.at(-1)
    if (first === undefined || last === undefined) return undefined
    const batch = { table, token: randomUUID(), seq: first[0], skip: 0, rows, last: last[0] }
    await this.#commit(0, () => this.#putBatch(batch))
    queue.sealedThrough = batch.last
    queue.unsealedRows -= rows
    queue.unsealedBytes -= bytes
    return batch
  }

  /** The rows of a batch as NDJSON, in pieces: the same bytes each time. */
  read(batch: SealedBatch): Buffer[] {
    const pieces: Buffer[] = []
    let skip = batch.skip
    let left = batch.rows
    for (const { key, value } of this.#queues[batch.table].entries.getRange(rangeOf(batch.seq, batch.last))) {
      const take = Math.min(left, key[1] - skip)
      pieces.push(skip === 0 && take === key[1] ? value : sliceRows(value, skip, take))
      left -= take
      skip = 0
    }
    return pieces
  }

  /** Forgets a batch and the rows in it. */
  async acknowledge(batch: SealedBatch): Promise<void> {
    const queue = this.#queues[batch.table]
    const keys = [...queue.entries.getKeys(rangeOf(batch.seq, batch.last))]
    const held = keys.reduce((sum, key) => sum + key[1], 0)
    // A later part of a batch that was cut in two still needs the entry in which this part ends.
    if (batch.skip + batch.rows < held) keys.pop()
    await this.#commit(0, () => {
      void queue.batches.remove([batch.seq, batch.skip])
      for (const key of keys) void queue.entries.remove(key)
    })
    queue.rows -= batch.rows
    for (const key of keys) {
      queue.bytes -= key[2]
      this.#diskBytes -= diskBytesOf(key)
    }
  }

  /** Cuts a batch of two rows or more into halves, each with a token of its own, in one transaction. */
  async split(batch: SealedBatch): Promise<void> {
    const half = Math.floor(batch.rows / 2)
    const place = this.#placeOf(batch, half)
    const left = {
      ...batch,
      token: randomUUID(),
      rows: half,
      last: place.skip === 0 ? place.before : place.seq
    }
    const right = { ...batch, token: randomUUID(), rows: batch.rows - half, seq: place.seq, skip: place.skip }
    await this.#commit(0, () => {
      // The left half has the key of the whole, and so takes its place.
      this.#putBatch(left)
      this.#putBatch(right)
    })
  }

  async close(): Promise<void> {
    await this.#root.close()
  }

  /** Where the row number `index` of a batch is, and the entry before that one. */
  #placeOf(batch: SealedBatch, index: number): { seq: number; skip: number; before: number } {
    let left = batch.skip + index
    let before = batch.seq
    for (const key of this.#queues[batch.table].entries.getKeys(rangeOf(batch.seq, batch.last))) {
      if (left < key[1]) return { seq: key[0], skip: left, before }
      left -= key[1]
      before = key[0]
    }
    throw new Error(`the outbox has fewer rows than the batch ${batch.token}`)
  }

  #putBatch(batch: SealedBatch): void {
    const { token, rows, last } = batch
    void this.#queues[batch.table].batches.put([batch.seq, batch.skip], { token, rows, last })
  }

  #added(table: Table, key: EntryKey): void {
    const queue = this.#queues[table]
    queue.nextSeq = Math.max(queue.nextSeq, key[0] + 1)
    queue.rows += key[1]
    queue.bytes += key[2]
    this.#diskBytes += diskBytesOf(key)
    if (key[0] <= queue.sealedThrough) return
    queue.unsealedRows += key[1]
    queue.unsealedBytes += key[2]
  }

  /** What an earlier process left. In slices, so that a day of waiting rows does not hold up the thread. */
  async #count(): Promise<void> {
    for (const table of tables) {
      const queue = this.#queues[table]
      for (const { value } of queue.batches.getRange({ reverse: true, limit: 1 }))
        queue.sealedThrough = value.last
      let start = 0
      for (;;) {
        const range = { start: startingAt(start), limit: scanSlice }
        const keys = [...queue.entries.getKeys(range)]
        for (const key of keys) this.#added(table, key)
        const last = keys.at(-1)
        if (last === undefined) break
        start = last[0] + 1
        await turn()
      }
      // The first rows of an entry may be delivered already, when its batch was cut in two.
      queue.rows -= this.head(table)?.skip ?? 0
    }
  }

  /** One transaction that writes rows of so many bytes, synced when this resolves. */
  #commit(bytes: number, write: () => void): Promise<void> {
    const run = async () => {
      await this.#makeRoom(bytes)
      await this.#root.batch(write).catch(async error => {
        throw await reasonOf(error)
      })
    }
    const committed = this.#before.then(run, run)
    this.#before = committed
    return committed
  }

  /** Makes sure that no write of the next transaction can fail for want of room. Throws when one could. */
  async #makeRoom(bytes: number): Promise<void> {
    const { lastPageNumber, pageSize } = statsOf(this.#root)
    const end = (lastPageNumber + 1) * pageSize
    try {
      await this.#file.reach(end + bytes + reserveBytes)
    } catch (error) {
      // With much room within the file, rows will find their place there; if not, the reserve still holds them.
      const isRoomy = this.#file.bytes - this.#diskBytes > 4 * bytes + reserveBytes
      const least = bytes === 0 ? smallBytes : bytes + (isRoomy ? 2 * smallBytes : reserveBytes)
      if (this.#file.bytes < end + least) throw error
    }
  }
}
