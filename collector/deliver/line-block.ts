/**
 * Rows as lines of NDJSON in memory that grows, outside V8's heap. As texts they would live until the next commit, long
 * enough to be copied twice and end in the old space, which then has to be marked again and again.
 */
export class LineBlock {
  #memory: Buffer
  #used = 0

  /** `memory`: of a block that is no longer needed. */
  constructor(memory: Buffer = none) {
    this.#memory = memory
  }

  get bytes(): number {
    return this.#used
  }

  /** Adds a line, and its line feed, which `bytes` counts too. */
  add(line: string, bytes: number): void {
    const end = this.#used + bytes
    if (end > this.#memory.length) this.#grow(end)
    // Of as many characters as bytes is what is ASCII throughout: copied as it is.
    this.#memory.write(line, this.#used, bytes - 1, bytes === line.length + 1 ? 'latin1' : 'utf8')
    this.#memory[end - 1] = lineFeed
    this.#used = end
  }

  /** All lines; a view, valid until the block's memory is used again. */
  data(): Buffer {
    return this.#memory.subarray(0, this.#used)
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#memory.length, firstBytes))
    this.#memory.copy(grown, 0, 0, this.#used)
    this.#memory = grown
  }
}

const none: Buffer = Buffer.alloc(0)
const firstBytes = 16_384
const lineFeed = 10
