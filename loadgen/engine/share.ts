/** Which part of a plan a worker drives. */
import type { Plan, PlannedRequest } from '../schedule/plan.js'

export interface Worker {
  /** From 0. */
  index: number
  count: number
}

export interface Share {
  planned: number
  /** Those that do not wait for another request: they have their own moments, or in a closed loop take the next free slot. */
  arrivals: readonly PlannedRequest[]
  /** Of a closed loop, how many of its slots; NULL in an open one. */
  slots: number | null
  /** The turn that follows the end of a request in its session, by the request's `seq`. */
  nextTurn: ReadonlyMap<number, PlannedRequest>
}

/** Requests and sessions are dealt out in turn, as cards are; a session stays in one hand. */
export function shareOf(plan: Plan, worker: Worker): Share {
  const arrivals: PlannedRequest[] = []
  const nextTurn = new Map<number, PlannedRequest>()
  const lastTurns = new Map<string, { mine: boolean; seq: number }>()
  let dealt = 0
  let planned = 0
  for (const request of plan.requests) {
    const before = request.session && lastTurns.get(request.session.id)
    const mine = before ? before.mine : dealt++ % worker.count === worker.index
    if (request.session) lastTurns.set(request.session.id, { mine, seq: request.seq })
    if (!mine) continue
    planned++
    if (before && request.dueUs === null) nextTurn.set(before.seq, request)
    else arrivals.push(request)
  }
  return { planned, arrivals, slots: slotsOf(plan, worker), nextTurn }
}

function slotsOf({ loop }: Plan, { index, count }: Worker): number | null {
  if (loop.kind === 'open') return null
  return Math.floor(loop.concurrency / count) + (index < loop.concurrency % count ? 1 : 0)
}
