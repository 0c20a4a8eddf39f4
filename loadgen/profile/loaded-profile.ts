import type { Profile } from './profile-schema.js'
import type { TraceRow } from './trace-file.js'

/** A profile and what it refers to. Plain data: it can be sent to another process as it is. */
export interface LoadedProfile {
  /** Holds no secret: keys stand in it as `env:NAME`. */
  profile: Profile
  /** Rows of the trace that it replays. */
  trace: TraceRow[] | null
  /** Real bodies that it sends. */
  bodies: Record<string, unknown>[] | null
  /** Values of the environment variables that it names. Secret: never written, printed or stored. */
  keys: Record<string, string>
}
