import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../collector/config.js';
import { readImportedPrices } from '../collector/imported-prices.js';
import { listPrices, showPrice } from '../collector/prices-command.js';
import { importPrices } from '../collector/prices-import-command.js';
import { createPriceBook } from '../collector/record/prices/price.js';
import { tierFactors } from '../collector/record/prices/service-tier.js';
import { unknownUsage } from '../collector/record/usage.js';
const november = new Date('2026-11-21T12:00:00Z');
test('a price is explained: card, source, date, tiers, every unit', () => {
    const text = written(out => showPrice({ out, model: 'gpt-5.6-sol', provider: 'openai', at: november, json: false }));
    expect(text).toContain('card           genai-prices@0.1.8/openai/gpt-5.6-sol/2026-08-21\n');
    expect(text).toContain('in force       at 2026-11-21T12:00:00.000Z: since 2026-08-21, 00:00 UTC\n');
    expect(text).toContain('tier flex      × 0.5 on all but fees (https://');
    expect(text).toContain('tier priority  × 2 on all but fees (https://openai.com/api-priority-processing)\n');
    expect(text).toContain('other tiers    no price known: cost_usd of such a call is NULL\n');
    expect(text).toMatch(/^input +4 {2}1M tokens\n {2}above 271,999 input tokens +8 {2}1M tokens$/m);
    expect(text).toMatch(/^web searches +10 {2}1,000 searches$/m);
    expect(text).toContain('At other times:\n  genai-prices@0.1.8/openai/gpt-5.6-sol\n');
});
test("the user's own rules and imported prices stand beside the list", () => {
    const rules = [
        { match: { model: 'gpt-4o*' }, multiplier: 0.85 },
        { match: { model: 'gpt-4o-mini' }, set: { input_mtok: 0.1 } }
    ];
    const prices = { override: { fx: {}, rules } };
    const show = (model) => written(out => showPrice({ out, model, provider: 'openai', at: november, json: false, prices }));
    expect(show('gpt-4o-mini')).toMatch(/^your rules +override@[0-9a-f]{12}\/0,1: × 0.85;/m);
    expect(show('gpt-4o-mini')).toMatch(/Set by your rules:\n(.*\n)*input +0.1 +1M tokens/);
    expect(show('o3')).not.toContain('your rules');
});
test('the price of another day is that of its card', () => {
    const at = new Date('2025-06-09T00:00:00Z');
    const [o3] = shown(out => showPrice({ out, model: 'o3', provider: 'openai', at, json: true }));
    expect(o3).toMatchObject({ card: 'genai-prices@0.1.8/openai/o3', valid_from: null });
    expect(o3?.['rates']).toMatchObject({ input_mtok: { usd: '10', for: '1M tokens', tiers: [] } });
    expect(o3?.['history']).toEqual(['genai-prices@0.1.8/openai/o3', 'genai-prices@0.1.8/openai/o3/2025-06-10']);
});
test('without a provider the maker comes first, then everyone who sells the model by that name', () => {
    const sellers = shown(out => showPrice({ out, model: 'claude-sonnet-4-5-20250929', at: november, json: true }));
    expect(sellers[0]).toMatchObject({ provider: 'anthropic' });
    expect(sellers.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['aws', 'google']));
});
test('money is written as it is stored: plain decimals, no floats', () => {
    const text = written(out => listPrices({ out, at: november, json: true }));
    const prices = [...text.matchAll(/"usd": ([^,\n]+)/g)].map(([, price]) => price);
    expect(prices.length).toBeGreaterThan(3000);
    expect(prices.filter(price => !/^"\d+(\.\d{1,14})?"$/.test(price ?? ''))).toEqual([]);
});
test('the list has one line for each model in force, aligned', () => {
    const text = written(out => listPrices({ out, provider: 'gcp.gemini', at: november, json: false }));
    const lines = text.split('\n');
    expect(lines[0]).toMatch(/^PROVIDER +MODEL +INPUT +CACHED +CACHE WRITE +OUTPUT +SINCE$/);
    expect(lines.filter(line => line.includes(' gemini-2.5-flash '))).toEqual([
        expect.stringMatching(/^google +gemini-2.5-flash +0.3 +0.03 +- +2.5$/)
    ]);
    const output = (lines[0]?.indexOf('OUTPUT') ?? 0) + 'OUTPUT'.length;
    expect(lines.find(line => line.includes(' gemini-2.5-pro '))?.slice(0, output)).toMatch(/10\+$/);
    expect(text).toMatch(/gemma-3 +free/);
});
test('an unknown model is an error that names the nearest ones', () => {
    const show = (model, provider) => () => written(out => showPrice({ out, model, json: false, ...(provider !== undefined && { provider }) }));
    expect(show('gpt-4o-mni')).toThrow(expect.objectContaining({
        code: 'TEELINE_PRICES_UNKNOWN_MODEL',
        message: 'no price is known for gpt-4o-mni',
        hint: expect.stringMatching(/^Nearest names: gpt-4o-mini, /)
    }));
    expect(show('llama3', 'ollama')).toThrow(expect.objectContaining({ hint: expect.stringContaining('your own machines') }));
});
test('an unknown provider is a mistake in the command', () => {
    const list = () => written(out => listPrices({ out, provider: 'opnai', json: false }));
    expect(list).toThrow(expect.objectContaining({ code: 'TEELINE_USAGE', hint: expect.stringContaining('openai') }));
});
test('the documentation shows what the command prints', () => {
    const documentation = readFileSync(new URL('../docs/prices.md', import.meta.url), 'utf8');
    const example = /prices show (\S+) --provider (\S+) --at (\S+)\n\nprints\n\n```\n([^`]+)```/.exec(documentation);
    const [, model = '', provider = '', at = '', printed] = example ?? [];
    const options = { model, provider, at: new Date(at), json: false };
    expect(written(out => showPrice({ out, ...options }))).toBe(printed);
});
test('the documentation names every service tier that has a factor', () => {
    const documentation = readFileSync(new URL('../docs/prices.md', import.meta.url), 'utf8').toLowerCase();
    const rows = documentation.split('\n').filter(line => line.startsWith('|'));
    for (const { tier, factor } of tierFactors) {
        const row = rows.find(line => line.includes(`\`${tier}\``) && line.includes(`× ${factor}`));
        expect(row, `${tier} × ${factor}`).toBeDefined();
    }
});
test("the documentation's rules make the prices that it says", () => {
    const folder = mkdtempSync(join(tmpdir(), 'teeline-prices-'));
    try {
        const documentation = readFileSync(new URL('../docs/prices.md', import.meta.url), 'utf8');
        const config = join(folder, 'teeline.yaml');
        writeFileSync(config, /```yaml\n(prices:\n[^`]+)```/.exec(documentation)?.[1] ?? 'not: found');
        const { priceOverride } = loadConfig({ config, data: folder }, {});
        const book = createPriceBook({ override: priceOverride });
        const cost = (provider, upstreamHost, model, serviceTier = '') => {
            const usage = { ...unknownUsage(), inputTokens: 100_000, outputTokens: 0 };
            const query = { provider, upstreamHost, model, serviceTier, atUs: november.getTime() * 1000 };
            return book.price({ ...usage, inputTokens: model.startsWith('claude') ? 100_000 : 1_000_000 }, query)
                .costUsd;
        };
        expect(documentation).toContain(`which is ${cost('relay', 'api.relay.example', 'gpt-4o')} USD in November 2026`);
        // 0.3 × 0.85 / 7.12.
        expect(cost('relay', 'api.relay.example', 'claude-sonnet-4-5')).toBe('0.035814607');
        expect(cost('mistral_ai', 'api.mistral.ai', 'mistral-large-2411', 'batch')).toBe('1.7');
        expect(cost('vllm', '127.0.0.1', 'llama-3.3-70b')).toBe('0.05');
    }
    finally {
        rmSync(folder, { recursive: true });
    }
});
test("an import keeps LiteLLM's prices in the data directory, or changes nothing", () => {
    const folder = mkdtempSync(join(tmpdir(), 'teeline-prices-'));
    try {
        const file = join(folder, 'prices.json');
        const entry = { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6 };
        writeFileSync(file, JSON.stringify({ 'new-model-9': entry, 'gpt-4o': entry }));
        const dataDir = join(folder, 'data');
        const text = written(out => importPrices({ out, file, dataDir }));
        expect(text).toMatch(/^imported {4}2 models of 2 entries in .*SHA-256 [0-9a-f]{64}\)$/m);
        expect(text).toMatch(/^new {9}1; the other 1 are in the bundled list/m);
        const kept = readImportedPrices(dataDir);
        expect(kept?.cards).toHaveLength(2);
        writeFileSync(file, '{"a": 1}');
        expect(() => written(out => importPrices({ out, file, dataDir }))).toThrow(/not LiteLLM's price file/);
        expect(readImportedPrices(dataDir)).toEqual(kept);
        expect(readImportedPrices(folder)).toBeNull();
    }
    finally {
        rmSync(folder, { recursive: true });
    }
});
test("a second source's price of a tier is shown under the name that requests have", () => {
    const rates = { input_mtok: { usd: '2.4', for: '1M tokens', tiers: [] } };
    const card = {
        card: 'litellm@1/x-ai/grok-4/batch',
        provider: 'x-ai',
        model: 'grok-4',
        tier: 'batch',
        rates
    };
    const cards = [{ ...card, valid_from: null, hours: null, free: false, comment: '' }];
    const prices = { imported: { source: 'litellm', version: '1', cards } };
    const text = written(out => showPrice({ out, model: 'grok-4', provider: 'x_ai', at: november, json: false, prices }));
    expect(text).toContain('grok-4-0709 at x-ai\n');
    expect(text).toContain('tier batch   input 2.4 (litellm@1/x-ai/grok-4/batch)\n');
});
function written(write) {
    let text = '';
    write({
        write(more) {
            text += more;
        }
    });
    return text;
}
function shown(write) {
    return JSON.parse(written(write));
}
//# sourceMappingURL=prices-command.test.js.map