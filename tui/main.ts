/** `teeline top`: on a terminal the screens, elsewhere or with `--once` one of them printed. */
import type { Connect } from '../schemas/connection.js'
import { TeelineError } from '../schemas/errors.js'
import { parseFilter } from './filter.js'
import type { ScreenDeps } from './screens/all.js'
import type { ScreenId } from './screens/screen.js'
import type { Grouping, View, Window } from './view.js'

export interface TopFlags {
  config?: string
  data?: string
  once?: boolean
  json?: boolean
  screen: ScreenId
  window: Window
  by: Grouping
  filter: string
  /** Seconds. */
  interval?: string
  ascii?: boolean
}

/**
 * Exit code of `teeline top`.
 *
 * @throws TeelineError TEELINE_USAGE, TEELINE_CONFIG_…; of a printed screen also TEELINE_STORE_….
 */
export async function runTop(flags: TopFlags, connect: Connect, deps: ScreenDeps): Promise<number> {
  const { env, stdin, stdout } = process
  const view = viewOf(flags)
  const intervalMs = flags.interval === undefined ? null : msOf(flags.interval)
  const ascii = flags.ascii === true || !isUtf8(env)
  const found = () => connect(flags)
  const isTerminal = stdin.isTTY && stdout.isTTY && env['TERM'] !== 'dumb'
  if (!isTerminal || flags.once === true || flags.json === true) {
    const [{ snapshot }, { createLook }] = await Promise.all([
      import('./snapshot.js'),
      import('./kit/look.js')
    ])
    const look = createLook({ ascii, colour: false, attributes: false })
    const width = stdout.columns ?? (Number(env['COLUMNS']) || 100)
    await snapshot({
      screen: flags.screen,
      view,
      look,
      width,
      json: flags.json === true,
      connect: found,
      out: stdout
    })
    return 0
  }
  const colour = (env['NO_COLOR'] ?? '') === ''
  // Ink's chalk knows FORCE_COLOR only, and looks at it when it is loaded.
  if (!colour) env['FORCE_COLOR'] = '0'
  const { runLive } = await import('./live.js')
  try {
    return await runLive({
      first: flags.screen,
      view,
      look: { ascii, colour, attributes: true },
      intervalMs,
      connect: found,
      deps,
      stdin,
      stdout
    })
  } finally {
    // A store that hangs does not hold the one who quits.
    setTimeout(() => process.exit(), 1_000).unref()
  }
}

function viewOf({ window, by, filter: text }: TopFlags): View {
  const filter = parseFilter(text)
  if ('problem' in filter) {
    throw new TeelineError(
      'TEELINE_USAGE',
      `--filter: ${filter.problem}`,
      'An example: --filter "model:gpt* err p>2s".'
    )
  }
  return { window, by, filter }
}

function msOf(seconds: string): number {
  const value = Number(seconds)
  if (value >= 0.1 && value <= 3_600) return value * 1_000
  throw new TeelineError(
    'TEELINE_USAGE',
    `--interval: ${seconds} is no interval`,
    'Give seconds from 0.1 to 3600.'
  )
}

/** What names a charset, names it last; where nothing does, terminals of today are UTF-8. */
function isUtf8(env: NodeJS.ProcessEnv): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    value => value !== undefined && value !== ''
  )
  return locale === undefined || /utf-?8/i.test(locale)
}
