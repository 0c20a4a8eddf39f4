import { expect, test } from 'vitest';
import { createPriceBook } from '../../../collector/record/prices/price.js';
import { tierGap } from '../../../collector/record/prices/service-tier.js';
import { unknownUsage } from '../../../collector/record/usage.js';
const book = createPriceBook();
/** What OpenAI publishes for its priority tier: USD for 1M tokens of input, of cached input and of output. */
test.each([
    ['gpt-5.4-mini', '1.5', '0.15', '9'],
    ['gpt-5.4-2026-03-05', '5', '0.5', '30'],
    ['gpt-5.2', '3.5', '0.35', '28'],
    ['gpt-5.1-codex', '2.5', '0.25', '20'],
    ['gpt-5-mini', '0.45', '0.045', '3.6'],
    ['gpt-4.1', '3.5', '0.875', '14'],
    ['gpt-4.1-nano', '0.2', '0.05', '0.8'],
    ['gpt-4o', '4.25', '2.125', '17'],
    ['gpt-4o-mini', '0.25', '0.125', '1'],
    ['o3', '3.5', '0.875', '14'],
    ['o4-mini', '2', '0.5', '8']
])('OpenAI charges for %s at the priority tier what it publishes', (model, input, cached, output) => {
    const cost = (usage) => priced(usage, { model, serviceTier: 'priority' }).costUsd;
    expect(tenfold(cost({ inputTokens: 100_000, outputTokens: 0 }))).toBe(input);
    expect(tenfold(cost({ inputTokens: 100_000, cacheReadTokens: 100_000, outputTokens: 0 }))).toBe(cached);
    expect(cost({ inputTokens: 0, outputTokens: 1_000_000 })).toBe(output);
});
test("Claude's fast mode multiplies the prices of its model, cache and region included, but no fee", () => {
    const claude = { provider: 'anthropic', serviceTier: 'fast' };
    const usage = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
    expect(priced(usage, { ...claude, model: 'claude-opus-4-8' }).costUsd).toBe('60');
    expect(priced(usage, { ...claude, model: 'claude-opus-4-7' }).costUsd).toBe('180');
    expect(priced(usage, { ...claude, model: 'claude-opus-5-5' }).costUsd).toBe('48');
    const cached = { ...usage, outputTokens: 0, cacheReadTokens: 1_000_000, units: { web_searches: 1 } };
    expect(priced(cached, { ...claude, model: 'claude-opus-5' }).costUsd).toBe('1.01');
    const inUs = { ...cached, json: '{"inference_geo":"us"}' };
    expect(priced(inUs, { ...claude, model: 'claude-opus-5' }).costUsd).toBe('1.11');
    expect(priced(usage, { ...claude, model: 'claude-sonnet-4-6' })).toMatchObject({
        costUsd: null,
        costListUsd: '18'
    });
});
test('where a tier is not sold with long context, long context at that tier has no price', () => {
    const at = { model: 'gpt-5.5', serviceTier: 'priority' };
    expect(priced({ inputTokens: 271_999, outputTokens: 0 }, at).costUsd).toBe('3.3999875');
    expect(priced({ inputTokens: 272_000, outputTokens: 0 }, at)).toMatchObject({
        costUsd: null,
        costListUsd: '2.72',
        source: 'none'
    });
    const both = { model: 'gpt-5.6-sol', serviceTier: 'priority' };
    expect(priced({ inputTokens: 1_000_000, outputTokens: 0 }, both).costUsd).toBe('16');
});
/** Half of both, or three fifths; of cached input they say nothing. */
test.each([
    ['groq', 'llama-3.3-70b-versatile', '0.69', '1.38'],
    ['mistral_ai', 'mistral-medium-latest', '4.5', '9'],
    ['fireworks', 'accounts/fireworks/models/kimi-k2p6', '2.475', '4.95'],
    ['moonshot_ai', 'kimi-k2.5', '2.16', '3.6']
])('a batch at %s costs what is published of batches', (provider, model, batch, standard) => {
    const at = { provider, model, serviceTier: 'batch' };
    const usage = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
    expect(priced(usage, at)).toMatchObject({ costUsd: batch, costListUsd: standard });
});
test.each([
    ['groq', 'openai/gpt-oss-120b'],
    ['mistral_ai', 'mistral-medium-latest'],
    ['fireworks', 'accounts/fireworks/models/kimi-k2p6'],
    ['moonshot_ai', 'kimi-k2.5']
])('a batch at %s with cached input has no price', (provider, model) => {
    const usage = { inputTokens: 1_000_000, outputTokens: 10, cacheReadTokens: 1000 };
    const price = priced(usage, { provider, model, serviceTier: 'batch' });
    expect(price.costUsd).toBeNull();
    expect(price.costListUsd).not.toBeNull();
});
test.each([
    ['aws.bedrock', 'us.amazon.nova-pro-v1:0', 'flex'],
    ['aws.bedrock', 'us.amazon.nova-pro-v1:0', 'priority'],
    ['gcp.gemini', 'gemini-2.5-pro', 'priority'],
    ['fireworks', 'accounts/fireworks/models/kimi-k2p6', 'priority'],
    ['x_ai', 'grok-4', 'batch'],
    ['moonshot_ai', 'kimi-k2.6', 'batch']
])('%s publishes no one factor for %s at %s, so it stays unpriced', (provider, model, serviceTier) => {
    const price = priced({ inputTokens: 10, outputTokens: 10 }, { provider, model, serviceTier });
    expect(price.costUsd).toBeNull();
    expect(price.costListUsd).not.toBeNull();
});
test('a tier without a price says why', () => {
    expect(tierGap('anthropic', 'claude-opus-5', 'priority')).toBe('sold by contract');
    expect(tierGap('google', 'gemini-2.5-pro', 'PROVISIONED_THROUGHPUT')).toBe('sold by contract');
    expect(tierGap('google', 'gemini-2.5-pro', 'ON_DEMAND_FLEX')).toBe('not known with cached input');
    expect(tierGap('openai', 'gpt-5.5', 'priority')).toBe('not known with long context');
    expect(tierGap('x-ai', 'grok-4', 'priority')).toBe('no price known for that tier');
});
test('a tier that is not known is never charged at the standard price', () => {
    const usage = { inputTokens: 10, outputTokens: 10 };
    for (const card of book.cards(now)) {
        if (card.free || priced(usage, { provider: card.provider, model: card.model }).costUsd === null)
            continue;
        const unheardOf = { provider: card.provider, model: card.model, serviceTier: 'platinum' };
        expect(priced(usage, unheardOf).costUsd, card.id).toBeNull();
    }
});
const now = Date.parse('2026-11-21T12:00:00Z') * 1000;
/** The decimal point moved by one place. */
function tenfold(usd) {
    return usd === null ? null : String(Number((Number(usd) * 10).toPrecision(12)));
}
function priced(usage, given) {
    return book.price({ ...unknownUsage(), source: 'reported', ...usage }, { provider: 'openai', upstreamHost: '', model: 'gpt-4o-mini', serviceTier: '', atUs: now, ...given });
}
//# sourceMappingURL=service-tier.test.js.map