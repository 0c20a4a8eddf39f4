/** Who speaks OpenAI's chat with words of his own, each with what is peculiar to him; hosts and figures are made up. */
import { describe, expect, it } from 'vitest';
import { createPriceBook } from '../../collector/record/prices/price.js';
import { rowFromTape } from '../../collector/record/record.js';
import { chatChunk, chatEnd } from './streams.js';
import { contextOf, cutAt, eventStream, json, sse, tapeOf } from './tapes.js';
const said = [chatChunk({ role: 'assistant', content: '' }), chatChunk({ content: 'Grüße' })];
const usage = { prompt_tokens: 20, completion_tokens: 9, total_tokens: 29 };
const cached = { ...usage, prompt_tokens_details: { cached_tokens: 8 } };
const dialects = {
    'Fireworks, with usage beside the finish reason': {
        provider: 'fireworks',
        path: '/inference/v1/chat/completions',
        model: 'accounts/fireworks/models/glm-5p1',
        body: sse(...said, chatEnd('stop', { usage: cached }), '[DONE]'),
        row: { cache_read_tokens: 8 }
    },
    'Moonshot, with usage in the choice': {
        provider: 'moonshot_ai',
        model: 'kimi-k2.5',
        body: sse(...said, inChoice({ ...usage, cached_tokens: 8 }), '[DONE]'),
        row: { cache_read_tokens: 8 }
    },
    'Together, with the text twice': {
        provider: 'together',
        body: sse({ ...chatChunk({}), choices: [{ index: 0, text: 'Grüße', delta: { content: 'Grüße', token_id: 7 } }] }, chatEnd('eos', { usage: { ...usage, cached_tokens: 0 } }), '[DONE]'),
        row: { cache_read_tokens: 0, finish_reason: 'eos' }
    },
    'Cerebras, with times of its own': {
        provider: 'cerebras',
        body: sse(...said, chatEnd('stop', { usage, time_info: { queue_time: 0.1 } }), '[DONE]'),
        row: {}
    },
    'Groq, with usage in its own field': {
        provider: 'groq',
        path: '/openai/v1/chat/completions',
        body: sse(...said, chatEnd('stop', { x_groq: { id: 'r', usage: { ...usage, queue_time: 0.02 } } }), '[DONE]'),
        row: {}
    },
    'DeepSeek, thinking, with hits and misses of its cache': {
        provider: 'deepseek',
        path: '/chat/completions',
        body: `: keep-alive\n\n${sse(chatChunk({ reasoning_content: 'Hm' }), ...said, chatEnd('stop', {
            usage: {
                ...usage,
                prompt_cache_hit_tokens: 8,
                prompt_cache_miss_tokens: 12,
                completion_tokens_details: { reasoning_tokens: 3 }
            }
        }), '[DONE]')}`,
        row: { cache_read_tokens: 8, reasoning_tokens: 3 }
    },
    'xAI, which leaves thinking out of the completion and says what it charged': {
        provider: 'x_ai',
        body: sse(...said, chatEnd('stop', {
            usage: {
                prompt_tokens: 20,
                completion_tokens: 5,
                total_tokens: 29,
                completion_tokens_details: { reasoning_tokens: 4 },
                cost_in_usd_ticks: 2_500_000
            }
        }), '[DONE]'),
        row: { reasoning_tokens: 4, cost_reported_usd: '0.00025' }
    },
    'OpenRouter, which comments while it waits and says what it charged': {
        provider: 'openrouter',
        path: '/api/v1/chat/completions',
        body: `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${sse(...said, chatEnd('stop', { provider: 'X', usage: { ...cached, cost: 0.00014, is_byok: false } }), '[DONE]')}`,
        row: { cache_read_tokens: 8, cost_reported_usd: '0.00014' }
    },
    'Perplexity, with usage in every chunk and searches': {
        provider: 'perplexity',
        path: '/chat/completions',
        body: sse(...[3, 6, 9].map(completion_tokens => ({
            ...chatChunk({ content: 'Grüße' }),
            usage: { ...usage, completion_tokens, total_tokens: 20 + completion_tokens, num_search_queries: 2 }
        })), { ...chatEnd('stop', { usage: { ...usage, num_search_queries: 2 } }), object: 'chat.completion.done' }),
        row: { units: { web_searches: 2 } }
    },
    'Mistral, whose content has thinking parts': {
        provider: 'mistral_ai',
        body: sse(chatChunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }), chatChunk({ content: [{ type: 'text', text: 'Grüße' }] }), chatEnd('stop', { usage: cached }), '[DONE]'),
        row: { cache_read_tokens: 8 }
    },
    'Hugging Face, whose router names whom it chose': {
        provider: 'huggingface',
        model: 'openai/gpt-oss-120b:cerebras',
        body: sse(...said, chatEnd('stop', { usage }), '[DONE]'),
        row: {}
    },
    'vLLM, with the usage so far in every chunk': {
        provider: 'vllm',
        body: sse(...[1, 5, 9].map(completion_tokens => ({
            ...chatChunk({ content: 'Grüße' }),
            usage: { prompt_tokens: 20, completion_tokens, total_tokens: 20 + completion_tokens }
        })), chatEnd(), { ...chatChunk({}), choices: [], usage }, '[DONE]'),
        row: {}
    },
    'Ollama, at its OpenAI address': {
        provider: 'ollama',
        body: sse(...said, chatEnd(), { ...chatChunk({}), choices: [], usage }, '[DONE]'),
        row: {}
    },
    'Gemini, whose compatible answers leave thinking out': {
        provider: 'gcp.gemini',
        path: '/v1beta/openai/chat/completions',
        body: sse(...said, chatEnd('stop', { usage: { prompt_tokens: 20, completion_tokens: 4, total_tokens: 29 } }), '[DONE]'),
        row: {}
    },
    'Vertex AI, at its OpenAI address': {
        provider: 'gcp.vertex_ai',
        path: '/v1/projects/p/locations/global/endpoints/openapi/chat/completions',
        model: 'google/gemini-2.5-flash',
        body: sse(...said, chatEnd('stop', { usage: cached }), '[DONE]'),
        row: { cache_read_tokens: 8 }
    },
    'Foundry, without a deployment in its address': {
        provider: 'azure.ai.inference',
        path: '/models/chat/completions?api-version=2025-05-01-preview',
        body: sse({ choices: [], id: '', model: '' }, ...said, chatEnd('stop', { usage }), '[DONE]'),
        row: {}
    }
};
describe.each(Object.entries(dialects))('%s', (_name, dialect) => {
    const rowOf = (cuts) => {
        const { provider, path = '/v1/chat/completions', model = 'm-1', body } = dialect;
        const context = contextOf({ price: createPriceBook().price });
        const request = { model, stream: true, messages: [{ role: 'user', content: 'Hallo' }] };
        const response = cutAt(Buffer.from(body), cuts);
        const row = rowFromTape(tapeOf({ path, request, responseHeaders: eventStream, response, tape: { provider } }), context);
        expect(context.faults).toEqual([]);
        return row;
    };
    it('is counted as it reports, whole or cut anywhere', () => {
        const expected = {
            wire: 'openai.chat',
            input_tokens: 20,
            output_tokens: 9,
            usage_source: 'reported',
            finish_reason: 'stop',
            error_type: '',
            ...dialect.row
        };
        const { length } = Buffer.from(dialect.body);
        for (const cuts of [[], [1], [length >> 1], [length - 3], range(length)]) {
            expect(rowOf(cuts), `cut at ${cuts.slice(0, 3)}`).toMatchObject(expected);
        }
    });
});
it('an answer that DeepSeek keeps alive with blank lines is read', () => {
    const answer = { object: 'chat.completion', model: 'm', choices: [{ index: 0, message: {} }], usage };
    const row = rowFromTape(tapeOf({
        request: { model: 'm', messages: [] },
        responseHeaders: json,
        response: [
            ['\n\n\n', 1_000],
            [JSON.stringify(answer), 2_000]
        ]
    }), contextOf());
    expect(row).toMatchObject({ wire: 'openai.chat', input_tokens: 20, usage_source: 'reported' });
});
function inChoice(choiceUsage) {
    return { ...chatChunk({}), choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage: choiceUsage }] };
}
/** 1, 2, 3 … up to the end. */
function range(length) {
    return Array.from({ length: length - 1 }, (_, index) => index + 1);
}
//# sourceMappingURL=wires-dialects.test.js.map