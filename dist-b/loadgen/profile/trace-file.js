/** Recorded arrivals and lengths: the public trace formats, and the one that `teeline load record` writes. */
import { parse } from 'csv-parse/sync';
/**
 * Rows of a trace in order of time.
 *
 * @param problems - Gets one line for each row that cannot be read, up to ten of them.
 */
export function readTrace(text, arrivals, problems) {
    const format = arrivals.format ?? formatOf(firstLine(text));
    if (format === null) {
        problems.push(`${arrivals.file}: not a trace of a known format; name one with arrivals.format`);
        return [];
    }
    const bad = [];
    const rows = readers[format](text, arrivals.limit ?? Number.MAX_SAFE_INTEGER, bad);
    problems.push(...bad.slice(0, 10).map(problem => `${arrivals.file}: ${problem}`));
    if (bad.length > 10)
        problems.push(`${arrivals.file}: ${bad.length - 10} more such lines`);
    if (rows.length === 0 && bad.length === 0)
        problems.push(`${arrivals.file}: no requests in it`);
    return fromFirst(rows);
}
function firstLine(text) {
    return text.split('\n', 1)[0];
}
/** Told by the first line. */
function formatOf(line) {
    if (line.includes('"teeline-trace"'))
        return 'teeline';
    if (line.startsWith('{') && line.includes('"hash_ids"'))
        return 'mooncake';
    if (/^\uFEFF?TIMESTAMP,/.test(line))
        return 'azure';
    return /^\uFEFF?Timestamp,/.test(line) ? 'burstgpt' : null;
}
const readers = {
    azure: (text, limit, problems) => csvRows(text, limit, problems, cells => ({
        offsetUs: azureMoment(cells['TIMESTAMP'] ?? ''),
        inputTokens: whole(cells['ContextTokens']),
        outputTokens: whole(cells['GeneratedTokens'])
    })),
    burstgpt: (text, limit, problems) => csvRows(text, limit, problems, cells => ({
        offsetUs: Number(cells['Timestamp']) * 1e6,
        inputTokens: whole(cells['Request tokens']),
        outputTokens: whole(cells['Response tokens']),
        session: cells['Session ID'] ?? ''
    })),
    mooncake: (text, limit, problems) => jsonRows(text, limit, 0, problems, line => ({
        offsetUs: Number(line['timestamp']) * 1e3,
        inputTokens: whole(line['input_length']),
        outputTokens: whole(line['output_length']),
        blocks: line['hash_ids']
    })),
    teeline: (text, limit, problems) => {
        const version = /"version" *: *(\d+)/.exec(firstLine(text))?.[1] ?? 'without a number';
        if (version !== '1')
            problems.push(`version ${version} of the format; this teeline reads 1`);
        return jsonRows(text, limit, 1, problems, line => ownRow(line));
    }
};
function ownRow(line) {
    const { offset_us, input_tokens, output_tokens, stream, ...rest } = line;
    return {
        ...rest,
        offsetUs: offset_us,
        inputTokens: input_tokens === undefined || input_tokens === null ? null : whole(input_tokens),
        outputTokens: output_tokens === undefined || output_tokens === null ? null : whole(output_tokens),
        stream: stream ?? null
    };
}
function csvRows(text, limit, problems, read) {
    let lines;
    try {
        lines = parse(text, {
            columns: true,
            bom: true,
            skip_empty_lines: true,
            relax_column_count: true,
            ...(limit < Number.MAX_SAFE_INTEGER && { to: limit })
        });
    }
    catch (cause) {
        problems.push(`not CSV: ${cause.message}`);
        return [];
    }
    return lines.flatMap((cells, index) => checked(read(cells), index + 2, problems));
}
function jsonRows(text, limit, headerLines, problems, read) {
    const rows = [];
    let number = 0;
    for (const line of text.split('\n')) {
        number += 1;
        if (number <= headerLines || line.trim() === '')
            continue;
        if (rows.length === limit)
            break;
        try {
            rows.push(...checked(read(JSON.parse(line)), number, problems));
        }
        catch {
            problems.push(`line ${number}: not JSON`);
        }
    }
    return rows;
}
function checked(fields, line, problems) {
    const { offsetUs, inputTokens, outputTokens, session = '' } = fields;
    if (typeof session !== 'string' || !/^[\x20-\x7e]*$/.test(session)) {
        problems.push(`line ${line}: the session must be printable ASCII`);
        return [];
    }
    if (Number.isFinite(offsetUs) && !Number.isNaN(inputTokens) && !Number.isNaN(outputTokens)) {
        return [{ stream: null, ...fields, session }];
    }
    problems.push(`line ${line}: time or token counts are missing or not numbers`);
    return [];
}
/** NaN for anything that is not a count. */
function whole(value) {
    const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value);
    return Number.isInteger(number) && number >= 0 ? number : Number.NaN;
}
/** `2023-11-16 18:17:03.9799600`, with or without fraction and zone, as µs; finer than `Date` reads, which stops at ms. */
function azureMoment(text) {
    const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
    if (parts === null)
        return Number.NaN;
    const [, day, time, fraction, zone] = parts;
    return (Date.parse(`${day}T${time}${zone ?? 'Z'}`) * 1e3 + Math.round(Number(`0${fraction ?? ''}`) * 1e7) / 10);
}
function fromFirst(rows) {
    // The offsets of a day since 1970 in µs leave 52 bits half used: tenths of a µs survive.
    rows.sort((a, b) => a.offsetUs - b.offsetUs);
    const first = rows[0]?.offsetUs ?? 0;
    for (const row of rows)
        row.offsetUs -= first;
    return rows;
}
//# sourceMappingURL=trace-file.js.map