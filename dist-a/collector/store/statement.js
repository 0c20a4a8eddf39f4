import { StoreError } from './store-error.js';
import { tokensOf } from './tokens.js';
/**
 * Reads a statement's shape.
 *
 * @throws StoreError for what an HTTP interface does not do: nothing at all, several statements, files of this machine,
 * stopping the server (which would signal the collector's process group too).
 */
export function readStatement(sql) {
    const statement = {
        kind: 'other',
        format: undefined,
        rowsAt: undefined,
        sourceAt: undefined,
        selects: 0,
        words: new Set()
    };
    const first = [];
    let depth = 0;
    let ended = false;
    let formatNext = false;
    for (const token of tokensOf(sql)) {
        if (token.text === ';') {
            ended = true;
            continue;
        }
        if (ended)
            throw StoreError.of(62, 'Syntax error (Multi-statements are not allowed)');
        if (token.text === '(')
            depth++;
        if (token.text === ')')
            depth--;
        if (formatNext) {
            statement.format = token.text;
            formatNext = false;
            if (statement.kind !== 'insert')
                continue;
            statement.rowsAt = rowsAfter(sql, token.end);
            break;
        }
        if (token.kind !== 'word')
            continue;
        const word = token.text.toUpperCase();
        statement.words.add(word);
        if (word === 'SELECT')
            statement.selects++;
        if (first.push(word) === 1)
            statement.kind = kindOf(word);
        if (depth > 0)
            continue;
        if (statement.kind === 'insert' && isSource(word))
            statement.sourceAt ??= token.start;
        formatNext = word === 'FORMAT';
        if (statement.kind === 'insert' && word === 'VALUES' && !statement.words.has('SELECT')) {
            statement.format = 'Values';
            statement.rowsAt = token.end;
            break;
        }
    }
    refuse(first, statement);
    return statement;
}
function kindOf(word) {
    if (word === 'INSERT')
        return 'insert';
    return word === 'SELECT' || word === 'WITH' || word === 'FROM' ? 'select' : 'other';
}
function isSource(word) {
    return word === 'SETTINGS' || word === 'FORMAT' || word === 'VALUES';
}
/** As ClickHouse's parser: the blanks of the FORMAT line belong to the statement, all that follows to the rows. */
function rowsAfter(sql, end) {
    const blanks = /[ \t\f]*\r?\n?/y;
    blanks.lastIndex = end;
    blanks.test(sql);
    return blanks.lastIndex;
}
function refuse(first, { words, kind, rowsAt }) {
    if (first.length === 0)
        throw StoreError.of(62, 'Syntax error: Empty query');
    if (first[0] === 'SYSTEM' && (first[1] === 'SHUTDOWN' || first[1] === 'KILL')) {
        throw StoreError.of(344, 'The embedded store is stopped by stopping teeline');
    }
    if (words.has('OUTFILE') && words.has('INTO')) {
        throw StoreError.of(358, 'INTO OUTFILE is not allowed over HTTP');
    }
    if (kind !== 'insert')
        return;
    if (words.has('INFILE'))
        throw StoreError.of(48, 'FROM INFILE is not supported over HTTP');
    if (rowsAt !== undefined && words.has('INPUT')) {
        throw StoreError.of(48, 'INSERT … SELECT FROM input() is not supported by the embedded store');
    }
}
//# sourceMappingURL=statement.js.map