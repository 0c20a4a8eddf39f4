/**
 * Work in runs of a fraction of a millisecond, with a moment between them in which a thread that shares the core can have it.
 * Linux lets a thread run for its slice, one to three milliseconds, before another that has become ready: those would be added
 * to the first token of whoever calls at that moment.
 */
export class ShortRuns {
  readonly #never = new Int32Array(new SharedArrayBuffer(4))
  #sinceMs = 0

  /** The thread has just been woken. */
  begin(): void {
    this.#sinceMs = performance.now()
  }

  /** To be called between pieces of work: gives the core away when the run is over. */
  pause(): void {
    if (performance.now() - this.#sinceMs < runMs) return
    Atomics.wait(this.#never, 0, 0, restMs)
    this.#sinceMs = performance.now()
  }
}

const runMs = 0.2
/** To sleep is what counts; a timer makes three times as much of it. */
const restMs = 0.03
