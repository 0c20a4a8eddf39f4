/** From a profile to a run that can begin: planned, priced, and sure to go through a collector that has its routes. */
import type { LoadedProfile } from '../profile/loaded-profile.js'
import {
  type CollectorRoute,
  collectorUrlOf,
  isLocalUpstream,
  readRoutes,
  routesOfArms
} from './collector-check.js'
import { estimateSpend, isSupply, type PriceOf } from './estimate.js'
import type { RunJob } from './open-run.js'
import { newRunId } from './run-id.js'
import { planOf } from './share.js'

export interface PrepareOptions {
  loaded: LoadedProfile
  /** Of the collector that runs on the data directory; NULL: none does. */
  own: { collectorUrl: string | null; adminUrl: string | null }
  /** Another collector to use; '' for the own one. */
  collector: string
  workers: number
  priceOf: PriceOf
}

export interface PreparedRun {
  job: RunJob
  /** Whether every upstream is on this machine. */
  isLocal: boolean
}

/**
 * Plans a run and checks its way.
 *
 * @throws TeelineError `TEELINE_LOAD_COLLECTOR`, `TEELINE_LOAD_ROUTE`.
 */
export async function prepareRun(options: PrepareOptions): Promise<PreparedRun> {
  const { loaded, own, collector, workers, priceOf } = options
  const url = collectorUrlOf(collector === '' ? own.collectorUrl : collector)
  const runId = newRunId(new Date())
  const plan = planOf({ loaded, runId })
  // Another collector's admin address is its own machine's only; it refuses a route that it does not have by itself.
  const routes = collector === '' && own.adminUrl !== null ? await readRoutes(own.adminUrl) : null
  const found = routes === null ? new Map<string, CollectorRoute>() : routesOfArms(plan.arms, routes)
  const providerOf = (route: string) => found.get(route)?.provider ?? route.slice(1)
  const supply = isSupply(plan, loaded.profile.count)
  return {
    job: {
      order: { loaded, runId, collectorUrl: url.href, workers },
      plan,
      isSupply: supply,
      estimate: estimateSpend(plan, supply, providerOf, priceOf)
    },
    isLocal: routes !== null && [...found.values()].every(isLocalUpstream)
  }
}
