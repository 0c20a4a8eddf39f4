import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadRecordings } from '../support/recordings.js';
import { named } from './streams.js';
import { eventStream, json } from './tapes.js';
import { bytesOf, expectNoThrowHoweverMangled, expectSameRowHoweverCut, rowOf, sampleOf } from './wire-checks.js';
const billed = {
    billed_units: { input_tokens: 7, output_tokens: 5, search_units: 2 },
    tokens: { input_tokens: 69, output_tokens: 6 },
    cached_tokens: 60
};
function delta(type, message) {
    return { type, delta: { message } };
}
function ending(reason, rest = {}) {
    return { type: 'message-end', delta: { finish_reason: reason, usage: billed, ...rest } };
}
const begin = { type: 'message-start', id: 'm-1', delta: { message: { role: 'assistant' } } };
const thinking = delta('content-delta', { content: { thinking: 'Überlegung' } });
const text = delta('content-delta', { content: { text: '世界 🦊' } });
const second = {
    path: '/v2/chat',
    request: { model: 'command-r-08-2024', stream: true, messages: [{ role: 'user', content: 'Grüße' }] },
    responseHeaders: eventStream,
    body: `${named(begin, delta('tool-plan-delta', { tool_plan: 'Plan' }), delta('content-start', { content: { type: 'text', text: '' } }), thinking, text, { type: 'content-end' }, delta('tool-call-start', { tool_calls: { id: 't', function: { name: 'f', arguments: '' } } }), delta('tool-call-delta', { tool_calls: { function: { arguments: '{"a":1}' } } }), ending('COMPLETE'))}data: [DONE]\n\n`
};
const first = {
    path: '/v1/chat',
    request: { model: 'command-r', stream: true, message: 'Grüße' },
    responseHeaders: { 'content-type': 'application/stream+json' },
    body: [
        { is_finished: false, event_type: 'stream-start', generation_id: 'g-1' },
        { is_finished: false, event_type: 'text-generation', text: 'Grüße ' },
        { is_finished: false, event_type: 'text-generation', text: '世界 🦊' },
        {
            is_finished: true,
            event_type: 'stream-end',
            finish_reason: 'COMPLETE',
            response: { text: 'Grüße 世界 🦊', meta: billed }
        }
    ]
        .map(line => `${JSON.stringify(line)}\n`)
        .join('')
};
const billedRow = {
    wire: 'cohere.chat',
    operation: 'chat',
    input_tokens: 7,
    output_tokens: 5,
    cache_read_tokens: null,
    units: { web_searches: 2 },
    usage_source: 'reported',
    finish_reason: 'COMPLETE',
    error_type: ''
};
describe("Cohere's chat", () => {
    it('in version 2 has columns that say what is billed, and keeps what was counted', () => {
        const row = rowOf(second);
        expect(row).toMatchObject({ ...billedRow, response_id: 'm-1', frames: 5, streamed: true });
        expect(JSON.parse(row.usage_json)).toEqual(billed);
    });
    it('in version 1 streams lines', () => {
        expect(rowOf(first)).toMatchObject({ ...billedRow, response_id: 'g-1', frames: 2, streamed: true });
    });
    it.each([
        ['2', second],
        ['1', first]
    ])('gives the same row however it was cut: version %s', (_version, sample) => {
        expectSameRowHoweverCut(sample);
        expectNoThrowHoweverMangled(sample);
    });
    it.each([
        ['2', second],
        ['1', first]
    ])('is truncated without its end: version %s', (_version, sample) => {
        const body = bytesOf(sample);
        const end = body.lastIndexOf(sample === second ? 'event: message-end' : '{"is_finished":true');
        expect(rowOf({ ...sample, body: body.subarray(0, end) })).toMatchObject({
            error_type: 'truncated_stream',
            usage_source: 'estimated'
        });
    });
    it.each(['ERROR', 'TIMEOUT'])('reports a finish reason of %s', reason => {
        const body = named(begin, text, ending(reason, { error: 'it broke' }));
        expect(rowOf({ ...second, body })).toMatchObject({
            error_type: 'stream_error',
            error_code: reason,
            error_message: 'it broke'
        });
    });
    it('is not taken for what others answer at its path', () => {
        const request = { model: 'palmyra', messages: [{ role: 'user', content: 'x' }] };
        const answer = {
            object: 'chat.completion',
            choices: [{ message: { content: 'y' }, finish_reason: 'stop' }],
            usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
        };
        const row = rowOf({ path: '/v1/chat', request, responseHeaders: json, body: JSON.stringify(answer) });
        expect(row).toMatchObject({ wire: 'openai.chat', input_tokens: 1, output_tokens: 2 });
    });
});
describe('reranking', () => {
    it('is billed by the search', () => {
        const body = JSON.stringify({ id: 'r', results: [], meta: { billed_units: { search_units: 3 } } });
        const sample = { path: '/v2/rerank', request: { model: 'rerank-v3.5' }, responseHeaders: json, body };
        expect(rowOf(sample)).toMatchObject({ units: { rerank_searches: 3 }, usage_source: 'reported' });
    });
    it('is billed by the token elsewhere', () => {
        const body = JSON.stringify({ object: 'list', data: [], model: 'rerank-2', usage: { total_tokens: 43 } });
        const sample = { path: '/v1/rerank', request: { model: 'rerank-2' }, responseHeaders: json, body };
        expect(rowOf(sample)).toMatchObject({ input_tokens: 43, units: {}, response_model: 'rerank-2' });
    });
});
describe("Cohere's embeddings", () => {
    it('count images into their input', () => {
        const body = JSON.stringify({
            id: 'e',
            embeddings: { float: [[0.1]] },
            meta: { billed_units: { input_tokens: 4, image_tokens: 300 } }
        });
        const sample = { path: '/v2/embed', request: { model: 'embed-v4.0' }, responseHeaders: json, body };
        expect(rowOf(sample)).toMatchObject({
            wire: 'cohere.embed',
            operation: 'embeddings',
            input_tokens: 304,
            image_input_tokens: 300,
            output_tokens: null,
            usage_source: 'reported'
        });
    });
});
describe("Mistral's OCR", () => {
    it.each([
        ['pages', {}],
        ['annotated_pages', { document_annotation: '{"a":1}' }],
        ['annotated_pages', { pages: [{ index: 0, images: [{ image_annotation: '{}' }] }] }]
    ])('is billed by the page: %s', (unit, rest) => {
        const usage_info = { pages_processed: 3, doc_size_bytes: 4000 };
        const body = JSON.stringify({ model: 'mistral-ocr-2505', pages: [{ index: 0 }], usage_info, ...rest });
        const request = { model: 'mistral-ocr-latest', document: { type: 'document_url' } };
        const row = rowOf({ path: '/v1/ocr', request, responseHeaders: json, body });
        expect(row).toMatchObject({
            wire: 'mistral.ocr',
            operation: 'ocr',
            response_model: 'mistral-ocr-2505',
            units: { [unit]: 3 },
            input_tokens: null,
            usage_source: 'reported'
        });
    });
});
const recordings = loadRecordings().filter(({ provider, request }) => provider === 'cohere' || request.path.endsWith('/rerank'));
if (recordings.length === 0)
    console.warn('no recordings of Cohere: their tests are skipped');
