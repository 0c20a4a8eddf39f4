import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../collector/record/body.js';
import { maxInflatedBytes } from '../../collector/record/inflate.js';
import { rowFromTape } from '../../collector/record/record.js';
import { chat } from './streams.js';
import { contextOf, cutAt, eventStream, holed, runOf, tapeOf, untimed } from './tapes.js';
/** A chat answer (7 tokens in, 9 out) as the zstd command compresses it. */
const zstdAnswer = Buffer.from('KLUv/QRodQUAAowlHpBNB4+a6v+espBsDdFQwt4q0BXNv67FgZIUS+4+MZ5XENW8fR+PR0PeVqb6MveyGruyx8X71ddevradjDGSpZVCj94rR3MCMIYu6wuprREOgCow1JLL38q3tvP4W+e11Np5ea4aeyfP0bSWrcdBfuOn0neKvGWHtuRYl6/4aevxtenl6rLaEe6UrsNT04/nAufyD30XBwA0C+eUIPg7fA6ENlRolCkZJZh2+g63cQ==', 'base64');
const frames = chat.body.split(/(?<=\n\n)/);
describe('a compressed stream', () => {
    it.each([
        ['gzip', flushed(zlib.createGzip())],
        ['x-gzip', flushed(zlib.createGzip())],
        ['deflate', flushed(zlib.createDeflate())],
        ['deflate', flushed(zlib.createDeflateRaw())],
        ['br', flushed(zlib.createBrotliCompress())],
        ['zstd', Promise.resolve(zstdBlocks(frames))]
    ])('in %s is read, and each frame has the time of the chunk that completed it', async (coding, parts) => {
        const response = (await parts).map((part, index) => [part, 1000 * (index + 1)]);
        const row = rowFromTape(tapeOfChat(coding, response), contextOf());
        expect(row).toMatchObject({ ...chat.row, wire: 'openai.chat', capture: 'full' });
        expect(row).toMatchObject({ ttft_us: 2000, ttfv_us: 2000, last_token_us: 3000, gap_max_us: 1000 });
    });
    it('gives the same row wherever it is cut in two, and byte by byte', async () => {
        for (const coding of ['gzip', 'br', 'zstd']) {
            const bytes = await compressed(coding);
            const whole = untimed(rowFromTape(tapeOfChat(coding, cutAt(bytes, [])), contextOf()));
            const every = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
            for (const cuts of [every, ...every.map(cut => [cut])]) {
                expect(untimed(rowFromTape(tapeOfChat(coding, cutAt(bytes, cuts)), contextOf()))).toEqual(whole);
            }
        }
    });
    it('that breaks off gives what came, and is truncated', async () => {
        for (const coding of ['gzip', 'br', 'zstd']) {
            const bytes = await compressed(coding);
            const half = bytes.subarray(0, bytes.length >> 1);
            const context = contextOf();
            const row = rowFromTape(tapeOfChat(coding, [[half, 1000]]), context);
            expect(row).toMatchObject({ error_type: 'truncated_stream', response_model: 'm-1-2026' });
            expect(context.faults).toEqual([]);
        }
    });
    it('with a hole is read up to it, and proves nothing about its end', async () => {
        const tape = tapeOfChat('gzip', [[await compressed('gzip'), 1000]]);
        const response = holed(tape.response, 150, 20);
        const row = rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({ error_type: '', response_model: 'm-1-2026', capture: 'truncated' });
    });
    it('may be compressed twice', async () => {
        const bytes = zlib.brotliCompressSync(zlib.gzipSync(chat.body));
        expect(rowFromTape(tapeOfChat('gzip, br', [[bytes, 1]]), contextOf())).toMatchObject(chat.row);
    });
});
describe('a compressed answer', () => {
    it('is read when the zstd command made it', () => {
        const headers = { 'content-type': 'application/json', 'Content-Encoding': 'zstd' };
        const row = rowFromTape(tapeOf({ responseHeaders: headers, response: [[zstdAnswer, 1]] }), contextOf());
        expect(row).toMatchObject({ input_tokens: 7, output_tokens: 9, response_model: 'm-z' });
    });
    it('is read when the header lies and the body is plain', () => {
        for (const coding of ['gzip', 'deflate', 'br', 'zstd']) {
            expect(rowFromTape(tapeOfChat(coding, [[chat.body, 1]]), contextOf())).toMatchObject(chat.row);
        }
    });
    it('that is corrupt, or in a coding that nobody knows, leaves a row without usage', () => {
        const corrupt = Buffer.concat([zlib.gzipSync(chat.body).subarray(0, 20), Buffer.alloc(64, 0xff)]);
        const context = contextOf();
        const row = rowFromTape(tapeOfChat('gzip', [[corrupt, 1]]), context);
        expect(row).toMatchObject({ wire: 'openai.chat', usage_source: 'none', error_type: '', streamed: true });
        expect(context.faults).toHaveLength(1);
        const unknown = rowFromTape(tapeOfChat('compress', [[chat.body, 1]]), contextOf());
        expect(unknown).toMatchObject({ wire: 'openai.chat', usage_source: 'none', error_type: '' });
    });
    it('after a corrupt one is read well', () => {
        const broken = Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), Buffer.alloc(40, 0xee)]);
        rowFromTape(tapeOfChat('gzip', [[broken, 1]]), contextOf());
        expect(rowFromTape(tapeOfChat('gzip', [[zlib.gzipSync(chat.body), 1]]), contextOf())).toMatchObject(chat.row);
    });
    it.each([
        ['gzip', zlib.gzipSync(Buffer.alloc(64 << 20))],
        [
            'br',
            zlib.brotliCompressSync(Buffer.alloc(64 << 20), {
                params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 }
            })
        ],
        ['zstd', zstdBomb()]
    ])('that would decode to far more than the bound is stopped: %s', (coding, bomb) => {
        const context = contextOf();
        const row = rowFromTape(tapeOfChat(coding, [[bomb, 1]]), context);
        expect(row).toMatchObject({ capture: 'truncated', usage_source: 'none', error_type: '' });
        const body = bodyOf(runOf([[bomb, 1]]), coding, context.onFault);
        expect(body?.head.bytes.length).toBeLessThanOrEqual(maxInflatedBytes);
    });
    it('refuses a zstd window of gigabytes before it is allocated', () => {
        const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, ...Buffer.alloc(20)]);
        const faults = [];
        bodyOf(runOf([[header, 1]]), 'zstd', error => faults.push(error));
        expect(String(faults)).toContain('window');
    });
});
describe('a request', () => {
    it('is read when it is compressed', () => {
        const request = zlib.gzipSync(JSON.stringify({ model: 'asked', messages: [] }));
        const tape = tapeOf({ request, requestHeaders: { 'content-encoding': 'gzip' } });
        expect(rowFromTape(tape, contextOf()).request_model).toBe('asked');
    });
    it('tells its model from either end when its middle was not kept', () => {
        const long = 'say "model": please '.repeat(300);
        for (const body of [
            JSON.stringify({ model: 'first', messages: [long] }),
            JSON.stringify({ messages: [long], model: 'last' })
        ]) {
            const tape = tapeOf({ request: body });
            const row = rowFromTape({ ...tape, request: holed(tape.request, 200, 200) }, contextOf());
            expect(row.request_model).toBe(JSON.parse(body).model);
        }
    });
    it('tells its model in a form', () => {
        const request = '--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhisper-x\r\n--b\r\n…';
        const tape = tapeOf({ path: '/v1/audio/transcriptions', request });
        expect(rowFromTape(tape, contextOf())).toMatchObject({
            request_model: 'whisper-x',
            operation: 'transcription',
            wire: 'openai.transcription'
        });
    });
});
function tapeOfChat(coding, response) {
    const responseHeaders = { ...eventStream, 'content-encoding': coding };
    return tapeOf({ request: chat.request, responseHeaders, response });
}
async function compressed(coding) {
    if (coding === 'zstd')
        return Buffer.concat(zstdBlocks(frames));
    return Buffer.concat(await flushed(coding === 'br' ? zlib.createBrotliCompress() : zlib.createGzip()));
}
/** Each frame compressed and flushed, as a server sends it. */
async function flushed(stream) {
    const parts = [];
    for (const frame of frames) {
        stream.write(frame);
        await new Promise(resolve => stream.flush(resolve));
        parts.push(stream.read());
    }
    return parts;
}
/** A zstd frame of uncompressed blocks, one for each text (RFC 8878 §3.1.1.2). */
function zstdBlocks(texts) {
    const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
    return texts.map((text, index) => {
        const bytes = Buffer.from(text);
        const block = blockHeader(index === texts.length - 1, 0, bytes.length);
        return Buffer.concat([index === 0 ? header : Buffer.alloc(0), block, bytes]);
    });
}
/** Blocks of one repeated byte: four bytes for 128 KiB. */
function zstdBomb() {
    const block = Buffer.concat([blockHeader(false, 1, 131_072), Buffer.from('x')]);
    return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]), ...Array(512).fill(block)]);
}
function blockHeader(last, type, size) {
    const header = Buffer.alloc(3);
    header.writeUIntLE((last ? 1 : 0) | (type << 1) | (size << 3), 0, 3);
    return header;
}
//# sourceMappingURL=body.test.js.map