import { describe, expect, it } from 'vitest';
import { keyIdsUnder } from '../../collector/record/credentials.js';
import { rowFromTape } from '../../collector/record/record.js';
import { chat } from './streams.js';
import { contextOf, eventStream, json, sse, tapeOf } from './tapes.js';
const key = 'sk-Test/abc+DEF_0123456789-zyx==';
const places = [
    ['authorization', { requestHeaders: { Authorization: `Bearer ${key}` } }],
    ['authorization without a scheme', { requestHeaders: { authorization: key } }],
    ['x-api-key', { requestHeaders: { 'X-Api-Key': key } }],
    ['api-key', { requestHeaders: { 'api-key': key } }],
    ['x-goog-api-key', { requestHeaders: { 'x-goog-api-key': key } }],
    ['the query', { path: `/v1/chat/completions?alt=sse&key=${encodeURIComponent(key)}` }],
    [
        'a WebSocket subprotocol',
        { requestHeaders: { 'Sec-WebSocket-Protocol': `realtime, openai-insecure-api-key.${key}` } }
    ]
];
describe.each(places)('a key in %s', (_place, exchange) => {
    const echo = `${key} ${encodeURIComponent(key)} ${key.toLowerCase()}`;
    it('stays out of every column, wherever it is echoed', () => {
        const answer = {
            id: `id-${key}`,
            object: 'chat.completion.chunk',
            model: `model-${echo}`,
            service_tier: key,
            choices: [{ index: 0, delta: { content: key }, finish_reason: key }],
            usage: { prompt_tokens: 1, completion_tokens: 1, note: echo, [key]: 1 },
            error: { message: `${'x'.repeat(1010)}${echo}`, code: key }
        };
        const row = rowOf(exchange, {
            request: { model: `asked-${key}`, messages: [] },
            responseHeaders: { ...eventStream, 'x-ratelimit-note': key, 'retry-after': echo },
            response: [[sse(answer), 1]]
        });
        expectClean(row);
        expect(row.error_type).toBe('stream_error');
        expect(JSON.parse(row.usage_json)).toMatchObject({ prompt_tokens: 1 });
    });
    it('stays out when the client put it elsewhere as well', () => {
        const row = rowOf(exchange, {
            requestHeaders: {
                ...exchange.requestHeaders,
                'x-teeline-user': key,
                'x-teeline-feature': `f ${key}`,
                'x-teeline-session': key,
                [`x-teeline-tag-${key}`]: key
            },
            tape: { path: `/openai/${key}/v1?key=${key}`, errorMessage: `could not send ${echo}`, errorCode: key }
        });
        expectClean(row);
        expect(row.path).toBe('/openai/***/v1');
    });
    it('stays out of an error that is plain text, and of what is heard of faults', () => {
        const context = contextOf({
            price: () => {
                throw new Error('no price');
            }
        });
        const tape = tapeOf({ ...exchange, status: 500, response: [[`<p>bad key ${echo}</p>`, 1]] });
        expectClean(rowFromTape(tape, context));
        expect(JSON.stringify(context.faults.map(String))).not.toContain('abc+DEF');
    });
    it('gives the same id each time, and another for another key or secret', () => {
        const id = rowOf(exchange).key_id;
        expect(id).toMatch(/^[0-9a-f]{12}$/);
        expect(rowOf({ requestHeaders: { authorization: `Bearer ${key}` } }).key_id).toBe(id);
        expect(rowOf({ requestHeaders: { authorization: `Bearer ${key}x` } }).key_id).not.toBe(id);
        expect(rowFromTape(tapeOf(exchange), contextOf({ keyIdOf: keyIdsUnder(Buffer.from('another')) })).key_id).not.toBe(id);
    });
});
describe('credentials', () => {
    it('of AWS are the access key id, whatever the signature', () => {
        const sign = (signature) => rowOf({
            requestHeaders: {
                authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=${signature}`
            }
        }).key_id;
        expect(sign('aa11')).toBe(sign('bb22'));
        expect(sign('aa11')).toMatch(/^[0-9a-f]{12}$/);
    });
    it('of a user and a password stay out in both spellings', () => {
        const basic = Buffer.from('user-name:pass-word-1').toString('base64');
        const row = rowOf({
            requestHeaders: { authorization: `Basic ${basic}` },
            status: 401,
            responseHeaders: json,
            response: [
                [JSON.stringify({ error: { message: `no ${basic}, no pass-word-1, no user-name:pass-word-1` } }), 1]
            ]
        });
        expect(row.error_message).toBe('no ***, no ***, no ***');
    });
    it.each([
        ['cookie', 'theme=dark; sid=Secret-Of-It-1'],
        ['proxy-authorization', 'Basic Secret-Of-It-1'],
        ['cf-aig-authorization', 'Bearer Secret-Of-It-1'],
        ['x-amz-security-token', 'Secret-Of-It-1'],
        ['x-litellm-api-key', 'Bearer Secret-Of-It-1'],
        ['X-Gateway-Token', 'Secret-Of-It-1']
    ])('that the provider does not bill, in %s, stay out too', (name, value) => {
        const row = rowOf({
            requestHeaders: { [name]: value },
            status: 401,
            responseHeaders: json,
            response: [[JSON.stringify({ error: { message: 'no: Secret-Of-It-1' } }), 1]]
        });
        expect(row).toMatchObject({ error_message: 'no: ***', key_id: '' });
    });
    it('that are missing leave no id', () => {
        expect(rowOf({}).key_id).toBe('');
    });
    it('that are only a word for a local server spoil nothing', () => {
        const row = rowOf({
            requestHeaders: { authorization: 'Bearer ollama' },
            request: { model: 'ollama/tiny', messages: [] }
        });
        expect(row).toMatchObject({ request_model: 'ollama/tiny', key_id: expect.stringMatching(/^.{12}$/) });
    });
    it('of the big providers are known by their looks where no credential is expected', () => {
        const row = rowOf({ tape: { path: '/relay/sk-proj-0123456789abcdefghij/v1/chat/completions' } });
        expect(row.path).toBe('/relay/***/v1/chat/completions');
    });
});
function rowOf(exchange, rest = {}) {
    const base = { request: chat.request, responseHeaders: eventStream };
    return rowFromTape(tapeOf({ ...base, ...exchange, ...rest }), contextOf());
}
function expectClean(row) {
    const text = JSON.stringify(row);
    for (const trace of ['abc+DEF', 'abc%2BDEF', 'abc+def', '0123456789-zyx', 'sk-test/']) {
        expect(text.toLowerCase()).not.toContain(trace.toLowerCase());
    }
}
//# sourceMappingURL=secrets.test.js.map