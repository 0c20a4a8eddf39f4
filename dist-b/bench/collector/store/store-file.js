import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storeUser } from './credentials.js';
/** The address of the embedded store that runs on this data directory; undefined when none does. */
export async function readStoreAddress(dataDir) {
    const { url, user, password, pid } = await readStoreFile(dataDir);
    if (url === undefined || user === undefined || password === undefined)
        return undefined;
    return pid !== undefined && isAlive(pid) ? { url, user, password } : undefined;
}
/** The process that says it keeps the store of this directory, if it lives. */
export async function storeKeeper(dataDir) {
    const { pid } = await readStoreFile(dataDir);
    return pid !== undefined && isAlive(pid) ? pid : undefined;
}
/** The data directory's password, or a new one: made once, so that what was told it keeps working. */
export async function storePassword(dataDir) {
    const { password } = await readStoreFile(dataDir);
    return password ?? randomBytes(32).toString('base64url');
}
/** For the owner's eyes only, and never half-written. Without `pid` and `url` the store does not run. */
export async function writeStoreFile(dataDir, address, pid) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const content = { user: storeUser, ...address, ...(pid === undefined ? {} : { pid }) };
    const path = join(dataDir, fileName);
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, path);
}
const fileName = 'store.json';
async function readStoreFile(dataDir) {
    try {
        return JSON.parse(await readFile(join(dataDir, fileName), 'utf8'));
    }
    catch {
        // Not there, or not ours: then nothing is known.
        return {};
    }
}
function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        // Another user's process: there, but not ours to signal.
        return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
}
//# sourceMappingURL=store-file.js.map