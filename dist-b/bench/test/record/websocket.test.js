import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { rowFromTape } from '../../collector/record/record.js';
import { emptyRun } from '../../collector/record/tape.js';
import { messagesOf } from '../../collector/record/websocket.js';
import { seededRandom } from '../support/random.js';
import { closing, frame } from './frames.js';
import { contextOf, cutAt, holed, runOf, tapeOf } from './tapes.js';
const texts = ['Grüße aus 世界 🦊', '', 'x'.repeat(300), 'y'.repeat(70_000), 'the end'];
describe('frames of a WebSocket', () => {
    it.each([true, false])('become messages, with lengths of every form: masked %s', masked => {
        const bytes = Buffer.concat(texts.map(text => frame(text, { masked })));
        expect(textsOf(read(runOf([[bytes, 7]]), masked ? 'client' : 'server'))).toEqual(texts);
    });
    it('join fragments, with control frames between them', () => {
        const run = runOf([
            [frame('Zw', { fin: false }), 1],
            [frame('ping', { opcode: 9 }), 2],
            [Buffer.concat([frame('ö', { fin: false, opcode: 0 }), frame('lf', { opcode: 0 })]), 3],
            [frame('next'), 4]
        ]);
        const side = read(run);
        expect(side.messages).toEqual([
            { text: 'Zwölf', timeUs: 3 },
            { text: 'next', timeUs: 4 }
        ]);
    });
    it('give the same messages wherever they are cut, each at the time of the chunk that completed it', () => {
        const bytes = Buffer.concat([frame('one'), frame('two', { opcode: 2 }), frame('three')]);
        const ends = [frame('one').length, frame('one').length * 2, bytes.length];
        for (let cut = 1; cut < bytes.length; cut += 1) {
            const side = read(runOf(cutAt(bytes, [cut])));
            expect(textsOf(side)).toEqual(['one', 'two', 'three']);
            expect(side.messages.map(({ timeUs }) => timeUs)).toEqual(ends.map(end => (end <= cut ? 1000 : 2000)));
        }
    });
    it('end with the close frame, and what lacks its end is left out', () => {
        const whole = Buffer.concat([frame('one'), closing(1011, 'quota'), frame('after')]);
        expect(read(runOf([[whole, 5]]))).toMatchObject({
            messages: [{ text: 'one' }],
            close: { code: 1011, reason: 'quota', timeUs: 5 }
        });
        expect(read(runOf([[frame('', { opcode: 8 }), 1]])).close).toMatchObject({ code: 1005 });
        const cut = Buffer.concat([frame('one'), frame('two')]).subarray(0, -1);
        expect(read(runOf([[cut, 1]]))).toMatchObject({ messages: [{ text: 'one' }], close: null });
        expect(read(emptyRun())).toMatchObject({ messages: [], close: null, incomplete: false });
    });
    it('are found again behind a hole, also when the last one is cut off', () => {
        for (const masked of [true, false]) {
            const parts = Array.from({ length: 40 }, (_, index) => frame(`message ${index} é`, { masked }));
            const run = holed(runOf([[Buffer.concat(parts), 1]]), 100, 300);
            const side = read(run, masked ? 'client' : 'server');
            expect(side.incomplete).toBe(true);
            const behind = textsOf(side).slice(side.resumedAt ?? 0);
            expect(behind.length).toBeGreaterThan(10);
            expect(behind).toEqual(texts40.slice(-behind.length));
            const cut = { ...run, tail: run.tail.subarray(0, -3), totalBytes: run.totalBytes - 3 };
            expect(textsOf(read(cut, masked ? 'client' : 'server')).at(-1)).toBe('message 38 é');
        }
    });
    it('are found again as the side masks that sent them', () => {
        const real = frame('after the hole', { masked: true });
        const decoy = Buffer.from([0x82, 0x7e, real.length >> 8, real.length & 255]);
        const run = holed(runOf([[Buffer.concat([Buffer.alloc(50), decoy, real]), 1]]), 20, decoy.length + real.length);
        expect(textsOf(read(run, 'client'))).toEqual(['after the hole']);
    });
    it('of random bytes never throw, and are read in a moment', () => {
        const random = seededRandom(11);
        for (let round = 0; round < 200; round += 1) {
            const bytes = Buffer.from(Array.from({ length: random.integer(1, 2_000) }, () => random.integer(0, 256)));
            const run = holed(runOf([[bytes, 1]]), bytes.length >> 1, bytes.length >> 2);
            for (const extensions of ['', deflate])
                messagesOf(run, 'server', extensions, () => { });
        }
        const started = performance.now();
        const noise = Buffer.alloc(4_000_000, 0x82);
        read(holed(runOf([[noise, 1]]), 1_000, 3_999_000));
        expect(performance.now() - started).toBeLessThan(8_000);
    });
});
describe('compressed messages', () => {
    it.each([
        ['with context takeover', deflate, {}],
        [
            'without',
            `${deflate}; server_no_context_takeover; client_no_context_takeover`,
            { serverNoContextTakeover: true, clientNoContextTakeover: true }
        ]
    ])('%s are read as a real client and server wrote them', async (_name, _header, options) => {
        const sent = ['{"type":"a"}', '{"type":"a","again":"a"}', 'z'.repeat(5_000), 'Grüße 世界', '{"type":"a"}'];
        const talk = await recordTalk(sent, { ...options, threshold: 0 });
        expect(talk.extensions).toContain('permessage-deflate');
        for (const side of ['client', 'server']) {
            const bytes = talk[side];
            expect(bytes.includes('"type"')).toBe(false);
            for (const cuts of [[], [1, 9, 30, bytes.length - 4].sort((a, b) => a - b)]) {
                const read = messagesOf(runOf(cutAt(bytes, cuts)), side, talk.extensions, fail);
                expect(textsOf(read)).toEqual(sent);
                expect(read.close?.code).toBe(1000);
            }
        }
    });
    it('behind a hole are read only where each stands for itself', () => {
        const parts = Array.from({ length: 30 }, (_, index) => compressedFrame(`a message of its own: ${index}`));
        const run = holed(runOf([[Buffer.concat(parts), 1]]), 60, 200);
        const each = messagesOf(run, 'server', `${deflate}; server_no_context_takeover`, fail);
        expect(textsOf(each).at(-1)).toBe('a message of its own: 29');
        const together = messagesOf(run, 'server', deflate, fail);
        expect(together).toMatchObject({ incomplete: true, resumedAt: null });
    });
    it('that would become far more than the bound are stopped', () => {
        const one = compressedFrame('0'.repeat(20_000_000));
        const many = Buffer.concat(Array.from({ length: 6 }, () => compressedFrame('0'.repeat(4_000_000))));
        for (const [bomb, kept] of [
            [one, 0],
            [many, 4]
        ]) {
            const faults = [];
            const side = messagesOf(runOf([[bomb, 1]]), 'server', deflate, error => faults.push(error));
            expect(side.incomplete).toBe(true);
            expect(side.messages).toHaveLength(kept);
            expect(faults).toHaveLength(1);
        }
        expect(textsOf(messagesOf(runOf([[compressedFrame('after'), 1]]), 'server', deflate, fail))).toEqual([
            'after'
        ]);
    });
});
describe('an upgrade that is refused', () => {
    it('leaves the error of its answer', () => {
        const error = { error: { message: 'no such model', code: 'model_not_found' } };
        const tape = tapeOf({
            method: 'GET',
            path: '/v1/realtime?model=gpt-realtime-x',
            status: 404,
            responseHeaders: { 'content-type': 'application/json' },
            response: [[JSON.stringify(error), 1]],
            tape: { upgraded: true }
        });
        expect(rowFromTape(tape, contextOf())).toMatchObject({
            wire: 'openai.realtime',
            operation: 'realtime',
            request_model: 'gpt-realtime-x',
            error_type: 'http_4xx',
            error_code: 'model_not_found',
            usage_source: 'none'
        });
    });
});
const deflate = 'permessage-deflate';
const texts40 = Array.from({ length: 40 }, (_, index) => `message ${index} é`);
function read(run, side = 'server') {
    return messagesOf(run, side, '', fail);
}
function fail(error) {
    throw error;
}
function textsOf(side) {
    return side.messages.map(({ text }) => text);
}
function compressedFrame(text) {
    const raw = zlib.deflateRawSync(text, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    return frame(raw.subarray(0, -4), { compressed: true });
}
/** What passes between a real client and a real server that echoes, as raw bytes behind the two heads. */
async function recordTalk(sent, deflateOptions) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: deflateOptions });
    server.on('connection', socket => {
        socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary, compress: true }));
    });
    await once(server, 'listening');
    const seen = { client: [], server: [] };
    const tap = createServer(client => join(client, connect(server.address().port), seen));
    tap.listen(0, '127.0.0.1');
    await once(tap, 'listening');
    const client = new WebSocket(`ws://127.0.0.1:${tap.address().port}/`, {
        perMessageDeflate: deflateOptions
    });
    await once(client, 'open');
    for (const text of sent) {
        client.send(text);
        await once(client, 'message');
    }
    client.close(1000);
    await once(client, 'close');
    tap.close();
    server.close();
    const [clientHead, clientBytes] = behindHead(Buffer.concat(seen.client));
    const [serverHead, serverBytes] = behindHead(Buffer.concat(seen.server));
    expect(clientHead).toContain('Upgrade');
    const extensions = /^sec-websocket-extensions: (.*)$/im.exec(serverHead)?.[1] ?? '';
    return { client: clientBytes, server: serverBytes, extensions: extensions.trim() };
}
function join(client, server, seen) {
    client.on('data', chunk => seen.client.push(chunk));
    server.on('data', chunk => seen.server.push(chunk));
    client.pipe(server).pipe(client);
}
function behindHead(bytes) {
    const end = bytes.indexOf('\r\n\r\n') + 4;
    return [bytes.toString('latin1', 0, end), bytes.subarray(end)];
}
//# sourceMappingURL=websocket.test.js.map