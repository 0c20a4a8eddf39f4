import { expect, test } from 'vitest';
import { readLiteLlm } from '../../../collector/record/prices/litellm.js';
import { createPriceBook } from '../../../collector/record/prices/price.js';
import { unknownUsage } from '../../../collector/record/usage.js';
const file = {
    sample_spec: { litellm_provider: 'one of …', input_cost_per_token: 0 },
    fallback_generalizations: { rules: [{ name: 'a rule', pattern: '^x' }] },
    'new-model-9': {
        litellm_provider: 'openai',
        mode: 'chat',
        max_tokens: 8192,
        input_cost_per_token: 1.5e-7,
        output_cost_per_token: 6e-7,
        cache_read_input_token_cost: 7.5e-8,
        input_cost_per_token_batches: 7.5e-8,
        input_cost_per_token_priority: 3e-7,
        input_cost_per_token_above_200k_tokens_priority: 6e-7,
        output_cost_per_token_priority: 1.2e-6,
        cache_read_input_token_cost_priority: 1.5e-7,
        input_cost_per_token_above_200k_tokens: 3e-7,
        output_cost_per_token_above_200k_tokens: 1.2e-6,
        supports_vision: true
    },
    'openai/new-model-9': { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 9 },
    'groq/odd-speech': {
        litellm_provider: 'groq',
        mode: 'audio_transcription',
        input_cost_per_second: 3.083e-5
    },
    'vertex_ai/claude-next': {
        litellm_provider: 'vertex_ai-anthropic_models',
        mode: 'chat',
        input_cost_per_token: 3e-6,
        output_cost_per_token: 1.5e-5,
        search_context_cost_per_query: { search_context_size_low: 0.01 }
    },
    'new-embedding': {
        litellm_provider: 'mistral',
        mode: 'embedding',
        input_cost_per_token: 1e-8,
        output_cost_per_token: 0
    },
    'ollama/llama9': {
        litellm_provider: 'ollama',
        mode: 'chat',
        input_cost_per_token: 0,
        output_cost_per_token: 0
    },
    'gpt-4o-mini': {
        litellm_provider: 'openai',
        mode: 'chat',
        input_cost_per_token: 1,
        output_cost_per_token: 1
    },
    'gemini/gemini-2.5-pro': {
        litellm_provider: 'gemini',
        mode: 'chat',
        input_cost_per_token: 1.25e-6,
        output_cost_per_token: 1e-5,
        input_cost_per_token_priority: 2.25e-6,
        input_cost_per_token_above_200k_tokens_priority: 4.5e-6,
        output_cost_per_token_priority: 1.8e-5,
        cache_read_input_token_cost: 1.25e-7,
        cache_read_input_token_cost_flex: 1.25e-7,
        input_cost_per_token_flex: 6.25e-7,
        output_cost_per_token_flex: 5e-6
    },
    'claude-opus-6': {
        litellm_provider: 'anthropic',
        mode: 'chat',
        input_cost_per_token: 5e-6,
        output_cost_per_token: 2.5e-5,
        provider_specific_entry: { us: 1.1, fast: 2.5 }
    },
    broken: 'not an entry',
    'broken-too': { litellm_provider: 'openai', input_cost_per_token: 'much' }
};
const reading = readLiteLlm(file, '0123456789ab');
const book = createPriceBook({ imported: reading?.prices ?? null });
test('every entry is counted: as a card, without a price, in part or malformed', () => {
    expect(reading).toMatchObject({
        entries: 11,
        tierCards: 5,
        withoutPrice: 1,
        partly: 1,
        malformed: ['broken', 'broken-too']
    });
    expect(reading?.prices.cards.map(({ card }) => card)).toEqual([
        'litellm@0123456789ab/openai/new-model-9',
        'litellm@0123456789ab/openai/new-model-9/batch',
        'litellm@0123456789ab/openai/new-model-9/priority',
        'litellm@0123456789ab/groq/odd-speech',
        'litellm@0123456789ab/gcp.vertex_ai/claude-next',
        'litellm@0123456789ab/mistral/new-embedding',
        'litellm@0123456789ab/openai/gpt-4o-mini',
        'litellm@0123456789ab/google/gemini-2.5-pro',
        'litellm@0123456789ab/google/gemini-2.5-pro/priority',
        'litellm@0123456789ab/google/gemini-2.5-pro/flex',
        'litellm@0123456789ab/anthropic/claude-opus-6',
        'litellm@0123456789ab/anthropic/claude-opus-6/fast'
    ]);
});
test('prices of single units become those of a million, an hour, a thousand, without a digit of noise', () => {
    const cardOf = (id) => reading?.prices.cards.find(({ card }) => card.endsWith(id));
    const [model, speech] = [cardOf('/new-model-9'), cardOf('/odd-speech')];
    expect(model?.rates).toEqual({
        input_mtok: { usd: '0.15', for: '1M tokens', tiers: [{ above_input_tokens: 200_000, usd: '0.3' }] },
        output_mtok: { usd: '0.6', for: '1M tokens', tiers: [{ above_input_tokens: 200_000, usd: '1.2' }] },
        cache_read_mtok: { usd: '0.075', for: '1M tokens', tiers: [] }
    });
    expect(speech?.rates).toEqual({ input_audio_hours: { usd: '0.110988', for: '1 h', tiers: [] } });
});
test('prices a model that the bundled list does not know, as list price, and says from which file', () => {
    expect(price({ inputTokens: 1000, cacheReadTokens: 400, outputTokens: 10 }, { model: 'New-Model-9' })).toEqual({
        costUsd: '0.000126',
        costListUsd: '0.000126',
        source: 'list',
        card: 'litellm@0123456789ab/openai/new-model-9'
    });
    expect(price({ inputTokens: 300_000, outputTokens: 0 }, { model: 'new-model-9' }).costUsd).toBe('0.09');
    expect(price({ inputTokens: 1 }, { provider: 'mistral_ai', model: 'new-embedding' }).costUsd).toBe('0.00000001');
});
test('finds it at the provider that serves it, and through a relay at its maker', () => {
    const card = (given) => price({ inputTokens: 1, outputTokens: 1 }, given).card;
    expect(card({ provider: 'gcp.vertex_ai', model: 'claude-next' })).toContain('/gcp.vertex_ai/claude-next');
    expect(card({ provider: 'somerelay', upstreamHost: 'r.example', model: 'openai/new-model-9' })).toContain('openai/');
    expect(card({ provider: 'openai', upstreamHost: 'r.example', model: 'new-model-9' })).toContain('openai/');
    expect(card({ provider: 'groq', model: 'new-model-9' })).toBe('');
    expect(card({ provider: 'vllm', model: 'new-model-9' })).toBe('');
});
test("another tier is priced from the file where no factor is known, fees and the list price from the standard's card", () => {
    const gemini = { provider: 'gcp.gemini', model: 'gemini-2.5-pro', serviceTier: 'SERVICE_TIER_PRIORITY' };
    const usage = { inputTokens: 1000, outputTokens: 100 };
    expect(price(usage, gemini)).toEqual({
        costUsd: '0.00405',
        costListUsd: '0.00225',
        source: 'list',
        card: 'litellm@0123456789ab/google/gemini-2.5-pro/priority'
    });
    const opus = { provider: 'anthropic', model: 'claude-opus-6' };
    expect(price(usage, { ...opus, serviceTier: 'fast' })).toMatchObject({
        costUsd: '0.01875',
        costListUsd: '0.0075'
    });
    expect(price(usage, { model: 'new-model-9', serviceTier: 'priority' }).costUsd).toBe('0.00042');
    const long = { inputTokens: 300_000, outputTokens: 0 };
    expect(price(long, { model: 'new-model-9', serviceTier: 'priority' }).costUsd).toBe('0.18');
});
test('what only the standard tier has a price for has none at another', () => {
    const gemini = { provider: 'gcp.gemini', model: 'gemini-2.5-pro', serviceTier: 'priority' };
    const usage = { inputTokens: 1000, cacheReadTokens: 500, outputTokens: 100 };
    expect(price(usage, gemini)).toMatchObject({ costUsd: null, source: 'none' });
    expect(price(usage, gemini).costListUsd).not.toBeNull();
    // Output costs more with long context; the file says nothing of that for this tier.
    expect(price({ inputTokens: 300_000, outputTokens: 1 }, gemini).costUsd).toBeNull();
});
test("the file's prices of a tier hold where the vendor's factor does not reach, and at the vendor they are for alone", () => {
    const usage = { inputTokens: 1000, cacheReadTokens: 1000, outputTokens: 0 };
    const flex = { provider: 'gcp.gemini', model: 'gemini-2.5-pro', serviceTier: 'flex' };
    expect(price(usage, flex)).toMatchObject({
        costUsd: '0.000125',
        card: 'litellm@0123456789ab/google/gemini-2.5-pro/flex'
    });
    expect(price(usage, { ...flex, provider: 'gcp.vertex_ai', serviceTier: 'ON_DEMAND_FLEX' }).costUsd).toBeNull();
});
test("the user's rules lie over a tier's price from the file, unless they set prices themselves", () => {
    const at = { provider: 'gcp.gemini', model: 'gemini-2.5-pro', serviceTier: 'priority' };
    const usage = { inputTokens: 1000, outputTokens: 100 };
    const under = (rule) => {
        const override = { fx: {}, rules: [rule] };
        return price(usage, at, createPriceBook({ imported: reading?.prices ?? null, override }));
    };
    expect(under({ multiplier: 2 })).toMatchObject({ costUsd: '0.0081', source: 'override' });
    expect(under({ multiplier: 2 }).card).toMatch(/^override@.+\/litellm@.+\/priority$/);
    expect(under({ set: { input_mtok: 1 } })).toMatchObject({ costUsd: null, costListUsd: '0.00225' });
});
test('the bundled list goes first', () => {
    expect(price({ inputTokens: 1_000_000, outputTokens: 0 }, {}).costUsd).toBe('0.15');
});
test('a price in the file that is not counted leaves what it is for unpriced', () => {
    const vertex = { provider: 'gcp.vertex_ai', model: 'claude-next' };
    const usage = { inputTokens: 1000, outputTokens: 100 };
    expect(price(usage, vertex).costUsd).toBe('0.0045');
    expect(price({ ...usage, units: { web_searches: 1 } }, vertex).costUsd).toBeNull();
});
test.each([null, [], 7, {}, { a: 1, b: [] }])('%j is not such a file', value => {
    expect(readLiteLlm(value, 'x')).toBeNull();
});
function price(usage, given, from = book) {
    const atUs = Date.parse('2026-11-21T12:00:00Z') * 1000;
    return from.price({ ...unknownUsage(), source: 'reported', ...usage }, { provider: 'openai', upstreamHost: '', model: 'gpt-4o-mini', serviceTier: '', atUs, ...given });
}
//# sourceMappingURL=litellm.test.js.map