describe.skipIf(recordings.length === 0)('recorded Cohere traffic', () => {
    it.each(recordings.map(recording => [recording.name, recording]))('%s', (_name, recording) => {
        const row = rowOf(sampleOf(recording));
        if (recording.response.status >= 400) {
            expect(row).toMatchObject({ usage_source: 'none', error_type: 'http_4xx' });
            expect(row.error_message).toMatch(/^model /);
            return;
        }
        expect(row).toMatchObject({ ...expectedRow(recording), usage_source: 'reported', error_type: '' });
        expectSameRowHoweverCut(sampleOf(recording), 100);
        expectNoThrowHoweverMangled(sampleOf(recording), 20);
    });
});
/** Finds the usage in the text, wherever the version has it. */
function expectedRow({ request, response }) {
    const text = response.body[0] === 0x1f ? gunzipped(response.body) : response.body.toString();
    const units = /"billed_units":(\{[^}]*\})/.exec(text)?.[1];
    const said = JSON.parse(units ?? '{}');
    const total = /"total_tokens":(\d+)/.exec(text)?.[1];
    const wire = { chat: 'cohere.chat', embed: 'cohere.embed', rerank: 'cohere.rerank' }[request.path.split('/')[2]];
    return {
        wire,
        input_tokens: said['input_tokens'] ?? (total === undefined ? null : Number(total)),
        output_tokens: said['output_tokens'] ?? null,
        units: said['search_units'] === undefined ? {} : { rerank_searches: said['search_units'] },
        cache_read_tokens: null,
        frames: [...text.matchAll(/^data: .*"type":"(content|tool-plan|tool-call)-(delta|start)".*/gm)].filter(([line]) => !/"text":""|content-start/.test(line) || /"name":/.test(line)).length
    };
}
function gunzipped(bytes) {
    return gunzipSync(bytes).toString();
}
//# sourceMappingURL=wires-cohere.test.js.map