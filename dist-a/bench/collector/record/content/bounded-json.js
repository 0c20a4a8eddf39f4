/** JSON of what was said, without secrets and within a bound. */
import { redact } from '../credentials.js';
import { isObject, parseJson, wellFormed } from '../json.js';
/**
 * A list as JSON of about `maxChars` at most, still as its shape has it. What does not fit is left out from the first
 * element on, since the last is the one that was answered; the element at the bound has its long texts cut.
 */
export function boundedJson(list, maxChars, secrets) {
    const kept = [];
    let left = maxChars;
    for (const element of list.toReversed()) {
        // Secrets go first: a cut could leave the better part of one.
        const text = redact(JSON.stringify(element), secrets);
        if (text.length > left) {
            const short = shortened(parseJson(text), left);
            return { text: jsonOf(short === null ? kept : [...kept, short]), cut: true };
        }
        left -= text.length;
        kept.push(text);
    }
    return { text: jsonOf(kept), cut: false };
}
function jsonOf(backwards) {
    return backwards.length === 0 ? '' : wellFormed(`[${backwards.toReversed().join(',')}]`);
}
/** NULL when too little is left for it to say anything. */
function shortened(element, maxChars) {
    if (maxChars < leastChars || !isObject(element))
        return null;
    return JSON.stringify(shorten(element, '', { left: maxChars }));
}
function shorten(value, name, budget) {
    if (typeof value === 'string')
        return cutText(value, budget);
    if (typeof value !== 'object' || value === null)
        return value;
    // JSON of others' making may be of any depth and has no shape to be kept.
    if (foreign.has(name))
        return cutText(JSON.stringify(value), budget);
    budget.left -= braceChars;
    if (!Array.isArray(value))
        return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shorten(field, key, budget)]));
    const kept = [];
    for (const item of value) {
        if (budget.left <= 0)
            break;
        kept.push(shorten(item, '', budget));
    }
    return kept;
}
/** Names and kinds are short and stay whole. */
function cutText(text, budget) {
    if (text.length <= nameChars)
        return text;
    const fits = text.slice(0, Math.max(0, budget.left));
    budget.left -= text.length;
    return fits === text ? text : `${fits}…`;
}
const foreign = new Set(['arguments', 'response', 'parameters']);
const leastChars = 256;
const nameChars = 64;
const braceChars = 32;
//# sourceMappingURL=bounded-json.js.map