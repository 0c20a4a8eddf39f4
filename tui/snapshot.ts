/** A screen printed once: the same figures as aligned text or as data. */
import type { Connection } from '../schemas/connection.js'
import { asJson } from './copy.js'
import type { AnyFeed, Source } from './feed.js'
import type { Look } from './kit/look.js'
import { ends, harmless } from './kit/text.js'
import { openSource } from './queries/source.js'
import { createScreens } from './screens/all.js'
import type { Screen, ScreenId } from './screens/screen.js'
import { spanParts } from './status.js'
import type { View } from './view.js'

export interface SnapshotOptions {
  screen: ScreenId
  view: View
  look: Look
  /** Cells of a line. */
  width: number
  json: boolean
  connect(): Promise<Connection>
  out: NodeJS.WritableStream
  now?: () => Date
}

/** What a drill-down leads to is asked in a second round; no screen goes deeper. */
const mostRounds = 3

/**
 * Asks all that the screen wants, and prints it. A reader that goes away (`| head`) is no error.
 *
 * @throws TeelineError TEELINE_STORE_…, and what connecting throws: a figure that could not be asked is not printed as none.
 */
export async function snapshot(options: SnapshotOptions): Promise<void> {
  const { view, look, width, json, connect, out, now = () => new Date() } = options
  const screen = createScreens().find(({ id }) => id === options.screen)
  if (screen === undefined) throw new Error(`there is no screen ${options.screen}`)
  const connection = await connect()
  const source = openSource(connection)
  try {
    const draw = (): string[] => {
      const frame = { width, height: Number.POSITIVE_INFINITY, view, look, at: now(), connection }
      return screen.draw({ ...frame, isPaused: false, outage: null })
    }
    await answerAll(screen, source, view, draw)
    const lines = json ? [asJson(screen, view, now())] : [headLine(screen, view, width, now()), ...draw()]
    await write(out, `${lines.map(line => (json ? line : harmless(line)).trimEnd()).join('\n')}\n`)
  } finally {
    await source.close()
  }
}

async function answerAll(screen: Screen, source: Source, view: View, draw: () => void): Promise<void> {
  const { signal } = new AbortController()
  for (let round = 0; round < mostRounds; round++) {
    const open = screen.feeds(view).filter(feed => needsAnswer(feed, view))
    if (open.length === 0) return
    for (const feed of open) await feed.refresh(source, view, signal)
    // Drawing finds the row that the cursor is on, and with it what is asked next.
    draw()
  }
}

function needsAnswer(feed: AnyFeed, view: View): boolean {
  return feed.rows === null || feed.isOutdated(view)
}

function headLine({ id, spans }: Screen, view: View, width: number, at: Date): string {
  const parts = [`teeline ${id}`, ...spanParts(view, spans, at)]
  return ends(parts.join(', '), `as of ${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`, width)
}

async function write(out: NodeJS.WritableStream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    out.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)))
    out.write(text, error => {
      if (error === null || error === undefined) resolve()
    })
  })
}
