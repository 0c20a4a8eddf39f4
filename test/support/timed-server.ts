/** The provider with known delays of `timed-server-process.mjs`. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** As `Entry` in timed-server-process.mjs. */
export interface TimedEntry {
  seq: number
  headUs: number
  firstTokenUs: number
  lastTokenUs: number
  endUs: number
}

/** Streams of so many tokens; waits are lognormal. */
export interface Pace {
  tokens: number
  firstTokenMs: { median: number; sigma: number }
  gapMs: { median: number; sigma: number }
}

const usual: Pace = {
  tokens: 20,
  firstTokenMs: { median: 40, sigma: 0.5 },
  gapMs: { median: 6, sigma: 0.4 }
}

export interface TimedServer {
  url: URL
  /** What was answered whole so far, by `seq`. */
  ledger(): Promise<Map<number, TimedEntry>>
  close(): Promise<void>
}

export async function startTimedServer(seed: number, pace = usual): Promise<TimedServer> {
  const path = fileURLToPath(new URL('./timed-server-process.mjs', import.meta.url))
  const child = fork(path, [String(seed), JSON.stringify(pace)], { execArgv: [] })
  const { url } = await message<{ url: string }>(child)
  return {
    url: new URL(url),
    ledger: async () => {
      const answer = message<{ ledger: TimedEntry[] }>(child)
      child.send('ledger')
      return new Map((await answer).ledger.map(entry => [entry.seq, entry]))
    },
    close: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    }
  }
}

async function message<T>(child: ChildProcess): Promise<T> {
  const [received] = (await once(child, 'message')) as [T]
  return received
}
