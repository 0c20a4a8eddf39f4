/**
 * The run's own record on disk, written as it goes: one JSON line for the run, one for each outcome. What the store does
 * not take is not lost. `RUN.unsent.jsonl` becomes `RUN.jsonl` when the store has all of it.
 */
import { createWriteStream, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { RunRow } from '../../schemas/run.js'

export interface OutcomeFile {
  /** Where it is now. */
  path(): string
  add(lines: readonly object[]): void
  /** Waits until all is written. */
  close(): Promise<void>
  /** The store has it all. */
  markSent(): void
}

const unsentSuffix = '.unsent.jsonl'

/** Creates `DATA/runs` if need be. `run` is the first line. */
export function openOutcomeFile(dataDir: string, run: RunRow): OutcomeFile {
  const folder = join(dataDir, 'runs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unsent = join(folder, `${run.run_id}${unsentSuffix}`)
  let path = unsent
  const file = createWriteStream(unsent, { mode: 0o600, flags: 'wx' })
  const failed: { error: unknown } = { error: null }
  file.on('error', error => {
    failed.error = error
  })
  file.write(`${JSON.stringify(run)}\n`)
  return {
    path: () => path,
    add(lines) {
      if (lines.length > 0 && failed.error === null) {
        file.write(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
      }
    },
    async close() {
      if (failed.error !== null) throw failed.error
      file.end()
      await finished(file)
    },
    markSent() {
      path = join(folder, `${run.run_id}.jsonl`)
      renameSync(unsent, path)
    }
  }
}

/** Files of runs that the store does not have in full: it was away at their end, or they still run. */
export function unsentFiles(dataDir: string): string[] {
  const folder = join(dataDir, 'runs')
  try {
    const names = readdirSync(folder).filter(name => name.endsWith(unsentSuffix))
    return names.toSorted().map(name => join(folder, name))
  } catch {
    return []
  }
}
