/**
 * The tokens of a SQL text, comments and blanks left out: just enough to tell a keyword from the same letters in a
 * string. Lazy, for the rows of an INSERT follow its keywords and are no SQL. Unclosed quotes reach to the end; the
 * engine says what is wrong with them.
 */
export function* tokensOf(sql) {
    let at = 0;
    while (at < sql.length) {
        const start = at;
        const past = pastBlank(sql, at);
        if (past > at) {
            at = past;
            continue;
        }
        const quoted = pastQuoted(sql, at);
        at = quoted > start ? quoted : pastWord(sql, at);
        if (quoted > start)
            yield { text: sql.slice(start, at), kind: 'quoted', start, end: at };
        else if (at > start)
            yield { text: sql.slice(start, at), kind: 'word', start, end: at };
        else
            yield { text: sql.charAt(start), kind: 'symbol', start, end: ++at };
    }
}
function pastBlank(sql, at) {
    if (/\s/.test(sql.charAt(at)))
        return at + 1;
    const lineComment = sql.startsWith('--', at) || sql.startsWith('# ', at) || sql.startsWith('#!', at);
    if (lineComment)
        return after(sql, '\n', at);
    return sql.startsWith('/*', at) ? after(sql, '*/', at + 2) : at;
}
function pastQuoted(sql, start) {
    const quote = sql.charAt(start);
    if (quote === '$') {
        const heredoc = /\$\w*\$/y;
        heredoc.lastIndex = start;
        const opening = heredoc.exec(sql)?.[0];
        return opening === undefined ? start : after(sql, opening, start + opening.length);
    }
    if (quote !== "'" && quote !== '"' && quote !== '`')
        return start;
    for (let at = start + 1; at < sql.length; at++) {
        const char = sql.charAt(at);
        if (char === '\\')
            at++;
        else if (char === quote && sql.charAt(at + 1) === quote)
            at++;
        else if (char === quote)
            return at + 1;
    }
    return sql.length;
}
function pastWord(sql, start) {
    const word = /\w+/y;
    word.lastIndex = start;
    return word.test(sql) ? word.lastIndex : start;
}
function after(sql, mark, from) {
    const found = sql.indexOf(mark, from);
    return found === -1 ? sql.length : found + mark.length;
}
//# sourceMappingURL=tokens.js.map