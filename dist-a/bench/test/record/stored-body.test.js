import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { storedBody } from '../../collector/record/stored-body.js';
import { cutAt, json, tapeOf } from './tapes.js';
const ts = '2026-11-21 12:00:00.000000';
test('keeps what was said as text, decompressed, and not the key it was said with', () => {
    const said = '{"answer":"Grüße 🦊, your key is sk-secret-0123456789abcdef"}';
    const tape = tapeOf({
        requestHeaders: { authorization: 'Bearer sk-secret-0123456789abcdef' },
        request: { model: 'm', messages: [] },
        responseHeaders: { ...json, 'content-encoding': 'gzip' },
        response: cutAt(gzipSync(said), [5])
    });
    expect(storedBody(tape, ts)).toEqual({
        ts,
        id: tape.id,
        request_body: '{"model":"m","messages":[]}',
        response_body: '{"answer":"Grüße 🦊, your key is ***"}'
    });
});
test('a body that is not text is left out, and a character that a bound has cut is not half kept', () => {
    const audio = tapeOf({ request: { input: 'x' }, response: [[Buffer.from([0xff, 0xfb, 0x90, 0x00]), 10]] });
    expect(storedBody(audio, ts)).toMatchObject({ request_body: '{"input":"x"}', response_body: '' });
    const cut = Buffer.from('{"a":"世界').subarray(0, -1);
    const answer = storedBody(tapeOf({ response: [[cut, 10]] }), ts);
    expect(answer?.response_body).toBe('{"a":"世');
});
//# sourceMappingURL=stored-body.test.js.map