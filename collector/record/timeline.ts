/** When the answer's tokens came: the output-bearing frames of one stream, in order. */
import { gapsInOne } from '../../schemas/row.js'

/** Durations in microseconds since the exchange's origin; NULL where there is nothing to measure. */
export interface TokenTimes {
  ttftUs: number | null
  ttfvUs: number | null
  lastTokenUs: number | null
  gapP50Us: number | null
  gapP95Us: number | null
  gapMaxUs: number | null
  /** Whole numbers as the column of that name holds them: of each run of gaps the longest. */
  gapsUs: number[]
  frames: number
  stalls: number
}

/** A gap in which the stream stood still: when it began, and how long it was. */
export interface Stall {
  atUs: number
  lengthUs: number
}

export class Timeline {
  #first: number | null = null
  #firstVisible: number | null = null
  #previous: number | null = null
  #last: number | null = null
  #frames = 0
  readonly #gaps: number[] = []
  readonly #stalls: Stall[] = []

  /** Between each output-bearing frame and the next, in order. */
  get gapsUs(): readonly number[] {
    return this.#gaps
  }

  /** The first of them; `times()` counts all. */
  get stalls(): readonly Stall[] {
    return this.#stalls
  }

  get frames(): number {
    return this.#frames
  }

  /** A frame with output (text, reasoning, tool arguments, audio) was complete at `timeUs`. */
  output(timeUs: number | null, visible: boolean): void {
    this.#frames += 1
    if (timeUs === null) return
    this.#first ??= timeUs
    if (visible) this.#firstVisible ??= timeUs
    if (this.#previous !== null) this.#gap(this.#previous, timeUs - this.#previous)
    this.#previous = timeUs
    this.#last = timeUs
  }

  #gap(atUs: number, lengthUs: number): void {
    this.#gaps.push(lengthUs)
    if (lengthUs > stallUs && this.#stalls.length < maxStalls) this.#stalls.push({ atUs, lengthUs })
  }

  /** Bytes are missing here: what lies between the frames on both sides is not a gap of the provider's. */
  break(): void {
    this.#previous = null
  }

  times(): TokenTimes {
    const gaps = this.#gaps.length === 0 ? noGaps : Float64Array.from(this.#gaps).sort()
    return {
      ttftUs: this.#first,
      ttfvUs: this.#firstVisible,
      lastTokenUs: this.#last,
      gapP50Us: nearestRank(gaps, 0.5),
      gapP95Us: nearestRank(gaps, 0.95),
      gapMaxUs: nearestRank(gaps, 1),
      gapsUs: gaps === noGaps ? [] : longestOfRuns(this.#gaps, gapsInOne(this.#frames)),
      frames: this.#frames,
      stalls: gaps.reduce((count, gap) => (gap > stallUs ? count + 1 : count), 0)
    }
  }
}

/** The value at rank ⌈p·n⌉ of sorted values: always one that was measured. NULL of none. */
function nearestRank(sorted: Float64Array, p: number): number | null {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null
}

/** A mean would hide a stall among its neighbours; the longest shows it. */
function longestOfRuns(gaps: readonly number[], length: number): number[] {
  const longest = new Array<number>(Math.ceil(gaps.length / length)).fill(0)
  for (const [at, gap] of gaps.entries()) {
    const run = Math.floor(at / length)
    if (gap > (longest[run] ?? 0)) longest[run] = gap
  }
  return longest.map(gap => Math.min(Math.round(gap), longestUs))
}

const noGaps = new Float64Array(0)
/** What 32 bits hold: 71 minutes. */
const longestUs = 4_294_967_295
const stallUs = 1_000_000
const maxStalls = 32
