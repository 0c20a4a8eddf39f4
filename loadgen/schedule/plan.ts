/** The plan of a run: every request and its due time, fixed by profile and seed before the first one goes out. */

export interface PlannedRequest {
  /** Place in the schedule, from 0. */
  seq: number
  /** µs after the run's start. NULL: in a closed loop, when a slot is free; in a session, `thinkUs` after the turn before. */
  dueUs: number | null
  /** Index in `Plan.arms`. */
  arm: number
  stage: string
  warmup: boolean
  session: { id: string; turn: number; thinkUs: number } | null
}

export interface Arm {
  name: string
  /** Route prefix of the collector, such as `/openai`. */
  route: string
  model: string
}

/** A request ready to be sent. The path is the collector's: route prefix first. Headers hold no credential of teeline's own. */
export interface OutgoingRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

export interface Plan {
  seed: number
  arms: readonly Arm[]
  /** In order of `dueUs`; the turns of a session after its first follow where they were drawn. */
  requests: readonly PlannedRequest[]
  loop: { kind: 'open' } | { kind: 'closed'; concurrency: number }
  /** End of the arrivals, µs after the start; NULL when only a count ends them. */
  durationUs: number | null
  /** Makes the bytes of a request; the same for the same plan and `seq`, on every worker. */
  build(request: PlannedRequest): OutgoingRequest
  /** What the request was drawn to be, in tokens; NULL for bodies given as they are. */
  expected(request: PlannedRequest): { inputTokens: number; outputTokens: number } | null
}
