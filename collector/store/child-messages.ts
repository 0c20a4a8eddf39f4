/** What the parent tells the store's process. Over IPC: what stands in argv or in the environment can be read by others. */
export type ToStore =
  | { type: 'start'; directory: string; host: string; port: number; password: string }
  | { type: 'stop' }

/** What the store's process tells its parent. */
export type FromStore =
  | { type: 'ready'; port: number }
  | { type: 'failed'; reason: StoreFailure; message: string }

/**
 * `missing`: chdb is not installed, or not for this platform. `locked`: another process holds the directory; the engine
 * tells that on stderr only, so it is the parent that reads it there.
 */
export type StoreFailure = 'missing' | 'locked' | 'listen' | 'engine'
