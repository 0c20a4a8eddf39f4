/** Puts one direction's chunks together again, within a bound: the first bytes and the last ones are kept. */
import { type BufferPool, largestPooledBytes } from './buffer-pool.js'
import { emptyRun, noBytes, type Run } from './tape.js'

const headShare = 3 / 4
/** More chunks than this get a mark only when time has moved on by a millisecond. */
const maxDenseMarks = 32_768

export class RunBuilder {
  readonly #headLimit: number
  readonly #tailLimit: number
  #head: Buffer = noBytes
  #headBytes = 0
  #tail: Buffer[] = []
  #tailBytes = 0
  #totalBytes = 0
  #offsets: number[] = []
  #times: number[] = []

  readonly #pool: BufferPool

  constructor(captureBytes: number, pool: BufferPool) {
    this.#pool = pool
    this.#headLimit = Math.floor(captureBytes * headShare)
    this.#tailLimit = captureBytes - this.#headLimit
  }

  /** Gives its memory back; the run that was built must not be read after this. */
  release(pool: BufferPool): void {
    pool.give(this.#head)
    this.#head = noBytes
    this.#headBytes = 0
  }

  /** Bytes held in memory. */
  get heldBytes(): number {
    return this.#head.length + this.#tailBytes
  }

  /** Appends a copy of `chunk`, which passed the relay `atUs` after the exchange's origin. */
  append(chunk: Buffer, atUs: number): void {
    this.#mark(atUs)
    this.#totalBytes += chunk.length
    const room = this.#headLimit - this.#headBytes
    if (chunk.length <= room) this.#appendHead(chunk)
    else {
      if (room > 0) this.#appendHead(chunk.subarray(0, room))
      this.#appendTail(chunk.subarray(Math.max(room, 0)))
    }
  }

  /** `passedBytes`: all that passed the relay, which is more than was appended when a bound was hit on the way. */
  build(passedBytes: number): Run {
    if (passedBytes === 0) return emptyRun()
    const head = this.#head.subarray(0, this.#headBytes)
    const tail = this.#tail.length === 0 ? noBytes : Buffer.concat(this.#tail)
    const joined = head.length + tail.length === this.#totalBytes
    return {
      head: joined && tail.length > 0 ? Buffer.concat([head, tail]) : head,
      tail: joined ? noBytes : tail,
      totalBytes: Math.max(passedBytes, this.#totalBytes),
      offsets: this.#offsets,
      times: this.#times
    }
  }

  #mark(atUs: number): void {
    const marks = this.#times.length
    const last = this.#times[marks - 1]
    if (marks > maxDenseMarks && last !== undefined && atUs - last < 1_000) return
    this.#offsets.push(this.#totalBytes)
    this.#times.push(atUs)
  }

  #appendHead(chunk: Buffer): void {
    const needed = this.#headBytes + chunk.length
    if (needed > this.#head.length) {
      const grown =
        needed <= largestPooledBytes
          ? this.#pool.take(needed)
          : Buffer.allocUnsafeSlow(this.#capacityFor(needed))
      this.#head.copy(grown, 0, 0, this.#headBytes)
      this.#pool.give(this.#head)
      this.#head = grown
    }
    chunk.copy(this.#head, this.#headBytes)
    this.#headBytes = needed
  }

  #capacityFor(needed: number): number {
    return Math.min(this.#headLimit, Math.max(needed, 2 * this.#head.length))
  }

  #appendTail(chunk: Buffer): void {
    if (chunk.length === 0) return
    const kept = chunk.length > this.#tailLimit ? chunk.subarray(chunk.length - this.#tailLimit) : chunk
    this.#tail.push(Buffer.from(kept))
    this.#tailBytes += kept.length
    while (this.#tailBytes > this.#tailLimit) {
      const first = this.#tail[0] as Buffer
      const surplus = this.#tailBytes - this.#tailLimit
      if (first.length <= surplus) this.#tail.shift()
      else this.#tail[0] = first.subarray(surplus)
      this.#tailBytes -= Math.min(first.length, surplus)
    }
  }
}
