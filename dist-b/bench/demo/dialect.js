export const dialects = {
    openai: {
        opening: answer => [openaiChunk(answer, [{ index: 0, delta: { role: 'assistant', content: '' } }])],
        token: (answer, content) => openaiChunk(answer, [{ index: 0, delta: { content } }]),
        closing: answer => [
            openaiChunk(answer, [{ index: 0, delta: {}, finish_reason: 'stop' }]),
            ...(answer.includeUsage ? [openaiChunk(answer, [], openaiUsage(answer.plan))] : []),
            'data: [DONE]\n\n'
        ],
        whole: (answer, content) => ({
            id: answer.id,
            object: 'chat.completion',
            model: answer.model,
            choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
            usage: openaiUsage(answer.plan)
        }),
        error: (status, message) => ({
            error: { message, type: status === 429 ? 'rate_limit_exceeded' : 'server_error', code: null }
        })
    },
    anthropic: {
        opening: ({ id, model, plan }) => [
            anthropicEvent('message_start', {
                message: {
                    id,
                    type: 'message',
                    role: 'assistant',
                    model,
                    content: [],
                    usage: { input_tokens: plan.inputTokens, output_tokens: 1 }
                }
            }),
            anthropicEvent('content_block_start', { index: 0, content_block: { type: 'text', text: '' } })
        ],
        token: (_answer, text) => anthropicEvent('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
        closing: ({ plan }) => [
            anthropicEvent('content_block_stop', { index: 0 }),
            anthropicEvent('message_delta', {
                delta: { stop_reason: 'end_turn' },
                usage: { output_tokens: plan.outputTokens }
            }),
            anthropicEvent('message_stop', {})
        ],
        whole: ({ id, model, plan }, text) => ({
            id,
            type: 'message',
            role: 'assistant',
            model,
            content: [{ type: 'text', text }],
            stop_reason: 'end_turn',
            usage: { input_tokens: plan.inputTokens, output_tokens: plan.outputTokens }
        }),
        error: (status, message) => ({
            type: 'error',
            error: { type: status === 429 ? 'rate_limit_error' : 'overloaded_error', message }
        })
    },
    gemini: {
        opening: () => [],
        token: (answer, text) => `data: ${JSON.stringify(geminiPart(answer, text, null))}\r\n\r\n`,
        closing: answer => [`data: ${JSON.stringify(geminiPart(answer, '', 'STOP'))}\r\n\r\n`],
        whole: (answer, text) => geminiPart(answer, text, 'STOP'),
        error: (status, message) => ({
            error: { code: status, message, status: status === 429 ? 'RESOURCE_EXHAUSTED' : 'UNAVAILABLE' }
        })
    }
};
function openaiChunk({ id, model }, choices, usage = null) {
    return `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', model, choices, usage })}\n\n`;
}
function openaiUsage({ inputTokens, outputTokens }) {
    return {
        prompt_tokens: inputTokens,
        completion_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens
    };
}
function anthropicEvent(type, fields) {
    return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}
function geminiPart({ id, model, plan }, text, finishReason) {
    const usageMetadata = {
        promptTokenCount: plan.inputTokens,
        candidatesTokenCount: plan.outputTokens,
        totalTokenCount: plan.inputTokens + plan.outputTokens
    };
    return {
        candidates: [
            {
                index: 0,
                content: { role: 'model', parts: [{ text }] },
                ...(finishReason !== null && { finishReason })
            }
        ],
        ...(finishReason !== null && { usageMetadata }),
        modelVersion: model,
        responseId: id
    };
}
//# sourceMappingURL=dialect.js.map