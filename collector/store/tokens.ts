export interface Token {
  /** As written. Quoted text is one token of kind `quoted`. */
  text: string
  kind: 'word' | 'quoted' | 'symbol'
  start: number
  end: number
}

/**
 * The tokens of a SQL text, comments and blanks left out: just enough to tell a keyword from the same letters in a
 * string. Lazy, for the rows of an INSERT follow its keywords and are no SQL. Unclosed quotes reach to the end; the
 * engine says what is wrong with them.
 */
export function* tokensOf(sql: string): Generator<Token> {
  let at = 0
  while (at < sql.length) {
    const start = at
    const past = pastBlank(sql, at)
    if (past > at) {
      at = past
      continue
    }
    const quoted = pastQuoted(sql, at)
    at = quoted > start ? quoted : pastWord(sql, at)
    if (quoted > start) yield { text: sql.slice(start, at), kind: 'quoted', start, end: at }
    else if (at > start) yield { text: sql.slice(start, at), kind: 'word', start, end: at }
    else yield { text: sql.charAt(start), kind: 'symbol', start, end: ++at }
  }
}

function pastBlank(sql: string, at: number): number {
  if (/\s/.test(sql.charAt(at))) return at + 1
  const lineComment = sql.startsWith('--', at) || sql.startsWith('# ', at) || sql.startsWith('#!', at)
  if (lineComment) return after(sql, '\n', at)
  return sql.startsWith('/*', at) ? after(sql, '*/', at + 2) : at
}

/** Quotes as typesetters write them, which the engine takes too; also as they look when their bytes are read as latin1. */
const typographic = [
  ['\u2018', '\u2019'],
  ['\u201c', '\u201d'],
  ['\u00e2\u0080\u0098', '\u00e2\u0080\u0099'],
  ['\u00e2\u0080\u009c', '\u00e2\u0080\u009d']
] as const

function pastQuoted(sql: string, start: number): number {
  const quote = sql.charAt(start)
  if (quote > '\x7f') {
    const pair = typographic.find(([opening]) => sql.startsWith(opening, start))
    return pair === undefined ? start : after(sql, pair[1], start + pair[0].length)
  }
  if (quote === '$') {
    const heredoc = /\$\w*\$/y
    heredoc.lastIndex = start
    const opening = heredoc.exec(sql)?.[0]
    return opening === undefined ? start : after(sql, opening, start + opening.length)
  }
  if (quote !== "'" && quote !== '"' && quote !== '`') return start
  for (let at = start + 1; at < sql.length; at++) {
    const char = sql.charAt(at)
    if (char === '\\') at++
    else if (char === quote && sql.charAt(at + 1) === quote) at++
    else if (char === quote) return at + 1
  }
  return sql.length
}

function pastWord(sql: string, start: number): number {
  const word = /\w+/y
  word.lastIndex = start
  return word.test(sql) ? word.lastIndex : start
}

function after(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from)
  return found === -1 ? sql.length : found + mark.length
}
