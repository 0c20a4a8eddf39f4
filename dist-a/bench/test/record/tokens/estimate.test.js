import { expect, test } from 'vitest';
import { encodingOf, isLoaded, loadingSteps } from '../../../collector/record/tokens/encoding.js';
import { estimatePrompt, estimateText } from '../../../collector/record/tokens/estimate.js';
import { familyOf } from '../../../collector/record/tokens/family.js';
import { countTokens, workOfARow } from '../../../collector/record/tokens/token-count.js';
test('a tokenizer is loaded in steps, and is there after the last of them', () => {
    const steps = loadingSteps('cl100k_base');
    let taken = 0;
    while (steps.next().done !== true) {
        taken += 1;
        expect(isLoaded('cl100k_base')).toBe(false);
    }
    expect(taken).toBeGreaterThan(3);
    expect(isLoaded('cl100k_base')).toBe(true);
    expect([...loadingSteps('cl100k_base')]).toEqual([]);
    expect(encodingOf('cl100k_base').countTokens('Hello, world!')).toBe(4);
});
test('counts text as the model does', () => {
    expect(estimateText('Hello, world!', 'gpt-4o')).toEqual({ tokens: 4, method: 'o200k_base' });
    expect(estimateText('', 'gpt-4o')).toEqual({ tokens: 0, method: 'o200k_base' });
    expect(estimateText('antidisestablishmentarianism', 'gpt-4')).toEqual({ tokens: 6, method: 'cl100k_base' });
});
test('text that spells special tokens is text', () => {
    expect(estimateText('<|endoftext|> <|im_end|> <|im_start|>', 'gpt-4o').tokens).toBeGreaterThan(10);
    expect(estimateText('<|endoftext|>', 'gpt-3.5-turbo').tokens).toBeGreaterThan(3);
});
test('long text is counted in part, extrapolated, and labelled so', () => {
    const sentence = 'The quick brown fox jumps over the lazy dog, again. ';
    const perSentence = estimateText(sentence.repeat(100), 'gpt-4o').tokens / 100;
    const long = estimateText(sentence.repeat(20_000), 'gpt-4o');
    expect(long.method).toBe('o200k_base extrapolated');
    expect(Math.abs(long.tokens / (20_000 * perSentence) - 1)).toBeLessThan(0.01);
});
test.each([
    ['one letter', 'a'.repeat(200_000)],
    ['spaces', ' '.repeat(200_000)],
    ['noise', noise(200_000)],
    ['one long line of Chinese', '漢字語言'.repeat(50_000)],
    ['many tiny texts', 'x']
])('the work is bounded for %s', (name, text) => {
    const texts = name === 'many tiny texts' ? new Array(200_000).fill(text) : [text];
    const { countedBytes, totalBytes } = countTokens(texts, 'o200k_base');
    expect(totalBytes).toBe(Buffer.byteLength(text) * texts.length);
    expect(countedBytes).toBeLessThanOrEqual(24 * 1024 + 3 * 2048);
    // No tokenizer knows these; they take several times the work, and get a third of the bytes.
    if (name === 'noise')
        expect(countedBytes).toBeLessThanOrEqual(8 * 1024);
    expect(countedBytes).toBeGreaterThan(0);
});
test('the counts of one row share a bound on their work, past which bytes are all that is counted', () => {
    const work = workOfARow();
    const sentence = 'The quick brown fox jumps over the lazy dog, again. '.repeat(400);
    const methods = [1, 2, 3, 4, 5].map(() => estimateText(sentence, 'claude-sonnet-4-5', work).method);
    expect(methods).toEqual([
        'o200k_base×1.15',
        'o200k_base×1.15',
        'o200k_base×1.15 extrapolated',
        'bytes÷4×1.15',
        'bytes÷4×1.15'
    ]);
    const byBytes = estimateText('four', 'gpt-4o', work);
    expect(byBytes).toEqual({ tokens: 1, method: 'bytes÷4' });
});
test('a run without a break is counted nearly as if it were whole', () => {
    // Counted whole, 20,000 × "a" are 2,500 tokens, at 80 times the work.
    expect(estimateText('a'.repeat(20_000), 'gpt-4o').tokens).toBe(2_500);
});
test('a long run is cut up by itself: the words around it are counted as they are', () => {
    const words = 'antidisestablishmentarianism, incomprehensibilities and internationalisation. '.repeat(20);
    const apart = estimateText(words, 'gpt-4o').tokens;
    const run = noise(300);
    const together = estimateText(`${words}${run} ${words}`, 'gpt-4o').tokens;
    const whole = estimateText(run, 'gpt-4o').tokens;
    expect(Math.abs(together - whole - 2 * apart)).toBeLessThanOrEqual(3);
});
test('characters outside the basic plane are not torn apart', () => {
    const whole = estimateText('😀 '.repeat(10), 'gpt-4o').tokens / 10;
    const long = estimateText('😀'.repeat(6_000), 'gpt-4o').tokens / 6_000;
    expect(long).toBeLessThanOrEqual(whole);
});
test.each([
    ['gpt-4o-2024-08-06', 'o200k_base', 1, false],
    ['gpt-4.1-mini', 'o200k_base', 1, false],
    ['gpt-4-turbo-2024-04-09', 'cl100k_base', 1, false],
    ['gpt-35-turbo', 'cl100k_base', 1, false],
    ['text-embedding-3-small', 'cl100k_base', 1, false],
    ['o3-mini', 'o200k_base', 1, true],
    ['openai/gpt-5-mini', 'o200k_base', 1, true],
    ['gpt-5-chat-latest', 'o200k_base', 1, false],
    ['gpt-5.6-sol', 'o200k_base', 1, true],
    ['claude-sonnet-4-20250514', 'o200k_base', 1.15, false],
    ['claude-3-5-sonnet-latest', 'o200k_base', 1.15, false],
    ['anthropic/claude-sonnet-4.6', 'o200k_base', 1.15, false],
    ['us.anthropic.claude-opus-4-6-v1:0', 'o200k_base', 1.15, false],
    ['claude-opus-4-7', 'o200k_base', 1.45, false],
    ['claude-sonnet-5', 'o200k_base', 1.45, false],
    ['claude-opus-5-5-20260801', 'o200k_base', 1.45, false],
    ['claude-instant-1.2', 'o200k_base', 1.15, false],
    ['gemini-2.5-flash', 'o200k_base', 1.05, false],
    ['mistral-large-latest', 'o200k_base', 1.1, false],
    ['llama-3.3-70b-versatile', 'o200k_base', 1.1, false],
    ['openai/gpt-oss-120b', 'o200k_base', 1.1, false],
    ['deepseek-v4-flash', 'o200k_base', 1, false],
    ['', 'o200k_base', 1, false]
])('%s is counted with %s × %s', (model, encoding, factor, hidesReasoning) => {
    expect(familyOf(model)).toEqual({ encoding, factor, hidesReasoning });
});
test('the method names the correction and the bound', () => {
    expect(estimateText('Hello, world!', 'claude-sonnet-4-5')).toEqual({ tokens: 5, method: 'o200k_base×1.15' });
    expect(estimateText('Hello, world!', 'o3').method).toBe('o200k_base lower bound');
});
test("a chat prompt is counted by OpenAI's formula", () => {
    const messages = [
        { role: 'system', content: 'You are a helpful assistant.' },
        { role: 'user', name: 'ada', content: 'Hello!' }
    ];
    // 3 + (3 + 1 + 6) + (3 + 1 + 2 + "ada" 1)
    expect(estimatePrompt({ messages }, 'gpt-4o')).toEqual({ tokens: 20, method: 'o200k_base' });
    const parts = [{ role: 'user', content: [{ type: 'text', text: 'Hello!' }] }];
    expect(estimatePrompt({ messages: parts }, 'gpt-4o')?.tokens).toBe(9);
});
test('tools count as their JSON', () => {
    const messages = [{ role: 'user', content: 'Hello!' }];
    const tools = [{ type: 'function', function: { name: 'now', parameters: { type: 'object' } } }];
    const more = estimateText(JSON.stringify(tools), 'gpt-4o').tokens;
    expect(estimatePrompt({ messages, tools }, 'gpt-4o')?.tokens).toBe(9 + more);
});
test('reads the bodies of the other APIs', () => {
    const gpt = (body, model = 'gpt-4o') => estimatePrompt(body, model)?.tokens;
    expect(gpt({ input: 'Hello!' })).toBe(9);
    expect(gpt({ input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hello!' }] }] })).toBe(9);
    expect(gpt({ instructions: 'Hello!', input: 'Hello!' })).toBe(15);
    const called = [
        { type: 'function_call', call_id: 'c', name: 'now', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'Hello!' }
    ];
    expect(gpt({ input: called })).toBe(3 + 4 + 2 + 4 + 2);
    expect(gpt({ input: ['Hello!', 'Hello!'] }, 'text-embedding-3-small')).toBe(4);
    expect(gpt({ input: [1, 2, 3] }, 'text-embedding-3-small')).toBe(3);
    expect(gpt({ prompt: 'Hello!' }, 'gpt-3.5-turbo-instruct')).toBe(2);
    expect(gpt({ contents: [{ role: 'user', parts: [{ text: 'Hello!' }] }] })).toBe(9);
    expect(gpt({ contents: 'Hello!', systemInstruction: { parts: [{ text: 'Hello!' }] } })).toBe(15);
    expect(gpt({ system: [{ type: 'text', text: 'Hello!' }], messages: [{ role: 'user', content: 'Hello!' }] })).toBe(15);
});
test.each([
    ['an image', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }],
    ['audio', { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: {} }] }] }],
    ['a file', { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'x' } }] }] }],
    ['inline data', { contents: [{ parts: [{ text: 'Hi' }, { inlineData: { data: 'x' } }] }] }],
    ['an earlier answer', { input: 'Hello!', previous_response_id: 'resp_1' }],
    ['a stored prompt', { input: 'Hello!', prompt: { id: 'pmpt_1' } }],
    ['an item by reference', { input: [{ type: 'item_reference', id: 'x' }] }],
    ['a shape that is not known', { question: 'Hello!' }],
    ['messages that are none', { messages: 7 }],
    ['no body', null],
    ['no object', 'Hello!']
])('a prompt with %s cannot be estimated', (_, body) => {
    expect(estimatePrompt(body, 'gpt-4o')).toBeNull();
});
test('a body nested past all reason is not estimated, and nothing breaks', () => {
    const deep = JSON.parse(`{"messages":[{"role":"user","content":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`);
    expect(estimatePrompt(deep, 'gpt-4o')).toBeNull();
});
/** The same on every run: letters without meaning, in runs with no break. */
function noise(length) {
    let state = 7;
    const letters = Array.from({ length }, () => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return String.fromCharCode(97 + Math.floor((state / 2147483648) * 26));
    });
    return letters.join('');
}
//# sourceMappingURL=estimate.test.js.map