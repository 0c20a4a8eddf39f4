/** `teeline demo`: simulated providers, the sidecar, a load and the screen, started as a user would start them. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connect } from '../schemas/connection.js'
import { makeHistory } from './history.js'
import { sweepLeftovers } from './leftovers.js'
import { simulatedModels } from './model.js'
import { exitCodeOf, Stage } from './stage.js'
import { type LoadProfile, traffic, trials } from './traffic.js'

export interface DemoOptions {
  /** No load and no screen: providers and sidecar for one's own calls, until Ctrl-C. */
  headless: boolean
  seed: number
}

const anyPort = '127.0.0.1:0'

/**
 * Runs the demonstration until its screen is left, or with `headless` until Ctrl-C, and removes all that it made.
 *
 * @throws TeelineError `TEELINE_DEMO_FAILED`.
 */
export async function runDemo(options: DemoOptions, connect: Connect): Promise<number> {
  sweepLeftovers()
  const stage = new Stage()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(signal))
  try {
    say('Starting simulated providers and the sidecar …')
    await startSidecar(stage, options.seed)
    if (stop.signal.aborted) return exitCodeOf(stop.signal)
    return options.headless
      ? await serve(stage, connect, stop.signal)
      : await perform(stage, connect, stop.signal)
  } finally {
    stop.abort()
    // Without a terminal or a reader nobody is left to tell; all the same it is removed.
    process.stdout.removeAllListeners('error').on('error', () => {})
    say('Stopping them …')
    await stage.close()
    say('All of the demo is stopped, its data removed.')
  }
}

async function startSidecar(stage: Stage, seed: number): Promise<void> {
  const upstream = await stage.startProviders(seed)
  const configFile = join(stage.dataDir, 'teeline.yaml')
  // JSON is YAML.
  writeFileSync(configFile, JSON.stringify(demoConfig(upstream), null, 2))
  const listens = ['--listen', anyPort, '--admin', anyPort, '--store-listen', anyPort]
  await stage.collectorReady(stage.start(['up', ...place(stage), ...listens]))
}

function demoConfig(upstream: string): object {
  const route = (prefix: string, provider: string) => ({ prefix, provider, upstream })
  return {
    routes: [
      route('/openai', 'openai'),
      route('/anthropic', 'anthropic'),
      route('/gemini', 'gcp.gemini'),
      route('/deepseek', 'deepseek')
    ],
    budgets: [
      { name: 'all', usd: 400 },
      { name: 'assistant', usd: 200, match: { feature: 'assistant' } }
    ]
  }
}

async function perform(stage: Stage, connect: Connect, signal: AbortSignal): Promise<number> {
  for (const profile of traffic) startLoad(stage, profile)
  const { store } = await connect({ config: join(stage.dataDir, 'teeline.yaml'), data: stage.dataDir })
  // The screen does not wait for it, and lives without it.
  makeHistory(store, signal)
    // Afterwards, so that the past is made of the apps' calls only.
    .then(() => runTrials(stage, signal))
    .catch(() => {})
  return stage.show(['top', '--window', '5m', ...place(stage)], signal)
}

/** One short load test after the other, so that there are two to compare. */
async function runTrials(stage: Stage, signal: AbortSignal): Promise<void> {
  for (const profile of trials) {
    if (signal.aborted) return
    const child = startLoad(stage, profile)
    if (child.exitCode === null) await once(child, 'exit')
  }
}

function startLoad(stage: Stage, profile: LoadProfile): ChildProcess {
  const file = join(stage.dataDir, `${profile.name}.profile.yaml`)
  writeFileSync(file, JSON.stringify(profile))
  return stage.start(['load', 'run', file, '--yes', ...place(stage)])
}

async function serve(stage: Stage, connect: Connect, signal: AbortSignal): Promise<number> {
  const { collectorUrl } = await connect({ config: join(stage.dataDir, 'teeline.yaml'), data: stage.dataDir })
  const flags = place(stage).join(' ')
  say(`
  collector  ${collectorUrl}  (/openai/v1, /anthropic, /gemini, /deepseek/v1)
  models     ${simulatedModels.map(({ name }) => name).join(', ')}

Try, in another terminal:

  npx teeline load run steady --arm openai/gpt-4o --arm anthropic/claude-haiku-4-5 ${flags}
  npx teeline top ${flags}

Ctrl-C ends it and removes its data.`)
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return 0
}

function place(stage: Stage): string[] {
  return ['--config', join(stage.dataDir, 'teeline.yaml'), '--data', stage.dataDir]
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
