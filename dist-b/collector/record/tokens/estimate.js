/**
 * Token counts for exchanges whose provider reported none. They are estimates, and rows say so; `method` says how each was
 * made: the encoding, `×1.15` for a family's correction, `extrapolated` when only the first part was counted, `lower bound`
 * when the model also thinks unseen; `bytes÷4` where the row had spent its work already.
 */
import { familyOf } from './family.js';
import { promptText } from './prompt-text.js';
import { countTokens } from './token-count.js';
/** Tokens of a model's output text. At most about 25 ms of a core, whatever the text; `model` may be `''`. */
export function estimateText(text, model, work) {
    const family = familyOf(model);
    const estimate = estimated(countTokens([text], family.encoding, work), 0, family);
    return family.hidesReasoning ? { ...estimate, method: `${estimate.method} lower bound` } : estimate;
}
/**
 * Tokens of a parsed request body (chat, Responses, Messages, Gemini, completions, embeddings); NULL when they cannot be
 * told from its text.
 */
export function estimatePrompt(requestBody, model, work) {
    const prompt = readPrompt(requestBody, model);
    if (prompt === null)
        return null;
    const family = familyOf(model);
    return estimated(countTokens(prompt.texts, family.encoding, work), prompt.overhead, family);
}
/** A body nested some ten thousand deep parses, but cannot be walked: nothing is known of it then. */
function readPrompt(requestBody, model) {
    try {
        return promptText(requestBody, model);
    }
    catch (error) {
        if (error instanceof RangeError)
            return null;
        throw error;
    }
}
function estimated(count, overhead, family) {
    const uncounted = count.countedBytes === 0;
    const counted = uncounted ? count.totalBytes / bytesPerToken : count.tokens;
    const tokens = Math.round((counted + overhead) * family.factor);
    const encoding = uncounted && count.totalBytes > 0 ? 'bytes÷4' : family.encoding;
    return { tokens, method: methodOf(encoding, count, family) };
}
function methodOf(encoding, { totalBytes, countedBytes }, family) {
    const factor = family.factor === 1 ? '' : `×${family.factor}`;
    return `${encoding}${factor}${countedBytes > 0 && countedBytes < totalBytes ? ' extrapolated' : ''}`;
}
const bytesPerToken = 4;
//# sourceMappingURL=estimate.js.map