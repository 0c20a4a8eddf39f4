import { describe, expect, it } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { requestColumns } from '../../schemas/row.js';
import { chat, messages, responses, streams } from './streams.js';
import { contextOf, eventStream, json, tapeOf } from './tapes.js';
describe('a row', () => {
    it('has every column and no other', () => {
        for (const sample of Object.values(streams)) {
            const row = rowOf({ path: sample.path, request: sample.request, response: [[sample.body, 1]] });
            expect(Object.keys(row).sort()).toEqual(Object.keys(requestColumns).sort());
        }
    });
    it('says who it was for', () => {
        const row = rowOf({
            requestHeaders: {
                'X-Teeline-User': 'Zo\u00c3\u00ab',
                'x-teeline-feature': 'search',
                'x-teeline-session': 's-1',
                'x-teeline-tag-Team': 'red',
                'x-teeline-tag-__proto__': 'p'
            }
        });
        expect(row).toMatchObject({ user: 'Zoë', feature: 'search', session: 's-1' });
        expect(Object.entries(row.tags)).toEqual([
            ['team', 'red'],
            ['__proto__', 'p']
        ]);
    });
    it('belongs to the trace of its client, with a span of its own', () => {
        const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
        const row = rowOf({ requestHeaders: { traceparent: parent } });
        expect(row).toMatchObject({
            trace_id: '0af7651916cd43dd8448eb211c80319c',
            parent_span_id: 'b7ad6b7169203331',
            span_id: expect.stringMatching(/^[0-9a-f]{16}$/)
        });
        expect(row.span_id).not.toBe(row.parent_span_id);
    });
    it.each([
        undefined,
        '',
        'nonsense',
        '00-00000000000000000000000000000000-b7ad6b7169203331-01',
        'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
        '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more'
    ])('has a trace of its own when the client’s is %j', traceparent => {
        const one = rowOf({ requestHeaders: traceparent === undefined ? {} : { traceparent } });
        expect(one).toMatchObject({ trace_id: expect.stringMatching(/^[0-9a-f]{32}$/), parent_span_id: '' });
        expect(rowOf({ tape: { id: 'another' } }).trace_id).not.toBe(one.trace_id);
    });
    it('keeps the limits that the provider told', () => {
        const row = rowOf({
            responseHeaders: {
                ...eventStream,
                'x-ratelimit-remaining-tokens': '99',
                'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:00Z',
                'Retry-After': '3',
                'x-request-id': 'no limit'
            }
        });
        expect(row.rate_limit).toEqual({
            'x-ratelimit-remaining-tokens': '99',
            'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:00Z',
            'retry-after': '3'
        });
    });
    it('holds no more than its bounds, and only whole characters', () => {
        const long = 'é\ud83e\udd8a'.repeat(2000);
        const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x-teeline-tag-${index}`, 'v']));
        const row = rowOf({
            requestHeaders: { 'x-teeline-user': 'u'.repeat(500), ...tags },
            request: { model: `x${long}`, messages: [] },
            status: 400,
            responseHeaders: json,
            response: [[`{"error":{"message":"\\ud800${long}"}}`, 1]],
            tape: { path: `/${'p'.repeat(4000)}` }
        });
        expect(row.user).toHaveLength(256);
        expect(row.request_model).toHaveLength(256);
        expect(row.error_message).toHaveLength(1024);
        expect(row.path).toHaveLength(2048);
        expect(Object.keys(row.tags)).toHaveLength(32);
        expect(JSON.stringify(row)).not.toMatch(/\\ud[89a-f]/i);
    });
    it('says what it was priced by, and asks for the model that answered first', () => {
        const asked = [];
        const price = (_usage, query) => {
            asked.push(query);
            return query.model === 'm-1'
                ? { costUsd: '0.5', costListUsd: '0.25', source: 'list', card: 'card-1' }
                : { costUsd: null, costListUsd: null, source: 'none', card: '' };
        };
        const exchange = {
            request: chat.request,
            responseHeaders: eventStream,
            response: [[chat.body, 1]]
        };
        const row = rowFromTape(tapeOf({ ...exchange, tape: { upstreamHost: 'h.example:8443' } }), contextOf({ price }));
        expect(row).toMatchObject({
            cost_usd: '0.5',
            cost_list_usd: '0.25',
            price_source: 'list',
            price_card: 'card-1'
        });
        expect(asked).toEqual(['m-1-2026', 'm-1'].map(model => ({
            provider: 'openai',
            route: '/openai',
            upstreamHost: 'h.example',
            model,
            serviceTier: '',
            atUs: 1_790_000_000_123_456
        })));
    });
});
describe('an error', () => {
    it.each([
        [
            429,
            'http_429',
            { error: { message: 'slow', type: 'tokens', code: 'rate_limit_exceeded' } },
            'rate_limit_exceeded'
        ],
        [
            401,
            'http_4xx',
            { error: { message: 'slow', type: 'invalid_request_error', code: null } },
            'invalid_request_error'
        ],
        [
            529,
            'http_5xx',
            { type: 'error', error: { type: 'overloaded_error', message: 'slow' } },
            'overloaded_error'
        ],
        [503, 'http_5xx', { error: { code: 503, message: 'slow', status: 'UNAVAILABLE' } }, 'UNAVAILABLE'],
        [503, 'http_5xx', [{ error: { code: 503, message: 'slow', status: 'UNAVAILABLE' } }], 'UNAVAILABLE'],
        [502, 'http_5xx', { error: { message: 'slow', code: 502 } }, '502'],
        [422, 'http_4xx', { detail: [{ loc: ['body'], msg: 'slow', type: 'missing' }] }, ''],
        [400, 'http_4xx', { message: 'slow' }, ''],
        [404, 'http_4xx', { error: 'slow' }, '']
    ])('with status %i is %s', (status, error_type, body, error_code) => {
        const row = rowOf({ status, responseHeaders: json, response: [[JSON.stringify(body), 1]] });
        expect(row).toMatchObject({
            error_type,
            error_code,
            error_message: 'slow',
            usage_source: 'none',
            cost_usd: null
        });
        expect(row).toMatchObject({ input_tokens: null, output_tokens: null, wire: 'openai.chat' });
    });
    it('in plain text gives its text', () => {
        const row = rowOf({ status: 502, responseHeaders: {}, response: [['  Bad Gateway\n', 1]] });
        expect(row).toMatchObject({ error_type: 'http_5xx', error_message: 'Bad Gateway' });
    });
    it('of the transport stays what it was', () => {
        const row = rowOf({
            status: null,
            tape: {
                errorType: 'upstream_connect',
                errorCode: 'ECONNREFUSED',
                errorMessage: 'refused',
                endedBy: 'upstream'
            }
        });
        expect(row).toMatchObject({
            status: null,
            error_type: 'upstream_connect',
            error_code: 'ECONNREFUSED',
            ended_by: 'upstream',
            usage_source: 'none',
            streamed: true
        });
    });
});
describe('a wire', () => {
    it.each([
        ['/v1/chat/completions', 'openai.chat', 'chat'],
        ['/openai/v1/chat/completions', 'openai.chat', 'chat'],
        ['/v1beta/openai/chat/completions', 'openai.chat', 'chat'],
        ['/openai/deployments/d/chat/completions?api-version=1', 'openai.chat', 'chat'],
        ['/v1/completions', 'unknown', 'text_completion'],
        ['/api/v1/responses', 'openai.responses', 'chat'],
        ['/v1/responses/resp_1/cancel', 'unknown', ''],
        ['/v1/responses/input_tokens', 'unknown', 'count_tokens'],
        ['/v1/messages', 'anthropic.messages', 'chat'],
        ['/v1/messages/count_tokens', 'anthropic.count_tokens', 'count_tokens'],
        ['/v1/messages/batches', 'anthropic.batches', 'batch'],
        ['/v1/embeddings', 'unknown', 'embeddings'],
        ['/v1/images/generations', 'openai.images', 'image_generation'],
        ['/v1/audio/speech', 'openai.speech', 'speech'],
        ['/openai/deployments/d/audio/translations', 'openai.transcription', 'transcription'],
        ['/v1/moderations', 'openai.moderation', 'moderation'],
        ['/v1/batches', 'openai.batches', 'batch'],
        ['/v1beta/models/g:embedContent', 'gemini.embeddings', 'embeddings'],
        ['/v1beta/models/g:countTokens', 'gemini.count_tokens', 'count_tokens'],
        ['/v1beta/interactions', 'gemini.interactions', 'generate_content'],
        ['/model/m/converse-stream', 'bedrock.converse', 'chat'],
        ['/model/m/invoke', 'bedrock.invoke', 'chat'],
        ['/model/embed-m/invoke', 'bedrock.invoke', 'embeddings'],
        ['/model/m/count-tokens', 'bedrock.count_tokens', 'count_tokens'],
        ['/v2/chat', 'cohere.chat', 'chat'],
        ['/v2/embed', 'cohere.embed', 'embeddings'],
        ['/v2/rerank', 'cohere.rerank', 'rerank'],
        ['/v1/ocr', 'mistral.ocr', 'ocr'],
        ['/api/embed', 'ollama.embed', 'embeddings'],
        ['/v1beta/models/g:generateContent', 'gemini.generate', 'generate_content'],
        ['/v2/whatever', 'unknown', '']
    ])('is told from path and request: %s', (path, wire, operation) => {
        expect(rowOf({ path, response: [] })).toMatchObject({ wire, operation });
    });
    it('is told from the answer where the path says nothing', () => {
        for (const sample of [chat, messages]) {
            const row = rowOf({ path: '/my/own/path', request: {}, response: [[sample.body, 1]] });
            expect(row).toMatchObject({ wire: sample.wire, ...sample.row });
        }
    });
    it('counts a stored answer that is fetched again as nothing', () => {
        const row = rowOf({
            method: 'GET',
            path: '/v1/responses/resp_1?stream=true',
            response: [[responses.body, 1]]
        });
        expect(row).toMatchObject({ wire: 'unknown', operation: 'fetch_response', usage_source: 'none' });
    });
    it('is asked for by POST alone', () => {
        const row = rowOf({ method: 'GET', path: '/v1/chat/completions', request: '', response: [] });
        expect(row).toMatchObject({ wire: 'unknown', operation: 'chat' });
    });
    it('leaves the usage of work that is only queued to whoever fetches it', () => {
        const body = JSON.stringify({
            object: 'response',
            status: 'queued',
            id: 'resp_1',
            model: 'm',
            usage: null
        });
        const row = rowOf({ path: '/v1/responses', responseHeaders: json, response: [[body, 1]] });
        expect(row).toMatchObject({ usage_source: 'none', input_tokens: null, finish_reason: 'queued' });
    });
    it('that throws keeps its name, and only the caller hears of it', () => {
        const fault = new Error('from the estimator');
        const context = contextOf({
            estimateTokens: () => {
                throw fault;
            }
        });
        const response = chat.body.replace(/data: \{[^\n]*"usage":\{[^\n]*\n\n/, '');
        const row = rowFromTape(tapeOf({ request: { messages: [] }, responseHeaders: eventStream, response: [[response, 1]] }), context);
        expect(row).toMatchObject({ wire: 'openai.chat', usage_source: 'none', input_tokens: null });
        expect(context.faults).toEqual([fault]);
    });
});
describe('embeddings', () => {
    it('use input only', () => {
        const body = {
            object: 'list',
            data: [{ embedding: [0.1] }],
            model: 'e-1',
            usage: { prompt_tokens: 5, total_tokens: 5 }
        };
        const row = rowOf({
            path: '/v1/embeddings',
            request: { model: 'e', input: 'x' },
            responseHeaders: json,
            response: [[JSON.stringify(body), 1]]
        });
        expect(row).toMatchObject({
            wire: 'openai.embeddings',
            operation: 'embeddings',
            input_tokens: 5,
            output_tokens: null,
            response_model: 'e-1',
            usage_source: 'reported'
        });
    });
});
it('says that its request was changed on the way', () => {
    expect(rowOf({}).mutated).toBe(false);
    expect(rowOf({ tape: { mutated: true } }).mutated).toBe(true);
});
function rowOf(exchange) {
    const context = contextOf();
    const row = rowFromTape(tapeOf({ request: chat.request, responseHeaders: eventStream, ...exchange }), context);
    expect(context.faults).toEqual([]);
    return row;
}
//# sourceMappingURL=rows.test.js.map