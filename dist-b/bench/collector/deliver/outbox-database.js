/** The outbox's LMDB environment: its databases, their keys, and what they take on disk. */
import { open } from 'lmdb';
export const tables = ['requests', 'events', 'price_cards', 'bodies'];
/** Something for each table. */
export function eachTable(make) {
    return Object.fromEntries(tables.map(table => [table, make(table)]));
}
const pageBytes = 4096;
/** Addresses, not memory; LMDB takes more when a longer file needs them. */
const addressBytes = 1024 * 1024 * 1024;
export function openEnvironment(directory) {
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
    });
}
export function firstKey(entries, seq) {
    for (const key of entries.getKeys({ start: startingAt(seq), limit: 1 }))
        return key;
    return undefined;
}
/** The entries from one number to another, both included. */
export function rangeOf(first, last) {
    return { start: startingAt(first), end: startingAt(last + 1) };
}
/** Where the entries from a number on begin: a shorter key sorts before the longer ones that begin with it. */
export function startingAt(seq) {
    return [seq];
}
/** Small values share a page, which LMDB leaves half full at worst; larger ones take pages of their own. */
export function diskBytesOf(key) {
    const [, , bytes] = key;
    return bytes < pageBytes / 2 ? 2 * (bytes + 64) : Math.ceil((bytes + 16) / pageBytes) * pageBytes + 128;
}
/** lmdb rejects with an error that holds the promise of the real one. */
export async function reasonOf(error) {
    if (!(error instanceof Error) || !('commitError' in error))
        return error;
    try {
        await error.commitError;
        return error;
    }
    catch (reason) {
        return reason;
    }
}
/** LMDB's own figures, of the last transaction. */
export function statsOf(root) {
    return root.getStats();
}
//# sourceMappingURL=outbox-database.js.map