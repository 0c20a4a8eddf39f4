/** Who an exchange was for: the app's own `x-teeline-*` headers and the W3C trace context. */
import { hash } from 'node:crypto';
import { headerText } from './headers.js';
/**
 * Reads the attribution of the exchange `id`. The span is the exchange's own, derived from its id, so that the row and
 * an exported span agree without either waiting for the other; without a `traceparent` the trace is its own as well.
 */
export function attributionOf(id, headers) {
    const digest = hash('sha256', id, 'hex');
    const parent = traceparentOf(headers.get('traceparent'));
    return {
        user: headerText(headers.get('x-teeline-user') ?? ''),
        feature: headerText(headers.get('x-teeline-feature') ?? ''),
        session: headerText(headers.get('x-teeline-session') ?? ''),
        run: headerText(headers.get('x-teeline-run') ?? ''),
        arm: headerText(headers.get('x-teeline-arm') ?? ''),
        tags: tagsOf(headers),
        traceId: parent?.traceId ?? digest.slice(0, 32),
        spanId: digest.slice(32, 48),
        parentSpanId: parent?.spanId ?? ''
    };
}
function tagsOf(headers) {
    const tags = [];
    for (const [name, value] of headers) {
        if (!name.startsWith(tagPrefix) || name.length === tagPrefix.length)
            continue;
        if (tags.length === maxTags)
            break;
        tags.push([name.slice(tagPrefix.length), headerText(value)]);
    }
    return tags;
}
/** https://www.w3.org/TR/trace-context/#traceparent-header; NULL when it is missing or malformed. */
function traceparentOf(value) {
    const parts = value === undefined ? null : traceparent.exec(value.trim());
    if (parts === null)
        return null;
    const [, version, traceId, spanId, rest] = parts;
    if (version === 'ff' || (version === '00' && rest !== undefined))
        return null;
    if (traceId === undefined || spanId === undefined || allZero.test(traceId) || allZero.test(spanId))
        return null;
    return { traceId, spanId };
}
const tagPrefix = 'x-teeline-tag-';
const maxTags = 32;
const traceparent = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const allZero = /^0+$/;
//# sourceMappingURL=attribution.js.map