/** A delivery with short intervals in a directory of its own. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDelivery } from '../../collector/deliver/delivery.js';
/** A directory that is removed after the test. */
export function newPlace() {
    const directory = mkdtempSync(join(tmpdir(), 'teeline-deliver-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const deadLetterFile = join(directory, 'dead-letter.ndjson');
    return {
        directory,
        outboxDir: join(directory, 'outbox'),
        deadLetterFile,
        log: [],
        deadLetters: () => (existsSync(deadLetterFile) ? linesOf(readFileSync(deadLetterFile, 'utf8')) : [])
    };
}
/** Opened at `place`, closed after the test at the latest. */
export async function openAt(place, store, options = {}) {
    const delivery = await openDelivery({
        outboxDir: place.outboxDir,
        deadLetterFile: place.deadLetterFile,
        flushIntervalMs: 30,
        outboxMaxBytes: 64 * 1024 * 1024,
        store,
        collector: 'test-host',
        log: (level, message) => place.log.push(`${level} ${message}`),
        ...options,
        tuning: {
            commitIntervalMs: 5,
            minBackoffMs: 5,
            maxBackoffMs: 40,
            insertTimeoutMs: 500,
            ...options.tuning
        }
    });
    onTestFinished(() => delivery.close({ deliverTimeoutMs: 0 }));
    return delivery;
}
/** `count` rows that begin with number `from`. */
export function rows(count, from = 0) {
    return Array.from({ length: count }, (_, index) => JSON.stringify({ n: from + index }));
}
export function numbersOf(stored) {
    return (stored ?? []).map(row => row.n);
}
export function upTo(count) {
    return Array.from({ length: count }, (_, index) => index);
}
function linesOf(text) {
    return text
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line));
}
//# sourceMappingURL=open-delivery.js.map