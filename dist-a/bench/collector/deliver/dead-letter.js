/** The file of rows that the store refuses to read: one JSON object a line, rows only, no credentials. */
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
const errorCharacters = 1000;
/** Appends one row and syncs it to the disk. Rejects with the file system's error; the row stays in the outbox then. */
export async function appendDeadLetter(file, letter, row) {
    const head = JSON.stringify({ ...letter, error: letter.error.slice(0, errorCharacters) });
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'a', 0o600);
    try {
        // The row goes in as it is: parsed and written anew, a number could change.
        await handle.writeFile(`${head.slice(0, -1)},"row":${isJson(row) ? row : JSON.stringify(row)}}\n`);
        await handle.datasync();
    }
    finally {
        await handle.close();
    }
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=dead-letter.js.map