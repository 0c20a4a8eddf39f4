/** The real command in a pseudo-terminal: how soon it is there, and what it takes of the machine (Linux: from /proc). */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { runInTerminal, type TerminalProgram } from '../../test/support/terminal.js'
import { until } from '../../test/support/until.js'

/** As the command's first line starts it; arguments are appended. */
export interface TopCommand {
  cli: string
  flags: readonly string[]
}

export interface Steady {
  /** What was looked at, and when. */
  name: string
  /** Of one core. */
  cpuPercent: number
  paintsPerSecond: number
  bytesPerPaint: number
  residentMb: number
}

const size = { columns: 160, rows: 45 }
const env = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }
/** What is looked at in turn, by its key, and for how long before it is measured: as it has started, and with its code compiled. */
const looks = [
  { name: 'overview', key: '1', beforeMs: 5_000 },
  { name: 'later', key: '1', beforeMs: 35_000 },
  { name: 'spend', key: '2', beforeMs: 30_000 },
  { name: 'requests', key: '3', beforeMs: 30_000 },
  { name: 'runs', key: '4', beforeMs: 10_000 },
  { name: 'health', key: '5', beforeMs: 30_000 }
]
const measuredMs = 20_000
/** Begins each paint. */
const paintSign = '\x1b[?2026h'

/** Ms from the start of the process to its first paint, and of `node -e 0` for comparison, in turns; sorted. */
export async function firstFrames(
  command: TopCommand,
  times: number
): Promise<{ top: number[]; node: number[] }> {
  const top: number[] = []
  const node: number[] = []
  for (let time = 0; time < times; time++) {
    node.push(await timeUntil([process.execPath, '-e', "console.log('Overview')"], 'Overview'))
    top.push(await timeUntil(argv(command), 'Overview'))
  }
  return { top: top.sort((a, b) => a - b), node: node.sort((a, b) => a - b) }
}

/** Each screen, while the store's rows keep changing. */
export async function steady(command: TopCommand): Promise<Steady[]> {
  const program = await startTop(command)
  try {
    const windows: Steady[] = []
    for (const { name, key, beforeMs } of looks) {
      program.type(key)
      await pause(beforeMs)
      const before = readings(program)
      await pause(measuredMs)
      windows.push({ name, ...between(before, readings(program)) })
    }
    return windows
  } finally {
    await program.dispose()
  }
}

function between(before: Readings, after: Readings): Omit<Steady, 'name'> {
  const seconds = (after.at - before.at) / 1_000
  const paints = after.paints - before.paints
  return {
    cpuPercent: ((after.cpuS - before.cpuS) / seconds) * 100,
    paintsPerSecond: paints / seconds,
    bytesPerPaint: (after.bytes - before.bytes) / paints,
    residentMb: after.residentMb
  }
}

/** Resident MB after each of `minutes`, all screens in turn; `told` hears each as it is read. */
export async function soak(
  command: TopCommand,
  minutes: number,
  told: (residentMb: number) => void
): Promise<number[]> {
  const program = await startTop(command)
  const resident: number[] = []
  try {
    const began = performance.now()
    for (let step = 0; resident.length < minutes; step++) {
      program.type(String((step % 5) + 1))
      await pause(screenMs)
      if (performance.now() - began < 60_000 * (resident.length + 1)) continue
      const { residentMb } = readings(program)
      resident.push(residentMb)
      told(residentMb)
    }
    return resident
  } finally {
    await program.dispose()
  }
}

const screenMs = 2_000

/** Runs it, and waits for its first figures. */
export async function startTop(command: TopCommand): Promise<TerminalProgram> {
  const program = await runInTerminal(argv(command), { size, env })
  await program.see('live figures', text => text.includes('live'))
  return program
}

function argv({ cli, flags }: TopCommand): string[] {
  return [process.execPath, '--max-semi-space-size=2', cli, 'top', ...flags]
}

async function timeUntil(command: readonly string[], word: string): Promise<number> {
  const began = performance.now()
  const program = await runInTerminal(command, { size, env })
  await until('the first frame', () => program.output().includes(word), { everyMs: 2 })
  const took = performance.now() - began
  await program.dispose()
  return took
}

type Readings = ReturnType<typeof readings>

function readings(program: TerminalProgram) {
  const output = program.output()
  // Fields from the third on; the name before them may hold anything but ')'.
  const stat = readFileSync(`/proc/${program.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))
  return {
    at: performance.now(),
    paints: output.split(paintSign).length - 1,
    bytes: Buffer.byteLength(output),
    cpuS: (Number(stat[11]) + Number(stat[12])) / ticksPerSecond,
    residentMb: (Number(resident?.[1]) * 1_024) / 1e6
  }
}

/** USER_HZ, 100 on every Linux that Node runs on. */
const ticksPerSecond = 100

function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms))
}
