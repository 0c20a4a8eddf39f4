/** JSON values that stand one on a line (NDJSON, JSON Lines), each with the time at which its line was whole. */
import { eachChunk } from './body.js';
/**
 * Calls `visit` with the text of each line that is not blank. With `ends`, nothing follows: a last line without its line
 * feed still counts. With `resumes`, the bytes begin somewhere inside a line, which is left out.
 */
export function readLines(stretch, ends, resumes, visit) {
    const { bytes } = stretch;
    let from = resumes ? afterLine(bytes) : 0;
    let last = null;
    const take = (to, timeUs) => {
        const text = bytes.toString('utf8', from, to).trim();
        if (text !== '')
            visit(text, timeUs);
    };
    eachChunk(stretch, (start, end, timeUs) => {
        const piece = bytes.subarray(0, end);
        last = timeUs;
        let feed = piece.indexOf(lineFeed, Math.max(start, from));
        for (; feed >= 0; feed = piece.indexOf(lineFeed, from)) {
            take(feed, timeUs);
            from = feed + 1;
        }
    });
    if (ends && from < bytes.length)
        take(bytes.length, last);
}
function afterLine(bytes) {
    const feed = bytes.indexOf(lineFeed);
    return feed < 0 ? bytes.length : feed + 1;
}
const lineFeed = 0x0a;
//# sourceMappingURL=ndjson-lines.js.map