/**
 * A look at LMDB's file before LMDB opens it. LMDB maps the file and believes what it reads: of one that was cut short or
 * overwritten lmdb 3.5.6 dies within its native code, and the process with it, the relay included, at each start anew.
 */
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
/** Where things stand in a meta page (MDB_page and MDB_meta in its mdb.c). The first two pages are meta pages. */
const at = { magic: 24, pageSize: 48, lastPage: 144, transaction: 152, end: 160 };
const magic = 0xbeefc0de;
/**
 * Moves the file of an outbox out of the way if LMDB cannot open it.
 *
 * @returns its new path, or NULL when it is sound or not there yet.
 */
export async function setAsideIfBroken(directory) {
    const path = join(directory, 'data.mdb');
    const file = await open(path, 'r').catch(() => null);
    if (file === null || (await isSound(file).finally(() => file.close())))
        return null;
    const aside = `${path}.broken-${new Date().toISOString().replaceAll(':', '-')}`;
    await rename(path, aside);
    await rm(join(directory, 'lock.mdb'), { force: true });
    return aside;
}
async function isSound(file) {
    const { size } = await file.stat();
    // LMDB begins a file of its own there.
    if (size === 0)
        return true;
    const first = await metaAt(file, 0);
    if (first === null)
        return false;
    const second = await metaAt(file, first.pageSize);
    if (second === null || second.pageSize !== first.pageSize)
        return false;
    const newest = first.transaction > second.transaction ? first : second;
    return BigInt(size) >= (newest.lastPage + 1n) * BigInt(newest.pageSize);
}
async function metaAt(file, position) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(at.end), 0, at.end, position);
    if (bytesRead < at.end || buffer.readUInt32LE(at.magic) !== magic)
        return null;
    return {
        pageSize: buffer.readUInt32LE(at.pageSize),
        lastPage: buffer.readBigUInt64LE(at.lastPage),
        transaction: buffer.readBigUInt64LE(at.transaction)
    };
}
//# sourceMappingURL=outbox-check.js.map