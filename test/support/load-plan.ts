/** Tiny plans made by hand, for what drives plans. */
import type { Plan, PlannedRequest } from '../../loadgen/schedule/plan.js'

export function planned(
  seq: number,
  dueUs: number | null,
  more: Partial<PlannedRequest> = {}
): PlannedRequest {
  return { seq, dueUs, arm: 0, stage: 'steady', warmup: false, session: null, ...more }
}

/** Open loop unless said otherwise; each request is a POST to the path that `pathOf` gives. */
export function planOf(
  requests: readonly PlannedRequest[],
  pathOf: (request: PlannedRequest) => string,
  more: Partial<Plan> = {}
): Plan {
  return {
    seed: 1,
    arms: [{ name: 'a', route: '/openai', model: 'm' }],
    requests,
    loop: { kind: 'open' },
    durationUs: null,
    build: request => ({
      method: 'POST',
      path: pathOf(request),
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ seq: request.seq }))
    }),
    expected: () => null,
    ...more
  }
}
