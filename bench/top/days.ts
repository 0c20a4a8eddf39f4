/** Screens whose filter only single rows can answer, over days: how soon something is there, and all of it. */
import { performance } from 'node:perf_hooks'
import type { AnyFeed, Source } from '../../tui/feed.js'
import { parseFilter } from '../../tui/filter.js'
import { plainLook } from '../../tui/kit/look.js'
import { createScreens } from '../../tui/screens/all.js'
import type { Screen } from '../../tui/screens/screen.js'
import { defaultView, type View } from '../../tui/view.js'
import { times } from './questions.js'

export interface DaysOfRows {
  screen: string
  /** Ms until there is an answer of some days, and until there is one of all. */
  firstMs: number
  allMs: number
  /** Questions until then; the longest one, ms. */
  questions: number
  longestMs: number
  /** Ms of the next answer of all, rows having come. Median of `times`. */
  againMs: number
}

/** Of the overview of 30 days and the spend screen, each from nothing. `come` lets rows of today come, another batch each time. */
export async function daysOfRows(
  source: Source,
  filterText: string,
  come: (batch: number) => Promise<void>
): Promise<DaysOfRows[]> {
  const filter = parseFilter(filterText)
  if ('problem' in filter) throw new Error(filter.problem)
  const view: View = { ...defaultView, window: '30d', filter }
  const found: DaysOfRows[] = []
  for (const id of ['overview', 'spend'] as const) {
    const screen = createScreens().find(each => each.id === id)
    if (screen !== undefined) found.push({ screen: id, ...(await timed(screen, source, view, come)) })
  }
  return found
}

async function timed(
  screen: Screen,
  source: Source,
  view: View,
  come: (batch: number) => Promise<void>
): Promise<Omit<DaysOfRows, 'screen'>> {
  const took: number[] = []
  const watched: Source = {
    connection: source.connection,
    async query(question, signal) {
      const began = performance.now()
      const rows = await source.query<never>(question, signal)
      took.push(performance.now() - began)
      return rows
    }
  }
  const began = performance.now()
  let firstMs = Number.POSITIVE_INFINITY
  const told = (): void => {
    firstMs = Math.min(firstMs, performance.now() - began)
  }
  await askAll(screen, watched, view, told)
  const allMs = performance.now() - began
  const found = { firstMs, allMs, questions: took.length, longestMs: Math.max(...took) }
  const again: number[] = []
  for (let time = 0; time < times; time++) {
    await come(time)
    const began = performance.now()
    await askAll(screen, watched, view, told)
    again.push(performance.now() - began)
  }
  return { ...found, againMs: again.sort((a, b) => a - b)[times >> 1] ?? Number.NaN }
}

/** What drawing finds to ask is asked too. */
async function askAll(screen: Screen, source: Source, view: View, told: () => void): Promise<void> {
  const asked = new Map<AnyFeed, Promise<void>>()
  const ask = (): void => {
    for (const feed of screen.feeds(view)) {
      if (!asked.has(feed))
        asked.set(feed, feed.refresh(source, view, new AbortController().signal, toldAndDrawn))
    }
  }
  const toldAndDrawn = (): void => {
    told()
    const frame = { width: 160, height: 42, view, look: plainLook, at: new Date(), connection: null }
    screen.draw({ ...frame, isPaused: false, outage: null })
    ask()
  }
  ask()
  for (let done = 0; done < asked.size; ) {
    done = asked.size
    await Promise.all(asked.values())
  }
}
