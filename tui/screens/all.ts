/** The five screens, in the order of their tabs. */
import { Health } from './health.js'
import { Overview } from './overview.js'
import { Requests, type RequestsDeps } from './requests.js'
import { type CompareRuns, Runs } from './runs.js'
import type { Screen } from './screen.js'
import { Spend } from './spend.js'

export interface ScreenDeps extends RequestsDeps {
  /** Compares two load runs, where the load generator is there to do so. */
  compareRuns?: CompareRuns | undefined
}

export function createScreens(deps: ScreenDeps = {}): Screen[] {
  return [new Overview(), new Spend(), new Requests(deps), new Runs(deps), new Health()]
}
