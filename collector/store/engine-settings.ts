import { availableParallelism } from 'node:os'
import { rightsXml } from './engine-rights.js'

/**
 * Server settings of the engine, so that it stays a sidecar: uncapped it may take 90 % of the memory, and its pool for
 * cleaning parts grows to 128 threads. Bytes or threads.
 */
export const serverSettings: Readonly<Record<string, number>> = {
  max_server_memory_usage: 600_000_000,
  mark_cache_size: 16_777_216,
  primary_index_cache_size: 16_777_216,
  max_parts_cleaning_thread_pool_size: 2,
  max_io_thread_pool_size: 8,
  max_active_parts_loading_thread_pool_size: 2,
  max_outdated_parts_loading_thread_pool_size: 2
}

/**
 * A row is deleted from the outbox once the store has it: then it must survive a loss of power too.
 *
 * A wide part is written with two buffers for each of some 160 streams; at their default of 1 MiB one batch of 10,000 rows
 * took 560 MB, with these bounds 190 MB.
 */
export const mergeTreeSettings: Readonly<Record<string, number>> = {
  fsync_after_insert: 1,
  fsync_part_directory: 1,
  max_compress_block_size: 131_072,
  min_bytes_for_wide_part: 134_217_728
}

/**
 * Where each request begins; its own settings go over these. Seconds, bytes, threads. The engine would take one thread for each
 * GiB of free memory, of which there is less than one here.
 */
export const requestDefaults: Readonly<Record<string, number>> = {
  max_threads: Math.max(2, Math.min(4, availableParallelism())),
  max_threads_min_free_memory_per_thread: 0,
  max_memory_usage: 400_000_000,
  max_execution_time: 600
}

/** Statements that run at once, and that may wait, each kind on its own lane. */
export const places = { writes: 2, reads: 6, queued: 128 } as const

/** Most bytes, in the engine's own representation, of an answer that has to be made in one piece; as text it is larger. */
export const onePieceBytes = 32 * 1024 * 1024

/** The engine's configuration file: the only way in for merge tree settings, and for its users file. */
export function configXml(usersFile: string): string {
  const elements = (settings: Readonly<Record<string, number>>) =>
    Object.entries(settings)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')
  return `<clickhouse>${rightsXml(usersFile)}${elements(serverSettings)}<merge_tree>${elements(mergeTreeSettings)}</merge_tree></clickhouse>\n`
}
