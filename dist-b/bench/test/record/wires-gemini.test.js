import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadRecordings } from '../support/recordings.js';
import { geminiArray, geminiFrame, geminiFrames, geminiSse } from './streams.js';
import { eventStream, json } from './tapes.js';
import { bytesOf, expectNoThrowHoweverMangled, expectSameRowHoweverCut, rowOf, sampleOf } from './wire-checks.js';
const usage = {
    total_tokens: 30,
    total_input_tokens: 12,
    input_tokens_by_modality: [
        { modality: 'text', tokens: 9 },
        { modality: 'image', tokens: 3 }
    ],
    total_cached_tokens: 4,
    total_output_tokens: 5,
    total_tool_use_tokens: 6,
    total_thought_tokens: 7
};
const running = { id: 'v1_1', status: 'in_progress', object: 'interaction', model: 'gemini-x' };
const completed = { ...running, status: 'completed', service_tier: 'standard', usage };
function events(...values) {
    const written = values.map(value => `event: ${value.event_type}\ndata: ${JSON.stringify(value)}\n\n`);
    return `${written.join('')}event: done\ndata: [DONE]\n\n`;
}
const opening = [
    {
        event_type: 'interaction.created',
        interaction: running,
        metadata: { usage: { total_input_tokens: 12 } }
    },
    { event_type: 'step.start', index: 0, step: { type: 'thought' } },
    {
        event_type: 'step.delta',
        delta: { type: 'thought_summary', content: { type: 'text', text: 'Überlegung' } },
        metadata: { usage: { ...usage, total_output_tokens: 1, total_thought_tokens: 2 } }
    },
    { event_type: 'step.delta', delta: { type: 'thought_signature', signature: 'abc' } },
    { event_type: 'step.start', index: 1, step: { type: 'model_output' } },
    { event_type: 'step.delta', delta: { type: 'text', text: '世界 🦊' } }
];
const interaction = {
    path: '/v1beta/interactions',
    request: { model: 'gemini-x', input: 'Grüße', stream: true },
    responseHeaders: eventStream,
    body: events(...opening, { event_type: 'interaction.completed', interaction: completed })
};
const interactionRow = {
    wire: 'gemini.interactions',
    operation: 'generate_content',
    response_model: 'gemini-x',
    response_id: 'v1_1',
    service_tier: 'standard',
    finish_reason: 'completed',
    input_tokens: 18,
    output_tokens: 12,
    cache_read_tokens: 4,
    reasoning_tokens: 7,
    tool_input_tokens: 6,
    image_input_tokens: 3,
    usage_source: 'reported',
    error_type: ''
};
describe('interactions', () => {
    it('tell their usage cumulatively, and whole at the end', () => {
        expect(rowOf(interaction)).toMatchObject({ ...interactionRow, frames: 2, streamed: true });
    });
    it('give the same row however they were cut', () => {
        expectSameRowHoweverCut(interaction);
        expectNoThrowHoweverMangled(interaction);
    });
    it('that break off are truncated, with what was told so far', () => {
        const body = bytesOf(interaction);
        const cut = body.subarray(0, body.indexOf('event: interaction.completed'));
        expect(rowOf({ ...interaction, body: cut })).toMatchObject({
            error_type: 'truncated_stream',
            usage_source: 'partial',
            input_tokens: 18
        });
    });
    it('come whole', () => {
        const steps = [{ type: 'model_output', content: [{ type: 'text', text: '世界' }] }];
        const body = JSON.stringify({ ...completed, steps });
        const row = rowOf({ ...interaction, responseHeaders: json, body });
        expect(row).toMatchObject({ ...interactionRow, frames: 0, streamed: false });
    });
    it('in the background have only begun', () => {
        const body = JSON.stringify({ ...running, model: undefined, agent: 'deep-research' });
        const row = rowOf({ ...interaction, responseHeaders: json, body });
        expect(row).toMatchObject({ response_model: 'deep-research', usage_source: 'none', error_type: '' });
    });
    it('report an error event', () => {
        const error = { event_type: 'error', error: { code: 'RESOURCE_EXHAUSTED', message: 'quota' } };
        expect(rowOf({ ...interaction, body: events(...opening, error) })).toMatchObject({
            error_type: 'stream_error',
            error_code: 'RESOURCE_EXHAUSTED'
        });
    });
});
describe('generateContent', () => {
    it('takes usage that goes back and forth by the latest word on each count', () => {
        const counts = [
            { candidatesTokenCount: 15 },
            {},
            { candidatesTokenCount: 7 },
            { candidatesTokenCount: 21 },
            {}
        ];
        const frames = counts.map((count, index) => geminiFrame([{ text: 'x' }], count, index === 4 ? { finishReason: 'STOP' } : {}));
        const body = frames.map(frame => `data: ${JSON.stringify(frame)}\r\n\r\n`).join('');
        expect(rowOf({ ...geminiSse, responseHeaders: eventStream, body })).toMatchObject({
            input_tokens: 6,
            output_tokens: 21,
            usage_source: 'reported'
        });
    });
    it('says which media its cached tokens are of', () => {
        const told = {
            promptTokenCount: 100,
            cachedContentTokenCount: 40,
            candidatesTokenCount: 2,
            promptTokensDetails: [
                { modality: 'TEXT', tokenCount: 20 },
                { modality: 'AUDIO', tokenCount: 50 },
                { modality: 'VIDEO', tokenCount: 30 }
            ],
            cacheTokensDetails: [{ modality: 'AUDIO', tokenCount: 40 }]
        };
        const body = JSON.stringify(geminiFrame([{ text: 'x' }], told, { finishReason: 'STOP' }));
        const path = '/v1beta/models/gemini-x:generateContent';
        expect(rowOf({ path, request: {}, responseHeaders: json, body })).toMatchObject({
            audio_input_tokens: 50,
            units: { video_input_tokens: 30, audio_cache_read_tokens: 40, video_cache_read_tokens: 0 }
        });
    });
    const error = { error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } };
    const [frame] = geminiFrames;
    it.each([
        [
            'in an event',
            geminiSse,
            `data: ${JSON.stringify(frame)}\r\n\r\ndata: ${JSON.stringify(error)}\r\n\r\n`
        ],
        [
            'as bare JSON',
            geminiSse,
            `data: ${JSON.stringify(frame)}\r\n\r\n${JSON.stringify(error, null, 2)}\r\n`
        ],
        ['in an array', geminiArray, `[${JSON.stringify(frame)}\n,\r\n${JSON.stringify(error, null, 2)}\n]`]
    ])('reports an error %s', (_where, sample, body) => {
        const responseHeaders = { 'content-type': sample.contentType };
        expect(rowOf({ path: sample.path, request: sample.request, responseHeaders, body })).toMatchObject({
            error_type: 'stream_error',
            error_code: 'UNAVAILABLE',
            input_tokens: 6,
            usage_source: 'partial'
        });
    });
});
describe('counting tokens', () => {
    it('is free: a unit, and no usage', () => {
        const body = JSON.stringify({
            totalTokens: 31,
            promptTokensDetails: [{ modality: 'TEXT', tokenCount: 31 }]
        });
        const path = '/v1beta/models/gemini-x:countTokens';
        expect(rowOf({ path, request: { contents: [] }, responseHeaders: json, body })).toMatchObject({
            wire: 'gemini.count_tokens',
            operation: 'count_tokens',
            request_model: 'gemini-x',
            input_tokens: null,
            units: { counted_tokens: 31 },
            usage_source: 'none',
            error_type: ''
        });
    });
});
describe('embeddings', () => {
    it.each([
        ['embedContent', { content: { parts: [{ text: 'Some text goes here' }] } }],
        ['batchEmbedContents', { requests: [{ content: { parts: [{ text: 'Some text goes here' }] } }] }]
    ])('of models that tell no usage are estimated: %s', (verb, request) => {
        const path = `/v1beta/models/gemini-embedding-001:${verb}`;
        const body = JSON.stringify({ embeddings: [{ values: [0.1] }] });
        expect(rowOf({ path, request, responseHeaders: json, body })).toMatchObject({
            wire: 'gemini.embeddings',
            // The newer model reports four for the same words.
            input_tokens: 4,
            output_tokens: null,
            usage_source: 'estimated',
            usage_json: ''
        });
    });
    it('of pictures without usage are not estimated', () => {
        const path = '/v1beta/models/gemini-embedding-001:embedContent';
        const request = { content: { parts: [{ inlineData: { mimeType: 'image/png', data: 'aGk=' } }] } };
        const body = JSON.stringify({ embedding: { values: [0.1] } });
        const row = rowOf({ path, request, responseHeaders: json, body });
        expect(row).toMatchObject({ input_tokens: null, usage_source: 'none' });
    });
    it('at Vertex AI are counted prediction by prediction', () => {
        const prediction = (token_count) => ({
            embeddings: { values: [0.1], statistics: { token_count } }
        });
        const body = JSON.stringify({
            predictions: [prediction(4), prediction(5)],
            metadata: { billableCharacterCount: 30 }
        });
        const path = '/v1/projects/p/locations/l/publishers/google/models/text-embedding-005:predict';
        expect(rowOf({ path, request: { instances: [] }, responseHeaders: json, body })).toMatchObject({
            wire: 'gemini.embeddings',
            operation: 'embeddings',
            request_model: 'text-embedding-005',
            input_tokens: 9,
            output_tokens: null,
            units: { characters_in: 30 },
            usage_source: 'reported'
        });
    });
});
const paths = /\/interactions$|mbedContents?$|enerateContent(\?|$)/;
const recordings = loadRecordings().filter(({ provider, request }) => /^(gemini|vertex)$/.test(provider) && paths.test(request.path));
if (recordings.length === 0)
    console.warn('no recordings of Gemini: their tests are skipped');
