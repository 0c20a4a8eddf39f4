/** A YAML file of the user's. What is wrong with it is told without a word of it, since a password may stand in it. */
import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument, type YAMLError } from 'yaml'
import { TeelineError } from '../schemas/errors.js'

/**
 * What the file says; NULL when it is empty.
 *
 * @param whereElse - What to do when it cannot be read: a whole sentence.
 * @throws TeelineError `TEELINE_CONFIG_UNREADABLE`
 */
export function readYaml(file: string, whereElse: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw unreadable(file, (cause as Error).message, whereElse)
  }
  const lines = new LineCounter()
  // Pretty errors quote the line; so would a warning, of a tag that nobody knows.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) throw unreadable(file, `${withoutQuote(fault)}${placeOf(fault, lines)}`, mendIt)
  try {
    return document.toJS()
  } catch (error) {
    throw unreadable(file, withoutQuote(error as Error), mendIt)
  }
}

const mendIt = 'Put it right there; a value that begins with a sign such as * ! & % @ has to stand in quotes.'

/** The parser puts what it has read after a colon, or a backslash. */
function withoutQuote({ message }: Error): string {
  return message.replace(/(?<=[\w)]): .*| *\\.*/s, '')
}

function placeOf({ pos }: YAMLError, lines: LineCounter): string {
  const { line, col } = lines.linePos(pos[0])
  return ` at line ${line}, column ${col}`
}

/** Without a cause: its stack would quote the file. */
function unreadable(file: string, reason: string, hint: string): TeelineError {
  return new TeelineError('TEELINE_CONFIG_UNREADABLE', `cannot read ${file}: ${reason}`, hint)
}
