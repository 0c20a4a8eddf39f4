import { isUtf8 } from 'node:buffer';
/** Reads a raw list of name, value, name, value …; an odd last entry is ignored. */
export function headersOf(raw) {
    const headers = new Map();
    for (let index = 0; index + 1 < raw.length; index += 2) {
        const name = raw[index].toLowerCase();
        const value = raw[index + 1];
        const earlier = headers.get(name);
        headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
    }
    return headers;
}
/** What the provider said of its limits: `x-ratelimit-*`, `anthropic-ratelimit-*`, `retry-after` and their kin. */
export function rateLimitOf(headers) {
    const found = [];
    for (const [name, value] of headers) {
        if (found.length === maxRateLimits)
            break;
        if (rateLimitName.test(name))
            found.push([name, value]);
    }
    return found;
}
/**
 * A header value as text. Node hands out header bytes as Latin-1 (RFC 9110 §5.5 leaves the charset open); clients that
 * put a name with accents there send UTF-8.
 */
export function headerText(value) {
    if (!nonAscii.test(value))
        return value;
    const bytes = Buffer.from(value, 'latin1');
    return isUtf8(bytes) ? bytes.toString('utf8') : value;
}
const maxRateLimits = 32;
const rateLimitName = /ratelimit|rate-limit|tokenlimit|^retry-after(-ms)?$|^x-ms-.*limit|^x-endpoint-monthly-call-limit/;
const nonAscii = /[\u0080-\u00ff]/;
//# sourceMappingURL=headers.js.map