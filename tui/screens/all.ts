/** The five screens, in the order of their tabs. */
import { DayBook } from '../day-book.js'
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
  // Of both: what one has read the other need not.
  const days = new DayBook()
  return [new Overview(days), new Spend(days), new Requests(deps), new Runs(deps), new Health()]
}
