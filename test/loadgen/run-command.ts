/** The `teeline` command as a user runs it, beside a running sidecar. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunSummary } from '../../loadgen/run/summary.js'
import type { Teeline } from '../support/teeline.js'

export const apiKey = 'sk-loadtest-5f2b9c7d1e'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cli = join(resolve(root, process.env['TEELINE_DIST'] ?? 'dist'), 'cli.js')

export interface Said {
  code: number | null
  stdout: string
  stderr: string
}

export interface Command {
  child: ChildProcess
  /** What it printed on stderr so far. */
  errors(): string
  ended: Promise<Said>
}

/** Starts `teeline …` on the data directory of `teeline`. */
export function start(teeline: Teeline, words: readonly string[], env: Record<string, string> = {}): Command {
  const place = ['--data', teeline.dataDir, '--config', join(teeline.dataDir, 'test-config.yaml')]
  const child = spawn(process.execPath, [cli, ...words, ...place], {
    cwd: teeline.dataDir,
    env: { ...process.env, NO_COLOR: '1', OPENAI_API_KEY: apiKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  return { child, errors: () => stderr, ended }
}

export async function run(
  teeline: Teeline,
  words: readonly string[],
  env: Record<string, string> = {}
): Promise<Said> {
  return start(teeline, words, env).ended
}

/** Writes a profile into the data directory; JSON is YAML. */
export function writeProfile(teeline: Teeline, name: string, profile: object): string {
  const file = join(teeline.dataDir, `${name}.profile.yaml`)
  writeFileSync(file, JSON.stringify(profile))
  return file
}

export function summaryOf({ stdout, stderr }: Said): RunSummary & { file: string } {
  try {
    return JSON.parse(stdout) as RunSummary & { file: string }
  } catch {
    throw new Error(`no summary:\n${stdout}\n${stderr}`)
  }
}
