import { countPiece, encodingOf } from './encoding.js';
/** Enough for a prompt and an answer; a connection with hundreds of answers has no more. */
export function workOfARow() {
    return { left: 2 * workBudget };
}
/**
 * Counts the tokens of all texts together; each is a text of its own, so tokens never reach across. With no work left
 * nothing is counted, and `countedBytes` is 0.
 */
export function countTokens(texts, encodingName, work = workOfARow()) {
    const encoding = encodingOf(encodingName);
    let tokens = 0;
    let totalBytes = 0;
    let countedBytes = 0;
    const budgeted = Math.max(0, Math.min(workBudget, work.left));
    let budget = budgeted;
    for (const text of texts) {
        totalBytes += Buffer.byteLength(text);
        for (let start = 0; start < text.length && budget > 0;) {
            const end = sliceEnd(text, start);
            const slice = text.slice(start, end);
            const bytes = Buffer.byteLength(slice);
            const found = countSlice(slice, encoding);
            tokens += found;
            countedBytes += bytes;
            budget -= leastWork + (bytes < found * noiseBytesPerToken ? bytes * noiseWork : bytes);
            start = end;
        }
    }
    work.left -= budgeted - budget;
    const scale = countedBytes === 0 ? 0 : totalBytes / countedBytes;
    return { tokens: tokens * scale, totalBytes, countedBytes };
}
/** Each call to the tokenizer begins anew, so a cut costs a token at most; cuts are made in what is no word anyway. */
function countSlice(slice, encoding) {
    if (slice.length <= longestPiece)
        return countPiece(slice, encoding);
    let tokens = 0;
    let counted = 0;
    for (const run of slice.matchAll(runs)) {
        const end = run.index + run[0].length;
        if (end - run.index <= longestPiece)
            continue;
        if (counted < run.index)
            tokens += countPiece(slice.slice(counted, run.index), encoding);
        for (counted = run.index; counted < end;) {
            const next = Math.min(end, wholeCharacters(slice, counted + longestPiece));
            tokens += countPiece(slice.slice(counted, next), encoding);
            counted = next;
        }
    }
    return counted < slice.length ? tokens + countPiece(slice.slice(counted), encoding) : tokens;
}
/** Before a space where there is one, as tokens begin with their space. */
function sliceEnd(text, start) {
    const end = start + sliceLength;
    if (end >= text.length)
        return text.length;
    const space = text.lastIndexOf(' ', end);
    return space > start + sliceLength / 2 ? space : wholeCharacters(text, end);
}
/** `end`, or one less where it would part a surrogate pair. */
function wholeCharacters(text, end) {
    return (text.charCodeAt(end) & 0xfc00) === 0xdc00 ? end - 1 : end;
}
/** Of one kind of character, which the encodings' patterns leave whole. */
const runs = /[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu;
const longestPiece = 64;
const sliceLength = 2048;
/** Work is measured in bytes of prose. A row asks for two counts, and both together have to stay below 50 ms of a core. */
const workBudget = 24 * 1024;
const leastWork = 16;
const noiseBytesPerToken = 3;
const noiseWork = 8;
//# sourceMappingURL=token-count.js.map