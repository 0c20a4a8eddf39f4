/**
 * Formats whose blocks may follow one another, with the lines of head that the engine repeats for each block. In all
 * others (JSON, Pretty…, Parquet, …) it would write a whole document a block, so their answers are made in one piece.
 */
const streamed = new Map([
    ['TabSeparated', 0],
    ['TabSeparatedRaw', 0],
    ['TabSeparatedWithNames', 1],
    ['TabSeparatedWithNamesAndTypes', 2],
    ['TSV', 0],
    ['TSVRaw', 0],
    ['TSVWithNames', 1],
    ['TSVWithNamesAndTypes', 2],
    ['CSV', 0],
    ['CSVWithNames', 1],
    ['CSVWithNamesAndTypes', 2],
    ['JSONEachRow', 0],
    ['JSONLines', 0],
    ['NDJSON', 0],
    ['JSONStringsEachRow', 0],
    ['JSONCompactEachRow', 0],
    ['JSONCompactEachRowWithNames', 1],
    ['JSONCompactEachRowWithNamesAndTypes', 2],
    ['JSONCompactStringsEachRow', 0],
    ['JSONCompactStringsEachRowWithNames', 1],
    ['JSONCompactStringsEachRowWithNamesAndTypes', 2],
    ['RowBinary', 0],
    ['Native', 0]
]);
/** Lines of head in each block; undefined for a format that cannot be streamed. */
export function headLinesOf(format) {
    return streamed.get(format);
}
const newline = 0x0a;
const quote = 0x22;
/**
 * The length in bytes of the first `lines` lines. A line break within double quotes is part of a name: only CSV writes
 * such a one as it is, TSV and JSON escape it.
 */
export function headLength(block, lines, format) {
    const csv = format.startsWith('CSV');
    let quoted = false;
    let seen = 0;
    for (let at = 0; at < block.length && seen < lines; at++) {
        if (csv && block[at] === quote)
            quoted = !quoted;
        if (block[at] === newline && !quoted && ++seen === lines)
            return at + 1;
    }
    return lines === 0 ? 0 : block.length;
}
const jsonRows = new Set(['JSONEachRow', 'JSONLines', 'NDJSON', 'JSONCompactEachRow', 'JSONStringsEachRow']);
/**
 * Whether rows may stand in the statement's own text, the fastest way in. The engine ends a statement's rows at the
 * first empty line and runs what follows as SQL; JSON needs no empty line, and all else goes in by file.
 */
export function mayStandInline(format, rows) {
    return jsonRows.has(format) && rows[0] !== newline && !rows.includes('\n\n');
}
export function contentTypeOf(format) {
    if (format.startsWith('TabSeparated') || format.startsWith('TSV')) {
        return 'text/tab-separated-values; charset=UTF-8';
    }
    if (format.startsWith('CSV'))
        return 'text/csv; charset=UTF-8; header=absent';
    if (/^JSON.*EachRow|^JSONLines|^NDJSON/.test(format))
        return 'application/x-ndjson; charset=UTF-8';
    if (format.startsWith('JSON'))
        return 'application/json; charset=UTF-8';
    return /^(Native|RowBinary|Parquet|Arrow|ORC|Avro|MsgPack|Protobuf|BSON)/.test(format)
        ? 'application/octet-stream'
        : 'text/plain; charset=UTF-8';
}
//# sourceMappingURL=formats.js.map