/** What is going on on an upgraded connection: which responses were asked for, are being given, and were given. */
import type { Fault } from './fault.js'
import { newReading, type Reading } from './reading.js'
import { Timeline } from './timeline.js'
import type { UsagePart } from './usage.js'

/** One answer of the model's: a reading, and a bill, of its own. */
export interface LiveResponse {
  id: string
  /** The client's own request for it; NULL where there is none (the server detects that somebody stopped speaking). */
  request: Record<string, unknown> | null
  reading: Reading
  open: boolean
}

export class Session {
  readonly timeline = new Timeline()
  readonly responses: LiveResponse[] = []
  /** Work of other models beside the responses: the transcription of what the user said. */
  readonly bills: UsagePart[] = []
  /** The model that the client asked for in a message; `''` when it did not. */
  askedModel = ''
  /** The model that the provider says is serving. */
  servedModel = ''
  transcriptionModel = ''
  fault: Fault | null = null
  readonly #byId = new Map<string, LiveResponse>()
  #waiting: (Record<string, unknown> | null)[] = []
  /** Begun before anyone was heard to ask. */
  #early: LiveResponse[] = []
  #current: LiveResponse | null = null

  /**
   * The client asked for a response; with a request where every response has one. Where times are too coarse to tell, the
   * answer may have been seen first.
   */
  ask(request: Record<string, unknown> | null): void {
    const early = request === null ? undefined : this.#early.shift()
    if (early !== undefined) early.request = request
    else if (this.#waiting.length < maxWaiting) this.#waiting.push(request)
  }

  /** A response begins. Nothing came between the last one's end and now, so the time between them is no gap. */
  begin(id: string): LiveResponse {
    this.timeline.break()
    const reading = newReading(true, this.timeline)
    reading.responseModel = this.servedModel
    reading.responseId = id
    const isAsked = this.#waiting.length > 0
    const response = { id, request: this.#waiting.shift() ?? null, reading, open: true }
    if (!isAsked && this.#early.length < maxWaiting) this.#early.push(response)
    this.responses.push(response)
    this.#byId.set(id, response)
    this.#current = response
    return response
  }

  /** The response that is being given; a new one when there is none (its beginning may lie in a hole). */
  current(): LiveResponse {
    return this.#current ?? this.begin('')
  }

  /** The response of that id: one that is still to be heard of more, or a new one. */
  find(id: string): LiveResponse {
    if (id === '') return this.current()
    return this.#byId.get(id) ?? this.begin(id)
  }

  end(response: LiveResponse): void {
    response.open = false
    if (this.#current === response) this.#current = null
  }

  get last(): LiveResponse | null {
    return this.responses.at(-1) ?? null
  }

  /** The provider reports an error; what the client asked for last is answered by it. */
  fail(fault: Fault): void {
    this.fault ??= fault
    if (this.#current === null) this.#waiting.shift()
  }

  /** Bytes are missing here: what was going on may have ended in between. */
  skip(): void {
    this.timeline.break()
    this.#current = null
    this.#waiting = []
    this.#early = []
  }

  /** Something that was asked for, or begun, is not ended. */
  get isBusy(): boolean {
    return this.#waiting.length > 0 || this.responses.some(({ open, reading }) => open && !reading.finished)
  }
}

const maxWaiting = 1_000
