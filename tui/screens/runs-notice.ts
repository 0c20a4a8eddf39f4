/** What stands in place of the list when there are no runs. */
import type { AnyFeed } from '../feed.js'
import { notice } from '../kit/states.js'
import { fitStyled, wrap } from '../kit/text.js'
import type { Frame } from './screen.js'

/** NULL when there are runs; loading and refusal as on every screen. */
export function runsNotice(feed: AnyFeed, frame: Frame): string[] | null {
  if (feed.rows?.length !== 0 || feed.error !== null || frame.outage !== null) return notice(feed, frame)
  const text =
    'teeline load run PROFILE makes one: it sends load through the collector and measures it. teeline load run --help says how.'
  return ['', 'No load runs are in the store.', '', ...wrap(text, frame.width - 4)].map((line, at) =>
    fitStyled(at === 1 ? frame.look.paint('strong', `  ${line}`) : `  ${line}`, frame.width)
  )
}
