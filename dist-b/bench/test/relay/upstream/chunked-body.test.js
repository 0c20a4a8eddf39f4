import { describe, expect, test } from 'vitest';
import { MalformedAnswer } from '../../../collector/relay/upstream/answer-head.js';
import { ChunkedBody } from '../../../collector/relay/upstream/chunked-body.js';
import { seededRandom } from '../../support/random.js';
const behind = 'HTTP/1.1 200 what follows is another answer\r\n\r\n';
/** Gives the pieces one after the other, as a socket would. */
function readPieces(pieces, maxTrailerBytes = 1_000) {
    const chunked = new ChunkedBody(maxTrailerBytes);
    const data = [];
    const passed = [];
    const lasts = [];
    let taken = 0;
    for (const piece of pieces) {
        if (chunked.isDone)
            break;
        taken += chunked.read(piece, 0, 7, {
            onData: bytes => data.push(bytes),
            onWire: (bytes, isLast) => {
                passed.push(bytes);
                lasts.push(isLast);
            }
        });
    }
    return {
        body: Buffer.concat(data).toString('latin1'),
        wire: Buffer.concat(passed).toString('latin1'),
        passed: passed.map(bytes => bytes.toString('latin1')),
        lasts,
        trailers: chunked.isDone ? chunked.trailers : [],
        isDone: chunked.isDone,
        taken
    };
}
function cut(text, offsets) {
    const bytes = Buffer.from(text, 'latin1');
    const ends = [...offsets, bytes.length];
    return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}
