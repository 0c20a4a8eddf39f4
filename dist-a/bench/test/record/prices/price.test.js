import { expect, test } from 'vitest';
import { createPriceBook } from '../../../collector/record/prices/price.js';
import { unknownUsage } from '../../../collector/record/usage.js';
const book = createPriceBook();
test('is exact where floats are not', () => {
    // 7 × 0.15 + 3 × 0.6 per million: floats say 0.0000028499999999999998.
    expect(cost({ inputTokens: 7, outputTokens: 3 })).toBe('0.00000285');
    expect(cost({ inputTokens: 1, outputTokens: 0 })).toBe('0.00000015');
    expect(cost({ inputTokens: 333_333_333, outputTokens: 333_333_333 })).toBe('249.99999975');
});
test('rounds half to even at the ninth place and never writes an exponent', () => {
    const deepseek = { provider: 'deepseek', model: 'deepseek-v4-flash', atUs: at('2026-08-01T12:00:00Z') };
    // Cached input at $0.0028 per million: one token is 2.8e-9.
    expect(cost({ inputTokens: 1, cacheReadTokens: 1, outputTokens: 0 }, deepseek)).toBe('0.000000003');
    const pro = { provider: 'deepseek', model: 'deepseek-v4-pro', atUs: at('2026-08-01T12:00:00Z') };
    // 4 × 3.625e-9 = 14.5e-9 goes to the even 14; 12 × 3.625e-9 = 43.5e-9 to the even 44.
    expect(cost({ inputTokens: 4, cacheReadTokens: 4, outputTokens: 0 }, pro)).toBe('0.000000014');
    expect(cost({ inputTokens: 12, cacheReadTokens: 12, outputTokens: 0 }, pro)).toBe('0.000000044');
});
test('takes cached tokens out of the input and prices writes for an hour apart', () => {
    const sonnet = { provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' };
    const usage = {
        inputTokens: 10_000,
        cacheReadTokens: 5_000,
        cacheWriteTokens: 3_000,
        cacheWrite1hTokens: 1_000
    };
    // 2,000 × 3 + 5,000 × 0.3 + 2,000 × 3.75 + 1,000 × 6 + 100 × 15, per million.
    expect(cost({ ...usage, outputTokens: 100 }, sonnet)).toBe('0.0225');
});
test('cached counts that exceed the input do not make a negative price', () => {
    expect(cost({ inputTokens: 10, cacheReadTokens: 50, cacheWriteTokens: 50, outputTokens: 0 })).toBe('0.00000075');
});
test('one-hour writes without a price of their own leave the exchange unpriced', () => {
    const bedrock = { provider: 'aws.bedrock', model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0' };
    const usage = { inputTokens: 10_000, cacheWriteTokens: 3_000, outputTokens: 100 };
    expect(cost(usage, bedrock)).toBe('0.03375');
    expect(cost({ ...usage, cacheWrite1hTokens: 1_000 }, bedrock)).toBeNull();
});
test('long context is a cliff on the total input: past it everything costs the higher price', () => {
    const sonnet = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
    expect(cost({ inputTokens: 200_000, outputTokens: 1_000 }, sonnet)).toBe('0.615');
    expect(cost({ inputTokens: 200_001, outputTokens: 1_000 }, sonnet)).toBe('1.222506');
    expect(cost({ inputTokens: 200_001, cacheReadTokens: 200_001, outputTokens: 0 }, sonnet)).toBe('0.1200006');
});
test('a dated price holds from midnight UTC of its date', () => {
    const usage = { inputTokens: 1_000_000, outputTokens: 0 };
    const o3 = (time) => cost(usage, { model: 'o3', atUs: at(time) });
    expect(o3('2025-06-09T23:59:59.999Z')).toBe('10');
    expect(o3('2025-06-10T00:00:00Z')).toBe('2');
    const luna = { model: 'gpt-5.6-luna', atUs: at('2026-07-30T00:00:00Z') };
    expect(book.price(tokens({ inputTokens: 1, outputTokens: 1 }), query(luna)).card).toBe('genai-prices@0.1.8/openai/gpt-5.6-luna/2026-07-30');
});
test('special hours hold from the date of the price that they stand under', () => {
    const usage = { inputTokens: 1_000_000, outputTokens: 0 };
    const flash = (time) => cost(usage, { provider: 'deepseek', model: 'deepseek-v4-flash', atUs: at(time) });
    expect(flash('2026-08-01T02:00:00Z')).toBe('0.14');
    expect(flash('2026-08-17T00:59:59Z')).toBe('0.22');
    expect(flash('2026-08-17T01:00:00Z')).toBe('0.44');
    expect(flash('2026-08-17T04:00:00Z')).toBe('0.22');
    expect(flash('2026-08-17T09:59:59Z')).toBe('0.44');
});
test('what is not in the catalogue is NULL, with source none and no card', () => {
    const none = { costUsd: null, costListUsd: null, source: 'none', card: '' };
    const usage = tokens({ inputTokens: 100, outputTokens: 100 });
    expect(book.price(usage, query({ model: 'my-finetune-7b' }))).toEqual(none);
    expect(book.price(usage, query({ model: '' }))).toEqual(none);
    expect(book.price(usage, query({ model: 'x'.repeat(100_000) }))).toEqual(none);
    expect(book.price(usage, query({ provider: 'ollama', model: 'gpt-4o' }))).toEqual(none);
    expect(book.price(usage, query({ provider: 'vllm', model: 'mistral-large-latest' }))).toEqual(none);
    expect(book.price(usage, query({ provider: 'groq', model: 'gpt-4o' }))).toEqual(none);
    expect(book.price(usage, query({ provider: 'cerebras', model: 'qwen-3-coder-480b' }))).toEqual(none);
});
test('usage that nobody reported is NULL, and so is half of it', () => {
    expect(book.price(unknownUsage(), query({}))).toMatchObject({ costUsd: null, source: 'none' });
    expect(cost({ inputTokens: 100 })).toBeNull();
    expect(cost({ outputTokens: 100 })).toBeNull();
    expect(cost({ inputTokens: 100 }, { model: 'text-embedding-3-small' })).toBe('0.000002');
});
test('a used unit without a price makes the whole exchange NULL; an unused one does not', () => {
    const gemini = { provider: 'gcp.gemini', model: 'gemini-2.5-flash' };
    const usage = { inputTokens: 1000, outputTokens: 1000 };
    expect(cost(usage, gemini)).toBe('0.0028');
    expect(cost({ ...usage, units: { web_searches: 0 } }, gemini)).toBe('0.0028');
    expect(cost({ ...usage, units: { web_searches: 1 } }, gemini)).toBeNull();
    expect(cost({ ...usage, units: { something_new: 1 } }, gemini)).toBeNull();
});
test('searches cost their fee, fetches cost nothing, and a request fee covers the searches', () => {
    const usage = { inputTokens: 1000, outputTokens: 1000 };
    const claude = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
    expect(cost({ ...usage, units: { web_searches: 3, web_fetches: 2 } }, claude)).toBe('0.048');
    expect(cost({ ...usage, units: { web_searches: 1, file_searches: 2 } })).toBe('0.01575');
    const sonar = { provider: 'perplexity', model: 'sonar' };
    expect(cost({ ...usage, units: { web_searches: 4 } }, sonar)).toBe('0.014');
});
test('a price of nothing is a true 0 only where the vendor gives the model away', () => {
    const usage = { inputTokens: 1000, outputTokens: 1000 };
    expect(cost(usage, { provider: 'openrouter', model: 'google/gemini-2.0-flash-exp:free' })).toBe('0');
    expect(cost(usage, { provider: 'gcp.gemini', model: 'gemma-3-27b-it' })).toBe('0');
    expect(cost(usage, { provider: 'gcp.vertex_ai', model: 'gemma-3-27b-it' })).toBeNull();
});
test('audio and images are priced apart, and cached audio only when it is known how much of it', () => {
    const gemini = { provider: 'gcp.gemini', model: 'gemini-2.5-flash' };
    const usage = { inputTokens: 1000, audioInputTokens: 400, imageInputTokens: 100, outputTokens: 0 };
    // 600 × 0.3 + 400 × 1: images cost what text costs.
    expect(cost(usage, gemini)).toBe('0.00058');
    expect(cost({ ...usage, cacheReadTokens: 500 }, gemini)).toBeNull();
    const split = { ...usage, cacheReadTokens: 500, units: { audio_cache_read_tokens: 200 } };
    // 300 text × 0.3 + 200 audio × 1 + 300 cached text × 0.03 + 200 cached audio × 0.1.
    expect(cost(split, gemini)).toBe('0.000319');
    expect(cost({ inputTokens: 10, outputTokens: 100, imageOutputTokens: 90 }, imageModel)).toBe('0.002728');
});
const imageModel = { provider: 'gcp.gemini', model: 'gemini-2.5-flash-image' };
test('audio by the hour, with the ten seconds that Groq bills at least', () => {
    const whisper = { provider: 'groq', model: 'whisper-large-v3' };
    expect(cost({ units: { seconds_in: 3600 } }, whisper)).toBe('0.111');
    expect(cost({ units: { seconds_in: 10 } }, whisper)).toBe('0.000308333');
    expect(cost({ units: { seconds_in: 1 } }, whisper)).toBe('0.000308333');
    expect(cost({ inputTokens: 100, outputTokens: 10 }, whisper)).toBeNull();
});
test('pages by the thousand, at the price of the day', () => {
    const ocr = { provider: 'mistral_ai', model: 'mistral-ocr-latest', atUs: at('2025-05-21T00:00:00Z') };
    expect(cost({ units: { pages: 3 } }, ocr)).toBe('0.003');
    expect(cost({ units: { pages: 3 } }, { ...ocr, atUs: at('2026-07-01T00:00:00Z') })).toBe('0.012');
});
test('finds a model under the names that providers and their APIs give it', () => {
    const card = (provider, model, upstreamHost = '') => book.cardFor({ provider, model, upstreamHost, atUs: now })?.id.replace(/^[^/]*\//, '');
    expect(card('openai', 'GPT-4o-mini-2024-07-18')).toBe('openai/gpt-4o-mini');
    expect(card('gcp.gemini', 'models/gemini-2.5-flash')).toBe('google/gemini-2.5-flash');
    expect(card('gcp.vertex_ai', 'publishers/google/models/gemini-2.5-flash')).toBe('google/gemini-2.5-flash');
    expect(card('gcp.vertex_ai', 'claude-opus-4-8@20260101')).toContain('claude-opus-4-8');
    expect(card('azure.ai.openai', 'gpt-4o-2024-08-06')).toBe('openai/gpt-4o');
    expect(card('azure.ai.openai', 'claude-sonnet-4-5-20250929')).toBe('anthropic/claude-sonnet-4-5');
    const bedrock = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const arn = `arn:aws:bedrock:us-east-1:123456789012:inference-profile/${bedrock}`;
    expect(card('aws.bedrock', bedrock)).toBe('aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0');
    expect(card('aws.bedrock', arn)).toBe(card('aws.bedrock', bedrock));
    expect(card('groq', 'openai/gpt-oss-120b')).toBe('groq/openai/gpt-oss-120b');
    expect(card('x_ai', 'grok-4.3-20260601')).toMatch(/^x-ai\/grok-4\.3/);
    expect(card('openrouter', 'anthropic/claude-sonnet-4.5')).toMatch(/^openrouter\/anthropic\/claude/);
    expect(card('huggingface', 'openai/gpt-oss-120b:groq')).toMatch(/^huggingface_groq\//);
    expect(card('huggingface', 'openai/gpt-oss-120b')).toBeUndefined();
    expect(card('mine', 'llama-3.3-70b-versatile', 'api.groq.com')).toBe('groq/llama-3.3-70b-versatile');
});
test('a relay is priced at the list price of the maker of the model', () => {
    const card = (provider, upstreamHost, model) => book.cardFor({ provider, model, upstreamHost, atUs: now })?.provider;
    expect(card('holysheep', 'api.holysheep.ai', 'gpt-4o')).toBe('openai');
    expect(card('holysheep', 'api.holysheep.ai', 'claude-sonnet-4-5-20250929')).toBe('anthropic');
    expect(card('holysheep', 'api.holysheep.ai', 'deepseek/deepseek-v4-flash')).toBe('deepseek');
    expect(card('openai', 'relay.example', 'claude-sonnet-4-5')).toBe('anthropic');
    expect(card('openai', '127.0.0.1', 'gpt-4o')).toBe('openai');
    expect(card('openai', 'api.openai.com', 'claude-sonnet-4-5')).toBeUndefined();
    expect(card('together', 'api.together.xyz', 'gpt-4o')).toBeUndefined();
});
test("a tier's published factor is in the cost, not in the list price, and fees stay whole", () => {
    const usage = tokens({ inputTokens: 1_000_000, outputTokens: 0, units: { web_searches: 1 } });
    const priced = (tier) => book.price(usage, query({ serviceTier: tier }));
    expect(priced('default')).toMatchObject({ costUsd: '0.16', costListUsd: '0.16', source: 'list' });
    expect(priced('flex')).toMatchObject({ costUsd: '0.085', costListUsd: '0.16', source: 'list' });
    const claude = query({ provider: 'anthropic', model: 'claude-sonnet-5', serviceTier: 'batch' });
    expect(book.price(usage, claude)).toMatchObject({ costUsd: '1.01', costListUsd: '2.01' });
});
test('what Anthropic adds for being served in the US is in the cost, on tokens only, on top of a tier', () => {
    const json = '{"input_tokens":1000000,"inference_geo":"us"}';
    const usage = tokens({ inputTokens: 1_000_000, outputTokens: 0, units: { web_searches: 1 }, json });
    const claude = query({ provider: 'anthropic', model: 'claude-sonnet-5' });
    expect(book.price(usage, claude)).toMatchObject({ costUsd: '2.21', costListUsd: '2.01' });
    expect(book.price(usage, { ...claude, serviceTier: 'batch' }).costUsd).toBe('1.11');
    const elsewhere = { ...usage, json: json.replace('"us"', '"global"') };
    expect(book.price(elsewhere, claude).costUsd).toBe('2.01');
    const rule = { match: { region: 'us' }, multiplier: 2 };
    const own = createPriceBook({ override: { fx: {}, rules: [rule] } });
    expect(own.price(usage, claude).costUsd).toBe('4.02');
});
test.each([
    ['openai', 'eu.api.openai.com', 'gpt-5.4', '2.75'],
    ['openai', 'api.openai.com', 'gpt-5.4', '2.5'],
    ['openai', 'eu.api.openai.com', 'gpt-5.2', '1.75'],
    ['azure.ai.openai', 'team-us-east1.openai.azure.com', 'gpt-5.4', '2.5'],
    ['x_ai', 'us.api.x.ai', 'grok-4', '3.3'],
    ['x_ai', 'api.x.ai', 'grok-4', '3'],
    ['gcp.vertex_ai', 'us-east5-aiplatform.googleapis.com', 'claude-opus-5', '5.5'],
    ['gcp.vertex_ai', 'aiplatform.eu.rep.googleapis.com', 'claude-opus-4-6', '5.5'],
    ['gcp.vertex_ai', 'aiplatform.googleapis.com', 'claude-opus-5', '5'],
    ['gcp.vertex_ai', 'europe-west4-aiplatform.googleapis.com', 'gemini-2.5-flash', '0.3']
])("a vendor's surcharge for its region is in the cost: %s at %s, %s", (provider, upstreamHost, model, cost) => {
    // Below every long context.
    const usage = tokens({ inputTokens: 100_000, outputTokens: 0 });
    const priced = book.price(usage, query({ provider, upstreamHost, model }));
    expect(Number(priced.costUsd) * 10).toBeCloseTo(Number(cost), 9);
});
test('a tier whose factor is not known leaves the cost NULL and the list price standing', () => {
    const usage = tokens({ inputTokens: 1_000_000, outputTokens: 0 });
    expect(book.price(usage, query({ serviceTier: 'scale' }))).toEqual({
        costUsd: null,
        costListUsd: '0.15',
        source: 'none',
        card: 'genai-prices@0.1.8/openai/gpt-4o-mini'
    });
    const flex = query({ provider: 'gcp.gemini', model: 'gemini-2.5-flash', serviceTier: 'flex' });
    expect(book.price(usage, flex).costUsd).toBe('0.15');
    expect(book.price({ ...usage, cacheReadTokens: 1000 }, flex).costUsd).toBeNull();
    const vertex = { ...flex, provider: 'gcp.vertex_ai' };
    expect(book.price(usage, { ...vertex, serviceTier: 'ON_DEMAND' }).costUsd).toBe('0.3');
    expect(book.price(usage, { ...vertex, serviceTier: 'PROVISIONED_THROUGHPUT' }).costUsd).toBeNull();
});
test('nonsense in a usage is NULL, not a number that does not fit the column', () => {
    expect(cost({ inputTokens: 1e300, outputTokens: 0 })).toBeNull();
    expect(cost({ inputTokens: Number.POSITIVE_INFINITY, outputTokens: 0 })).toBeNull();
    expect(cost({ inputTokens: Number.NaN, outputTokens: 0 })).toBeNull();
    expect(cost({ inputTokens: -5, outputTokens: 10 })).toBeNull();
    expect(cost({ inputTokens: 5, outputTokens: 10, units: { web_searches: -1 } })).toBeNull();
});
test('many names do not push out what is in use, and the answer stays the same', () => {
    const usage = tokens({ inputTokens: 1, outputTokens: 1 });
    const before = book.price(usage, query({}));
    for (let n = 0; n < 3000; n++)
        book.price(usage, query({ model: `unknown-${n}` }));
    expect(book.price(usage, query({}))).toEqual(before);
});
const now = at('2026-11-21T12:00:00Z');
function cost(usage, at = {}) {
    return book.price(tokens(usage), query(at)).costListUsd;
}
function tokens(usage) {
    return { ...unknownUsage(), source: 'reported', ...usage };
}
function query(given) {
    return { provider: 'openai', upstreamHost: '', model: 'gpt-4o-mini', serviceTier: '', atUs: now, ...given };
}
function at(time) {
    return Date.parse(time) * 1000;
}
test.each([
    ['sonar', 'low', '0.005015'],
    ['sonar', 'medium', '0.008015'],
    ['sonar', 'high', '0.012015'],
    ['sonar-pro', 'low', '0.006105'],
    ['sonar-pro', 'unheard of', '0.014105']
])("Perplexity's %s with a search context that is %s costs that context's fee", (model, size, usd) => {
    const json = JSON.stringify({ search_context_size: size });
    const usage = { ...unknownUsage(), inputTokens: 10, outputTokens: 5, json };
    const query = {
        provider: 'perplexity',
        upstreamHost: 'api.perplexity.ai',
        model,
        serviceTier: '',
        atUs: 1.79e15
    };
    expect(createPriceBook().price(usage, query).costUsd).toBe(usd);
});
//# sourceMappingURL=price.test.js.map