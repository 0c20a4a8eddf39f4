/** What is on a screen, to take away: as JSON, as SQL. */
import type { Question } from './feed.js'
import type { Screen } from './screens/screen.js'
import type { View } from './view.js'

/** The figures of a screen with what they are of; what `y` copies and `--json` prints. */
export function asJson(screen: Screen, view: View, at: Date): string {
  const head = {
    screen: screen.id,
    window: view.window,
    by: view.by,
    filter: view.filter.text,
    as_of: at.toISOString()
  }
  return JSON.stringify({ ...head, ...(screen.json(view, at) as object) }, null, 2)
}

/** The questions behind a screen, one after the other, with their values put in: ready for `teeline query`. */
export function asSql(screen: Screen, view: View): string {
  return screen
    .feeds(view)
    .flatMap(feed => {
      const question = feed.question(view)
      return question === null ? [] : [`-- ${feed.name}\n${withValues(question)};`]
    })
    .join('\n\n')
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
