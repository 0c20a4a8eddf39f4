/**
 * Milliseconds that an answer asks to be left alone for, or NULL: `retry-after-ms` as OpenAI and Azure send it, or
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3). `headers` alternates names and values.
 */
export function retryAfterMs(headers, wallMs) {
    const exact = Number.parseFloat(headerOf(headers, 'retry-after-ms'));
    if (exact >= 0)
        return Math.round(exact);
    const value = headerOf(headers, 'retry-after');
    if (/^\d+(\.\d+)?$/.test(value))
        return Math.round(Number(value) * 1000);
    const date = Date.parse(value);
    return Number.isNaN(date) ? null : Math.max(0, Math.round(date - wallMs));
}
/**
 * The last value of a header, trimmed; '' without one. `name` in lower case. The last, because a collector adds its
 * `x-teeline-id` behind that of a collector further up.
 */
export function headerOf(headers, name) {
    for (let at = headers.length - 2; at >= 0; at -= 2) {
        const found = headers[at];
        if (found !== undefined && found.length === name.length && found.toLowerCase() === name) {
            return headers[at + 1]?.trim() ?? '';
        }
    }
    return '';
}
//# sourceMappingURL=retry-after.js.map