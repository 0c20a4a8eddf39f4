import { describe, expect, it } from 'vitest';
import { recordTape, rowFromTape } from '../../collector/record/record.js';
import { chat, chatChunk, chatEnd, chatUsage, geminiFrame, geminiSse, messageEnd, messageStart, messages, named, responses, streams, textDelta } from './streams.js';
import { contextOf, cutAt, eventStream, holed, sse, tapeOf, untimed } from './tapes.js';
describe.each(Object.entries(streams))('%s', (_name, sample) => {
    const bytes = Buffer.from(sample.body);
    it('is understood', () => {
        const row = rowOfSample(sample, cutAt(bytes, []));
        expect(row).toMatchObject({ ...sample.row, wire: sample.wire, streamed: true, capture: 'full' });
    });
    it('gives the same row when cut in two at any byte', () => {
        const whole = untimed(rowOfSample(sample, cutAt(bytes, [])));
        for (let cut = 1; cut < bytes.length; cut += 1) {
            expect(untimed(rowOfSample(sample, cutAt(bytes, [cut])))).toEqual(whole);
        }
    });
    it('gives the same row when every byte comes alone', () => {
        const whole = untimed(rowOfSample(sample, cutAt(bytes, [])));
        const cuts = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
        expect(untimed(rowOfSample(sample, cutAt(bytes, cuts)))).toEqual(whole);
    });
    it('is found truncated wherever it stops before its end, and never counts too much', () => {
        const text = sample.body.trimEnd();
        const end = Buffer.byteLength(text);
        const marker = lastFrameStart(bytes);
        for (let length = 1; length < marker; length += 1) {
            const row = rowOfSample(sample, [[bytes.subarray(0, length), 1000]]);
            expect(row.error_type, `cut at ${length} of ${end}`).toBe('truncated_stream');
            expect(row.output_tokens ?? 0).toBeLessThanOrEqual(sample.row['output_tokens']);
        }
    });
    it('keeps a verdict of the transport', () => {
        const half = bytes.subarray(0, bytes.length >> 1);
        for (const errorType of [
            'client_abort',
            'upstream_reset',
            'upstream_timeout',
            'collector_stopped'
        ]) {
            expect(rowOfSample(sample, [[half, 1000]], { errorType }).error_type).toBe(errorType);
        }
    });
    it('tells its usage from head and tail when the middle is gone', () => {
        const padded = sample.body.replace(/Grüße|世界/, found => found + 'x'.repeat(400));
        const tape = tapeOfSample(sample, [[padded, 1000]]);
        const tailBytes = Buffer.byteLength(padded) - Buffer.from(padded).lastIndexOf('xxx') + 200;
        const row = rowFromTape({ ...tape, response: holed(tape.response, 30, tailBytes), capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({ wire: sample.wire, error_type: '', capture: 'truncated' });
        expect(row.output_tokens).toBe(sample.row['output_tokens']);
    });
});
describe('a chat stream', () => {
    it('whose client did not ask for usage is estimated, and says so', () => {
        const row = rowOf({
            request: { model: 'm', stream: true, messages: [{ role: 'user', content: 'hello there' }] },
            response: [[sse(chatChunk({ content: 'a'.repeat(40) }), chatEnd(), '[DONE]'), 1000]]
        }, { estimateTokens: (text) => text.length / 4 });
        expect(row).toMatchObject({
            usage_source: 'estimated',
            output_tokens: 10,
            error_type: '',
            usage_json: ''
        });
        expect(row.input_tokens).toBeGreaterThan(0);
        expect(row.cache_read_tokens).toBeNull();
    });
    it('whose tokenizer is not ready says which one it waits for, and has no estimate until it is', () => {
        const said = {
            request: { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Hello!' }] },
            responseHeaders: eventStream,
            response: [[sse(chatChunk({ content: 'Hello, world!' }), chatEnd(), '[DONE]'), 1000]]
        };
        let isReady = false;
        const { estimateTokens: _, ...context } = contextOf({ isReady: () => isReady });
        const early = recordTape(tapeOf(said), context);
        expect(early.waitsFor).toBe('o200k_base');
        expect(early.row).toMatchObject({ usage_source: 'none', output_tokens: null, estimate_method: '' });
        isReady = true;
        const late = recordTape(tapeOf(said), context);
        expect(late.waitsFor).toBeNull();
        expect(late.row).toMatchObject({
            usage_source: 'estimated',
            input_tokens: 9,
            output_tokens: 4,
            estimate_method: 'o200k_base'
        });
    });
    it('that reports its usage waits for nothing', () => {
        const { estimateTokens: _, ...context } = contextOf({ isReady: () => false });
        const body = sse(chatChunk({ content: 'Hello' }), chatEnd(), chatUsage(9, 4), '[DONE]');
        const recorded = recordTape(tapeOf({ responseHeaders: eventStream, response: [[body, 1000]] }), context);
        expect(recorded.waitsFor).toBeNull();
        expect(recorded.row).toMatchObject({ usage_source: 'reported', output_tokens: 4, estimate_method: '' });
    });
    it('tells a zero from nothing', () => {
        const zero = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
        const row = rowOf({ response: [[sse(chatEnd('stop', { usage: zero }), '[DONE]'), 1000]] });
        expect(row).toMatchObject({ input_tokens: 0, output_tokens: 0, usage_source: 'reported' });
        expect(row.cache_read_tokens).toBeNull();
        expect(row.reasoning_tokens).toBeNull();
    });
    it('takes the latest usage of a server that repeats it, and never adds', () => {
        const frames = [1, 2, 3].map(count => ({
            ...chatChunk({ content: 'x' }),
            usage: { prompt_tokens: 5, completion_tokens: count, total_tokens: 5 + count }
        }));
        const usage = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 };
        const row = rowOf({ response: [[sse(...frames, chatEnd('stop', { usage }), '[DONE]'), 1000]] });
        expect(row).toMatchObject({ input_tokens: 5, output_tokens: 3, usage_source: 'reported' });
    });
    it('finds usage before a closing moderation chunk, and beside one that is null', () => {
        const moderation = { ...chatChunk({}), choices: [], usage: null, moderation: {} };
        const row = rowOf({ response: [[sse(chatEnd(), chatUsage(3, 2), moderation, '[DONE]'), 1000]] });
        expect(row).toMatchObject({ input_tokens: 3, output_tokens: 2, usage_source: 'reported' });
    });
    it('skips comments, keep-alives and the empty first frame of Azure', () => {
        const first = { choices: [], id: '', model: '', prompt_filter_results: [] };
        const body = `: PROCESSING\n\n: keep-alive\n\n${sse(first, chatChunk({ content: 'a' }), chatEnd(), '[DONE]')}`;
        const row = rowOf({
            path: '/openai/deployments/my-deployment/chat/completions?api-version=2026-01-01',
            request: { messages: [] },
            response: [[body, 1000]]
        });
        expect(row).toMatchObject({ request_model: 'my-deployment', response_model: 'm-1-2026', frames: 1 });
    });
    it('takes nothing for output in a closing chunk that repeats the whole message', () => {
        const whole = { message: { role: 'assistant', content: 'aa' }, finish_reason: 'stop' };
        const done = { object: 'chat.completion.done', choices: [{ index: 0, ...whole }] };
        const row = rowOf({
            response: [
                [sse(chatChunk({ content: 'aa' })), 1000],
                [sse(done, '[DONE]'), 2000]
            ]
        });
        expect(row).toMatchObject({ frames: 1, last_token_us: 1000, output_tokens: 1, finish_reason: 'stop' });
    });
    it('keeps characters whole that were cut between chunks', () => {
        const bytes = Buffer.from(sse({ error: { message: 'Überlastet: 世界 🦊', code: 'busy' } }));
        for (let cut = 1; cut < bytes.length; cut += 1) {
            expect(rowOf({ response: cutAt(bytes, [cut]) }).error_message).toBe('Überlastet: 世界 🦊');
        }
    });
    it('without an end marker ends with its finish reason, unless promised usage is missing', () => {
        const body = sse(chatChunk({ content: 'a' }), chatEnd());
        expect(rowOf({ response: [[body, 1000]] }).error_type).toBe('');
        const request = { messages: [], stream_options: { include_usage: true } };
        expect(rowOf({ request, response: [[body, 1000]] }).error_type).toBe('truncated_stream');
    });
    it('that comes as one JSON answer under the type of a stream is read as that', () => {
        const message = { role: 'assistant', content: 'hi' };
        const body = JSON.stringify({
            ...chatUsage(9, 4),
            object: 'chat.completion',
            model: 'm',
            choices: [{ index: 0, message, finish_reason: 'stop' }]
        });
        const row = rowOf({ responseHeaders: eventStream, response: [[`\n${body}`, 1000]] });
        expect(row).toMatchObject({ error_type: '', finish_reason: 'stop', input_tokens: 9, output_tokens: 4 });
    });
    it('needs no blank line behind its last event', () => {
        const body = sse(chatChunk({ content: 'a' }), chatEnd(), chatUsage(1, 1), '[DONE]').trimEnd();
        expect(rowOf({ response: [[body, 1000]] })).toMatchObject({ error_type: '', usage_source: 'reported' });
    });
    it.each([
        ['content', { content: 'a' }, true],
        ['refusal', { refusal: 'a' }, true],
        ['reasoning_content', { content: null, reasoning_content: 'a' }, false],
        ['reasoning', { content: '', reasoning: 'a' }, false],
        ['reasoning_details', { reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }] }, false],
        ['tool calls', { tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] }, false],
        ['a function call', { function_call: { arguments: '{' } }, false],
        ['audio', { audio: { data: 'AAAA' } }, false],
        ['a list with text', { content: [{ type: 'text', text: 'a' }] }, true],
        [
            'a list with thinking',
            { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'a' }] }] },
            false
        ]
    ])('has output in %s', (_what, delta, visible) => {
        const row = rowOf({
            response: [
                [sse(chatChunk({ role: 'assistant', content: '' })), 1000],
                [sse(chatChunk(delta)), 2000],
                [sse(chatEnd(), '[DONE]'), 3000]
            ]
        });
        expect(row).toMatchObject({ ttft_us: 2000, ttfv_us: visible ? 2000 : null, frames: 1 });
    });
    it('has no token times when it never showed a token', () => {
        const row = rowOf({ response: [[sse(chatChunk({ content: '' }), chatEnd('length'), '[DONE]'), 1000]] });
        expect(row).toMatchObject({ ttft_us: null, ttfv_us: null, last_token_us: null, tpot_us: null, frames: 0 });
        expect(row.output_tokens).toBeNull();
    });
});
describe('an answer in an OpenAI dialect', () => {
    const usage = (words) => rowOf({
        responseHeaders: { 'content-type': 'application/json' },
        response: [
            [
                JSON.stringify({ object: 'chat.completion', choices: [{ message: {} }], model: 'm', usage: words }),
                1
            ]
        ]
    });
    it('counts reasoning that xAI and Gemini leave out of the completion', () => {
        const row = usage({
            prompt_tokens: 35,
            completion_tokens: 12,
            total_tokens: 109,
            completion_tokens_details: { reasoning_tokens: 62 },
            cost_in_usd_ticks: 12_345_678_901
        });
        expect(row).toMatchObject({ input_tokens: 35, output_tokens: 74, reasoning_tokens: 62 });
        expect(row.cost_reported_usd).toBe('1.23456789');
    });
    it.each([
        ['prompt_tokens_details', { prompt_tokens_details: { cached_tokens: 6 } }],
        ['cached_tokens', { cached_tokens: 6 }],
        ['prompt_cache_hit_tokens', { prompt_cache_hit_tokens: 6, prompt_cache_miss_tokens: 4 }]
    ])('knows cached reads as %s, as a part of the prompt', (_name, words) => {
        const row = usage({ prompt_tokens: 10, completion_tokens: 1, total_tokens: 11, ...words });
        expect(row).toMatchObject({ input_tokens: 10, cache_read_tokens: 6 });
    });
    it('keeps parts within their totals', () => {
        const row = usage({
            prompt_tokens: 10,
            completion_tokens: 10,
            prompt_tokens_details: { cached_tokens: 12, cache_write_tokens: 3 },
            completion_tokens_details: { reasoning_tokens: 11 }
        });
        expect(row).toMatchObject({ cache_read_tokens: 10, cache_write_tokens: 0, reasoning_tokens: 10 });
    });
    it('keeps the charge that OpenRouter reports, to the last digit', () => {
        const row = usage({ prompt_tokens: 1, completion_tokens: 1, cost: 0.000000028 });
        expect(row.cost_reported_usd).toBe('0.000000028');
    });
    it('keeps at most 4 KiB of the provider’s words, as whole JSON', () => {
        const row = usage({ prompt_tokens: 1, completion_tokens: 2, notes: ['x'.repeat(8000)] });
        expect(JSON.parse(row.usage_json)).toEqual({ prompt_tokens: 1, completion_tokens: 2 });
    });
    it('is no chat when its shape says otherwise', () => {
        const row = rowOf({ responseHeaders: {}, response: [['{"hello":"world"}', 1]] });
        expect(row).toMatchObject({ wire: 'unknown', operation: 'chat', usage_source: 'none' });
    });
});
describe('an Anthropic stream', () => {
    it('that the client left keeps its exact input and has its output estimated', () => {
        const row = rowOfSample(messages, [[named(messageStart, textDelta('a'.repeat(80))), 1000]], {
            errorType: 'client_abort',
            endedBy: 'client'
        });
        expect(row).toMatchObject({
            usage_source: 'partial',
            error_type: 'client_abort',
            input_tokens: 140,
            cache_read_tokens: 100,
            output_tokens: 20
        });
    });
    it('takes the last word of each field: server tools raise the input, a null takes nothing back', () => {
        const delta = {
            type: 'message_delta',
            delta: { stop_reason: 'end_turn' },
            usage: { input_tokens: 22_397, cache_read_input_tokens: null, output_tokens: 9 }
        };
        const row = rowOfSample(messages, [[named(messageStart, delta, delta, { type: 'message_stop' }), 1000]]);
        expect(row).toMatchObject({ input_tokens: 22_397 + 130, cache_read_tokens: 100, output_tokens: 9 });
    });
    it('counts hidden thinking as the first sign of life, and a later signature as nothing', () => {
        const signature = { type: 'content_block_delta', delta: { type: 'signature_delta', signature: 'x' } };
        const row = rowOfSample(messages, [
            [named(messageStart, signature), 1000],
            [named(textDelta('a')), 2000],
            [named(signature, ...messageEnd), 3000]
        ]);
        expect(row).toMatchObject({ ttft_us: 1000, ttfv_us: 2000, last_token_us: 2000, frames: 2 });
    });
    it('is known behind Vertex and Azure', () => {
        for (const path of [
            '/v1/projects/p/locations/l/publishers/anthropic/models/claude-x@1:streamRawPredict',
            '/anthropic/v1/messages',
            '/api/v1/messages'
        ]) {
            expect(rowOfSample({ ...messages, path }, [[messages.body, 1000]])).toMatchObject(messages.row);
        }
    });
});
describe('a Gemini answer', () => {
    it('keeps what an earlier frame said when a later one drops it', () => {
        const frames = [
            geminiFrame([{ text: 'a' }], { candidatesTokenCount: 21, thoughtsTokenCount: 3 }),
            geminiFrame([], { totalTokenCount: 30 }, { finishReason: 'STOP' })
        ];
        const row = rowOfSample(geminiSse, [[sse(...frames), 1000]]);
        expect(row).toMatchObject({ input_tokens: 6, output_tokens: 24, reasoning_tokens: 3 });
    });
    it('has zero output, not an unknown one, when the total leaves nothing for it', () => {
        const frame = {
            promptFeedback: { blockReason: 'SAFETY' },
            usageMetadata: { promptTokenCount: 6, totalTokenCount: 6 }
        };
        const row = rowOfSample(geminiSse, [[sse(frame), 1000]]);
        expect(row).toMatchObject({
            output_tokens: 0,
            finish_reason: 'SAFETY',
            error_type: '',
            usage_source: 'reported'
        });
    });
    it('that is not streamed has no token times', () => {
        const body = JSON.stringify(geminiFrame([{ text: 'a' }], { candidatesTokenCount: 2 }, { finishReason: 'STOP' }));
        const sample = {
            ...geminiSse,
            path: '/v1beta/models/gemini-x:generateContent',
            contentType: 'application/json'
        };
        expect(rowOfSample(sample, [[body, 1000]])).toMatchObject({
            output_tokens: 2,
            streamed: false,
            frames: 0,
            ttft_us: null,
            tpot_us: null
        });
    });
});
describe('an error inside a stream', () => {
    const openaiError = { error: { message: 'it broke', type: 'server_error', code: 'boom', param: null } };
    it.each([
        ['OpenAI', chat, sse(openaiError), 'boom', 'it broke'],
        [
            'vLLM, with [DONE]',
            chat,
            sse({ error: { message: 'it broke', code: 400 } }, '[DONE]'),
            '400',
            'it broke'
        ],
        [
            'Groq',
            chat,
            `event: error\n${sse({ error: { message: 'no', code: 'tool_use_failed' } })}`,
            'tool_use_failed',
            'no'
        ],
        ['OpenRouter', chat, sse({ ...chatEnd('error'), error: { code: 502, message: 'gone' } }), '502', 'gone'],
        ['Mistral', chat, sse({ object: 'error', message: 'no', type: 'invalid', code: null }), 'invalid', 'no'],
        ['Ollama', chat, sse({ error: 'model ran away' }), '', 'model ran away'],
        [
            'Anthropic',
            messages,
            named({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
            'overloaded_error',
            'Overloaded'
        ],
        [
            'Responses, flat',
            responses,
            named({ type: 'error', code: 'rate_limit_exceeded', message: 'slow', param: null }),
            'rate_limit_exceeded',
            'slow'
        ],
        [
            'Responses, nested',
            responses,
            named({ type: 'error', error: { type: 'x', code: 'rate_limit_exceeded', message: 'slow' } }),
            'rate_limit_exceeded',
            'slow'
        ],
        [
            'Responses, failed',
            responses,
            named({
                type: 'response.failed',
                response: { object: 'response', status: 'failed', error: { code: 'server_error', message: 'oh' } }
            }),
            'server_error',
            'oh'
        ],
        [
            'Gemini, as data',
            geminiSse,
            sse({ error: { code: 503, message: 'busy', status: 'UNAVAILABLE' } }),
            'UNAVAILABLE',
            'busy'
        ],
        [
            'Gemini, as bare JSON',
            geminiSse,
            JSON.stringify({ error: { code: 503, message: 'busy', status: 'UNAVAILABLE' } }, null, 2),
            'UNAVAILABLE',
            'busy'
        ]
    ])('is found: %s', (_who, sample, ending, code, message) => {
        const begin = sample.body.slice(0, sample.body.indexOf('世界'));
        const frames = begin.slice(0, Math.max(begin.lastIndexOf('\n\n') + 2, begin.lastIndexOf('\r\n\r\n') + 4));
        const row = rowOfSample(sample, [[frames + ending, 1000]]);
        expect(row).toMatchObject({
            error_type: 'stream_error',
            error_code: code,
            error_message: message,
            status: 200
        });
    });
    it('is found within a choice, as OpenRouter tells it', () => {
        const choice = { index: 0, delta: {}, finish_reason: 'error', error: { code: 502, message: 'upstream' } };
        const body = sse(chatChunk({ content: 'a' }), { ...chatEnd(), choices: [choice] }, '[DONE]');
        const row = rowOf({ response: [[body, 1000]] });
        expect(row).toMatchObject({ error_type: 'stream_error', error_code: '502', error_message: 'upstream' });
    });
    it('before any output leaves nothing to estimate', () => {
        const row = rowOfSample(chat, [[sse(openaiError), 1000]]);
        expect(row).toMatchObject({
            usage_source: 'none',
            input_tokens: null,
            output_tokens: null,
            cost_usd: null
        });
    });
});
describe('an answer that is only kept in part', () => {
    it('gives its usage when the middle of its JSON is gone', () => {
        const body = JSON.stringify({
            id: 'c-9',
            object: 'chat.completion',
            model: 'm-9',
            choices: [{ message: { content: 'long '.repeat(500) }, finish_reason: 'stop' }],
            usage: { prompt_tokens: 7, completion_tokens: 500, total_tokens: 507 }
        });
        const tape = tapeOf({ responseHeaders: { 'content-type': 'application/json' }, response: [[body, 1000]] });
        const row = rowFromTape({ ...tape, response: holed(tape.response, 100, 120), capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({
            input_tokens: 7,
            output_tokens: 500,
            usage_source: 'reported',
            response_model: 'm-9'
        });
    });
    it('claims no cut stream when its end was not kept', () => {
        const tape = tapeOf({ responseHeaders: eventStream, response: [[chat.body, 1000]] });
        const response = { ...tape.response, head: tape.response.head.subarray(0, 60) };
        expect(rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf()).error_type).toBe('');
    });
});
function lastFrameStart(bytes) {
    // A finish reason and the usage are an end as well, so that only the last frame but `[DONE]` must be whole.
    const text = bytes.toString('latin1').replace('data: [DONE]', '').trimEnd();
    if (text.startsWith('['))
        return text.lastIndexOf('"finishReason"');
    return Math.max(text.lastIndexOf('\n\n'), text.lastIndexOf('\r\n\r\n')) + 2;
}
function tapeOfSample(sample, response, tape = {}) {
    const { path, request, contentType } = sample;
    return tapeOf({ path, request, responseHeaders: { 'content-type': contentType }, response, tape });
}
function rowOfSample(sample, response, tape = {}) {
    return rowFromTape(tapeOfSample(sample, response, tape), contextOf());
}
function rowOf(exchange, overrides = {}) {
    const context = contextOf(overrides);
    const request = { model: 'm', stream: true, messages: [] };
    const row = rowFromTape(tapeOf({ request, responseHeaders: eventStream, ...exchange }), context);
    expect(context.faults).toEqual([]);
    return row;
}
//# sourceMappingURL=streams.test.js.map