/** Where a running teeline is; what screens, reports and the load generator need to know of it. */
import type { Config } from './config.js'

export interface StoreAddress {
  url: string
  user: string
  password: string
  database: string
}

export interface Connection {
  config: Config
  /** Absolute. */
  dataDir: string
  store: StoreAddress
  /** Base URLs of the running collector; NULL when none runs on the data directory. */
  collectorUrl: string | null
  adminUrl: string | null
}

/** Flags that every command takes. */
export interface ConnectionFlags {
  config?: string
  data?: string
}

/** Finds a running teeline; throws TeelineError `TEELINE_STORE_UNREACHABLE` or a `TEELINE_CONFIG_…`. */
export type Connect = (flags: ConnectionFlags) => Promise<Connection>
