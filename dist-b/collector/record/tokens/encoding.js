/**
 * The tokenizers' tables, loaded when an estimate first needs them: 200 to 300 ms of a core, once, and 70 MB that most
 * collectors never pay. The recorder loads them between rows, step by step, so that no row has that to pay for.
 */
import { createRequire } from 'node:module';
export function isLoaded(name) {
    return encodings.has(name);
}
/** Loads a table, a step at a time; the longest, reading the 200,000 tokens, takes near half. Throws what loading throws. */
export function* loadingSteps(name) {
    if (isLoaded(name))
        return;
    require('gpt-tokenizer/GptEncoding');
    yield;
    require(`gpt-tokenizer/bpeRanks/${name}`);
    yield;
    const encoding = require(`gpt-tokenizer/encoding/${name}`);
    encoding.setMergeCacheSize(mergeCacheSize);
    yield;
    for (const text of warmUps()) {
        countPiece(text, encoding);
        yield;
    }
    encoding.clearMergeCache();
    encodings.set(name, encoding);
}
/** Loads what is not loaded, whole. */
export function encodingOf(name) {
    for (const _ of loadingSteps(name))
        ;
    return encodings.get(name);
}
export function countPiece(text, encoding) {
    return encoding.countTokens(text, { disallowedSpecial: noneDisallowed });
}
/** What no tokenizer knows, of every length of character: code that has not run yet takes several times as long. */
function* warmUps() {
    yield Array.from({ length: 500 }, (_, n) => (n * 2_654_435_761).toString(36)).join(' ');
    for (const [first, count] of rareCharacters)
        yield Array.from({ length: 600 }, (_, n) => String.fromCodePoint(first + ((n * 7919) % count))).join('');
}
/** Chinese, Hangul, emoji: two, three and four bytes, of which few tokens are whole. */
const rareCharacters = [
    [0x4e00, 20_000],
    [0xac00, 11_000],
    [0x1f300, 700]
];
const require = createRequire(import.meta.url);
const encodings = new Map();
/** Text that spells a special token, such as `<|endoftext|>`, is text; by default the tokenizer throws on it. */
const noneDisallowed = new Set();
/** Entries, against 100,000 by default; they hold pieces of users' texts. */
const mergeCacheSize = 10_000;
//# sourceMappingURL=encoding.js.map