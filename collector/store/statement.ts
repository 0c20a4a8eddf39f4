import { StoreError } from './store-error.js'
import { type Token, tokensOf } from './tokens.js'

/** What the store must know of a statement before the engine sees it. */
export interface Statement {
  kind: 'select' | 'insert' | 'other'
  /** The name in its FORMAT clause. */
  format: string | undefined
  /** INSERT: where its rows begin; undefined when it takes none (INSERT … SELECT). */
  rowsAt: number | undefined
  /** INSERT: where a FROM INFILE clause can stand. */
  sourceAt: number | undefined
  /** How many SELECTs it has, those within others counted. */
  selects: number
  /** All words outside quotes, in capitals. */
  words: ReadonlySet<string>
}

/**
 * Reads a statement's shape.
 *
 * @throws StoreError for what an HTTP interface does not do: nothing at all, several statements, files of this machine,
 * stopping the server (which would signal the collector's process group too).
 */
export function readStatement(sql: string): Statement {
  const statement: Statement & { words: Set<string> } = {
    kind: 'other',
    format: undefined,
    rowsAt: undefined,
    sourceAt: undefined,
    selects: 0,
    words: new Set()
  }
  const first: string[] = []
  let last = ''
  let depth = 0
  let ended = false
  let formatNext = false
  for (const token of tokensOf(sql)) {
    if (token.text === ';') {
      ended = true
      continue
    }
    if (ended) throw StoreError.of(62, 'Syntax error (Multi-statements are not allowed)')
    refuseToken(token, last, statement.words)
    last = token.text.toUpperCase()
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    if (formatNext) {
      statement.format = token.text
      formatNext = false
      if (statement.kind !== 'insert') continue
      statement.rowsAt = rowsAfter(sql, token.end)
      break
    }
    if (token.kind !== 'word') continue
    const word = token.text.toUpperCase()
    statement.words.add(word)
    if (word === 'SELECT') statement.selects++
    if (first.push(word) === 1) statement.kind = kindOf(word)
    if (depth > 0) continue
    if (statement.kind === 'insert' && isSource(word)) statement.sourceAt ??= token.start
    formatNext = word === 'FORMAT'
    if (statement.kind === 'insert' && word === 'VALUES' && !statement.words.has('SELECT')) {
      statement.format = 'Values'
      statement.rowsAt = token.end
      break
    }
  }
  refuse(first, statement)
  return statement
}

function kindOf(word: string): Statement['kind'] {
  if (word === 'INSERT') return 'insert'
  return word === 'SELECT' || word === 'WITH' || word === 'FROM' ? 'select' : 'other'
}

function isSource(word: string): boolean {
  return word === 'SETTINGS' || word === 'FORMAT' || word === 'VALUES'
}

/** As ClickHouse's parser: the blanks of the FORMAT line belong to the statement, all that follows to the rows. */
function rowsAfter(sql: string, end: number): number {
  const blanks = /[ \t\f]*\r?\n?/y
  blanks.lastIndex = end
  blanks.test(sql)
  return blanks.lastIndex
}

function refuse(first: readonly string[], { words, kind, rowsAt }: Statement): void {
  if (first.length === 0) throw StoreError.of(62, 'Syntax error: Empty query')
  if (first[0] === 'SYSTEM' && (first[1] === 'SHUTDOWN' || first[1] === 'KILL')) {
    throw StoreError.of(344, 'The embedded store is stopped by stopping teeline')
  }
  if (words.has('OUTFILE') && words.has('INTO')) {
    throw StoreError.of(358, 'INTO OUTFILE is not allowed over HTTP')
  }
  if (kind !== 'insert') return
  if (words.has('INFILE')) throw StoreError.of(48, 'FROM INFILE is not supported over HTTP')
  if (rowsAt !== undefined && words.has('INPUT')) {
    throw StoreError.of(48, 'INSERT … SELECT FROM input() is not supported by the embedded store')
  }
}

/**
 * Ways to files of this machine that the engine asks no right for: a function that reads one, a table engine that makes a
 * folder anywhere, disks of a table's own, which it opens before it refuses them, and ATTACH … FROM, which moves a folder
 * into the store.
 */
const fileNames: ReadonlySet<string> = new Set(['file', 'EmbeddedRocksDB'])

/**
 * Refuses names that would lead to files of this machine: in what is evaluated as SQL without being a statement.
 *
 * @throws StoreError
 */
export function refuseFileNames(sql: string): void {
  // Most rows have neither, and need not be read.
  if (!/file|EmbeddedRocksDB|\\/.test(sql)) return
  for (const token of tokensOf(sql)) refuseToken(token, '', new Set())
}

/** @throws StoreError */
export function refuseFileName(name: string): void {
  if (!fileNames.has(name)) return
  const text = `${name} leads to files of this machine, which the embedded store does not touch; a column needs another name`
  throw StoreError.of(497, text)
}

function refuseToken({ kind, text }: Token, last: string, words: ReadonlySet<string>): void {
  if (kind === 'word') refuseFileName(text)
  if (text === '(' && last === 'DISK')
    throw StoreError.of(497, 'Tables of the embedded store lie on its own disk')
  if (kind !== 'quoted') return
  // Anything but a string may be a name. Any escape stands for its character, if not for the one that the engine takes.
  if (!text.startsWith("'")) refuseFileName(nameIn(text))
  if (last === 'FROM' && words.has('ATTACH') && text.startsWith("'")) {
    throw StoreError.of(
      497,
      'ATTACH … FROM moves files of this machine, which the embedded store does not touch'
    )
  }
}

function nameIn(quoted: string): string {
  return quoted
    .replace(/^[^\w\\]+|[^\w\\]+$/g, '')
    .replace(/\\(?:x([0-9a-f]{2})|(.))/gis, (_, hex: string | undefined, char: string) =>
      hex === undefined ? char : String.fromCharCode(Number.parseInt(hex, 16))
    )
}
