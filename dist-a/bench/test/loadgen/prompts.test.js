import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base';
import * as gpt4o from 'gpt-tokenizer/model/gpt-4o';
import { describe, expect, test } from 'vitest';
import { checkProfile } from '../../loadgen/profile/check-profile.js';
import { readProfile } from '../../loadgen/profile/read-profile.js';
import { draw } from '../../loadgen/prompts/draw.js';
import { words } from '../../loadgen/prompts/words.js';
import { planRun } from '../../loadgen/schedule/plan-run.js';
import { randomOf } from '../../loadgen/schedule/random.js';
function plan(requests, arm = { route: '/openai', model: 'gpt-4o' }, count = 40) {
    const { profile, problems } = checkProfile({
        name: 'test',
        arms: [arm],
        count,
        arrivals: { kind: 'constant', ratePerS: 10 },
        requests
    });
    expect(problems).toEqual([]);
    return planRun({ profile, trace: null, bodies: null, keys: {} }, 'run-1');
}
const bodies = (of) => of.requests.map(request => JSON.parse(of.build(request).body.toString()));
test('each of the 512 words is one token, at the beginning and after a space, in both vocabularies', () => {
    expect(new Set(words).size).toBe(512);
    for (const word of words) {
        for (const text of [word, ` ${word}`]) {
            expect([text, gpt4o.encode(text).length, cl100k.encode(text).length]).toEqual([text, 1, 1]);
        }
    }
});
describe('a prompt', () => {
    test.each([1, 8, 12, 30, 100, 1_000, 7_777])('of %d tokens is as long as OpenAI counts it, within a fiftieth', tokens => {
        const made = plan({ inputTokens: tokens, outputTokens: 1_234 }, undefined, 5);
        for (const [index, { messages }] of bodies(made).entries()) {
            const counted = gpt4o.encodeChat(messages, 'gpt-4o').length;
            expect(counted).toBe(made.expected(made.requests[index])?.inputTokens);
            // The least that can be sent is one word in its chat template.
            expect(Math.abs(counted - Math.max(8, tokens))).toBeLessThanOrEqual(0.02 * tokens);
        }
    });
    test('is no longer in the older vocabulary', () => {
        for (const { messages } of bodies(plan({ inputTokens: 1_000 }))) {
            const counted = cl100k.encode(messages[0].content).length;
            expect(Math.abs(counted - 993)).toBeLessThanOrEqual(20);
        }
    });
    test('begins like no other of the run, so that no prompt cache hides the cost', () => {
        const starts = bodies(plan({ inputTokens: 40 }, undefined, 3_000)).map(({ messages }) => messages[0].content.trim().split(' ').slice(0, 4).join(' '));
        expect(new Set(starts).size).toBe(3_000);
    });
    test('asks for as much as it may get', () => {
        const made = plan({ inputTokens: 60, outputTokens: { kind: 'uniform', min: 10, max: 900 } });
        for (const [index, body] of bodies(made).entries()) {
            expect(body.max_completion_tokens).toBe(made.expected(made.requests[index])?.outputTokens);
            expect(body.messages[0].content).toContain(`at least ${body.max_completion_tokens} words`);
        }
    });
    test('of 1,000 tokens is made in far less than a millisecond', () => {
        const made = plan({ inputTokens: 1_000 }, undefined, 2_000);
        const start = process.cpuUsage();
        for (const request of made.requests)
            made.build(request);
        const { user, system } = process.cpuUsage(start);
        // About 80 µs on a quiet core.
        expect((user + system) / 2_000).toBeLessThan(600);
    });
    test('shares a prefix as often as asked, of the variants asked, and its own text follows', () => {
        const made = plan({ inputTokens: 200, sharedPrefix: { share: 0.5, tokens: 100, variants: 2 } }, undefined, 400);
        const all = bodies(made);
        const systems = all.flatMap(({ messages }) => messages[0].role === 'system' ? [messages[0].content] : []);
        expect(systems.length).toBeGreaterThan(150);
        expect(systems.length).toBeLessThan(250);
        expect(new Set(systems).size).toBe(2);
        expect(gpt4o.encode(systems[0]).length).toBe(100);
        for (const [index, { messages }] of all.entries()) {
            expect(gpt4o.encodeChat(messages, 'gpt-4o').length).toBe(messages.length === 2 ? 304 : 200);
            expect(made.expected(made.requests[index])?.inputTokens).toBe(messages.length === 2 ? 304 : 200);
        }
    });
    test('of a later turn repeats the whole session, and says its true length', () => {
        const made = plan({
            inputTokens: { kind: 'uniform', min: 30, max: 90 },
            outputTokens: { kind: 'uniform', min: 5, max: 50 },
            sharedPrefix: { share: 1, tokens: 60 },
            session: { turns: 3, thinkTimeMs: { kind: 'uniform', min: 5, max: 9 } }
        }, undefined, 5);
        const all = bodies(made);
        expect(all).toHaveLength(15);
        for (const [index, { messages }] of all.entries()) {
            const turn = index % 3;
            expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user', 'assistant', 'user'].slice(0, 2 + 2 * turn));
            if (turn > 0) {
                const before = all[index - 1].messages;
                expect(messages.slice(0, before.length)).toEqual(before);
                // The answer that was asked for, and so the one that is repeated.
                expect(gpt4o.encode(messages.at(-2).content).length).toBe(all[index - 1].max_completion_tokens);
            }
            expect(gpt4o.encodeChat(messages, 'gpt-4o').length).toBe(made.expected(made.requests[index])?.inputTokens);
        }
    });
    test('streams as often as asked', () => {
        const streamed = bodies(plan({ inputTokens: 10, streamShare: 0.25 }, undefined, 1_000)).filter(({ stream }) => stream);
        expect(streamed.length).toBeGreaterThan(200);
        expect(streamed.length).toBeLessThan(300);
        expect(bodies(plan({ streamShare: 0 })).some(({ stream }) => stream)).toBe(false);
    });
});
describe('lengths', () => {
    const draws = (distribution) => Array.from({ length: 20_000 }, (_, index) => draw(distribution, randomOf(3, 'lengths', index))).toSorted((a, b) => a - b);
    const at = (sorted, share) => sorted[Math.floor(share * sorted.length)];
    test('are drawn from each distribution as it says', () => {
        expect(new Set(draws(7))).toEqual(new Set([7]));
        const uniforms = draws({ kind: 'uniform', min: 3, max: 6 });
        expect([uniforms[0], uniforms.at(-1), new Set(uniforms).size]).toEqual([3, 6, 4]);
        const normals = draws({ kind: 'normal', mean: 1_000, sd: 100 });
        expect(at(normals, 0.5) / 1_000).toBeCloseTo(1, 1);
        expect((at(normals, 0.8413) - 1_000) / 100).toBeCloseTo(1, 1);
        const lognormals = draws({ kind: 'lognormal', median: 500, p99: 4_000 });
        expect(at(lognormals, 0.5) / 500).toBeCloseTo(1, 1);
        expect(Math.abs(at(lognormals, 0.99) / 4_000 - 1)).toBeLessThan(0.1);
        const empirical = draws({ kind: 'empirical', values: [5, 5, 5, 90] });
        expect(empirical.filter(value => value === 90).length / 20_000).toBeCloseTo(0.25, 1);
    });
    test('stay within their bounds', () => {
        const bounded = draws({ kind: 'normal', mean: 10, sd: 50, min: 2, max: 40 });
        expect([bounded[0], bounded.at(-1)]).toEqual([2, 40]);
        expect(draws({ kind: 'normal', mean: 1, sd: 50 })[0]).toBe(0);
    });
});
const rich = {
    inputTokens: 80,
    outputTokens: 40,
    tools: 2,
    images: { count: 1, widthPx: 8, heightPx: 4 },
    sharedPrefix: { share: 1, tokens: 20 }
};
describe('the wire', () => {
    const one = (wire, requests, route = '/openai') => {
        const made = plan(requests, { route, model: 'some model', wire }, 1);
        const { path, headers, body } = made.build(made.requests[0]);
        return { path, headers, body: JSON.parse(body.toString()) };
    };
    const tool = expect.objectContaining({ name: 'look_up_1', description: expect.any(String) });
    const png = expect.stringMatching(/^iVBORw0KGgo/);
    const dataUrl = expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/);
    test('openai.chat', () => {
        const { path, headers, body } = one('openai.chat', rich);
        expect(path).toBe('/openai/v1/chat/completions');
        expect(headers).toMatchObject({ 'content-type': 'application/json' });
        expect(body).toEqual({
            model: 'some model',
            messages: [
                { role: 'system', content: expect.any(String) },
                {
                    role: 'user',
                    content: [
                        { type: 'text', text: expect.any(String) },
                        { type: 'image_url', image_url: { url: dataUrl } }
                    ]
                }
            ],
            max_completion_tokens: 40,
            stream: true,
            stream_options: { include_usage: true },
            tools: [{ type: 'function', function: tool }, expect.anything()]
        });
        const elsewhere = one('openai.chat', { streamShare: 0, body: { temperature: 0 } }, '/groq');
        expect(elsewhere.path).toBe('/groq/openai/v1/chat/completions');
        expect(elsewhere.body).toEqual({
            model: 'some model',
            messages: [{ role: 'user', content: expect.any(String) }],
            max_tokens: 150,
            stream: false,
            temperature: 0
        });
    });
    test('openai.responses', () => {
        const { path, body } = one('openai.responses', { ...rich, outputTokens: 3 });
        expect(path).toBe('/openai/v1/responses');
        expect(body).toEqual({
            model: 'some model',
            instructions: expect.any(String),
            input: [
                {
                    role: 'user',
                    content: [
                        { type: 'input_text', text: expect.any(String) },
                        { type: 'input_image', image_url: dataUrl }
                    ]
                }
            ],
            max_output_tokens: 16,
            stream: true,
            tools: [
                {
                    type: 'function',
                    name: 'look_up_1',
                    description: expect.any(String),
                    parameters: expect.anything()
                },
                expect.anything()
            ]
        });
    });
    test('openai.embeddings', () => {
        const { path, body } = one('openai.embeddings', { inputTokens: 80 });
        expect(path).toBe('/openai/v1/embeddings');
        expect(body).toEqual({ model: 'some model', input: expect.any(String) });
        expect(gpt4o.encode(body['input']).length).toBe(80);
        const made = plan({ inputTokens: 80 }, { route: '/openai', model: 'm', wire: 'openai.embeddings' }, 1);
        expect(made.expected(made.requests[0])).toEqual({ inputTokens: 80, outputTokens: 0 });
    });
    test('anthropic.messages', () => {
        const { path, headers, body } = one('anthropic.messages', rich, '/anthropic');
        expect(path).toBe('/anthropic/v1/messages');
        expect(headers).toMatchObject({ 'anthropic-version': '2023-06-01' });
        expect(body).toEqual({
            model: 'some model',
            max_tokens: 40,
            system: expect.any(String),
            messages: [
                {
                    role: 'user',
                    content: [
                        { type: 'text', text: expect.any(String) },
                        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } }
                    ]
                }
            ],
            stream: true,
            tools: [
                { name: 'look_up_1', description: expect.any(String), input_schema: expect.anything() },
                expect.anything()
            ]
        });
    });
    test('gemini.generate', () => {
        const { path, body } = one('gemini.generate', rich, '/gemini');
        expect(path).toBe('/gemini/v1beta/models/some%20model:streamGenerateContent?alt=sse');
        expect(body).toEqual({
            systemInstruction: { parts: [{ text: expect.any(String) }] },
            contents: [
                {
                    role: 'user',
                    parts: [{ text: expect.any(String) }, { inlineData: { mimeType: 'image/png', data: png } }]
                }
            ],
            generationConfig: { maxOutputTokens: 40 },
            tools: [{ functionDeclarations: [tool, expect.anything()] }]
        });
        expect(one('gemini.generate', { streamShare: 0 }, '/gemini').path).toBe('/gemini/v1beta/models/some%20model:generateContent');
    });
});
test('a picture is a PNG of the size asked for', () => {
    const made = plan({ images: { widthPx: 30, heightPx: 20 } }, { route: '/anthropic', model: 'm' }, 1);
    const { messages } = JSON.parse(made.build(made.requests[0]).body.toString());
    const png = Buffer.from(messages[0].content[1].source.data, 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([30, 20]);
    const length = png.readUInt32BE(33);
    expect(png.toString('latin1', 37, 41)).toBe('IDAT');
    expect(inflateSync(png.subarray(41, 41 + length))).toHaveLength(31 * 20);
    expect(png.toString('latin1', png.length - 8, png.length - 4)).toBe('IEND');
});
describe('real bodies', () => {
    const withBodies = (lines, arm, more = '') => {
        const folder = mkdtempSync(join(tmpdir(), 'teeline-bodies-'));
        try {
            writeFileSync(join(folder, 'bodies.jsonl'), lines);
            const path = join(folder, 'a.profile.yaml');
            writeFileSync(path, `arms: [${arm}]\ncount: 6\narrivals: { kind: constant, ratePerS: 9 }\nrequests: { kind: file, file: bodies.jsonl${more} }\nuser: ann\nfeature: chat\n`);
            const made = planRun(readProfile(path, {}, {}));
            return { made, sent: made.requests.map(request => made.build(request)) };
        }
        finally {
            rmSync(folder, { recursive: true });
        }
    };
    test('are sent line by line, over and over, with the model of the arm and what the profile adds', () => {
        const lines = '{"model":"x","messages":[1]}\n\n{"model":"y","messages":[2],"stream":true}\n';
        const { made, sent } = withBodies(lines, 'mistral/large', ', body: { top_k: 4 }');
        expect(sent.map(({ body }) => JSON.parse(body.toString()))).toEqual([1, 2, 1, 2, 1, 2].map(message => ({
            model: 'large',
            messages: [message],
            ...(message === 2 && { stream: true }),
            top_k: 4
        })));
        expect(sent[0]).toMatchObject({
            method: 'POST',
            path: '/mistral/v1/chat/completions',
            headers: { 'x-teeline-user': 'ann', 'x-teeline-feature': 'chat' }
        });
        expect(made.expected(made.requests[0])).toBeNull();
    });
    test('of Gemini say with stream which of its two paths they take', () => {
        const { sent } = withBodies('{"contents":[],"stream":true}\n{"contents":[]}', 'gemini/g');
        expect(sent[0].path).toBe('/gemini/v1beta/models/g:streamGenerateContent?alt=sse');
        expect(sent[1].path).toBe('/gemini/v1beta/models/g:generateContent');
        expect(JSON.parse(sent[0].body.toString())).toEqual({ contents: [] });
    });
    test('of wire raw are sent as they are, where they say', () => {
        const { sent } = withBodies('{"path":"/v2/rerank","body":{"query":"q"}}', '{ route: /cohere, model: r, wire: raw }', ', order: random');
        expect(sent[0]).toMatchObject({ method: 'POST', path: '/cohere/v2/rerank' });
        expect(sent[0].body.toString()).toBe('{"query":"q"}');
    });
    test('that are not JSON objects are named by line', () => {
        expect(() => withBodies('{}\n[]\nx', 'openai/m')).toThrow(/line 2 is not a JSON object\n.*line 3 is not/);
    });
});
//# sourceMappingURL=prompts.test.js.map