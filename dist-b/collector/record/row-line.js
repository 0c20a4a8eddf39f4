/**
 * Leaves out what the table's own default says as well: NULL, the empty text, an empty map or array, false. Most columns of most rows
 * are that, and each one written is copied five times on its way to the store. A zero is written: NULL is not 0.
 */
export function rowLine(row) {
    let line = '';
    for (const name in row) {
        const value = row[name];
        if (value === null || value === '' || value === false)
            continue;
        if (typeof value === 'number' || value === true)
            line += `,"${name}":${value}`;
        else if (typeof value === 'string')
            line += `,"${name}":${quoted(value)}`;
        else if (Array.isArray(value))
            line += value.length === 0 ? '' : `,"${name}":[${value.join(',')}]`;
        else if (hasEntries(value))
            line += `,"${name}":${JSON.stringify(value)}`;
    }
    return `{${line.slice(1)}}`;
}
/** Most texts in a row are names: nothing in them needs an escape. */
const plain = /^[\w .:/@+-]*$/;
function quoted(text) {
    return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}
function hasEntries(map) {
    for (const _ in map)
        return true;
    return false;
}
//# sourceMappingURL=row-line.js.map