import { describe, expect, test } from 'vitest';
import { meters } from '../../../collector/record/prices/meter.js';
import { createPriceBook } from '../../../collector/record/prices/price.js';
import { unknownUsage } from '../../../collector/record/usage.js';
import { priceKeys } from '../../../schemas/prices.js';
const million = { inputTokens: 1_000_000, outputTokens: 0 };
test('the price keys that the configuration takes are those that can be billed', () => {
    expect([...priceKeys].toSorted()).toEqual([...meters.keys()].toSorted());
});
test('a relay that sells 1 CNY for 1 USD of list price costs the list price in CNY, at the rate of the day', () => {
    const rules = [{ match: { upstream: 'api.relay.example' }, currency: 'CNY', multiplier: 1 }];
    const fx = { CNY: [{ from: '2026-11-01', rate: 7.12 }, { rate: 7.5 }] };
    const at = (time) => price(million, { upstreamHost: 'api.relay.example', model: 'gpt-4o', atUs: us(time) }, rules, fx);
    // gpt-4o lists at 2.5 USD: 2.5 CNY are 2.5 / 7.12 USD.
    expect(at('2026-11-21T12:00:00Z')).toMatchObject({
        costUsd: '0.351123596',
        costListUsd: '2.5',
        source: 'override'
    });
    expect(at('2026-10-31T23:59:59Z').costUsd).toBe('0.333333333');
    expect(price(million, { upstreamHost: 'api.openai.com', model: 'gpt-4o' }, rules, fx).source).toBe('list');
});
test('a day before the first rate has no price, not a wrong one', () => {
    const rules = [{ currency: 'CNY' }];
    const fx = { CNY: [{ from: '2026-11-01', rate: 7.12 }] };
    expect(price(million, { atUs: us('2026-10-01T00:00:00Z') }, rules, fx)).toMatchObject({
        costUsd: null,
        costListUsd: '0.15',
        source: 'none'
    });
});
test('a batch discount of 15 % takes the place of the published factor of that tier', () => {
    const rules = [{ match: { provider: 'openai', tier: 'batch' }, multiplier: 0.85 }];
    expect(price(million, { serviceTier: 'batch' }, rules).costUsd).toBe('0.1275');
    expect(price(million, { serviceTier: 'batch' }, []).costUsd).toBe('0.075');
    expect(price(million, { serviceTier: 'flex' }, rules).costUsd).toBe('0.075');
    expect(price(million, { serviceTier: 'default' }, rules)).toMatchObject({ costUsd: '0.15', source: 'list' });
});
test('a tier without a published factor is priced by a rule that names it', () => {
    const rules = [{ match: { tier: 'scale' }, multiplier: 1.75 }];
    expect(price(million, { serviceTier: 'scale' }, []).costUsd).toBeNull();
    expect(price(million, { serviceTier: 'scale' }, rules).costUsd).toBe('0.2625');
});
test('a group ratio and a discount multiply, exactly', () => {
    const rules = [
        { match: { route: '/relay', model: 'claude-*' }, multiplier: 0.85 },
        { match: { route: '/relay' }, multiplier: 1.1 }
    ];
    const short = { inputTokens: 100_000, outputTokens: 0 };
    const relay = { route: '/relay', provider: 'relay', upstreamHost: 'r.example' };
    // 0.3 × 0.85 × 1.1.
    expect(price(short, { ...relay, model: 'claude-sonnet-4-5' }, rules).costUsd).toBe('0.2805');
    expect(price(million, { ...relay, model: 'gpt-4o' }, rules).costUsd).toBe('2.75');
    expect(price(million, { ...relay, route: '/other', model: 'gpt-4o' }, rules).costUsd).toBe('2.5');
});
describe('set', () => {
    test('prices a model that no list knows, by key, in USD for a million tokens', () => {
        const rules = [
            {
                match: { provider: 'vllm', model: 'llama-*' },
                set: { input_mtok: 0.05, output_mtok: 0.2, cache_read_mtok: 0.01 }
            }
        ];
        const usage = { inputTokens: 1000, cacheReadTokens: 400, outputTokens: 10 };
        // 600 × 0.05 + 400 × 0.01 + 10 × 0.2, per million.
        expect(price(usage, { provider: 'vllm', model: 'Llama-3.3-70b' }, rules)).toMatchObject({
            costUsd: '0.000036',
            costListUsd: null,
            source: 'override'
        });
        expect(price(usage, { provider: 'vllm', model: 'qwen' }, rules)).toMatchObject({
            costUsd: null,
            card: ''
        });
    });
    test('replaces the keys that it names, and leaves the others at list price', () => {
        const rules = [{ match: { provider: 'gcp.gemini' }, set: { web_searches_kcount: 14 } }];
        const gemini = { provider: 'gcp.gemini', model: 'gemini-2.5-flash' };
        const usage = { inputTokens: 1000, outputTokens: 1000, units: { web_searches: 1 } };
        expect(price(usage, gemini, [])).toMatchObject({ costUsd: null, costListUsd: null });
        expect(price(usage, gemini, rules)).toMatchObject({ costUsd: '0.0168', costListUsd: null });
    });
    test('is taken from the first rule that matches; a later one does not apply at all', () => {
        const rules = [
            { match: { model: 'gpt-4o' }, set: { input_mtok: 2 } },
            { set: { input_mtok: 1 }, multiplier: 3, currency: 'CNY' },
            { multiplier: 0.5 }
        ];
        const fx = { CNY: [{ rate: 7 }] };
        expect(price(million, { model: 'gpt-4o' }, rules, fx)).toMatchObject({ costUsd: '1', costListUsd: '2.5' });
        expect(price(million, { model: 'gpt-4o-mini' }, rules, fx).costUsd).toBe('0.214285714');
    });
    test('may be in another currency', () => {
        const rules = [{ set: { input_mtok: 2 }, currency: 'EUR' }];
        expect(price(million, {}, rules, { EUR: [{ rate: 0.8 }] }).costUsd).toBe('2.5');
    });
    test('of long-context models knows no cliff but the list keeps its own', () => {
        const rules = [{ match: { provider: 'anthropic' }, set: { input_mtok: 2.5 } }];
        const query = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
        expect(price({ inputTokens: 300_000, outputTokens: 0 }, query, rules)).toMatchObject({
            costUsd: '0.75',
            costListUsd: '1.8'
        });
    });
});
describe('a rule matches', () => {
    const matches = (match, query, usage = {}) => price({ ...million, ...usage }, query, [{ match, multiplier: 2 }]).source === 'override';
    test.each([
        [{ region: 'us-east-1' }, { upstreamHost: 'bedrock-runtime.us-east-1.amazonaws.com' }, true],
        [{ region: 'us-*' }, { upstreamHost: 'bedrock-runtime.eu-west-1.amazonaws.com' }, false],
        [{ region: 'europe-west4' }, { upstreamHost: 'europe-west4-aiplatform.googleapis.com' }, true],
        [{ region: 'us-gov-west-1' }, { upstreamHost: 'bedrock-runtime.us-gov-west-1.amazonaws.com' }, true],
        [{ region: 'eu' }, { upstreamHost: 'eu.api.openai.com' }, true],
        [{ region: 'eu' }, { upstreamHost: 'api.openai.com' }, false],
        [{ tier: 'standard' }, { serviceTier: '' }, true],
        [{ tier: 'default' }, { serviceTier: 'DEFAULT' }, true],
        [{ tier: 'FLEX' }, { serviceTier: 'flex' }, true],
        [{ model: 'gpt-4o' }, { model: 'gpt-4o-mini' }, false],
        [{ model: 'gpt-4?-m*' }, { model: 'GPT-4o-mini' }, true],
        [{ model: 'gpt.4o*' }, { model: 'gpt-4o-mini' }, false],
        [{ provider: 'openai', model: 'claude-*' }, {}, false],
        [{ upstream: '*.openai.com' }, { upstreamHost: 'api.openai.com' }, true],
        [{}, {}, true]
    ])('by %j against %j: %s', (match, query, expected) => {
        const model = 'gpt-4o-mini';
        expect(matches(match, { model, ...query })).toBe(expected);
    });
    test('by the region that Anthropic reports', () => {
        const query = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
        const json = '{"input_tokens":1,"inference_geo": "us"}';
        expect(matches({ region: 'us' }, query, { json })).toBe(true);
        expect(matches({ region: 'us' }, query, { json: '{}' })).toBe(false);
    });
    test("by the catalogue's name of a provider, too", () => {
        expect(matches({ provider: 'google' }, { provider: 'gcp.gemini', model: 'gemini-2.5-flash' })).toBe(true);
    });
    test('from the start of its first day to the start of the day on which it ends', () => {
        const rules = [{ multiplier: 2, validFrom: '2026-11-01', validUntil: '2026-11-03' }];
        const source = (time) => price(million, { atUs: us(time) }, rules).source;
        expect(source('2026-10-31T23:59:59.999Z')).toBe('list');
        expect(source('2026-11-01T00:00:00Z')).toBe('override');
        expect(source('2026-11-02T23:59:59Z')).toBe('override');
        expect(source('2026-11-03T00:00:00Z')).toBe('list');
    });
});
test('parts are priced by their own models and tiers and summed before rounding; one unknown part makes it NULL', () => {
    const part = (model, inputTokens, serviceTier) => ({
        model,
        usage: tokens({ inputTokens, outputTokens: 0 }),
        ...(serviceTier !== undefined && { serviceTier })
    });
    const deepseek = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
    const parts = [part('', 1000), part('claude-haiku-4-5', 1000), part('', 1000, 'batch')];
    // 3 + 1 + 1.5 USD per million.
    expect(price({ ...million, parts }, deepseek, [])).toMatchObject({
        costUsd: '0.0055',
        costListUsd: '0.007',
        source: 'list',
        card: expect.stringMatching(/^genai-prices@[^+]+claude-sonnet-4-5\+genai-prices@[^+]+claude-haiku-4-5$/)
    });
    expect(price({ ...million, parts: [...parts, part('nobody-sells-this', 1)] }, deepseek, [])).toMatchObject({
        costUsd: null,
        costListUsd: null,
        source: 'none',
        card: ''
    });
    // A long-context cliff is for each part: two of 150,000 tokens are below it, one of 300,000 is not.
    expect(price({ ...million, parts: [part('', 150_000), part('', 150_000)] }, deepseek, []).costUsd).toBe('0.9');
    const dear = [{ match: { model: 'claude-haiku*' }, multiplier: 10 }];
    expect(price({ ...million, parts }, deepseek, dear)).toMatchObject({
        costUsd: '0.0145',
        source: 'override'
    });
});
test('each card is told once, when it first prices something', () => {
    const used = [];
    const rules = [{ match: { model: 'gpt-4o' }, multiplier: 0.9 }];
    const book = createPriceBook({ override: { fx: {}, rules }, onCard: card => used.push(card) });
    const ask = (model) => book.price(tokens(million), query({ model }));
    for (const model of ['gpt-4o', 'gpt-4o-mini', 'unknown', 'gpt-4o', 'gpt-4o-mini'])
        ask(model);
    expect(used.map(({ id }) => id)).toEqual([ask('gpt-4o').card, ask('gpt-4o-mini').card]);
    expect(used[0]?.id).toMatch(/^override@[0-9a-f]{12}\/0\/genai-prices@[^/]+\/openai\/gpt-4o$/);
});
test('the id of an overridden card changes with the rules', () => {
    const id = (multiplier) => price(million, {}, [{ multiplier }]).card;
    expect(id(0.9)).toBe(id(0.9));
    expect(id(0.9)).not.toBe(id(0.8));
});
function price(usage, given, rules, fx = {}) {
    return createPriceBook({ override: { fx, rules } }).price(tokens(usage), query(given));
}
function tokens(usage) {
    return { ...unknownUsage(), source: 'reported', ...usage };
}
function query(given) {
    const atUs = us('2026-11-21T12:00:00Z');
    return { provider: 'openai', upstreamHost: '', model: 'gpt-4o-mini', serviceTier: '', atUs, ...given };
}
function us(time) {
    return Date.parse(time) * 1000;
}
//# sourceMappingURL=override.test.js.map