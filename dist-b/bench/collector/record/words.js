/** A provider's own words on usage, gathered over the frames of an answer, before they are understood. */
import { countOf, isObject } from './json.js';
import { unknownUsage } from './usage.js';
/**
 * The latest value of each field that is not null, details included. Usage is cumulative on every known wire: it is never
 * summed, and a frame that leaves a field out, or has null there, takes nothing back.
 */
export function mergeWords(earlier, later, depth = 0) {
    if (!isObject(later))
        return earlier;
    const words = earlier ?? new Map();
    for (const [name, value] of Object.entries(later)) {
        if (value === null)
            continue;
        const known = words.get(name);
        if (isObject(value) && depth < maxDepth) {
            words.set(name, plain(mergeWords(isObject(known) ? new Map(Object.entries(known)) : null, value, depth + 1)));
        }
        else
            words.set(name, value);
    }
    return words;
}
/** The words as an object with the fields `K`. */
export function spoken(words) {
    return plain(words);
}
/** The words as JSON of at most 4 KiB: what does not fit is left out, lists and details first; `''` of none. */
export function jsonOf(words) {
    if (words === null)
        return '';
    const whole = JSON.stringify(plain(words));
    if (Buffer.byteLength(whole) <= maxJsonBytes)
        return whole;
    const numbers = [...words].filter(([, value]) => typeof value === 'number');
    const short = JSON.stringify(Object.fromEntries(numbers));
    return Buffer.byteLength(short) <= maxJsonBytes ? short : '';
}
/** The count called `name` within the object called `group`, as OpenAI nests its details. */
export function detailOf(group, name) {
    return isObject(group) && Object.hasOwn(group, name) ? countOf(group[name]) : null;
}
/** Adds to `units` what was told: a number from zero up. */
export function setUnit(units, unit, value) {
    if (typeof value === 'number' && value >= 0 && Number.isFinite(value))
        units.set(unit, value);
}
/**
 * A usage from what is known of it. Parts never exceed their totals: some providers report more reasoning than output
 * (OpenRouter: 11 of 10), and a price computed from such a part would be negative elsewhere.
 */
export function usageOf(known) {
    const usage = { ...unknownUsage(), ...known };
    const { inputTokens, outputTokens } = usage;
    usage.cacheReadTokens = atMost(usage.cacheReadTokens, inputTokens);
    const uncached = inputTokens === null ? null : inputTokens - (usage.cacheReadTokens ?? 0);
    usage.cacheWriteTokens = atMost(usage.cacheWriteTokens, uncached);
    usage.cacheWrite1hTokens = atMost(usage.cacheWrite1hTokens, usage.cacheWriteTokens);
    usage.audioInputTokens = atMost(usage.audioInputTokens, inputTokens);
    usage.imageInputTokens = atMost(usage.imageInputTokens, inputTokens);
    usage.toolInputTokens = atMost(usage.toolInputTokens, inputTokens);
    usage.reasoningTokens = atMost(usage.reasoningTokens, outputTokens);
    usage.audioOutputTokens = atMost(usage.audioOutputTokens, outputTokens);
    usage.imageOutputTokens = atMost(usage.imageOutputTokens, outputTokens);
    return usage;
}
/** The sum of two counts of which one may be unsaid; NULL when both are. */
export function sumOf(a, b) {
    return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
function atMost(part, total) {
    return part === null || total === null ? part : Math.min(part, total);
}
function plain(words) {
    // Own properties only: a field called `__proto__` is a field like any other.
    return words === null ? {} : Object.fromEntries(words);
}
const maxDepth = 3;
const maxJsonBytes = 4096;
//# sourceMappingURL=words.js.map