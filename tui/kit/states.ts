/** What stands in place of figures when there are none: it says why, and what to do. */
import type { TeelineError } from '../../schemas/errors.js'
import type { AnyFeed } from '../feed.js'
import type { Frame } from '../screens/screen.js'
import { type Window, windowName } from '../view.js'
import { fitStyled, harmless, wrap } from './text.js'

/**
 * Lines instead of a table as long as `feed` has nothing to show: loading, refused by the store, or empty. NULL when there
 * are rows (`count` of them); an error beside rows is told by the status line.
 */
export function notice(feed: AnyFeed, frame: Frame, count: number = feed.rows?.length ?? 0): string[] | null {
  if (count > 0) return null
  const error = feed.error ?? frame.outage
  if (error !== null) return errorLines(error, frame)
  if (feed.rows !== null) return emptyLines(frame)
  return lines([frame.connection === null ? 'Looking for the store …' : 'Asking the store …'], frame)
}

/** Beside a title whose figures answer another question than the one that is asked now. */
export const oldNote = 'figures from before, asking …'

/** In place of a line of figures that would be taken for those of the view. */
export function askingLine({ view, at, width }: Frame): string {
  return fitStyled(` Asking for ${windowName(view.window, at)}, by ${view.by} …`, width)
}

function errorLines(error: TeelineError, frame: Frame): string[] {
  return lines(
    [`! ${error.code}`, ...wrap(error.message, frame.width - 4), '', ...wrap(error.hint, frame.width - 4)],
    frame
  )
}

function emptyLines(frame: Frame): string[] {
  const { view, at, connection, width } = frame
  const base = connection?.collectorUrl?.replace(/\/$/, '')
  const filtered = view.filter.text !== ''
  const during =
    view.window === 'month' ? `in ${windowName(view.window, at)}` : `in the ${windowName(view.window, at)}`
  const what = `No requests${filtered ? ` match ${harmless(view.filter.text)}` : ''} ${during}.`
  const how = filtered
    ? 'Esc clears the filter.'
    : base === undefined
      ? 'No collector runs on this data directory: teeline up starts one.'
      : `The collector listens: point an app at ${base}/openai/v1, or any other route.`
  return lines([what, '', ...wrap(how + further(view.window), width - 4)], frame)
}

/** Nothing looks back further than 30 days. */
function further(window: Window): string {
  return window === '30d' || window === 'month' ? '' : ' ] looks back further.'
}

function lines(text: readonly string[], { width, look }: Frame): string[] {
  return ['', ...text.map(line => `  ${line}`)].map((line, at) =>
    fitStyled(at === 1 ? look.paint('strong', line) : line, width)
  )
}
