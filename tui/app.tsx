/** The app as Ink sees it: keys, tabs and footer. What changes with the data is painted by panes, past React. */
import { Box, Text, useInput } from 'ink'
import { type ReactElement, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Chrome } from './chrome.js'
import type { Dashboard } from './dashboard.js'
import { clickOf, labelAt } from './keys/click.js'
import { footer, helpLines } from './keys/hints.js'
import { keyNames } from './keys/names.js'
import type { Look } from './kit/look.js'
import { block, titleLine } from './kit/panel.js'
import { endOf, fitText, harmless, widthOf, wrap } from './kit/text.js'
import type { Pane, ScreenSink } from './screen-sink.js'
import { type ScreenId, screenIds } from './screens/screen.js'

export const leastSize = { columns: 60, rows: 16 } as const

/** Lines above a screen: the tabs, and what the figures are of. */
const bodyTop = 2

export interface AppProps {
  dashboard: Dashboard
  sink: ScreenSink
}

export function App({ dashboard, sink }: AppProps): ReactElement {
  const chrome = useSyncExternalStore(dashboard.subscribe, () => dashboard.chrome)
  const { columns, rows } = useSize(sink)
  useInput((input, key) => {
    for (const name of keyNames(input, key)) dashboard.key(tabKey(name, columns) ?? name, bodyTop)
  })
  useLayoutEffect(() => sink.place(panes(dashboard, columns, rows)), [dashboard, sink, columns, rows])
  return (
    <Box flexDirection="column" width={columns}>
      <Text wrap="truncate">{tabs(chrome.screen, columns, dashboard.look)}</Text>
      <Text wrap="truncate">{footerLine(chrome, columns, dashboard.look)}</Text>
    </Box>
  )
}

/** Ink follows a resize by itself, but not where `CI` is set; as state it is followed everywhere. */
function useSize(sink: ScreenSink): { columns: number; rows: number } {
  const [size, setSize] = useState({ columns: sink.columns, rows: sink.rows })
  useLayoutEffect(() => {
    const follow = (): void => setSize({ columns: sink.columns, rows: sink.rows })
    sink.on('resize', follow)
    return () => {
      sink.off('resize', follow)
    }
  }, [sink])
  return size
}

function panes(dashboard: Dashboard, columns: number, rows: number): Pane[] {
  if (columns < leastSize.columns || rows < leastSize.rows) {
    return [{ top: 0, height: rows, lines: (width, height) => tooSmall(width, height) }]
  }
  return [
    { top: 1, height: 1, lines: width => [dashboard.status(width, new Date())] },
    { top: bodyTop, height: rows - bodyTop - 1, lines: (width, height) => body(dashboard, width, height) }
  ]
}

function body(dashboard: Dashboard, width: number, height: number): readonly string[] {
  const { look, chrome } = dashboard
  if (chrome.overlay === null) {
    return dashboard.draw(width, height, new Date())
  }
  const keys = helpLines(chrome.bindings, width, height - 1, look)
  const title = titleLine(`Keys of ${names[chrome.screen]}`, 'any key closes', width, look)
  const room = height - 1 - keys.length
  const signs = room < 1 ? [] : [...(room < 2 ? [] : ['']), look.paint('dim', fitText(marks(look), width))]
  return block([title, ...keys, ...signs], width, height)
}

function marks({ glyphs }: Look): string {
  return ` ~ estimated, or of few   +? in part   ? no price   ${glyphs.none} not known   ! look at it`
}

function tooSmall(width: number, height: number): string[] {
  const { columns, rows } = leastSize
  const text = `This terminal is ${width}x${height}; teeline top needs ${columns}x${rows}. Enlarge it, or type teeline top --once. q quits.`
  return block(wrap(text, width), width, height)
}

const names: Readonly<Record<ScreenId, string>> = {
  overview: 'Overview',
  spend: 'Spend',
  requests: 'Requests',
  runs: 'Runs',
  health: 'Health'
}

/** The screen's own tab stands in brackets, so that it is known without colour too. */
function tabs(current: ScreenId, width: number, look: Look): string {
  const line = tabLabels.map((label, at) =>
    screenIds[at] === current ? look.paint('strong', `[${label.trim()}]`) : label
  )
  return line.join(' '.repeat(tabGap(width)))
}

const tabLabels = screenIds.map((id, at) => ` ${at + 1} ${names[id]} `)

function tabGap(width: number): number {
  return width >= 80 ? 1 : 0
}

/** The key of the tab that was clicked; NULL for any other key, and for a click elsewhere. */
function tabKey(name: string, width: number): string | null {
  const click = clickOf(name)
  const at = click?.line === 0 ? labelAt(tabLabels, tabGap(width), click.column) : -1
  return at < 0 ? null : String(at + 1)
}

function footerLine({ prompt, message, overlay, bindings, idle }: Chrome, width: number, look: Look): string {
  if (prompt !== null) {
    const problem = prompt.problem === '' ? '' : `  ! ${prompt.problem}`
    const typed = `${prompt.sign}${harmless(prompt.text)}`
    const shown = widthOf(typed) > width - 4 ? `${look.glyphs.more}${endOf(typed, width - 6)}` : typed
    return ` ${shown}${look.paint('inverse', ' ')}${look.paint('bad', fitText(problem, Math.max(0, width - widthOf(shown) - 4)))}`
  }
  if (message !== '') return ` ${look.paint('strong', fitText(message, width - 2))}`
  if (overlay !== null) return ' any key closes this list'
  return footer(
    bindings.filter(({ action }) => !idle.includes(action)),
    width - 1,
    look
  )
}
