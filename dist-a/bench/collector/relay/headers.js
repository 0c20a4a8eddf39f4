const hopByHop = new Set([
    'connection',
    'keep-alive',
    'proxy-connection',
    'te',
    'transfer-encoding',
    'upgrade'
]);
/**
 * What the upstream gets of the client's raw fields. `Host` becomes the upstream's, and comes first (RFC 9110 §7.2).
 *
 * @param mayAsk false: `Expect` means nothing here and is dropped, as in HTTP/1.0 (RFC 9110 §10.1.1) and in upgrades.
 */
export function requestHead(raw, host, mayAsk) {
    const listed = connectionTokens(raw);
    const headers = ['host', host];
    let bodyBytes = 0;
    let isAsking = false;
    let hosts = 0;
    for (let i = 0; i < raw.length; i += 2) {
        const name = raw[i];
        const lower = name.toLowerCase();
        if (lower === 'transfer-encoding') {
            bodyBytes = -1;
            headers.push(name, raw[i + 1]);
            continue;
        }
        if (lower === 'host') {
            hosts++;
            continue;
        }
        if (lower === 'content-length')
            bodyBytes = Number(raw[i + 1]);
        else if (lower === 'expect') {
            if (!mayAsk)
                continue;
            isAsking = listed?.has(lower) !== true;
        }
        if (hopByHop.has(lower) || lower.startsWith('x-teeline-'))
            continue;
        if (listed?.has(lower) === true)
            continue;
        headers.push(name, raw[i + 1]);
    }
    return { headers, bodyBytes, isAsking, hosts };
}
/** A request's head as on the wire, up to and with the blank line; latin1. */
export function requestText(method, path, headers) {
    let text = `${method} ${path} HTTP/1.1\r\n`;
    for (let i = 0; i < headers.length; i += 2)
        text += `${headers[i]}: ${headers[i + 1]}\r\n`;
    return `${text}\r\n`;
}
/**
 * What the client gets of the upstream's raw fields.
 *
 * @param framing by which the client is to see the body's end: only chunks, or a body that is not sent, may be said to have a
 * coding, and only chunks to have trailers.
 */
export function responseHeaders(raw, framing) {
    const listed = connectionTokens(raw);
    const headers = [];
    for (let i = 0; i < raw.length; i += 2) {
        const name = raw[i];
        const lower = name.toLowerCase();
        const isCoding = lower === 'transfer-encoding' && (framing === 'chunked' || framing === 'none');
        if (!isCoding && (hopByHop.has(lower) || listed?.has(lower) === true))
            continue;
        if (lower === 'trailer' && framing !== 'chunked')
            continue;
        headers.push(name, raw[i + 1]);
    }
    return headers;
}
/** Fields that `Connection` names as hop-by-hop; null in the usual case of `keep-alive` or `close` alone. */
function connectionTokens(raw) {
    let tokens = null;
    for (let i = 0; i < raw.length; i += 2) {
        const name = raw[i];
        if (name.length !== 10 || name.toLowerCase() !== 'connection')
            continue;
        const value = raw[i + 1];
        if (value === 'keep-alive' || value === 'close')
            continue;
        tokens ??= new Set();
        for (const token of value.split(','))
            tokens.add(token.trim().toLowerCase());
    }
    // What frames the message is not for a client to strip.
    tokens?.delete('content-length');
    return tokens;
}
//# sourceMappingURL=headers.js.map