/** Requests with their bodies made ahead of their time, so that the making of one does not delay the sending of another. */
import type { OutgoingRequest, Plan, PlannedRequest } from '../schedule/plan.js'

export interface Ready {
  request: PlannedRequest
  outgoing: OutgoingRequest
}

/** Bodies kept ready: enough for a burst, little enough in memory. */
const keptReady = 32

export class Supply {
  readonly #requests: readonly PlannedRequest[]
  readonly #build: Plan['build']
  #next = 0
  #ready: OutgoingRequest[] = []

  constructor(requests: readonly PlannedRequest[], build: Plan['build']) {
    this.#requests = requests
    this.#build = build
  }

  peek(): PlannedRequest | undefined {
    return this.#requests[this.#next]
  }

  take(): Ready | undefined {
    const request = this.#requests[this.#next]
    if (!request) return undefined
    this.#next++
    return { request, outgoing: this.#ready.shift() ?? this.#build(request) }
  }

  /** Makes one more body; false when enough are ready. */
  prepareOne(): boolean {
    if (this.#ready.length >= keptReady) return false
    const request = this.#requests[this.#next + this.#ready.length]
    if (!request) return false
    this.#ready.push(this.#build(request))
    return true
  }
}
