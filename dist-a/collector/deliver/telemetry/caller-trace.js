/** What a caller's trace context says beyond its ids, which the row has: the sampling flag and the vendors' state. */
/** Of raw headers: name, value, name, value …; asked only when the row says that its `traceparent` was good. */
export function callerTraceOf(headers) {
    const flags = Number.parseInt(textOf(headers, 'traceparent').trim().split('-')[3] ?? '', 16);
    return { sampled: (flags & 1) === 1, state: textOf(headers, 'tracestate') };
}
function textOf(headers, name) {
    let text = '';
    for (let i = 0; i < headers.length; i += 2) {
        if (headers[i].toLowerCase() !== name)
            continue;
        text = text === '' ? headers[i + 1] : `${text},${headers[i + 1]}`;
    }
    return text;
}
//# sourceMappingURL=caller-trace.js.map