/** One side of a comparison, read and not yet judged. */

import type { Objective } from '../run/objective.js'
import type { Latencies } from '../run/sample.js'

/** One measured request: warm-up is not among them, failures are. */
export interface SideAttempt {
  /** When it was due, µs on the clock of its side; of two arms of one run, the same clock. */
  atUs: number
  /** '' is a good answer. */
  outcome: string
  /** NULL when it failed. */
  latencies: Latencies | null
  /** µs that the client was late; NULL in production, and when it was not sent. */
  sendLagUs: number | null
  /** Whether its answer has an id and the store no row for it. */
  isRowMissing: boolean
  isStreamed: boolean
  inputTokens: number | null
  outputTokens: number | null
}

/** Sums over all rows of the side in the store, those of aborted calls too; NULL: not known of any. */
export interface SideSums {
  inputTokens: number | null
  outputTokens: number | null
  cacheReadTokens: number | null
  /** Decimal string. */
  costUsd: string | null
  priced: number
  /** Rows with a use but no price. */
  unpriced: number
  /** Rows whose use is an estimate, at least in part. */
  estimated: number
  models: string[]
  collectors: string[]
}

export interface Side {
  label: string
  kind: 'run' | 'arm' | 'production'
  /** '' for production. */
  runId: string
  name: string
  from: string
  to: string
  status: string
  reason: string
  seed: number | null
  /** What was asked for, without who was asked; '' for production. Equal text is equal load. */
  load: string
  objectives: readonly Objective[]
  /** Most that may fail, a share; NULL: no such objective. */
  maxErrorRate: number | null
  /** Length of what was measured. */
  seconds: number
  attempts: readonly SideAttempt[]
  sums: SideSums
}
