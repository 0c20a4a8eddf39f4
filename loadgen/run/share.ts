/** One process's share of a run: its engine, driven over its part of the plan. */
import type { ClientFigures } from '../engine/client-health.js'
import { drive } from '../engine/drive.js'
import { createEngine } from '../engine/engine.js'
import type { Outcome } from '../engine/outcome.js'
import type { Plan, PlannedRequest } from '../schedule/plan.js'
import { planRun } from '../schedule/plan-run.js'
import type { RunOrder } from './worker-messages.js'

export interface ShareListener {
  onSent(request: PlannedRequest): void
  onOutcome(outcome: Outcome, request: PlannedRequest): void
}

export interface Share {
  /** Sends no more; what is in flight has the grace period. */
  halt(): void
  /** Ends what is in flight too. */
  cut(): void
  done: Promise<{ notDue: number; health: ClientFigures }>
}

/** The plan of a run, with the headers that let the collector's rows tell whose they are. */
export function planOf({ loaded, runId }: Pick<RunOrder, 'loaded' | 'runId'>): Plan {
  const plan = planRun(loaded, runId)
  return {
    ...plan,
    build(request) {
      const outgoing = plan.build(request)
      const arm = plan.arms[request.arm]?.name ?? ''
      return { ...outgoing, headers: { ...outgoing.headers, 'x-teeline-run': runId, 'x-teeline-arm': arm } }
    }
  }
}

/** Begins at `startedAtUs` of the machine's monotonic clock. */
export async function startShare(
  order: RunOrder,
  plan: Plan,
  index: number,
  startedAtUs: number,
  listener: ShareListener
): Promise<Share> {
  const { profile } = order.loaded
  const engine = await createEngine({
    target: new URL(order.collectorUrl),
    maxInFlight: shareOf(profile.maxInFlight, order.workers, index),
    timeouts: profile.timeouts,
    startedAtUs
  })
  const stop = new AbortController()
  const done = drive(plan, engine, {
    signal: stop.signal,
    graceMs: profile.graceS * 1000,
    worker: { index, count: order.workers },
    onSent: request => listener.onSent(request),
    onOutcome: (outcome, request) => listener.onOutcome(outcome, request)
  })
  return {
    halt: () => stop.abort(),
    cut() {
      stop.abort()
      engine.close()
    },
    done
  }
}

/** Whole parts that add up to the total; at least one each. */
function shareOf(total: number, workers: number, index: number): number {
  return Math.max(1, Math.floor(total / workers) + (index < total % workers ? 1 : 0))
}
