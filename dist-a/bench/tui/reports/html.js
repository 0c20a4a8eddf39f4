/** HTML that cannot be broken out of: whatever is put into a template is text, unless it was made by a template itself. */
/** `` html`<td>${name}</td>` ``: strings and numbers are escaped, also for attributes in double quotes. */
export function html(strings, ...parts) {
    const markup = strings.reduce((text, string, at) => `${text}${markupOf(parts[at - 1] ?? '')}${string}`);
    return { markup };
}
/** For markup from a serializer, which escaped it already. Never for a string from elsewhere. */
export function alreadyEscaped(markup) {
    return { markup };
}
/** Names come from whoever calls: control characters would move a terminal's cursor, and no HTML may hold them. */
export function printable(text) {
    return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
function markupOf(part) {
    if (typeof part === 'number')
        return String(part);
    if (typeof part === 'string')
        return printable(part).replace(/[&<>"']/g, sign => entities[sign] ?? sign);
    if ('markup' in part)
        return part.markup;
    return part.map(({ markup }) => markup).join('');
}
const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};
//# sourceMappingURL=html.js.map