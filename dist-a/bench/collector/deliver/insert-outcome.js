/**
 * What an attempt to insert a batch came to, told by ClickHouse's error code.
 * Names and numbers: ClickHouse, src/Common/ErrorCodes.cpp.
 */
/** Codes of rows that cannot be read, whenever they are sent. */
const rejectedCodes = new Set([
    6, // CANNOT_PARSE_TEXT
    25, // CANNOT_PARSE_ESCAPE_SEQUENCE
    26, // CANNOT_PARSE_QUOTED_STRING
    27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
    33, // CANNOT_READ_ALL_DATA: a row that breaks off
    38, // CANNOT_PARSE_DATE
    41, // CANNOT_PARSE_DATETIME
    53, // TYPE_MISMATCH
    69, // ARGUMENT_OUT_OF_BOUND
    70, // CANNOT_CONVERT_TYPE
    72, // CANNOT_PARSE_NUMBER
    117, // INCORRECT_DATA
    128, // TOO_LARGE_ARRAY_SIZE
    130, // CANNOT_READ_ARRAY_FROM_TEXT
    131, // TOO_LARGE_STRING_SIZE
    190, // SIZES_OF_ARRAYS_DONT_MATCH
    349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
    376, // CANNOT_PARSE_UUID
    407, // DECIMAL_OVERFLOW
    467, // CANNOT_PARSE_BOOL
    469, // VIOLATED_CONSTRAINT
    691 // UNKNOWN_ELEMENT_OF_ENUM
]);
/** The store is not (yet) as the rows expect it: a migration is to come. */
const schemaCodes = new Set([
    8, // THERE_IS_NO_COLUMN
    10, // NOT_FOUND_COLUMN_IN_BLOCK
    16, // NO_SUCH_COLUMN_IN_TABLE
    47, // UNKNOWN_IDENTIFIER
    60, // UNKNOWN_TABLE
    81, // UNKNOWN_DATABASE
    115 // UNKNOWN_SETTING
]);
/**
 * Reads an answer. Any other code is taken as transient: waiting loses nothing, and a wrong guess at poison would.
 * `code`: the header `x-clickhouse-exception-code`.
 */
export function outcomeOfAnswer(status, code, body) {
    const told = code ?? /^Code: (\d+)\./.exec(body)?.[1];
    if (told === undefined && status >= 200 && status < 300)
        return { kind: 'applied', code: null, name: '', message: '' };
    const number = told === undefined ? null : Number(told);
    const type = [...body.matchAll(/\(([A-Z][A-Z0-9_]{2,})\)/g)].at(-1)?.[1];
    const name = number === null ? `HTTP ${status}` : (type ?? `code ${number}`);
    return { kind: kindOf(status, number, body), code: number, name, message: body.trim() };
}
/** Reads what was thrown instead of an answer. */
export function outcomeOfError(error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const name = typeof code === 'string' ? code : 'no answer';
    return { kind: 'transient', code: null, name, message };
}
/** At the start only: the rest of an error may quote rows. */
const unknownField = /^(?:Code: 117\. DB::Exception: )+Unknown field found/;
function kindOf(status, code, body) {
    // A gateway before the store refuses the size, not the rows: halves may pass.
    if (code === null)
        return status === 413 ? 'rejected' : 'transient';
    // INCORRECT_DATA stands for bad rows and, in JSON, for a column that the table does not have.
    if (code === 117 && unknownField.test(body))
        return 'schema';
    if (schemaCodes.has(code))
        return 'schema';
    return rejectedCodes.has(code) ? 'rejected' : 'transient';
}
//# sourceMappingURL=insert-outcome.js.map