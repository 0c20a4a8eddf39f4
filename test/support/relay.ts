/** The relay by itself, in this process: its tapes are kept in memory instead of becoming rows. */

import { Value } from 'typebox/value'
import { type Collector, startCollector } from '../../collector/collector.js'
import { giveBack, type SlabMessage } from '../../collector/record/slab.js'
import type { Tape } from '../../collector/record/tape.js'
import { TapeReader } from '../../collector/record/tape-reader.js'
import { routesOf } from '../../collector/routing/routes.js'
import { type Config, configSchema } from '../../schemas/config.js'
import { until } from './until.js'

export interface Relay {
  /** Base URL of the collector. */
  url: string
  collector: Collector
  /** Tapes in the order in which their exchanges ended. */
  tapes: Tape[]
  /** What went to its log. */
  logged: string[]
  /** Resolves when `count` exchanges have ended. */
  ended(count: number): Promise<Tape[]>
  close(): Promise<void>
}

export interface RelayOptions {
  /** Upstream of the routes `/openai`, `/anthropic` and `/gemini`. */
  upstream: string
  collector?: Partial<Config['collector']>
  captureBytes?: number
  usage?: 'observe' | 'inject'
  /** What the relay reads instead: of its configuration, and of each route. */
  reading?: <Part extends object>(part: Part) => Part
}

export async function startRelay(options: RelayOptions): Promise<Relay> {
  const config = configOf(options)
  const tapes: Tape[] = []
  const logged: string[] = []
  const reader = new TapeReader(
    { captureBytes: options.captureBytes ?? config.record.captureBytes, maxBytes: 2 ** 28 },
    tape => {
      tapes.push(copyOf(tape))
      return undefined
    }
  )
  const recorder = {
    postMessage(message: SlabMessage) {
      reader.read(message.memory, message.usedBytes)
      // The real one comes back later too, never within the call.
      setImmediate(() => giveBack(message.memory))
    }
  }
  const { reading = part => part } = options
  const collector = await startCollector(
    reading(config.collector),
    routesOf(config).map(route => reading(route)),
    recorder,
    (_level, line) => logged.push(line)
  )
  return {
    url: collector.url,
    collector,
    tapes,
    logged,
    ended: async count => {
      await until(`${count} tapes`, () => {
        collector.journal.flush()
        return tapes.length >= count
      })
      return tapes
    },
    close: async () => {
      collector.cut()
      await collector.close()
    }
  }
}

/** The reader uses a tape's memory again. */
export function copyOf(tape: Tape): Tape {
  const { request, response } = tape
  return {
    ...tape,
    request: { ...request, head: Buffer.from(request.head) },
    response: { ...response, head: Buffer.from(response.head) }
  }
}

function configOf(options: RelayOptions): Config {
  const { upstream, usage = 'observe' } = options
  const route = (prefix: string, provider: string) => ({ prefix, provider, upstream, usage })
  return Value.Default(configSchema, {
    collector: { listen: '127.0.0.1:0', drainTimeoutMs: 1_000, ...options.collector },
    routes: [route('/openai', 'openai'), route('/anthropic', 'anthropic'), route('/gemini', 'gcp.gemini')]
  }) as Config
}
