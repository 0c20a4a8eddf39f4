import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { requestColumns } from '../../schemas/row.js';
import { seededRandom } from '../support/random.js';
import { mangle } from './mangle.js';
import { chat, chatUsage, streams } from './streams.js';
import { contextOf, cutAt, eventStream, json, sse, tapeOf } from './tapes.js';
const samples = Object.values(streams);
describe('whatever the bytes', () => {
    it.each([1, 2, 3, 4])('a row comes, sound and soon: seed %i', seed => {
        const random = seededRandom(seed);
        for (let round = 0; round < 1_500; round += 1) {
            const sample = random.pick(samples);
            const row = rowFromTape(mangledTape(sample, random), contextOf());
            expectSound(row);
        }
    });
    it.each([
        ['blank lines', '\n'.repeat(4_000_000)],
        ['carriage returns', '\r'.repeat(2_000_000)],
        ['blank lines with one carriage return', `${'\n'.repeat(2_000_000)}\r`],
        ['lines that are no fields', 'a\n'.repeat(2_000_000)],
        ['one long line', `data: ${'x'.repeat(4_000_000)}`],
        ['one event of many lines', 'data: x\n'.repeat(500_000)],
        ['an open brace', '{'.repeat(4_000_000)],
        ['quotes', '"\\'.repeat(2_000_000)],
        ['an array of arrays', '['.repeat(2_000_000)],
        ['empty objects', `[${'{},'.repeat(1_000_000)}`]
    ])('four megabytes of %s are read in a moment', (_what, body) => {
        for (const headers of [eventStream, json]) {
            const response = cutAt(Buffer.from(body), [1, 70_000, 1_000_000]);
            const path = '/v1beta/models/g:streamGenerateContent';
            const started = performance.now();
            expectSound(rowFromTape(tapeOf({ path, responseHeaders: headers, response }), contextOf()));
            // A generous bound on a shared machine; what is quadratic takes minutes.
            expect(performance.now() - started).toBeLessThan(8_000);
        }
    });
    it.each([1, 16, 31])('a stream whose every byte came alone is read to its end, compressed or not: %i', pad => {
        const body = Buffer.from(`:${' '.repeat(pad)}\n${chat.body.repeat(200)}${sse(chatUsage(99, 98))}`);
        for (const [bytes, coding] of [
            [body, ''],
            [gzipSync(body, { level: 0 }), 'gzip']
        ]) {
            const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
            const responseHeaders = { ...eventStream, 'content-encoding': coding };
            const row = rowFromTape(tapeOf({ responseHeaders, response: cutAt(bytes, cuts) }), contextOf());
            expect(row).toMatchObject({ frames: 400, input_tokens: 99, output_tokens: 98 });
        }
    });
    it('an event of several megabytes in many pieces is read in a moment', () => {
        const delta = { choices: [{ delta: { content: 'x'.repeat(3_000_000) } }] };
        const body = Buffer.from(`data: ${JSON.stringify(delta)}\n\n`);
        const cuts = Array.from({ length: 20_000 }, (_, index) => 100 * (index + 1));
        const row = rowFromTape(tapeOf({ responseHeaders: eventStream, response: cutAt(body, cuts) }), contextOf());
        expect(row.frames).toBe(1);
    });
});
function mangledTape(sample, random) {
    let body = Buffer.from(sample.body);
    for (let count = random.integer(0, 4); count > 0; count -= 1)
        body = mangle(body, random);
    let coding = '';
    if (random.chance(0.2)) {
        body = gzipSync(body);
        if (random.chance(0.5))
            body = mangle(body, random);
        coding = random.pick(['gzip', 'gzip', 'deflate', 'br', 'zstd', 'gzip, br', 'nonsense']);
    }
    const cuts = Array.from({ length: random.integer(0, 6) }, () => random.integer(1, Math.max(1, body.length - 1)));
    const tape = tapeOf({
        path: random.pick([sample.path, '/x', `${sample.path}%zz`, '/v1/messages', '/v1/chat/completions']),
        request: random.chance(0.8)
            ? sample.request
            : mangle(Buffer.from(JSON.stringify(sample.request)), random),
        status: random.pick([200, 200, 200, 201, 204, 400, 429, 500, null]),
        responseHeaders: {
            'content-type': random.pick([sample.contentType, 'text/plain', '']),
            'content-encoding': coding
        },
        response: cutAt(body, [...new Set(cuts)].sort((a, b) => a - b))
    });
    if (!random.chance(0.2))
        return tape;
    const [headBytes, tailBytes] = [random.integer(0, body.length), random.integer(0, body.length >> 1)];
    const { head } = tape.response;
    const response = {
        ...tape.response,
        head: head.subarray(0, headBytes),
        tail: head.subarray(Math.max(headBytes, head.length - tailBytes))
    };
    return { ...tape, response, capture: 'truncated' };
}
/** What the store takes: every column, whole numbers from zero up, whole characters. */
function expectSound(row) {
    const wrong = Object.entries(requestColumns).filter(([name, type]) => !fits(row[name], type));
    if (wrong.length > 0)
        expect(wrong.map(([name]) => [name, row[name]])).toEqual([]);
}
function fits(value, type) {
    if (value === null)
        return type.startsWith('Nullable');
    const item = /^Array\((.+)\)$/.exec(type)?.[1];
    if (item !== undefined)
        return Array.isArray(value) && value.every(one => fits(one, item));
    if (type.includes('Decimal'))
        return typeof value === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(value);
    if (type.includes('UInt'))
        return Number.isSafeInteger(value) && value >= 0;
    if (type === 'Bool')
        return typeof value === 'boolean';
    if (type.startsWith('Map'))
        return Object.values(value).every(item => item !== null && item !== undefined);
    return typeof value === 'string' && Buffer.from(value).toString() === value;
}
//# sourceMappingURL=fuzz.test.js.map