/**
 * HOT. Runs for each head, each chunk and each end of every exchange: one copy into a slab and five stores.
 *
 * Must not happen here: parsing, waiting, an allocation or closure for each chunk, memory without a bound. When the
 * recorder falls behind by `maxBytes`, chunks are counted and left out; heads and ends have a reserve of their own, so
 * that the row still comes. Guarded by bench/relay.mjs.
 */
import {
  type Kind,
  kinds,
  owners,
  recordBytes,
  recordHeadBytes,
  type SlabMessage,
  slabBytes,
  slabHeadBytes
} from '../record/slab.js'

/** The recorder's end of the line: a worker, or a test. */
export interface SlabReader {
  postMessage(message: SlabMessage): void
}

/**
 * How long a record may lie in a slab before it travels. A row takes a few times that to be on disk, and each slab wakes a
 * thread that is cold by then.
 */
const flushIntervalMs = 50
/** Part of `maxBytes` that only heads and ends may use. */
const reserve = 1 / 4
/** Emptied slabs kept for the next burst. */
const maxSpareSlabs = 4
/** A bit more than the largest chunk that fits a fresh slab; longer payloads are cut in two. */
const maxPayloadBytes = slabBytes - slabHeadBytes - recordHeadBytes - 8

/** Writes records into slabs and posts them. One for each relay thread. */
export class Journal {
  readonly #maxSlabs: number
  readonly #reader: SlabReader
  #slab: Slab
  #used: number = slabHeadBytes
  /** Posted, the oldest first: in this order they are read. */
  readonly #outstanding: Slab[] = []
  readonly #spare: Slab[] = []
  #timer: NodeJS.Timeout | null = null
  #lostRows = 0
  #lostBytes = 0

  constructor(reader: SlabReader, maxBytes: number) {
    this.#reader = reader
    this.#maxSlabs = Math.max(4, Math.floor(maxBytes / slabBytes))
    this.#slab = this.#make()
  }

  /** Opens an exchange: `text` as slab.ts says. When not even that finds room, its row is lost and counted. */
  open(slot: number, atUs: number, text: string): void {
    if (!this.#text(kinds.open, slot, atUs, text)) this.#lostRows++
  }

  /** Status line and headers of the answer, one a line. */
  responseHead(slot: number, atUs: number, text: string): void {
    this.#text(kinds.responseHead, slot, atUs, text)
  }

  /** Closes an exchange: `text` as slab.ts says. */
  end(slot: number, atUs: number, text: string): void {
    if (this.#text(kinds.end, slot, atUs, text)) this.#slab.ends++
    else this.#lostRows++
  }

  /** Copies a chunk; when the bound was hit the bytes are counted, not kept. */
  bytes(kind: Kind, slot: number, atUs: number, chunk: Uint8Array): void {
    let from = 0
    do {
      const length = Math.min(chunk.length - from, maxPayloadBytes)
      if (!this.#room(length, this.#maxSlabs * (1 - reserve))) {
        this.#lostBytes += chunk.length - from
        return
      }
      const at = this.#head(kind, slot, atUs, length)
      this.#slab.bytes.set(
        from === 0 && length === chunk.length ? chunk : chunk.subarray(from, from + length),
        at
      )
      from += length
    } while (from < chunk.length)
  }

  /** Sends what is there now; at the end of the day, and by the timer. */
  flush(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer)
      this.#timer = null
    }
    if (this.#used > slabHeadBytes) this.#post()
  }

  /**
   * The recorder died and another took its place. What it held is gone, and counted: at most as many rows as had their end in
   * slabs that it had not given back.
   */
  forgetOutstanding(): void {
    this.#reclaim()
    for (const slab of this.#outstanding) {
      this.#lostRows += slab.ends + slab.toldRows
      this.#lostBytes += slab.toldBytes
      Atomics.store(slab.words, 0, owners.relay)
    }
    this.#reclaim()
    this.#timer ??= setTimeout(() => this.#onTimer(), flushIntervalMs)
  }

  /** Bytes handed over and not yet read, an upper bound. */
  get backlogBytes(): number {
    this.#reclaim()
    return this.#outstanding.length * slabBytes
  }

  /** Takes what the reader has given back. */
  #reclaim(): void {
    let oldest = this.#outstanding[0]
    while (oldest !== undefined && Atomics.load(oldest.words, 0) === owners.relay) {
      this.#outstanding.shift()
      if (this.#spare.length < maxSpareSlabs) this.#spare.push(oldest)
      oldest = this.#outstanding[0]
    }
  }

  #text(kind: Kind, slot: number, atUs: number, text: string): boolean {
    const length = Math.min(text.length, maxPayloadBytes)
    if (!this.#room(length, this.#maxSlabs)) return false
    const at = this.#head(kind, slot, atUs, length)
    this.#slab.bytes.write(text, at, length, 'latin1')
    return true
  }

  /** Makes sure that a record fits the slab at hand; false when that would need one slab more than `slabs`. */
  #room(payloadBytes: number, slabs: number): boolean {
    if (this.#used + recordBytes(payloadBytes) <= slabBytes) return true
    this.#reclaim()
    if (this.#outstanding.length >= slabs) return false
    this.#post()
    return true
  }

  #head(kind: Kind, slot: number, atUs: number, length: number): number {
    if (this.#used === slabHeadBytes) this.#timer ??= setTimeout(() => this.#onTimer(), flushIntervalMs)
    const at = this.#used
    this.#slab.times[at >> 3] = atUs
    const word = (at >> 2) + 2
    const { words } = this.#slab
    words[word] = slot
    words[word + 1] = length
    words[word + 2] = kind
    this.#used = at + recordBytes(length)
    return at + recordHeadBytes
  }

  #onTimer(): void {
    this.#timer = null
    if (this.#used > slabHeadBytes || this.#lostRows > 0) this.#post()
  }

  #post(): void {
    const message = {
      memory: this.#slab.memory,
      usedBytes: this.#used,
      lostRows: this.#lostRows,
      lostBytes: this.#lostBytes
    }
    this.#slab.toldRows = this.#lostRows
    this.#slab.toldBytes = this.#lostBytes
    this.#lostRows = 0
    this.#lostBytes = 0
    Atomics.store(this.#slab.words, 0, owners.reader)
    this.#outstanding.push(this.#slab)
    this.#reader.postMessage(message)
    this.#reclaim()
    this.#slab = this.#spare.pop() ?? this.#make()
    this.#slab.ends = 0
    this.#used = slabHeadBytes
  }

  #make(): Slab {
    const memory = new SharedArrayBuffer(slabBytes)
    return {
      memory,
      ends: 0,
      toldRows: 0,
      toldBytes: 0,
      bytes: Buffer.from(memory),
      times: new Float64Array(memory),
      words: new Uint32Array(memory)
    }
  }
}

/** Memory of both threads. Only one of them touches it at a time: the relay until it is posted, then the reader. */
interface Slab {
  memory: SharedArrayBuffer
  /** Exchanges that end in it. */
  ends: number
  /** Losses that its message tells of. */
  toldRows: number
  toldBytes: number
  bytes: Buffer
  times: Float64Array
  words: Uint32Array
}
