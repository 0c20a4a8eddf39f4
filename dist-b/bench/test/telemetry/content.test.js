/** What was said goes out on spans when two say so, the configuration and the environment, and never otherwise. */
import { expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startOtlpReceiver } from './otlp-receiver.js';
import { prompt, secret, startUpstreams } from './traffic.js';
const names = ['gen_ai.input.messages', 'gen_ai.output.messages', 'gen_ai.tool.definitions'];
const system = 'gen_ai.system_instructions';
const key = 'sk-not-in-spans-5f1e2d3c4b';
test('with both, questions and answers of each wire stand on spans, without credentials', async () => {
    const { spans, receiver } = await spansOf({ stores: true, captures: 'SPAN_ONLY' });
    for (const span of spans) {
        const attributes = span.attributes;
        const output = parsed(attributes['gen_ai.output.messages']);
        expect(parsed(attributes['gen_ai.input.messages'])).toMatchObject([
            { role: 'user', parts: [{ type: 'text', content: `${prompt} Key: ***` }] }
        ]);
        // The ledger answers in so many words.
        expect(output).toMatchObject([{ role: 'assistant', parts: [{ type: 'text' }], finish_reason: 'stop' }]);
        expect(JSON.stringify(output)).toMatch(/word/);
        expect(attributes['teeline.content.cut']).toBeUndefined();
    }
    const ofMessages = spans.find(span => span.attributes['teeline.wire'] === 'anthropic.messages');
    expect(parsed(ofMessages?.attributes[system])).toEqual([{ type: 'text', content: 'Be brief.' }]);
    expect(parsed(ofMessages?.attributes['gen_ai.tool.definitions'])).toMatchObject([{ name: 'weather' }]);
    expectNoCredentials(receiver);
});
test.each([
    ['the configuration does not store bodies', { stores: false, captures: 'true' }],
    ['the environment does not ask', { stores: true, captures: undefined }]
])('nothing of it is exported when %s', async (_, conditions) => {
    const { spans, receiver } = await spansOf(conditions);
    for (const { attributes } of spans)
        for (const name of [...names, system])
            expect(attributes).not.toHaveProperty(name);
    const sent = receiver.bytes().toString('latin1');
    expect(sent).toContain('gpt-4o-mini');
    for (const text of [prompt, 'Be brief', 'word0', 'word '])
        expect(sent).not.toContain(text);
    expectNoCredentials(receiver);
});
/** The spans of three calls: chat streamed, messages streamed, Gemini whole. */
async function spansOf({ stores, captures }) {
    const receiver = await startOtlpReceiver('http/protobuf');
    const upstreams = await startUpstreams();
    const teeline = await startTeeline({
        config: {
            routes: upstreams.routes,
            record: { flushIntervalMs: 100, dangerouslyStoreBodies: stores }
        },
        env: {
            OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
            OTEL_BSP_SCHEDULE_DELAY: '100',
            ...(captures !== undefined && { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: captures })
        }
    });
    for (const { path, body } of questions)
        await ask(teeline.url + path, body);
    await until('three spans', () => receiver.spans.length === questions.length);
    await teeline.stop();
    await upstreams.close();
    await receiver.close();
    return { spans: receiver.spans, receiver };
}
const said = `${prompt} Key: ${key}`;
const plan = (wire, kind) => ({
    wire,
    kind,
    frames: 3,
    gapMs: 1,
    firstTokenMs: 1,
    input: 10,
    output: 5,
    reportsUsage: true
});
const questions = [
    {
        path: '/openai/v1/chat/completions',
        body: {
            model: 'gpt-4o-mini',
            stream: true,
            messages: [{ role: 'user', content: said }],
            plan: plan('openai.chat', 'stream')
        }
    },
    {
        path: '/anthropic/v1/messages',
        body: {
            model: 'claude-sonnet-4-5',
            stream: true,
            system: 'Be brief.',
            messages: [{ role: 'user', content: said }],
            tools: [{ name: 'weather', input_schema: { type: 'object' } }],
            plan: plan('anthropic.messages', 'stream')
        }
    },
    {
        path: '/gemini/v1beta/models/gemini-2.5-flash:generateContent',
        body: { contents: [{ role: 'user', parts: [{ text: said }] }], plan: plan('gemini.generate', 'json') }
    }
];
async function ask(url, body) {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}`, 'x-api-key': key },
        body: JSON.stringify(body)
    });
    expect(response.status).toBe(200);
    await response.text();
}
function parsed(value) {
    return JSON.parse(String(value));
}
function expectNoCredentials(receiver) {
    const sent = receiver.bytes().toString('latin1');
    for (const text of [key, secret, secret.slice(0, 12)])
        expect(sent).not.toContain(text);
}
//# sourceMappingURL=content.test.js.map