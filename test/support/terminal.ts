/** Terminals for tests: one in memory, and a real pseudo-terminal (by util-linux `script`) with a screen behind it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import xterm from '@xterm/headless'
import { until } from './until.js'

export interface Size {
  columns: number
  rows: number
}

/** What a person would see: the emulator's lines, without trailing spaces. */
function linesOf(screen: xterm.Terminal): string[] {
  const buffer = screen.buffer.active
  return Array.from({ length: screen.rows }, (_, y) =>
    (buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '').trimEnd()
  )
}

function emulator({ columns, rows }: Size): xterm.Terminal {
  return new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 })
}

/** A terminal in memory, as programs write to one. */
export class MemoryTerminal extends EventEmitter {
  /** Every write, as it came. */
  readonly writes: string[] = []
  columns: number
  rows: number
  writableNeedDrain = false
  readonly #screen: xterm.Terminal

  constructor(size: Size) {
    super()
    this.columns = size.columns
    this.rows = size.rows
    this.#screen = emulator(size)
  }

  write(text: string): boolean {
    this.writes.push(text)
    this.#screen.write(text)
    return true
  }

  resize({ columns, rows }: Size): void {
    this.columns = columns
    this.rows = rows
    this.#screen.resize(columns, rows)
    this.emit('resize')
  }

  /** Every cell with its style, for comparing pictures. */
  async picture(): Promise<string[]> {
    await this.lines()
    const buffer = this.#screen.buffer.active
    return Array.from({ length: this.rows }, (_, y) => {
      const line = buffer.getLine(y)
      return Array.from({ length: this.columns }, (_, x) => {
        const cell = line?.getCell(x)
        if (cell === undefined) return ''
        const styles = [cell.getFgColor(), cell.isBold(), cell.isDim(), cell.isInverse()].join('/')
        return `${cell.getChars() === '' ? ' ' : cell.getChars()}${styles}`
      }).join('|')
    })
  }

  /** The lines once all that was written is on the screen. */
  async lines(): Promise<string[]> {
    await new Promise<void>(resolve => this.#screen.write('', resolve))
    return linesOf(this.#screen)
  }
}

export interface TerminalProgram {
  /** Of the program itself, not of what holds its terminal. */
  pid: number
  /** Every byte that the program wrote. */
  output(): string
  lines(): string[]
  text(): string
  /** Resolves once `probe` of the screen's text holds. */
  see(what: string, probe: (text: string) => boolean, withinMs?: number): Promise<void>
  type(keys: string): void
  resize(size: Size): void
  /** Settings of the terminal as `stty -a` says them. */
  modes(): string
  /** Which way the alternate screen, the cursor and the wrapping went last. */
  left(): { alternate: boolean; cursor: boolean; wrap: boolean }
  /** Exit code of the program. */
  exited: Promise<number | null>
  /** The terminal goes, as when its window is closed. */
  hangUp(): void
  /** Ends it, if it lives, and removes what was made for it. */
  dispose(): Promise<void>
}

export interface RunOptions {
  size: Size
  env?: Record<string, string>
  cwd?: string
}

/** Runs `command` in a pseudo-terminal of its own. A shell in it outlives the program, so that the terminal can be looked at. */
export async function runInTerminal(
  command: readonly string[],
  options: RunOptions
): Promise<TerminalProgram> {
  const { size, env = {}, cwd } = options
  const folder = mkdtempSync(join(tmpdir(), 'teeline-pty-'))
  const file = (name: string): string => join(folder, name)
  // The program's own exit code goes to a file; `cat` then holds the terminal open until `dispose`.
  const script = `tty > ${file('tty')}; stty cols ${size.columns} rows ${size.rows}; sh -c 'echo $$ > ${file('pid')}; exec "$0" "$@"' ${command.map(quoted).join(' ')}; echo $? > ${file('code.new')}; mv ${file('code.new')} ${file('code')}; exec sleep 600`
  const child = spawn('script', ['-qfec', script, '/dev/null'], {
    cwd,
    env: {
      ...withoutCi(process.env),
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      LC_ALL: '',
      SHELL: '/bin/sh',
      ...env
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true
  })
  const screen = emulator(size)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    screen.write(text)
  })
  const read = (name: string): string => readFileSync(file(name), 'utf8').trim()
  const pid = Number(await until('the program to start', () => read('pid'), { withinMs: 30_000 }))
  const exited = until('the program to end', () => [Number(read('code'))], { withinMs: 120_000 }).then(
    ([code]) => code ?? null
  )
  exited.catch(() => {})
  const text = (): string => linesOf(screen).join('\n')
  return {
    pid,
    output: () => output,
    lines: () => linesOf(screen),
    text,
    async see(what, probe, withinMs = 20_000) {
      await until(what, () => probe(text()), { withinMs }).catch(error => {
        throw new Error(`${String(error)}; the screen is\n${text()}`)
      })
    },
    type: keys => child.stdin.write(keys),
    resize({ columns, rows }) {
      screen.resize(columns, rows)
      execFileSync('stty', ['-F', read('tty'), 'cols', String(columns), 'rows', String(rows)])
    },
    modes: () => execFileSync('stty', ['-F', read('tty'), '-a'], { encoding: 'utf8' }),
    left: () => ({
      alternate: isOnLast(output, '\x1b[?1049h', '\x1b[?1049l'),
      cursor: isOnLast(output, '\x1b[?25h', '\x1b[?25l'),
      wrap: isOnLast(output, '\x1b[?7h', '\x1b[?7l')
    }),
    exited,
    hangUp: () => child.kill('SIGKILL'),
    async dispose() {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function isOnLast(output: string, on: string, off: string): boolean {
  return output.lastIndexOf(on) > output.lastIndexOf(off)
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Ink does not draw where it believes to be in a CI. */
function withoutCi(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = [
    'CI',
    'CONTINUOUS_INTEGRATION',
    'BUILD_NUMBER',
    'RUN_ID',
    'NO_COLOR',
    'FORCE_COLOR',
    'LC_CTYPE'
  ]
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !names.includes(name) && !name.startsWith('CI_'))
  )
}

/** What holds the terminal goes; its shell and the program get a SIGHUP then, as from a closed window. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
