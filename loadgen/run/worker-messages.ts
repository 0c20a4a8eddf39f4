/** What a run's process and its workers say to each other. */
import type { ErrorCode } from '../../schemas/errors.js'
import type { ClientFigures } from '../engine/client-health.js'
import type { Outcome } from '../engine/outcome.js'
import type { LoadedProfile } from '../profile/loaded-profile.js'

/** Enough to make one share of a run; the same for every worker but for its index. */
export interface RunOrder {
  loaded: LoadedProfile
  runId: string
  collectorUrl: string
  workers: number
}

export type ToWorker =
  | { kind: 'order'; order: RunOrder; index: number }
  | { kind: 'start'; startedAtUs: number }
  | { kind: 'halt' }
  | { kind: 'cut' }

export type FromWorker =
  | { kind: 'ready' }
  /** What happened since the last one. */
  | { kind: 'progress'; sent: number[]; outcomes: Outcome[] }
  | { kind: 'done'; notDue: number; health: ClientFigures }
  | { kind: 'failed'; code: ErrorCode; message: string; hint: string }