/** Bytes of all kinds, those of the framing among them. */
function randomText(random, length) {
    const alphabet = '\r\n0;: \u00ffaF\0';
    return Array.from({ length }, () => random.pick([...alphabet])).join('');
}
function sampleOf(random) {
    let chunks = '';
    let body = '';
    for (let left = random.integer(0, 6); left > 0; left--) {
        const data = randomText(random, random.pick([1, 2, 9, 15, 16, 17, random.integer(1, 300)]));
        chunks += `${sizeLine(random, data.length)}\r\n${data}\r\n`;
        body += data;
    }
    const trailers = Array.from({ length: random.pick([0, 0, 1, 3]) }, (_, i) => [`X-T${i}`, `v\u00e9 ${i}`]);
    const lines = trailers.map(([name, value]) => `${name}:${random.pick(['', ' ', '\t '])}${value}\r\n`);
    const last = `${sizeLine(random, 0)}\r\n${lines.join('')}\r\n`;
    return { chunks, last, body, trailers: trailers.flat() };
}
function sizeLine(random, size) {
    const hex = random.chance(0.5) ? size.toString(16) : size.toString(16).toUpperCase();
    const zeros = '0'.repeat(random.pick([0, 0, 1, 13 - hex.length]));
    return `${zeros}${hex}${random.pick(['', '', ';', ';a=b', ';token="x\ty";q', '; caf\u00e9='])}`;
}
/** Everything that must be so, wherever the bytes were cut. */
function expectWhole(sample, pieces) {
    const { body, wire, passed, lasts, trailers, isDone, taken } = readPieces(pieces);
    expect(isDone).toBe(true);
    expect(body).toBe(sample.body);
    expect(wire).toBe(sample.chunks);
    expect(trailers).toEqual(sample.trailers);
    expect(taken).toBe(sample.chunks.length + sample.last.length);
    expect(passed).not.toContain('');
    expect(lasts.slice(0, -1)).not.toContain(true);
}
describe('a chunked body', () => {
    test('comes out the same wherever it is cut once, and nothing behind it is taken', () => {
        for (let seed = 1; seed <= 40; seed++) {
            const sample = sampleOf(seededRandom(seed));
            const wire = sample.chunks + sample.last + behind;
            for (let at = 0; at <= sample.chunks.length + sample.last.length; at++) {
                expectWhole(sample, cut(wire, [at]));
            }
        }
    });
    test('comes out the same wherever it is cut many times', () => {
        for (let seed = 1; seed <= 400; seed++) {
            const random = seededRandom(seed);
            const sample = sampleOf(random);
            const wire = sample.chunks + sample.last + behind;
            const offsets = Array.from({ length: random.integer(2, 30) }, () => random.integer(0, wire.length));
            expectWhole(sample, cut(wire, offsets.sort((a, b) => a - b)));
        }
    });
    test('comes out the same byte by byte', () => {
        for (let seed = 1; seed <= 60; seed++) {
            const sample = sampleOf(seededRandom(seed));
            const wire = sample.chunks + sample.last + behind;
            expectWhole(sample, cut(wire, [...wire].map((_, i) => i + 1).slice(0, -1)));
        }
    });
    test('is passed on at once, but for a size that is not complete and for the last chunk', () => {
        expect(readPieces(cut('5\r\nhello\r\n3;x', [6])).passed).toEqual(['5\r\nhel', 'lo\r\n']);
        expect(readPieces(cut('5\r\nhello\r\n3;x=1\r\nabc\r\n0', [13])).passed).toEqual([
            '5\r\nhello\r\n',
            '3;x=1\r\nabc\r\n'
        ]);
        expect(readPieces(cut('5\r\nhello\r\n0;a\r', [10])).passed).toEqual(['5\r\nhello\r\n']);
        const { passed, lasts } = readPieces(cut('2\r\nhi\r\n0\r\nX-A: 1\r\n\r\n', []));
        expect(passed).toEqual(['2\r\nhi\r\n']);
        expect(lasts).toEqual([true]);
        expect(readPieces(cut('2\r\nhi\r\n0\r\n\r\n', [7])).lasts).toEqual([false]);
    });
    test('that breaks off is never done, and what was passed on is no whole body either', () => {
        const wire = '5\r\nhello\r\n6; a\r\n world\r\n0\r\nX-A: 1\r\n\r\n';
        for (let end = 0; end < wire.length; end++) {
            const { isDone, wire: passed } = readPieces(cut(wire.slice(0, end), []));
            expect(isDone).toBe(false);
            expect(wire.startsWith(passed)).toBe(true);
            expect(passed).not.toContain('\r\n0');
        }
    });
    test('is given as views of the bytes that came, none of them copied', () => {
        const bytes = Buffer.from('5\r\nhello\r\n6\r\n world\r\n');
        const data = [];
        const wire = [];
        new ChunkedBody(100).read(bytes, 0, 0, {
            onData: piece => data.push(piece),
            onWire: piece => wire.push(piece)
        });
        expect([data.length, wire.length]).toEqual([2, 1]);
        for (const piece of [...data, ...wire])
            expect(piece.buffer).toBe(bytes.buffer);
    });
});
describe('the size of a chunk', () => {
    test.each([1, 7, 4_000, 60_000])('may not have extensions without end (in pieces of %i)', pieceBytes => {
        const pieces = Array.from({ length: Math.ceil(20_000 / pieceBytes) }, () => Buffer.alloc(pieceBytes, 'x'));
        expect(() => readPieces([Buffer.from('5;'), ...pieces])).toThrow(MalformedAnswer);
    });
    test.each([1, 4_095, 60_000])('may not have long ones, read at once or not (in pieces of %i)', pieceBytes => {
        const wire = `1;${'x'.repeat(4_097)}\r\nA\r\n0\r\n\r\n`;
        const offsets = Array.from({ length: Math.floor(wire.length / pieceBytes) }, (_, i) => (i + 1) * pieceBytes);
        expect(() => readPieces(cut(wire, offsets))).toThrow(MalformedAnswer);
    });
    test.each([1, 4_200])('may have long ones, of any chunk (in pieces of %i)', pieceBytes => {
        const chunks = `1;${'x'.repeat(4_000)}\r\nA\r\n`.repeat(3);
        const last = `0;${'y'.repeat(4_000)}\r\n\r\n`;
        const wire = chunks + last;
        const offsets = Array.from({ length: Math.floor(wire.length / pieceBytes) }, (_, i) => (i + 1) * pieceBytes);
        expectWhole({ chunks, last, body: 'AAA', trailers: [] }, cut(wire, offsets));
    });
    test('may be as large as a double holds exactly', () => {
        expect(readPieces(cut('fffffffffffff\r\nabc', [])).body).toBe('abc');
        expect(() => readPieces(cut('10000000000000\r\nabc', []))).toThrow(MalformedAnswer);
        expect(() => readPieces(cut(`${'0'.repeat(13)}1\r\n`, []))).toThrow(MalformedAnswer);
    });
});
describe('trailers', () => {
    test.each([1, 50, 5_000])('may not be without end (in pieces of %i)', pieceBytes => {
        const pieces = Array.from({ length: Math.ceil(5_000 / pieceBytes) }, () => Buffer.alloc(pieceBytes, 'x'));
        expect(() => readPieces([Buffer.from('0\r\n'), ...pieces])).toThrow(MalformedAnswer);
        const lines = Array.from({ length: 200 }, () => Buffer.from('X-A: 1\r\n'));
        expect(() => readPieces([Buffer.from('0\r\n'), ...lines])).toThrow(MalformedAnswer);
    });
    test.each([['0\r\nno field\r\n\r\n'], ['0\r\nX-A : 1\r\n\r\n'], ['0\r\nX-A: 1\r\n folded\r\n\r\n']])('that are none are refused: %j', wire => {
        expect(() => readPieces(cut(wire, []))).toThrow(MalformedAnswer);
    });
});
describe('chunks that could be read in two ways are refused:', () => {
    test.each([
        ['no size', '\r\nab'],
        ['an extension alone', ';a\r\nab'],
        ['a sign', '-1\r\nab'],
        ['a plus', '+1\r\na\r\n'],
        ['0x', '0x1\r\na\r\n'],
        ['a letter that is no digit', 'g\r\nab'],
        ['a space before the size', ' 1\r\na\r\n'],
        ['a space behind the size', '1 \r\na\r\n'],
        ['a tab behind the size', '1\t;a\r\na\r\n'],
        ['a bare LF behind the size', '1\na\r\n'],
        ['a bare CR behind the size', '1\ra\r\n'],
        ['a bare LF in an extension', '1;a\na\r\n'],
        ['a bare CR in an extension', '1;a\rb\r\na\r\n'],
        ['a NUL in an extension', '1;\0\r\na\r\n'],
        ['a DEL in an extension', '1;\x7f\r\na\r\n'],
        ['more data than its size', '1\r\nab\r\n'],
        ['a bare LF behind the data', '1\r\na\n'],
        ['a bare CR behind the data', '1\r\na\rb'],
        ['nothing behind the data', '1\r\na1\r\nb'],
        ['bytes beyond ASCII as a size', '\u00b2\r\nab'],
        ['a bare LF behind the last chunk', '0\n\n'],
        ['a bare LF for the end', '0\r\n\n'],
        ['a bare LF behind a trailer', '0\r\nX-A: 1\n\r\n']
    ])('%s', (_, wire) => {
        const all = `3\r\nabc\r\n${wire}`;
        expect(() => readPieces(cut(all, []))).toThrow(MalformedAnswer);
        for (let at = 1; at < all.length; at++) {
            expect(() => readPieces(cut(all, [at]))).toThrow(MalformedAnswer);
        }
    });
});
//# sourceMappingURL=chunked-body.test.js.map