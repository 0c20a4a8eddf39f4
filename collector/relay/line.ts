/** What all exchanges of one relay thread share. */
import hyperid from 'hyperid'
import { buildConnector } from 'undici'
import type { Config } from '../../schemas/config.js'
import type { FindDestination } from '../routing/routes.js'
import { Blame } from './blame.js'
import { maxHeaderBytes } from './client/head-reader.js'
import { WallClock } from './clock.js'
import type { Journal } from './journal.js'
import { OpenSet } from './open-set.js'
import { UpstreamPool } from './upstream/pool.js'
import type { UsageRefusers } from './usage-injection.js'

export interface Line {
  config: Config['collector']
  find: FindDestination
  journal: Journal
  upstreams: UpstreamPool
  wall: WallClock
  nextId: () => string
  open: OpenSet
  blame: Blame
  counts: { exchanges: number; failed: number }
  draining: boolean
  usageRefusers: UsageRefusers
  close(): void
}

/** Upstream connections that idle for longer are closed; servers close theirs after 5 s or more. */
const keepAliveTimeoutMs = 4_000

/** `log` gets what must not happen. */
export function buildLine(
  config: Config['collector'],
  find: FindDestination,
  journal: Journal,
  log: (line: string) => void
): Line {
  const blame = new Blame(log)
  const upstreams = buildUpstreams(config, blame)
  return {
    config,
    find,
    journal,
    upstreams,
    wall: new WallClock(),
    nextId: hyperid({ urlSafe: true }),
    open: new OpenSet(),
    blame,
    counts: { exchanges: 0, failed: 0 },
    draining: false,
    usageRefusers: new Set(),
    close: () => upstreams.destroy()
  }
}

function buildUpstreams(config: Config['collector'], blame: Blame): UpstreamPool {
  // Said out loud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's environment cannot turn it off.
  const connect = buildConnector({
    timeout: config.connectTimeoutMs,
    rejectUnauthorized: true,
    allowH2: false
  })
  const { headersTimeoutMs, idleTimeoutMs } = config
  const limits = { headersTimeoutMs, idleTimeoutMs, keepAliveTimeoutMs, maxHeaderBytes }
  return new UpstreamPool(connect, limits, blame)
}
