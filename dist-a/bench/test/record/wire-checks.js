/** What every wire's samples and recordings are held to. */
import { expect } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { seededRandom, seedOf } from '../support/random.js';
import { contextOf, cutAt, tapeOf, untimed } from './tapes.js';
export function bytesOf({ body }) {
    return typeof body === 'string' ? Buffer.from(body) : body;
}
/** The row of a sample, whole or in the given chunks. No fault may have been met on the way. */
export function rowOf(sample, response = [[bytesOf(sample), 1000]]) {
    const context = contextOf();
    const row = rowFromTape(tapeOf({ ...sample, response }), context);
    expect(context.faults).toEqual([]);
    return row;
}
/** Cuts in two at every byte of up to `maxCuts`, at a seeded sample of more, and once into single bytes or hundreds of pieces. */
export function expectSameRowHoweverCut(sample, maxCuts = 3000) {
    const bytes = bytesOf(sample);
    const whole = untimed(rowOf(sample));
    const random = seededRandom(seedOf(String(sample.path)));
    const all = Array.from({ length: Math.max(0, bytes.length - 1) }, (_, index) => index + 1);
    const cuts = all.length <= maxCuts ? all : Array.from({ length: maxCuts }, () => random.integer(1, bytes.length - 1));
    for (const cut of cuts) {
        expect(untimed(rowOf(sample, cutAt(bytes, [cut]))), `cut at ${cut}`).toEqual(whole);
    }
    const pieces = [...new Set(cuts)].sort((a, b) => a - b);
    expect(untimed(rowOf(sample, cutAt(bytes, pieces))), 'in pieces').toEqual(whole);
}
/** Changes, drops and repeats bytes of the answer: a row comes all the same, soon, and nothing is thrown. */
export function expectNoThrowHoweverMangled(sample, rounds = 300) {
    const bytes = bytesOf(sample);
    const random = seededRandom(seedOf(`mangled ${sample.path}`));
    for (let round = 0; round < rounds; round += 1) {
        const at = random.integer(0, bytes.length - 1);
        const to = Math.min(bytes.length, at + random.integer(1, 40));
        const middle = random.pick([
            Buffer.alloc(0),
            Buffer.from([random.integer(0, 255)]),
            Buffer.alloc(20),
            bytes.subarray(0, to)
        ]);
        const body = Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(random.pick([to, at]))]);
        const row = rowFromTape(tapeOf({ ...sample, response: [[body, 1000]] }), contextOf());
        expect(row.wire).not.toBe('');
        for (const count of [row.input_tokens, row.output_tokens, row.cache_read_tokens]) {
            expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
        }
    }
}
/** A recording as a sample. */
export function sampleOf({ provider, host, request, response }) {
    return {
        path: request.path,
        method: request.method,
        requestHeaders: Object.fromEntries(request.headers),
        request: request.body,
        status: response.status,
        responseHeaders: Object.fromEntries(response.headers),
        body: response.body,
        tape: { provider, upstreamHost: host }
    };
}
//# sourceMappingURL=wire-checks.js.map