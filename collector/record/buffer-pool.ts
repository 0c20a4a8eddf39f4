/** Buffers of one size for the heads of runs. Most bodies fit one, and making two for each exchange keeps a collector busy. */
export class BufferPool {
  readonly #spare: Buffer[] = []

  take(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(pooledBytes)
  }

  /** Takes back what it gave; anything else is left to the collector. */
  give(buffer: Buffer): void {
    if (buffer.length === pooledBytes && this.#spare.length < maxSpare) this.#spare.push(buffer)
  }
}

export const pooledBytes = 4_096
const maxSpare = 1_024
