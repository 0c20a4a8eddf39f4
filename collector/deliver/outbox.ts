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
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database, RootDatabase } from 'lmdb'
import { setAsideIfBroken } from './outbox-check.js'
import {
  diskBytesOf,
  eachTable,
  openEnvironment,
  reasonOf,
  statsOf,
  type Table,
  tables
} from './outbox-database.js'
import { OutboxFile } from './outbox-file.js'
import { type Entry, OutboxQueue, type SealedBatch } from './outbox-queue.js'

/** An empty file above this size is begun anew at the next start: LMDB reuses free pages but never gives them back. */
const keepFileBytes = 64 * 1024 * 1024
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
  readonly #queues: Record<Table, OutboxQueue>
  readonly #file: OutboxFile
  /** Where an earlier file went that could not be opened; NULL: there was none such. */
  setAside: string | null = null
  /** The transaction before: one at a time, so that each knows where the last page is. */
  #before: Promise<unknown> = Promise.resolve()

  private constructor(root: RootDatabase, file: OutboxFile) {
    this.#root = root
    this.#file = file
    this.#meta = root.openDB<unknown, string>('meta', { encoding: 'json' })
    this.#queues = eachTable(table => new OutboxQueue(root, table))
  }

  /** Opens or creates the outbox. Throws what LMDB throws when the directory cannot be used. */
  static async open(directory: string): Promise<Outbox> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, 'data.mdb')
    const setAside = await setAsideIfBroken(directory)
    await OutboxFile.probe(path)
    const outbox = new Outbox(openEnvironment(directory), await OutboxFile.open(path))
    outbox.setAside = setAside
    for (const table of tables) await outbox.#queues[table].count()
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
    return tables.reduce((sum, table) => sum + this.#queues[table].diskBytes, 0)
  }

  unsealed(table: Table): { rows: number; bytes: number; sinceMs: number | null } {
    return this.#queues[table].unsealed
  }

  /** When the oldest waiting row came, in ms since the Unix epoch. */
  oldestMs(): number | null {
    const times = tables.flatMap(table => this.#queues[table].oldestMs() ?? [])
    return times.length === 0 ? null : Math.min(...times)
  }

  meta(key: string): unknown {
    return this.#meta.get(key)
  }

  /** Gives rows their place in the order. Every prepared entry must be appended, in this order. */
  prepare(table: Table, data: Buffer, rows: number, atMs: number): Entry {
    return this.#queues[table].prepare(data, rows, atMs)
  }

  /**
   * Writes entries and `meta` values (undefined removes one) in one transaction, synced when this resolves.
   * Rejects when the disk does not take it; nothing of it is written then, and the same call may be made again.
   */
  async append(entries: readonly Entry[], meta: Record<string, unknown> = {}): Promise<void> {
    const bytes = entries.reduce((sum, { key }) => sum + diskBytesOf(key), 0)
    await this.#commit(bytes, () => {
      for (const entry of entries) this.#queues[entry.table].put(entry)
      for (const [key, value] of Object.entries(meta)) {
        void (value === undefined ? this.#meta.remove(key) : this.#meta.put(key, value))
      }
    })
    for (const { table, key } of entries) this.#queues[table].added(key)
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
    return this.#queues[table].head()
  }

  /** Seals the oldest unsealed entries, at least one and at most so many rows or bytes. Undefined: there are none. */
  async seal(table: Table, limits: { rows: number; bytes: number }): Promise<SealedBatch | undefined> {
    const queue = this.#queues[table]
    const gathered = queue.gather(limits)
    if (gathered === undefined) return undefined
    const { batch, bytes } = gathered
    await this.#commit(0, () => queue.putBatch(batch))
    queue.sealed(batch, bytes)
    return batch
  }

  /** The rows of a batch as NDJSON, in pieces: the same bytes each time. */
  read(batch: SealedBatch): Buffer[] {
    return this.#queues[batch.table].read(batch)
  }

  /** Forgets a batch and the rows in it. */
  async acknowledge(batch: SealedBatch): Promise<void> {
    const queue = this.#queues[batch.table]
    const usedUp = queue.usedUpBy(batch)
    await this.#commit(0, () => queue.remove(batch, usedUp))
    queue.removed(batch, usedUp)
  }

  /** Cuts a batch of two rows or more into halves, each with a token of its own, in one transaction. */
  async split(batch: SealedBatch): Promise<void> {
    const queue = this.#queues[batch.table]
    const halves = queue.halves(batch)
    await this.#commit(0, () => {
      for (const half of halves) queue.putBatch(half)
    })
  }

  async close(): Promise<void> {
    await this.#root.close()
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
      const isRoomy = this.#file.bytes - this.diskBytes > 4 * bytes + reserveBytes
      const least = bytes === 0 ? smallBytes : bytes + (isRoomy ? 2 * smallBytes : reserveBytes)
      if (this.#file.bytes < end + least) throw error
    }
  }
}
