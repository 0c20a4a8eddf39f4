/** A cost explained: what comes out is the recorded cost to the last place, or nothing. */
import { Decimal } from 'decimal.js';
import { expect, test } from 'vitest';
import { explainCost } from '../../collector/explain-cost.js';
import { priceCardLine } from '../../collector/price-cards.js';
import { blankRow } from '../../collector/record/blank-row.js';
import { createPriceBook } from '../../collector/record/prices/price.js';
import { usageOf } from '../../collector/usage-of-row.js';
const opus = { provider: 'anthropic', response_model: 'claude-opus-4-8' };
const gpt = {
    provider: 'openai',
    response_model: 'gpt-5.2',
    input_tokens: 5_406,
    output_tokens: 561
};
test('each part of the tokens stands at its own price, and the lines add up to the cost', () => {
    const { row, card } = priced({ ...gpt, cache_read_tokens: 512, reasoning_tokens: 100 });
    const cost = explainCost(row, card);
    expect(cost?.factor).toBeNull();
    expect(cost?.lines.map(({ name, quantity }) => [name, quantity])).toEqual([
        ['input', 4_894],
        ['cached input, read', 512],
        ['output', 561]
    ]);
    for (const { quantity, unitUsd, unit, usd } of cost?.lines ?? []) {
        expect(unit).toBe('1M tokens');
        expect(new Decimal(unitUsd).times(quantity).div(1e6).toFixed()).toBe(usd);
    }
    expect(sumOf(cost?.lines ?? [])).toBe(row.cost_usd);
});
test('a service tier is told as the factor that it is, with the fees that it leaves alone', () => {
    const units = { web_searches: 2 };
    const { row, card } = priced({
        ...opus,
        input_tokens: 1_000,
        output_tokens: 500,
        service_tier: 'fast',
        units
    });
    expect(explainCost(row, card)?.factor).toEqual({ value: '2', by: 'tier', feesUsd: '0.02' });
    const flex = priced({ ...gpt, service_tier: 'flex' });
    expect(explainCost(flex.row, flex.card)?.factor).toEqual({ value: '0.5', by: 'tier', feesUsd: null });
});
test('a region is told apart from a tier', () => {
    const usage_json = '{"inference_geo":"us"}';
    const { row, card } = priced({ ...opus, input_tokens: 1_000, output_tokens: 500, usage_json });
    expect(explainCost(row, card)?.factor).toEqual({ value: '1.1', by: 'region', feesUsd: null });
    const both = priced({ ...row, service_tier: 'fast' });
    expect(explainCost(both.row, both.card)?.factor).toMatchObject({ value: '2.2', by: 'tier and region' });
});
test("the user's own factor is told as theirs", () => {
    const override = { rules: [{ multiplier: 0.85 }], fx: {} };
    const { row, card } = priced(gpt, override);
    expect(row.price_source).toBe('override');
    expect(explainCost(row, card)?.factor).toEqual({ value: '0.85', by: 'rules', feesUsd: null });
});
test('what does not come to the recorded cost, or cannot be read, is not explained', () => {
    const { row, card } = priced(gpt);
    expect(explainCost(row, card)).not.toBeNull();
    expect(explainCost({ ...row, cost_usd: null }, card)).toBeNull();
    expect(explainCost({ ...row, units: { blinks: 3 } }, card)).toBeNull();
    expect(explainCost({ ...row, cost_usd: '0.017123457' }, card)).toBeNull();
    for (const json of ['', 'x', '[]', '{}', '{"rates":{"input_mtok":{"usd":"much","tiers":[]}}}']) {
        expect(explainCost(row, json)).toBeNull();
    }
});
/** The row with the cost that the recorder gives it, and the card as the store keeps it. */
function priced(change, override) {
    const row = { ...blankRow(), usage_source: 'reported', ...change };
    let card = '';
    const book = createPriceBook({
        override,
        onCard: used => {
            card = JSON.parse(priceCardLine(used, 0)).json;
        }
    });
    const { costUsd, source } = book.price(usageOf(row), {
        provider: row.provider,
        upstreamHost: row.upstream_host,
        model: row.response_model,
        serviceTier: row.service_tier,
        atUs: Date.parse('2026-11-21T00:00:00Z') * 1_000
    });
    expect(costUsd).not.toBeNull();
    return { row: { ...row, cost_usd: costUsd, price_source: source }, card };
}
function sumOf(lines) {
    return lines
        .reduce((sum, { usd }) => sum.plus(usd), new Decimal(0))
        .toDecimalPlaces(9)
        .toFixed();
}
//# sourceMappingURL=explain-cost.test.js.map