/** What was said, in the shapes of OpenTelemetry's conventions, read off tapes of the four wires that are known. */
import { describe, expect, test } from 'vitest';
import { contentOf } from '../../collector/record/content/content.js';
import { recordTape } from '../../collector/record/record.js';
import { seededRandom, seedOf } from '../support/random.js';
import { loadRecordings } from '../support/recordings.js';
import { mangle } from './mangle.js';
import { chat, chatChunk, chatEnd, geminiArray, geminiSse, messageEnd, messageStart, messages, named } from './streams.js';
import { contextOf, eventStream, json, sse, tapeOf } from './tapes.js';
const secret = 'sk-content-3f9a71c2d8e4b5';
const weather = { type: 'object', properties: { city: { type: 'string' } } };
describe('a question', () => {
    test('to chat completions: roles, texts, images without bytes, calls and their results, tools', () => {
        const { inputMessages, systemInstructions, toolDefinitions } = said({
            request: {
                model: 'gpt-4o',
                messages: [
                    { role: 'system', content: 'Be brief.' },
                    {
                        role: 'user',
                        content: [
                            { type: 'text', text: 'What is this?' },
                            { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
                            { type: 'image_url', image_url: { url: 'https://img.example/a.png?X-Signature=abc' } }
                        ]
                    },
                    {
                        role: 'assistant',
                        content: null,
                        tool_calls: [
                            { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Ulm"}' } }
                        ]
                    },
                    { role: 'tool', tool_call_id: 'call_1', content: 'rain' }
                ],
                tools: [{ type: 'function', function: { name: 'weather', description: 'Now.', parameters: weather } }]
            }
        });
        expect(systemInstructions).toBe('');
        expect(JSON.parse(inputMessages)).toEqual([
            { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
            {
                role: 'user',
                parts: [
                    { type: 'text', content: 'What is this?' },
                    { type: 'blob', modality: 'image', mime_type: 'image/png', content: '' },
                    { type: 'uri', modality: 'image', uri: 'https://img.example/a.png' }
                ]
            },
            {
                role: 'assistant',
                parts: [{ type: 'tool_call', id: 'call_1', name: 'weather', arguments: { city: 'Ulm' } }]
            },
            { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_1', response: 'rain' }] }
        ]);
        expect(JSON.parse(toolDefinitions)).toEqual([
            { type: 'function', name: 'weather', description: 'Now.', parameters: weather }
        ]);
    });
    test('to responses: instructions stand apart, items are messages', () => {
        const { inputMessages, systemInstructions, toolDefinitions } = said({
            path: '/v1/responses',
            request: {
                model: 'gpt-5',
                instructions: 'Be brief.',
                input: [
                    { role: 'user', content: [{ type: 'input_text', text: 'Weather?' }] },
                    { type: 'function_call', call_id: 'c1', name: 'weather', arguments: '{}' },
                    { type: 'function_call_output', call_id: 'c1', output: 'rain' }
                ],
                tools: [{ type: 'function', name: 'weather', parameters: weather }, { type: 'web_search' }]
            }
        });
        expect(JSON.parse(systemInstructions)).toEqual([{ type: 'text', content: 'Be brief.' }]);
        expect(JSON.parse(inputMessages)).toEqual([
            { role: 'user', parts: [{ type: 'text', content: 'Weather?' }] },
            { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'weather', arguments: {} }] },
            { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'rain' }] }
        ]);
        expect(JSON.parse(toolDefinitions)).toEqual([
            { type: 'function', name: 'weather', parameters: weather },
            { type: 'web_search', name: 'web_search' }
        ]);
    });
    test('to messages: system, tool results, documents', () => {
        const { inputMessages, systemInstructions, toolDefinitions } = said({
            path: '/v1/messages',
            request: {
                model: 'claude-sonnet-4-5',
                system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
                messages: [
                    { role: 'user', content: 'Weather?' },
                    {
                        role: 'assistant',
                        content: [{ type: 'tool_use', id: 't1', name: 'weather', input: { city: 'Ulm' } }]
                    },
                    {
                        role: 'user',
                        content: [
                            { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'rain' }] },
                            {
                                type: 'document',
                                source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' }
                            }
                        ]
                    }
                ],
                tools: [{ name: 'weather', input_schema: weather }]
            }
        });
        expect(JSON.parse(systemInstructions)).toEqual([{ type: 'text', content: 'Be brief.' }]);
        expect(JSON.parse(inputMessages)).toEqual([
            { role: 'user', parts: [{ type: 'text', content: 'Weather?' }] },
            {
                role: 'assistant',
                parts: [{ type: 'tool_call', id: 't1', name: 'weather', arguments: { city: 'Ulm' } }]
            },
            {
                role: 'user',
                parts: [
                    { type: 'tool_call_response', id: 't1', response: [{ type: 'text', content: 'rain' }] },
                    { type: 'blob', modality: 'document', mime_type: 'application/pdf', content: '' }
                ]
            }
        ]);
        expect(JSON.parse(toolDefinitions)).toEqual([{ type: 'function', name: 'weather', parameters: weather }]);
    });
    test('to Gemini: the model is the assistant, in either spelling of a field', () => {
        const { inputMessages, systemInstructions, toolDefinitions } = said({
            path: '/v1beta/models/gemini-2.5-flash:generateContent',
            request: {
                system_instruction: { parts: [{ text: 'Be brief.' }] },
                contents: [
                    {
                        role: 'user',
                        parts: [{ text: 'Weather?' }, { inline_data: { mime_type: 'audio/wav', data: 'UklG' } }]
                    },
                    { role: 'model', parts: [{ functionCall: { name: 'weather', args: { city: 'Ulm' } } }] },
                    { role: 'user', parts: [{ functionResponse: { name: 'weather', response: { sky: 'rain' } } }] }
                ],
                tools: [{ functionDeclarations: [{ name: 'weather', parameters: weather }] }, { googleSearch: {} }]
            }
        });
        expect(JSON.parse(systemInstructions)).toEqual([{ type: 'text', content: 'Be brief.' }]);
        expect(JSON.parse(inputMessages)).toEqual([
            {
                role: 'user',
                parts: [
                    { type: 'text', content: 'Weather?' },
                    { type: 'blob', modality: 'audio', mime_type: 'audio/wav', content: '' }
                ]
            },
            {
                role: 'assistant',
                parts: [{ type: 'tool_call', id: null, name: 'weather', arguments: { city: 'Ulm' } }]
            },
            {
                role: 'user',
                parts: [{ type: 'tool_call_response', id: 'weather', response: { sky: 'rain' } }]
            }
        ]);
        expect(JSON.parse(toolDefinitions)).toEqual([
            { type: 'function', name: 'weather', parameters: weather },
            { type: 'googleSearch', name: 'googleSearch' }
        ]);
    });
});
describe('an answer', () => {
    test.each(Object.entries({ chat, messages, geminiSse, geminiArray }))('that came as a stream is told as one message: %s', (_, sample) => {
        const output = JSON.parse(said({ ...sample, response: [[sample.body, 1_000]] }).outputMessages);
        expect(output).toHaveLength(1);
        expectMessages(output);
        expect(output[0].finish_reason).toMatch(/^(stop|tool_call|length)$/);
        const text = output[0].parts.map((part) => part.content ?? '').join('');
        expect(text.length).toBeGreaterThan(0);
    });
    test('of several choices, with reasoning and with calls in pieces', () => {
        const call = (rest) => ({ tool_calls: [{ index: 0, ...rest }] });
        const two = { choices: [{ index: 1, delta: { content: 'Or so.' }, finish_reason: 'length' }] };
        const { outputMessages } = stream(chatChunk({ reasoning_content: 'Hm, ' }), chatChunk({ reasoning_content: 'Ulm.' }), chatChunk({ content: 'Let me ' }), chatChunk({ content: 'see.' }), chatChunk(call({ id: 'c1', function: { name: 'weather', arguments: '{"ci' } })), chatChunk(call({ function: { arguments: 'ty":"Ulm"}' } })), two, chatEnd('tool_calls'));
        expect(JSON.parse(outputMessages)).toEqual([
            {
                role: 'assistant',
                parts: [
                    { type: 'reasoning', content: 'Hm, Ulm.' },
                    { type: 'text', content: 'Let me see.' },
                    { type: 'tool_call', id: 'c1', name: 'weather', arguments: { city: 'Ulm' } }
                ],
                finish_reason: 'tool_call'
            },
            { role: 'assistant', parts: [{ type: 'text', content: 'Or so.' }], finish_reason: 'length' }
        ]);
    });
    test('that broke off is told as far as it came, and ends in an error', () => {
        const broken = JSON.parse(stream(chatChunk({ content: 'Once upon' })).outputMessages);
        expect(broken).toEqual([
            { role: 'assistant', parts: [{ type: 'text', content: 'Once upon' }], finish_reason: 'error' }
        ]);
        const response = { id: 'r1', object: 'response', status: 'in_progress', output: [] };
        const { outputMessages } = said({
            path: '/v1/responses',
            request: { model: 'gpt-5', input: 'Hi', stream: true },
            responseHeaders: eventStream,
            response: [
                [
                    sse({ type: 'response.created', response }, { type: 'response.output_item.added', output_index: 0, item: { type: 'message', content: [] } }, { type: 'response.output_text.delta', output_index: 0, delta: 'Once ' }, { type: 'response.output_text.delta', output_index: 0, delta: 'upon' }, {
                        type: 'response.output_item.added',
                        output_index: 1,
                        item: { type: 'function_call', call_id: 'c1', name: 'weather', arguments: '' }
                    }, { type: 'response.function_call_arguments.delta', output_index: 1, delta: '{"city' }),
                    1_000
                ]
            ]
        });
        expect(JSON.parse(outputMessages)).toEqual([
            {
                role: 'assistant',
                parts: [
                    { type: 'text', content: 'Once upon' },
                    { type: 'tool_call', id: 'c1', name: 'weather', arguments: '{"city' }
                ],
                finish_reason: 'error'
            }
        ]);
    });
    test("of Anthropic's, with thinking and a tool", () => {
        const block = (index, content_block) => ({
            type: 'content_block_start',
            index,
            content_block
        });
        const delta = (index, value) => ({ type: 'content_block_delta', index, delta: value });
        const { outputMessages } = said({
            path: '/v1/messages',
            request: { model: 'claude-sonnet-4-5', stream: true, messages: [{ role: 'user', content: 'Hi' }] },
            responseHeaders: eventStream,
            response: [
                [
                    named(messageStart, block(0, { type: 'thinking', thinking: '' }), delta(0, { type: 'thinking_delta', thinking: 'Hm.' }), block(1, { type: 'text', text: '' }), delta(1, { type: 'text_delta', text: 'Let me see.' }), block(2, { type: 'tool_use', id: 't1', name: 'weather', input: {} }), delta(2, { type: 'input_json_delta', partial_json: '{"city":' }), delta(2, { type: 'input_json_delta', partial_json: '"Ulm"}' }), ...messageEnd),
                    1_000
                ]
            ]
        });
        const [message] = JSON.parse(outputMessages);
        expect(message.parts).toEqual([
            { type: 'reasoning', content: 'Hm.' },
            { type: 'text', content: 'Let me see.' },
            { type: 'tool_call', id: 't1', name: 'weather', arguments: { city: 'Ulm' } }
        ]);
    });
    test('with an error status, or of another wire, has no content', () => {
        expect(said({ request: hello, status: 400, responseHeaders: json, response: [['{"error":{}}', 1]] })).toEqual(expect.objectContaining({ outputMessages: '', inputMessages: expect.stringContaining('Hello') }));
        const tape = tapeOf({ path: '/v1/embeddings', request: { model: 'm', input: 'Hello' } });
        expect(contentOf(recordTape(tape, contextOf({ keepsValues: true })), tape)).toBeNull();
    });
});
describe('what must not be there', () => {
    test('credentials, also where a bound cuts them', () => {
        for (const length of [1, 32_700, 32_710, 32_720, 32_740]) {
            const content = `${'x'.repeat(length)} my key is ${secret}, keep it ${secret}`;
            const requestHeaders = { authorization: `Bearer ${secret}` };
            const request = { model: 'gpt-4o', messages: [{ role: 'user', content }] };
            const all = JSON.stringify(said({ request, requestHeaders }));
            expect(all).not.toContain(secret.slice(0, 9));
        }
    });
    test('more than a bound of it: the last messages stay, as valid JSON, and the cut is told', () => {
        const many = Array.from({ length: 50 }, (_, index) => ({
            role: 'user',
            content: `${index} ${'äöü "quoted" '.repeat(200)}`
        }));
        const { inputMessages, cut } = said({ request: { model: 'gpt-4o', messages: many } });
        expect(cut).toBe(true);
        expect(inputMessages.length).toBeLessThan(33_500);
        const kept = JSON.parse(inputMessages);
        expectMessages(kept);
        expect(kept.at(-1).parts[0].content).toContain('49 ');
        expect(kept.length).toBeLessThan(20);
        expect(kept.length).toBeGreaterThan(5);
    });
    test.each([
        ['one long text', [{ role: 'user', content: 'y'.repeat(2_000_000) }]],
        ['a host of parts', [{ role: 'user', content: Array(50_000).fill({ type: 'text', text: 'z' }) }]],
        ['foreign shapes', [null, 7, [], { role: 3, content: { a: 1 } }, { content: [null, [], { type: 4 }] }]]
    ])('whatever a client sends is bounded: %s', (_, list) => {
        const { inputMessages } = said({ request: { model: 'gpt-4o', messages: list } }) ?? { inputMessages: '' };
        expect(inputMessages.length).toBeLessThan(34_000);
        if (inputMessages !== '')
            JSON.parse(inputMessages);
    });
});
test('JSON that is nested deeper than the stack costs the content and nothing else', () => {
    const nested = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const request = `{"model":"gpt-4o","messages":[{"role":"assistant","tool_calls":[{"function":{"arguments":${nested}}}]}]}`;
    const tape = tapeOf({ request });
    const recorded = recordTape(tape, contextOf({ keepsValues: true }));
    expect(recorded.row.wire).toBe('openai.chat');
    expect(contentOf(recorded, tape)).toBeNull();
});
const recordings = loadRecordings();
describe.skipIf(recordings.length === 0)('recorded traffic', () => {
    test('is told in the conventions’ shapes, whole or broken', () => {
        let read = 0;
        for (const recording of recordings) {
            const { request, response, provider, host } = recording;
            const random = seededRandom(seedOf(recording.name));
            for (const body of [response.body, mangle(response.body, random)]) {
                const content = tolerantlySaid(tapeOf({
                    path: request.path,
                    method: request.method,
                    requestHeaders: Object.fromEntries(request.headers),
                    request: request.body,
                    status: response.status,
                    responseHeaders: Object.fromEntries(response.headers),
                    response: [[body, 1_000]],
                    tape: { provider, upstreamHost: host }
                }));
                if (content === null)
                    continue;
                read += 1;
                expectMessages(JSON.parse(content.inputMessages || '[]'));
                expectMessages(JSON.parse(content.outputMessages || '[]'));
                expectParts(JSON.parse(content.systemInstructions || '[]'));
                for (const tool of JSON.parse(content.toolDefinitions || '[]'))
                    expect(tool).toMatchObject({ type: expect.stringMatching(/./), name: expect.stringMatching(/./) });
            }
        }
        expect(read).toBeGreaterThan(100);
    });
});
const hello = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] };
function said(exchange) {
    const content = tolerantlySaid(tapeOf(exchange));
    return content;
}
function tolerantlySaid(tape) {
    return contentOf(recordTape(tape, contextOf({ keepsValues: true })), tape);
}
function stream(...events) {
    return said({
        request: { ...hello, stream: true },
        responseHeaders: eventStream,
        response: [[sse(...events), 1_000]]
    });
}
function expectMessages(list) {
    for (const { role, parts, finish_reason } of list) {
        expect(role).not.toBe('');
        expectParts(parts);
        if (finish_reason !== undefined)
            expect(finish_reason).not.toBe('');
    }
}
/** What the conventions' schema requires of each kind. */
const required = {
    text: ['content'],
    reasoning: ['content'],
    tool_call: ['name'],
    tool_call_response: ['response'],
    blob: ['modality', 'content'],
    uri: ['modality', 'uri'],
    file: ['modality', 'file_id']
};
function expectParts(parts) {
    for (const part of parts) {
        expect(part['type']).toEqual(expect.stringMatching(/./));
        for (const name of required[part['type']] ?? [])
            expect(part).toHaveProperty(name);
    }
}
//# sourceMappingURL=content.test.js.map