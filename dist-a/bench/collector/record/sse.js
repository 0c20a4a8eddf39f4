/** Server-sent events out of a stretch of bytes, each with the time at which its last byte came. */
import { createParser } from 'eventsource-parser';
import { eachChunk } from './body.js';
/**
 * Reads the events of `stretch`. With `ends`, nothing follows: an event that lacks only its blank line still counts,
 * as it does in the providers' own SDKs. With `resumes`, the bytes begin somewhere inside an event, which is left out.
 */
export function readSse(stretch, ends, resumes, visitor) {
    const { bytes } = stretch;
    const strays = [];
    let strayCount = 0;
    let now = null;
    const parser = createParser({
        onEvent: message => visitor.onEvent(message.data, message.event, now),
        onError: error => {
            strayCount += 1;
            if (strayCount <= maxStrays && error.line !== undefined)
                strays.push(error.line);
        }
    });
    let from = resumes ? afterBlankLine(bytes) : afterBom(bytes);
    eachChunk(stretch, (_start, end, timeUs) => {
        now = timeUs;
        while (from < end && strayCount <= maxStrays) {
            const to = wholeCharacters(bytes, from, Math.min(end, from + sliceBytes));
            if (to === from)
                break;
            parser.feed(bytes.toString('utf8', from, to));
            from = to;
        }
    });
    if (ends && strayCount <= maxStrays)
        parser.feed('\n\n');
    if (strays.length > 0 && !resumes)
        visitor.onStray(strays.join('\n'));
}
/** The end of the last character that is whole before `end`; the bytes of a cut one wait for the next chunk. */
function wholeCharacters(bytes, from, end) {
    if (bytes[end - 1] < 0x80 || end === bytes.length)
        return end;
    for (let lead = end - 1; lead >= from && lead >= end - 4; lead -= 1) {
        const byte = bytes[lead];
        if (byte >= 0xc0) {
            const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return lead + length > end ? lead : end;
        }
    }
    return end;
}
function afterBom(bytes) {
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
function afterBlankLine(bytes) {
    const lf = bytes.indexOf('\n\n');
    const crlf = bytes.indexOf('\r\n\r\n');
    if (lf < 0 && crlf < 0)
        return bytes.length;
    return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}
/** The parser looks for both line ends in what it is fed: small slices keep a body of blank lines from costing its square. */
const sliceBytes = 16 * 1024;
/** What has so many foreign lines is no event stream. */
const maxStrays = 512;
//# sourceMappingURL=sse.js.map