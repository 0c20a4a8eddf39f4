import { describe, expect, it } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { loadRecordings } from '../support/recordings.js';
import { awsEventStream, chunk, event, eventFrame, exception, payloadsOf } from './event-frames.js';
import { contextOf, cutAt, holed, json, tapeOf } from './tapes.js';
import { bytesOf, expectNoThrowHoweverMangled, expectSameRowHoweverCut, rowOf, sampleOf } from './wire-checks.js';
const converseFrames = [
    event('messageStart', { role: 'assistant', p: 'abc' }),
    event('contentBlockDelta', { delta: { reasoningContent: { text: 'Überlegung' } }, contentBlockIndex: 0 }),
    event('contentBlockDelta', { delta: { text: '世界 🦊' }, contentBlockIndex: 1 }),
    event('contentBlockStart', { start: { toolUse: { name: 'f', toolUseId: 't' } }, contentBlockIndex: 2 }),
    event('contentBlockDelta', { delta: { toolUse: { input: '{"a":1}' } }, contentBlockIndex: 2 }),
    event('contentBlockStop', { contentBlockIndex: 2 }),
    event('messageStop', { stopReason: 'tool_use' }),
    event('metadata', {
        usage: {
            inputTokens: 10,
            outputTokens: 7,
            totalTokens: 147,
            cacheReadInputTokens: 100,
            cacheWriteInputTokens: 30,
            cacheDetails: [
                { ttl: '5m', inputTokens: 20 },
                { ttl: '1h', inputTokens: 10 }
            ]
        },
        metrics: { latencyMs: 5 }
    })
];
const profile = 'arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fus.amazon.nova-micro-v1%3A0';
const converse = {
    path: `/model/${profile}/converse-stream`,
    request: { messages: [{ role: 'user', content: [{ text: 'Grüße' }] }] },
    responseHeaders: awsEventStream,
    body: Buffer.concat(converseFrames)
};
const anthropicInvoke = {
    path: '/model/anthropic.claude-v2/invoke-with-response-stream',
    request: { anthropic_version: 'bedrock-2023-05-31', messages: [{ role: 'user', content: 'Grüße' }] },
    responseHeaders: awsEventStream,
    body: Buffer.concat([
        chunk({
            type: 'message_start',
            message: { id: 'msg_1', model: 'claude-2.0', usage: { input_tokens: 14, output_tokens: 1 } }
        }),
        chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: '世界 🦊' } }),
        chunk({ type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{}' } }),
        chunk({ type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 133 } }),
        chunk({
            type: 'message_stop',
            'amazon-bedrock-invocationMetrics': { inputTokenCount: 14, outputTokenCount: 97, invocationLatency: 5 }
        })
    ])
};
describe('Converse as a stream', () => {
    it('counts the cache into its input, and takes the model from the URL', () => {
        expect(rowOf(converse)).toMatchObject({
            wire: 'bedrock.converse',
            operation: 'chat',
            request_model: 'arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-micro-v1:0',
            input_tokens: 140,
            output_tokens: 7,
            cache_read_tokens: 100,
            cache_write_tokens: 30,
            cache_write_1h_tokens: 10,
            usage_source: 'reported',
            finish_reason: 'tool_use',
            streamed: true,
            frames: 3,
            error_type: ''
        });
    });
    it('times each frame by the chunk that completed it', () => {
        const bytes = bytesOf(converse);
        const starts = converseFrames.map((_, index) => converseFrames.slice(0, index).reduce((sum, frame) => sum + frame.length, 0));
        // The first frame with output is cut in two, the first visible one comes whole with the chunk after.
        const cuts = [starts[1] + 20, starts[2]];
        expect(rowOf(converse, cutAt(bytes, cuts))).toMatchObject({ ttft_us: 2000, ttfv_us: 3000 });
    });
    it('gives the same row however it was cut', () => expectSameRowHoweverCut(converse));
    it('never throws', () => expectNoThrowHoweverMangled(converse));
    it('is truncated without its last event, and keeps no count that was not told', () => {
        const body = Buffer.concat(converseFrames.slice(0, -1));
        expect(rowOf({ ...converse, body })).toMatchObject({
            error_type: 'truncated_stream',
            usage_source: 'estimated'
        });
        expect(rowOf({ ...converse, body: bytesOf(converse).subarray(0, -1) }).error_type).toBe('truncated_stream');
    });
    it.each([
        'throttlingException',
        'modelStreamErrorException',
        'internalServerException',
        'serviceUnavailableException',
        'validationException'
    ])('reports a frame that is a %s', type => {
        const body = Buffer.concat([...converseFrames.slice(0, 3), exception(type, 'Too much 世界')]);
        expect(rowOf({ ...converse, body })).toMatchObject({
            error_type: 'stream_error',
            error_code: type,
            error_message: 'Too much 世界'
        });
    });
    it('reports an error that no model of the service knows', () => {
        const headers = { ':message-type': 'error', ':error-code': 'InternalError', ':error-message': 'oops' };
        const body = Buffer.concat([...converseFrames.slice(0, 3), eventFrame(headers, '')]);
        expect(rowOf({ ...converse, body })).toMatchObject({
            error_type: 'stream_error',
            error_code: 'InternalError'
        });
    });
    it('leaves out a frame whose checksum is wrong, and reads on', () => {
        const broken = Buffer.from(converseFrames[2]);
        broken.writeUInt8(broken.at(-8) ^ 1, broken.length - 8);
        const body = Buffer.concat(converseFrames.with(2, broken));
        expect(rowOf({ ...converse, body })).toMatchObject({ frames: 2, input_tokens: 140, error_type: '' });
    });
    it('stops where a length cannot be trusted', () => {
        const broken = Buffer.from(converseFrames[2]);
        broken.writeUInt32BE(0x00ff_ffff, 0);
        const body = Buffer.concat(converseFrames.with(2, broken));
        expect(rowOf({ ...converse, body })).toMatchObject({ frames: 1, error_type: 'truncated_stream' });
    });
    it('tells its usage from head and tail when the middle is gone', () => {
        const tape = tapeOf({ ...converse, response: [[bytesOf(converse), 1000]] });
        const tailBytes = converseFrames.at(-1).length + 30;
        const headBytes = converseFrames[0].length + 40;
        const response = holed(tape.response, headBytes, tailBytes);
        const row = rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({ input_tokens: 140, output_tokens: 7, error_type: '' });
    });
    it.each([
        ['zeros', Buffer.alloc(4_000_000)],
        ['empty frames', Buffer.concat(Array.from({ length: 40_000 }, () => eventFrame({}, '')))],
        ['one unfinished frame', converseFrames[1].subarray(0, 12)],
        ['frames of nothing but headers', Buffer.concat(Array.from({ length: 20_000 }, () => event('p', 1)))]
    ])('of %s is read in a moment', (_what, body) => {
        const bytes = Buffer.concat([body, Buffer.alloc(1000)]);
        const started = performance.now();
        rowOf({ ...converse, body: bytes });
        const tape = tapeOf({
            ...converse,
            response: cutAt(bytes, [1, 5000, 20_000].filter(cut => cut < bytes.length))
        });
        const response = holed(tape.response, Math.min(100, bytes.length), Math.max(0, bytes.length - 200));
        rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf());
        expect(performance.now() - started).toBeLessThan(8_000);
    });
    it('is known without a content type', () => {
        expect(rowOf({ ...converse, responseHeaders: {} })).toMatchObject({ input_tokens: 140, streamed: true });
    });
});
describe('InvokeModel', () => {
    it('believes the model before the metrics, and keeps both', () => {
        const row = rowOf(anthropicInvoke);
        expect(row).toMatchObject({
            wire: 'bedrock.invoke',
            operation: 'chat',
            request_model: 'anthropic.claude-v2',
            response_model: 'claude-2.0',
            input_tokens: 14,
            output_tokens: 133,
            finish_reason: 'tool_use',
            frames: 2,
            error_type: ''
        });
        expect(JSON.parse(row.usage_json)).toMatchObject({
            'amazon-bedrock-invocationMetrics': { outputTokenCount: 97 }
        });
    });
    it('gives the same row however it was cut', () => expectSameRowHoweverCut(anthropicInvoke));
    it('never throws', () => expectNoThrowHoweverMangled(anthropicInvoke));
    it('reports an exception in its stream', () => {
        const body = Buffer.concat([bytesOf(anthropicInvoke).subarray(0, 300), Buffer.alloc(0)]);
        expect(rowOf({ ...anthropicInvoke, body }).error_type).toBe('truncated_stream');
        const failed = Buffer.concat([
            chunk({ type: 'message_start', message: { usage: { input_tokens: 14, output_tokens: 1 } } }),
            exception('modelTimeoutException', 'too slow')
        ]);
        expect(rowOf({ ...anthropicInvoke, body: failed })).toMatchObject({
            error_type: 'stream_error',
            error_code: 'modelTimeoutException',
            input_tokens: 14,
            usage_source: 'partial'
        });
    });
    const metrics = { 'amazon-bedrock-invocationMetrics': { inputTokenCount: 5, outputTokenCount: 6 } };
    it.each([
        [
            'Llama',
            'meta.llama3-8b-instruct-v1:0',
            { prompt: 'Grüße' },
            [
                { generation: 'a', prompt_token_count: 9, generation_token_count: 1, stop_reason: null },
                {
                    generation: 'b',
                    prompt_token_count: null,
                    generation_token_count: 2,
                    stop_reason: 'stop',
                    ...metrics
                }
            ],
            { input_tokens: 9, output_tokens: 2, finish_reason: 'stop' }
        ],
        [
            'Titan',
            'amazon.titan-text-express-v1',
            { inputText: 'Grüße' },
            [
                { outputText: 'a', index: 0, inputTextTokenCount: 9 },
                { outputText: 'b', index: 0, totalOutputTextTokenCount: 2, completionReason: 'FINISH', ...metrics }
            ],
            { input_tokens: 9, output_tokens: 2, finish_reason: 'FINISH' }
        ],
        [
            'Nova',
            'us.amazon.nova-micro-v1:0',
            { messages: [] },
            [
                { messageStart: { role: 'assistant' } },
                { contentBlockDelta: { delta: { text: 'a' }, contentBlockIndex: 0 } },
                { contentBlockDelta: { delta: { text: 'b' }, contentBlockIndex: 0 } },
                { messageStop: { stopReason: 'end_turn' } },
                {
                    metadata: { usage: { inputTokens: 4, outputTokens: 2, cacheReadInputTokenCount: 5 } },
                    ...metrics
                }
            ],
            { input_tokens: 9, output_tokens: 2, cache_read_tokens: 5, finish_reason: 'end_turn' }
        ],
        [
            'Cohere',
            'cohere.command-r-v1:0',
            { prompt: 'Grüße' },
            [
                { text: 'a', is_finished: false },
                { text: 'b', is_finished: true, finish_reason: 'COMPLETE', ...metrics }
            ],
            { input_tokens: 5, output_tokens: 6, finish_reason: 'COMPLETE' }
        ],
        [
            'Mistral',
            'mistral.mistral-7b-instruct-v0:2',
            { prompt: 'Grüße' },
            [
                { outputs: [{ text: 'a', stop_reason: null }] },
                { outputs: [{ text: 'b', stop_reason: 'stop' }], ...metrics }
            ],
            { input_tokens: 5, output_tokens: 6, finish_reason: 'stop' }
        ],
        [
            'Mistral Large',
            'mistral.mistral-large-2407-v1:0',
            { messages: [] },
            [
                { choices: [{ index: 0, message: { role: 'assistant', content: 'a' }, stop_reason: null }] },
                {
                    choices: [{ index: 0, message: { role: 'assistant', content: 'b' }, stop_reason: 'stop' }],
                    ...metrics
                }
            ],
            { input_tokens: 5, output_tokens: 6, finish_reason: 'stop' }
        ],
        [
            'Jamba',
            'ai21.jamba-1-5-mini-v1:0',
            { messages: [] },
            [
                { choices: [{ index: 0, delta: { content: 'a' } }] },
                { choices: [{ index: 0, delta: { content: 'b' }, finish_reason: 'stop' }] },
                { choices: [], usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 }, ...metrics }
            ],
            { input_tokens: 9, output_tokens: 2, finish_reason: 'stop' }
        ]
    ])('reads the stream of %s', (_family, model, request, values, expected) => {
        const path = `/model/${encodeURIComponent(model)}/invoke-with-response-stream`;
        const sample = { path, request, responseHeaders: awsEventStream, body: Buffer.concat(values.map(chunk)) };
        expect(rowOf(sample)).toMatchObject({
            ...expected,
            wire: 'bedrock.invoke',
            request_model: model,
            frames: 2,
            usage_source: 'reported',
            error_type: ''
        });
        expectSameRowHoweverCut(sample, 300);
        const cut = bytesOf(sample).subarray(0, -10);
        expect(rowOf({ ...sample, body: cut }).input_tokens ?? 0).toBeLessThanOrEqual(9);
    });
    it.each([
        [
            'Llama',
            'meta.llama3-8b-instruct-v1:0',
            { prompt: 'x' },
            { generation: 'a', prompt_token_count: 9, generation_token_count: 2, stop_reason: 'stop' },
            { input_tokens: 9, output_tokens: 2, finish_reason: 'stop' }
        ],
        [
            'Cohere, by the headers',
            'cohere.command-text-v14',
            { prompt: 'x' },
            { id: 'c', generations: [{ text: 'a', finish_reason: 'COMPLETE' }], prompt: 'x' },
            { input_tokens: 3, output_tokens: 4, finish_reason: 'COMPLETE', response_id: 'c' }
        ],
        [
            'Mistral, by the headers',
            'mistral.mixtral-8x7b-instruct-v0:1',
            { prompt: 'x' },
            { outputs: [{ text: 'a', stop_reason: 'stop' }] },
            { input_tokens: 3, output_tokens: 4, finish_reason: 'stop' }
        ],
        [
            'Cohere embeddings, by the headers',
            'cohere.embed-english-v3',
            { texts: ['x'] },
            { id: 'e', embeddings: [[0.1]], texts: ['x'], response_type: 'embeddings_floats' },
            { input_tokens: 3, output_tokens: 4, operation: 'embeddings' }
        ]
    ])('reads an answer of %s', (_family, model, request, body, expected) => {
        const responseHeaders = {
            ...json,
            'x-amzn-bedrock-input-token-count': '3',
            'x-amzn-bedrock-output-token-count': '4'
        };
        const row = rowOf({
            path: `/model/${model}/invoke`,
            request,
            responseHeaders,
            body: JSON.stringify(body)
        });
        expect(row).toMatchObject({ ...expected, usage_source: 'reported', streamed: false, error_type: '' });
    });
    it('says in its head which tier served it', () => {
        const body = {
            type: 'message',
            model: 'c',
            content: [],
            usage: { input_tokens: 1, service_tier: 'standard' }
        };
        const row = rowOf({
            path: '/model/anthropic.claude-opus-5/invoke',
            request: { messages: [] },
            responseHeaders: { ...json, 'X-Amzn-Bedrock-Service-Tier': 'flex' },
            body: JSON.stringify(body)
        });
        expect(row.service_tier).toBe('flex');
    });
    it('is priced by the profile in the URL, whose region counts, before the model in the answer', () => {
        const asked = [];
        const none = { costUsd: null, costListUsd: null, source: 'none', card: '' };
        const context = contextOf({
            price: (_usage, { model }) => {
                asked.push(model);
                return none;
            }
        });
        const body = {
            type: 'message',
            model: 'claude-sonnet-4-5-20250929',
            stop_reason: 'end_turn',
            usage: { input_tokens: 10, output_tokens: 2 }
        };
        const tape = tapeOf({
            path: '/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke',
            request: {},
            responseHeaders: json,
            response: [[JSON.stringify(body), 1000]],
            tape: { provider: 'aws.bedrock' }
        });
        rowFromTape(tape, context);
        expect(asked).toEqual(['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929']);
    });
});
const recordings = loadRecordings().filter(({ provider }) => provider === 'bedrock');
if (recordings.length === 0)
    console.warn('no recordings of Bedrock: their tests are skipped');
