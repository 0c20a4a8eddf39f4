/** Usage as Anthropic words it: of a message, of each of its iterations, and of a batch's results. */
import { countOf, fieldsOf, listOf, textOf } from '../json.js';
import { sumUsages } from '../usage-sum.js';
import { detailOf, setUnit, sumOf, usageOf } from '../words.js';
/**
 * What a message used. `iterations` lists each run of a model that was billed; the counts beside it leave out compaction
 * and the advisor, so that with iterations the sum over them is what counts.
 */
export function messageUsage(words, counted) {
    const units = new Map(counted);
    const tools = fieldsOf(words.server_tool_use);
    setUnit(units, 'web_searches', tools.web_search_requests);
    setUnit(units, 'web_fetches', tools.web_fetch_requests);
    const usage = { ...tokensOf(words), units: Object.fromEntries(units) };
    const iterations = listOf(words.iterations).map(iteration => fieldsOf(iteration));
    // One run without a model of its own is what the counts beside it say already.
    if (iterations.length === 0 || (iterations.length === 1 && isPlain(iterations[0])))
        return usage;
    return withIterations(usage, iterations);
}
/** The tokens of one run. `input_tokens` leaves the cache out; ours is the whole prompt. */
function tokensOf(words) {
    const fiveMinutes = detailOf(words.cache_creation, 'ephemeral_5m_input_tokens');
    const oneHour = detailOf(words.cache_creation, 'ephemeral_1h_input_tokens');
    const read = countOf(words.cache_read_input_tokens);
    const written = countOf(words.cache_creation_input_tokens) ?? sumOf(fiveMinutes, oneHour);
    const uncached = countOf(words.input_tokens);
    return {
        inputTokens: uncached === null ? null : uncached + (read ?? 0) + (written ?? 0),
        outputTokens: countOf(words.output_tokens),
        cacheReadTokens: read,
        cacheWriteTokens: written,
        cacheWrite1hTokens: oneHour,
        reasoningTokens: detailOf(words.output_tokens_details, 'thinking_tokens')
    };
}
function isPlain(iteration) {
    return iteration?.type === 'message' && textOf(iteration.model) === '';
}
function withIterations(usage, iterations) {
    const parts = iterations.map((iteration, index) => ({
        model: textOf(iteration.model),
        // Fees for tools are told for the whole message: they go with the first run.
        usage: usageOf({ ...tokensOf(iteration), units: index === 0 ? usage.units : {} })
    }));
    const total = sumUsages(parts.map(part => part.usage));
    return {
        ...total,
        reasoningTokens: total.reasoningTokens ?? usage.reasoningTokens ?? null,
        parts
    };
}
//# sourceMappingURL=anthropic-words.js.map