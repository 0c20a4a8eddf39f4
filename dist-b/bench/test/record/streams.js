/** Small streams and answers in each wire's format, with characters of several bytes; the words are our own. */
import { sse } from './tapes.js';
const ask = { model: 'm-1', stream: true, messages: [{ role: 'user', content: 'Grüße' }] };
export function chatChunk(delta, rest = {}) {
    const choices = [{ index: 0, delta, finish_reason: null }];
    return { id: 'c-1', object: 'chat.completion.chunk', model: 'm-1-2026', choices, usage: null, ...rest };
}
export function chatEnd(reason = 'stop', rest = {}) {
    return { ...chatChunk({}), choices: [{ index: 0, delta: {}, finish_reason: reason }], ...rest };
}
export function chatUsage(prompt, completion, rest = {}) {
    return {
        ...chatChunk({}),
        choices: [],
        usage: {
            prompt_tokens: prompt,
            completion_tokens: completion,
            total_tokens: prompt + completion,
            prompt_tokens_details: { cached_tokens: 4 },
            completion_tokens_details: { reasoning_tokens: 0 },
            ...rest
        }
    };
}
export const chat = {
    wire: 'openai.chat',
    path: '/v1/chat/completions',
    request: { ...ask, stream_options: { include_usage: true } },
    contentType: 'text/event-stream',
    body: sse(chatChunk({ role: 'assistant', content: '' }), chatChunk({ content: 'Zwölf ' }), chatChunk({ content: '世界 🦊' }), chatEnd(), chatUsage(12, 7), '[DONE]'),
    row: {
        input_tokens: 12,
        output_tokens: 7,
        cache_read_tokens: 4,
        reasoning_tokens: 0,
        cache_write_tokens: null,
        usage_source: 'reported',
        finish_reason: 'stop',
        response_model: 'm-1-2026',
        response_id: 'c-1',
        frames: 2,
        error_type: ''
    }
};
export function named(...events) {
    return events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
export const messageStart = {
    type: 'message_start',
    message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-x-1',
        content: [],
        stop_reason: null,
        usage: {
            input_tokens: 10,
            cache_read_input_tokens: 100,
            cache_creation_input_tokens: 30,
            cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 },
            output_tokens: 1,
            service_tier: 'standard'
        }
    }
};
export function textDelta(text) {
    return { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } };
}
export const messageEnd = [
    { type: 'content_block_stop', index: 0 },
    {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: 9, server_tool_use: { web_search_requests: 2 } }
    },
    { type: 'message_stop' }
];
export const messages = {
    wire: 'anthropic.messages',
    path: '/v1/messages',
    request: { ...ask, max_tokens: 100 },
    contentType: 'text/event-stream',
    body: named(messageStart, { type: 'ping' }, textDelta('Grüße'), textDelta(' aus 世界 🦊'), ...messageEnd).replaceAll('}\n', '}   \n'),
    row: {
        input_tokens: 140,
        output_tokens: 9,
        cache_read_tokens: 100,
        cache_write_tokens: 30,
        cache_write_1h_tokens: 10,
        units: { web_searches: 2 },
        usage_source: 'reported',
        finish_reason: 'end_turn',
        response_model: 'claude-x-1',
        response_id: 'msg_1',
        service_tier: 'standard',
        frames: 2,
        error_type: ''
    }
};
const response = {
    id: 'resp_1',
    object: 'response',
    model: 'm-2-2026',
    service_tier: 'auto',
    output: [],
    usage: null
};
const responseDone = {
    ...response,
    status: 'completed',
    service_tier: 'default',
    output: [
        { type: 'web_search_call', action: { type: 'search' } },
        { type: 'message', content: [] }
    ],
    usage: {
        input_tokens: 20,
        input_tokens_details: { cached_tokens: 8 },
        output_tokens: 11,
        output_tokens_details: { reasoning_tokens: 5 },
        total_tokens: 31
    }
};
export const responses = {
    wire: 'openai.responses',
    path: '/v1/responses',
    request: { model: 'm-2', stream: true, input: 'Grüße' },
    contentType: 'text/event-stream',
    body: named({ type: 'response.created', response: { ...response, status: 'in_progress' } }, { type: 'response.output_item.added', item: {} }, { type: 'response.reasoning_summary_text.delta', delta: 'Überlegung' }, { type: 'response.output_text.delta', delta: '世界 🦊' }, { type: 'response.completed', response: responseDone }),
    row: {
        input_tokens: 20,
        output_tokens: 11,
        cache_read_tokens: 8,
        reasoning_tokens: 5,
        units: { web_searches: 1 },
        usage_source: 'reported',
        finish_reason: 'completed',
        response_model: 'm-2-2026',
        response_id: 'resp_1',
        service_tier: 'default',
        frames: 2,
        error_type: ''
    }
};
export function geminiFrame(parts, usage = {}, rest = {}) {
    return {
        candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }],
        usageMetadata: { promptTokenCount: 6, ...usage },
        modelVersion: 'gemini-x-1',
        responseId: 'g-1'
    };
}
export const geminiFrames = [
    geminiFrame([{ text: 'Überlegung', thought: true }], { thoughtsTokenCount: 4, totalTokenCount: 10 }),
    geminiFrame([{ text: '世界 " 🦊 \\ {' }], { candidatesTokenCount: 3, totalTokenCount: 13 }),
    geminiFrame([], {
        candidatesTokenCount: 5,
        thoughtsTokenCount: 4,
        totalTokenCount: 17,
        toolUsePromptTokenCount: 2,
        cachedContentTokenCount: 1
    }, { finishReason: 'STOP', groundingMetadata: { webSearchQueries: ['a', 'b'] } })
];
const geminiRow = {
    input_tokens: 8,
    output_tokens: 9,
    cache_read_tokens: 1,
    reasoning_tokens: 4,
    tool_input_tokens: 2,
    units: { web_searches: 2 },
    usage_source: 'reported',
    finish_reason: 'STOP',
    request_model: 'gemini-x',
    response_model: 'gemini-x-1',
    response_id: 'g-1',
    frames: 2,
    error_type: ''
};
const geminiRequest = { contents: [{ parts: [{ text: 'Grüße' }] }] };
export const geminiSse = {
    wire: 'gemini.generate',
    path: '/v1beta/models/gemini-x:streamGenerateContent?alt=sse',
    request: geminiRequest,
    contentType: 'text/event-stream',
    body: geminiFrames.map(frame => `data: ${JSON.stringify(frame)}\r\n\r\n`).join(''),
    row: geminiRow
};
export const geminiArray = {
    wire: 'gemini.generate',
    path: '/v1/projects/p/locations/l/publishers/google/models/gemini-x:streamGenerateContent',
    request: geminiRequest,
    contentType: 'application/json; charset=UTF-8',
    body: `[${geminiFrames.map(frame => JSON.stringify(frame, null, 2)).join('\n,\r\n')}\n]\n`,
    row: geminiRow
};
/** Bedrock's OpenAI endpoint writes the data before the event's name. */
const dataFirst = {
    ...responses,
    path: '/openai/v1/responses',
    body: responses.body.replace(/(event: .*)\n(data: .*)\n/g, '$2\n$1\n')
};
export const streams = {
    chat,
    messages,
    responses,
    'responses, data before event': dataFirst,
    'gemini over SSE with CRLF': geminiSse,
    'gemini as a JSON array': geminiArray
};
//# sourceMappingURL=streams.js.map