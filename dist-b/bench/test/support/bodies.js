/** Small answers as providers send them, with characters of two, three and four bytes in every text. */
const words = ['Grüße', ' aus', ' 世界', ' 🦊', ' – «', 'naïve', '»', ' 終'];
/** `data:` frames, each closed by a blank line. */
function sse(frames, { event = false, eol = '\n' } = {}) {
    const lines = frames.map(frame => {
        const name = event ? `event: ${frame.type}${eol}` : '';
        return `${name}data: ${typeof frame === 'string' ? frame : JSON.stringify(frame)}${eol}${eol}`;
    });
    return Buffer.from(lines.join(''));
}
/** A chat completion that was not streamed. */
export function openaiChatJson(tokens, id = 'chatcmpl-1') {
    const message = { role: 'assistant', content: words.join(''), refusal: null };
    return json({
        id,
        object: 'chat.completion',
        created: 1_760_000_000,
        model: 'gpt-4o-mini-2024-07-18',
        choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
        usage: openaiUsage(tokens),
        service_tier: 'default'
    });
}
/** A chat stream with the usage frame that `include_usage` asks for. */
export function openaiChatStream(tokens, eol = '\n') {
    const chunk = (choices, usage = null) => ({
        id: 'chatcmpl-2',
        object: 'chat.completion.chunk',
        created: 1_760_000_000,
        model: 'gpt-4o-mini-2024-07-18',
        choices,
        usage
    });
    const delta = (fields, reason = null) => chunk([{ index: 0, delta: fields, logprobs: null, finish_reason: reason }]);
    const frames = [
        delta({ role: 'assistant', content: '' }),
        ...words.map(content => delta({ content })),
        delta({}, 'stop'),
        chunk([], openaiUsage(tokens)),
        '[DONE]'
    ];
    return sse(frames, { eol });
}
function openaiUsage({ input, output }) {
    return {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: input + output,
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 }
    };
}
/** A Responses stream. */
export function openaiResponsesStream({ input, output }) {
    const response = (status, usage = null) => ({
        id: 'resp_1',
        object: 'response',
        created_at: 1_760_000_000,
        status,
        model: 'gpt-4o-mini-2024-07-18',
        output: [],
        usage
    });
    const usage = {
        input_tokens: input,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: output,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: input + output
    };
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    const frames = [
        { type: 'response.created', response: response('in_progress') },
        ...words.map(delta => ({ type: 'response.output_text.delta', ...place, delta })),
        { type: 'response.output_text.done', ...place, text: words.join('') },
        { type: 'response.completed', response: response('completed', usage) }
    ];
    return sse(frames.map((frame, index) => ({ ...frame, sequence_number: index })), { event: true });
}
/** An embeddings answer. */
export function openaiEmbeddingsJson(input) {
    return json({
        object: 'list',
        data: [{ object: 'embedding', index: 0, embedding: [0.25, -0.5, 1e-9] }],
        model: 'text-embedding-3-small',
        usage: { prompt_tokens: input, total_tokens: input }
    });
}
/** A Messages answer that was not streamed. */
export function anthropicJson({ input, output }) {
    return json({
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-4-5-20250929',
        content: [{ type: 'text', text: words.join('') }],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: { input_tokens: input, output_tokens: output, cache_read_input_tokens: 0 }
    });
}
/** A Messages stream, with its ping. */
export function anthropicStream({ input, output }) {
    const message = {
        id: 'msg_2',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-4-5-20250929',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: {
            input_tokens: input,
            cache_creation_input_tokens: 0,
            cache_read_input_tokens: 0,
            output_tokens: 1
        }
    };
    const frames = [
        { type: 'message_start', message },
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        { type: 'ping' },
        ...words.map(text => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
        { type: 'content_block_stop', index: 0 },
        {
            type: 'message_delta',
            delta: { stop_reason: 'end_turn', stop_sequence: null },
            usage: { output_tokens: output }
        },
        { type: 'message_stop' }
    ];
    return sse(frames, { event: true });
}
/** A `streamGenerateContent?alt=sse` answer; Google ends its lines with CRLF. */
export function geminiStream({ input, output }) {
    const frame = (text, index) => ({
        candidates: [
            {
                content: { parts: [{ text }], role: 'model' },
                index: 0,
                ...(index === words.length - 1 && { finishReason: 'STOP' })
            }
        ],
        usageMetadata: {
            promptTokenCount: input,
            candidatesTokenCount: Math.ceil((output * (index + 1)) / words.length),
            totalTokenCount: input + Math.ceil((output * (index + 1)) / words.length)
        },
        modelVersion: 'gemini-2.5-flash',
        responseId: 'r-1'
    });
    return sse(words.map(frame), { eol: '\r\n' });
}
/** A `generateContent` answer. */
export function geminiJson({ input, output }) {
    return json({
        candidates: [
            { content: { parts: [{ text: words.join('') }], role: 'model' }, finishReason: 'STOP', index: 0 }
        ],
        usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output },
        modelVersion: 'gemini-2.5-flash',
        responseId: 'r-2'
    });
}
function json(value) {
    return Buffer.from(JSON.stringify(value, null, 2));
}
//# sourceMappingURL=bodies.js.map