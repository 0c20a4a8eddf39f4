/** Requests whose moment was only known when another one ended: the later turns of sessions, in order of their moments. */
import type { OutgoingRequest, Plan, PlannedRequest } from '../schedule/plan.js'
import type { Ready } from './supply.js'

interface FollowUp {
  request: PlannedRequest
  dueUs: number
  outgoing: OutgoingRequest | null
}

/** How many of the next ones have their bodies made. */
const keptReady = 8

export class FollowUps {
  readonly #build: Plan['build']
  /** The earliest is last, where taking is cheap. */
  readonly #waiting: FollowUp[] = []

  constructor(build: Plan['build']) {
    this.#build = build
  }

  /** Infinity when none waits. */
  get nextDueUs(): number {
    return this.#waiting.at(-1)?.dueUs ?? Number.POSITIVE_INFINITY
  }

  add(request: PlannedRequest, dueUs: number): void {
    let low = 0
    let high = this.#waiting.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#waiting[middle]?.dueUs ?? 0) > dueUs) low = middle + 1
      else high = middle
    }
    this.#waiting.splice(low, 0, { request, dueUs, outgoing: null })
  }

  take(): Ready | undefined {
    const next = this.#waiting.pop()
    return next && { request: next.request, outgoing: next.outgoing ?? this.#build(next.request) }
  }

  /** Makes one more body; false when enough are ready. */
  prepareOne(): boolean {
    const next = this.#waiting.slice(-keptReady).findLast(({ outgoing }) => outgoing === null)
    if (!next) return false
    next.outgoing = this.#build(next.request)
    return true
  }
}