describe.skipIf(recordings.length === 0)('recorded Bedrock traffic', () => {
    it.each(recordings.map(recording => [recording.name, recording]))('%s', (_name, recording) => {
        const row = rowOf(sampleOf(recording));
        expect(row.request_model).toBe(decodeURIComponent(recording.request.path.split('/')[2]));
        if (recording.response.status >= 400) {
            expect(row).toMatchObject({ usage_source: 'none', error_type: 'http_4xx' });
            expect(row.error_message).not.toBe('');
            return;
        }
        expect(row).toMatchObject({ ...expectedRow(recording), error_type: '' });
        expectSameRowHoweverCut(sampleOf(recording), 150);
        expectNoThrowHoweverMangled(sampleOf(recording), 30);
    });
});
/** Knows the formats a second time, on whole bodies and without the product's code. */
function expectedRow({ request, response }) {
    const verb = request.path.split('/').at(-1);
    const framed = response.body[0] === 0;
    const values = framed ? payloadsOf(response.body) : [JSON.parse(response.body.toString())];
    if (verb === 'count-tokens') {
        const counted = { counted_tokens: values[0].inputTokens };
        return { wire: 'bedrock.count_tokens', input_tokens: null, usage_source: 'none', units: counted };
    }
    if (verb?.startsWith('converse')) {
        const usage = values.at(-1).usage;
        return {
            wire: 'bedrock.converse',
            streamed: framed,
            input_tokens: usage.inputTokens + (usage.cacheReadInputTokens ?? 0) + (usage.cacheWriteInputTokens ?? 0),
            output_tokens: usage.outputTokens,
            cache_read_tokens: usage.cacheReadInputTokens ?? null,
            cache_write_tokens: usage.cacheWriteInputTokens ?? null,
            finish_reason: values.findLast(value => value.stopReason).stopReason,
            frames: framed ? values.filter(value => value.delta).length : 0
        };
    }
    return {
        wire: 'bedrock.invoke',
        streamed: framed,
        ...(framed ? streamed(values) : countedInHeaders(response))
    };
}
function streamed(values) {
    const last = JSON.parse(Buffer.from(values.at(-1).bytes, 'base64').toString());
    const metrics = last['amazon-bedrock-invocationMetrics'];
    return { input_tokens: metrics.inputTokenCount, output_tokens: metrics.outputTokenCount };
}
function countedInHeaders({ headers }) {
    const counts = Object.fromEntries(headers);
    const count = (name) => {
        const value = counts[`x-amzn-bedrock-${name}-token-count`];
        return value === undefined ? null : Number(value);
    };
    return {
        input_tokens: (count('input') ?? 0) + (count('cache-read-input') ?? 0) + (count('cache-write-input') ?? 0),
        output_tokens: count('output'),
        cache_read_tokens: count('cache-read-input')
    };
}
//# sourceMappingURL=wires-bedrock.test.js.map