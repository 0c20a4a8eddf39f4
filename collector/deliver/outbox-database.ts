/** The outbox's LMDB environment: its databases, their keys, and what they take on disk. */
import { type Database, open, type RootDatabase } from 'lmdb'

export const tables = ['requests', 'events', 'price_cards', 'bodies'] as const
export type Table = (typeof tables)[number]

/** Something for each table. */
export function eachTable<T>(make: (table: Table) => T): Record<Table, T> {
  return Object.fromEntries(tables.map(table => [table, make(table)])) as Record<Table, T>
}

export type EntryKey = [seq: number, rows: number, bytes: number, atMs: number]

const pageBytes = 4096
/** Addresses, not memory; LMDB takes more when a longer file needs them. */
const addressBytes = 1024 * 1024 * 1024

export function openEnvironment(directory: string): RootDatabase {
  return open({
    path: directory,
    // Else a directory with a dot in its name would be taken for a file.
    noSubdir: false,
    maxDbs: 2 * tables.length + 1,
    // Else it begins small, and keeps each smaller map beside the next, with pages of its own that count as memory.
    mapSize: addressBytes,
    // A commit is synced before its promise resolves: the order "on disk, then sent" rests on it.
    overlappingSync: false,
    // With its batches of one event turn, lmdb leaves a rejected promise of its own unhandled when the disk is full.
    eventTurnBatching: false
  })
}

export function firstKey(entries: Database<Buffer, EntryKey>, seq: number): EntryKey | undefined {
  for (const key of entries.getKeys({ start: startingAt(seq), limit: 1 })) return key
  return undefined
}

/** The entries from one number to another, both included. */
export function rangeOf(first: number, last: number): { start: EntryKey; end: EntryKey } {
  return { start: startingAt(first), end: startingAt(last + 1) }
}

/** Where the entries from a number on begin: a shorter key sorts before the longer ones that begin with it. */
export function startingAt(seq: number): EntryKey {
  return [seq] as unknown as EntryKey
}

/** Small values share a page, which LMDB leaves half full at worst; larger ones take pages of their own. */
export function diskBytesOf(key: EntryKey): number {
  const [, , bytes] = key
  return bytes < pageBytes / 2 ? 2 * (bytes + 64) : Math.ceil((bytes + 16) / pageBytes) * pageBytes + 128
}

/** lmdb rejects with an error that holds the promise of the real one. */
export async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error
  try {
    await error.commitError
    return error
  } catch (reason) {
    return reason
  }
}

/** LMDB's own figures, of the last transaction. */
export function statsOf(root: RootDatabase): { lastPageNumber: number; pageSize: number } {
  return root.getStats() as { lastPageNumber: number; pageSize: number }
}
