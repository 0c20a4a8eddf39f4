/** Rows as lines: one JSON object each, ended by a line feed. */
const lineFeed = 10;
/** Joins lines into bytes. A line feed within a line, which JSON has between tokens only, becomes a space. */
export function toNdjson(lines) {
    return Buffer.from(`${lines.join('\n')}\n`);
}
/** `take` rows from the row number `skip` on; a view, not a copy. */
export function sliceRows(data, skip, take) {
    const start = offsetOfRow(data, skip);
    return data.subarray(start, start + offsetOfRow(data.subarray(start), take));
}
function offsetOfRow(data, row) {
    let offset = 0;
    for (let index = 0; index < row; index++) {
        const end = data.indexOf(lineFeed, offset);
        if (end === -1)
            return data.length;
        offset = end + 1;
    }
    return offset;
}
//# sourceMappingURL=ndjson.js.map