describe.skipIf(recordings.length === 0)('recorded Gemini traffic', () => {
    it.each(recordings.map(recording => [recording.name, recording]))('%s', (_name, recording) => {
        const sample = sampleOf(recording);
        const row = rowOf(sample);
        if (recording.response.status >= 400) {
            expect(row.usage_source).toBe('none');
            expect(row.error_type).toMatch(/^http_4/);
        }
        else
            expect(row).toMatchObject({ ...expectedRow(recording), error_type: '' });
        expectSameRowHoweverCut(sample, 60);
        expectNoThrowHoweverMangled(sample, 15);
    });
});
/** Takes the last number that stands behind each name anywhere in the text. */
function expectedRow({ request, response }) {
    const text = (response.body[0] === 0x1f ? gunzipSync(response.body) : response.body).toString();
    const last = (name) => {
        const found = [...text.matchAll(new RegExp(`"${name}":\\s*(\\d+)`, 'g'))].at(-1)?.[1];
        return found === undefined ? null : Number(found);
    };
    const sum = (...names) => {
        const counts = names.map(last);
        return counts.every(count => count === null) ? null : counts.reduce((a, b) => a + (b ?? 0), 0);
    };
    if (request.path.endsWith('/interactions')) {
        return {
            wire: 'gemini.interactions',
            input_tokens: sum('total_input_tokens', 'total_tool_use_tokens'),
            output_tokens: sum('total_output_tokens', 'total_thought_tokens'),
            cache_read_tokens: last('total_cached_tokens'),
            frames: [...text.matchAll(/"delta":\{("text"|"content")/g)].length
        };
    }
    if (/mbedContents?$/.test(request.path)) {
        const counted = last('promptTokenCount');
        const told = counted === null ? { usage_source: 'estimated' } : { input_tokens: counted };
        return { wire: 'gemini.embeddings', ...told, output_tokens: null };
    }
    return {
        wire: 'gemini.generate',
        input_tokens: sum('promptTokenCount', 'toolUsePromptTokenCount'),
        output_tokens: sum('candidatesTokenCount', 'thoughtsTokenCount'),
        cache_read_tokens: last('cachedContentTokenCount'),
        reasoning_tokens: last('thoughtsTokenCount')
    };
}
//# sourceMappingURL=wires-gemini.test.js.map