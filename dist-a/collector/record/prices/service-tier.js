import { isLongContext, Money } from './card.js';
const openAiPriority = 'https://openai.com/api-priority-processing';
const claudeFast = 'https://platform.claude.com/docs/en/build-with-claude/fast-mode';
const geminiTiers = 'https://ai.google.dev/gemini-api/docs/optimization';
/** Groq's and Mistral's own pages say it too, and change; these say as of which day, June and May 2026. */
const groqBatch = 'https://tokenmix.ai/blog/groq-api-access-2026-free-tier-rate-limits';
const mistralBatch = 'https://usagepricing.com/blueprint/trends/latency-tiered-discounts';
/**
 * Factors that one number can tell, for a model or for all of a provider's, as published in November 2026. Where a vendor
 * publishes a price for each model (OpenAI's priority, Anthropic's fast mode), input, cached input and output stand in one
 * ratio to the standard prices, and that ratio is here. Where there is no one number, a second source may have each
 * model's price: Bedrock's tiers ("a premium", "discounted"), Gemini's priority ("75 % to 100 % more"), Fireworks' priority,
 * xAI's batches ("20 % to 50 %" off), Together's batches (off for "selected models").
 */
export const tierFactors = [
    factorOf('openai', 'flex', '0.5', 'https://developers.openai.com/api/docs/guides/flex-processing'),
    factorOf('openai', 'batch', '0.5', 'https://developers.openai.com/api/docs/guides/batch'),
    priorityOf('1.75', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4o-2024-05-13', 'o3'),
    priorityOf('1.7', 'gpt-4o'),
    priorityOf('5/3', 'gpt-4o-mini'),
    priorityOf('1.8', 'gpt-5-mini'),
    priorityOf('20/11', 'o4-mini'),
    priorityOf('2', 'gpt-4.1-nano', 'gpt-5', 'gpt-5.1', 'gpt-5.2', 'gpt-5.3-codex', 'gpt-5.4-mini'),
    priorityOf('2', 'gpt-5.6-sol', 'gpt-5.6-terra', 'gpt-5.6-luna', 'gpt-6-astra', 'gpt-6-sol', 'gpt-6-luna'),
    { ...priorityOf('2', 'gpt-5.4'), except: 'long context' },
    { ...priorityOf('2.5', 'gpt-5.5'), except: 'long context' },
    factorOf('anthropic', 'batch', '0.5', 'https://platform.claude.com/docs/en/build-with-claude/batch-processing'),
    { ...factorOf('anthropic', 'fast', '6', claudeFast), models: ['claude-opus-4-6', 'claude-opus-4-7'] },
    {
        ...factorOf('anthropic', 'fast', '2', claudeFast),
        models: ['claude-opus-4-8', 'claude-opus-5', 'claude-opus-5-5']
    },
    { ...factorOf('google', 'flex', '0.5', geminiTiers), except: 'cached input' },
    { ...factorOf('google', 'batch', '0.5', geminiTiers), except: 'cached input' },
    factorOf('groq', 'flex', '1', 'https://console.groq.com/docs/flex-processing'),
    // Half of "input and output"; of cached input, which has a discount of its own, nothing is said.
    { ...factorOf('groq', 'batch', '0.5', groqBatch), except: 'cached input' },
    { ...factorOf('mistral', 'batch', '0.5', mistralBatch), except: 'cached input' },
    {
        ...factorOf('fireworks', 'batch', '0.5', 'https://docs.fireworks.ai/serverless/pricing'),
        except: 'cached input'
    },
    {
        ...factorOf('moonshotai', 'batch', '0.6', 'https://platform.kimi.ai/docs/pricing/batch'),
        models: ['kimi-k2.5'],
        except: 'cached input'
    }
];
function factorOf(provider, tier, factor, source) {
    return { provider, tier, models: null, factor, source };
}
function priorityOf(factor, ...models) {
    return { ...factorOf('openai', 'priority', factor, openAiPriority), models };
}
/** The factors for a model of a provider, by the catalogue's names. */
export function tierFactorsOf(provider, model) {
    return tierFactors.filter(known => known.provider === provider && (known.models?.includes(model) ?? true));
}
/**
 * What the list price of the tokens on `card` is multiplied by; NULL when nobody has said.
 *
 * @param seller whose tiers count, by the catalogue's name: the card's provider, where it has one.
 */
export function tierFactor(seller, card, serviceTier, usage) {
    if (isStandard(serviceTier))
        return one;
    const tier = tierName(serviceTier);
    const known = tierFactorsOf(seller, card.model).find(candidate => candidate.tier === tier);
    if (known === undefined || (known.except !== undefined && holds[known.except](card, usage)))
        return null;
    const [over = '', under = '1'] = known.factor.split('/');
    return new Money(over).div(under);
}
/** A tier by its plain name: `priority` of Vertex AI's `ON_DEMAND_PRIORITY` and of Gemini's `SERVICE_TIER_PRIORITY`. */
export function tierName(serviceTier) {
    return serviceTier.toLowerCase().replace(/^(?:on_demand|service_tier)_/, '');
}
/** Says whether a tier's name means the standard one. */
export function isStandard(tier) {
    return standard.has(tierName(tier));
}
/**
 * Why a tier that is not the standard one has no price, in a few words.
 *
 * @param provider by the catalogue's name.
 */
export function tierGap(provider, model, serviceTier) {
    const tier = tierName(serviceTier);
    if (byContract.has(`${provider}/${tier}`) || byContract.has(tier))
        return 'sold by contract';
    const known = tierFactorsOf(provider, model).find(candidate => candidate.tier === tier);
    return known?.except === undefined ? 'no price known for that tier' : `not known with ${known.except}`;
}
const holds = {
    'cached input': (_card, usage) => (usage.cacheReadTokens ?? 0) > 0,
    'long context': (card, usage) => isLongContext(card, usage.inputTokens ?? 0)
};
const one = new Money(1);
/** Names of the standard tier, Gemini's and Vertex AI's spellings among them. `auto` is what was asked, not refused. */
const standard = new Set([
    '',
    'auto',
    'default',
    'standard',
    'standard_only',
    'on_demand',
    'unspecified',
    'traffic_type_unspecified'
]);
/** Capacity that is paid for, used or not; what a call on it costs is between the two of them. */
const byContract = new Set(['anthropic/priority', 'scale', 'provisioned_throughput', 'reserved']);
//# sourceMappingURL=service-tier.js.map