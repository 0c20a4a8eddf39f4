/** The five screens, in the order of their tabs. */
import { Health } from './health.js'
import { Overview } from './overview.js'
import { Requests } from './requests.js'
import { type CompareRuns, Runs } from './runs.js'
import type { Screen } from './screen.js'
import { Spend } from './spend.js'

export function createScreens(deps: { compareRuns?: CompareRuns | undefined } = {}): Screen[] {
  return [new Overview(), new Spend(), new Requests(), new Runs(deps), new Health()]
}
