/**
 * Errors are for the reader: a code that never changes its meaning, one line on what happened, then what to do.
 * Match `error.code`, never the class or the message.
 */
export class TeelineError extends Error {
  readonly code: ErrorCode
  /** What the reader can do about it; one or more whole sentences. */
  readonly hint: string

  constructor(code: ErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'TeelineError'
    this.code = code
    this.hint = hint
  }
}

/** Every code, `TEELINE_<AREA>_<WHAT>`. Codes are never reused. */
export type ErrorCode =
  | 'TEELINE_CONFIG_INVALID'
  | 'TEELINE_CONFIG_UNREADABLE'
  | 'TEELINE_DATA_IN_USE'
  | 'TEELINE_LISTEN_FAILED'
  | 'TEELINE_WORKER_FAILED'
  | 'TEELINE_STORE_MISSING'
  | 'TEELINE_STORE_START_FAILED'
  | 'TEELINE_STORE_UNREACHABLE'
  | 'TEELINE_STORE_QUERY_FAILED'
  | 'TEELINE_STORE_MIGRATION_FAILED'
  | 'TEELINE_OUTBOX_FAILED'
  | 'TEELINE_PRICES_UNKNOWN_MODEL'
  | 'TEELINE_USAGE'
  | 'TEELINE_LOAD_PROFILE'
  | 'TEELINE_LOAD_CONFIRM'
  | 'TEELINE_LOAD_COLLECTOR'
  | 'TEELINE_LOAD_ROUTE'
  | 'TEELINE_LOAD_WORKER'
  | 'TEELINE_LOAD_NO_TRAFFIC'
  | 'TEELINE_DEMO_FAILED'
  | 'TEELINE_ROUTE_UNKNOWN'
  | 'TEELINE_REQUEST_TOO_LARGE'
  | 'TEELINE_REQUEST_MALFORMED'
  | 'TEELINE_REQUEST_TIMEOUT'
  | 'TEELINE_UPSTREAM_CONNECT'
  | 'TEELINE_UPSTREAM_TIMEOUT'
  | 'TEELINE_UPSTREAM_RESET'
  | 'TEELINE_UPSTREAM_MALFORMED'
  | 'TEELINE_COLLECTOR_STOPPING'
  | 'TEELINE_COLLECTOR_FAILED'

/** Exit codes of every command. 3 is kept for an SLO that was not met. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof TeelineError)) return 1
  return error.code.startsWith('TEELINE_CONFIG') || usageCodes.has(error.code) ? 2 : 1
}

/** The caller's to put right, before anything was done. */
const usageCodes: ReadonlySet<ErrorCode> = new Set([
  'TEELINE_USAGE',
  'TEELINE_LOAD_PROFILE',
  'TEELINE_LOAD_CONFIRM',
  'TEELINE_LOAD_ROUTE'
])
