/**
 * Room for LMDB's file, taken from the disk before LMDB writes to it.
 *
 * A write of LMDB must not fail: lmdb 3.5.6 overruns a buffer of its own when one does (mdb_page_flush in its mdb.c
 * allots 100 bytes for a longer message), and the process dies with it, the relay included. So the file is always longer
 * than what LMDB can need next. It is made so here, with zeros past LMDB's last page, where a full disk, a quota or a
 * limit is an error like any other. LMDB looks at nothing past its last page.
 */
import { open, rm, stat, writeFile } from 'node:fs/promises';
const zeros = Buffer.alloc(256 * 1024);
/** The file grows by so much at once. */
const stepBytes = 4 * 1024 * 1024;
export class OutboxFile {
    #path;
    #bytes;
    constructor(path, bytes) {
        this.#path = path;
        this.#bytes = bytes;
    }
    /** Throws what the disk says when it has no room for a file that is not there yet. */
    static async probe(path) {
        const isThere = await stat(path).then(() => true, () => false);
        if (isThere)
            return;
        const probe = `${path}.probe`;
        await writeFile(probe, zeros).finally(() => rm(probe, { force: true }));
    }
    static async open(path) {
        return new OutboxFile(path, (await stat(path)).size);
    }
    /** Its length; all of it is taken from the disk. */
    get bytes() {
        return this.#bytes;
    }
    /**
     * Makes it at least this long; nobody else may write to it meanwhile. Rejects with what the disk said when it is not
     * that long in the end, though longer perhaps than it was.
     */
    async reach(bytes) {
        if (bytes <= this.#bytes)
            return;
        const goal = Math.ceil(bytes / stepBytes) * stepBytes;
        const handle = await open(this.#path, 'r+');
        try {
            // LMDB may have made it longer: nothing that it has written may be overwritten.
            this.#bytes = (await handle.stat()).size;
            while (this.#bytes < goal) {
                const length = Math.min(zeros.length, goal - this.#bytes);
                const { bytesWritten } = await handle.write(zeros, 0, length, this.#bytes);
                this.#bytes += bytesWritten;
            }
        }
        catch (error) {
            if (this.#bytes < bytes)
                throw error;
        }
        finally {
            await handle.close();
        }
    }
}
//# sourceMappingURL=outbox-file.js.map