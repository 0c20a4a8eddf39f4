import { existsSync, readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { expect, test } from 'vitest';
import { createPriceBook } from '../../../collector/record/prices/price.js';
import { unknownUsage } from '../../../collector/record/usage.js';
const file = `${process.env['TEELINE_ORACLE'] ?? '../shared/oracle'}/genai-prices-usages.json`;
const there = existsSync(file);
if (!there)
    console.warn(`no price oracle at ${file}: its test is skipped`);
test.skipIf(!there)('prices what the authors of the catalogue price, to within the error of their floats', () => {
    const recorded = JSON.parse(readFileSync(file, 'utf8'));
    const book = createPriceBook();
    const differences = new Map();
    let compared = 0;
    for (const { model = '', extracted } of recorded) {
        for (const { usage, extractors } of extracted) {
            for (const theirs of extractors) {
                const expected = totalOf(theirs);
                if (expected === null)
                    continue;
                const query = { provider: theirs.provider_id, upstreamHost: '', model, atUs, serviceTier: '' };
                const ours = book.price(ourUsage(usage), query).costListUsd;
                compared++;
                if (ours !== null && new Decimal(ours).minus(expected).abs().lte(tolerance(expected)))
                    continue;
                const difference = `${theirs.provider_id} ${model}: ${expected} there, ${ours} here`;
                differences.set(difference, (differences.get(difference) ?? 0) + 1);
            }
        }
    }
    expect(compared).toBeGreaterThan(3000);
    expect(Object.fromEntries(differences)).toEqual(knownDifferences);
});
/** Each with what is behind it. */
const knownDifferences = {
    // Those prices were made with another edition of the catalogue: in ours, whose own engine agrees with us, Vertex AI's
    // Claude Sonnet 4.5 has a long-context tier, and Ministral 8B costs $0.15.
    'google claude-sonnet-4-5-20250929: 1.216284 there, 2.426628 here': 1,
    'google claude-sonnet-4-5-20250929: 1.502322 there, 2.9953065 here': 1,
    'mistral ministral-8b-latest: 0.0000088 there, 0.0000051 here': 1,
    // The catalogue says nothing of this model's price, and its engine takes nothing for 0; here it is NULL.
    'cerebras qwen-3-coder-480b: 0 there, null here': 2
};
/** After the prices of 2026-03 and before those of 2026-06, and in DeepSeek's dear hours, as it was there. */
const atUs = Date.parse('2026-05-01T12:00:00Z') * 1000;
/** Half of our last place, and a billionth of theirs. */
function tolerance(expected) {
    return Decimal.max('5e-10', expected.times('1e-9'));
}
function totalOf({ input_price, output_price, total_price }) {
    if (total_price !== undefined)
        return new Decimal(total_price);
    if (input_price === undefined || output_price === undefined)
        return null;
    return new Decimal(input_price).plus(output_price);
}
/** Theirs is inclusive as ours is; only the names differ. */
function ourUsage(theirs) {
    const units = ['web_searches', 'input_video_tokens', 'output_video_tokens', ...Object.keys(cachedMedia)];
    return {
        ...unknownUsage(),
        source: 'reported',
        inputTokens: theirs['input_tokens'] ?? 0,
        outputTokens: theirs['output_tokens'] ?? 0,
        cacheReadTokens: theirs['cache_read_tokens'] ?? null,
        cacheWriteTokens: theirs['cache_write_tokens'] ?? null,
        cacheWrite1hTokens: theirs['cache_write_1h_tokens'] ?? null,
        reasoningTokens: theirs['output_reasoning_tokens'] ?? null,
        audioInputTokens: theirs['input_audio_tokens'] ?? null,
        audioOutputTokens: theirs['output_audio_tokens'] ?? null,
        imageInputTokens: theirs['input_image_tokens'] ?? null,
        imageOutputTokens: theirs['output_image_tokens'] ?? null,
        toolInputTokens: theirs['input_tool_tokens'] ?? null,
        units: Object.fromEntries(units.filter(unit => theirs[unit] !== undefined).map(unit => [ourUnit[unit] ?? unit, theirs[unit] ?? 0]))
    };
}
const cachedMedia = {
    cache_audio_read_tokens: 'audio_cache_read_tokens',
    cache_image_read_tokens: 'image_cache_read_tokens',
    cache_video_read_tokens: 'video_cache_read_tokens'
};
const ourUnit = {
    ...cachedMedia,
    input_video_tokens: 'video_input_tokens',
    output_video_tokens: 'video_output_tokens'
};
//# sourceMappingURL=oracle.test.js.map