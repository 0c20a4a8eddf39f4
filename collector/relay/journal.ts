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
  recordBytes,
  recordHeadBytes,
  type SlabMessage,
  slabBytes
} from '../record/slab.js'

/** The recorder's end of the line: a worker, or a test. */
export interface SlabReader {
  postMessage(message: SlabMessage, transfer: ArrayBuffer[]): void
}

/** How long a record may lie in a slab before it travels. */
const flushIntervalMs = 20
/** Part of `maxBytes` that only heads and ends may use. */
const reserve = 1 / 4
/** Emptied slabs kept for reuse. */
const maxSpareSlabs = 4
/** A bit more than the largest chunk that fits a fresh slab; longer payloads are cut in two. */
const maxPayloadBytes = slabBytes - recordHeadBytes - 8

/** Writes records into slabs and posts them. One for each relay thread. */
export class Journal {
  readonly #maxSlabs: number
  readonly #reader: SlabReader
  #bytes: Buffer
  #times: Float64Array
  #words: Uint32Array
  #used = 0
  #outstanding = 0
  #spare: ArrayBuffer[] = []
  #timer: NodeJS.Timeout | null = null
  #lostRows = 0
  #lostBytes = 0

  constructor(reader: SlabReader, maxBytes: number) {
    this.#reader = reader
    this.#maxSlabs = Math.max(4, Math.floor(maxBytes / slabBytes))
    const slab = new ArrayBuffer(slabBytes)
    this.#bytes = Buffer.from(slab)
    this.#times = new Float64Array(slab)
    this.#words = new Uint32Array(slab)
  }

  /** Opens an exchange: `text` as slab.ts says. When not even that finds room, its row is lost and counted. */
  open(exchange: number, atUs: number, text: string): void {
    if (!this.#text(kinds.open, exchange, atUs, text)) this.#lostRows++
  }

  /** Status line and headers of the answer, one a line. */
  responseHead(exchange: number, atUs: number, text: string): void {
    this.#text(kinds.responseHead, exchange, atUs, text)
  }

  /** Closes an exchange: `text` as slab.ts says. */
  end(exchange: number, atUs: number, text: string): void {
    if (!this.#text(kinds.end, exchange, atUs, text)) this.#lostRows++
  }

  /** Copies a chunk; when the bound was hit the bytes are counted, not kept. */
  bytes(kind: Kind, exchange: number, atUs: number, chunk: Uint8Array): void {
    let from = 0
    do {
      const length = Math.min(chunk.length - from, maxPayloadBytes)
      if (!this.#room(length, this.#maxSlabs * (1 - reserve))) {
        this.#lostBytes += chunk.length - from
        return
      }
      const at = this.#head(kind, exchange, atUs, length)
      this.#bytes.set(from === 0 && length === chunk.length ? chunk : chunk.subarray(from, from + length), at)
      from += length
    } while (from < chunk.length)
  }

  /** Sends what is there now; at the end of the day, and by the timer. */
  flush(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer)
      this.#timer = null
    }
    if (this.#used > 0) this.#post()
  }

  /** A slab came back empty. */
  recycle(slab: ArrayBuffer): void {
    this.#outstanding--
    if (this.#spare.length < maxSpareSlabs) this.#spare.push(slab)
  }

  /** The recorder died and another took its place: what it held is gone. */
  forgetOutstanding(): void {
    this.#outstanding = 0
  }

  /** Bytes handed over and not yet read, an upper bound. */
  get backlogBytes(): number {
    return this.#outstanding * slabBytes
  }

  #text(kind: Kind, exchange: number, atUs: number, text: string): boolean {
    const length = Math.min(text.length, maxPayloadBytes)
    if (!this.#room(length, this.#maxSlabs)) return false
    const at = this.#head(kind, exchange, atUs, length)
    this.#bytes.write(text, at, length, 'latin1')
    return true
  }

  /** Makes sure that a record fits the slab at hand; false when that would need one slab more than `slabs`. */
  #room(payloadBytes: number, slabs: number): boolean {
    if (this.#used + recordBytes(payloadBytes) <= slabBytes) return true
    if (this.#outstanding >= slabs) return false
    this.#post()
    return true
  }

  #head(kind: Kind, exchange: number, atUs: number, length: number): number {
    if (this.#used === 0) this.#timer ??= setTimeout(() => this.#onTimer(), flushIntervalMs)
    const at = this.#used
    this.#times[at >> 3] = atUs
    const word = (at >> 2) + 2
    this.#words[word] = exchange
    this.#words[word + 1] = length
    this.#words[word + 2] = kind
    this.#used = at + recordBytes(length)
    return at + recordHeadBytes
  }

  #onTimer(): void {
    this.#timer = null
    if (this.#used > 0) this.#post()
  }

  #post(): void {
    const slab = this.#bytes.buffer as ArrayBuffer
    const message = { slab, usedBytes: this.#used, lostRows: this.#lostRows, lostBytes: this.#lostBytes }
    this.#lostRows = 0
    this.#lostBytes = 0
    this.#outstanding++
    this.#reader.postMessage(message, [slab])
    const next = this.#spare.pop() ?? new ArrayBuffer(slabBytes)
    this.#bytes = Buffer.from(next)
    this.#times = new Float64Array(next)
    this.#words = new Uint32Array(next)
    this.#used = 0
  }
}
