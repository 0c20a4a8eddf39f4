/**
 * The path of a request target, without query and fragment, and without scheme, user and host when the client sent the
 * absolute form (RFC 9112 §3.2.2).
 */
export function pathnameOf(target) {
    const end = target.search(/[?#]/);
    const path = end < 0 ? target : target.slice(0, end);
    if (path.startsWith('/'))
        return path;
    return path.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
}
/** The query of a request target, without its question mark. */
export function queryOf(target) {
    const start = target.indexOf('?');
    return start < 0 ? '' : target.slice(start + 1);
}
/** Percent-decoded, or as it was when the encoding is broken. */
export function decodePart(part) {
    if (!part.includes('%'))
        return part;
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part;
    }
}
//# sourceMappingURL=path.js.map