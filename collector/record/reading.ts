/** What a wire reads out of an answer, collected frame by frame. */
import type { Fault } from './fault.js'
import { Timeline } from './timeline.js'
import type { UsagePart } from './usage.js'
import type { Words } from './words.js'

export interface Reading {
  /** The answer came as a stream of frames. */
  readonly streamed: boolean
  readonly timeline: Timeline
  /** The model's output as far as the answer shows it, for an estimate. */
  readonly output: OutputText
  responseModel: string
  responseId: string
  /** The tier that was used, as the provider names it. */
  serviceTier: string
  finishReason: string
  /** The provider's usage: the latest value of each field. NULL until it said anything. */
  usage: Words | null
  /** Usage that holds for the whole answer has come; until then it covers a part. */
  usageFinal: boolean
  /** Units that are counted off the answer rather than told in its usage. */
  readonly units: Map<string, number>
  /** The stream's own end marker came. */
  ended: boolean
  /** A finish reason came: in dialects without an end marker, this is the end. */
  finished: boolean
  /** The answer is only a receipt; the work, and its usage, come later. */
  pending: boolean
  fault: Fault | null
  /** Bills of their own within the answer (a batch's lines); NULL: there is but one, in `usage`. */
  parts: UsagePart[] | null
}

/** Nothing read yet. Responses that share a connection share its timeline. */
export function newReading(streamed: boolean, timeline = new Timeline()): Reading {
  return {
    streamed,
    timeline,
    output: new OutputText(),
    responseModel: '',
    responseId: '',
    serviceTier: '',
    finishReason: '',
    usage: null,
    usageFinal: false,
    units: new Map(),
    ended: false,
    finished: false,
    pending: false,
    fault: null,
    parts: null
  }
}

/** Output text, kept up to a bound and counted beyond it. */
class OutputText {
  readonly #parts: string[] = []
  #kept = 0
  #length = 0

  /** Characters of all output, kept or not. */
  get length(): number {
    return this.#length
  }

  add(text: string): void {
    this.#length += text.length
    if (this.#kept >= maxKept) return
    this.#parts.push(text)
    this.#kept += text.length
  }

  /** The first characters of the output, at most 64 Ki of them. */
  kept(): string {
    return this.#parts.join('').slice(0, maxKept)
  }
}

const maxKept = 64 * 1024
