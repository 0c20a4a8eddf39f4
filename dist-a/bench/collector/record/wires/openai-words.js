/** Usage as OpenAI words it, and as everyone who followed changed the words. */
import { countOf, fieldsOf, isObject } from '../json.js';
import { usdFromTicks, usdOf } from '../money.js';
import { detailOf, setUnit, spoken } from '../words.js';
/** Chat completions, legacy completions and embeddings, in all dialects. */
export function chatUsage(reading) {
    const words = spoken(reading.usage);
    const input = words.prompt_tokens_details;
    const output = words.completion_tokens_details;
    const inputTokens = countOf(words.prompt_tokens);
    const outputTokens = outputOf(countOf(words.completion_tokens), countOf(words.total_tokens), inputTokens);
    return {
        inputTokens,
        outputTokens: words.citation_tokens === undefined ? outputTokens : researchOutput(words, outputTokens),
        cacheReadTokens: detailOf(input, 'cached_tokens') ??
            countOf(words.cached_tokens) ??
            countOf(words.prompt_cache_hit_tokens),
        cacheWriteTokens: detailOf(input, 'cache_write_tokens') ?? countOf(words.cache_write_tokens),
        reasoningTokens: detailOf(output, 'reasoning_tokens') ?? countOf(words.reasoning_tokens),
        audioInputTokens: detailOf(input, 'audio_tokens'),
        audioOutputTokens: detailOf(output, 'audio_tokens'),
        imageInputTokens: detailOf(input, 'image_tokens'),
        imageOutputTokens: detailOf(output, 'image_tokens'),
        units: unitsOf(reading),
        reportedCostUsd: costOf(reading)
    };
}
/** Everything of OpenAI's that is younger than chat: responses, realtime, images, speech, transcription, batches. */
export function tokenUsage(reading) {
    const usage = tokenUsageOf(spoken(reading.usage));
    const units = { ...unitsOf(reading), ...usage.units };
    return { ...usage, units, reportedCostUsd: costOf(reading) };
}
/** The same of bare words; the details are called `…_tokens_details` in some APIs, `…_token_details` in others. */
export function tokenUsageOf(words) {
    const input = words.input_tokens_details ?? words.input_token_details;
    const output = words.output_tokens_details ?? words.output_token_details;
    return {
        inputTokens: countOf(words.input_tokens),
        outputTokens: countOf(words.output_tokens),
        cacheReadTokens: detailOf(input, 'cached_tokens'),
        cacheWriteTokens: detailOf(input, 'cache_write_tokens'),
        reasoningTokens: detailOf(output, 'reasoning_tokens'),
        audioInputTokens: detailOf(input, 'audio_tokens'),
        audioOutputTokens: detailOf(output, 'audio_tokens'),
        imageInputTokens: detailOf(input, 'image_tokens'),
        imageOutputTokens: detailOf(output, 'image_tokens'),
        units: cachedMedia(input)
    };
}
/** Which of the cached tokens were audio or images: they have prices of their own. */
function cachedMedia(input) {
    const { cached_tokens_details: cached } = fieldsOf(input);
    if (!isObject(cached))
        return {};
    const units = new Map();
    setUnit(units, 'audio_cache_read_tokens', cached['audio_tokens']);
    setUnit(units, 'image_cache_read_tokens', cached['image_tokens']);
    return Object.fromEntries(units);
}
/** Units that OpenAI's kin tell in their usage, beside those counted off the answer. */
function unitsOf(reading) {
    const units = new Map(reading.units);
    const words = fieldsOf(spoken(reading.usage));
    setUnit(units, 'web_searches', words.num_search_queries);
    setUnit(units, 'web_searches', fieldsOf(words.server_tool_use).web_search_requests);
    setUnit(units, 'sources', words.num_sources_used);
    setUnit(units, 'citation_tokens', words.citation_tokens);
    setUnit(units, 'seconds_in', words.prompt_audio_seconds);
    return Object.fromEntries(units);
}
/** What the provider says it charged: OpenRouter's `cost`, Perplexity's `cost.total_cost`, xAI's ticks. */
function costOf(reading) {
    const words = fieldsOf(spoken(reading.usage));
    const cost = isObject(words.cost) ? fieldsOf(words.cost).total_cost : words.cost;
    return usdFromTicks(words.cost_in_usd_ticks) ?? usdOf(cost);
}
/**
 * Perplexity's deep research bills what it read and what it thought as output, at prices of their own, and counts neither
 * among `completion_tokens` nor in `total_tokens` (https://docs.perplexity.ai/getting-started/pricing).
 */
function researchOutput(words, outputTokens) {
    const completion = countOf(words.completion_tokens);
    if (completion === null || outputTokens === null)
        return outputTokens;
    const research = (countOf(words.citation_tokens) ?? 0) + (countOf(words.reasoning_tokens) ?? 0);
    return Math.max(outputTokens, completion + research);
}
/**
 * xAI's chat and Gemini's OpenAI-compatible API leave reasoning out of `completion_tokens` but not out of `total_tokens`;
 * for everyone else total = prompt + completion.
 */
function outputOf(completion, total, prompt) {
    if (completion === null || total === null || prompt === null)
        return completion;
    return Math.max(completion, total - prompt);
}
//# sourceMappingURL=openai-words.js.map