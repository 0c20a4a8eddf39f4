import { isObject, parseJson } from './record/json.js';
import { unknownUsage } from './record/usage.js';
import { messageUsage } from './record/wires/anthropic-words.js';
export const tokenColumns = [
    ['inputTokens', 'input_tokens'],
    ['outputTokens', 'output_tokens'],
    ['cacheReadTokens', 'cache_read_tokens'],
    ['cacheWriteTokens', 'cache_write_tokens'],
    ['cacheWrite1hTokens', 'cache_write_1h_tokens'],
    ['reasoningTokens', 'reasoning_tokens'],
    ['audioInputTokens', 'audio_input_tokens'],
    ['audioOutputTokens', 'audio_output_tokens'],
    ['imageInputTokens', 'image_input_tokens'],
    ['imageOutputTokens', 'image_output_tokens'],
    ['toolInputTokens', 'tool_input_tokens']
];
/** What the exchange of a row used, as its price was reckoned from. */
export function usageOf(row) {
    const usage = unknownUsage();
    for (const [field, column] of tokenColumns)
        usage[field] = row[column];
    usage.units = row.units;
    usage.source = row.usage_source;
    usage.json = row.usage_json;
    const parts = iterationsOf(row.usage_json);
    if (sumOf(parts, 'inputTokens') === usage.inputTokens &&
        sumOf(parts, 'outputTokens') === usage.outputTokens)
        usage.parts = parts;
    return usage;
}
/** Anthropic lists each run of a model in its usage; other sums cannot be taken apart again. */
function iterationsOf(json) {
    const words = json.includes('"iterations"') ? parseJson(json) : undefined;
    return isObject(words) ? (messageUsage(words, new Map()).parts ?? []) : [];
}
function sumOf(parts, count) {
    return parts.length === 0 ? null : parts.reduce((sum, { usage }) => sum + (usage[count] ?? 0), 0);
}
//# sourceMappingURL=usage-of-row.js.map