/**
 * `teeline top` on a terminal. The first paint comes before the store is looked for; every way out, a crash and a signal
 * among them, gives the terminal back.
 */
import { type Instance, render } from 'ink'
import type { Connection } from '../schemas/connection.js'
import { App } from './app.js'
import { Dashboard } from './dashboard.js'
import { createLook, type LookOptions } from './kit/look.js'
import { openSource } from './queries/source.js'
import { ScreenSink } from './screen-sink.js'
import { createScreens, type ScreenDeps } from './screens/all.js'
import type { ScreenId } from './screens/screen.js'
import { StoreLink } from './store-link.js'
import { terminalModes } from './terminal.js'
import type { View } from './view.js'

export interface LiveOptions {
  first: ScreenId
  view: View
  look: LookOptions
  /** Pause between questions that the user set, in ms; NULL: as each feed has it. */
  intervalMs: number | null
  connect(): Promise<Connection>
  deps: ScreenDeps
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream & { fd: number }
}

/** Exit code once the user has left; rejects with what went wrong. */
export async function runLive(options: LiveOptions): Promise<number> {
  const { stdin, stdout, view, first, intervalMs } = options
  const look = createLook(options.look)
  const modes = terminalModes(stdout.fd)
  const ending = untilItEnds(stdout)
  modes.enter()
  const sink = new ScreenSink(stdout, look.encode)
  const dashboard = new Dashboard({
    screens: createScreens(options.deps),
    first,
    view,
    look,
    intervalMs,
    changed: () => sink.soon(),
    arrived: () => sink.later(),
    lost: error => link.lost(error),
    copy: text => stdout.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`),
    mouse: isOn => modes.mouse(isOn),
    repaint: () => sink.repaint(),
    quit: ending.end
  })
  const link = new StoreLink({ dashboard, connect: options.connect, open: openSource, refused: ending.fail })
  // Staleness and the wait for the next try are seen without any answer.
  const clock = setInterval(() => sink.later(), 1_000)
  let ink: Instance | null = null
  try {
    ink = render(<App dashboard={dashboard} sink={sink} />, {
      stdout: sink as unknown as NodeJS.WriteStream,
      stdin,
      debug: true,
      patchConsole: false,
      exitOnCtrlC: false
    })
    ink.waitUntilExit().catch(ending.fail)
    // Beyond the microtask that paints.
    setImmediate(() => void link.start())
    return await ending.code
  } finally {
    clearInterval(clock)
    dashboard.stop()
    sink.close()
    ink?.unmount()
    modes.leave()
    ending.dispose()
    await link.stop()
  }
}

interface Ending {
  /** Resolves with an exit code, or rejects. */
  code: Promise<number>
  end(code: number): void
  fail(error: unknown): void
  /** Takes the handlers away. */
  dispose(): void
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

function untilItEnds(stdout: NodeJS.WriteStream): Ending {
  let end: (code: number) => void = () => {}
  let fail: (error: unknown) => void = () => {}
  const code = new Promise<number>((resolve, reject) => {
    end = resolve
    fail = reject
  })
  const handlers = Object.entries(signals).map(([signal, exitCode]) => [signal, () => end(exitCode)] as const)
  // The terminal has gone (EPIPE, EIO): nobody is left to tell.
  const gone = (): void => end(0)
  for (const [signal, handler] of handlers) process.on(signal, handler)
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  stdout.on('error', gone)
  return {
    code,
    end,
    fail,
    dispose() {
      for (const [signal, handler] of handlers) process.off(signal, handler)
      process.off('uncaughtException', fail)
      process.off('unhandledRejection', fail)
    }
  }
}
