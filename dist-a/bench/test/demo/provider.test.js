import { afterAll, beforeAll, expect, test } from 'vitest';
import { planAnswer } from '../../demo/answer-plan.js';
import { simulatedModels } from '../../demo/model.js';
import { buildProvider } from '../../demo/provider.js';
import { seededRandom } from '../support/random.js';
const server = buildProvider(7);
let url;
beforeAll(async () => {
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${server.address().port}`;
});
afterAll(() => {
    server.closeAllConnections();
    server.close();
});
test('every model has faults that are rare, and answers that keep to the limit', () => {
    for (const model of simulatedModels) {
        const random = seededRandom(3);
        const plans = Array.from({ length: 4_000 }, () => planAnswer(model, { promptCharacters: 600, limit: 50 }, () => random.next()));
        expect(Math.max(...plans.map(({ outputTokens }) => outputTokens))).toBe(50);
        expect(plans.every(({ tokenAtMs, outputTokens }) => tokenAtMs.length === outputTokens)).toBe(true);
        expect(plans[0]?.inputTokens).toBe(100);
        const failed = plans.filter(({ fault }) => fault !== 'none').length / plans.length;
        expect(failed).toBeGreaterThan(0);
        expect(failed).toBeLessThan(0.04);
    }
});
test('the same seed and request give the same answer', () => {
    const plan = () => {
        const random = seededRandom(11);
        const [model] = simulatedModels;
        return model && planAnswer(model, { promptCharacters: 10, limit: null }, () => random.next());
    };
    expect(plan()).toEqual(plan());
});
test.each([
    [
        'OpenAI',
        '/v1/chat/completions',
        { model: 'gpt-4o-mini', stream: true, max_tokens: 2, stream_options: { include_usage: true } },
        /"completion_tokens":2.*\n\ndata: \[DONE\]\n\n$/
    ],
    [
        'Anthropic',
        '/v1/messages',
        { model: 'claude-haiku-4-5', stream: true, max_tokens: 2 },
        /event: message_stop\n/
    ],
    [
        'Gemini',
        '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
        { generationConfig: { maxOutputTokens: 2 } },
        /"finishReason":"STOP".*"candidatesTokenCount":2/
    ]
])('speaks %s', async (_name, path, body, end) => {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(await answer.text()).toMatch(end);
});
test('a model that is not simulated is an error with those that are', async () => {
    const body = JSON.stringify({ model: 'gpt-9' });
    const answer = await fetch(`${url}/v1/chat/completions`, { method: 'POST', body });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('gpt-4o-mini');
});
//# sourceMappingURL=provider.test.js.map