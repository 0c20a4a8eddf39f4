import { words } from './words.js';
const spaced = words.map(word => ` ${word}`);
const bits = 9;
const mask = spaced.length - 1;
/** Words that spell a number; 36 bits. */
const spellingTokens = 4;
/** Words of a random stream; a token each. Three words from each 32 bits. */
export function randomText(random, tokens) {
    let text = '';
    for (let left = tokens; left > 0; left -= 3) {
        const drawn = random.next() >>> 2;
        text += spaced[drawn & mask];
        if (left > 1)
            text += spaced[(drawn >>> bits) & mask];
        if (left > 2)
            text += spaced[(drawn >>> (2 * bits)) & mask];
    }
    return text;
}
/**
 * A prompt of so many tokens. It begins with words that spell `number`, so that no two prompts of a run begin alike and a
 * provider's prompt cache finds nothing; it ends by asking for `outputTokens`, where there is room.
 */
export function promptText(random, number, tokens, outputTokens) {
    const ask = closing(outputTokens, tokens - spellingTokens - 1);
    const start = spelled(number, Math.min(spellingTokens, tokens));
    return start + randomText(random, tokens - ask.tokens - spellingTokens) + ask.text;
}
/** What a prompt ends with, so that a model writes about as much as it may; nothing when there is no room for it. */
export function closing(outputTokens, room) {
    // A number takes one token for each three digits.
    const tokens = 8 + Math.ceil(`${outputTokens}`.length / 3);
    if (outputTokens === 0 || tokens > room)
        return { text: '', tokens: 0 };
    return { text: `.\n\nAnswer in at least ${outputTokens} words.`, tokens };
}
function spelled(number, length) {
    let text = '';
    let rest = number;
    for (let place = 0; place < length; place++) {
        text += spaced[rest % spaced.length];
        rest = Math.floor(rest / spaced.length);
    }
    return text;
}
//# sourceMappingURL=text.js.map