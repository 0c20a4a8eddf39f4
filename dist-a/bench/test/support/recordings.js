/** Recorded provider traffic, read in place. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
/** Where the recordings are looked for: `TEELINE_RECORDINGS`, or beside the checkout. */
export function recordingsDir() {
    // npm runs tests and benchmarks from the checkout's folder.
    return resolve(process.env['TEELINE_RECORDINGS'] ?? '../shared/recordings');
}
/** All recordings, by name; empty when there are none, so that a test can say that it was skipped. */
export function loadRecordings() {
    const dir = recordingsDir();
    if (!existsSync(dir))
        return [];
    return readdirSync(dir, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .flatMap(entry => readdirSync(join(dir, entry.name)).map(file => join(entry.name, file)))
        .filter(file => file.endsWith('.json'))
        .sort()
        .map(file => loadRecording(dir, file));
}
function loadRecording(dir, file) {
    const { source, provider, host, request, response } = JSON.parse(readFileSync(join(dir, file), 'utf8'));
    return {
        name: file.replace(/\.json$/, ''),
        provider,
        host,
        bodyBytesExact: source.bodyBytesExact,
        request: {
            method: request.method,
            path: request.path,
            headers: Object.entries(request.headers),
            body: decodeBody(request.body)
        },
        response: {
            status: response.status,
            headers: Object.entries(response.headers),
            body: decodeBody(response.body)
        }
    };
}
function decodeBody(body) {
    return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64');
}
//# sourceMappingURL=recordings.js.map