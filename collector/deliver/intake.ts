/** Rows between `push` and the disk: lines in memory, bounded in bytes, cut into the entries of a group commit. */
import { LineBlock } from './line-block.js'
import type { Outbox } from './outbox.js'
import { eachTable, type Table } from './outbox-database.js'
import type { Entry } from './outbox-queue.js'

/** Small enough for a nearly full disk to take some, large enough for one entry a commit at usual rates. */
const groupBytes = 512 * 1024
/** Memory of entries that are on disk, kept for the next ones: enough for a commit in flight and what comes meanwhile. */
const maxSpare = 4

interface Lines {
  block: LineBlock
  rows: number
  sinceMs: number
}

export class Intake {
  readonly #outbox: Outbox
  readonly #waiting: { table: Table; entry: Lines }[] = []
  readonly #open: Record<Table, Lines | null> = eachTable(() => null)
  readonly #spare: Buffer[] = []
  #rows = 0
  #bytes = 0

  constructor(outbox: Outbox) {
    this.#outbox = outbox
  }

  /** Rows not yet on disk, those of a commit in flight included. */
  get rows(): number {
    return this.#rows
  }

  get bytes(): number {
    return this.#bytes
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** `bytes`: of the line in UTF-8, its line feed included. */
  add(table: Table, line: string, bytes: number, atMs: number): void {
    let entry = this.#open[table]
    if (entry === null || entry.block.bytes + bytes > groupBytes) {
      entry = { block: new LineBlock(this.#spare.pop()), rows: 0, sinceMs: atMs }
      this.#open[table] = entry
      this.#waiting.push({ table, entry })
    }
    entry.block.add(line, bytes)
    entry.rows += 1
    this.#rows += 1
    this.#bytes += bytes
  }

  /** The oldest rows, as entries with their place in the order. They count as here until `written` is told. */
  take(): Entry[] {
    const entries: Entry[] = []
    let bytes = 0
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (entries.length > 0 && bytes + next.entry.block.bytes > groupBytes) break
      this.#waiting.shift()
      const { table, entry } = next
      if (this.#open[table] === entry) this.#open[table] = null
      entries.push(this.#outbox.prepare(table, entry.block.data(), entry.rows, entry.sinceMs))
      bytes += entry.block.bytes
    }
    return entries
  }

  /** These entries are on disk; their memory is used again. */
  written(entries: readonly Entry[]): void {
    for (const { key, data } of entries) {
      this.#rows -= key[1]
      this.#bytes -= key[2]
      const { buffer } = data
      if (buffer.byteLength <= groupBytes && this.#spare.length < maxSpare)
        this.#spare.push(Buffer.from(buffer))
    }
  }

  /** Of the oldest row, in ms since the Unix epoch. */
  oldestMs(): number | null {
    return this.#waiting[0]?.entry.sinceMs ?? null
  }
}
