/** What is on a screen, to take away: as JSON, as SQL. */
import type { Question } from './feed.js'
import type { Screen } from './screens/screen.js'
import type { View } from './view.js'

/** The figures of a screen with what they are of; what `--json` prints. */
export function asJson(screen: Screen, view: View, at: Date): string {
  return JSON.stringify(figuresOf(screen, view, at), null, 2)
}

/** Bytes of a copy: terminals refuse an OSC 52 of much over 100 kB, most of them silently. */
export const mostCopied = 74_000

/** What `y` copies, and what that is; nothing while what is shown is not what the view asks for, or not all of it. */
export function jsonToCopy(screen: Screen, view: View, at: Date): { text: string; what: string } {
  if (screen.feeds(view).some(feed => feed.isOutdated(view) || feed.note !== ''))
    return { text: '', what: 'JSON' }
  const { text, rowsLeftOut } = asShortJson(screen, view, at, mostCopied)
  const what = rowsLeftOut === 0 ? 'JSON' : `JSON without the last ${rowsLeftOut} rows, which do not fit`
  return { text, what }
}

/**
 * As `asJson`, a row a line, in `mostBytes` at most: of a long list of rows the first ones, with `rows_left_out` for the others.
 * '' when not even one row is short enough.
 */
export function asShortJson(
  screen: Screen,
  view: View,
  at: Date,
  mostBytes: number
): { text: string; rowsLeftOut: number } {
  const figures = figuresOf(screen, view, at)
  const all = Array.isArray(figures['rows']) ? (figures['rows'] as unknown[]) : []
  let kept = all.length
  for (;;) {
    const leftOut = all.length - kept
    const text = rowsInLines(
      leftOut === 0 ? figures : { ...figures, rows: all.slice(0, kept), rows_left_out: leftOut }
    )
    const size = Buffer.byteLength(text)
    if (size <= mostBytes) return { text, rowsLeftOut: leftOut }
    if (kept === 0) return { text: '', rowsLeftOut: all.length }
    kept = Math.min(kept - 1, Math.floor((kept * mostBytes) / size))
  }
}

/** The questions behind a screen, one after the other, with their values put in: each is ready for a ClickHouse client. */
export function asSql(screen: Screen, view: View): string {
  return screen
    .feeds(view)
    .flatMap(feed => {
      const question = feed.question(view)
      return question === null ? [] : [`/* ${feed.name} */\n${withValues(question)};`]
    })
    .join('\n\n')
}

function figuresOf(screen: Screen, view: View, at: Date): Record<string, unknown> {
  const { spans } = screen
  // NULL: its figures do not follow that.
  const head = {
    screen: screen.id,
    window: spans.window === 'view' ? view.window : spans.window,
    by: spans.by ? view.by : null,
    filter: spans.filter ? view.filter.text : null,
    as_of: at.toISOString()
  }
  return { ...head, ...(screen.json(view, at) as object) }
}

function rowsInLines(figures: Readonly<Record<string, unknown>>): string {
  const known = Object.entries(figures).filter(([, value]) => value !== undefined)
  const parts = known.map(([key, value]) => {
    const isList = Array.isArray(value) && value.some(item => typeof item === 'object')
    const text = isList
      ? `[\n${value.map(item => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
      : JSON.stringify(value)
    return `  ${JSON.stringify(key)}: ${text}`
  })
  return `{\n${parts.join(',\n')}\n}`
}

function withValues({ sql, params }: Question): string {
  return sql.trim().replace(/\{(\w+):([^{}]+)\}/g, (placeholder, name: string, type: string) => {
    const value = params[name]
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') return placeholder
    const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    return type.trim() === 'String' ? quoted : `CAST(${quoted}, '${type.trim().replaceAll("'", "\\'")}')`
  })
}
