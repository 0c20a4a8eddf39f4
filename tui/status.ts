/** The line under the tabs: what the figures are of, and how fresh they are. */
import type { TeelineError } from '../schemas/errors.js'
import { type AnyFeed, pauseMs } from './feed.js'
import type { Look } from './kit/look.js'
import { clock } from './kit/numbers.js'
import { ends, fitStyled, fitText, harmless, widthOf } from './kit/text.js'
import type { Screen } from './screens/screen.js'
import { type View, windowName } from './view.js'

export interface Outage {
  error: TeelineError
  /** How often it was tried since. */
  attempts: number
  /** Wall-clock ms of the next try. */
  retryAt: number
}

export interface StatusFacts {
  view: View
  /** What of the view the screen's figures are of. */
  spans: Screen['spans']
  at: Date
  feeds: readonly AnyFeed[]
  isPaused: boolean
  isConnected: boolean
  outage: Outage | null
  /** Pause between questions that the user set, in ms; NULL: as each feed has it. */
  intervalMs: number | null
}

/** One line of `width` cells. What is said of freshness gets shorter where there is no room; that a figure is old is never left out. */
export function statusLine(facts: StatusFacts, width: number, look: Look): string {
  const { view, at } = facts
  const left = ` ${spanParts(view, facts.spans, at).join(` ${look.glyphs.separator} `)}`
  const wordings = freshness(facts, look)
  const fitting = wordings.find(wording => widthOf(left) + widthOf(wording) + 2 <= width)
  const right = fitting ?? wordings.at(-1) ?? ''
  const room = width - widthOf(right) - 2
  const shown = widthOf(left) > room ? fitText(left, room, 'left', look.glyphs.more) : left
  return fitStyled(ends(shown, `${right} `, width), width)
}

/** What figures are of: never a window, grouping or filter that they do not follow. */
export function spanParts({ window, by, filter }: View, spans: Screen['spans'], at: Date): string[] {
  const span = spans.window === 'view' ? window : spans.window
  return [
    span === null ? 'all times' : windowName(span, at),
    ...(spans.by ? [`by ${by}`] : []),
    ...(spans.filter && filter.text !== '' ? [`filter ${harmless(filter.text)}`] : [])
  ]
}

/** From the longest wording to the shortest. */
function freshness(
  { at, feeds, isPaused, isConnected, outage, view, intervalMs }: StatusFacts,
  look: Look
): string[] {
  const asOf = oldestAnswer(feeds, view)
  const answered = Number.isFinite(asOf) ? `as of ${clock(new Date(asOf))} UTC` : ''
  if (isPaused) return withTime(look.paint('warn', 'PAUSED'), answered)
  if (outage !== null) {
    const seconds = Math.max(0, Math.ceil((outage.retryAt - at.getTime()) / 1_000))
    const down = look.paint('bad', '! STORE DOWN')
    return [
      ...withTime(look.paint('bad', `! STORE DOWN, try ${outage.attempts + 1} in ${seconds}s`), answered),
      down
    ]
  }
  if (!isConnected) return ['connecting']
  const refused = feeds.find(feed => feed.error !== null)
  if (refused?.error) {
    const short = look.paint('bad', `! ${refused.name} refused`)
    return [...withTime(look.paint('bad', `! ${refused.name}: ${refused.error.code}`), answered), short]
  }
  if (answered === '') return ['asking']
  const everyMs = Math.min(...feeds.map(feed => pauseMs(feed, feeds, view, intervalMs)))
  const isStale = feeds.some(feed => isOverdue(feed, pauseMs(feed, feeds, view, intervalMs), at))
  const took = Math.max(...feeds.map(feed => feed.tookMs ?? 0))
  const live = isStale ? look.paint('warn', 'STALE') : `${look.paint('good', look.glyphs.dot)} live`
  const every = Number.isFinite(everyMs) ? ` every ${everyMs / 1_000}s` : ''
  const dot = look.glyphs.separator
  return [
    `${live}${every} ${dot} store ${roundedMs(took)} ${dot} ${answered}`,
    `${live}${every} ${dot} ${answered}`,
    ...withTime(live, answered)
  ]
}

function withTime(state: string, answered: string): string[] {
  return answered === '' ? [state] : [`${state} ${answered}`, state]
}

/** Of the feeds that are asked most often; what is asked less often is not late for that, and says its own span. */
function oldestAnswer(feeds: readonly AnyFeed[], view: View): number {
  const mostOften = Math.min(...feeds.map(feed => feed.everyMs(view)))
  const times = feeds.flatMap(feed => (feed.everyMs(view) === mostOften ? (feed.answeredAt ?? []) : []))
  return Math.min(...times)
}

/** Three turns without an answer. */
function isOverdue(feed: AnyFeed, everyMs: number, at: Date): boolean {
  if (feed.answeredAt === null || !Number.isFinite(everyMs)) return false
  return at.getTime() - feed.answeredAt > 3 * Math.max(everyMs, 1_000)
}

/** Coarse, so that it does not change with every answer. */
function roundedMs(ms: number): string {
  const step = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].find(each => ms <= each)
  if (step === undefined) return '>5 s'
  return step < 1_000 ? `<${step} ms` : `<${step / 1_000} s`
}
