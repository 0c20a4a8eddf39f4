/** The processes of a demonstration: started in order, ended together, their data removed. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TeelineError } from '../schemas/errors.js'
import { addUser, makeFolder } from './leftovers.js'

const cli = fileURLToPath(new URL('../cli.js', import.meta.url))
const providerProcess = fileURLToPath(new URL('./provider-process.js', import.meta.url))

const readyWithinMs = 20_000
const stopWithinMs = 10_000
const pollMs = 25

export class Stage {
  /** A temporary directory; gone after `close`. */
  readonly dataDir = makeFolder()
  readonly logFile = join(this.dataDir, 'demo.log')
  readonly #children: ChildProcess[] = []
  #isClosing = false

  /** Starts the simulated providers; resolves with their base URL. */
  async startProviders(seed: number): Promise<string> {
    const child = fork(providerProcess, [String(seed)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true
    })
    this.#add(child)
    const [message] = (await once(child, 'message')) as [{ url: string }]
    return message.url
  }

  /** Starts a `teeline` command in the background; what it prints goes to the log file. */
  start(args: string[]): ChildProcess {
    const log = openSync(this.logFile, 'a', 0o600)
    const child = spawn(process.execPath, ['--max-semi-space-size=2', cli, ...args], {
      // It ends when the channel does, so that a demo that is killed leaves nothing running.
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, MALLOC_ARENA_MAX: '2' },
      // A group of its own: Ctrl-C in the terminal is for the screen, which then ends this one in order.
      detached: true
    })
    this.#add(child)
    return child
  }

  /** Runs a `teeline` command on this terminal until it ends, or `signal` ends it; resolves with its exit code. */
  async show(args: string[], signal: AbortSignal): Promise<number> {
    if (signal.aborted) return exitCodeOf(signal)
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    this.#add(child)
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
    const [code] = (await once(child, 'exit')) as [number | null]
    return signal.aborted ? exitCodeOf(signal) : (code ?? 1)
  }

  /** Resolves when the collector on the data directory serves. Throws TeelineError `TEELINE_DEMO_FAILED` when it does not. */
  async collectorReady(child: ChildProcess): Promise<void> {
    const deadline = performance.now() + readyWithinMs
    while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
      const run = await readFile(join(this.dataDir, 'teeline.json'), 'utf8').catch(() => '')
      if (run.includes(`"pid": ${child.pid},`)) return
      await new Promise(resolve => setTimeout(resolve, pollMs))
    }
    const said = await readFile(this.logFile, 'utf8').catch(() => '')
    throw new TeelineError(
      'TEELINE_DEMO_FAILED',
      `the collector did not start: ${said.trim().split('\n').at(-1) ?? 'it said nothing'}`,
      'Try teeline up by itself; teeline doctor says what is amiss.'
    )
  }

  #add(child: ChildProcess): void {
    this.#children.push(child)
    if (child.pid !== undefined) addUser(this.dataDir, child.pid)
  }

  /** Ends every process, those that use the collector together, then it, then the providers; and removes the data. */
  async close(): Promise<void> {
    if (this.#isClosing) return
    this.#isClosing = true
    const [providers, collector, ...users] = this.#children
    await Promise.all(users.map(end))
    if (collector !== undefined) await end(collector)
    if (providers !== undefined) await end(providers)
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** As a shell has it: of the signal that aborted, which is its reason. */
export function exitCodeOf({ reason }: AbortSignal): number {
  return 128 + (constants.signals[reason as NodeJS.Signals] ?? constants.signals.SIGINT)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  await exited
  clearTimeout(timer)
}
