import { describe, expect, it } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { contextOf, cutAt, holed, json, tapeOf } from './tapes.js';
import { bytesOf, expectNoThrowHoweverMangled, expectSameRowHoweverCut, rowOf } from './wire-checks.js';
const counts = {
    total_duration: 9_000_000,
    load_duration: 1_000_000,
    prompt_eval_count: 26,
    prompt_eval_duration: 3_000_000,
    eval_count: 11,
    eval_duration: 4_000_000
};
function line(message, rest = {}) {
    return { model: 'llama3.2', created_at: '2026-01-01T00:00:00Z', message, done: false, ...rest };
}
function lines(...values) {
    return values.map(value => `${JSON.stringify(value)}\n`).join('');
}
const ndjson = { 'content-type': 'application/x-ndjson' };
const end = line({ role: 'assistant', content: '' }, { done: true, done_reason: 'stop', ...counts });
const chat = {
    path: '/api/chat',
    request: { model: 'llama3.2', messages: [{ role: 'user', content: 'Grüße' }] },
    responseHeaders: ndjson,
    body: lines(line({ role: 'assistant', content: '', thinking: 'Überlegung' }), line({ role: 'assistant', content: '世界 🦊' }), line({ role: 'assistant', content: '', tool_calls: [{ function: { name: 'f', arguments: { a: 1 } } }] }), end)
};
const generate = {
    path: '/api/generate',
    request: { model: 'llama3.2', prompt: 'Grüße' },
    responseHeaders: ndjson,
    body: lines({ model: 'llama3.2', response: '世界', done: false }, { model: 'llama3.2', response: ' 🦊', done: false }, { model: 'llama3.2', response: '', done: true, done_reason: 'length', context: [1, 2], ...counts })
};
describe("Ollama's lines", () => {
    it('end with the counts', () => {
        const row = rowOf(chat);
        expect(row).toMatchObject({
            wire: 'ollama.chat',
            operation: 'chat',
            request_model: 'llama3.2',
            response_model: 'llama3.2',
            input_tokens: 26,
            output_tokens: 11,
            usage_source: 'reported',
            finish_reason: 'stop',
            streamed: true,
            frames: 3,
            error_type: ''
        });
        expect(JSON.parse(row.usage_json)).toEqual(counts);
        expect(rowOf(generate)).toMatchObject({
            wire: 'ollama.generate',
            operation: 'text_completion',
            input_tokens: 26,
            output_tokens: 11,
            finish_reason: 'length',
            frames: 2
        });
    });
    it.each([
        ['chat', chat],
        ['generate', generate]
    ])('give the same row however they were cut: %s', (_name, sample) => {
        expectSameRowHoweverCut(sample);
        expectNoThrowHoweverMangled(sample);
    });
    it('are timed by the chunk that completed each', () => {
        const bytes = bytesOf(chat);
        const [first, second] = [bytes.indexOf('\n') + 1, bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1];
        expect(rowOf(chat, cutAt(bytes, [first - 10, second]))).toMatchObject({ ttft_us: 2000, ttfv_us: 2000 });
    });
    it.each([
        ['blank lines', '\n'.repeat(2_000_000)],
        ['one line without an end', '{"a":'.repeat(500_000)],
        ['broken lines', '{\n'.repeat(500_000)]
    ])('are read in a moment when they are %s', (_what, body) => {
        const cuts = Array.from({ length: 2000 }, (_, index) => index * 700 + 1);
        const started = performance.now();
        rowOf(chat, cutAt(Buffer.from(body), cuts));
        expect(performance.now() - started).toBeLessThan(8_000);
    });
    it('are told from head and tail when the middle is gone', () => {
        const tape = tapeOf({ ...chat, response: [[bytesOf(chat), 1000]] });
        const tail = bytesOf(chat).length - bytesOf(chat).lastIndexOf('{"model"') + 9;
        const row = rowFromTape({ ...tape, response: holed(tape.response, 30, tail), capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({
            input_tokens: 26,
            output_tokens: 11,
            usage_source: 'reported',
            error_type: ''
        });
    });
    it('may lack the last line feed', () => {
        const body = bytesOf(chat).subarray(0, -1);
        expect(rowOf({ ...chat, body })).toMatchObject({ input_tokens: 26, error_type: '' });
    });
    it('are truncated without the last line', () => {
        const body = bytesOf(chat).subarray(0, bytesOf(chat).lastIndexOf('{"model"'));
        expect(rowOf({ ...chat, body })).toMatchObject({
            error_type: 'truncated_stream',
            usage_source: 'estimated'
        });
        expect(rowOf({ ...chat, body: bytesOf(chat).subarray(0, -5) }).error_type).toBe('truncated_stream');
    });
    it('may hold an error, with status 200', () => {
        const body = lines(line({ role: 'assistant', content: 'a' }), { error: 'model runner has stopped' });
        expect(rowOf({ ...chat, body })).toMatchObject({
            wire: 'ollama.chat',
            error_type: 'stream_error',
            error_message: 'model runner has stopped'
        });
        expect(rowOf({ ...chat, body: lines({ error: 'no such model' }) }).error_type).toBe('stream_error');
    });
    it('leave zero out of their counts, which is not read as something else', () => {
        const { eval_count: _left, ...rest } = counts;
        const body = lines(line({}, { done: true, done_reason: 'stop', ...rest }));
        expect(rowOf({ ...chat, body })).toMatchObject({
            input_tokens: 26,
            output_tokens: 0,
            usage_source: 'reported'
        });
    });
    it('stream when nobody says otherwise', () => {
        expect(rowOf({ ...chat, status: null, responseHeaders: {}, body: '' }).streamed).toBe(true);
        const request = { model: 'llama3.2', messages: [], stream: false };
        expect(rowOf({ ...chat, request, status: null, responseHeaders: {}, body: '' }).streamed).toBe(false);
    });
    it('come as one answer when they are not to stream', () => {
        const answer = line({ role: 'assistant', content: '世界' }, { done: true, done_reason: 'stop', ...counts });
        const request = { model: 'llama3.2', stream: false, messages: [] };
        const row = rowOf({ ...chat, request, responseHeaders: json, body: JSON.stringify(answer) });
        expect(row).toMatchObject({ input_tokens: 26, output_tokens: 11, streamed: false, frames: 0 });
    });
});
describe("Ollama's embeddings", () => {
    it('count their input', () => {
        const body = JSON.stringify({ model: 'nomic', embeddings: [[0.1]], prompt_eval_count: 8 });
        const row = rowOf({ path: '/api/embed', request: { model: 'nomic' }, responseHeaders: json, body });
        expect(row).toMatchObject({
            wire: 'ollama.embed',
            operation: 'embeddings',
            input_tokens: 8,
            output_tokens: null,
            usage_source: 'reported'
        });
    });
});
//# sourceMappingURL=wires-ollama.test.js.map